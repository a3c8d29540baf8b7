"""Which events belong to a longer one.

In: events without ``part_of`` and what gives the views of their claims.  Out: event id to the id of the event it is
part of, where that is clear:

- an abduction is part of the attack during which it happened: one actor, one day, places that fit, and a text
  that tells of both;
- a killing or clash is part of the episode whose running toll counts its dead: its day lies in the episode, its
  victims are of the same side and the places fit, and one text tells of both;
- what happened on a day is part of the offensive or battle that one text tells of with it, when the places fit, one
  side fights in both, and the day does not lie outside.

Never a chain back to itself: an abduction's attack may be part of an episode, an episode is part of nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from crosswire.link.days import gap
from crosswire.link.places import apart, compare_places
from crosswire.link.view import View
from crosswire.model import Event

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon


ViewsOf = Callable[[Set[str]], Mapping[str, View]]
"""Gives the views of the claims of some documents, of more than these or not, by claim id."""
Spot = tuple[str, str, int]
"""A document, and what of it: all that lasts in it (0), a day in it, a weekday in it."""
SHORT = 9
"""An abduction told of more days than these has no day that an attack could have."""
Way = Callable[[View, View, "Lexicon"], bool]
"""Whether a claim shows that it is part of what another one tells."""


def find_parts(wanted: Sequence[Event], events: Sequence[Event], views_of: ViewsOf, lexicon: Lexicon) -> dict[str, str]:
    """Event id to the id of its longer event, of the wanted events; those that are part of nothing are left out.
    ``events``: all that share a document with them."""
    happened = ("happened", "ongoing")
    wanted = [event for event in wanted if event.status in happened]
    views = views_of({document_id for event in wanted for document_id in event.document_ids})
    held = _may_hold((event for event in events if event.status in happened), views)
    # What one text shows of two events is looked at first: the other texts of both, which may deny it, are many.
    shown: list[tuple[Event, Event]] = []
    for event in wanted:
        own = [views[i] for i in event.claim_ids]
        near = {other.event_id: other for spot in _sought(own) for other in held.get(spot, ())}
        for other in near.values():
            here = [views[i] for i in other.claim_ids if i in views]
            if other.event_id != event.event_id and _may_belong(own, here, lexicon):
                shown.append((event, other))
    views = views_of({document_id for pair in shown for event in pair for document_id in event.document_ids})
    found: dict[str, list[tuple[int, str]]] = {}
    for event, other in shown:
        own, theirs = ([views[i] for i in one.claim_ids] for one in (event, other))
        if (score := _belongs(own, theirs, lexicon)) > 0:
            found.setdefault(event.event_id, []).append((-score, other.event_id))
    return {event_id: min(longer)[1] for event_id, longer in found.items()}


def _may_hold(events: Iterable[Event], views: Mapping[str, View]) -> dict[Spot, list[Event]]:
    """Where what an event may be part of is looked for: a long text tells of too many events to try each with each."""
    found: dict[Spot, list[Event]] = {}
    for event in events:
        spots = {spot for i in event.claim_ids if i in views for spot in _held(views[i])}
        for spot in sorted(spots):
            found.setdefault(spot, []).append(event)
    return found


def _held(view: View) -> Iterator[Spot]:
    text = view.claim.document_id
    if view.running or view.campaign:
        yield text, "lasting", 0
    if view.when.one_day is not None:
        yield text, "day", view.when.one_day
    if view.when.weekday is not None:
        yield text, "weekday", view.when.weekday


def _sought(own: Sequence[View]) -> Iterator[Spot]:
    for view in own:
        text, when = view.claim.document_id, view.when
        if own[0].family != "abduction":
            yield text, "lasting", 0
            continue
        if when.first is not None and when.last is not None and (when.length or 99) <= SHORT:
            yield from ((text, "day", day) for day in range(when.first, when.last + 1))
        if when.weekday is not None:
            yield text, "weekday", when.weekday


def _may_belong(own: Sequence[View], here: Sequence[View], lexicon: Lexicon) -> bool:
    """Whether a claim of ``here`` can show that ``own`` is part of its event, whatever other texts tell of that."""
    return any(way(a, b, lexicon) for way in _ways(own) for b in here for a in own)


def _belongs(own: Sequence[View], other: Sequence[View], lexicon: Lexicon) -> int:
    """How many pairs of claims of one text show that ``own`` is part of ``other``; 0 when one denies it."""
    way = _way(own, other)
    found = 0 if way is None else sum(1 for a in own for b in other if way(a, b, lexicon))
    return 0 if found and any(apart(a.where, b.where, lexicon) for a in own for b in other) else found


def _ways(own: Sequence[View]) -> tuple[Way, ...]:
    """In which ways ``own`` may be part of something longer."""
    if own[0].family == "abduction":
        return (_during_attack,)
    if own[0].family != "violence" or any(a.running or a.campaign for a in own):
        return ()
    return (_inside_episode, _inside_campaign)


def _way(own: Sequence[View], other: Sequence[View]) -> Way | None:
    """In which of them it may be part of ``other``, by all that is told of that; None where in none."""
    ways = _ways(own)
    if any(b.running for b in other):
        return _inside_episode if _inside_episode in ways else None
    if other[0].family != "violence":
        return None
    if _during_attack in ways and _one_actor(own, other):
        return _during_attack
    return _inside_campaign if _inside_campaign in ways and not any(b.figures for b in other) else None


def _during_attack(a: View, b: View, lexicon: Lexicon) -> bool:
    if a.claim.document_id != b.claim.document_id:
        return False
    days = gap(a.when, b.when)
    same_day = days == 0 and b.when.one_day is not None and (a.when.length or 99) <= SHORT
    same_weekday = not days and a.when.weekday is not None and a.when.weekday == b.when.weekday
    if not (same_day or same_weekday):
        return False
    return a.sentence == b.sentence or compare_places(a.where, b.where, lexicon) is not None


def _inside_episode(a: View, b: View, lexicon: Lexicon) -> bool:
    if not b.running or a.claim.document_id != b.claim.document_id:
        return False
    if b.when.first is None or a.when.one_day is None:
        return False
    if gap(a.when, b.when) != 0:
        return False
    sides = {q.side_id for q in a.figures if q.side_id} & {q.side_id for q in b.figures if q.side_id}
    found = compare_places(a.where, b.where, lexicon)
    return bool(sides) and found is not None and "place" in found.kinds


def _inside_campaign(a: View, b: View, lexicon: Lexicon) -> bool:
    if not b.campaign or a.claim.document_id != b.claim.document_id:
        return False
    if not (a.when.one_day or a.figures) or gap(a.when, b.when):
        return False
    fought = a.sides.get("actor", frozenset()) | a.sides.get("target", frozenset())
    found = compare_places(a.where, b.where, lexicon)
    fight = b.sides.get("actor", frozenset()) | b.sides.get("target", frozenset())
    return bool(fought & fight) and found is not None and "place" in found.kinds


def _one_actor(own: Sequence[View], other: Sequence[View]) -> bool:
    """True when a claim of each names one actor, or actors of one side, as the one who did it."""
    who, sides = [set[str]() for _ in range(2)], [set[str]() for _ in range(2)]
    for number, views in enumerate((own, other)):
        for view in views:
            who[number] |= view.actors.get("actor", frozenset())
            sides[number] |= view.sides.get("actor", frozenset())
    return bool(who[0] & who[1] or sides[0] & sides[1])
