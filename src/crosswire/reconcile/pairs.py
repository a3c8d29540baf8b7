"""Which claims of an event are set against each other: all, or, of an event that hundreds tell of, those that stand for
the others.

In: the ledger of an event, or its claims.  Out: pairs of claim ids (a < b), sorted.  Up to `WHOLE` claims every pair
is taken.  Beyond that the pairs grow with the claims and not with their square: what one voice says again stands behind
the first time it said it; voices that give one figure of one class, day and place stand behind the `VOICES` of them
that come first; the `FIGURES` figures that most voices give are set against each other, a rarer one against the
`MOST_GIVEN` most given.  No claim with a figure is left out, and each pair that is taken is compared as it would be
among all.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations

from crosswire.model import Claim
from crosswire.reconcile.days import runs_on
from crosswire.reconcile.ledger import Entry, Ledger, voice

Pair = tuple[str, str]
WHOLE, VOICES, FIGURES, MOST_GIVEN = 50, 3, 20, 3


def figure_pairs(ledger: Ledger) -> list[Pair]:
    """The pairs of claims whose figures are compared."""
    claims = sorted({entry.claim.claim_id for entry in ledger})
    if len(claims) <= WHOLE:
        return list(combinations(claims, 2))
    told: dict[Hashable, dict[str, list[str]]] = {}
    for entry in sorted(ledger, key=lambda e: (e.published or "9999", e.claim.claim_id)):
        told.setdefault(_figure(entry), {}).setdefault(entry.voice, []).append(entry.claim.claim_id)
    return _pairs(told)


def day_pairs(claims: Iterable[Claim]) -> list[Pair]:
    """The pairs of claims whose days are compared."""
    claims = sorted(claims, key=lambda claim: claim.claim_id)
    if len(claims) <= WHOLE:
        return [(a.claim_id, b.claim_id) for a, b in combinations(claims, 2)]
    told: dict[Hashable, dict[str, list[str]]] = {}
    for claim in claims:
        if claim.time is not None and not runs_on(claim):
            day = (claim.time.earliest, claim.time.latest, claim.time.weekday)
            told.setdefault(day, {}).setdefault(voice(claim), []).append(claim.claim_id)
    return _pairs(told)


def _figure(entry: Entry) -> Hashable:
    """What makes two entries say the same of the same people, day and place."""
    q, claim = entry.quantity, entry.claim
    place = (claim.place.place_id, claim.place.name) if claim.place else None
    day = (claim.time.earliest, claim.time.latest) if claim.time else None
    return (q.measure, entry.category, q.side_id, entry.counts, entry.some, entry.named_part, entry.key, place, day)


def _pairs(told: Mapping[Hashable, Mapping[str, Sequence[str]]]) -> list[Pair]:
    """``told``: of each thing that is said, the claims of each voice that says it, the first of them first."""
    found: set[Pair] = set()

    def add(pairs: Iterable[tuple[str, str]]) -> None:
        found.update((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])

    first: list[list[str]] = []  # of each thing the first claims of the voices that come first
    for voices in told.values():
        own = [claims[0] for claims in voices.values()]
        first.append(own[:VOICES])
        add(combinations(own[:VOICES], 2))
        add((own[0], claim) for claim in own[VOICES:])
        for claims in voices.values():
            add((claims[0], claim) for claim in claims[1:])
    number = {id(own): len(voices) for own, voices in zip(first, told.values(), strict=True)}
    first.sort(key=lambda own: (-number[id(own)], own))
    add(combinations([claim for own in first[:FIGURES] for claim in own], 2))
    for own in first[FIGURES:]:
        add((own[0], most[0]) for most in first[:MOST_GIVEN])
    return sorted(found)
