"""A claim: one source saying one thing about one happening, with the words it rests on.

Spans count code points of the claim's document.  A name, an id or a number that the text does not give is None.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosswire.model.text import PassageKind, Quote

Role = Literal["actor", "target", "instrument", "beneficiary"]
Status = Literal["happened", "ongoing", "denied", "possible", "planned", "threatened", "predicted", "demanded"]
Manner = Literal["quoted", "reported", "own_voice", "unnamed"]
PlacePrecision = Literal["exact", "near", "district", "governorate", "country", "area"]
TimePrecision = Literal["day", "days", "week", "month", "year", "unknown"]
Anchor = Literal["text", "published", "dateline", "none", "decision"]
Bound = Literal["exact", "at_least", "more_than", "about", "nearly", "up_to", "between", "vague"]
Measure = Literal[
    "killed", "wounded", "killed_or_wounded", "abducted", "captured", "detained", "missing", "displaced",
    "evacuated", "released", "surrendered", "neutralised", "besieged", "present", "other",
]  # fmt: skip
Of = Literal[
    "any", "civilians", "fighters", "soldiers", "commanders", "police", "children", "women", "women_and_children",
    "men", "medics", "aid_workers", "journalists", "families", "other",
]  # fmt: skip
Counts = Literal["total", "part", "additional", "cumulative"]
Reader = Literal["rules", "learned", "both"]
DEFAULT_READER: Reader = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Quote):
    """Who took part, in which role.  ``actor_id`` is None for a description the lexicon does not resolve."""

    role: Role
    actor_id: str | None
    name: str
    side_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCandidate:
    """One reading of a place name with its score in [0, 1]."""

    place_id: str
    name: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Quote):
    """Where.  ``lat``/``lon`` are degrees (WGS 84), ``radius_km`` the uncertainty around them.

    ``place_id`` is None when no reading was good enough (NIL); the candidates then show what was considered, and the
    coordinates, radius, ``admin1`` and ``country`` are those of the place that holds it, where the text names one.
    ``admin1`` is a name, ``country`` an ISO 3166 alpha-2 code.
    """

    place_id: str | None
    name: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: PlacePrecision
    admin1: str | None
    country: str | None
    candidates: tuple[PlaceCandidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Quote):
    """When, as that text says.  ``earliest`` and ``latest`` are EDTF level 1 (``2018-07-25``, ``2018-07``,
    ``XXXX-10-14``).  A weekday that nothing anchors has neither, only its ``weekday`` (``monday`` …).
    ``anchor`` says what gave the year or the day: the text itself, the publication date, the dateline, a
    person's decision, nothing.
    """

    earliest: str | None
    latest: str | None
    precision: TimePrecision
    weekday: str | None = None
    anchor: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Quote):
    """How many of whom.  ``low <= best <= high``, nulls skipped; ``vague`` words have none of the three.

    ``counts``: a total of its happening, a part of another figure, an addition to one, or a running
    (cumulative) toll of a longer episode.
    """

    measure: Measure
    of: Of
    side_id: str | None
    counts: Counts
    low: int | None
    best: int | None
    high: int | None
    bound: Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuote(Quote):
    """A mention with the name it was resolved to."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Via:
    """A link of the chain between source and reader: an agency or outlet that passed the claim on."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """According to whom.  ``own_voice``: the outlet itself; ``unnamed``: somebody, and the text does not say who.

    ``described``: the source is described and not named ("activists", "a military source").
    """

    manner: Manner
    source_id: str | None = None
    source: NamedQuote | None = None
    described: bool = False
    cue: Quote | None = None
    via: tuple[Via, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One source saying one thing about one happening.

    ``evidence[0]`` is the passage the claim was read from; further quotes are the places elsewhere in the text
    that gave its time, place or source.  ``trigger`` is the word that says what happened.  ``voice_id`` is None
    until the copies are traced, ``event_id`` None until the claims are linked and for claims that tell of no event.
    ``score`` in [0, 1] is how sure the reader is, ``reader`` who that is: rules, the learned reader, or ``both``
    where the learned reader changed what the rules had read.  ``decision_ids``: the decisions of people that made
    the claim or set a field of it.
    """

    claim_id: str
    document_id: str
    event_id: str | None = None
    event_type: str
    mode: str | None = None
    status: Status
    trigger: Quote
    passage_kind: PassageKind
    participants: tuple[Participant, ...] = ()
    place: Place | None = None
    time: Time | None = None
    quantities: tuple[Quantity, ...] = ()
    attribution: Attribution
    voice_id: str | None = None
    evidence: tuple[Quote, ...]
    score: float = 1.0
    reader: Reader = "rules"
    decision_ids: tuple[str, ...] = ()
