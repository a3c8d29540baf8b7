"""Events, the relations between their claims, and estimates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosswire.model.claim import Measure, Of, Place, Role, Status, Time

RelationKind = Literal[
    "same", "compatible", "revision", "contradiction", "scope", "category", "day_shift", "stale_copy"
]
Policy = Literal["as-reported", "ucdp"]


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
    """How two claims of one event stand to each other, for one measure (None: for the day)."""

    relation_id: str
    event_id: str
    claim_a: str
    claim_b: str
    measure: Measure | None
    of_a: Of | None
    of_b: Of | None
    kind: RelationKind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Low, best and high for one measure of one event under a named policy, with the rule and the claims behind it."""

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
    grade: str | None = None
    grade_reasons: tuple[str, ...] = ()
