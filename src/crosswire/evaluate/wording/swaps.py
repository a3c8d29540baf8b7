"""Other words for the same thing: the swaps that a text allows, and the text with some of them made.

In: a document and the lexicon.  Out: `Swap`s, each a run of the text with a word that says the same there, and with
`swapped` the document that says it so, with a map of its offsets back to the first.  Four kinds:

* ``loaded``: a loaded term becomes its neutral word or another loaded term for that word ("terrorists", "militants",
  "fighters"); "government" before a force becomes "regime", people who "were killed" are "eliminated", a place that
  was captured is "liberated".  Left out is what would not say the same: "gangs" (ten gangs are no ten fighters),
  "massacred" for "killed" (one man is not massacred), the verb "to massacre", "terrorist" before a noun ("terrorist
  group"), and a word with a capital inside a name ("the Martyr N School").
* ``names``: a name of an actor becomes another of its names in the same number; names that add a word about it
  ("US-backed", "head of") and, of persons, names with more or fewer words are left out.
* ``places``: a place becomes another spelling of its name (one transliteration key, another form), unless it stands in
  the name of an actor or is written like one.
* ``numbers``: a number from two to 99 that counts becomes digits or words, with capitals in a headline that has them;
  not in a name.

Where there is more than one other word the choice hangs on a hash of the word and the document's id, so it is the same
every time and differs between documents.  A word that stands more than once is swapped for one word throughout.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal, get_args

from crosswire.evaluate.fakes.labels import TENS, UNITS
from crosswire.extract.actors import find_actors
from crosswire.extract.neutral import apart
from crosswire.extract.numbers import find_numbers
from crosswire.extract.parse import title_case
from crosswire.extract.places import document_country, find_places
from crosswire.extract.places.words import BEFORE_A_PLACE
from crosswire.lexicon import Actor, Lexicon
from crosswire.lexicon.lexicon import LoadedTerm
from crosswire.lexicon.transliteration import name_key, plain
from crosswire.model import ActorMention, Document, Passage, PlaceMention

Kind = Literal["loaded", "names", "places", "numbers"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_SPELLED = {
    n: UNITS[n - 1] if n < 20 else TENS[n // 10 - 2] + (f"-{UNITS[n % 10 - 1]}" if n % 10 else "")
    for n in range(2, 100)
}
_DIGITS = {word: str(n) for n, word in _SPELLED.items()}
_PEOPLE_KILLED = re.compile(r"\b(?:were|was|been|being)\s+(killed)\b(?!\s+off)")
_ITS_FORCES = re.compile(
    r"\b(government)(?=\s+(?:forces|troops|soldiers|army|aircraft|warplanes|helicopters|shelling)\b)"
)
_TAKEN = ("captured", "seized", "liberated")
_OF_A_PLACE = re.compile(rf"\b({'|'.join(_TAKEN)})(?={BEFORE_A_PLACE}[A-Z])")
_NOT_ONE_BY_ONE = {"gangs"}
_MANY = {"massacred"}
_BEFORE_NOUN = re.compile(
    r"[ -](?!(?:who|that|whose|was|is|were|had|has|and|or|in|on|at|near|from|of|to|with|by|as)\b)[a-z]"
)
_OBJECT = re.compile(
    r" (?:\d|(?:an?|the|its|their|his|her|these|those|dozens|scores|hundreds|many|several|people|civilians)\b)",
    re.IGNORECASE,
)
_PART = r"(?:[A-Z][\w.'’]*(?:-[A-Z][\w.'’]*)*|[Aa]l-[A-Z][\w.'’]*)"
_BARE = re.compile(rf"{_PART}(?: (?:(?:of|for|in|and|the) )*{_PART})*")
_SHORTEST = 4  # letters; shorter spellings are words of other kinds too often
_LATIN = re.compile(r"[A-Za-z '’-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """``[start, end)`` of the document may say ``other`` instead."""

    start: int
    end: int
    other: str
    kind: Kind


def find_swaps(document: Document, lexicon: Lexicon) -> list[Swap]:
    """The swaps of a document, sorted, none over another; where two would be, the kinds' order decides."""
    readable = [one for one in document.passages if one.kind in ("headline", "sentence")]
    places = find_places(document.text, readable, lexicon)
    on = date.fromisoformat(document.published) if document.published else None
    actors = find_actors(document.text, readable, lexicon, country=document_country(places), on=on)
    taken = {at for actor in actors if not actor.generic for at in range(actor.start, actor.end)}
    return apart(
        [
            *_names(document, actors, lexicon),
            *_places(document, places, taken, lexicon),
            *_loaded(document, readable, lexicon),
            *_numbers(document, readable, taken),
        ]
    )


