"""The work of fetching: which address is next, when, and what becomes of it.

In: addresses, a folder, `FetchOptions`. Out: a `FetchReport` with the WARC file and an `Outcome` for each address, in
the order they were given or listed. Hosts are asked one request at a time with a pause between; an address that fails
costs itself alone; a host that answers 429 or 503 is left alone for the rest of the run. A feed or a sitemap that comes
as an answer is followed to what it lists. Clock, pause and name look-up are arguments, so that tests need none of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urldefrag, urljoin, urlsplit

from crosswire.collect.fetch.client import Answer, get
from crosswire.collect.fetch.keep import Keep
from crosswire.collect.fetch.limits import PRODUCT, FetchOptions, RefusedError
from crosswire.collect.fetch.listing import listed_by
from crosswire.collect.fetch.reach import Resolver, Target, reach, resolve
from crosswire.collect.fetch.robots import LARGEST, Robots
from crosswire.collect.files import UnreadableError
from crosswire.collect.readers.feeds import Listed

State = Literal["fetched", "list", "unchanged", "refused", "left"]
_MOVED = (301, 302, 303, 307, 308)
_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,application/rss+xml,application/xml;q=0.9,*/*;q=0.1"
_DEEPEST = 3  # an index of sitemaps, a sitemap, a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an address: ``fetched`` (a page), ``list`` (a feed or sitemap, followed), ``unchanged`` (as it was
    kept before), ``refused`` (``code`` and ``detail`` say why) or ``left`` (a limit was reached before its turn)."""

    address: str
    state: State
    code: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchReport:
    """``file`` is the WARC file of this run, None when nothing new came."""

    file: Path | None
    outcomes: tuple[Outcome, ...]


@dataclass(kw_only=True)
class _Host:
    ready: float = 0.0
    closed: str | None = None


@dataclass(kw_only=True)
class _Run:
    options: FetchOptions
    resolver: Resolver
    pause: Callable[[float], None]
    clock: Callable[[], float]
    agent: str
    hosts: dict[str, _Host] = field(default_factory=dict)

    def once(self, target: Target, headers: dict[str, str], max_bytes: int, delay: float) -> Answer:
        """One request, after the pause its host is owed."""
        host = self.hosts.setdefault(target.host, _Host())
        if host.closed is not None:
            raise RefusedError("busy", f"{target.address}: {host.closed}")
        if (wait := host.ready - self.clock()) > 0:
            self.pause(wait)
        try:
            return get(target, headers, max_bytes=max_bytes, max_seconds=self.options.max_seconds)
        finally:
            host.ready = self.clock() + max(self.options.wait, delay)

    def headers(self) -> dict[str, str]:
        return {"User-Agent": self.agent, "Accept": _ACCEPT, "Accept-Encoding": "identity"}

    def robots_file(self, address: str) -> Answer:
        """A ``robots.txt``, redirects followed (each of them checked as any address)."""
        for _ in range(self.options.max_redirects + 1):
            target = reach(address, self.options.also, self.resolver)
            answer = self.once(target, self.headers(), LARGEST, 0.0)
            if answer.status not in _MOVED or not (moved := answer.header("Location")):
                return answer
            address = urljoin(target.address, moved)
        raise RefusedError("redirects", f"{address} is one redirect too many.")

    def follow(self, address: str, robots: Robots, validators: dict[str, str]) -> Answer:
        """The answer of ``address``, redirects followed; every step is looked up, checked and asked for in
        robots.txt."""
        for _ in range(self.options.max_redirects + 1):
            target = reach(address, self.options.also, self.resolver)
            delay = robots.check(target)
            answer = self.once(target, self.headers() | validators, self.options.max_bytes, delay)
            moved = answer.header("Location")
            if answer.status not in _MOVED or not moved:
                return answer
            address, _ = urldefrag(urljoin(target.address, moved))
        raise RefusedError(
            "redirects", f"{address} is redirected more than {self.options.max_redirects} times: check it."
        )


