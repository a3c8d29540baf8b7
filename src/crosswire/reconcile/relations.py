"""How two claims of one event stand to each other.

In: the ledger and the claims of an event.  Out: `Relation`s, one for each pair of claims and measure both give
a figure for, and one with measure None for each pair that names different days.  Where a claim has several
figures of one measure, the two that are most alike in kind are set against each other.

Asked in this order: is it the same people (category), the same reach (scope), the same figure (same,
stale_copy), the same voice (revision), and only then: do the bounds meet (compatible) or not (contradiction).
So figures that were never about the same thing are not called a contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations

from crosswire.model import Claim, Event, Measure, Of, Relation, RelationKind, Time, content_id
from crosswire.reconcile.ledger import TOLD, Entry, allowed, main_number, number, who

_WORD = re.compile(r"\w+")
_FULL_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_SEASON_DAY = re.compile(r"^XXXX-\d{2}-\d{2}$")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def find_relations(event: Event, ledger: Sequence[Entry], claims: Iterable[Claim]) -> list[Relation]:
    """All relations of an event, sorted by their claims and measure."""
    relations: list[Relation] = []
    by_measure: dict[Measure, dict[str, list[Entry]]] = {}
    for entry in ledger:
        by_measure.setdefault(entry.quantity.measure, {}).setdefault(entry.claim.claim_id, []).append(entry)
    for measure, by_claim in by_measure.items():
        for a, b in combinations(sorted(by_claim), 2):
            kind, reason, one, two = _closest(by_claim[a], by_claim[b], ledger)
            relations.append(_relation(event, a, b, measure, one.quantity.of, two.quantity.of, kind, reason))
    told = sorted((c for c in claims if c.status in TOLD), key=lambda claim: claim.claim_id)
    for first, second in combinations(told, 2):
        said = _days_differ(first, second)
        if said:
            relations.append(_relation(event, first.claim_id, second.claim_id, None, None, None, "day_shift", said))
    return sorted(relations, key=lambda r: (r.claim_a, r.claim_b, r.measure or ""))


def _relation(
    event: Event,
    a: str,
    b: str,
    measure: Measure | None,
    of_a: Of | None,
    of_b: Of | None,
    kind: RelationKind,
    reason: str,
) -> Relation:
    return Relation(
        relation_id=content_id("relation", event.event_id, a, b, measure or "day"),
        event_id=event.event_id,
        claim_a=a,
        claim_b=b,
        measure=measure,
        of_a=of_a,
        of_b=of_b,
        kind=kind,
        reason=reason,
    )


def _closest(
    one: Sequence[Entry], two: Sequence[Entry], ledger: Sequence[Entry]
) -> tuple[RelationKind, str, Entry, Entry]:
    """The pair of figures most alike in kind: same people and reach, then same people, then the rest."""

    def unlike(a: Entry, b: Entry) -> tuple[bool, bool, bool, bool, int, int]:
        return (
            not (a.numbered and b.numbered),
            bool(_other_people(a, b)),
            a.counts != b.counts,
            a.counts not in ("total", "cumulative"),
            a.quantity.start,
            b.quantity.start,
        )

    a, b = min(((a, b) for a in one for b in two), key=lambda pair: unlike(*pair))
    kind, reason = relate(a, b, ledger)
    return kind, reason, a, b


def relate(a: Entry, b: Entry, ledger: Sequence[Entry]) -> tuple[RelationKind, str]:
    """Kind and reason for two figures of one measure."""
    q, r = a.quantity, b.quantity
    said = f"{number(q)} and {number(r)}"
    people = _other_people(a, b)
    if people and _one_person(a, b):
        return "same", f"{said}: both name the same person"
    if people:
        return "category", f"{number(q)} {who(q)} and {number(r)} {who(r)}: {people}"
    if a.counts != b.counts or (a.counts in ("part", "additional") and a.key != b.key):
        return "scope", f"{said}: {_reach(a)} and {_reach(b)}"
    if not (a.numbered and b.numbered):
        return "compatible", f"{said}: a vague word gives no number"
    one_voice = a.voice == b.voice
    if a.key == b.key:
        if one_voice and a.claim.document_id != b.claim.document_id and (_same_words(a, b) or _outdated(a, b, ledger)):
            return "stale_copy", f"{said}: one voice's figure handed on, not a second voice"
        return "same", f"{said}: one figure, {'one voice' if one_voice else 'two voices'}"
    if main_number(q) == main_number(r):
        return "compatible", f"{said}: one number, told with another bound"
    meet = _meet(a, b)
    if one_voice and a.published and b.published and a.published != b.published:
        return "revision", f"{said}: one voice, a later figure"
    if meet:
        return "compatible", f"{said}: {_how_they_meet(a, b)}"
    if one_voice and a.claim.document_id != b.claim.document_id:
        return "revision", f"{said}: one voice gives two figures; which is later is not known"
    return "contradiction", f"{said}: no number fits both"


def _other_people(a: Entry, b: Entry) -> str | None:
    """Why two figures count other people, in words, or None."""
    q, r = a.quantity, b.quantity
    if a.category != b.category:
        return "they count different people"
    if q.side_id and r.side_id and q.side_id != r.side_id:
        return "they count different sides"
    return None


def _one_person(a: Entry, b: Entry) -> bool:
    """True when both figures are one and both claims name the one who was hit by the same name."""
    if main_number(a.quantity) != 1 or main_number(b.quantity) != 1:
        return False
    named = [
        {p.name.casefold() for p in e.claim.participants if p.role == "target" and p.actor_id is None} for e in (a, b)
    ]
    return bool(named[0] & named[1])


def _reach(entry: Entry) -> str:
    return {
        "total": "a total of the happening",
        "part": "a part of another figure",
        "additional": "an addition to another figure",
        "cumulative": "a running toll of a longer episode",
    }[entry.counts]


def _meet(a: Entry, b: Entry) -> bool:
    (low_a, high_a), (low_b, high_b) = allowed(a.quantity), allowed(b.quantity)
    return max(low_a, low_b) <= min(high_a, high_b)


def _how_they_meet(a: Entry, b: Entry) -> str:
    open_up = {"at_least", "more_than"}
    bounds = {a.quantity.bound, b.quantity.bound}
    if bounds <= open_up:
        return "two lower bounds, both can hold"
    if bounds & open_up:
        return "the one lies within the open bound of the other"
    return "the ranges meet"


def _same_words(a: Entry, b: Entry) -> bool:
    """True when the two sentences share at least half of the words of the shorter one."""
    one, two = (set(_WORD.findall(e.claim.evidence[0].quote.casefold())) for e in (a, b))
    return len(one & two) * 2 >= min(len(one), len(two)) > 0


def _outdated(a: Entry, b: Entry, ledger: Sequence[Entry]) -> bool:
    """True when the voice had given a newer figure between the two documents."""
    if not (a.published and b.published) or a.published == b.published:
        return False
    early, late = sorted((a.published, b.published))
    return any(
        e.voice == a.voice
        and e.quantity.measure == a.quantity.measure
        and e.category == a.category
        and e.counts == a.counts
        and e.key != a.key
        and e.published is not None
        and early < e.published <= late
        for e in ledger
    )


def _days_differ(a: Claim, b: Claim) -> str | None:
    """The two days in words when two claims name different ones; a running toll names no day of its own."""
    if a.time is None or b.time is None or _running(a) or _running(b):
        return None
    one, two = _day(a.time), _day(b.time)
    if one and two:
        return f"{one} and {two}" if one != two else None
    one, two = _season(a.time), _season(b.time)
    if one and two and "XXXX" in f"{a.time.earliest}{b.time.earliest}":
        return f"{a.time.earliest} and {b.time.earliest}" if one != two else None
    one, two = _weekday(a.time), _weekday(b.time)
    if one and two and one != two:
        words = [t.earliest or (t.weekday or "").capitalize() for t in (a.time, b.time)]
        return f"{words[0]} and {words[1]}: {one.capitalize()} and {two.capitalize()}"
    return None


def _running(claim: Claim) -> bool:
    return any(q.counts == "cumulative" for q in claim.quantities)


def _day(time: Time) -> str | None:
    one_day = time.earliest is not None and time.earliest == time.latest
    return time.earliest if one_day and _FULL_DAY.match(time.earliest or "") else None


def _season(time: Time) -> str | None:
    """``-MM-DD`` of a single day, with or without a year."""
    day = time.earliest if time.earliest == time.latest else None
    return day[4:] if day and (_FULL_DAY.match(day) or _SEASON_DAY.match(day)) else None


def _weekday(time: Time) -> str | None:
    day = _day(time)
    if day is None:
        return time.weekday if time.earliest is None else None
    try:
        return _WEEKDAYS[date.fromisoformat(day).weekday()]
    except ValueError:
        return None
