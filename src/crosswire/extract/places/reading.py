"""Places a text names, each with ranked readings in the light of the whole document.

In: a document's text and passages, and a lexicon with a gazetteer.  Out: `PlaceMention`, sorted by offset, without
overlap; ``Place.place_id`` is None where no reading is good enough (NIL).  Never fails on a text; a text without
places gives [].

A name that a governorate shares with its capital is the town where a word says so ("city", "town", "west of"), and
otherwise the governorate: that reading is true in both cases, and the town stays a candidate.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol

from crosswire.extract.places.context import ARTICLE, FULL, NIL_BELOW, Context
from crosswire.extract.places.holders import placed_in_holders
from crosswire.extract.places.spans import ActorNames, PlaceSpan, find_spans
from crosswire.extract.places.words import Relation
from crosswire.lexicon.gazetteer import Entry, Gazetteer
from crosswire.lexicon.transliteration import plain
from crosswire.model import Passage, Place, PlaceCandidate, PlaceMention, PlacePrecision

_LIKELY = 0.75
_NATURE = re.compile(r"\s(?:Mountains?|Hills|Heights|River|Valley|Desert|Lake|Peninsula|Plains?|Delta|Islands?|Sea)\b")
_FATHERS = ("abu ", "umm ", "um ")
_CANDIDATES = 5


class _Alias(Protocol):
    @property
    def text(self) -> str: ...


class PlaceLexicon(Protocol):
    """What this step needs of a lexicon."""

    @property
    def gazetteer(self) -> Gazetteer: ...

    @property
    def fingerprint(self) -> str: ...

    @property
    def aliases(self) -> Sequence[_Alias]: ...


def find_places(text: str, passages: Sequence[Passage], lexicon: PlaceLexicon) -> list[PlaceMention]:
    """The places named in the text, in document offsets, each read in the light of the whole document."""
    gazetteer = lexicon.gazetteer
    spans = find_spans(text, passages, gazetteer, actor_names_of(lexicon))
    if not spans:
        return []
    context = Context(text, spans, gazetteer, actor_names_of(lexicon))
    context.read(spans)
    read = [(span, mention) for span in spans if (mention := _mention(span, context)) is not None]
    return placed_in_holders(text, _without_persons(text, read), context)


def _without_persons(text: str, read: Sequence[tuple[PlaceSpan, PlaceMention]]) -> list[tuple[PlaceSpan, PlaceMention]]:
    """Without persons who bear the names of two places of different countries ("Ahmad Saleh"), then and later."""
    persons: set[str] = set()
    for (span, one), (other, two) in pairwise(read):
        narrow = {"country", "governorate"}.isdisjoint((one.place.precision, two.place.precision))
        apart = None not in (one.place.country, two.place.country) and one.place.country != two.place.country
        if narrow and apart and text[span.end : other.start] == " ":
            persons |= {span.spelling, other.spelling}
    return [(span, one) for span, one in read if span.spelling not in persons or span.type_class is not None]


def document_country(mentions: Iterable[PlaceMention]) -> str | None:
    """The country most of the resolved mentions lie in (ISO alpha-2); None when no mention is resolved.  A town counts
    twice: a country is named for what it says or does as well."""
    weight: Counter[str] = Counter()
    for mention in mentions:
        if mention.place.country and mention.place.place_id is not None:
            named = mention.relation == "adjective" or mention.place.precision == "country"
            weight[mention.place.country] += 1 if named else 2
    return max(weight, key=lambda code: weight[code], default=None)  # of two, the one named first


_ACTOR_NAMES: dict[str, ActorNames] = {}


def actor_names_of(lexicon: PlaceLexicon) -> ActorNames:
    """Names of actors of two words or more; made once for each state of the lexicon."""
    names = _ACTOR_NAMES.get(lexicon.fingerprint)
    if names is None:
        found: ActorNames = defaultdict(list)
        for text in sorted({alias.text for alias in lexicon.aliases}):
            words = tuple(plain(text).split())
            if words and any(sign.isupper() for sign in text):
                found[words[0], words[1] if len(words) > 1 else ""].append(words)
        names = _ACTOR_NAMES[lexicon.fingerprint] = dict(found)
    return names


def _mention(span: PlaceSpan, context: Context) -> PlaceMention | None:
    """The mention of a span; None where nothing shows that a place is meant."""
    if not span.entries:
        return None if span.title_case else PlaceMention(place=_nil(span, ()), relation=span.relation)
    ranked = sorted(span.entries, key=lambda e: (-span.scores[e.place_id], -e.population, e.place_id))
    best = ranked[0]
    score = span.scores[best.place_id]
    if not _is_meant(span, best, score, context):
        return None
    how = "adjective" if span.part_of_name else span.relation
    if best.kind == "country" and span.quote.isupper() and len(span.quote) <= 4 and not span.shown:
        how = "adjective"  # "US jets": an abbreviated country before a noun
    place = place_of(span, context, how)
    return PlaceMention(place=place, relation=how)


def place_of(span: PlaceSpan, context: Context, how: Relation = "in", *, least: float = NIL_BELOW) -> Place:
    """The best reading of a span whose readings are scored; a `Place` without id where none comes to ``least``."""
    ranked = sorted(span.entries, key=lambda e: (-span.scores[e.place_id], -e.population, e.place_id))
    candidates = tuple(
        PlaceCandidate(
            place_id=entry.place_id,
            name=entry.name,
            score=round(min(1.0, max(0.0, span.scores[entry.place_id] / FULL)), 3),
        )
        for entry in ranked[:_CANDIDATES]
    )
    nil = _nil(span, candidates)
    if not ranked or span.scores[ranked[0].place_id] < least:
        return nil
    best = ranked[0]
    precision, radius = _precision(best, how, context.gazetteer)
    return replace(
        nil, place_id=best.place_id, name=best.name, lat=best.lat, lon=best.lon, radius_km=radius, precision=precision,
        admin1=best.admin1, country=best.country,
    )  # fmt: skip


def _nil(span: PlaceSpan, candidates: tuple[PlaceCandidate, ...]) -> Place:
    return Place(
        quote=span.quote, start=span.start, end=span.end, place_id=None, name=span.quote, lat=None, lon=None,
        radius_km=None, precision="area", admin1=None, country=None, candidates=candidates,
    )  # fmt: skip


def _is_meant(span: PlaceSpan, best: Entry, score: float, context: Context) -> bool:
    """Whether a place is meant: a rare or foreign name and an English word need words that show it."""
    share = context.countries.get(best.country, 0.0)
    spelled = best.place_id in span.spelled
    wide_kind = best.kind in ("country", "governorate")
    shown = span.shown or span.listed or context.held(span, best)
    if span.ends_name and best.kind != "country":
        return False
    if span.part_of_name and not wide_kind and best.population < 20_000:
        return False
    if span.spelling in context.persons and not wide_kind and best.population < 100_000 and not span.shown:
        return False
    if span.spelling.startswith(_FATHERS) and best.population < 20_000:
        return shown  # "Abu Omar" is a village and many men
    if best.kind == "town" and best.population < 20_000 and _NATURE.match(span.after):
        return False  # "the Nuba Mountains" are no town called Nuba
    if spelled and (best.kind == "country" or (best.kind == "governorate" and share >= 0.2)):
        return True
    if spelled and (best.population >= 500_000 or (best.population >= 20_000 and share >= 0.3)):
        return not span.title_case or best.population >= 50_000
    several = " " in span.spelling
    if span.title_case and not (spelled and several):
        return False
    if span.spelling in context.gazetteer.words and (span.first or not spelled):
        return False
    if score < NIL_BELOW and span.type_class is None:
        return False
    if shown:
        return True
    article = ARTICLE.match(span.quote) is not None
    likely = spelled or score >= _LIKELY
    at_home = share >= 0.3 and likely and (best.population >= 5_000 or several or article or context.governs(best))
    return at_home and (span.half_shown or (several and spelled and not span.first))


def _precision(entry: Entry, how: str, gazetteer: Gazetteer) -> tuple[PlacePrecision, float]:
    """What the reading pins down, and how far from the centre it may be (km)."""
    if entry.kind == "country":
        return "country", entry.radius_km
    if entry.kind == "area":
        return "area", entry.radius_km
    if entry.kind == "governorate":
        return ("area" if how == "direction" else "governorate"), entry.radius_km
    if entry.kind == "district":
        return "district", entry.radius_km
    if entry.kind == "village":
        above = gazetteer.get(entry.parent).kind if entry.parent else "country"
        known: dict[str, PlacePrecision] = {"district": "district", "governorate": "governorate", "country": "country"}
        return ("exact" if entry.located else known.get(above, "area")), entry.radius_km
    if how in ("near", "direction", "between"):
        return "near", round(entry.radius_km + (20.0 if how == "between" else 10.0), 1)
    return "exact", entry.radius_km
