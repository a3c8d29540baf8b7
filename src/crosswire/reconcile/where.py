"""When two claims tell of different places.

In: two entries of one event whose figures cannot both hold.  Out: why they may count in different places, in words, or
None.  Two towns that lie apart, two quarters whose names have nothing in common, or a greater figure whose sentence
says that it counts several places ("across the province", "neighbourhoods").  A wider name for the place alone says
something only where one text gives both figures: other texts often tell of a town's attack as one in its province.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from crosswire.lexicon.gazetteer import great_circle_km
from crosswire.model import Place
from crosswire.reconcile.ledger import Entry, main_number

if TYPE_CHECKING:
    from crosswire.lexicon.counting import Counting

_WORD = re.compile(r"\w+")
_POINTS = frozenset({"exact", "near"})
_UNLIKE = 0.6
"""Names of places that no entry of the gazetteer fits are spellings of one another from here on (difflib's ratio)."""


def places_differ(a: Entry, b: Entry, counting: Counting, *, one_text: bool) -> str | None:
    """Why the two figures may be of different places; None where nothing says so.  ``one_text``: some text has both."""
    here, there = a.claim.place, b.claim.place
    if here is not None and there is not None and _apart(here, there):
        return f"they name different places, {here.name} and {there.name}"
    for narrow, wide in ((a, b), (b, a)):
        if (main_number(narrow.quantity) or 0) >= (main_number(wide.quantity) or 0):
            continue
        inner, outer = narrow.claim.place, wide.claim.place
        if inner is None or outer is None or not _narrower(inner, outer):
            continue
        said = [word for word in _words(wide) if word in counting.several]
        if said:
            return f'the greater figure is of several places ("{said[0]}"), the other of {inner.name}'
        if one_text:
            return f"one text gives both, the greater for {outer.name}, the other for {inner.name}"
    return None


def _apart(here: Place, there: Place) -> bool:
    """True for two points too far apart to be one, or two names without an entry that are not alike."""
    if not ({here.precision, there.precision} <= _POINTS):
        return False
    if here.place_id is None and there.place_id is None:
        return SequenceMatcher(None, _bare(here.name), _bare(there.name)).ratio() < _UNLIKE
    if here.place_id is None or there.place_id is None or here.place_id == there.place_id:
        return False
    if here.lat is None or here.lon is None or there.lat is None or there.lon is None:
        return False
    return great_circle_km(here.lat, here.lon, there.lat, there.lon) > (here.radius_km or 0) + (there.radius_km or 0)


def _narrower(inner: Place, outer: Place) -> bool:
    """True for a point within a wider place, or a quarter without an entry beside its town."""
    if inner.precision not in _POINTS or inner.country != outer.country:
        return False
    if outer.precision in _POINTS:
        return inner.place_id is None and outer.place_id is not None and inner.admin1 == outer.admin1
    return outer.precision == "country" or inner.admin1 == outer.admin1


def _bare(name: str) -> str:
    """A name without its article and case."""
    return re.sub(r"^(?:al|el|ar|as|ash|at|az|ad|an)[- ]", "", name.casefold())


def _words(entry: Entry) -> list[str]:
    evidence = entry.claim.evidence
    return _WORD.findall(evidence[0].quote.casefold()) if evidence else []
