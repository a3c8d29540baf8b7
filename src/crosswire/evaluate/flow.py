"""Documents through the whole flow, without a casebook: what the measurements read their scores off.

In: documents, or a table of them and the rows wanted.  Out: a `Read` with the claims, voiced and linked, their events
and each document's main event, all as a casebook of these documents alone would hold them.  A document that a step
breaks on stays without claims and is told of in `Read.failures`.  Measures the shipped lexicon: worker processes
load it themselves.
"""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from crosswire.casebook import Derived
from crosswire.collect import ReadOptions, read_paths
from crosswire.evaluate.report import Progress
from crosswire.lexicon import Lexicon
from crosswire.model import DEFAULT_READER, Claim, Document, Event, Reader, StageError
from crosswire.run.flow import default_workers, derive
from crosswire.run.layers import Read as Extracted
from crosswire.run.layers import read_claims
from crosswire.run.local import pmap


@dataclass(frozen=True, kw_only=True)
class Read:
    """Documents in the order given, and what the flow made of them (``derived.errors``: what broke, by document)."""

    documents: tuple[Document, ...]
    derived: Derived

    @property
    def failures(self) -> tuple[str, ...]:
        """What broke, as `not_read` tells it."""
        return not_read(self.derived.errors.values())

    @cached_property
    def claims_of(self) -> Mapping[str, tuple[Claim, ...]]:
        """Claims by document id, in the order of the text."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(self.derived.claims, key=lambda c: (c.trigger.start, c.claim_id)):
            found[claim.document_id].append(claim)
        return {document.document_id: tuple(found[document.document_id]) for document in self.documents}

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """Events by id."""
        return {event.event_id: event for event in self.derived.events}

    @cached_property
    def _by_event(self) -> Mapping[str, tuple[Claim, ...]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(self.derived.claims, key=lambda c: c.claim_id):
            if claim.event_id is not None:
                found[claim.event_id].append(claim)
        return {event_id: tuple(claims) for event_id, claims in found.items()}

    def told_anywhere(self, claim: Claim) -> tuple[Claim, ...]:
        """All claims of this claim's event, of whatever document, by id; without an event, the claim alone."""
        return self._by_event[claim.event_id] if claim.event_id is not None else (claim,)

    def main_first(self, document: Document) -> list[tuple[Claim, ...]]:
        """The document's claims by event: those of its main event first, then of the others as the text tells them."""
        by_event: dict[str, list[Claim]] = {}
        for claim in self.claims_of[document.document_id]:
            if claim.event_id is not None:
                by_event.setdefault(claim.event_id, []).append(claim)
        main = self.derived.main_events.get(document.document_id)
        return [tuple(by_event[event]) for event in sorted(by_event, key=lambda event: event != main)]


def not_read(errors: Iterable[StageError]) -> tuple[str, ...]:
    """A sentence for each way in which documents broke a step, to stand in the notes of a report."""
    told = Counter(f"{one.stage}: {one.detail}" for one in errors)
    return tuple(f"NOT READ: {count} documents ({what})" for what, count in sorted(told.items()))


def read_rows(
    table: Path, options: ReadOptions, lexicon: Lexicon, rows: Collection[int] | None = None
) -> list[Document]:
    """The documents of a table, in its order; ``rows`` None: all of them."""
    return [one for one in read_paths([table], options, lexicon) if rows is None or one.row in rows]


READER: ContextVar[Reader] = ContextVar("reader", default=DEFAULT_READER)
"""Who reads the claims that are measured."""


def extracted(documents: Sequence[Document], lexicon: Lexicon, progress: Progress) -> Extracted:
    """What each document claims, read in worker processes."""
    with tempfile.TemporaryDirectory() as passing:
        found = read_claims(
            documents,
            lexicon,
            parts=Path(passing),
            runner=partial(pmap, workers=default_workers()),
            reader=READER.get(),
            told=lambda done, total: progress("reading", done, total),
        )
        return replace(found, claims=dict(found.claims))


def read_through(documents: Sequence[Document], lexicon: Lexicon, progress: Progress) -> Read:
    """Read, trace, link and reconcile the documents together."""
    found = extracted(documents, lexicon, progress)
    whole = [document for document in documents if document.document_id not in found.errors]
    claims = [claim for told in found.claims.values() for claim in told]
    derived = derive(whole, claims, lexicon, told=progress)
    return Read(documents=tuple(documents), derived=replace(derived, errors=found.errors))
