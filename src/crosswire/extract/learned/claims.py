"""Claims as the network alone reads them.

In: what is named in a document and what the network read. Out: a claim for each happening it found: figures whose word
for what happened is one word are of one claim; a trigger of an event without figures is a claim of its own. Numbers,
days, places and actors are normalised by the same grammar, gazetteer and lexicon as in the rules' claims.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from crosswire.extract.learned.added import added_claims
from crosswire.extract.learned.reading import Anchor, Reading
from crosswire.extract.learned.roles import actor_of, attribution, place_of, quote_at, source_of, time_of
from crosswire.extract.named import Named, participant
from crosswire.lexicon import Lexicon
from crosswire.model import Attribution, Claim, Quote, Status, content_id

FIGURE, TRIGGER = 0.5, 0.6


def claims_by_network(named: Named, reading: Reading, lexicon: Lexicon) -> list[Claim]:
    """The claims, in the order of the text."""
    found = added_claims([], named, reading, (), lexicon, least=FIGURE)
    for anchor, start, end in reading.triggers(TRIGGER):
        if not any(claim.trigger.start < end and start < claim.trigger.end for claim in found):
            claim = _told(anchor, start, end, named, lexicon, len(found))
            if claim.place is not None or claim.time is not None or claim.participants:
                found.append(claim)
    ordered = sorted(found, key=lambda claim: (claim.evidence[0].start, claim.trigger.start, claim.claim_id))
    return [replace(claim, score=round(claim.score, 3), reader="learned") for claim in ordered]


def _told(anchor: Anchor, start: int, end: int, named: Named, lexicon: Lexicon, ordinal: int) -> Claim:
    """A happening without figures."""
    passage = named.passage_at(start)
    assert passage is not None
    text, document_id = named.document.text, named.document.document_id
    actor, place, time = actor_of(anchor, named).what, place_of(anchor, named).what, time_of(anchor, named).what
    source = source_of(anchor, named, ()).what
    evidence = [Quote(start=passage.start, end=passage.end, quote=text[passage.start : passage.end])]
    for part in (source.source if source is not None else None, actor, place, time):
        other = named.passage_at(part.start) if part is not None else None
        if other is not None and all(quote.start != other.start for quote in evidence):
            evidence.append(Quote(start=other.start, end=other.end, quote=text[other.start : other.end]))
    kind, chance = anchor.kind("event_type")
    return Claim(
        claim_id=content_id("claim", document_id, start, end, ordinal),
        document_id=document_id,
        event_type=kind if kind in lexicon.codebook.event_types else "other",
        status=cast("Status", anchor.kind("status")[0]),
        trigger=quote_at(named, start, end),
        passage_kind=passage.kind,
        participants=(participant(actor, named),) if actor is not None else (),
        place=place,
        time=time,
        attribution=attribution(anchor, named, source) if source is not None else Attribution(manner="own_voice"),
        evidence=tuple(evidence),
        score=chance,
        reader="learned",
    )
