"""Places a text names, each with ranked readings in the light of the whole document.

In: a document's text and passages, and a lexicon with a gazetteer.  Out: `PlaceMention`, sorted by offset, without
overlap; ``Place.place_id`` is None where no reading is good enough (NIL).  Never fails on a text; a text without places
gives [].

The order of the evidence follows the toponym-resolution heuristics of Leidner, *Toponym Resolution in Text* (2007):
containment said in the text, the document's country and governorates, nearness to the places named with it, one sense a
document, and population.  A name that a governorate shares with its capital is the town where a word says so ("city",
"town", "west of"), and otherwise the governorate: that reading is true in both cases, and the town stays a candidate.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol

from crosswire.extract.place_spans import ActorNames, PlaceSpan, find_spans
from crosswire.lexicon.gazetteer import Entry, Gazetteer
from crosswire.lexicon.transliteration import plain
from crosswire.model import Passage, Place, PlaceCandidate, PlaceMention, PlacePrecision

NIL_BELOW = 0.5
_FULL = 1.4
_UNKNOWN_POPULATION = 2000
_CANDIDATES = 5
_CONSIDERED = 8
_FITS: dict[str, frozenset[str]] = {
    "governorate": frozenset({"governorate"}),
    "town": frozenset({"town", "village"}),
    "camp": frozenset({"town", "village", "area"}),
    "district": frozenset({"district", "town", "area"}),
    "area": frozenset({"area"}),
    "installation": frozenset({"town", "village", "governorate", "area"}),
}
_KIND_PRIOR = {"country": 0.4, "governorate": 0.3, "town": 0.12, "village": 0.12, "area": 0.15, "district": 0.02}
_INSIDE = re.compile(r"^(?:\s\w+){0,2},?\s(?:in|of|on)\s(?:the\s)?(?:[\w'’-]+\s){0,3}$|^,?\s(?:in\s)?$|^['’]?s?\s$")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]+\b")
_OWNS = re.compile(r"^['’]?s?\s(?:\w+\s){0,2}(?:of\s)?$")


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
    spans = find_spans(text, passages, gazetteer, _actor_names(lexicon))
    if not spans:
        return []
    context = _Context(text, spans, gazetteer)
    for _ in range(2):
        for span in spans:
            span.scores = {entry.place_id: context.score(span, entry) for entry in span.entries}
            context.settle_shared_name(span)
        context.learn(spans)
    return [mention for span in spans if (mention := _mention(span, context)) is not None]


def document_country(mentions: Iterable[PlaceMention]) -> str | None:
    """The country most of the resolved mentions lie in (ISO alpha-2); None when no mention is resolved."""
    weight: Counter[str] = Counter()
    for mention in mentions:
        if mention.place.country and mention.place.place_id is not None:
            weight[mention.place.country] += 1 if mention.relation == "adjective" else 2
    return min(weight, key=lambda code: (-weight[code], code), default=None)


_ACTOR_NAMES: dict[str, ActorNames] = {}


def _actor_names(lexicon: PlaceLexicon) -> ActorNames:
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


class _Context:
    """What the document as a whole says about where it is set."""

    def __init__(self, text: str, spans: list[PlaceSpan], gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.words_of_country = Counter(
            code
            for part in _CAPITALISED.findall(text)
            if (code := gazetteer.demonyms.get(part) or gazetteer.demonyms.get(part.removesuffix("s")))
        )
        self.countries: dict[str, float] = {}
        self.governorates: dict[str, float] = {}
        self.sense: dict[str, Counter[str]] = {}
        self.near: dict[int, list[Entry]] = {}
        self.links = _containments(text, spans)
        self.as_town: Counter[str] = Counter()
        self.as_governorate: Counter[str] = Counter()
        self.persons = {span.spelling for span in spans if span.ends_name}
        for span in spans:
            self._note_type(span)
        self._first_guess(spans)

    def _note_type(self, span: PlaceSpan) -> None:
        kind = span.type_class
        if kind == "town":
            self.as_town[span.spelling] += 1
        elif kind == "governorate" or span.relation == "direction":
            self.as_governorate[span.spelling] += 1

    def _first_guess(self, spans: list[PlaceSpan]) -> None:
        votes: Counter[str] = Counter()
        for code, number in self.words_of_country.items():
            votes[code] += min(number, 6)
        for span in spans:
            spelled = [entry for entry in span.entries if self.gazetteer.spelled(entry, span.spelling)]
            known = {entry.country for entry in spelled or span.entries}
            if not known:
                continue
            if spelled and spelled[0].kind == "country":
                votes[spelled[0].country] += 1
            elif len(known) <= 3:
                for code in known:
                    votes[code] += 1.5 / len(known)  # type: ignore[assignment]
        self._set_countries(votes)
        for span in spans:
            if len(span.entries) > _CONSIDERED:
                ranked = sorted((*self._unlikely(span, entry), entry.place_id) for entry in span.entries)
                kept = {place_id for *_, place_id in ranked[:_CONSIDERED]}
                span.entries = tuple(entry for entry in span.entries if entry.place_id in kept)

    def _unlikely(self, span: PlaceSpan, entry: Entry) -> tuple[bool, float, int]:
        share = self.countries.get(entry.country, 0.0)
        return not self.gazetteer.spelled(entry, span.spelling), -share, -entry.population

    def _set_countries(self, votes: Counter[str]) -> None:
        most = max(votes.values(), default=0)
        self.countries = {code: number / most for code, number in votes.items()} if most else {}

    def learn(self, spans: list[PlaceSpan]) -> None:
        """Take the best readings of one pass as the context of the next."""
        votes: Counter[str] = Counter()
        named: Counter[str] = Counter()
        sense: dict[str, Counter[str]] = defaultdict(Counter)
        by_passage: dict[int, list[Entry]] = defaultdict(list)
        for code, number in self.words_of_country.items():
            votes[code] += min(number, 6)
        for span in spans:
            best = self.best(span)
            if best is None or span.ends_name or self._doubtful(span, best):
                continue
            votes[best.country] += 1 if best.kind == "country" else 2
            if best.kind != "country":
                family = self._family(best)
                named[family] += 1
                sense[span.spelling][family] += 1
                if best.located:
                    by_passage[span.passage].append(best)
        self._set_countries(votes)
        most = max(named.values(), default=0)
        self.governorates = {family: number / most for family, number in named.items()}
        self.sense = sense
        self.near = by_passage

    def _doubtful(self, span: PlaceSpan, best: Entry) -> bool:
        """Whether the best reading is weak, or a reading in another governorate comes close to it."""
        score, family = span.scores[best.place_id], self._family(best)
        rivals = (span.scores[entry.place_id] for entry in span.entries if self._family(entry) != family)
        return score < NIL_BELOW or score - max(rivals, default=0.0) < 0.1

    def _family(self, entry: Entry) -> str:
        """The governorate an entry is or lies in; the country or the place itself where there is none."""
        if entry.kind == "governorate":
            return entry.place_id
        for above in self.gazetteer.ancestors(entry.place_id):
            if self.gazetteer.get(above).kind == "governorate":
                return above
        return entry.place_id

    def settle_shared_name(self, span: PlaceSpan) -> None:
        """Order a governorate and the town in it that bear one name (see the rule in the module's docstring)."""
        holders = [entry for entry in span.entries if entry.kind == "governorate"]
        for town in span.entries:
            for holder in holders:
                if town.kind == "town" and holder.place_id in self.gazetteer.ancestors(town.place_id):
                    high = max(span.scores[town.place_id], span.scores[holder.place_id])
                    low = min(span.scores[town.place_id], span.scores[holder.place_id], high - 0.05)
                    first, second = (town, holder) if self._says_town(span) else (holder, town)
                    span.scores[first.place_id], span.scores[second.place_id] = high, low

    def _says_town(self, span: PlaceSpan) -> bool:
        kind = span.type_class
        if kind is not None:
            return kind in ("town", "camp")
        if span.outside:
            return True
        if span.wide or span.relation == "direction":
            return False
        return self.as_town[span.spelling] > self.as_governorate[span.spelling]

    def held(self, span: PlaceSpan, entry: Entry) -> bool:
        """Whether the text says that another place holds this one ("Y's X", "X in Y")."""
        return self._containment(span, entry) > 0.0

    def governs(self, entry: Entry) -> bool:
        """Whether the document names other places of the entry's governorate, or the governorate itself."""
        return self.governorates.get(self._family(entry), 0.0) >= 0.3

    def best(self, span: PlaceSpan) -> Entry | None:
        return min(
            span.entries,
            key=lambda entry: (-span.scores.get(entry.place_id, 0.0), -entry.population, entry.place_id),
            default=None,
        )

    def score(self, span: PlaceSpan, entry: Entry) -> float:
        """How well a reading agrees with the words, the document and the facts of the place (at most about 1.4)."""
        family = self._family(entry)
        score = 0.12 + _KIND_PRIOR[entry.kind]
        if entry.kind == "town":
            score += 0.15 * min(1.0, math.log10(entry.population or _UNKNOWN_POPULATION) / 6.5)
        score += self._spelling(span, entry) + self._type(span, entry)
        share = self.countries.get(entry.country, 0.0)
        if entry.kind != "country":
            score += 0.3 * share - (0.15 if share < 0.1 else 0.0)
            score += 0.1 * min(1.0, self.governorates.get(family, 0.0) * 2)
        if span.shown:
            score += 0.1
        senses = self.sense.get(span.spelling)
        if senses:
            score += 0.1 * senses[family] / sum(senses.values())
        around = [other for other in self.near.get(span.passage, ()) if other.place_id != entry.place_id]
        if around and entry.kind != "country":
            nearest = min(self.gazetteer.distance_km(entry.place_id, other.place_id) for other in around)
            score += 0.2 * math.exp(-nearest / 60.0)
        return score + self._containment(span, entry)

    def _spelling(self, span: PlaceSpan, entry: Entry) -> float:
        if self.gazetteer.spelled(entry, span.spelling):
            return 0.2
        rival = any(self.gazetteer.spelled(other, span.spelling) for other in span.entries)
        return -0.12 if rival or len(span.spelling) < 4 else 0.05

    def _type(self, span: PlaceSpan, entry: Entry) -> float:
        """Agreement with "city", "province", "camp" …; without one, the document's usage of a shared name."""
        kind = span.type_class
        if span.wide and kind is None:
            return {"governorate": 0.1, "district": 0.1}.get(entry.kind, 0.0)
        if kind is not None:
            if entry.kind == "country":
                return 0.0
            names = {plain(name).rsplit(" ", 1)[-1] for name in (entry.name, *entry.names)}
            if kind == "camp" and not names & {"camp", "mukhayyam"} and "camp" not in span.spelling:
                return -0.05 if entry.kind in _FITS[kind] else -0.2
            return 0.15 if entry.kind in _FITS[kind] else -0.25
        return -0.1 if entry.kind == "district" else 0.0

    def _containment(self, span: PlaceSpan, entry: Entry) -> float:
        """ "X in Y", "X, Y", "Y's X": inside one of Y's readings or not."""
        others = self.links.get(id(span))
        if not others or entry.kind == "country":
            return 0.0
        for other in others:
            holders = [holder for holder in other.entries if holder.kind in ("governorate", "country", "district")]
            above = self.gazetteer.ancestors(entry.place_id)
            if any(holder.place_id in above for holder in holders):
                return 0.2
        return -0.1


def _containments(text: str, spans: list[PlaceSpan]) -> dict[int, list[PlaceSpan]]:
    """For each span, the spans the text says hold it: "X in Y", "X, Y", "Y's X"."""
    found: dict[int, list[PlaceSpan]] = defaultdict(list)
    wide_kinds = ("governorate", "country", "district")
    for left, right in pairwise(spans):
        if left.passage != right.passage or right.start - left.end > 45:
            continue
        between = text[left.end : right.start]
        if _INSIDE.match(between) and any(entry.kind in wide_kinds for entry in right.entries):
            found[id(left)].append(right)
        if _OWNS.match(between) and between.strip() and any(entry.kind in wide_kinds for entry in left.entries):
            found[id(right)].append(left)
    return found


def _mention(span: PlaceSpan, context: _Context) -> PlaceMention | None:
    """The mention of a span; None where nothing shows that a place is meant."""
    if not span.entries:
        return None if span.title_case else PlaceMention(place=_nil(span, ()), relation=span.relation)
    ranked = sorted(span.entries, key=lambda e: (-span.scores[e.place_id], -e.population, e.place_id))
    best = ranked[0]
    score = span.scores[best.place_id]
    if not _is_meant(span, best, score, context):
        return None
    how = "adjective" if span.part_of_name else span.relation
    if best.kind == "country" and best.country in ("US", "GB", "AE") and span.quote.isupper() and not span.shown:
        how = "adjective"
    candidates = tuple(
        PlaceCandidate(
            place_id=entry.place_id,
            name=entry.name,
            score=round(min(1.0, max(0.0, span.scores[entry.place_id] / _FULL)), 3),
        )
        for entry in ranked[:_CANDIDATES]
    )
    nil = _nil(span, candidates)
    if score < NIL_BELOW:
        return PlaceMention(place=nil, relation=how)
    precision, radius = _precision(best, how, context.gazetteer)
    place = replace(
        nil, place_id=best.place_id, name=best.name, lat=best.lat, lon=best.lon, radius_km=radius, precision=precision,
        admin1=best.admin1, country=best.country,
    )  # fmt: skip
    return PlaceMention(place=place, relation=how)


def _nil(span: PlaceSpan, candidates: tuple[PlaceCandidate, ...]) -> Place:
    return Place(
        quote=span.quote, start=span.start, end=span.end, place_id=None, name=span.quote, lat=None, lon=None,
        radius_km=None, precision="area", admin1=None, country=None, candidates=candidates,
    )  # fmt: skip


def _is_meant(span: PlaceSpan, best: Entry, score: float, context: _Context) -> bool:
    """Whether a place is meant: a rare or foreign name and an English word need words that show it."""
    share = context.countries.get(best.country, 0.0)
    spelled = context.gazetteer.spelled(best, span.spelling)
    wide_kind = best.kind in ("country", "governorate")
    shown = span.shown or span.listed or context.held(span, best)
    if span.ends_name and best.kind != "country":
        return False
    if span.part_of_name and not wide_kind and best.population < 20_000:
        return False
    if span.spelling in context.persons and not wide_kind and best.population < 100_000 and not span.shown:
        return False
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
    article = span.quote[:3].lower() in ("al-", "el-", "al ")
    likely = spelled or score >= 0.8
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
