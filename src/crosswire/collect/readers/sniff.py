"""Which format a file has: by what its bytes begin with, then by the suffix of its name.

In: a `Source`. Out: a `Kind`. Fails with `UnreadableError` for a format that is not read, saying what to do with it.
The suffixes of tables and plain text are believed unless the bytes are those of a binary format; mark-up tells
what it is by its first element, whatever the suffix (saved pages end in .php, .aspx or in nothing).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Literal

from crosswire.collect.files import BYTE_ORDER_MARKS, UnreadableError
from crosswire.collect.source import Source

Kind = Literal[
    "text", "html", "mhtml", "webarchive", "json", "jsonl", "csv", "xlsx", "feed", "sitemap", "warc", "wacz", "pdf",
    "eml",
]  # fmt: skip

SUFFIXES: dict[str, Kind] = {
    ".txt": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".mhtml": "mhtml",
    ".mht": "mhtml", ".webarchive": "webarchive", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".csv": "csv", ".tsv": "csv", ".xlsx": "xlsx", ".rss": "feed", ".atom": "feed", ".rdf": "feed",
    ".warc": "warc", ".wacz": "wacz", ".pdf": "pdf", ".eml": "eml",
}  # fmt: skip
_BELIEVED = frozenset({"text", "json", "jsonl", "csv"})
_MAIL = re.compile(
    rb"(?:(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|X-[\w-]+|Date|From|To|Subject)[ \t]*:[^\n]*\n"
    rb"(?:[ \t][^\n]*\n)*){3,}",
    re.IGNORECASE,
)
_PREFACE = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?(?:-->|\Z))+", re.DOTALL)
_ELEMENT = re.compile(rb"<(?:!doctype\s+)?(?:[\w-]+:)?(\w+)", re.IGNORECASE)
_ROOTS: dict[bytes, Kind] = {
    b"html": "html", b"head": "html", b"body": "html", b"rss": "feed", b"feed": "feed", b"rdf": "feed",
    b"urlset": "sitemap", b"sitemapindex": "sitemap",
}  # fmt: skip


def kind_of(source: Source) -> Kind:
    """The format of ``source``."""
    head = source.head
    binary = _binary(source, head)
    if binary is not None:
        return binary
    suffix = PurePosixPath(source.name.lower()).suffix
    kind = SUFFIXES.get(suffix)
    if kind in _BELIEVED:
        return kind
    if kind in ("warc", "wacz", "pdf", "xlsx", "webarchive"):
        raise UnreadableError(
            "broken", f"{source.name} does not begin as {suffix} files do: it is damaged, cut off or something else."
        )
    found = _markup(head) if kind not in ("mhtml", "eml") else None
    if found is not None:
        return found
    if kind is not None:
        return kind
    if _MAIL.match(head):
        return "mhtml" if b"multipart/related" in head.lower() else "eml"
    raise unknown(source.name, suffix)


def unknown(name: str, suffix: str) -> UnreadableError:
    """That a format is not read."""
    shown = suffix if len(suffix) <= 12 else ""
    return UnreadableError(
        "unknown_format",
        f"{name} has a format that is not read ({shown or 'no extension'}): give {' '.join(SUFFIXES)}.",
    )


def _binary(source: Source, head: bytes) -> Kind | None:
    """The format of bytes that no text begins with."""
    if head.startswith(b"WARC/"):
        return "warc"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"bplist00"):
        return "webarchive"
    if head.startswith(b"\x1f\x8b"):
        if _unzipped(head).startswith(b"WARC/"):
            return "warc"
        raise UnreadableError("compressed", f"{source.name} is compressed (gzip): unpack it first (gunzip).")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        if source.name.lower().endswith(".msg"):
            raise UnreadableError("old_office", f"{source.name} is a message of Outlook: save it as .eml and add that.")
        raise UnreadableError(
            "old_office", f"{source.name} is in an old Office format: save it as .xlsx, .pdf or text and add that."
        )
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(source)
    return None


def _unzipped(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 64)
    except zlib.error:
        return b""


def _zipped(source: Source) -> Kind:
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableError(
            "broken", f"{source.name} is a damaged or cut-off zip file ({error}): get it again."
        ) from None
    if "xl/workbook.xml" in names:
        return "xlsx"
    if any(name.startswith("archive/") and ".warc" in name for name in names):
        return "wacz"
    if any(name.startswith(("word/", "ppt/")) or name == "content.xml" for name in names):
        raise UnreadableError(
            "office",
            f"{source.name} is an Office document: save it as .pdf, .html or text (a table as .xlsx) and add that.",
        )
    raise UnreadableError("zip", f"{source.name} is a zip file: unpack it and give the folder.")


def _markup(head: bytes) -> Kind | None:
    """The kind of a mark-up file by its first element, comments and instructions passed over."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            head = head.decode(encoding, errors="ignore").encode("ascii", errors="replace")
            break
    preface = _PREFACE.match(head)
    element = _ELEMENT.match(head, preface.end() if preface else 0)
    return _ROOTS.get(element[1].lower()) if element else None
