"""``claims-csv``: a row a figure of a claim, or a claim without figures, with its sentence and its place in the text.

In: the claims of the record.  Out: rows.  ``sentence_start`` and ``sentence_end`` count code points of the document's
text; where the sentence names a private person, ``quote`` leaves the name out, and the place in the text stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from crosswire.lexicon import Lexicon
from crosswire.model import Claim, Copy, Document, Quantity, Quote, Relation
from crosswire.publish.handover.cells import Cell, Row, Rule, Value, filled
from crosswire.publish.handover.record import Record
from crosswire.publish.handover.tables import outlet_of
from crosswire.publish.private_names import Veil
from crosswire.publish.tables import compared

COLUMNS = (
    "claim_id", "event_id", "document_id", "outlet", "sentence_start", "sentence_end", "quote", "low", "best", "high",
    "bound", "measure", "of_whom", "source", "source_kind", "cue", "via_agency", "as_of", "voice_id", "copy_of",
    "relation", "status",
)  # fmt: skip


def rows(record: Record) -> Iterator[Row]:
    """The rows of all claims, by event, then the order of the texts."""
    casebook = record.casebook
    event_id: str | None = ""
    relations: list[Relation] = []
    for claim, document in record.claims():
        if claim.event_id != event_id:
            event_id = claim.event_id
            relations = casebook.relations_of(event_id) if event_id else []
        own = [one for one in relations if claim.claim_id in (one.claim_a, one.claim_b)]
        copied = copy_of(claim.evidence[0], casebook.copies_of(document.document_id))
        yield from claim_rows(claim, document, own, copied, record.lexicon, record.veil)


def claim_rows(
    claim: Claim, document: Document, relations: Sequence[Relation], copied: str | None, lexicon: Lexicon, veil: Veil
) -> Iterator[Row]:
    """The rows of one claim."""
    told, sentence = claim.attribution, claim.evidence[0]
    common: dict[str, Value] = {
        "claim_id": claim.claim_id,
        "event_id": claim.event_id,
        "document_id": claim.document_id,
        "outlet": veil.text(outlet_of(document)),
        "sentence_start": sentence.start,
        "sentence_end": sentence.end,
        "quote": veil.text(" ".join(sentence.quote.split())),
        "source": told.source.name if told.source else None,
        "source_kind": source_kind(claim, lexicon),
        "cue": told.cue.quote if told.cue else None,
        "via_agency": "; ".join(link.name for link in told.via if _is_agency(link.id, lexicon)),
        "as_of": document.published,
        "voice_id": claim.voice_id,
        "copy_of": copied,
        "status": claim.status,
    }
    for number, figure in enumerate(claim.quantities or (None,)):
        values = {**common, **_figure(figure), "relation": _relations(claim, figure, relations)}
        cells = {name: Cell(value, (claim.claim_id,), _rule(name)) for name, value in values.items()}
        yield Row(id=f"{claim.claim_id}-{number}", event_id=claim.event_id, cells=filled(cells))


def _is_agency(voice: str, lexicon: Lexicon) -> bool:
    outlet, actor = lexicon.outlets.get(voice), lexicon.actors.get(voice)
    return "agency" in (outlet.kind if outlet else None, actor.kind if actor else None)


def source_kind(claim: Claim, lexicon: Lexicon) -> str:
    """What the lexicon says the source is; ``described``, ``unnamed`` or ``named`` where it knows nothing, and
    ``outlet`` for the outlet's own word."""
    told = claim.attribution
    actor = lexicon.actors.get(told.source_id) if told.source_id else None
    if actor is not None:
        return actor.kind
    if told.manner in ("own_voice", "unnamed"):
        return "outlet" if told.manner == "own_voice" else "unnamed"
    return "described" if told.described else "named" if told.source is not None else "unnamed"


def copy_of(sentence: Quote, copies: Iterable[Copy]) -> str | None:
    """The document that had the words first, where the sentence lies in a copied run and that is known."""
    for copy in copies:
        if copy.kind != "quotation" and copy.first == copy.other_id:
            shared = min(copy.end, sentence.end) - max(copy.start, sentence.start)
            if 2 * shared > sentence.end - sentence.start:
                return copy.other_id
    return None


def _figure(figure: Quantity | None) -> dict[str, Value]:
    if figure is None:
        return {}
    of = figure.of + (f" ({figure.side_id})" if figure.side_id else "")
    return {
        "low": figure.low, "best": figure.best, "high": figure.high, "bound": figure.bound,
        "measure": figure.measure, "of_whom": of,
    }  # fmt: skip


def _relations(claim: Claim, figure: Quantity | None, relations: Sequence[Relation]) -> str:
    """How this figure stands to those of other claims: each kind once, sorted."""
    kinds = set()
    for one in relations:
        of = one.of_a if one.claim_a == claim.claim_id else one.of_b
        if (figure is None and one.measure is None) or (figure is not None and figure in compared(one, claim, of)):
            kinds.add(one.kind)
    return "; ".join(sorted(kinds))


def _rule(column: str) -> Rule:
    return "documents" if column in ("outlet", "as_of", "document_id", "copy_of") else "claims"
