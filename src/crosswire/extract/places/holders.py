"""Names that the gazetteer lacks, or has elsewhere, at the place that the text says holds them.

In: the text, the spans of its places with the reading of each, the context that scored them.  Out: the readings, where
a name that the text puts in another ("the X neighbourhood of Y", "X, a village near Y", "Y's X district") lies in it:
the reading that does, or no reading (``place_id`` None) with the coordinates, radius, governorate and country of what
holds it.  A quarter that nothing is said of lies in the town named last.  A village of which the text says nothing
stays without coordinates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crosswire.extract.places.context import NIL_BELOW, Context
from crosswire.extract.places.spans import PlaceSpan
from crosswire.extract.places.words import DIRECTION, TYPE_WORDS, WIDE_WORDS, continues_list
from crosswire.lexicon.gazetteer import Entry
from crosswire.model import Place, PlaceMention, PlacePrecision

_TYPE = "|".join(sorted((*TYPE_WORDS, *WIDE_WORDS), key=len, reverse=True))
_OF_THE_HOLDER = rf"(?:(?:the|{_TYPE}|{DIRECTION}|of|[\w-]+-(?:held|controlled)|[A-Z]\w+['’]?s)\s){{0,5}}$"
_IN = re.compile(
    rf"^(?:(?:\s\w+)?\s(?:{_TYPE})|,\s(?:a|an|the)\s(?:[\w-]+\s){{0,2}}(?:{_TYPE}))?,?\s(?:in|of|inside)\s{_OF_THE_HOLDER}"
)
_NEAR = re.compile(
    rf"^(?:\s(?:{_TYPE})|,\s(?:a|an|the)\s(?:[\w-]+\s){{0,2}}(?:{_TYPE}))\s"
    rf"(?:near|outside|{DIRECTION}\sof|close\sto|not\sfar\sfrom|on\sthe\soutskirts\sof)\s{_OF_THE_HOLDER}"
)
_OWNS = re.compile(r"^(?:['’]s?)?\s(?:[a-z]+\s)?$")
_PRECISION: dict[str, PlacePrecision] = {
    "town": "exact", "village": "exact", "district": "district", "governorate": "governorate", "area": "area",
    "country": "country",
}  # fmt: skip
_BESIDE_KM = 10.0
_LEAST = NIL_BELOW - 0.2  # what the text itself puts there needs less to speak for it

Read = tuple[PlaceSpan, PlaceMention]
Holder = tuple[Entry, bool]  # the place, and whether the name is beside it and not in it


def placed_in_holders(text: str, read: Sequence[Read], context: Context) -> list[PlaceMention]:
    """The mentions of ``read``, in order, names inside others at the place that holds them."""
    stated: list[Holder | None] = [None] * len(read)
    for at in reversed(range(len(read))):
        stated[at] = _stated(text, read, at, stated, context)
    found: list[PlaceMention] = []
    town: Entry | None = None
    for (span, mention), said in zip(read, stated, strict=True):
        quarter = span.type_class == "quarter"
        holder = said if said is not None else ((town, False) if quarter and town is not None else None)
        if holder is not None and (quarter or mention.place.place_id is None or _typed(span)):
            mention = replace(mention, place=_inside(span, mention.place, holder, context))
        elif _names_town(mention, context):
            town = context.gazetteer.get(str(mention.place.place_id))
        found.append(mention)
    return found


def _typed(span: PlaceSpan) -> bool:
    return span.type_class is not None or span.wide


def _names_town(mention: PlaceMention, context: Context) -> bool:
    """Whether a mention may be where the quarters named after it lie: a town, or a governorate for its town."""
    place_id = mention.place.place_id
    return place_id is not None and mention.relation != "adjective" and (
        context.gazetteer.get(place_id).kind in ("town", "governorate")
    )  # fmt: skip


def _stated(
    text: str, read: Sequence[Read], at: int, stated: Sequence[Holder | None], context: Context
) -> Holder | None:
    """What the words say holds the name; the names of a list share it."""
    span = read[at][0]
    after = read[at + 1] if at + 1 < len(read) and read[at + 1][0].passage == span.passage else None
    before = read[at - 1] if at > 0 and read[at - 1][0].passage == span.passage else None
    if after is not None:
        between = text[span.end : after[0].start]
        beside = _NEAR.match(between) is not None
        if (beside or _IN.match(between)) and (entry := _entry(after[1], context)) is not None:
            return entry, beside
        if continues_list(between) and stated[at + 1] is not None and after[0].type_class == span.type_class:
            return stated[at + 1]
    if before is not None and _typed(span) and _OWNS.match(between := text[before[0].end : span.start]):
        owns = between[0] in "'’" or before[0].quote[-1:].lower() == "s" != before[0].spelling[-1:]
        entry = _entry(before[1], context) if owns else None
        return (entry, False) if entry is not None else None
    return None


def _entry(mention: PlaceMention, context: Context) -> Entry | None:
    place_id = mention.place.place_id
    return context.gazetteer.get(place_id) if place_id is not None else None


def _inside(span: PlaceSpan, place: Place, holder: Holder, context: Context) -> Place:
    """The reading of a name that lies in, or beside, another place."""
    entry, beside = holder
    fitting = [one for one in span.entries if _fits(one, entry, context) and span.scores[one.place_id] >= _LEAST]
    if place.place_id is not None and any(one.place_id == place.place_id for one in fitting):
        return place
    radius = entry.radius_km + (_BESIDE_KM if beside else 0.0)
    where = replace(
        place, place_id=None, name=place.quote, lat=entry.lat, lon=entry.lon, radius_km=round(radius, 1),
        precision=_precision(span, entry, beside), admin1=entry.admin1, country=entry.country or None,
    )  # fmt: skip
    if not fitting:
        return where
    best = min(fitting, key=lambda one: (-span.scores[one.place_id], -one.population, one.place_id))
    return replace(
        where, place_id=best.place_id, name=best.name, lat=best.lat, lon=best.lon, radius_km=best.radius_km,
        precision=_PRECISION[best.kind] if best.located else where.precision, admin1=best.admin1, country=best.country,
    )  # fmt: skip


def _precision(span: PlaceSpan, entry: Entry, beside: bool) -> PlacePrecision:
    if entry.kind in ("town", "village") and (beside or span.type_class in ("town", "camp")):
        return "near"
    return _PRECISION[entry.kind]


def _fits(entry: Entry, holder: Entry, context: Context) -> bool:
    gazetteer = context.gazetteer
    governorate = gazetteer.governorate_of(holder.place_id)
    if governorate is not None and gazetteer.governorate_of(entry.place_id) == governorate:
        return True
    return gazetteer.relation(entry.place_id, holder.place_id) != "apart"