def swapped(document: Document, swaps: Sequence[Swap]) -> tuple[Document, Offsets]:
    """The document with the swaps made, and where its words stood before."""
    offsets = Offsets(swaps)
    parts, at = [], 0
    for swap in swaps:
        parts += [document.text[at : swap.start], swap.other]
        at = swap.end
    text = "".join([*parts, document.text[at:]])
    passages = tuple(
        Passage(start=offsets.after(one.start), end=offsets.after(one.end), kind=one.kind) for one in document.passages
    )
    return replace(document, text=text, passages=passages), offsets


class Offsets:
    """Offsets of a document before and after its swaps; inside a swap both are its ends."""

    def __init__(self, swaps: Sequence[Swap]) -> None:
        self._before: list[tuple[int, int]] = []
        self._after: list[tuple[int, int]] = []
        moved = 0
        for swap in swaps:
            self._before.append((swap.start, swap.end))
            self._after.append((swap.start + moved, swap.start + moved + len(swap.other)))
            moved += len(swap.other) - (swap.end - swap.start)

    def after(self, offset: int) -> int:
        """Where an offset of the document as it was lies now."""
        return _moved(offset, self._before, self._after)

    def before(self, offset: int) -> int:
        """Where an offset of the document as it is now lay."""
        return _moved(offset, self._after, self._before)


def _moved(offset: int, given: Sequence[tuple[int, int]], wanted: Sequence[tuple[int, int]]) -> int:
    at = bisect_right(given, (offset, -1)) - 1
    if at + 1 < len(given) and given[at + 1][0] == offset:
        return wanted[at + 1][0]
    if at < 0:
        return offset
    end, (new_start, new_end) = given[at][1], wanted[at]
    return new_start if offset < end else offset - end + new_end


def _chosen(options: Iterable[str], word: str, document: Document) -> str | None:
    """One of the options, by hash; None where there is none."""
    ordered = sorted(set(options))
    if not ordered:
        return None
    digest = hashlib.sha256(f"{document.document_id}\0{word}".encode()).digest()
    return ordered[int.from_bytes(digest[:4], "big") % len(ordered)]


def _cased(other: str, word: str) -> str:
    """The other word with a capital where the first one has one."""
    return other[0].upper() + other[1:] if word[:1].isupper() else other