def fetch(
    addresses: Iterable[str | Listed],
    folder: Path,
    options: FetchOptions | None = None,
    *,
    told: Callable[[str, int, int], None] = lambda step, done, total: None,
    resolver: Resolver = resolve,
    pause: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> FetchReport:
    """Fetch ``addresses`` and what feeds and sitemaps among them list, into ``folder``."""
    options = options or FetchOptions()
    agent = "/".join(filter(None, (PRODUCT, options.version))) + (f" (+{options.contact})" if options.contact else "")
    run = _Run(options=options, resolver=resolver, pause=pause, clock=clock, agent=agent)
    robots = Robots(run.robots_file)
    queue = [(one if isinstance(one, Listed) else Listed(address=one), 1) for one in addresses]
    seen: set[str] = set()
    outcomes: list[Outcome] = []
    asked = 0
    end = clock() + options.max_minutes * 60
    with Keep(folder, agent) as keep:
        while queue:
            at = _next(queue, run)
            listed, depth = queue.pop(at)
            address, _ = urldefrag(listed.address.strip())
            if address in seen or _older(listed, options.since):
                continue
            seen.add(address)
            if asked >= options.max_pages or clock() >= end:
                limit = "--max-pages" if asked >= options.max_pages else "--max-minutes"
                outcomes.append(
                    Outcome(address=address, state="left", code="limit", detail=f"{address}: {limit} was reached.")
                )
                continue
            asked += 1
            told("fetching", asked, min(asked + len(queue), options.max_pages))
            try:
                outcome, more = _one(address, run, robots, keep, now, options)
            except (RefusedError, UnreadableError) as error:
                outcome, more = Outcome(address=address, state="refused", code=error.code, detail=str(error)), []
            outcomes.append(outcome)
            if depth < _DEEPEST:
                queue += [(one, depth + 1) for one in more]
        return FetchReport(file=keep.file, outcomes=tuple(outcomes))


def _one(
    address: str, run: _Run, robots: Robots, keep: Keep, now: Callable[[], datetime], options: FetchOptions
) -> tuple[Outcome, list[Listed]]:
    """What becomes of one address, and the addresses it lists."""
    answer = run.follow(address, robots, keep.validators(address))
    if answer.status == 304:
        keep.add(answer, address, now())
        return Outcome(address=address, state="unchanged"), []
    if answer.status != 200:
        if answer.status in (429, 503):
            after = answer.header("Retry-After")
            reason = f"the host asks to be left alone ({answer.status})" + (f", for {after}" if after else "")
            run.hosts[answer.target.host].closed = f"{reason}: try again later."
        keep.add(answer, address, now())
        detail = f"{address} answers {answer.status} {answer.reason}: check it, or try again later."
        raise RefusedError(f"status_{answer.status}", detail)
    keep.add(answer, address, now())
    listed = listed_by(address, answer.content(options.max_bytes))
    if listed is None:
        return Outcome(address=address, state="fetched"), []
    base = answer.target.address
    more = [Listed(address=urljoin(base, one.address), day=one.day, sitemap=one.sitemap) for one in listed]
    return Outcome(address=address, state="list"), more


def _next(queue: list[tuple[Listed, int]], run: _Run) -> int:
    """The first address whose host may be asked now, else the one whose host may be asked soonest."""
    best, least = 0, float("inf")
    now = run.clock()
    for i, (listed, _) in enumerate(queue[:500]):
        try:
            host = run.hosts.get((urlsplit(listed.address).hostname or "").lower())
        except ValueError:
            return i
        ready = 0.0 if host is None else max(host.ready - now, 0.0)
        if ready < least:
            best, least = i, ready
        if ready == 0:
            break
    return best


def _older(listed: Listed, since: str | None) -> bool:
    """Whether a list says that an address is older than wanted; one without a day is not."""
    if since is None or listed.day is None or listed.sitemap:
        return False
    day = listed.day[:10]
    return day < since[: len(day)]
