"""WARC files and WACZ archives to records.

In: the file. Out: one `Record` a page in it, with its address, the time it was captured and the SHA-256 of its bytes;
``row`` is the 0-based number of the WARC record, ``origin.member`` in a WACZ the WARC file inside. Read by warcio as a
stream, so a file may be of any size; nothing is unpacked to disk. Pages are responses with status 200 (also resources
and conversions) of HTML, XHTML, plain text or PDF; what else a crawl keeps (pictures, scripts, answers of other status,
robots.txt) is passed over. A WACZ that lists its pages (``pages/*.jsonl``) gives those alone, so frames and
advertisements are left out; a listed page that is redirected gives the page it leads to. Where a file breaks off, what
came before it is kept and one error says where.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any
from urllib.parse import urldefrag, urljoin, urlsplit

from warcio.archiveiterator import ArchiveIterator

from crosswire.collect.credits import Given
from crosswire.collect.options import ReadOptions
from crosswire.collect.readers.sniff import Kind
from crosswire.collect.records import Record, failure
from crosswire.collect.source import Source, sha256_of
from crosswire.model import Origin

_KINDS: dict[str, Kind] = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "application/pdf": "pdf",
}  # fmt: skip
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)
_TYPES = frozenset({"response", "resource", "conversion"})


class _Records(ArchiveIterator):  # type: ignore[misc]
    """The records of a stream, without warcio's own words on standard error."""

    INC_RECORD = ""


def read_warc(source: Source, options: ReadOptions) -> Iterator[Record]:
    """The pages of a WARC file."""
    with source.open() as stream:
        yield from _pages(stream, source, options, None, frozenset())


def read_wacz(source: Source, options: ReadOptions) -> Iterator[Record]:
    """The pages of the WARC files in a WACZ."""
    with source.open() as stream, zipfile.ZipFile(stream) as archive:
        names = sorted(n for n in archive.namelist() if n.startswith("archive/") and n.endswith((".warc", ".warc.gz")))
        listed, problem = _listed(archive, options, source.name)
        if problem is not None:
            yield problem
        digests = _digests(archive, options)
        for name in names:
            try:
                wanted = digests.get(name)
                if wanted is not None and (found := _digest(archive, name)) != wanted:
                    yield failure(
                        "changed",
                        f"{source.name}, {name}: its SHA-256 is {found}, and the archive was made with {wanted}: "
                        "it was changed or damaged since; what can be read of it follows.",
                        member=name,
                        kind="wacz",
                    )
                with archive.open(name) as part:
                    yield from _pages(part, source, options, name, listed)
            except _DAMAGE as error:
                detail = f"{source.name}, {name} is damaged ({error}): get it again; its other parts were read."
                yield failure("broken", detail, member=name, kind="wacz")


def _pages(
    stream: IO[bytes], source: Source, options: ReadOptions, member: str | None, listed: frozenset[str]
) -> Iterator[Record]:
    """The pages of a stream of WARC records; ``listed`` names the only addresses wanted (empty: all)."""
    where = source.name if member is None else f"{source.name}, {member}"
    row, read, wanted = -1, 0, set(listed)
    try:
        records = _Records(stream)
        for row, record in enumerate(records):
            kind = _kind(record)
            address = record.rec_headers.get_header("WARC-Target-URI")
            if listed and urldefrag(address or "").url not in wanted:
                continue
            if kind is None:
                if listed and record.http_headers is not None and (to := record.http_headers.get_header("Location")):
                    wanted.add(urldefrag(urljoin(address, to)).url)
                continue
            read += 1
            for one in _page(record, kind, f"{where}, record {row}", address, source, options):
                yield _placed(one, row, member)
    except Exception as error:  # warcio and zlib raise many kinds; the records before stand
        detail = (
            f"{where} cannot be read after record {row} ({error or type(error).__name__}): it is damaged or cut off; "
            "get it again, or let `warcio recompress` write it anew."
        )
        yield failure("broken", " ".join(detail.split()), row + 1, member, "warc")
        return
    if records.err_count:
        detail = f"{where}: {records.err_count} records are not as long as they say; what there is of them was read."
        yield failure("broken", detail, row + 1, member, "warc")
    if not read:
        detail = f"{where} holds no page: no response of HTML, text or PDF with status 200" + (
            " among the pages it lists." if listed else "."
        )
        yield failure("no_page", detail, member=member, kind="warc")


