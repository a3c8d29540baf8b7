"""What a document as a whole says about where it is set, and how well each reading of a name agrees with it.

In: the text, the spans that may name places, the gazetteer.  Out: `Context`, which scores every reading of every span.
Two passes over the spans: the first reads each name by itself and by the countries the text names, the second by the
places the first is sure of.  Never fails; a document that names nothing known leaves every context empty.

The evidence: a word for the sort of place, containment that the text states ("X in Y", "Y's X"), the document's
country, how the name is spelled, nearness to the places of the same passage, the document's governorates, one sense a
document, population.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from itertools import pairwise

from crosswire.extract.places.spans import ActorNames, PlaceSpan
from crosswire.lexicon.gazetteer import Entry, Gazetteer
from crosswire.lexicon.transliteration import bare, plain

#: A reading below this score is no answer; ``FULL`` is what nearly all evidence together comes to.
NIL_BELOW = 0.5
FULL = 1.4
ARTICLE = re.compile(r"[ae]l[- ]", re.I)
_FOREIGN = 0.3
_UNKNOWN_POPULATION = 2000
_CONSIDERED = 8
_AROUND = 100  # places of one passage that nearness is measured to; only a list of places has more
_FITS: dict[str, frozenset[str]] = {
    "governorate": frozenset({"governorate"}),
    "town": frozenset({"town", "village"}),
    "camp": frozenset({"town", "village", "area"}),
    "area": frozenset({"area"}),
    "installation": frozenset({"town", "village", "governorate", "area"}),
}
_KIND_PRIOR = {"country": 0.4, "governorate": 0.3, "town": 0.12, "village": 0.12, "area": 0.15, "district": 0.02}
_INSIDE = re.compile(r"^(?:\s\w+){0,2},?\s(?:in|of|on)\s(?:the\s)?(?:[\w'’-]+\s){0,3}$|^,?\s(?:in\s)?$|^['’]?s?\s$")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]+\b")
_OWNS = re.compile(r"^['’]?s?\s(?:\w+\s){0,2}(?:of\s)?$")


class Context:
    """What the document as a whole says about where it is set."""

    def __init__(self, text: str, spans: list[PlaceSpan], gazetteer: Gazetteer, actor_names: ActorNames) -> None:
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
        self.persons = {span.spelling for span in spans if span.ends_name or (span.spelling, "") in actor_names}
        for span in spans:
            self._note_type(span)
        self._first_guess(spans)

    def _note_type(self, span: PlaceSpan) -> None:
        kind = span.type_class
        if kind == "town":
            self.as_town[span.name] += 1
        elif kind == "governorate" or span.relation == "direction":
            self.as_governorate[span.name] += 1

    def _first_guess(self, spans: list[PlaceSpan]) -> None:
        votes: Counter[str] = Counter()
        for code, number in self.words_of_country.items():
            votes[code] += min(number, 6)
        for span in spans:
            spelled = [entry for entry in span.entries if entry.place_id in span.spelled]
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
        return entry.place_id not in span.spelled, -share, -entry.population

    def _set_countries(self, votes: Counter[str]) -> None:
        most = max(votes.values(), default=0)
        self.countries = {code: number / most for code, number in votes.items()} if most else {}

    def read(self, spans: list[PlaceSpan]) -> None:
        """Score every reading of every span: by itself first, then by the places the first pass is sure of."""
        for _ in range(2):
            for span in spans:
                span.scores = {entry.place_id: self.score(span, entry) for entry in span.entries}
                self.settle_shared_name(span)
            self.learn(spans)

    def learn(self, spans: list[PlaceSpan]) -> None:
        """Take the best readings of one pass as the context of the next."""
        votes: Counter[str] = Counter()
        named: Counter[str] = Counter()
        sense: dict[str, Counter[str]] = defaultdict(Counter)
        by_passage: dict[int, dict[str, Entry]] = defaultdict(dict)
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
                sense[span.name][family] += 1
                if best.located and len(by_passage[span.passage]) < _AROUND:
                    by_passage[span.passage][best.place_id] = best
        self._set_countries(votes)
        most = max(named.values(), default=0)
        self.governorates = {family: number / most for family, number in named.items()}
        self.sense = sense
        self.near = {passage: list(places.values()) for passage, places in by_passage.items()}

    def _doubtful(self, span: PlaceSpan, best: Entry) -> bool:
        """Whether the best reading is weak, or a reading in another governorate comes close to it."""
        score, family = span.scores[best.place_id], self._family(best)
        rivals = (span.scores[entry.place_id] for entry in span.entries if self._family(entry) != family)
        return score < NIL_BELOW or score - max(rivals, default=0.0) < 0.1

    def _family(self, entry: Entry) -> str:
        """The governorate an entry is or lies in; the country or the place itself where there is none."""
        return self.gazetteer.governorate_of(entry.place_id) or entry.place_id

    def settle_shared_name(self, span: PlaceSpan) -> None:
        """Order a governorate and the town in it that bear one name (see the rule in the module's docstring)."""
        holders = [entry for entry in span.entries if entry.kind == "governorate"]
        for town in span.entries:
            for holder in holders:
                if town.kind == "town" and holder.place_id in self.gazetteer.ancestors(town.place_id):
                    high = max(span.scores[town.place_id], span.scores[holder.place_id])
                    low = min(span.scores[town.place_id], span.scores[holder.place_id], high - 0.05)
                    spelled = town.place_id in span.spelled and holder.place_id not in span.spelled
                    first, second = (town, holder) if spelled or self._says_town(span) else (holder, town)
                    span.scores[first.place_id], span.scores[second.place_id] = high, low

    def _says_town(self, span: PlaceSpan) -> bool:
        kind = span.type_class
        if kind is not None:
            return kind in ("town", "camp")
        if span.outside:
            return True
        if span.wide or span.relation == "direction":
            return False
        return self.as_town[span.name] > self.as_governorate[span.name]

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
            score += 0.3 * share
            if share < _FOREIGN:
                score -= self._foreign(span, entry)
            score += 0.1 * min(1.0, self.governorates.get(family, 0.0) * 2)
        if span.shown:
            score += 0.1
        senses = self.sense.get(span.name)
        if senses:
            score += 0.1 * senses[family] / sum(senses.values())
        around = [other for other in self.near.get(span.passage, ()) if other.place_id != entry.place_id]
        if around and entry.kind != "country":
            nearest = min(self.gazetteer.distance_km(entry.place_id, other.place_id) for other in around)
            # "A near B": that the places named beside it are close is most of what the words say.
            score += (0.4 if span.relation == "near" else 0.2) * math.exp(-nearest / 60.0)
        return score + self._containment(span, entry)

    def _foreign(self, span: PlaceSpan, entry: Entry) -> float:
        """What a reading outside the document's countries loses: least for a great city under its own name."""
        own_name = bare(entry.name) == bare(span.spelling)
        if entry.kind == "governorate":
            return 0.15
        if own_name and entry.population >= 500_000:
            return 0.0
        great = entry.place_id in span.spelled and entry.population >= 1_000_000 and not ARTICLE.match(span.quote)
        return 0.1 if own_name or great else 0.4

    def _spelling(self, span: PlaceSpan, entry: Entry) -> float:
        if entry.place_id in span.spelled:
            return 0.2
        return -0.12 if span.spelled or len(span.spelling) < 4 else 0.05

    def _type(self, span: PlaceSpan, entry: Entry) -> float:
        """Agreement with "city", "province", "camp" …; without one, the document's usage of a shared name."""
        kind = span.type_class
        if span.wide and kind is None:
            return {"governorate": 0.1, "district": 0.1}.get(entry.kind, 0.0)
        if kind is not None:
            if entry.kind == "country":
                return 0.0
            if kind == "camp" and "camp" not in span.spelling and not _is_camp(entry):
                return -0.05 if entry.kind in _FITS[kind] else -0.2
            if kind in ("quarter", "district") and entry.kind != "district":
                return 0.05 if self.governs(entry) else -0.3
            if kind in ("quarter", "district"):
                return 0.15 if kind == "district" else -0.25
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
        return -0.2


def _is_camp(entry: Entry) -> bool:
    return any(plain(name).rsplit(" ", 1)[-1] in ("camp", "mukhayyam") for name in (entry.name, *entry.names))


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
        owns = between.strip() or left.quote[-1:].lower() == "s" != left.spelling[-1:]
        if _OWNS.match(between) and owns and any(entry.kind in wide_kinds for entry in left.entries):
            found[id(right)].append(left)
    return found
