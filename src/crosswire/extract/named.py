"""What is named in a document: its actors and places, and on demand the times and numbers of a sentence.

In: a document that was read, and the lexicon.  Out: `Named`, from which every reader of claims takes its mentions, so
that a name means the same whoever reads it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from crosswire.extract.actors import find_actors
from crosswire.extract.numbers import find_numbers
from crosswire.extract.places import document_country, find_places
from crosswire.extract.times import find_times
from crosswire.lexicon import Lexicon
from crosswire.model import (
    ActorMention,
    Document,
    Number,
    Participant,
    Passage,
    Place,
    PlaceMention,
    Span,
    Time,
    TimeMention,
)

if TYPE_CHECKING:
    from crosswire.extract.neutral import StandIn

T = TypeVar("T")

LONGEST = 4000
"""So many code points of a passage are read."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of one passage, in document offsets."""

    actors: list[ActorMention]
    places: list[PlaceMention]
    times: list[TimeMention]
    numbers: list[Number]

    @property
    def names(self) -> list[Span]:
        """The runs that name an actor or a known place."""
        return names_of(self.actors, self.places)


@dataclass(slots=True)
class Named:
    """``passages`` are the headline and the sentences; ``actors`` and ``places`` of the whole text, in its order."""

    document: Document
    passages: Sequence[Passage]
    actors: Sequence[ActorMention]
    places: Sequence[PlaceMention]
    published: date | None
    _mentions: dict[int, Mentions] = field(default_factory=dict)
    stand_ins: dict[int, list[StandIn]] = field(default_factory=dict, repr=False)
    """Of the passages asked for by `crosswire.extract.neutral.stand_ins`, by their start."""

    def mentions(self, passage: Passage) -> Mentions:
        """All mentions of one passage (of its first `LONGEST` code points); a number inside a time is none."""
        if passage.start not in self._mentions:
            self._mentions[passage.start] = self._read(passage)
        return self._mentions[passage.start]

    def _read(self, passage: Passage) -> Mentions:
        start, end = passage.start, min(passage.end, passage.start + LONGEST)
        text = self.document.text[start:end]
        told = find_times(text, published=self.published)
        times = [
            replace(found, time=_moved(found.time, start), since=found.since and _moved(found.since, start))
            for found in told
        ]
        numbers = [
            replace(
                found, start=found.start + start, end=found.end + start,
                number_start=found.number_start + start, number_end=found.number_end + start,
            )
            for found in find_numbers(text, [found.time for found in told])
        ]  # fmt: skip
        return Mentions(
            actors=list(starting_in(self.actors, start, end, lambda actor: actor.start)),
            places=list(starting_in(self.places, start, end, lambda mention: mention.place.start)),
            times=times,
            numbers=[n for n in numbers if not any(t.time.start <= n.number_start < t.time.end for t in times)],
        )

    def passage_at(self, at: int) -> Passage | None:
        """The passage that holds a place of the text."""
        number = bisect_right(self.passages, at, key=lambda passage: passage.start) - 1
        return self.passages[number] if number >= 0 and at < self.passages[number].end else None


def starting_in(ordered: Sequence[T], start: int, end: int, at: Callable[[T], int]) -> Sequence[T]:
    """Those of what stands in the order of the text that begin in ``[start, end)``; ``at`` says where one begins."""
    return ordered[bisect_left(ordered, start, key=at) : bisect_left(ordered, end, key=at)]


def find_named(document: Document, lexicon: Lexicon) -> Named:
    """The names of a document; a name of a place that stands for who acts there is an actor's alone."""
    readable = [passage for passage in document.passages if passage.kind in ("headline", "sentence")]
    published = date.fromisoformat(document.published) if document.published else None
    places = find_places(document.text, readable, lexicon)
    actors = find_actors(document.text, readable, lexicon, country=document_country(places), on=published)
    places = [mention for mention in places if not _acts(mention.place, actors)]
    return Named(document, readable, actors, places, published)


def names_of(actors: Iterable[ActorMention], places: Iterable[PlaceMention]) -> list[Span]:
    """The runs that name an actor or a place of the gazetteer."""
    return [*actors, *(mention.place for mention in places if mention.place.place_id)]


def _acts(place: Place, actors: Sequence[ActorMention]) -> bool:
    """Whether a name of a place stands for who acts there ("US air strikes", "Moscow denied it"); ``actors`` in the
    order of the text, none over another."""
    number = bisect_left(actors, place.end, key=lambda actor: actor.start) - 1
    return number >= 0 and actors[number].overlaps(place.start, place.end)


def _moved(time: Time, by: int) -> Time:
    return replace(time, start=time.start + by, end=time.end + by)


def participant(mention: ActorMention, named: Named) -> Participant:
    """An actor named there as who did it."""
    return Participant(
        role="actor", actor_id=mention.actor_id, name=mention.name, side_id=mention.side_id,
        start=mention.start, end=mention.end, quote=named.document.text[mention.start : mention.end],
    )  # fmt: skip
