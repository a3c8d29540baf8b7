"""What the sites allow: ``robots.txt`` by RFC 9309, read by Protego.

In: a `Target`, a way to ask. Out: whether it may be fetched, and the seconds the site wants between two requests. A
site without the file (4xx) allows all; one whose file cannot be had (5xx, no answer) allows nothing for now. Each site
is asked once.
"""

from __future__ import annotations

from collections.abc import Callable

from protego import Protego

from crosswire.collect.fetch.client import Answer
from crosswire.collect.fetch.limits import PRODUCT, RefusedError
from crosswire.collect.fetch.reach import Target

LARGEST = 512_000  # RFC 9309 asks crawlers to read at least 500 KiB


class Robots:
    """The rules of every site asked so far; ``ask`` fetches an address, redirects followed."""

    def __init__(self, ask: Callable[[str], Answer]) -> None:
        self._ask = ask
        self._rules: dict[str, Protego | None] = {}

    def check(self, target: Target) -> float:
        """The seconds the site wants between two requests; refuses what its rules do."""
        if target.site not in self._rules:
            self._rules[target.site] = self._read(target.site)
        rules = self._rules[target.site]
        if rules is None:
            raise RefusedError(
                "robots_unknown",
                f"{target.address}: the site's robots.txt cannot be had now, so nothing is asked: try later.",
            )
        if not rules.can_fetch(target.address, PRODUCT):
            raise RefusedError(
                "robots", f"{target.address}: the site's robots.txt does not allow it: save the page by hand."
            )
        rate = rules.request_rate(PRODUCT)
        return max(float(rules.crawl_delay(PRODUCT) or 0), rate.seconds / rate.requests if rate else 0.0)

    def _read(self, site: str) -> Protego | None:
        try:
            answer = self._ask(f"{site}/robots.txt")
        except RefusedError:
            return None
        if answer.status == 200:
            try:
                return Protego.parse(answer.content(LARGEST).decode("utf-8", errors="replace"))
            except RefusedError:
                return None
        return Protego.parse("") if 400 <= answer.status < 500 and answer.status != 429 else None
