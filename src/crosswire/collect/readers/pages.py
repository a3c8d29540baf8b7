"""A web page to plain text.

In: the page's HTML. Out: a `Record` whose text is NOT the page's source but the words taken from it: the blocks of
the main part (headings, paragraphs, list items, captions) in page order, one a line with a blank line between;
scripts, styles, navigation, forms and asides are left out. Offsets of everything later refer to this text.
Headings, captions and boxes of related titles carry hints. Meta data (title, site name, author, time of
publication, canonical address) come from ``<meta>``, JSON-LD and ``<time>``. Never fails on broken mark-up; a page
without words gives an empty text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from crosswire.collect.credits import Given
from crosswire.collect.options import ReadOptions
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
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_LEAST = 200


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


def _blocks(root: LexborNode) -> list[tuple[str, PassageKind | None]]:
    """(words, kind the mark-up tells or None) of each block in page order; nesting may be of any depth."""
    out: list[tuple[str, PassageKind | None]] = []
    words: list[str] = []
    current: PassageKind | None = None

    def flush() -> None:
        line = _SPACE.sub(" ", "".join(words)).strip()
        words.clear()
        if line:
            out.append((line, current))

    stack: list[tuple[LexborNode | None, PassageKind | None, bool]] = [(root, None, False)]
    while stack:
        node, kind, leaving = stack.pop()
        if leaving:
            flush()
            current = kind
            continue
        assert node is not None
        if node.is_text_node:
            words.append(node.text_content or "")
            continue
        tag = node.tag or ""
        if tag == "br":
            flush()
            continue
        inner = kind
        if tag in _BLOCKS:
            flush()
            label = (
                f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}" if node is not root else ""
            )
            inner = kind or _kind(tag, tag not in ("article", "main", "body") and _RELATED.search(label) is not None)
            stack.append((None, kind, True))
            current = inner
        children = []
        child = node.child
        while child is not None:
            children.append(child)
            child = child.next
        stack.extend((child, inner, False) for child in reversed(children))
    flush()
    return out


def read_page(source: Source, options: ReadOptions) -> Iterator[Record]:
    """The record of a page in a file, an archive or a message."""
    page = source.text(options.max_bytes)
    address, captured = saved_from(page)
    record = read_html(page, address=source.address or address)
    origin = Origin(format="html", address=source.address or address, captured=source.captured or captured)
    yield replace(record, origin=origin)


def read_html(source: str, *, address: str | None = None) -> Record:
    """The record of one page; ``address``: where it was taken from, where that is known."""
    page = LexborHTMLParser(source.replace("\x00", ""))
    linked = _linked_data(page)
    time = page.css_first("time[datetime]")
    heading = page.css_first("h1")
    tag = page.css_first("title")
    link = page.css_first("link[rel=canonical]")
    title = (heading.text() if heading is not None else None) or _name(linked.get("headline"))
    title = title or _meta(page, "og:title", "twitter:title") or (tag.text() if tag is not None else None)
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
    candidates = [page.css_first(name) for name in _MAIN]
    root = next((node for node in candidates if node is not None and len(node.text()) >= _LEAST), page.body)
    blocks = _blocks(root) if root is not None else []
    if heading is not None and title and all(line != title for line, _ in blocks):
        blocks.insert(0, (title, "headline"))
    hints: dict[int, PassageKind] = {}
    at = 0
    for line, kind in blocks:
        if kind is not None:
            hints[at] = kind
        at += len(line) + 2
    return Record(text="\n\n".join(line for line, _ in blocks), given=(given,), hints=hints)


def _plain_author(value: str | None) -> str | None:
    if value is None or value.startswith(("http:", "https:")):
        return None
    return re.sub(r"^\s*by\s+", "", value, flags=re.IGNORECASE)
