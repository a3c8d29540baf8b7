"""Which reports are about one shooting?  Grouped by what they say and when.

In: for each report the weighed words of its text, the day it was published and the days its main event is dated to.
Out: the number of its group.  Two reports are as alike as their words (`crosswire.link.alike`), less the longer one
came after the other, more where the day of their main event is the same, and less where it is another.  Groups are
joined by average linkage.  The constants were chosen on the looking side of this set and serve nothing but this
measurement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from crosswire.link.alike import Weighed, alike, cosine
from crosswire.link.average import average_link

LEAST = 0.2
SAME_DAY, OTHER_DAY = 0.1, -0.05
FADES = 0.15  # the part of a likeness that is lost as the log of the days between two reports grows by one
YEAR = 365
_SHARED_NAMES = 0.05  # reports that share fewer names and numbers are not compared


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """One report.  ``published``: a day number, None where it bears no date; ``days``: the day numbers of its main
    event, none where the text gives no day."""

    words: Weighed
    published: int | None
    days: frozenset[int]


def group(reports: Sequence[About]) -> list[int]:
    """For each report the number of the first one of its group."""
    likeness = {(i, j): _likeness(reports[i], reports[j]) for i, j in _candidates(reports)}
    return average_link(len(reports), {pair: value for pair, value in likeness.items() if value > 0}, LEAST)


def _candidates(reports: Sequence[About]) -> Iterator[tuple[int, int]]:
    """Pairs (smaller, larger) published within a year of each other, or without a date, that share names."""
    order = sorted(range(len(reports)), key=lambda i: (reports[i].published or 0, i))
    for at, i in enumerate(order):
        one = reports[i]
        for j in order[at + 1 :]:
            other = reports[j]
            if one.published is not None and other.published is not None and other.published - one.published > YEAR:
                break
            if cosine(one.words.names, other.words.names) >= _SHARED_NAMES:
                yield min(i, j), max(i, j)


def _likeness(one: About, other: About) -> float:
    value = alike(one.words, other.words)
    if one.published is not None and other.published is not None:
        value /= 1 + FADES * log(1 + abs(one.published - other.published))
    if one.days and other.days:
        apart = min(abs(a - b) for a in one.days for b in other.days)
        value += SAME_DAY if apart == 0 else OTHER_DAY if apart > 1 else 0
    return value
