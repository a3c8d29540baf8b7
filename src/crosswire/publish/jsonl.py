"""``export --as jsonl``: five files that hold the whole record.

In: a casebook.  Out: ``documents.jsonl``, ``claims.jsonl``, ``events.jsonl``, ``estimates.jsonl`` and
``relations.jsonl``: UTF-8, one object a line, sorted by id, keys sorted, floats rounded to six digits, no clock.
Fails with `ExportError` when a quote is not what stands at its place in the text, naming the claim or event, before
a file is touched; the files appear all together or not at all.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from crosswire import lexicon
from crosswire.casebook import Casebook, Derived
from crosswire.errors import CrosswireError
from crosswire.garbage import collecting_seldom
from crosswire.model import Claim, Copy, Document, Event, Quote, Relation, quotes_in
from crosswire.publish.figures import of_policies
from crosswire.publish.lines import ClaimLine, CopiedRun, DocumentLine, EstimateLine, EventLine, RelationLine
from crosswire.publish.unnamed import without_private_names
from crosswire.publish.voices import lexicon_names
from crosswire.reconcile import toll_over_time

_ROUNDING = json.JSONDecoder(parse_float=lru_cache(maxsize=65536)(lambda number: round(float(number), 6) + 0.0))
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_BREAK = re.compile("[\x85\u2028\u2029]")
_BREAKS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}


class ExportError(CrosswireError):
    """The record contradicts itself and is not handed out."""


@collecting_seldom()
def export_jsonl(
    casebook: Casebook, folder: Path, *, names: bool = False, policies: Collection[str] = ()
) -> list[Path]:
    """Write the five files into ``folder`` (made if missing) and return their paths.

    ``policies``: whose estimates are written (none named: all).
    Private persons are left out of the claims and events (`crosswire.publish.unnamed`) unless ``names``; the texts of
    the documents are handed out as they are.
    """
    with casebook.reading():
        documents, claims, events = casebook.documents(), casebook.claims(), casebook.events()
        copies, main_events = casebook.copies(), casebook.main_events()
        estimates, relations = of_policies(casebook.estimates(), policies), casebook.relations()
    words = lexicon.load(casebook.lexicon_folder)
    texts = {document.document_id: document.text for document in documents}
    broken = [
        *_broken_claims(claims, texts), *_broken_events(events, texts), *_broken_relations(relations, claims, texts)
    ]  # fmt: skip
    if broken:
        more = f" (and {len(broken) - 1} more)" if len(broken) > 1 else ""
        raise ExportError(f"{broken[0]}{more}; run `crosswire build {casebook.folder}` and, if it stays, report it")
    record = Derived(claims=tuple(claims), events=tuple(events), estimates=tuple(estimates), relations=tuple(relations))
    if not names:
        record = without_private_names(record, lexicon_names(words).values())
    of_event: dict[str, list[Claim]] = {}
    for claim in record.claims:
        of_event.setdefault(claim.event_id or "", []).append(claim)
    document_of = {document.document_id: document for document in documents}
    tolls = {
        e.event_id: toll_over_time(e, of_event.get(e.event_id, []), [document_of[i] for i in e.document_ids], words)
        for e in record.events
    }
    copied: dict[str, list[Copy]] = {}
    for copy in copies:
        copied.setdefault(copy.document_id, []).append(copy)
    lines: dict[str, Iterable[object]] = {
        "documents": [_document_line(d, copied.get(d.document_id, []), main_events) for d in documents],
        "claims": [as_line(ClaimLine, claim) for claim in sorted(record.claims, key=lambda c: c.claim_id)],
        "events": [
            as_line(EventLine, event, toll=tolls[event.event_id])
            for event in sorted(record.events, key=lambda e: e.event_id)
        ],
        "estimates": [as_line(EstimateLine, one) for one in sorted(record.estimates, key=lambda e: e.estimate_id)],
        "relations": [as_line(RelationLine, one) for one in sorted(record.relations, key=lambda r: r.relation_id)],
    }
    return _write(folder, {f"{name}.jsonl": map(line_of, nouns) for name, nouns in lines.items()})


def line_of(noun: object) -> str:
    """A noun as one line of JSON; separators that some readers take for the end of a line are escaped."""
    line = _ENCODER.encode(_ROUNDING.decode(msgspec.json.encode(noun).decode("utf-8")))
    return line.translate(_BREAKS) if _BREAK.search(line) else line


def as_line(kind: type[Any], noun: Any, **more: object) -> object:
    """A noun as the line of its file."""
    fields = {field.name: getattr(noun, field.name) for field in dataclasses.fields(noun)}
    return kind(**fields, **more)


def _document_line(document: Document, copies: Iterable[Copy], main_events: Mapping[str, str]) -> object:
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
    return as_line(DocumentLine, document, copies=runs, main_event_id=main_events.get(document.document_id))


def _holds(quote: Quote, text: str) -> bool:
    return 0 <= quote.start < quote.end <= len(text) and text[quote.start : quote.end] == quote.quote


def _broken_claims(claims: Iterable[Claim], texts: Mapping[str, str]) -> Iterator[str]:
    for claim in claims:
        for quote in quotes_in(claim):
            if not _holds(quote, texts[claim.document_id]):
                yield f"{claim.claim_id}: {quote.quote!r} does not stand at {quote.start} of {claim.document_id}"


def _broken_events(events: Iterable[Event], texts: Mapping[str, str]) -> Iterator[str]:
    """The time and place of an event are quoted from one of its documents."""
    for event in events:
        for quote in quotes_in(event):
            if not any(_holds(quote, texts[document_id]) for document_id in event.document_ids):
                yield f"{event.event_id}: {quote.quote!r} does not stand at {quote.start} of any of its documents"


def _broken_relations(
    relations: Iterable[Relation], claims: Iterable[Claim], texts: Mapping[str, str]
) -> Iterator[str]:
    """The figures that a relation compares are quoted from the documents of its claims."""
    document_of = {claim.claim_id: claim.document_id for claim in claims}
    for one in relations:
        for claim_id, words in ((one.claim_a, one.figure_a), (one.claim_b, one.figure_b)):
            if words is not None and not _holds(words, texts[document_of[claim_id]]):
                yield f"{one.relation_id}: {words.quote!r} does not stand at {words.start} of {document_of[claim_id]}"


def _write(folder: Path, files: Mapping[str, Iterable[str]]) -> list[Path]:
    """Write all files beside ``folder`` first, then move each into its place."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f".unfinished-{os.getpid()}"
        unfinished.mkdir()
    except OSError as error:
        raise ExportError(f"{folder}: cannot be written to ({error.strerror}); name another folder") from error
    try:
        for name, lines in files.items():
            with (unfinished / name).open("w", encoding="utf-8", newline="\n") as out:
                out.writelines(f"{line}\n" for line in lines)
        return [(unfinished / name).replace(folder / name) for name in files]
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
