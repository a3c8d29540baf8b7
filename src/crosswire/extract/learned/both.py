"""Rules and network together: the network weighs what the rules read, corrects it where it is surer, and adds.

In: the claims rules read, what is named in the document, what the network read. Out: claims of the same shape. Rules
parse and compute; the network judges who says so and when it was, and could judge whether a number counts people, who
they are, who did it and where, or find figures that no rule foresaw. Each change asks for a chance of its own
(`Sure`), chosen on texts of the look side of ``claims`` that the network had not seen; what did not gain there is
switched off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from crosswire.extract.learned.added import added_claims
from crosswire.extract.learned.reading import Anchor, Reading
from crosswire.extract.learned.roles import (
    actor_of,
    attribution,
    participant,
    place_of,
    source_of,
    sources,
    time_of,
)
from crosswire.extract.learned.sureness import with_article, with_chances
from crosswire.extract.named import Named
from crosswire.lexicon import Lexicon
from crosswire.model import Attribution, Claim, Counts, Of, Quantity, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Sure:
    """From which chance on the network overrules the rules.  ``keep``: a figure of the rules with a smaller chance is
    dropped; ``add``: one the rules lack is added from this chance on; ``none``: a role the rules filled is emptied.
    1 and more: never."""

    keep: float = 0.0
    add: float = 1.1
    measure: float = 1.1
    of: float = 1.1
    counts: float = 1.1
    source: float = 0.8
    no_source: float = 1.1
    actor: float = 1.1
    no_actor: float = 1.1
    place: float = 1.1
    time: float = 0.8
    no_time: float = 0.95


SURE = Sure()


def claims_by_both(
    claims: Sequence[Claim], named: Named, reading: Reading, lexicon: Lexicon, sure: Sure = SURE
) -> list[Claim]:
    """The claims of both readers, in the order of the text."""
    known, by_id = sources(claims), {claim.claim_id: claim for claim in claims}
    weighed = [kept for claim in claims if (kept := _weighed(claim, reading, sure)) is not None]
    revised = [_revised(claim, named, reading, known, lexicon, sure) for claim in weighed]
    revised = [
        new if new == old else replace(new, reader="both")
        for old, new in ((by_id[one.claim_id], one) for one in revised)
    ]
    added = added_claims(revised, named, reading, known, lexicon, least=sure.add)
    told = [claim if claim.reader == "learned" else with_chances(claim, reading) for claim in added]
    return sorted(told, key=lambda claim: (claim.evidence[0].start, claim.trigger.start, claim.claim_id))


def anchor_of(claim: Claim, reading: Reading) -> Anchor | None:
    """Where the network speaks of the claim: its first figure, else its trigger."""
    for quantity in claim.quantities:
        if (anchor := reading.anchor(quantity)) is not None:
            return anchor
    return reading.anchor(claim.trigger)


def _weighed(claim: Claim, reading: Reading, sure: Sure) -> Claim | None:
    """The claim with the figures the network lets stand; None where it had figures and none of them stands, and its
    trigger tells of nothing else."""
    kept: list[Quantity] = []
    for quantity in claim.quantities:
        chance = reading.counts(with_article(quantity))
        if chance is None:
            kept.append(quantity)
            continue
        if chance < sure.keep:
            continue
        kept.append(_corrected(quantity, reading, sure))
    if claim.quantities and not kept:
        return replace(claim, quantities=()) if claim.place or claim.participants else None
    return replace(claim, quantities=tuple(kept))


def _corrected(quantity: Quantity, reading: Reading, sure: Sure) -> Quantity:
    """The figure with another measure, class or scope where the network is surer."""
    anchor = reading.anchor(quantity)
    if anchor is None:
        return quantity
    measures = reading.measures(quantity)
    total = sum(measures.values())
    best = max(measures, key=lambda measure: measures[measure])
    if best != quantity.measure and total and measures[best] / total >= sure.measure and measures[best] > 0.5:
        quantity = replace(quantity, measure=best)
    of, chance = anchor.kind("of")
    if of != quantity.of and chance >= sure.of:
        quantity = replace(quantity, of=cast("Of", of))
    counts, chance = anchor.kind("counts")
    if counts != quantity.counts and chance >= sure.counts:
        quantity = replace(quantity, counts=cast("Counts", counts))
    return quantity


def _revised(
    claim: Claim,
    named: Named,
    reading: Reading,
    known: Mapping[tuple[int, int], Attribution],
    lexicon: Lexicon,
    sure: Sure,
) -> Claim:
    """The claim with source, actor, place and time as the network has them, where it is surer than it must be."""
    anchor = anchor_of(claim, reading)
    if anchor is None:
        return claim
    claim = _sourced(claim, anchor, named, known, sure)
    claim = _acted(claim, anchor, named, sure)
    claim = _placed(claim, anchor, named, sure)
    return _dated(claim, anchor, named, sure)


def _sourced(
    claim: Claim, anchor: Anchor, named: Named, known: Mapping[tuple[int, int], Attribution], sure: Sure
) -> Claim:
    if not claim.quantities and claim.event_type == "statement":
        return claim
    told = source_of(anchor, named, known)
    now = claim.attribution
    if told.what is None:
        if now.source is not None and told.chance >= sure.no_source:
            unnamed = anchor.kind("manner")[0] == "unnamed"
            return replace(claim, attribution=Attribution(manner="unnamed" if unnamed else "own_voice"))
        return claim
    assert told.what.source is not None
    if now.source is not None:
        own = anchor.mass("source", [now.source])
        same = (now.source_id or now.source.name.casefold()) == (
            told.what.source_id or told.what.source.name.casefold()
        )
        if same or own > 0.3:
            return claim
    if told.chance < sure.source:
        return claim
    return _with_evidence(replace(claim, attribution=attribution(anchor, named, told.what)), told.what.source, named)


def _acted(claim: Claim, anchor: Anchor, named: Named, sure: Sure) -> Claim:
    told = actor_of(anchor, named)
    now = [p for p in claim.participants if p.role == "actor"]
    others = tuple(p for p in claim.participants if p.role != "actor")
    if told.what is None:
        if now and told.chance >= sure.no_actor:
            return replace(claim, participants=others)
        return claim
    if any(p.actor_id == told.what.actor_id for p in now) or told.chance < sure.actor:
        return claim
    return _with_evidence(replace(claim, participants=(participant(told.what, named), *others)), told.what, named)


def _placed(claim: Claim, anchor: Anchor, named: Named, sure: Sure) -> Claim:
    told = place_of(anchor, named)
    if told.what is None or told.chance < sure.place:
        return claim
    now = claim.place
    if now is not None and (now.place_id, now.name) == (told.what.place_id, told.what.name):
        return claim
    return _with_evidence(replace(claim, place=told.what), told.what, named)


def _dated(claim: Claim, anchor: Anchor, named: Named, sure: Sure) -> Claim:
    told = time_of(anchor, named)
    if told.what is None:
        if claim.time is not None and told.chance >= sure.no_time:
            return replace(claim, time=None)
        return claim
    now = claim.time
    if told.chance < sure.time or (
        now is not None and (now.earliest, now.latest) == (told.what.earliest, told.what.latest)
    ):
        return claim
    return _with_evidence(replace(claim, time=told.what), told.what, named)


def _with_evidence(claim: Claim, span: object, named: Named) -> Claim:
    """The claim, with the sentence its new part stands in as evidence."""
    start = cast("Quote", span).start
    if claim.evidence[0].start <= start < claim.evidence[0].end:
        return claim
    passage = named.passage_at(start)
    if passage is None or any(quote.start == passage.start for quote in claim.evidence):
        return claim
    quote = Quote(start=passage.start, end=passage.end, quote=named.document.text[passage.start : passage.end])
    return replace(claim, evidence=(*claim.evidence, quote))
