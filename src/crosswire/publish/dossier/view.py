"""What a dossier shows, as plain values: every text in them has gone through the veil over private names.

Only `Record` holds nouns of the model: it is what goes in.  The template lays the rest out and decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crosswire.casebook import EventBrief, Settled
from crosswire.model import Claim, Copy, Document, Estimate, Event, Relation, Toll
from crosswire.publish.map import MapView
from crosswire.publish.outlet_words import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a dossier is made of.  ``voice_names`` and ``type_names``: names for the ids of actors, outlets and
    event types, where the lexicon has them.  ``others``: further events, which are only called by their titles.
    ``published``: all documents there are, where ``documents`` are but those of the events told of.
    ``named``: what the outlets call things; ``settled``: what became
    of the decisions of people."""

    documents: Sequence[Document] = ()
    published: Sequence[Document] = ()
    claims: Sequence[Claim] = ()
    copies: Sequence[Copy] = ()
    events: Sequence[Event] = ()
    others: Sequence[EventBrief] = ()
    relations: Sequence[Relation] = ()
    estimates: Sequence[Estimate] = ()
    tolls: Mapping[str, tuple[Toll, ...]] = field(default_factory=dict)
    voice_names: Mapping[str, str]
    type_names: Mapping[str, str] = field(default_factory=dict)
    named: Sequence[Named] = ()
    settled: Sequence[Settled] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a sentence; ``kind`` is ``figure``, ``trigger``, ``hidden`` or None for plain words."""

    text: str
    kind: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    words: str
    of_whom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One claim as it is shown.  ``decided``: what people decided about it, in words.  ``echoes``: the same words in
    other documents, one card each."""

    anchor: str
    claim_id: str
    document: DocumentView
    sentence: tuple[Segment, ...]
    more: tuple[str, ...]
    figures: tuple[Figure, ...]
    manner: str
    chain: str | None
    when: str
    where: str | None
    who: tuple[tuple[str, str], ...]
    status: str | None
    type_words: str
    decided: tuple[str, ...] = ()
    echoes: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What one voice said of an event; ``others`` are its claims without a figure, where it gave figures too."""

    voice: str
    cards: tuple[Card, ...]
    others: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationView:
    """One kind of relation between two figures; ``pairs`` counts the pairs of claims it holds for."""

    kind: str
    words: str
    a: str
    b: str
    voice_a: str
    voice_b: str
    measure: str | None
    reason: str
    pairs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateView:
    """One estimate; ``cards``: the claims behind it."""

    measure: str
    of: str
    policy: str
    low: str
    best: str
    high: str
    rule: str
    voices: str
    grade: str | None
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TollView:
    """A toll over time; each row has the day, the figure, the voice, the change, a note and the claims behind it."""

    counted: str
    rows: tuple[tuple[str, str, str, str, str, tuple[Card, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """Two claims that were linked, or kept apart; ``score`` is None for those kept apart."""

    a: Card | None
    b: Card | None
    other: str | None
    score: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingView:
    """One thing said of an event, who says it, who leaves it out, and who wrote too early to say it."""

    what: str
    said_by: str
    left_out_by: str
    too_early: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedView:
    """What outlets call one thing: (outlet, words with counts) each; ``note``: for or against, of loaded terms."""

    name: str
    note: str | None
    by_outlet: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """An event; ``disagreements`` are all relations but the agreeing ones, ``contradictions`` how many are such.
    ``more_linked`` and ``more_refused``: links and pairs kept apart that are not shown."""

    anchor: str
    event_id: str
    title: str
    figure: str | None
    type_words: str
    status: str
    told: bool
    when: str
    where: str | None
    time_conflict: bool
    documents: int
    voices: int
    columns: tuple[Column, ...]
    estimates: tuple[EstimateView, ...]
    tolls: tuple[TollView, ...]
    disagreements: tuple[RelationView, ...]
    contradictions: int
    agreements: tuple[RelationView, ...]
    linked: tuple[LinkView, ...]
    refused: tuple[LinkView, ...]
    more_linked: int
    more_refused: int
    left_out: tuple[ThingView, ...]
    silent: str
    part_of: EventRef | None


@dataclass(frozen=True, slots=True)
class EventRef:
    anchor: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """A day or stretch with its events; the last one holds the events whose day is not known."""

    anchor: str
    heading: str
    events: tuple[EventView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """A copied passage as seen from one document.  ``first``: who had it first, None where that is not known;
    ``changes``: what was done, the words here and the words there."""

    other: str
    other_anchor: str
    edited: bool
    text: str
    first: str | None
    changes: tuple[tuple[str, str | None, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document as it is listed; ``name`` stands for it elsewhere: its outlet, else its title, else its file."""

    anchor: str
    number: int
    document_id: str
    title: str
    name: str
    outlet: str
    credits: tuple[tuple[str, str], ...]
    day: str
    published: str
    lang: str | None
    state: str
    is_read: bool
    error: str | None
    url: str | None
    claims: int
    copies: tuple[CopyView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceView:
    name: str
    claims: int
    events: int
    carried_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierView:
    """``map`` is None where no event has a point."""

    days: tuple[DayView, ...]
    map: MapView | None
    outside: tuple[Card, ...]
    voices: tuple[VoiceView, ...]
    names_for_actors: tuple[NamedView, ...]
    loaded: tuple[NamedView, ...]
    documents: tuple[DocumentView, ...]
    n_events: int
    n_claims: int
    n_contradictions: int
    names_left_out: int
    names_shown: bool
