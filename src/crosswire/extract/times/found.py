"""What the words of a time expression say, before the publication date gives it a place in the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["day", "week", "weekend", "month", "year", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch counted from the publication date: ``first`` to ``last`` units from it, both included.

    Yesterday is (day, -1, -1), "the past three days" (day, -3, 0), last week (week, -1, -1).  ``first`` None: the text
    does not say how far back ("in recent weeks"); ``last`` None: nor how far ahead.
    """

    unit: Unit
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A time expression over the tokens ``[start, end)``: a date in words, a weekday or a stretch.

    ``part`` is the third of a month or of a year ("mid-July"); ``years`` counts from the year of publication ("July
    last year": -1); ``which`` belongs to a weekday, month or season: -1 last, 0 this, 1 next; ``weeks`` to a weekday
    ("Friday last week": -1).  ``until`` is the other end of a range.  ``loose`` marks a weekday that the publication
    date does not anchor.  ``told`` marks an expression counted from the time told of before it ("the next day"), not
    from the publication date.  A ``year`` of 0 is 1 BC, -1 is 2 BC, as in ISO 8601.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: str | None = None
    part: str | None = None
    season: str | None = None
    decade: bool = False
    years: int | None = None
    which: int | None = None
    weeks: int | None = None
    loose: bool = False
    told: bool = False
    stretch: Stretch | None = None
    until: Found | None = None
