"""When and where, in the codes of ACLED and UCDP.

In: the time and the place of an event.  Out: the days it may have been on, and the codes.  None where the text gives
no year, or no beginning.  ACLED's rules were read in its codebook (``lexicon/data/PROVENANCE.md``): a day is 1; a week
or a like stretch is 2, on its middle day; a month or a few weeks is 3, on the middle, or the first or last day where
the beginning or end of the month is told of; less is not recorded.  UCDP's are as summarised, its codebook was not
read.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from crosswire.lexicon import Lexicon
from crosswire.lexicon.gazetteer import Entry
from crosswire.model import Place, Time

_EDTF = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
WEEK = 8
"""The days of "the past week", which ends on the weekday it began on."""
_BOTH_DAYS = re.compile(r"\b(?:and|to|through|until|till|between)\b|[-–]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from ``first`` to ``last``, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> date:
        return self.first + timedelta(days=(self.days - 1) // 2)

    def each(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range(self.days)]


def stretch_of(time: Time | None) -> Stretch | None:
    """The days a time may stand for."""
    if time is None or time.earliest is None or time.precision == "unknown":
        return None
    first, last = _bound(time.earliest, end=False), _bound(time.latest or time.earliest, end=True)
    return Stretch(first, last) if first is not None and last is not None and first <= last else None


def _bound(edtf: str, *, end: bool) -> date | None:
    found = _EDTF.fullmatch(edtf)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    month = month or (12 if end else 1)
    try:
        return date(year, month, day or (calendar.monthrange(year, month)[1] if end else 1))
    except ValueError:
        return None


def names_its_days(time: Time | None) -> bool:
    """Whether the words name the days between which it went on ("Saturday and Sunday")."""
    return time is not None and bool(_BOTH_DAYS.search(time.quote))


def acled_days(stretch: Stretch, *, over: bool) -> tuple[list[date], int]:
    """The days of ACLED's rows and their precision; no day where ACLED would record nothing.  ``over``: it is told to
    have gone on over these days."""
    if stretch.days == 1:
        return [stretch.first], 1
    if stretch.days <= WEEK:
        return (stretch.each(), 1) if over else ([stretch.middle], 2)
    if stretch.days > 31:
        return [], 3
    first, last = stretch.first, stretch.last
    if first.day == 1 and last == first.replace(day=10):
        return [first], 3
    if first.day == 21 and last.day == calendar.monthrange(last.year, last.month)[1] and first.month == last.month:
        return [last], 3
    return [stretch.middle], 3


def ucdp_date_prec(stretch: Stretch) -> int:
    """1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 longer."""
    return next((code for most, code in ((1, 1), (6, 2), (WEEK, 3), (31, 4)) if stretch.days <= most), 5)


def acled_geo_precision(place: Place, lexicon: Lexicon) -> int | None:
    """1 a town, 2 near a town or a small part of a region, 3 a larger region; None for a country or where no
    coordinates are known."""
    if place.lat is None or place.precision == "country":
        return None
    if _is_region(place, lexicon):
        return 3
    return {"exact": 1, "near": 2, "district": 2, "area": 2}[place.precision]


def ucdp_where_prec(place: Place, lexicon: Lexicon) -> int | None:
    """1 the spot, 2 within 25 km, 3 second order division, 4 first order division, 5 an area, 6 the country."""
    if place.precision == "country":
        return 6
    if place.lat is None:
        return None
    if _is_region(place, lexicon):
        return 4
    return {"exact": 1, "near": 2, "district": 3, "area": 5}[place.precision]


def _is_region(place: Place, lexicon: Lexicon) -> bool:
    """Whether the coordinates are those of a first-order division: it is one, an area in one, or a name the gazetteer
    lacks."""
    if place.precision == "governorate" or place.place_id is None:
        return True
    entry = entry_of(place.place_id, lexicon)
    return entry is not None and entry.kind == "governorate"


def second_division(place: Place, lexicon: Lexicon) -> str | None:
    """The name of the district it is or lies in; None where the gazetteer has none."""
    if place.place_id is None or entry_of(place.place_id, lexicon) is None:
        return None
    gazetteer = lexicon.gazetteer
    chain = (place.place_id, *gazetteer.ancestors(place.place_id))
    return next((gazetteer.get(one).name for one in chain if gazetteer.get(one).kind == "district"), None)


def country_name(code: str | None, lexicon: Lexicon) -> str | None:
    """The gazetteer's name of a country."""
    if code is None:
        return None
    entry = entry_of(code, lexicon) or entry_of(code.lower(), lexicon)
    return code if entry is None else entry.name


@lru_cache(maxsize=65_536)
def entry_of(place_id: str, lexicon: Lexicon) -> Entry | None:
    """The gazetteer's entry of an id; None where it has none.  Kept, because looking for what is not there is slow."""
    return lexicon.gazetteer.get(place_id) if place_id in lexicon.gazetteer else None
