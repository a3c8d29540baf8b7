"""An event as a list shows it: small, whatever the number of its claims.

In: the whole body of an event, and its figures as reported.  Out: `EventBrief`, kept beside the body when a run's
result is written, so that a list never reads bodies.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from crosswire.casebook.codec import decode, encode
from crosswire.model import Estimate, Event, EventParticipant, Place, Status, Time

PEOPLE, FIGURES = 6, 3
"""At most this many participants and figures are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventBrief:
    """An event without its claims, links and refusals.  ``voices``, ``documents`` and ``claims`` are numbers;
    ``disputed``: two of its claims contradict each other; ``killed``: the highest toll reported (None: none);
    ``figures``: its first figures as reported, without the claims and voices behind them."""

    event_id: str
    label: str
    event_type: str
    status: Status
    time: Time | None
    time_conflict: bool
    place: Place | None
    participants: tuple[EventParticipant, ...]
    voices: int
    documents: int
    claims: int
    disputed: bool
    killed: int | None
    part_of: str | None
    figures: tuple[Estimate, ...]


def brief_of(body: str, disputed: int, killed: int | None, figures: str) -> str:
    """The body of an `EventBrief` from those of an event and of its figures (a JSON array of estimates)."""
    event = decode(Event, body)
    place = event.place
    return encode(
        EventBrief(
            event_id=event.event_id, label=event.label, event_type=event.event_type, status=event.status,
            time=event.time, time_conflict=event.time_conflict, place=place and replace(place, candidates=()),
            participants=event.participants[:PEOPLE], voices=len(event.voice_ids), documents=len(event.document_ids),
            claims=len(event.claim_ids), disputed=bool(disputed), killed=killed, part_of=event.part_of,
            figures=tuple(
                replace(one, claim_ids=(), voice_ids=()) for one in decode(tuple[Estimate, ...], figures)[:FIGURES]
            ),
        )
    )  # fmt: skip
