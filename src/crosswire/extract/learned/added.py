"""Figures that only the network found, as claims.

In: the claims there are, what is named in the document, what the network read. Out: the claims with the figures that
are new. A number is read by the grammar of numbers; where it reads none the words are a vague count. The new figure
joins the claim whose trigger the network points to, where that is of the same sentence; else it is a claim of its own,
with the event type, actor, place, time and source the network gives it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from crosswire.extract.learned.reading import FoundFigure, Reading
from crosswire.extract.learned.roles import (
    actor_of,
    attribution,
    described,
    place_of,
    quote_at,
    source_of,
    time_of,
)
from crosswire.extract.named import Named, participant
from crosswire.lexicon import Lexicon
from crosswire.model import (
    Attribution,
    Claim,
    Counts,
    NamedQuote,
    Of,
    Quantity,
    Quote,
    Status,
    content_id,
)


def added_claims(
    claims: Sequence[Claim],
    named: Named,
    reading: Reading,
    known: Sequence[tuple[NamedQuote, Attribution]],
    lexicon: Lexicon,
    *,
    least: float,
) -> list[Claim]:
    """The claims, and those of figures with at least that chance that none of them holds."""
    found = list(claims)
    for figure in reading.figures(least):
        if any(quantity.overlaps(figure.start, figure.end) for claim in found for quantity in claim.quantities):
            continue
        quantity = quantity_of(figure, named)
        if quantity is None:
            continue
        trigger = described(figure.anchor, named, "trigger").what
        at = next(
            (i for i, claim in enumerate(found) if trigger is not None and _joins(claim, trigger, quantity)), None
        )
        if at is None:
            found.append(claim_of(figure, quantity, trigger, named, known, lexicon, ordinal=90 + len(found)))
        else:
            ordered = sorted((*found[at].quantities, quantity), key=lambda one: one.start)
            found[at] = replace(found[at], quantities=tuple(ordered), reader="both")
    return found


def _joins(claim: Claim, trigger: Quote, quantity: Quantity) -> bool:
    """Whether the figure is of the claim: its word is the claim's trigger, in one sentence."""
    own = claim.evidence[0]
    return (
        own.start <= quantity.start < own.end
        and claim.trigger.start < trigger.end
        and trigger.start < claim.trigger.end
    )


def quantity_of(figure: FoundFigure, named: Named) -> Quantity | None:
    """The figure as the grammar of numbers reads it."""
    passage = named.passage_at(figure.start)
    if passage is None:
        return None
    number = next((n for n in named.mentions(passage).numbers if n.overlaps(figure.start, figure.end)), None)
    of, counts = cast("Of", figure.anchor.kind("of")[0]), cast("Counts", figure.anchor.kind("counts")[0])
    victims = figure.anchor.end("victims")
    side = next(
        (a.side_id for a in named.actors if victims is not None and a.start < victims[1] and victims[0] < a.end), None
    )
    if number is not None:
        quote = quote_at(named, number.start, number.end)
        return Quantity(
            measure=figure.measure, of=of, side_id=side, counts=counts, low=number.low, best=number.best,
            high=number.high, bound=number.bound, start=quote.start, end=quote.end, quote=quote.quote,
        )  # fmt: skip
    quote = quote_at(named, figure.start, figure.end)
    one = quote.quote.casefold() in ("a", "an", "his", "her")
    value = 1 if one else None
    return Quantity(
        measure=figure.measure, of=of, side_id=side, counts=counts, low=value, best=value, high=value,
        bound="exact" if one else "vague", start=quote.start, end=quote.end, quote=quote.quote,
    )  # fmt: skip


def claim_of(
    figure: FoundFigure,
    quantity: Quantity,
    trigger: Quote | None,
    named: Named,
    known: Sequence[tuple[NamedQuote, Attribution]],
    lexicon: Lexicon,
    *,
    ordinal: int,
) -> Claim:
    """A claim of one figure that the network found."""
    anchor, text = figure.anchor, named.document.text
    passage = named.passage_at(figure.start)
    assert passage is not None
    evidence = [Quote(start=passage.start, end=passage.end, quote=text[passage.start : passage.end])]
    told = source_of(anchor, named, known).what
    actor, place, time = actor_of(anchor, named).what, place_of(anchor, named).what, time_of(anchor, named).what
    if told is not None:
        said_by = attribution(anchor, named, told)
    else:
        manner = anchor.kind("manner")[0]
        said_by = Attribution(manner="unnamed" if manner == "unnamed" else "own_voice")
    for part in (said_by.source, actor, place, time):
        other = named.passage_at(part.start) if part is not None else None
        if other is not None and all(quote.start != other.start for quote in evidence):
            evidence.append(Quote(start=other.start, end=other.end, quote=text[other.start : other.end]))
    word = trigger if trigger is not None and passage.start <= trigger.start < passage.end else quantity
    kind = anchor.kind("event_type")[0]
    return Claim(
        claim_id=content_id("claim", named.document.document_id, word.start, word.end, ordinal),
        document_id=named.document.document_id,
        event_type=kind if kind in lexicon.codebook.event_types else "other",
        status=cast("Status", anchor.kind("status")[0]),
        trigger=quote_at(named, word.start, word.end),
        passage_kind=passage.kind,
        participants=(participant(actor, named),) if actor is not None else (),
        place=place,
        time=time,
        quantities=(quantity,),
        attribution=said_by,
        evidence=tuple(evidence),
        score=round(figure.chance, 3),
        reader="learned",
    )  # fmt: skip
