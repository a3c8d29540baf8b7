"""One document read by itself: its claims, the events they tell of, and the one it is about.

In: a text with its title and date.  Out: `Reading`.  The same steps as a run over a casebook of one document; what
other documents say changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.collect import ReadOptions
from crosswire.collect.documents import to_document
from crosswire.collect.readers.tables import to_record
from crosswire.evaluate.flow import READER, extracted, not_read
from crosswire.evaluate.report import Progress
from crosswire.extract import extract_claims
from crosswire.lexicon import Lexicon
from crosswire.link import link_claims, main_events
from crosswire.model import Claim, Document
from crosswire.run.flow import with_events
from crosswire.trace import assign_voices


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Claims by event, in the order of the text; the main event stands first, the others as the text tells of them.
    Claims that are in no event (what was only said) are left out."""

    document: Document
    events: tuple[tuple[Claim, ...], ...]


def read_text(text: str, lexicon: Lexicon, *, title: str | None = None, published: str | None = None) -> Reading:
    """``published`` is an ISO date, None where the text bears none."""
    return read_document(document_of(text, lexicon, title=title, published=published), lexicon)


def document_of(text: str, lexicon: Lexicon, *, title: str | None = None, published: str | None = None) -> Document:
    """A text as a document; ``published`` is an ISO date, None where the text bears none."""
    record = to_record({"text": text, "title": title, "published": published}, 0, ReadOptions(), "text")
    return to_document(record, "text", ReadOptions(), lexicon)


def read_document(document: Document, lexicon: Lexicon) -> Reading:
    """The events of one document; none where it could not be read."""
    return _reading(document, extract_claims(document, lexicon, reader=READER.get()), lexicon)


def read_each(
    documents: Sequence[Document], lexicon: Lexicon, progress: Progress
) -> tuple[dict[str, Reading], tuple[str, ...]]:
    """Each document by itself, by its id, read in worker processes; and for the notes of a report which were not read:
    a document that breaks a step has no events."""
    found = extracted(documents, lexicon, progress)
    readings = {one.document_id: _reading(one, found.claims.get(one.document_id, ()), lexicon) for one in documents}
    return readings, not_read(found.errors.values())


def _reading(document: Document, extracted: Sequence[Claim], lexicon: Lexicon) -> Reading:
    claims = assign_voices([document], extracted, (), lexicon)
    events = link_claims([document], claims, lexicon)
    linked = with_events(claims, events)
    main = main_events([document], linked, events)[document.document_id]
    by_event: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(linked, key=lambda c: (c.trigger.start, c.trigger.end, c.claim_id)):
        if claim.event_id is not None:
            by_event[claim.event_id].append(claim)
    order = sorted(by_event, key=lambda event: (event != main, by_event[event][0].trigger.start, event))
    return Reading(document=document, events=tuple(tuple(by_event[event]) for event in order))
