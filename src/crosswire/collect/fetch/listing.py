"""The addresses that a file or an answer lists.

In: a feed, a sitemap, a text with an address a line, or articles of a news tool. Out: `Listed` addresses in their
order, each once; None for what is a page itself. Fails with `UnreadableError` for a list that cannot be read.
"""

from __future__ import annotations

from pathlib import Path

from crosswire.collect.files import UnreadableError
from crosswire.collect.options import ReadOptions
from crosswire.collect.readers import kind_of, read_source
from crosswire.collect.readers.feeds import Listed, feed_links, sitemap_links
from crosswire.collect.source import Source


def listed_in(path: Path) -> list[Listed]:
    """The addresses that a file of the user's lists."""
    source = Source(name=path.name, path=path)
    options = ReadOptions()
    kind = kind_of(source)
    if kind == "feed":
        found = feed_links(source, options)
    elif kind == "sitemap":
        found = sitemap_links(source, options)
    elif kind == "text":
        lines = (line.strip() for _, line in source.lines(options.max_bytes) if line)
        found = [Listed(address=line) for line in lines if line.startswith(("http://", "https://"))]
    else:
        records = list(read_source(source, options, kind))
        found = [Listed(address=given.url) for record in records for given in record.given if given.url]
    if not found:
        raise UnreadableError(
            "no_address",
            f"{path} lists no address: give a feed, a sitemap, a text with an address a line, or articles with their "
            "addresses.",
        )
    return found


def listed_by(address: str, content: bytes) -> list[Listed] | None:
    """The addresses that an answer lists when it is a feed or a sitemap; None when it is a page."""
    options = ReadOptions(max_bytes=max(len(content), 1))
    source = Source(name=address, data=content)
    try:
        kind = kind_of(Source(name="", data=content))
    except UnreadableError:
        return None
    if kind == "feed":
        return feed_links(source, options)
    return sitemap_links(source, options) if kind == "sitemap" else None