@lru_cache(maxsize=4)
def _rings(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """For each word that the loaded terms know, those that may stand in its place."""
    by_neutral: dict[str, list[str]] = defaultdict(list)
    for term in lexicon.terms:
        if term.term not in _NOT_ONE_BY_ONE:
            by_neutral[term.neutral].append(term.term)
    return {term.term.casefold(): (term.neutral, *by_neutral[term.neutral]) for term in lexicon.terms}


def _loaded(document: Document, readable: Sequence[Passage], lexicon: Lexicon) -> Iterator[Swap]:
    for passage in readable:
        own = document.text[passage.start : passage.end]
        titled = passage.kind == "headline" and title_case(own)
        rings = _rings(lexicon)
        spots: list[tuple[int, int, Iterable[str]]] = [
            (start, end, rings[term.term.casefold()])
            for start, end, term in lexicon.find_terms(own)
            if _says_the_same(own, end, term) and (titled or not _in_a_name(own, start, end, term))
        ]
        killed = [term.term for term in lexicon.terms if term.neutral == "killed" and term.term not in _MANY]
        spots = [
            *((m.start(1), m.end(1), _TAKEN) for m in _OF_A_PLACE.finditer(own)),
            *((m.start(1), m.end(1), killed) for m in _PEOPLE_KILLED.finditer(own)),
            *((m.start(1), m.end(1), ("regime",)) for m in _ITS_FORCES.finditer(own)),
            *spots,
        ]
        for start, end, options in spots:
            word = own[start:end]
            other = _chosen((one for one in options if one.casefold() != word.casefold()), word.casefold(), document)
            if other is not None:
                yield Swap(
                    start=passage.start + start, end=passage.start + end, other=_cased(other, word), kind="loaded"
                )


def _says_the_same(own: str, end: int, term: LoadedTerm) -> bool:
    """Whether the word stands for what its neutral one stands for."""
    if term.term in _NOT_ONE_BY_ONE:
        return False
    if term.term == "massacre":
        return _OBJECT.match(own, end) is None
    return term.neutral != "fighter" or _BEFORE_NOUN.match(own, end) is None


def _in_a_name(own: str, start: int, end: int, term: LoadedTerm) -> bool:
    """Whether a word that is written small has a capital, inside the sentence and before another capital."""
    return own[start].isupper() and term.term[0].islower() and start > 0 and own[end : end + 2].strip()[:1].isupper()


@lru_cache(maxsize=4)
def _names_of(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """The names of each actor that always mean it and nothing else."""
    meanings: dict[str, set[str]] = defaultdict(set)
    for alias in lexicon.tables.aliases:
        meanings[plain(alias.text)].add(alias.actor_id)
    found: dict[str, list[str]] = defaultdict(list)
    for alias in lexicon.tables.aliases:
        always = not (alias.generic or alias.place or alias.since or alias.until)
        if always and len(meanings[plain(alias.text)]) == 1 and _BARE.fullmatch(alias.text):
            found[alias.actor_id].append(alias.text)
    return {actor: tuple(names) for actor, names in found.items()}


def _shape(name: str, actor: Actor) -> tuple[object, ...]:
    """What two names must share to stand in one sentence: the number, and for persons how many words."""
    plural = " " in name and re.search(r"[^s]s$", name) is not None
    return plural, len(name.split()) if actor.kind == "official" else 0


def _names(document: Document, actors: Sequence[ActorMention], lexicon: Lexicon) -> Iterator[Swap]:
    for actor in actors:
        names = _names_of(lexicon).get(actor.actor_id, ())
        named = _BARE.match(document.text, actor.start, actor.end)
        word = named[0] if named else ""
        if word.casefold() not in (name.casefold() for name in names):
            continue
        shape = _shape(word, lexicon.actors[actor.actor_id])
        alike = (
            n for n in names if n.casefold() != word.casefold() and _shape(n, lexicon.actors[actor.actor_id]) == shape
        )
        other = _chosen(alike, word, document)
        if other is not None:
            yield Swap(start=actor.start, end=actor.start + len(word), other=other, kind="names")


def _places(
    document: Document, places: Iterable[PlaceMention], taken: Container[int], lexicon: Lexicon
) -> Iterator[Swap]:
    others = {plain(alias.text) for alias in lexicon.tables.aliases}
    for mention in places:
        place = mention.place
        if place.place_id is None or place.start in taken or not _LATIN.fullmatch(place.quote):
            continue
        entry = lexicon.gazetteer.get(place.place_id)
        meant = {one.place_id for one in lexicon.gazetteer.lookup(place.quote)}
        spellings = (
            name
            for name in (entry.name, *entry.names)
            if _LATIN.fullmatch(name)
            and name[0].isupper()
            and len(name) >= _SHORTEST
            and plain(name) != plain(place.quote)
            and name_key(name) == name_key(place.quote)
            and {one.place_id for one in lexicon.gazetteer.lookup(name)} == meant
            and plain(name) not in lexicon.gazetteer.words
            and plain(name) not in others
        )
        other = _chosen(spellings, place.quote, document)
        if other is not None:
            yield Swap(start=place.start, end=place.end, other=other, kind="places")


def _numbers(document: Document, readable: Sequence[Passage], taken: Container[int]) -> Iterator[Swap]:
    for passage in readable:
        own = document.text[passage.start : passage.end]
        titled = passage.kind == "headline" and title_case(own)
        for number in find_numbers(own):
            word = own[number.number_start : number.number_end]
            other = _DIGITS.get(word.lower()) or (_SPELLED.get(int(word)) if word.isdecimal() else None)
            start = passage.start + number.number_start
            if other is not None and start not in taken:
                other = other.title() if titled else other.capitalize() if number.number_start == 0 else other
                yield Swap(start=start, end=start + len(word), other=other, kind="numbers")
