"""Who did it and whom it befell, as two sides.

In: an event with its claims, the lexicon.  Out: `Sides`: the parties of each side, the one most claims name first, and
what kind of party did it and suffered it, in the terms of `crosswire.lexicon.codes`.  Only parties that the lexicon
knows are named; descriptions ("gunmen") count as one unidentified armed group, whatever word the text has for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from crosswire.lexicon import Lexicon
from crosswire.lexicon.codes import Party, party_of_actor, party_of_victims
from crosswire.model import Claim
from crosswire.publish.handover.record import Told

_TAKES_PART = ("state", "army", "police", "armed_group", "coalition", "population")
_ARMED = ("fighters", "soldiers", "police")
_HARMED = frozenset({"killed", "wounded", "killed_or_wounded", "abducted", "captured", "detained"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One party.  ``actor_id`` None: an armed group the texts only describe, or civilians."""

    actor_id: str | None
    name: str | None
    kind: str | None
    country: str | None
    party: Party
    side_id: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """``first`` did it, ``second`` suffered it or stood against it; either may be empty."""

    first: tuple[Side, ...]
    second: tuple[Side, ...]

    @property
    def doer(self) -> Party | None:
        return self.first[0].party if self.first else None

    @property
    def befell(self) -> Party | None:
        return self.second[0].party if self.second else None

    def all(self) -> tuple[Side, ...]:
        return (*self.first, *self.second)


def sides_of(told: Told, lexicon: Lexicon) -> Sides:
    """The two sides of an event."""
    doers, targets = (_known(told.claims, role, lexicon) for role in ("actor", "target"))
    named = {side.actor_id for side in doers}
    targets = [side for side in targets if side.actor_id not in named]
    if not targets and len({side.side_id for side in doers} - {None}) > 1:
        first = doers[0].side_id
        targets = [side for side in doers if side.side_id not in (None, first)]
        doers = [side for side in doers if side.side_id in (None, first)]
    armed = [side for side in targets if side.party != "civilians"]
    civilians = [side for side in targets if side.party == "civilians"]
    doers = [side for side in doers if side.party != "civilians"]
    if not doers:
        doers = _described(told.claims, "actor", lexicon)
    if not armed:
        armed = _victims(told.claims, _ARMED)
    if not civilians:
        civilians = _victims(told.claims, None)
    return Sides(first=tuple(doers), second=(*armed, *civilians))


def _known(claims: Iterable[Claim], role: str, lexicon: Lexicon) -> list[Side]:
    """The lexicon's actors in a role, those most claims name first; of an actor and its parent only the actor."""
    saying: dict[str, set[str]] = {}
    for claim in claims:
        for p in claim.participants:
            if p.role == role and p.actor_id in lexicon.actors and p.actor_id is not None:
                saying.setdefault(p.actor_id, set()).add(claim.claim_id)
    parents = {above for actor in saying for above in lexicon.ancestors(actor)}
    found = []
    for actor_id in sorted(saying, key=lambda one: (-len(saying[one]), one)):
        actor = lexicon.actors[actor_id]
        party = party_of_actor(actor.kind)
        if party is not None and actor.kind in _TAKES_PART and actor_id not in parents:
            found.append(
                Side(
                    actor_id=actor_id, name=actor.name, kind=actor.kind, country=actor.country, party=party,
                    side_id=lexicon.side_of(actor_id), claims=tuple(sorted(saying[actor_id])),
                )
            )  # fmt: skip
    return found


def _described(claims: Iterable[Claim], role: str, lexicon: Lexicon) -> list[Side]:
    """One unidentified armed group, where the texts describe armed people in a role and name nobody."""
    saying = set()
    for claim in claims:
        for p in claim.participants:
            classes = {of for found in lexicon.codebook.people.find(p.name) for of in found.values}
            if p.role == role and p.actor_id is None and "fighters" in classes:
                saying.add(claim.claim_id)
    return [_unnamed("group", saying)] if saying else []


def _victims(claims: Iterable[Claim], classes: Iterable[str] | None) -> list[Side]:
    """The party of the people counted as harmed: the armed one most counted, or (``classes`` None) civilians."""
    votes: Counter[Party] = Counter()
    saying: dict[Party, set[str]] = {}
    for claim in claims:
        for q in claim.quantities:
            party = party_of_victims(q.of)
            if q.measure in _HARMED and party is not None and (party == "civilians") == (classes is None):
                votes[party] += 1
                saying.setdefault(party, set()).add(claim.claim_id)
    return [_unnamed(party, saying[party]) for party in sorted(votes, key=lambda one: (-votes[one], one))[:1]]


def _unnamed(party: Party, saying: Iterable[str]) -> Side:
    return Side(
        actor_id=None, name=None, kind=None, country=None, party=party, side_id=None, claims=tuple(sorted(saying))
    )
