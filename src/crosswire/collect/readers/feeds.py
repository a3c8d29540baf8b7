"""RSS and Atom feeds to records; feeds and sitemaps to the addresses they list.

In: the file. Out: one `Record` an entry of a feed (its content, else its summary, as the page reader reads HTML), with
the entry's title, address, author and time and the feed's title as outlet; a sitemap holds addresses and no text, so it
is refused with the command that fetches them. `links` gives the addresses of either. Feeds are parsed by feedparser;
files that declare entities of their own are refused, since such entities can swell without end.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from xml.etree import ElementTree

import feedparser

from crosswire.collect.credits import Given
from crosswire.collect.files import UnreadableError
from crosswire.collect.options import ReadOptions
from crosswire.collect.readers.pages import read_html
from crosswire.collect.readers.saved_from import mail_time
from crosswire.collect.records import Record, failure
from crosswire.collect.source import Source
from crosswire.model import Origin

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An address that a feed or a sitemap lists; ``day`` is when it says it was published or changed, as it writes
    it."""

    address: str
    day: str | None = None
    sitemap: bool = False


def _parsed(source: Source, options: ReadOptions) -> Any:
    data = source.read(options.max_bytes)
    _refuse_entities(data, source.name)
    try:
        feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
    except Exception as error:  # its loose parser breaks on damaged feeds in many ways
        why = f"{source.name} is not a readable feed ({type(error).__name__}: {error}): get it again."
        raise UnreadableError("broken_feed", why) from error
    if not feed.entries and not feed.version:
        reason = feed.get("bozo_exception") or "no feed in it"
        raise UnreadableError("broken_feed", f"{source.name} is not a readable feed ({reason}): get it again.")
    return feed


def _refuse_entities(data: bytes, name: str) -> None:
    if _ENTITY.search(data):
        raise UnreadableError(
            "entities", f"{name} declares entities of its own, which is not read: no feed needs them, get another copy."
        )


def read_feed(source: Source, options: ReadOptions) -> Iterator[Record]:
    """The entries of a feed, in its order."""
    feed = _parsed(source, options)
    outlet = _words(feed.feed.get("title"))
    if not feed.entries:
        yield failure("empty_feed", f"{source.name} is a feed without entries: nothing to read in it.")
    for row, entry in enumerate(feed.entries):
        bodies = [part.get("value") or "" for part in entry.get("content") or ()] or [entry.get("summary") or ""]
        body = max(bodies, key=len)
        title = _words(entry.get("title"))
        page = read_html(f"<body>{body}</body>") if "<" in body or "&" in body else Record(text=body.strip())
        text = page.text
        if not text.strip() and title:
            text = title
        given = Given(
            how="given",
            title=title,
            outlet=_words((entry.get("source") or {}).get("title")) or outlet,
            byline=_words(entry.get("author")),
            url=_words(entry.get("link")),
            published=_time(entry.get("published") or entry.get("updated")),
        )
        digest = hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()
        member = _words(entry.get("id"))
        origin = Origin(format="feed", sha256=digest, member=member, address=source.address)
        yield replace(page, text=text, row=row, given=(given,), origin=origin)


def read_sitemap(source: Source, options: ReadOptions) -> Iterator[Record]:
    """That a sitemap holds no text."""
    listed = sitemap_links(source, options)
    detail = (
        f"{source.name} is a sitemap: it lists {len(listed):,} addresses and holds no text; fetch them with "
        f"`crosswire fetch CASE {source.name}`."
    )
    yield failure("sitemap", detail)


def feed_links(source: Source, options: ReadOptions) -> list[Listed]:
    """The addresses of a feed's entries, in its order."""
    found = []
    for entry in _parsed(source, options).entries:
        address = _words(entry.get("link"))
        if address:
            found.append(Listed(address=address, day=_time(entry.get("published") or entry.get("updated"))))
    return found


def sitemap_links(source: Source, options: ReadOptions) -> list[Listed]:
    """The addresses of a sitemap (sitemaps.org) or, for an index of sitemaps, those of its parts."""
    data = source.read(options.max_bytes)
    _refuse_entities(data, source.name)
    found, address, day = [], None, None
    try:
        for _, node in ElementTree.iterparse(io.BytesIO(data)):
            tag = node.tag.rpartition("}")[2]
            if tag == "loc" and address is None:
                address = _words(node.text)
            elif tag in ("lastmod", "publication_date"):
                day = _words(node.text) or day
            elif tag in ("url", "sitemap"):
                if address:
                    found.append(Listed(address=address, day=day, sitemap=tag == "sitemap"))
                address = day = None
                node.clear()
    except ElementTree.ParseError as error:
        raise UnreadableError(
            "broken_sitemap", f"{source.name} is not a readable sitemap ({error}): get it again."
        ) from None
    return found


def _time(value: str | None) -> str | None:
    return (mail_time(value) or value) if value else None


def _words(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
