"""Events, the relations between their claims, and estimates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosswire.model.claim import Bound, Measure, Of, Place, Role, Status, Time
from crosswire.model.text import Quote

RelationKind = Literal[
    "same", "compatible", "revision", "contradiction", "scope", "category", "day_shift", "stale_copy"
]
Policy = Literal["as-reported", "acled", "ucdp", "airwars", "gtd", "every-casualty"]
Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]
Column = Literal["total", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]
TollChange = Literal["first", "raised", "lowered", "restated", "order_unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why two claims were or were not linked: the feature compared, its value, and the same in words."""

    feature: str
    value: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two claims judged to tell of one happening."""

    claim_a: str
    claim_b: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Two claims that look alike and are kept apart."""

    claim_a: str
    claim_b: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventParticipant:
    """An actor in a role, as the event's claims agree on it."""

    role: Role
    actor_id: str | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A cluster of claims judged to tell of one happening, with the reason for each link.

    ``event_id`` comes from the smallest claim id; ``former_ids`` are ids it had before.  ``time`` and ``place`` are
    those of the claim that is most precise; ``time_conflict`` is True when claims name different days.
    ``part_of`` is the event id of the longer episode this one belongs to.
    """

    event_id: str
    former_ids: tuple[str, ...] = ()
    label: str
    event_type: str
    modes: tuple[str, ...] = ()
    status: Status
    time: Time | None
    time_conflict: bool
    place: Place | None
    participants: tuple[EventParticipant, ...] = ()
    claim_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    outlets: tuple[str, ...] = ()
    voice_ids: tuple[str, ...]
    links: tuple[Link, ...] = ()
    refused: tuple[Refusal, ...] = ()
    part_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How two claims of an event stand to each other, for one measure (None: for the day).

    ``figure_a`` and ``figure_b`` are the words of the two figures compared, spans of the claims' documents (None for
    the day).  Where the measures differ (the dead, and the dead and wounded together), ``measure`` is the wider one.
    """

    relation_id: str
    event_id: str
    claim_a: str
    claim_b: str
    measure: Measure | None
    of_a: Of | None
    of_b: Of | None
    kind: RelationKind
    reason: str
    figure_a: Quote | None = None
    figure_b: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Low, best and high for one measure of one event under a named policy, with the rule and the claims behind it.

    ``side_id`` says whose people are counted, where it is known.  ``column`` is the column of the codebook where the
    policy has several (``ucdp``).  ``grade`` is for civilian harm only (``airwars``).
    """

    estimate_id: str
    event_id: str
    measure: Measure
    of: Of
    policy: Policy
    low: int | None
    best: int | None
    high: int | None
    rule: str
    claim_ids: tuple[str, ...]
    voice_ids: tuple[str, ...]
    grade: Grade | None = None
    grade_reasons: tuple[str, ...] = ()
    side_id: str | None = None
    column: Column | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TollPoint:
    """A figure a voice gave, as of the day it was first published (None: not known).

    ``change`` is against the figure the voice gave before: ``order_unknown`` where one day, or none, is known of both.
    """

    voice_id: str
    as_of: str | None
    low: int | None
    best: int | None
    high: int | None
    bound: Bound
    change: TollChange
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """One figure of an event over time: measure, people, side; the points by day, those without a day first.

    ``last`` are the points of the latest day.  ``never_updated`` are the voices that gave one figure and kept to it
    though a later, different one was published by another.
    """

    measure: Measure
    of: Of
    side_id: str | None
    points: tuple[TollPoint, ...]
    last: tuple[TollPoint, ...]
    never_updated: tuple[str, ...]
