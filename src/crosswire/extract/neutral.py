"""The plain words that parser and network read in the place of names, loaded words and counts.

In: what is named in a document, a passage of it, and the lexicon. Out: `StandIn`s: runs of the text, each with the
word that is read there: the kind of an actor or a place instead of its name, the neutral word of a loaded one, a number
of the same size of a count. Offsets stay those of the text. So the network cannot learn whose war it is, the parser
does not take a long name apart or "IS" for the verb, and another name of the same actor, another spelling of the same
place, a loaded word or a number in digits cannot move what they answer, as far as the lexicon knows them. Names the
lexicon does not know are read as they are, and so are general words ("the rebels").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from crosswire.extract.named import Named
from crosswire.extract.numbers.words import MULTIPLYING
from crosswire.extract.places.words import BEFORE_A_PLACE
from crosswire.lexicon import Lexicon
from crosswire.model import ActorMention, Number, Passage, PlaceMention

ACTORS = {
    "agency": "Agency", "armed_group": "Group", "army": "Army", "coalition": "Coalition", "media": "Press",
    "monitor": "Monitor", "official": "Person", "organisation": "Organization", "police": "Police",
    "population": "People", "state": "State",
}  # fmt: skip
PLACES = {"exact": "Town", "near": "Town", "district": "Town", "governorate": "Province", "country": "Country"}
SIZES = ((10, "5"), (100, "20"), (1000, "200"))
_SEIZED = re.compile(rf"\b(seized){BEFORE_A_PLACE}$")
_OTHER_ACTOR, _OTHER_PLACE, _LARGE = "Group", "Region", "2000"


@dataclass(frozen=True, slots=True)
class StandIn:
    """``word`` is read in the place of ``[start, end)`` of the text; ``name``: a name stands there."""

    start: int
    end: int
    word: str
    name: bool = False

    def moved(self, steps: int) -> StandIn:
        """The same for a text that begins elsewhere."""
        return StandIn(self.start + steps, self.end + steps, self.word, self.name)

    def lowered(self) -> StandIn:
        """The same with a small letter."""
        return replace(self, word=self.word.lower())


def stand_ins(named: Named, passage: Passage, lexicon: Lexicon) -> list[StandIn]:
    """Those of a passage, in order, none over another: actors before places, loaded words and numbers.  Found once:
    parser and network ask for the same."""
    if passage.start not in named.stand_ins:
        named.stand_ins[passage.start] = _stand_ins(named, passage, lexicon)
    return named.stand_ins[passage.start]


def _stand_ins(named: Named, passage: Passage, lexicon: Lexicon) -> list[StandIn]:
    mentions = named.mentions(passage)
    text = named.document.text[passage.start : passage.end]
    return apart(
        [
            *_actors(mentions.actors),
            *_places(mentions.places),
            *_loaded(text, passage.start, lexicon),
            *_taken(text, passage.start, mentions.places),
            *_numbers(named.document.text, mentions.numbers),
        ]
    )


class Run(Protocol):
    """What stands at ``[start, end)`` of a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


R = TypeVar("R", bound=Run)


def apart(found: Iterable[R]) -> list[R]:
    """In order of the text, without those that lie over one given before them."""
    kept: list[R] = []
    taken: set[int] = set()
    for one in found:
        if taken.isdisjoint(range(one.start, one.end)):
            taken.update(range(one.start, one.end))
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def read_as(text: str, start: int, end: int, given: Sequence[StandIn]) -> tuple[str, list[int], list[int]]:
    """``[start, end)`` of the text with the stand-ins read in their places, and for each code point of it where what
    it stands for begins and ends in the text."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = start
    for one in given:
        if one.start < at or one.end > end:
            continue
        parts += [text[at : one.start], one.word]
        starts += [*range(at, one.start), *[one.start] * len(one.word)]
        ends += [*range(at + 1, one.start + 1), *[one.end] * len(one.word)]
        at = one.end
    parts.append(text[at:end])
    return "".join(parts), [*starts, *range(at, end)], [*ends, *range(at + 1, end + 1)]


def _actors(actors: Iterable[ActorMention]) -> Iterator[StandIn]:
    for actor in actors:
        if not actor.generic:
            yield StandIn(actor.start, actor.end, ACTORS.get(actor.kind, _OTHER_ACTOR), name=True)


def _places(places: Iterable[PlaceMention]) -> Iterator[StandIn]:
    for mention in places:
        place = mention.place
        if place.place_id is not None and mention.relation != "adjective":
            yield StandIn(place.start, place.end, PLACES.get(place.precision, _OTHER_PLACE), name=True)


def _loaded(text: str, at: int, lexicon: Lexicon) -> Iterator[StandIn]:
    for start, end, term in lexicon.find_terms(text):
        word = term.neutral
        if " " in word:
            continue  # a description ("killed, wounded or captured"), which cannot stand where the word stood
        yield StandIn(at + start, at + end, word[0].upper() + word[1:] if text[start].isupper() else word)


def _taken(text: str, at: int, places: Iterable[PlaceMention]) -> Iterator[StandIn]:
    """A place that is seized is captured; people who are seized are not."""
    for mention in places:
        found = _SEIZED.search(text, 0, mention.place.start - at)
        if found is not None:
            yield StandIn(at + found.start(1), at + found.end(1), "captured")


def _numbers(text: str, numbers: Iterable[Number]) -> Iterator[StandIn]:
    for number in numbers:
        multiplies = text[number.number_start : number.number_end].casefold() in MULTIPLYING
        if number.best is not None and number.best > 1 and not multiplies:
            size = next((word for below, word in SIZES if number.best < below), _LARGE)
            yield StandIn(number.number_start, number.number_end, size)
