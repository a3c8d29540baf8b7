"""An e-mail message (.eml) to records.

In: the file. Out: the message's own text (its plain part, else its HTML as the page reader reads it), then what is
attached that can be read, each with the attachment's name as ``origin.member``. The subject is the title, the sender
the byline, the list's name (``List-Id``) the outlet, the ``Date`` the time of publication. Parsed by the standard
library. A part that cannot be read costs itself alone; a message without text gives an error.
"""

from __future__ import annotations

import email
import email.policy
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import PurePosixPath
from typing import cast

from crosswire.collect.credits import Given
from crosswire.collect.files import decode
from crosswire.collect.options import ReadOptions
from crosswire.collect.readers.pages import read_html
from crosswire.collect.readers.saved_from import mail_time
from crosswire.collect.readers.sniff import SUFFIXES
from crosswire.collect.records import Record, failure
from crosswire.collect.source import Source
from crosswire.model import Origin

_LIST = re.compile(r"\s*\"?([^<\"]*?)\"?\s*<")
_SUFFIX_OF = {
    "text/html": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "message/rfc822": ".eml",
    "text/csv": ".csv",
}


def read_mail(source: Source, options: ReadOptions) -> Iterator[Record]:
    """The message and its attachments."""
    message = email.message_from_bytes(source.read(options.max_bytes), policy=email.policy.default)
    given = _credits(message)
    body = message.get_body(("plain", "html"))
    data = _bytes(body) if isinstance(body, EmailMessage) else b""
    if isinstance(body, EmailMessage) and data.strip():
        words = decode(data, source.name, body.get_content_charset())
        page = read_html(words) if body.get_content_type() == "text/html" else Record(text=words.replace("\r\n", "\n"))
        origin = Origin(format="eml", sha256=hashlib.sha256(data).hexdigest(), captured=mail_time(message.get("Date")))
        yield replace(page, given=(given,), origin=origin)
    read = bool(data.strip())
    for number, part in enumerate(message.iter_attachments(), start=1):
        for record in _attachment(part, number, source, given, options):
            read = True
            yield record
    if not read:
        yield failure(
            "no_text", f"{source.name} is a message without text and without an attachment that is read: leave it out."
        )


def _credits(message: EmailMessage) -> Given:
    sender, address = parseaddr(str(message.get("From") or ""))
    named = _LIST.match(str(message.get("List-Id") or ""))
    subject = " ".join(str(message.get("Subject") or "").split())
    return Given(
        how="given",
        title=subject or None,
        outlet=(named[1].strip() if named else "") or None,
        byline=sender.strip() or address or None,
        published=mail_time(message.get("Date")),
    )


def _bytes(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return cast(EmailMessage, inner[0]).as_bytes() if isinstance(inner, list) and inner else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _attachment(
    part: EmailMessage, number: int, source: Source, given: Given, options: ReadOptions
) -> Iterator[Record]:
    """The records of an attachment in a format that is read; pictures and the like are passed over."""
    from crosswire.collect.readers import read_source

    name = " ".join((part.get_filename() or "").split())
    suffix = PurePosixPath(name.lower()).suffix
    if suffix not in SUFFIXES:
        suffix = _SUFFIX_OF.get(part.get_content_type(), "")
        name = f"{name or 'attachment'}{suffix}"
    if not suffix:
        return
    inner = Source(
        name=f"{source.name}, attachment {name}",
        data=_bytes(part),
        charset=part.get_content_charset(),
        depth=source.depth + 1,
    )
    for record in read_source(inner, options):
        origin = record.origin or Origin(format="eml")
        inside = f"{number} {name}" if origin.member is None else f"{number} {name}, {origin.member}"
        own = record.given if SUFFIXES[suffix] == "eml" else (*record.given, replace(given, how="meta", title=None))
        yield replace(record, given=own, origin=replace(origin, member=inside))
