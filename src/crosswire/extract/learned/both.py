"""Rules and network together: the network weighs the figures that rules read, and says according to whom and by whom.

In: what rules read of a document, what the network read of its figures. Out: the claims, of
the same shape. Rules parse and compute. The network names another source or actor, or a part instead of a total, where
it is surer than it must be (`Sure`); it says what rules left open: whether a number that they tied to nothing counts
the dead or the wounded (`loose`), which people a figure counts, by whom and according to whom. An actor that rules
carried over from another sentence goes where the network sees none, and so does a number of which it is all but
certain that it counts nobody (an age, a street's number). And it says how sure both are of a figure.

All of this, and from which chance on, was chosen on the look side of ``claims``, each article read by a network made
without it (`train.held`); what gained nothing there (days, places, measures, sources taken away) is not done. Claims of
sentences without numbers stay as they are: they are not read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from crosswire.extract.learned.loose import Ruled, in_own_sentence, with_loose
from crosswire.extract.learned.reading import Anchor, Reading
from crosswire.extract.learned.roles import (
    actor_of,
    attribution,
    described,
    source_of,
    sources,
)
from crosswire.extract.learned.sureness import with_article, with_chances
from crosswire.extract.named import Named, participant
from crosswire.extract.numbers.words import MULTIPLYING
from crosswire.extract.victims import type_by_victims
from crosswire.model import Attribution, Claim, Counts, NamedQuote, Of, Participant, Quantity, Quote, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Sure:
    """From which chance on the network overrules the rules: another ``source`` or ``actor`` is named, an actor of
    another sentence taken away (``nobody``), a figure is a part and no total (``counts``). From
    which it says what they left open: a source or an actor (``open``), whom a figure counts (``of``), that a number
    counts people (``loose``). Above 1: never. A number whose chance to count people is below ``counted`` is dropped;
    0: none is."""

    source: float = 0.65
    actor: float = 0.65
    nobody: float = 0.8
    counts: float = 0.9
    open: float = 0.5
    of: float = 0.8
    loose: float = 0.8
    counted: float = 0.005


SURE = Sure()
_BY = re.compile(r"\bby (?:an? |the )?$")
_ACT = re.compile(
    r"(?:['’]s?)? (?:(?:air|artillery|mortar|rocket|sniper|tank) )?"
    r"(?:air ?strikes?|strikes?|raids?|shelling|bombardments?|bombings?|attacks?|fire)\b"
)
_QUOTED = re.compile(r"\b(?:quot|cit)(?:e[ds]?|ing) (?:an? |the )?$")
_DENIES = re.compile(
    r"(?: (?:has|have|had|on|later|again|strongly|flatly)){0,2} (?:den(?:ied|ies|y|ying)|reject(?:ed|s)?)\b"
)
_POINTING = {"he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "this", "is", "was", "are", "were"}


def asked(ruled: Ruled) -> list[Span]:
    """The words the network must read for `claims_by_both`."""
    figures = (quantity for claim in ruled.claims for quantity in claim.quantities)
    return [*figures, *(number for _, number in ruled.loose)]


def claims_by_both(ruled: Ruled, reading: Reading, sure: Sure = SURE) -> list[Claim]:
    """The claims of both readers, in the order of the text."""
    named, known = ruled.named, sources(ruled.claims)
    found = []
    for claim in with_loose(ruled, reading, sure.loose):
        told, anchor = _counted(claim, named, reading, sure), anchor_of(claim, reading)
        if anchor is not None:
            told = _acted(_sourced(told, anchor, named, known, sure), anchor, named, sure)
        if not claim.quantities or told.quantities or told.participants or told.place or told.time:
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
    if open_ and claim.status == "happened" and _denies(told.what.source, named.document.text):
        return claim
    if open_ and not _near(claim, told.what.source, named):
        return claim
    if told.what.described and set(told.what.source.name.casefold().split()) <= _POINTING:
        return claim  # "he said", "it is believed": rules know who is meant, or that nobody is
    if told.what.described and any(m.place.start <= told.what.source.start < m.place.end for m in named.places):
        return claim  # "the Old Mill quarter" says nothing
    if told.what.source_id in {via.id for via in now.via}:
        return claim  # "the agency said, citing the army": rules follow the chain to its end
    if told.what.described and now.source_id and now.cue:
        cue = described(anchor, named, "cue").what
        if cue and cue.overlaps(now.cue.start, now.cue.end):
            return claim  # "the group said": rules know which group
    if now.source is not None:
        if _QUOTED.search(named.document.text, max(0, now.source.start - 16), now.source.start):
            return claim  # "the agency quoted the governor as saying"
        mine, other = (one.source_id or one.source.name.casefold() for one in (now, told.what) if one.source)
        if mine == other or anchor.mass("source", [now.source]) > 0.3:
            return claim
    return _with_evidence(replace(claim, attribution=attribution(anchor, named, told.what)), told.what.source, named)


def _acted(claim: Claim, anchor: Anchor, named: Named, sure: Sure) -> Claim:
    told = actor_of(anchor, named)
    now = [one for one in claim.participants if one.role == "actor"]
    others = tuple(one for one in claim.participants if one.role != "actor")
    if told.what is None:
        # Who claims it in a sentence behind was not carried over.
        here = any(one.start >= claim.evidence[0].start for one in now)
        return claim if here or anchor.none("actor") < sure.nobody else replace(claim, participants=others)
    if told.chance < (sure.actor if now else sure.open):
        return claim
    if any(in_own_sentence(claim, one) and _bound(one, named.document.text) for one in now):
        return claim  # the words themselves say by whom
    if any(one.start >= claim.evidence[0].end for one in now):
        return claim  # a sentence behind says whose deed it was
    if any(one.actor_id == told.what.actor_id for one in now) or not (now or _near(claim, told.what, named)):
        return claim
    if claim.status == "happened" and _denies(told.what, named.document.text):
        return claim
    if claim.event_type == "air_strike" and told.what.kind == "armed_group":
        return claim  # who has no planes
    befell = tuple(one for one in others if one.actor_id != told.what.actor_id)  # nobody befalls himself
    return _with_evidence(replace(claim, participants=(participant(told.what, named), *befell)), told.what, named)


def _denies(one: Span, text: str) -> bool:
    """ "The army denied that it had struck the school where ten died": they neither did it nor say that ten died."""
    return _DENIES.match(text, one.end) is not None


def _bound(one: Participant, text: str) -> bool:
    """Whether the words around a doer leave no doubt: "by gunmen", "army bombardment", "the group's raids"."""
    return _BY.search(text, max(0, one.start - 12), one.start) is not None or _ACT.match(text, one.end) is not None


def _counted(claim: Claim, named: Named, reading: Reading, sure: Sure) -> Claim:
    """The claim without the numbers that count nobody, its figures each with the people the network says it counts,
    where the words told rules no class, and as a part where rules found a total: a part, some more or a running toll
    that they found has words that say so."""
    told = []
    for one in claim.quantities:
        chance, anchor = reading.counts(with_article(one)), reading.anchor(one)
        if chance is not None and chance < sure.counted and _is_number(one, named):
            continue
        if anchor is not None:
            (of, sure_of), (counts, sure_counts) = anchor.kind("of"), anchor.kind("counts")
            if one.of == "any" and sure_of >= sure.of:
                one = replace(one, of=cast("Of", of))
            if one.counts == "total" and counts != "cumulative" and sure_counts >= sure.counts:
                one = replace(one, counts=cast("Counts", counts))
        told.append(one)
    return replace(claim, quantities=tuple(told), event_type=type_by_victims(claim.event_type, told))


def _is_number(one: Quantity, named: Named) -> bool:
    """Whether a plain number stands in the figure's words: neither the name of one person, nor a word that says how
    many a happening struck ("a quadruple shooting"), of which the network has seen none."""
    passage = named.passage_at(one.start)
    return passage is not None and any(
        number.overlaps(one.start, one.end)
        and named.document.text[number.number_start : number.number_end].casefold() not in MULTIPLYING
        for number in named.mentions(passage).numbers
    )


def _near(claim: Claim, span: Span, named: Named) -> bool:
    """Whether the words stand in the claim's own sentence or the one right before it: farther off a text has mostly
    turned to somebody else."""
    own, there = (
        bisect_right(named.passages, at, key=lambda passage: passage.start)
        for at in (claim.evidence[0].start, span.start)
    )
    return own - there in (0, 1)


def _with_evidence(claim: Claim, span: Span, named: Named) -> Claim:
    """The claim, with the sentence its new part stands in as evidence."""
    if in_own_sentence(claim, span):
        return claim
    passage = named.passage_at(span.start)
    if passage is None or any(quote.start == passage.start for quote in claim.evidence):
        return claim
    quote = Quote(start=passage.start, end=passage.end, quote=named.document.text[passage.start : passage.end])
    return replace(claim, evidence=(*claim.evidence, quote))
