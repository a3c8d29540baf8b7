"""Pages that a browser saved as one file: MHTML (Chrome, Edge, Opera) and Safari's web archive.

In: the file. Out: one `Record`, the page's, with the address it was saved from (and the time, in MHTML). Frames,
pictures and styles in the file are left out. Fails with `UnreadableError` when it holds no page.
"""

from __future__ import annotations

import email
import email.policy
import plistlib
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from crosswire.collect.files import UnreadableError
from crosswire.collect.options import ReadOptions
from crosswire.collect.readers.pages import read_page
from crosswire.collect.readers.saved_from import mail_time
from crosswire.collect.readers.sniff import Kind
from crosswire.collect.records import Record
from crosswire.collect.source import Source


def read_mhtml(source: Source, options: ReadOptions) -> Iterator[Record]:
    """The page of an MHTML file: its first part of HTML, which is the root (RFC 2557)."""
    message = email.message_from_bytes(source.read(options.max_bytes), policy=email.policy.default)
    page = next(
        (part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")), None
    )
    if page is None:
        raise UnreadableError("no_page", f"{source.name} holds no page: save the page again in the browser.")
    address = message.get("Snapshot-Content-Location") or page.get("Content-Location")
    yield from _as(
        "mhtml",
        Source(
            name=source.name,
            data=cast(bytes, page.get_payload(decode=True) or b""),
            charset=page.get_content_charset(),
            address=_web(address),
            captured=mail_time(message.get("Date")),
        ),
        options,
    )


def read_webarchive(source: Source, options: ReadOptions) -> Iterator[Record]:
    """The page of a web archive: its main resource."""
    resource = plistlib.loads(source.read(options.max_bytes), fmt=plistlib.FMT_BINARY).get("WebMainResource") or {}
    data = resource.get("WebResourceData")
    if not isinstance(data, bytes):
        raise UnreadableError("no_page", f"{source.name} holds no page: save the page again in the browser.")
    charset = resource.get("WebResourceTextEncodingName")
    yield from _as(
        "webarchive",
        Source(
            name=source.name,
            data=data,
            charset=charset if isinstance(charset, str) else None,
            address=_web(resource.get("WebResourceURL")),
        ),
        options,
    )


def _as(kind: Kind, page: Source, options: ReadOptions) -> Iterator[Record]:
    """The page, told by the format of the file it was saved in."""
    for record in read_page(page, options):
        assert record.origin is not None
        yield replace(record, origin=replace(record.origin, format=kind))


def _web(address: object) -> str | None:
    return (
        str(address).strip()
        if address is not None and str(address).strip().startswith(("http://", "https://"))
        else None
    )
