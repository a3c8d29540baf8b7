"""Which pairs of claims are worth comparing.

In: views by claim id.  Out: pairs of ids (a < b), sorted: those of one document whose families fit, and those of two
documents that share a key.  Every key is made from one claim alone, so other claims never change whether two are
compared.  A key stands for evidence that can be enough for a link (`score.ENOUGH`): two undated claims, say, meet only
where one place is the other or lies in it.

A day and a rough toll, or a quarter that has a name, join claims whose place was read otherwise.

A key is held in one of two ways.  Those who *seek* under a key meet everyone who holds it; those who *offer*
meet only the seekers; under some (`ONE_WAY`) seekers do not meet each other.  So claims that know their province and
day meet inside both, and a claim that knows no place meets all of its day, without making all of the day meet each
other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations, product
from math import floor, log

from crosswire.link.days import month_day_of
from crosswire.link.families import SPEECH
from crosswire.link.figures import LARGE, distinctive, size
from crosswire.link.names import name_keys, one_name
from crosswire.link.view import View
from crosswire.model import Quantity

Key = tuple[object, ...]
WEEK = 9
"""A time longer than this many days is not used as a key."""
NEAR = 5
"""Documents this many days apart may tell of one happening without naming its day."""
LONG = 60
"""Documents this many days apart may tell of one offensive."""
SEASON = 30
"""Two that share no day are compared by a figure alone when their documents are of one season or the next."""
REACH = 200
"""In one text a claim is compared with so many that follow it: what a text told pages ago it tells anew."""
TOLD_ALONE = 4
"""From here on an equal figure of one day says something where the place does not."""
ONE_WAY = "one way"
"""The first word of a key under which those who seek meet those who offer, and not each other."""
_STEP = log(1.5)
_WIDE_STEP = log(4)
"""Tolls of one episode differ more than those of one attack: they count from day to day, and roughly."""


def pairs_in_one_text(views: Mapping[str, View]) -> list[tuple[str, str]]:
    """The pairs of one document whose families fit, sorted; of a very long one, those that stand near each other."""
    texts: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for claim_id, view in views.items():
        texts.setdefault((view.claim.document_id, view.family), []).append((view.claim.trigger.start, claim_id))
    pairs: list[tuple[str, str]] = []
    for own in texts.values():
        ids = [claim_id for _, claim_id in sorted(own)]
        for at, one in enumerate(ids):
            pairs += ((min(one, other), max(one, other)) for other in ids[at + 1 : at + 1 + REACH])
    return sorted(pairs)


class Keyed:
    """Views by claim id, and under each key those who seek and those who offer."""

    def __init__(self, views: Mapping[str, View]) -> None:
        self.views = views
        self.seekers: dict[Key, list[str]] = {}
        self.offers: dict[Key, list[str]] = {}
        for claim_id, view in views.items():
            for key, seeks in set(keys_of(view)):
                (self.seekers if seeks else self.offers).setdefault(key, []).append(claim_id)


def pairs_across(keyed: Keyed) -> list[tuple[str, str]]:
    """The pairs of two documents to compare, sorted.  Those of one long text are many, and are not gone through;
    copies share many keys, and who meets under several is gone through once."""
    document = {claim_id: view.claim.document_id for claim_id, view in keyed.views.items()}
    pairs: set[tuple[str, str]] = set()
    meeting = {
        (key[0] == ONE_WAY, tuple(seeking), tuple(keyed.offers.get(key, ()))) for key, seeking in keyed.seekers.items()
    }
    for one_way, seeking, offering in meeting:
        seekers, offers = _by_text(seeking, document), _by_text(offering, document)
        if not one_way:
            for ours, theirs in combinations(seekers.values(), 2):
                pairs.update(product(ours, theirs))
        for text, ours in offers.items():
            for other, theirs in seekers.items():
                if text != other:
                    pairs.update(product(ours, theirs))
    return sorted({(min(pair), max(pair)) for pair in pairs})


def _by_text(claim_ids: Iterable[str], document: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for claim_id in claim_ids:
        found.setdefault(document[claim_id], []).append(claim_id)
    return found


def pairs_between(ours: Keyed, theirs: Keyed) -> list[tuple[str, str]]:
    """The pairs to compare of ours with theirs, which are of other documents, sorted."""
    pairs: set[tuple[str, str]] = set()
    for one, other in (
        (ours.seekers, theirs.seekers), (ours.seekers, theirs.offers), (ours.offers, theirs.seekers)
    ):  # fmt: skip
        both_seek = one is ours.seekers and other is theirs.seekers
        shared = (key for key in one.keys() & other.keys() if not (both_seek and key[0] == ONE_WAY))
        for those, with_these in {(tuple(one[key]), tuple(other[key])) for key in shared}:
            pairs.update((min(a, b), max(a, b)) for a in those for b in with_these)
    return sorted(pairs)


def keys_of(view: View) -> Iterator[tuple[Key, bool]]:
    """(key, seeks) of one claim."""
    head = (view.family, view.realis)
    regions = tuple(_regions(view))
    placed = bool(regions) and not view.place_carried
    lasting = view.when.known and (view.when.length or WEEK) >= WEEK
    for shingle in sorted(view.shingles)[:4]:
        for when, seeks in _seasons(view):
            yield ("words", *head, shingle, when), seeks and not placed
            for region in regions:
                yield ("words", *head, shingle, when, region), seeks
        if lasting:  # what a text goes back to is told in the same words for years
            yield ("words", *head, shingle), True
    for _, keys in view.persons:
        for one, two in combinations(sorted(keys), 2):
            yield ("person", *head, one, two), True
    if view.running:
        yield from _of_running(view, head)
        return
    if view.family in SPEECH:
        for day in _near_days(view):
            for actor in sorted(view.actors.get("actor", ())):
                yield ("speaker", *head, actor, day), True
        return
    days = tuple(_days(view))
    for day in days:
        for region in regions:
            yield ("day", *head, day, region), True
        yield ("day", *head, day), not regions
        for size_key in _totals(view):
            yield ("toll", *head, day, size_key), not placed
    for day in days or _near_days(view):
        for quantity in filter(distinctive, view.figures):
            yield ("count", *head, day, quantity.measure, size(quantity)), True
    for month in _months(view):
        yield from _at(("month", *head, month), view, not days)
    season = view.when.month_day or (month_day_of(view.when.one_day) if view.when.one_day is not None else None)
    if season is not None:
        for region in regions:
            yield ("season", *head, *season, region), view.when.month_day is not None
    seeks = not days or view.time_carried
    for kind, length, seeking in (("near", NEAR, seeks), ("campaign", LONG, True)):
        if view.context.day is not None and (kind == "near" or view.campaign):
            first = view.context.day // length
            for stretch in (first, first + 1):
                yield from _at((kind, *head, stretch), view, seeking)
    for spot in view.spots:
        for key in sorted(name_keys(spot)):
            if view.context.day is not None:
                yield ("spot", *head, key, view.context.day // NEAR), True
                yield ("spot", *head, key, view.context.day // NEAR + 1), True
    for when, seeking in _seasons(view):
        for region in regions:
            for size_key in _sizes(view):
                yield ("figure", *head, region, size_key, when), seeks and seeking
        for actor in sorted(view.sides.get("actor", ())):
            if view.family != "violence":
                yield from _at(("actor", *head, actor, when), view, seeks and seeking)
            if view.when.weekday is not None:
                yield from _at(("weekday", *head, actor, view.when.weekday, when), view, seeks and seeking)


def _of_running(view: View, head: Key) -> Iterator[tuple[Key, bool]]:
    """Of a running toll: those of one side meet wherever they count and however they differ, others where they count
    alike, or are told of one place."""
    regions = tuple(_regions(view))
    for when, seeks in _seasons(view):
        for quantity in view.figures:
            if quantity.side_id is None:
                for size_key in _steps(quantity, _STEP):
                    yield from _at(("running", *head, size_key, when), view, seeks)
                continue
            for size_key in _steps(quantity, _WIDE_STEP):
                toll = ("running", *head, size_key, quantity.side_id, when)
                yield toll, seeks and not regions
                for region in regions:
                    yield (*toll, region), seeks


def _at(kind: Key, view: View, seeks: bool) -> Iterator[tuple[Key, bool]]:
    """Under these meet two whose places are one, or one of which lies in the other."""
    for number, place in enumerate(view.within):
        yield (*kind, "in", place), seeks and not number
        if seeks or not number:
            yield (ONE_WAY, *kind, "at", place), seeks and bool(number)


def _regions(view: View) -> Iterable[str]:
    """The province of a claim; nothing for a claim without a place or with one as wide as a country."""
    if view.region is not None:
        country, admin1 = view.region
        yield f"{country}/{one_name(admin1)}"


def _days(view: View) -> Iterable[int]:
    """The days of a claim and the day after, so that times a day apart meet; nothing for a long stretch."""
    first, last = view.when.first, view.when.last
    if first is not None and last is not None and last - first < WEEK:
        yield from range(first, last + 2)


def _near_days(view: View) -> Iterable[int]:
    """Where a claim bears no time: the day of its document, the day before and the day after."""
    if not view.when.known and view.context.day is not None:
        yield from range(view.context.day - 1, view.context.day + 2)


def _months(view: View) -> Iterable[tuple[int, int]]:
    """The months of a stretch of at most three months, as (year, month)."""
    first, last = view.when.first, view.when.last
    if first is not None and last is not None and last - first < 3 * SEASON:
        yield from sorted({date.fromordinal(day).timetuple()[:2] for day in (first, (first + last) // 2, last)})


def _seasons(view: View) -> Iterator[tuple[int | None, bool]]:
    """The season the document is of, and the next; one without a day meets those of all seasons."""
    if view.context.day is None:
        yield None, True
        return
    yield view.context.day // SEASON, True
    yield view.context.day // SEASON + 1, True
    yield None, False


def _sizes(view: View) -> Iterable[str]:
    """Measure and rough size of each figure; neighbouring sizes share a key."""
    for quantity in view.figures:
        if size(quantity):
            yield from _steps(quantity, _STEP)


def _totals(view: View) -> Iterable[str]:
    """Measure and size of each figure that says something by itself, the rough size of a large one."""
    for quantity in view.figures:
        if size(quantity) >= LARGE:
            yield from _steps(quantity, _STEP)
        elif size(quantity) >= TOLD_ALONE:
            yield f"{quantity.measure}/={size(quantity)}"


def _steps(quantity: Quantity, width: float) -> tuple[str, str]:
    """Measure and rough size of a figure, and the size next to it."""
    step = floor(log(max(size(quantity), 1)) / width)
    return f"{quantity.measure}/{step}", f"{quantity.measure}/{step + 1}"
