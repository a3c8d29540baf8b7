"""A text or Markdown file.  In: its bytes.  Out: one `Record` whose text is the file, exactly."""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.collect.options import ReadOptions
from crosswire.collect.records import Record
from crosswire.collect.source import Source


def read_plain(source: Source, options: ReadOptions) -> Iterator[Record]:
    """The record of one text file."""
    yield Record(text=source.text(options.max_bytes))