def _kind(record: Any) -> Kind | None:
    """The kind of the page in a WARC record; None for what is no page."""
    if record.rec_type not in _TYPES:
        return None
    http = record.http_headers
    if http is not None and http.get_statuscode() != "200":
        return None
    declared = (http if http is not None else record.rec_headers).get_header("Content-Type") or ""
    kind = _KINDS.get(declared.partition(";")[0].strip().lower())
    path = urlsplit(record.rec_headers.get_header("WARC-Target-URI") or "").path
    return None if path == "/robots.txt" else kind


def _page(
    record: Any, kind: Kind, where: str, address: str | None, source: Source, options: ReadOptions
) -> Iterator[Record]:
    """The records of one page, its bytes bounded."""
    from crosswire.collect.readers import read_source

    data = record.content_stream().read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        detail = f"{where} ({address}) is larger than {options.max_bytes:,} bytes: raise the limit (--max-bytes)."
        yield failure("too_large", detail)
        return
    record.raw_stream.read()
    if getattr(record.raw_stream, "limit", 0) > 0:
        detail = f"{where} ({address}) is cut off: what there is of it was read; get the archive again."
        yield failure("cut_off", detail)
    headers = record.http_headers or record.rec_headers
    page = Source(
        name=f"{where} ({address})" if address else where,
        data=data,
        charset=_charset(headers.get_header("Content-Type") or ""),
        address=address if (address or "").startswith(("http://", "https://")) else None,
        captured=record.rec_headers.get_header("WARC-Date"),
        depth=source.depth + 1,
    )
    if data.startswith(b"%PDF-"):
        kind = "pdf"  # some servers send a PDF under another type
    for one in read_source(page, options, kind):
        if kind != "html" and one.error is None and page.address:
            one = replace(one, given=(*one.given, Given(how="meta", url=page.address)))
        yield one


def _placed(record: Record, row: int, member: str | None) -> Record:
    """The record with its place in the archive."""
    origin = record.origin
    if origin is not None or member is not None:
        origin = replace(origin or Origin(format="warc"), member=member)
    return replace(record, row=row, origin=origin)


def _charset(content_type: str) -> str | None:
    for part in content_type.split(";")[1:]:
        name, _, value = part.strip().partition("=")
        if name.lower() == "charset":
            return value.strip("\"' ") or None
    return None


def _listed(archive: zipfile.ZipFile, options: ReadOptions, where: str) -> tuple[frozenset[str], Record | None]:
    """The addresses of the pages a WACZ lists (https://specs.webrecorder.net/wacz/); none when it lists none."""
    found = set()
    for name in archive.namelist():
        if not (name.startswith("pages/") and name.endswith(".jsonl")):
            continue
        try:
            with archive.open(name) as lines:
                while line := lines.readline(options.max_bytes + 1):
                    page = json.loads(line)
                    if isinstance(page, dict) and isinstance(page.get("url"), str):
                        found.add(urldefrag(page["url"]).url)
        except (ValueError, *_DAMAGE):
            detail = f"{where}, {name}: its list of pages is damaged; all pages are read."
            return frozenset(), failure("broken", detail, member=name, kind="wacz")
    return frozenset(found), None


def _digests(archive: zipfile.ZipFile, options: ReadOptions) -> dict[str, str]:
    """SHA-256 of the parts of a WACZ as its ``datapackage.json`` tells them."""
    try:
        with archive.open("datapackage.json") as stream:
            resources = json.loads(stream.read(options.max_bytes)).get("resources") or []
        told = {one.get("path"): str(one.get("hash") or "") for one in resources}
    except (KeyError, ValueError, AttributeError, TypeError, *_DAMAGE):
        return {}
    return {path: hash[7:] for path, hash in told.items() if path and hash.startswith("sha256:")}


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as stream:
        return sha256_of(stream)
