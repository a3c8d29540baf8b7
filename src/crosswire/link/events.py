"""A cluster of claims to an `Event`: what the claims agree on, and where they do not.

In: the claims of one cluster, the documents, the pairs that hold it together and the pairs that were refused.
Out: an `Event` without ``part_of``.  Type and status go by majority, time and place by the most precise claims
(the day or place most of those name, then the smallest claim id).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from crosswire.link.days import read_when
from crosswire.link.families import GENERAL, SPEECH
from crosswire.model import (
    Claim,
    Event,
    EventParticipant,
    Link,
    Place,
    Quote,
    Refusal,
    Status,
    Time,
    content_id,
)  # fmt: skip

_TIME_ORDER = ("day", "days", "week", "month", "year", "unknown")
_PLACE_ORDER = ("exact", "near", "district", "area", "governorate", "country")


def build_event(
    claims: Sequence[Claim],
    outlets: Mapping[str, str],
    links: Iterable[Link],
    refused: Iterable[Refusal],
) -> Event:
    """One event from its claims (at least one).  ``outlets``: of the documents that name one, by document id."""
    claims = sorted(claims, key=lambda claim: claim.claim_id)
    kind = event_type(claims)
    time, place = event_time(claims), event_place(claims)
    document_ids = sorted({claim.document_id for claim in claims})
    participants = _participants(claims)
    return Event(
        event_id=content_id("event", claims[0].claim_id),
        label=_label(kind, participants, place, time),
        event_type=kind,
        modes=tuple(sorted({claim.mode for claim in claims if claim.mode})),
        status=_status(claims),
        time=time,
        time_conflict=days_conflict(claims),
        place=place,
        participants=participants,
        claim_ids=tuple(claim.claim_id for claim in claims),
        document_ids=tuple(document_ids),
        outlets=tuple(sorted({outlets[i] for i in document_ids if i in outlets})),
        voice_ids=tuple(sorted({claim.voice_id for claim in claims if claim.voice_id})),
        links=tuple(links),
        refused=tuple(refused),
    )


def event_time(claims: Sequence[Claim]) -> Time | None:
    """The time of the most precise claims that count people, else of any: the one most of them name, then that of the
    smallest claim id."""
    known = [(claim, claim.time) for claim in claims if claim.time is not None]
    known = [pair for pair in known if own_words(pair[0], pair[1])] or known
    known = [pair for pair in known if pair[0].quantities] or known
    if not known:
        return None
    best = min(_time_rank(time) for _, time in known)
    most = [(claim, time) for claim, time in known if _time_rank(time) == best]
    votes = Counter((time.earliest, time.latest, time.weekday) for _, time in most)
    return min(most, key=lambda pair: (-votes[(pair[1].earliest, pair[1].latest, pair[1].weekday)], pair[0].claim_id))[
        1
    ]


def own_words(claim: Claim, said: Quote) -> bool:
    """True when a time or place stands in the claim's own sentence; others come second."""
    return not claim.evidence or (claim.evidence[0].start <= said.start and said.end <= claim.evidence[0].end)


def _time_rank(time: Time) -> tuple[int, int]:
    """Bare weekdays and times without a year come after those with one."""
    dated = 0 if read_when(time).known else 1
    return (dated, _TIME_ORDER.index(time.precision))


def event_place(claims: Sequence[Claim]) -> Place | None:
    """The place of the most precise claims, by the same rule as the time."""
    known = [(claim, claim.place) for claim in claims if claim.place is not None]
    known = [pair for pair in known if own_words(pair[0], pair[1])] or known
    if not known:
        return None
    best = min(_place_rank(place) for _, place in known)
    most = [(claim, place) for claim, place in known if _place_rank(place) == best]
    votes = Counter(place.place_id or place.name.casefold() for _, place in most)
    return min(most, key=lambda pair: (-votes[pair[1].place_id or pair[1].name.casefold()], pair[0].claim_id))[1]


def _place_rank(place: Place) -> tuple[int, int]:
    return (0 if place.place_id else 1, _PLACE_ORDER.index(place.precision))


def days_conflict(claims: Iterable[Claim]) -> bool:
    """True when two claims name different days: two dates, two days of the year, or two weekdays.

    A running toll names the day it counts from, so its time is left out.
    """
    whens = [read_when(claim.time) for claim in claims if not any(q.counts == "cumulative" for q in claim.quantities)]
    days = {when.one_day for when in whens if when.one_day is not None}
    seasons = {when.month_day for when in whens if when.month_day is not None}
    weekdays = {when.weekday for when in whens if when.weekday is not None}
    return len(days) > 1 or len(seasons) > 1 or len(weekdays) > 1


_MEANS = {"air_strike", "shelling", "bombing", "chemical_attack", "execution"}
_FIGHTING = {"fighters", "soldiers"}


def event_type(claims: Sequence[Claim]) -> str:
    """The type most claims with figures give, else most of all; one that only says that people were hurt comes last.

    Where that type does not say how they were hurt, what another claim of the event says does ("the shelling killed
    six", "at least six civilians died").  Fighters and soldiers of whom nobody says how they were killed fell in a
    clash.
    """
    votes = Counter(claim.event_type for claim in claims if claim.quantities)
    if not votes or set(votes) == {"killing"}:
        votes = Counter(claim.event_type for claim in claims)
    kind = min(votes, key=lambda kind: (kind == "killing", -votes[kind], kind in GENERAL, kind))
    told = Counter(claim.event_type for claim in claims if claim.event_type in _MEANS)
    if told and (kind in GENERAL or kind == "attack"):
        return min(told, key=lambda kind: (-told[kind], kind))
    victims = {quantity.of for claim in claims for quantity in claim.quantities}
    return "armed_clash" if kind == "killing" and victims and victims <= _FIGHTING else kind


def _status(claims: Sequence[Claim]) -> Status:
    votes = Counter(claim.status for claim in claims)
    return min(votes, key=lambda status: (-votes[status], status))


def _participants(claims: Sequence[Claim]) -> tuple[EventParticipant, ...]:
    """Resolved actors once a role; descriptions without an id once a role and name."""
    names: dict[tuple[str, str], Counter[str]] = {}
    made: dict[tuple[str, str], EventParticipant] = {}
    for claim in claims:
        for p in claim.participants:
            key = (p.role, p.actor_id or f"name:{p.name.casefold()}")
            names.setdefault(key, Counter())[p.name] += 1
            made[key] = EventParticipant(role=p.role, actor_id=p.actor_id, name=p.name)
    return tuple(
        EventParticipant(
            role=made[key].role,
            actor_id=made[key].actor_id,
            name=min(names[key], key=lambda name: (-names[key][name], name)),
        )
        for key in sorted(made)
    )


def _label(kind: str, participants: Sequence[EventParticipant], place: Place | None, time: Time | None) -> str:
    """Type, place and day; of a statement also whose it is, where that is an actor of the lexicon."""
    day = None
    if time is not None:
        day = time.earliest or time.latest or time.weekday
        if time.earliest and time.latest and time.earliest != time.latest:
            day = f"{time.earliest} to {time.latest}"
    speakers = [one.name for one in participants if one.role == "actor" and one.actor_id is not None]
    by = f" by {' and '.join(speakers)}" if kind in SPEECH and speakers else ""
    parts = [kind.replace("_", " ") + by, place.name if place else None, day]
    return ", ".join(part for part in parts if part)
