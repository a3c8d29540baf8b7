"""Rules and network together: the network weighs the figures that rules read, and says according to whom and by whom.

In: the claims rules read, what is named in the document, what the network read of their figures. Out: as many claims,
of the same shape. Rules parse and compute; the network names another source or actor where it is surer than it must be
(`Sure`), ties a number to the happening of its sentence where rules could not (`loose`), and says how sure both are of
a figure. The chances for source and actor were chosen on texts of the look side of ``claims`` that the network had not
seen; what gained nothing there (places, days, measures, figures dropped, roles taken away) it does not do. Claims of
sentences without numbers stay as they are: they are not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from crosswire.extract.learned.loose import loose_numbers, with_loose
from crosswire.extract.learned.reading import Anchor, Reading
from crosswire.extract.learned.roles import actor_of, attribution, described, participant, source_of, sources
from crosswire.extract.learned.sureness import with_chances
from crosswire.extract.named import Named
from crosswire.model import Attribution, Claim, NamedQuote, Quote, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Sure:
    """From which chance on the network overrules the rules: another source, another actor is named; ``figure``: a
    number that rules left untied counts whom it befell. Above 1: never."""

    source: float = 0.8
    actor: float = 0.8
    figure: float = 0.5


SURE = Sure()


def asked(claims: Sequence[Claim], named: Named) -> list[Span]:
    """The words the network must read for `claims_by_both`."""
    return [*(quantity for claim in claims for quantity in claim.quantities), *loose_numbers(claims, named)]


def claims_by_both(claims: Sequence[Claim], named: Named, reading: Reading, sure: Sure = SURE) -> list[Claim]:
    """The claims of both readers, in the order of the text."""
    known = sources(claims)
    found = []
    for claim in with_loose(claims, named, reading, sure.figure):
        anchor = anchor_of(claim, reading)
        told = claim if anchor is None else _acted(_sourced(claim, anchor, named, known, sure), anchor, named, sure)
        found.append(with_chances(told if told == claim else replace(told, reader="both"), reading))
    return sorted(found, key=lambda claim: (claim.evidence[0].start, claim.trigger.start, claim.claim_id))


def anchor_of(claim: Claim, reading: Reading) -> Anchor | None:
    """Where the network speaks of the claim: its first figure that it read."""
    return next((anchor for one in claim.quantities if (anchor := reading.anchor(one)) is not None), None)


def _sourced(
    claim: Claim, anchor: Anchor, named: Named, known: Sequence[tuple[NamedQuote, Attribution]], sure: Sure
) -> Claim:
    told, now = source_of(anchor, named, known), claim.attribution
    if told.what is None or told.chance < sure.source:
        return claim
    assert told.what.source is not None
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
    if told.what is None or told.chance < sure.actor or any(one.actor_id == told.what.actor_id for one in now):
        return claim
    others = tuple(one for one in claim.participants if one.role != "actor")
    return _with_evidence(replace(claim, participants=(participant(told.what, named), *others)), told.what, named)


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
