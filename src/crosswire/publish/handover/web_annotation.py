"""``w3c-annotation``: every quote of every claim as a Web Annotation (W3C Recommendation of 23 February 2017).

In: the claims.  Out: annotations, each with a body that says what the words give to which claim, and a target that
says where they stand: a position (``TextPositionSelector``, in code points of the document's text) and the words
(``TextQuoteSelector``) with what stands around them.  Where the words, or those around them, name a private person,
only the position is given.  The source of a target is the document's URN; `crosswire.publish.jsonl` hands out its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crosswire.casebook.figure_text import figure_text
from crosswire.model import Claim, Document, Quote
from crosswire.publish.handover.record import Record
from crosswire.publish.private_names import Veil

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32


def all_quotes(record: Record) -> Iterator[dict[str, Any]]:
    """The annotations, claim by claim."""
    for claim, document in record.claims():
        for number, (part, value, words) in enumerate(parts_of(claim)):
            yield annotation(claim, document, f"{number}-{part}", part, value, words, record.veil)


def parts_of(claim: Claim) -> Iterator[tuple[str, str, Quote]]:
    """What each quote of a claim gives to it: the part, its value in a line, and the words."""
    yield "event_type", f"{claim.event_type}, {claim.status}", claim.trigger
    for one in claim.participants:
        yield one.role, one.actor_id or one.name, one
    if claim.place is not None:
        yield "place", claim.place.place_id or claim.place.name, claim.place
    if claim.time is not None:
        days = dict.fromkeys(day for day in (claim.time.earliest, claim.time.latest) if day)
        yield "time", "/".join(days) or claim.time.weekday or "unknown", claim.time
    for figure in claim.quantities:
        yield "figure", figure_text(figure), figure
    told = claim.attribution
    if told.source is not None:
        yield "source", told.source_id or told.source.name, told.source
    if told.cue is not None:
        yield "cue", told.manner, told.cue
    for words in claim.evidence:
        yield "evidence", claim.event_id or "no event", words


def annotation(
    claim: Claim, document: Document, name: str, part: str, value: str, words: Quote, veil: Veil
) -> dict[str, Any]:
    """One quote as an annotation."""
    selectors: list[dict[str, Any]] = [{"type": "TextPositionSelector", "start": words.start, "end": words.end}]
    before = document.text[max(0, words.start - AROUND) : words.start]
    after = document.text[words.end : words.end + AROUND]
    if not veil.spans(before + words.quote + after):
        selectors.append({"type": "TextQuoteSelector", "exact": words.quote, "prefix": before, "suffix": after})
    target = {
        "type": "SpecificResource",
        "source": {"id": urn(document.document_id), "type": "Text", "format": "text/plain"}
        | ({"language": document.lang} if document.lang else {}),
        "selector": selectors,
    }
    if document.url:
        target["scope"] = document.url
    return {
        "@context": CONTEXT,
        "id": urn(f"{claim.claim_id}:{name}"),
        "type": "Annotation",
        "motivation": "classifying" if part != "evidence" else "linking",
        "body": {"type": "TextualBody", "format": "text/plain", "value": f"{part}: {value}", "purpose": "tagging"},
        "target": target,
    }


def urn(name: str) -> str:
    return f"urn:crosswire:{name}"
