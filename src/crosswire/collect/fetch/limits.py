"""How far fetching may go.

In: nothing.  Out: `FetchOptions`, and `RefusedError` for what is not fetched.  Fails with `UsageError` when an option
makes no sense.
"""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.errors import CrosswireError, UsageError

PRODUCT = "crosswire"
"""The name by which ``robots.txt`` may speak to us."""


class RefusedError(CrosswireError):
    """An address that is not fetched, or whose answer is not kept; ``code`` says why in one word."""

    def __init__(self, code: str, detail: str, *, wait: bool = False) -> None:
        super().__init__(detail)
        self.code = code
        self.wait = wait  # the server asks to be left alone for now


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """``max_pages`` bounds the requests for pages, feeds and sitemaps (``robots.txt`` and redirects come on top),
    ``max_bytes`` one answer, ``max_seconds`` one request and ``max_minutes`` the whole; ``max_redirects`` the redirects
    of one address.  ``wait`` is the least number of seconds between two requests to a host; ``robots.txt`` may ask for
    more. ``contact`` (an address or a page) and ``version`` (of crosswire) are told to the servers.  ``since`` (an ISO
    day) leaves out what a feed or sitemap says is older.  ``also`` names endpoints ("127.0.0.1:8000") that are reached
    though they are not public: it is for tests, and no flag or variable sets it.
    """

    max_pages: int = 100
    max_bytes: int = 20_000_000
    max_seconds: float = 60.0
    max_minutes: float = 30.0
    max_redirects: int = 5
    wait: float = 2.0
    version: str | None = None
    contact: str | None = None
    since: str | None = None
    also: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if min(self.max_pages, self.max_bytes) < 1 or min(self.max_seconds, self.max_minutes) <= 0:
            raise UsageError("a limit of fetching must be above zero")
        if self.wait < 0 or self.max_redirects < 0:
            raise UsageError("the time to wait and the number of redirects cannot be below zero")
        if self.contact is not None and not (self.contact.isprintable() and self.contact.isascii()):
            raise UsageError("the contact is told to servers: write it in plain letters, on one line")
