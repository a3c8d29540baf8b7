"""``export --as jsonl``: five files that hold the whole record.

In: a casebook.  Out: ``documents.jsonl``, ``claims.jsonl``, ``events.jsonl``, ``estimates.jsonl`` and
``relations.jsonl``: UTF-8, one object a line, sorted by id, keys sorted, floats rounded to six digits, no clock.
Fails with `ExportError` when a quote is not what stands at its place in the text, naming the claim or event, before
a file is touched; the files appear all together or not at all.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from crosswire import lexicon
from crosswire.casebook import Casebook
from crosswire.garbage import collecting_seldom
from crosswire.lexicon import Lexicon
from crosswire.model import Copy, Document, Quote, quotes_in
from crosswire.publish.lines import ClaimLine, CopiedRun, DocumentLine, EstimateLine, EventLine, RelationLine
from crosswire.publish.private_names import veil_over
from crosswire.publish.unnamed import Unnamed
from crosswire.publish.voices import lexicon_names
from crosswire.publish.whole import ExportError, unfinished
from crosswire.reconcile import toll_over_time

_ROUNDING = msgspec.json.Decoder(float_hook=lru_cache(maxsize=65536)(lambda number: round(float(number), 6) + 0.0))
_SORTED = msgspec.json.Encoder(order="sorted")
DOCUMENTS = 1024
"""So many documents are kept at hand while events are written."""
_BREAK = re.compile("[\x85\u2028\u2029]")
_BREAKS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}


@collecting_seldom()
def export_jsonl(
    casebook: Casebook, folder: Path, *, names: bool = False, policies: Collection[str] = ()
) -> list[Path]:
    """Write the five files into ``folder`` (made if missing) and return their paths.

    ``policies``: whose estimates are written (none named: all).
    Private persons are left out of the claims and events (`crosswire.publish.unnamed`) unless ``names``; the texts of
    the documents are handed out as they are.
    """
    words = lexicon.load(casebook.lexicon_folder)
    with casebook.reading():
        handed = _Handed(casebook, None if names else _unnamed(casebook, words), frozenset(policies), words)
        streams = {
            "documents": handed.documents(), "claims": handed.claims(), "events": handed.events(),
            "estimates": handed.estimates(), "relations": handed.relations(),
        }  # fmt: skip
        return _write(folder, {f"{name}.jsonl": map(line_of, nouns) for name, nouns in streams.items()}, handed.check)


def _unnamed(casebook: Casebook, words: Lexicon) -> Unnamed | None:
    """What leaves the private names out; None where there are none."""
    veil = veil_over(casebook.each_claim(), lexicon_names(words).values())
    return Unnamed(veil, casebook.each_claim()) if veil.hidden else None


class _Handed:
    """The lines of the five files, a noun after the other, so that a record of any length takes the same memory.
    ``broken``: what contradicts itself in the lines that were given so far."""

    def __init__(self, casebook: Casebook, unnamed: Unnamed | None, policies: frozenset[str], words: Lexicon) -> None:
        self.casebook, self.unnamed, self.policies, self.words = casebook, unnamed, policies, words
        self.broken: list[str] = []
        self._document = lru_cache(maxsize=DOCUMENTS)(casebook.document)

    def check(self) -> None:
        """`ExportError` where something was broken."""
        if self.broken:
            more = f" (and {len(self.broken) - 1} more)" if len(self.broken) > 1 else ""
            folder = self.casebook.folder
            raise ExportError(f"{self.broken[0]}{more}; run `crosswire build {folder}` and, if it stays, report it")

    def documents(self) -> Iterator[object]:
        casebook = self.casebook
        for document in casebook.each_document():
            one = document.document_id
            for claim in casebook.claims_of(one):
                self._hold(claim.claim_id, quotes_in(claim), [document])
            yield _document_line(document, casebook.copies_of(one), casebook.main_event_of(one))

    def claims(self) -> Iterator[object]:
        for claim in self.casebook.each_claim():
            yield as_line(ClaimLine, self.unnamed.claim(claim) if self.unnamed else claim)

    def events(self) -> Iterator[object]:
        """The events; the time and place of each are quoted from one of its documents, and the figures that its
        relations compare from those of their claims."""
        casebook, unnamed = self.casebook, self.unnamed
        for event in casebook.each_event():
            claims, documents = casebook.claims_in(event.event_id), list(map(self._document, event.document_ids))
            self._hold(event.event_id, quotes_in(event), documents)
            document_of = {claim.claim_id: claim.document_id for claim in claims}
            for one in casebook.relations_of(event.event_id):
                for claim_id, figure in ((one.claim_a, one.figure_a), (one.claim_b, one.figure_b)):
                    if figure is not None:
                        self._hold(one.relation_id, [figure], [self._document(document_of[claim_id])])
            if unnamed:
                event, claims = unnamed.event(event), [unnamed.claim(claim) for claim in claims]
            yield as_line(EventLine, event, toll=toll_over_time(event, claims, documents, self.words))

    def estimates(self) -> Iterator[object]:
        for one in self.casebook.each_estimate():
            if not self.policies or one.policy in self.policies:
                yield as_line(EstimateLine, self.unnamed.estimate(one) if self.unnamed else one)

    def relations(self) -> Iterator[object]:
        for one in self.casebook.each_relation():
            yield as_line(RelationLine, self.unnamed.relation(one) if self.unnamed else one)

    def _hold(self, noun: str, quotes: Iterable[Quote], documents: Sequence[Document]) -> None:
        """Note the quotes that stand in none of these documents."""
        for quote in quotes:
            if not any(_holds(quote, document.text) for document in documents):
                where = documents[0].document_id if len(documents) == 1 else "any of its documents"
                self.broken.append(f"{noun}: {quote.quote!r} does not stand at {quote.start} of {where}")


def line_of(noun: object) -> str:
    """A noun as one line of JSON; separators that some readers take for the end of a line are escaped."""
    line = msgspec.json.format(_SORTED.encode(_ROUNDING.decode(msgspec.json.encode(noun))), indent=0).decode("utf-8")
    return line if line.isascii() or not _BREAK.search(line) else line.translate(_BREAKS)


def as_line(kind: type[Any], noun: Any, **more: object) -> object:
    """A noun as the line of its file."""
    fields = {field.name: getattr(noun, field.name) for field in dataclasses.fields(noun)}
    return kind(**fields, **more)


def _document_line(document: Document, copies: Iterable[Copy], main_event: str | None) -> object:
    runs = tuple(
        CopiedRun(
            document_id=c.other_id,
            start=c.start,
            end=c.end,
            other_start=c.other_start,
            other_end=c.other_end,
            kind=c.kind,
            first=c.first,
            changes=c.changes,
        )
        for c in copies
    )
    return as_line(DocumentLine, document, copies=runs, main_event_id=main_event)


def _holds(quote: Quote, text: str) -> bool:
    return 0 <= quote.start < quote.end <= len(text) and text[quote.start : quote.end] == quote.quote


def _write(folder: Path, files: Mapping[str, Iterable[str]], check: Callable[[], None]) -> list[Path]:
    """Write all files; they appear if they are as they should be."""
    with unfinished(folder) as aside:
        for name, lines in files.items():
            with (aside / name).open("w", encoding="utf-8", newline="\n") as out:
                out.writelines(f"{line}\n" for line in lines)
        check()
    return [folder / name for name in files]
