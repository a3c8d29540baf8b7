"""What crosswire read of one article, in the form of a careful reader's reading.

In: a document, where the article lies in its text, and its linked claims.  Out: a `Reading`.  A happening is what
the claims of one event say in this document alone, drawn together by the rules that make an event of claims; its actor
is the one most of these claims name.  A figure that two claims of one event rest on is one figure; figures of a
headline that is not part of the article are left out, because the careful readers read the article alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from crosswire.evaluate.careful.names import plain_words
from crosswire.evaluate.careful.reading import Days, Figure, Happening, Name, Reading
from crosswire.link.events import build_event
from crosswire.model import Claim, Document, Participant, Place, Quantity, Time

# Types of ours that say no more than that somebody was attacked or let go; the readers' guide has no such type.
_GENERAL = {"attack": "other", "killing": "other", "release": "other"}


def to_reading(document: Document, article: str, claims: Sequence[Claim]) -> Reading:
    """The reading of ``article``, which stands somewhere in the document's text."""
    at = document.text.find(article)
    if at < 0:
        return Reading()
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.event_id or claim.claim_id, []).append(claim)
    figures: dict[tuple[object, ...], Figure] = {}
    for key, told in groups.items():
        for claim in told:
            for quantity in claim.quantities:
                one = _figure(claim, quantity, key, at)
                if 0 <= one.span[0] < len(article):
                    figures.setdefault((one.span, one.measure, one.of, one.value), one)
    return Reading(
        figures=tuple(sorted(figures.values(), key=lambda one: one.span)),
        happenings={key: _happening(told, document, at) for key, told in groups.items()},
    )


def _figure(claim: Claim, quantity: Quantity, key: str, at: int) -> Figure:
    told = claim.attribution
    source = None
    if told.source is not None or told.source_id is not None:
        name = told.source.name if told.source is not None else str(told.source_id)
        source = Name(
            spans=((told.source.start - at, told.source.end - at),) if told.source is not None else (),
            ids=frozenset({told.source_id}) if told.source_id and ":" not in told.source_id else frozenset(),
            words=plain_words(name) | plain_words(told.source.quote if told.source is not None else ""),
            shown=name,
        )
    return Figure(
        span=(quantity.start - at, quantity.end - at),
        measure=quantity.measure,
        of=quantity.of,
        counts=quantity.counts,
        low=quantity.low,
        best=quantity.best,
        high=quantity.high,
        bound=quantity.bound,
        manner=told.manner,
        status=claim.status,
        source=source,
        happening=key,
        loose=0 in (quantity.best, quantity.high),
    )


def _happening(claims: Sequence[Claim], document: Document, at: int) -> Happening:
    event = build_event(claims, {}, (), ())
    return Happening(
        type=_GENERAL.get(event.event_type, event.event_type),
        status=event.status,
        triggers=tuple((claim.trigger.start - at, claim.trigger.end - at) for claim in claims),
        actor=_actor(claims, at),
        place=_place(event.place, at),
        days=_days(event.time),
    )


def _actor(claims: Sequence[Claim], at: int) -> Name | None:
    """The actor most claims name, the first of several; a description the lexicon does not know comes after."""
    acting = [one for claim in claims for one in claim.participants if one.role == "actor"]
    known = [one for one in acting if one.actor_id is not None] or acting
    if not known:
        return None
    votes = Counter(_key(one) for one in known)
    chosen = max(votes, key=lambda key: votes[key])
    meant = [one for one in known if _key(one) == chosen]
    return Name(
        spans=tuple(dict.fromkeys((one.start - at, one.end - at) for one in meant)),
        ids=frozenset({meant[0].actor_id}) if meant[0].actor_id is not None else frozenset(),
        words=frozenset().union(*(plain_words(one.name) for one in meant)),
        shown=meant[0].name,
    )


def _key(one: Participant) -> str:
    return one.actor_id or one.name.casefold()


def _place(place: Place | None, at: int) -> Name | None:
    if place is None:
        return None
    return Name(
        spans=((place.start - at, place.end - at),),
        ids=frozenset({place.place_id}) if place.place_id is not None else frozenset(),
        words=plain_words(place.name) | plain_words(place.quote),
        shown=place.name,
    )


def _days(time: Time | None) -> Days | None:
    if time is None or (time.earliest is None and time.latest is None):
        return None
    return time.earliest or time.latest or "", time.latest
