"""Readings for place names whose spans are given, in the light of the whole document.

In: a text, its passages, the spans that name places (half-open, in code points), and a lexicon.  Out: one `Place` a
span, in the order given; ``place_id`` is None where the gazetteer has no reading that is good enough.  Such a name
has the coordinates of the last given name before it that is read as a place smaller than a country, else of the first
after it, and no radius: a text stays in one region from a name to the next.  The same reading as `find_places`, without
its question whether a place is meant.  Fails with ``ValueError`` on a span that is empty or leaves the text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from crosswire.extract.places.context import Context
from crosswire.extract.places.reading import PlaceLexicon, actor_names_of, place_of
from crosswire.extract.places.spans import PlaceSpan, find_spans
from crosswire.extract.places.words import CLOSE, outside_of, relation, shows_place, type_class, wide
from crosswire.lexicon.gazetteer import Entry, Gazetteer
from crosswire.lexicon.transliteration import bare, plain
from crosswire.model import Passage, Place

_WINDOW = 110
_POSSESSIVE = re.compile(r"['’][sS]?$")
_DOTTED = re.compile(r"\.(?=\s|$)|(?<=\b[A-Za-z])\.(?=[A-Za-z]\b)")


def read_places(
    text: str, passages: Sequence[Passage], given: Sequence[tuple[int, int]], lexicon: PlaceLexicon
) -> list[Place]:
    """The reading of each span of ``given``."""
    gazetteer, names = lexicon.gazetteer, actor_names_of(lexicon)
    wanted = [_span(text, passages, start, end, gazetteer) for start, end in given]
    found = find_spans(text, passages, gazetteer, names)
    spans = [*wanted, *(span for span in found if not _covered(span, given))]
    spans.sort(key=lambda span: (span.start, span.end))
    context = WorldContext(text, spans, gazetteer, names)
    context.read(spans)
    return _beside_others([place_of(span, context, least=0.0) for span in wanted])


def _beside_others(places: Sequence[Place]) -> list[Place]:
    """The places, those without a reading where the one named last before them is, else the first after them."""
    known = sorted((p for p in places if p.place_id is not None and p.precision != "country"), key=lambda p: p.start)
    found = []
    for place in places:
        if place.lat is None and known:
            before = [other for other in known if other.start < place.start]
            other = before[-1] if before else known[0]
            place = replace(place, lat=other.lat, lon=other.lon, admin1=other.admin1, country=other.country)
        found.append(place)
    return found


class WorldContext(Context):
    """The context for names from anywhere, where a name may have fifty bearers.

    Three weights grow with the number of bearers: how many people live there, how much of the document plays in that
    division, and how near the document's other places are; a small town that shares its name with a country, a
    division or a great city needs them all.
    """

    def score(self, span: PlaceSpan, entry: Entry) -> float:
        score = super().score(span, entry)
        if len(span.entries) < 2:
            return score
        if entry.kind == "country":
            return score + _COUNTRY * (entry.place_id in span.spelled)
        if bare(entry.name) != bare(span.spelling) and entry.place_id not in span.spelled:
            score -= _OTHER_NAME
        score += _DIVISION * self.governorates.get(self._family(entry), 0.0)
        if entry.kind == "town":
            score += _PEOPLE * math.log10(max(entry.population, 1)) / 7
            if self._overshadowed(span, entry):
                score -= _SHADOW
        return score + _NEARNESS * self._nearness(span, entry)

    def _overshadowed(self, span: PlaceSpan, entry: Entry) -> bool:
        return any(
            other.kind == "country" or other.population >= _GREATER * max(entry.population, 1)
            for other in span.entries
            if other.place_id in span.spelled and other.kind != "district" and other.population >= _GREAT
        )

    def _nearness(self, span: PlaceSpan, entry: Entry) -> float:
        others = [o for held in self.near.values() for o in held if bare(o.name) != bare(entry.name)]
        nearest = min((self.gazetteer.distance_km(entry.place_id, o.place_id) for o in others), default=math.inf)
        return math.exp(-nearest / _NEAR_KM)


_DIVISION, _PEOPLE, _NEARNESS, _SHADOW = 0.3, 0.3, 0.4, 0.35
_COUNTRY, _OTHER_NAME = 0.4, 0.1
_GREAT, _GREATER, _NEAR_KM = 500_000, 20, 80.0


def candidates_of(name: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The entries a name may mean: by itself, as the adjective of a country, without its points or its possessive."""
    stripped = _POSSESSIVE.sub("", name.strip())
    tries = (stripped, _DOTTED.sub("", stripped), re.sub(r"^[Tt]he\s+", "", stripped))
    near = next((found for form in tries if (found := gazetteer.lookup(form))), ())
    if (code := gazetteer.demonyms.get(stripped) or gazetteer.demonyms.get(stripped.removesuffix("s"))) is not None:
        return (gazetteer.get(code),)
    far = next((found for form in tries if (found := gazetteer.lookup_far(form))), ())
    own = [entry for entry in near if not far or any(gazetteer.spelled(entry, plain(form)) for form in tries)]
    return tuple({entry.place_id: entry for entry in (*own, *far)}.values())


def _covered(span: PlaceSpan, given: Sequence[tuple[int, int]]) -> bool:
    return any(span.start < end and start < span.end for start, end in given)


def _span(text: str, passages: Sequence[Passage], start: int, end: int, gazetteer: Gazetteer) -> PlaceSpan:
    if not 0 <= start < end <= len(text):
        raise ValueError(f"a place at [{start}, {end}) is no run of a text of {len(text)} code points")
    number = next((at for at, p in enumerate(passages) if p.start <= start < p.end), 0)
    quote = text[start:end]
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    entries = candidates_of(quote, gazetteer)
    span = PlaceSpan(
        start=start, end=end, quote=quote, spelling=plain(_DOTTED.sub("", _POSSESSIVE.sub("", quote))),
        entries=entries, before=before, after=after, passage=number,
    )  # fmt: skip
    written = {entry.place_id for entry in gazetteer.lookup_far(_DOTTED.sub("", _POSSESSIVE.sub("", quote)))}
    span.spelled = frozenset(
        e.place_id for e in entries if e.place_id in written or gazetteer.spelled(e, span.spelling)
    )
    span.type_class, span.relation = type_class(before, after), relation(before, after)
    span.wide, span.outside = wide(before, after), outside_of(before[-CLOSE:])
    span.shown = span.type_class is not None or shows_place(before[-CLOSE:])
    return span
