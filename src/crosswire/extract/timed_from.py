"""Which happenings of a sentence are dated by how far they lie from another: "fell two days after the army shelled it".

In: a parsed sentence and the trigger of a happening.  Out: the `Distance` whose "after" or "before" brings that
happening in, or None; and a time so many days from another.  The happening behind "after" is told beside the one in
front of it: a day that the front names ("on Thursday, a day after strikes killed ten") is not its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from crosswire.extract.parse import Sentence, ancestors, clause_head
from crosswire.extract.times.distances import Distance, find_counted_from_before, find_distances
from crosswire.extract.tokens import Token
from crosswire.model import Anchor, Time, TimeMention, TimePrecision

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def distances_of(sentence: Sentence) -> list[tuple[Distance, Token]]:
    """The distances of the sentence, each with the token of its "after" or "before"."""
    found = []
    for distance in find_distances(sentence.text):
        base = sentence.passage.start
        token = sentence.root_of(base + distance.side_at, base + distance.end)
        if token is not None:
            found.append((distance, token))
    return found


def counted_from(other: Time, sentence: Sentence, times: Sequence[TimeMention]) -> list[TimeMention]:
    """The days that a sentence counts from one told before it ("the next day", "a week earlier"); none where that is
    no day, nor over one of ``times``."""
    found = (shifted(other, distance, sentence) for distance in find_counted_from_before(sentence.text))
    return [
        TimeMention(time=time)
        for time in found
        if time.earliest is not None and not any(one.time.overlaps(time.start, time.end) for one in times)
    ]


def timed_from(trigger: Token, distances: list[tuple[Distance, Token]]) -> tuple[Distance, Token] | None:
    """The distance behind whose "after" the trigger stands, and that "after"; the nearest where there are two."""
    for distance, side in reversed(distances):
        if trigger.i > side.i and is_behind(trigger, side):
            return distance, side
    return None


def is_behind(token: Token, side: Token) -> bool:
    """Whether the clause or noun that "after" or "before" brings in holds the token."""
    if token.i < side.i:
        return False
    brought = [side.head] if side.dep_ in ("mark", "advmod") else side.children
    above = {token.i, *(one.i for one in ancestors(token))}
    return any(one.i > side.i and one.i in above for one in brought)


def clause_in_front(side: Token) -> Token:
    """The head of the clause that stands in front of "after", "before" or "since", which tells when it was."""
    above = side.head
    return (
        clause_head(above.head)
        if side.dep_ in ("mark", "advmod") and above.pos_ in ("VERB", "AUX")
        else clause_head(above)
    )


def shifted(other: Time | None, distance: Distance, sentence: Sentence) -> Time:
    """The time that lies so far from ``other``; with neither end where either is unknown."""
    days = (_day(other.earliest), _day(other.latest)) if other is not None else (None, None)
    first, last = _moved(days[0], distance.first), _moved(days[1], distance.last)
    earliest = latest = None
    precision: TimePrecision = "unknown"
    anchor: Anchor = "none"
    if other is not None and first is not None and last is not None:
        earliest, latest, anchor = first.isoformat(), last.isoformat(), other.anchor
        precision = "day" if first == last else "days"
    start = sentence.passage.start
    words = sentence.quote(start + distance.start, start + distance.end)
    return Time(
        start=words.start, end=words.end, quote=words.quote,
        earliest=earliest, latest=latest, precision=precision, anchor=anchor,
    )  # fmt: skip


def _day(edtf: str | None) -> date | None:
    return date.fromisoformat(edtf) if edtf is not None and _DAY.fullmatch(edtf) else None


def _moved(day: date | None, by: int | None) -> date | None:
    try:
        return day + timedelta(days=by) if day is not None and by is not None else None
    except OverflowError:
        return None
