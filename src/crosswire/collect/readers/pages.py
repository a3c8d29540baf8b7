"""A web page to plain text.

In: the page's HTML. Out: a `Record` whose text is NOT the page's source but the words taken from it: the blocks of the
report (headings, paragraphs, list items, captions; `main_text` says which) in page order, one a line with a blank line
between; scripts, styles, navigation, forms and asides are left out. Offsets of everything later refer to this text.
Headings, captions and boxes of related titles carry hints. Meta data (title, site name, author, time of publication,
canonical address) come from ``<meta>``, JSON-LD and ``<time>``. A page without words gives an empty
text. Broken mark-up is read as a browser would; only a page nested thousands deep is refused with `UnreadableError`,
for the time to parse it grows with the square of its depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from crosswire.collect.credits import Given
from crosswire.collect.files import UnreadableError
from crosswire.collect.options import ReadOptions
from crosswire.collect.readers.main_text import Block, choose, letters, report_lines
from crosswire.collect.readers.saved_from import own_address, saved_from
from crosswire.collect.records import Record
from crosswire.collect.source import Source
from crosswire.collect.words import words
from crosswire.model import Origin, PassageKind

_DROP = "script, style, noscript, template, nav, form, aside, iframe, svg, button, select, object, dialog, footer"
_MAIN = ("article", "[itemprop=articleBody]", "main", "[role=main]", "body")
_BLOCKS = words(
    "h1 h2 h3 h4 h5 h6 p li blockquote figcaption caption pre td th dt dd address time div section article main header "
    "body figure ul ol table tr"
)
_HEADINGS = words("h1 h2 h3 h4 h5 h6")
_RELATED = re.compile(
    r"related|recommend|read-?(?:more|also)|more-(?:stories|news)|most-(?:read|popular)|teaser", re.IGNORECASE
)
_BOX = re.compile(
    r"newsletter|sign-?up|subscri|promo|advert|sponsor|\bads?\b|comment|shar(?:e|ing)\b|social|cookie|banner|paywall",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_LEAST = 200
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Elements without an end, and those that pages leave open because the next one ends them.
_UNNESTED = words(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option"
)
_DEEPEST = 5_000


def _meta(page: LexborHTMLParser, *names: str) -> str | None:
    for name in names:
        for key in ("property", "name", "itemprop"):
            node = page.css_first(f'meta[{key}="{name}"]')
            content = node.attributes.get("content") if node is not None else None
            if content and content.strip():
                return content.strip()
    return None


def _linked_data(page: LexborHTMLParser) -> dict[str, Any]:
    """The first JSON-LD object that bears a date of publication or a headline."""
    for node in page.css('script[type="application/ld+json"]')[:20]:
        try:
            data = msgspec.json.decode(node.text(deep=True).strip().encode())
        except (msgspec.DecodeError, ValueError, RecursionError):
            continue
        entries = data if isinstance(data, list) else [data]
        for entry in entries:
            inner = entry.get("@graph", [entry]) if isinstance(entry, dict) else []
            for item in inner if isinstance(inner, list) else []:
                if isinstance(item, dict) and ("datePublished" in item or "headline" in item):
                    return item
    return {}


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() if isinstance(value, str) and value.strip() else None


def _kind(tag: str, related: bool) -> PassageKind | None:
    if related:
        return "teaser"
    if tag in _HEADINGS:
        return "headline"
    return "caption" if tag == "figcaption" else None


def _blocks(root: LexborNode) -> list[Block]:
    """The blocks in page order; nesting may be of any depth."""
    out: list[Block] = []
    words: list[str] = []
    linked = 0
    current, boxed, tag_now = None, False, ""
    in_link = 0

    def flush() -> None:
        nonlocal linked
        line = _SPACE.sub(" ", "".join(words)).strip()
        if line:
            paragraph = tag_now in ("p", "blockquote", "li") and not boxed
            out.append(Block(words=line, kind=current, linked=linked * 2 >= len(line), paragraph=paragraph))
        words.clear()
        linked = 0

    stack: list[tuple[LexborNode | None, PassageKind | None, bool, str, bool]] = [(root, None, False, "", False)]
    while stack:
        node, kind, box, tag, leaving = stack.pop()
        if leaving:
            if tag == "a":
                in_link -= 1
                continue
            flush()
            current, boxed, tag_now = kind, box, tag
            continue
        assert node is not None
        if node.is_text_node:
            text = node.text_content or ""
            words.append(text)
            linked += len(text.strip()) if in_link else 0
            continue
        own = node.tag or ""
        if own == "br":
            flush()
            continue
        inner, inner_box, inner_tag = kind, box, tag
        if own == "a":
            in_link += 1
            stack.append((None, None, False, "a", True))
        elif own in _BLOCKS:
            flush()
            label = (
                f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}" if node is not root else ""
            )
            related = own not in ("article", "main", "body") and _RELATED.search(label) is not None
            inner = kind or _kind(own, related)
            inner_box = box or related or _BOX.search(label) is not None
            inner_tag = own
            stack.append((None, kind, box, tag, True))
            current, boxed, tag_now = inner, inner_box, inner_tag
        children = []
        child = node.child
        while child is not None:
            children.append(child)
            child = child.next
        stack.extend((child, inner, inner_box, inner_tag, False) for child in reversed(children))
    flush()
    return out


def _report(page: LexborHTMLParser, source: str, title: str | None, heading: LexborNode | None) -> list[Block]:
    """The blocks of the page's report: of the article with its heading or the page's main element, where that holds
    what was found of the report, else of its body."""
    lines = report_lines(source)
    told = _around(heading)
    if lines and told is not None and (chosen := choose(_blocks(told), lines, title, least=0.2)) is not None:
        return chosen
    candidates = [page.css_first(name) for name in _MAIN]
    root = next((node for node in candidates if node is not None and len(node.text()) >= _LEAST), page.body)
    main = _blocks(root) if root is not None else []
    if not lines:
        return main
    chosen = choose(main, lines, title)
    if chosen is None and page.body is not None:
        chosen = choose(_blocks(page.body), lines, title)
    return [Block(words=_SPACE.sub(" ", line).strip()) for line in lines] if chosen is None else chosen


def _around(heading: LexborNode | None) -> LexborNode | None:
    """The article element that a heading stands in."""
    node = heading
    while node is not None and node.tag != "article":
        node = node.parent
    return node


def _heading(page: LexborHTMLParser, told: Iterable[str | None]) -> LexborNode | None:
    """The page's heading: of several the longest that its title holds (the site's name may be one too)."""
    headings = page.css("h1")[:20]
    titles = [letters(one) for one in told if one]
    held = [one for one in headings if (form := letters(one.text())) and any(form in title for title in titles)]
    return max(held, key=lambda one: len(one.text()), default=headings[0] if headings else None)


def read_page(source: Source, options: ReadOptions) -> Iterator[Record]:
    """The record of a page in a file, an archive or a message."""
    page = source.text(options.max_bytes)
    address, captured = saved_from(page)
    record = read_html(page, address=source.address or address)
    origin = Origin(format="html", address=source.address or address, captured=source.captured or captured)
    yield replace(record, origin=origin)


def read_html(source: str, *, address: str | None = None) -> Record:
    """The record of one page; ``address``: where it was taken from, where that is known."""
    if _depth(source) > _DEEPEST:
        raise UnreadableError("too_deep", f"A page nested more than {_DEEPEST} deep: save its text as a .txt file.")
    page = LexborHTMLParser(source.replace("\x00", ""))
    linked = _linked_data(page)
    time = page.css_first("time[datetime]")
    tag = page.css_first("title")
    og_title = _meta(page, "og:title", "twitter:title")
    heading = _heading(page, (og_title, _name(linked.get("headline")), tag.text() if tag is not None else None))
    link = page.css_first("link[rel=canonical]")
    title = (heading.text() if heading is not None else None) or _name(linked.get("headline"))
    title = title or og_title or (tag.text() if tag is not None else None)
    title = _SPACE.sub(" ", title).strip() if title else None
    published = linked.get("datePublished") or _meta(
        page, "article:published_time", "og:article:published_time", "datePublished", "date", "pubdate",
        "DC.date.issued", "publishdate", "parsely-pub-date",
    )  # fmt: skip
    given = Given(
        how="meta",
        title=title or None,
        outlet=_meta(page, "og:site_name", "application-name") or _name(linked.get("publisher")),
        byline=_name(linked.get("author")) or _plain_author(_meta(page, "author", "article:author", "byl")),
        url=own_address((link.attributes.get("href") if link is not None else None) or _meta(page, "og:url"), address),
        published=published or (time.attributes.get("datetime") if time is not None else None),
    )
    for node in page.css(_DROP):
        node.decompose()
    blocks = _report(page, source, title, heading)
    if heading is not None and title and all(block.words != title for block in blocks):
        blocks.insert(0, Block(words=title, kind="headline"))
    hints: dict[int, PassageKind] = {}
    at = 0
    for block in blocks:
        if block.kind is not None:
            hints[at] = block.kind
        at += len(block.words) + 2
    return Record(text="\n\n".join(block.words for block in blocks), given=(given,), hints=hints)


def _depth(source: str) -> int:
    """How deep the page may nest, by its tags alone."""
    depth = deepest = 0
    for closing, name in _TAG.findall(source):
        if name.lower() not in _UNNESTED:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _plain_author(value: str | None) -> str | None:
    if value is None or value.startswith(("http:", "https:")):
        return None
    return re.sub(r"^\s*by\s+", "", value, flags=re.IGNORECASE)
