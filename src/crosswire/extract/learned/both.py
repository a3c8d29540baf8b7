"""Rules and network together: the network weighs the figures that rules read, and says according to whom and by whom.

In: the claims rules read, what is named in the document, what the network read of their figures. Out: as many claims,
of the same shape. Rules parse and compute. The network names another source or actor, or a part instead of a total,
where it is surer than it must be (`Sure`); it says what rules left open where that is likelier than not: whom a number
counts that they tied to nothing, which people, by whom, according to whom, when, and where, if the sentence gives no
place. And it says how sure both are of a figure. The chances for source and actor were chosen on texts of the look side
of ``claims`` that the network had not seen; what gained nothing (places and days other than those of the sentence,
measures, figures dropped, roles taken away) it does not do. Claims of sentences without numbers stay as they are: they
are not read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from crosswire.extract.learned.loose import HARM, loose_numbers, with_loose
from crosswire.extract.learned.reading import Anchor, Reading
from crosswire.extract.learned.roles import (
    actor_of,
    attribution,
    described,
    participant,
    place_of,
    source_of,
    sources,
    time_of,
)
from crosswire.extract.learned.sureness import with_chances
from crosswire.extract.named import Named
from crosswire.model import Attribution, Claim, Counts, NamedQuote, Of, Quote, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Sure:
    """From which chance on the network overrules the rules: another source, another actor is named, a figure is a part
    and no total or the other way round. From ``open`` on it says what they left open. Above 1: never."""

    source: float = 0.8
    actor: float = 0.8
    counts: float = 0.95
    open: float = 0.5


SURE = Sure()


def asked(claims: Sequence[Claim], named: Named) -> list[Span]:
    """The words the network must read for `claims_by_both`."""
    return [*(quantity for claim in claims for quantity in claim.quantities), *loose_numbers(claims, named)]


def claims_by_both(claims: Sequence[Claim], named: Named, reading: Reading, sure: Sure = SURE) -> list[Claim]:
    """The claims of both readers, in the order of the text."""
    known = sources(claims)
    found = []
    for claim in with_loose(claims, named, reading, sure.open):
        anchor = anchor_of(claim, reading)
        told = claim
        if anchor is not None:
            told = _sourced(claim, anchor, named, known, sure)
            told = _counted(told, reading, sure)
            told = _set(_acted(told, anchor, named, sure), anchor, named, sure)
        found.append(with_chances(told if told == claim else replace(told, reader="both"), reading))
    return sorted(found, key=lambda claim: (claim.evidence[0].start, claim.trigger.start, claim.claim_id))


def anchor_of(claim: Claim, reading: Reading) -> Anchor | None:
    """Where the network speaks of the claim: its first figure that it read."""
    return next((anchor for one in claim.quantities if (anchor := reading.anchor(one)) is not None), None)


def _sourced(
    claim: Claim, anchor: Anchor, named: Named, known: Sequence[tuple[NamedQuote, Attribution]], sure: Sure
) -> Claim:
    told, now = source_of(anchor, named, known), claim.attribution
    open_ = now.source is None and now.source_id is None
    if told.what is None or told.chance < (sure.open if open_ else sure.source):
        return claim
    assert told.what.source is not None
    if open_ and not _near(claim, told.what.source, named):
        return claim
    if told.what.source_id in {via.id for via in now.via}:
        return claim  # "the agency said, citing the army": rules follow the chain to its end
    if told.what.described and now.source_id and now.cue:
        cue = described(anchor, named, "cue").what
        if cue and cue.overlaps(now.cue.start, now.cue.end):
            return claim  # "the group said": rules know which group
    if now.source is not None:
        mine, other = (one.source_id or one.source.name.casefold() for one in (now, told.what) if one.source)
        if mine == other or anchor.mass("source", [now.source]) > 0.3:
            return claim
    return _with_evidence(replace(claim, attribution=attribution(anchor, named, told.what)), told.what.source, named)


def _acted(claim: Claim, anchor: Anchor, named: Named, sure: Sure) -> Claim:
    told = actor_of(anchor, named)
    now = [one for one in claim.participants if one.role == "actor"]
    if told.what is None or told.chance < (sure.actor if now else sure.open):
        return claim
    if any(one.actor_id == told.what.actor_id for one in now) or not (now or _near(claim, told.what, named)):
        return claim
    others = tuple(one for one in claim.participants if one.role != "actor")
    return _with_evidence(replace(claim, participants=(participant(told.what, named), *others)), told.what, named)


def _counted(claim: Claim, reading: Reading, sure: Sure) -> Claim:
    """The claim, its figures each with the people the network says it counts, where the words told rules no class, and
    as part or total as it says.  Running tolls stay: words that rules read say from when they run."""
    told = []
    for one in claim.quantities:
        anchor = reading.anchor(one)
        if anchor is not None:
            (of, sure_of), (counts, sure_counts) = anchor.kind("of"), anchor.kind("counts")
            if one.of == "any" and sure_of >= sure.open:
                one = replace(one, of=cast("Of", of))
            if "cumulative" not in (counts, one.counts) and sure_counts >= sure.counts:
                one = replace(one, counts=cast("Counts", counts))
        told.append(one)
    return replace(claim, quantities=tuple(told))


def _set(claim: Claim, anchor: Anchor, named: Named, sure: Sure) -> Claim:
    """The claim at the place the network names, where its own sentence told rules none; and at the time, where rules
    found none at all.  The day of another sentence, mostly of the first one, is the day of those who came to harm, of
    whom reports tell first; not of captives or displaced people, of whom they tell beside."""
    place, time, own = place_of(anchor, named), time_of(anchor, named), claim.evidence[0]
    here = claim.place is not None and own.start <= claim.place.start < own.end
    if place.what is not None and place.chance >= sure.open and not here and _near(claim, place.what, named):
        known = claim.place.place_id if claim.place is not None else None
        if place.what.place_id is None or place.what.place_id != known:
            claim = _with_evidence(replace(claim, place=place.what), place.what, named)
    harm = any(one.measure in HARM for one in claim.quantities)
    if (
        time.what is not None
        and time.chance >= sure.open
        and claim.time is None
        and (harm or own.overlaps(time.what.start, time.what.end))
    ):
        claim = _with_evidence(replace(claim, time=time.what), time.what, named)
    return claim


def _near(claim: Claim, span: Span, named: Named) -> bool:
    """Whether the words stand in the claim's own sentence or the one right before it: farther off a text has mostly
    turned to somebody else."""
    own, there = (
        bisect_right(named.passages, at, key=lambda passage: passage.start)
        for at in (claim.evidence[0].start, span.start)
    )
    return own - there in (0, 1)


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
