"""Where a saved page says it was saved from, and which address is its own.

In: the page's source; the address it calls its own and the one it was taken from. Out: addresses and times as
written. Never fails. Three programs leave a comment: browsers ("saved from url=(0028)https://…"), SingleFile
("url:" and "saved date:") and HTTrack ("Mirrored from host/path by HTTrack…, day, time").
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

_BROWSER = re.compile(r"<!--\s*saved from url=\(\d{4}\)(https?://\S+)\s*-->")
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(https?://\S+)(?:\s+saved date:\s*([^\n]+?)\s*(?:\n|-->))?"
)
_HTTRACK = re.compile(r"<!-- Mirrored from (\S{1,2000}) by HTTrack Website Copier/[^\]]{0,40}\], ([^>]{0,40}?) -->")
_BROWSER_DATE = re.compile(r"\w{3} (\w{3}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})")


def saved_from(page: str) -> tuple[str | None, str | None]:
    """(address, time of saving in ISO 8601) by the comment of the program that saved the page; None where it is
    silent."""
    head = page[:20000]
    if match := _SINGLE_FILE.search(head):
        return match[1], _browser_time(match[2] or "")
    if match := _BROWSER.search(head):
        return match[1], None
    if match := _HTTRACK.search(head) or _HTTRACK.search(page, max(0, len(page) - 2000)):
        return f"http://{match[1]}", mail_time(match[2])
    return None, None


def own_address(own: str | None, taken_from: str | None) -> str | None:
    """The address a page goes by: the one it calls its own (``rel=canonical``), unless that names another site or the
    front page of its site, as copies and badly made pages do; else the one it was taken from."""
    if taken_from is None:
        return own
    if not own:
        return taken_from
    own = urljoin(taken_from, own.strip())
    mine, given = urlsplit(own), urlsplit(taken_from)
    same_site = _site(mine.hostname) == _site(given.hostname)
    front_page = mine.path in ("", "/") and not mine.query and (given.path not in ("", "/") or given.query)
    return own if mine.scheme in ("http", "https") and same_site and not front_page else taken_from


def _site(host: str | None) -> str:
    return re.sub(r"^(?:www|m|mobile|amp)\.", "", (host or "").lower())


def mail_time(value: str | None) -> str | None:
    """A time as mail and HTTP write it, in ISO 8601 with its own offset (-0000 is UTC); None when it cannot be read."""
    try:
        moment = parsedate_to_datetime(value or "")
        return (moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _browser_time(value: str) -> str | None:
    """A time as JavaScript's ``Date`` prints it: "Wed Sep 24 2025 10:00:00 GMT+0200 (…)"."""
    match = _BROWSER_DATE.match(value)
    if match is None:
        return None
    try:
        return datetime.strptime(" ".join(match.groups()), "%b %d %Y %H:%M:%S %z").isoformat()
    except ValueError:
        return None


def utc(moment: datetime) -> str:
    """A moment in UTC, to the second: "2021-07-05T09:00:00Z"."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
