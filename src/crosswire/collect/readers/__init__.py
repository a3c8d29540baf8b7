"""One reader a format, behind one interface: a `Source` and the options in, `Record`s out.

In: a file or a part of one. Out: its records, each with its origin. What the bytes begin with decides the format, then
the suffix of the name (`sniff`). A reader may hand a part (a page in a WARC, an attachment) back to `read_source`.
Never raises for a bad file: what cannot be read becomes a record with an error that says what to do, after the
records that could be read.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from crosswire.collect.files import UnreadableError
from crosswire.collect.options import ReadOptions
from crosswire.collect.readers.sniff import SUFFIXES, Kind, kind_of
from crosswire.collect.records import Record, failure
from crosswire.collect.source import Source
from crosswire.model import Origin

__all__ = ["SUFFIXES", "Kind", "kind_of", "read_source"]

Reader = Callable[[Source, ReadOptions], Iterator[Record]]

# The module and the function of each reader; they are imported when the first file of their kind comes.
_READERS: dict[Kind, tuple[str, str]] = {
    "text": ("plain", "read_plain"),
    "html": ("pages", "read_page"),
    "mhtml": ("saved", "read_mhtml"),
    "webarchive": ("saved", "read_webarchive"),
    "json": ("tables", "read_json"),
    "jsonl": ("tables", "read_jsonl"),
    "csv": ("tables", "read_table"),
    "xlsx": ("sheets", "read_workbook"),
    "feed": ("feeds", "read_feed"),
    "sitemap": ("feeds", "read_sitemap"),
    "warc": ("archives", "read_warc"),
    "wacz": ("archives", "read_wacz"),
    "pdf": ("pdf", "read_pdf"),
    "eml": ("mail", "read_mail"),
}
_CONTAINERS = frozenset({"warc", "wacz"})
_DEEPEST = 4


def read_source(source: Source, options: ReadOptions, kind: Kind | None = None) -> Iterator[Record]:
    """The records of ``source``; ``kind`` where the caller knows the format."""
    try:
        kind = kind or kind_of(source)
        if source.depth > _DEEPEST:
            raise UnreadableError(
                "too_deep", f"{source.name} is nested more than {_DEEPEST} deep: take it out and add it on its own."
            )
        module, function = _READERS[kind]
        reader: Reader = getattr(importlib.import_module(f"crosswire.collect.readers.{module}"), function)
        sha256 = None if kind in _CONTAINERS else source.sha256
        for record in reader(source, options):
            yield record if kind in _CONTAINERS else _with_origin(record, kind, sha256, source)
    except UnreadableError as error:
        yield failure(error.code, str(error))
    except ImportError as error:  # the file is not to blame
        told = " ".join(str(error).split())[:200]
        yield failure(
            "not_installed",
            f"{source.name}: a library that reads it does not load ({told}): install crosswire anew and add it again.",
        )
    except Exception as error:  # a parser that breaks on a broken file must not stop the others
        told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        yield failure(
            "broken",
            f"{source.name} is damaged or not what it seems ({told[:200]}): open and save it again, or leave it out.",
        )


def _with_origin(record: Record, kind: Kind, sha256: str | None, source: Source) -> Record:
    """The record with what is known of its bytes, where its reader did not say it of a part of them."""
    if record.error is not None:
        return record
    origin = record.origin or Origin(format=kind)
    return replace(
        record,
        origin=replace(
            origin,
            sha256=origin.sha256 or sha256,
            address=origin.address or source.address,
            captured=origin.captured or source.captured,
        ),
    )
