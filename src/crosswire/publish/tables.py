"""The record as plain tables: what `demo`, `events`, `show` and the other commands print.

In: a casebook, or nouns of it.  Out: `Sheet`s: a title, column names and rows of text, without colour or markup.  A
cell that has nothing to say is empty.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from crosswire import lexicon
from crosswire.casebook import Casebook
from crosswire.model import Claim, Copy, Document, Estimate, Event, Policy, Quantity, Relation
from crosswire.publish import wording
from crosswire.publish.figures import estimate_words, estimates_sheet, of_policies, toll_sheet, tolls_of
from crosswire.publish.sheet import Sheet
from crosswire.publish.voices import Voices, lexicon_names, name_voices

__all__ = [
    "Sheet", "claims_sheet", "compared", "copies_sheet", "documents_sheet", "event_sheets", "events_sheet", "harmless",
    "marks_sheet", "plain", "record_sheets", "relations_sheet", "voices_of", "widths",
]  # fmt: skip


def events_sheet(
    events: Iterable[Event], estimates: Iterable[Estimate], disputed: frozenset[str], policy: Policy = "as-reported"
) -> Sheet:
    """A row an event, with its figures under one policy (of one with columns the total); ``disputed`` holds the ids of
    events with a contradiction."""
    figures: dict[str, list[Estimate]] = {}
    for estimate in of_policies(estimates, [policy]):
        if estimate.column in (None, "total"):
            figures.setdefault(estimate.event_id, []).append(estimate)
    rows = tuple(
        (
            event.event_id,
            wording.period(event.time) or "",
            event.label,
            event.status,
            "; ".join(estimate_words(one) for one in figures.get(event.event_id, [])),
            str(len(event.document_ids)),
            str(len(event.voice_ids)),
            "yes" if event.event_id in disputed else "",
        )
        for event in events
    )
    columns = ("event", "when", "what", "status", "figures", "documents", "voices", "disputed")
    return Sheet(title="Events", columns=columns, rows=rows)


def voices_of(casebook: Casebook, claims: Iterable[Claim], documents: Iterable[Document]) -> Voices:
    """Names for the voices of these claims, with the lexicon of the casebook."""
    return name_voices(claims, documents, lexicon_names(lexicon.load(casebook.lexicon_folder)))


def claims_sheet(claims: Iterable[Claim], documents: Mapping[str, Document], voices: Voices) -> Sheet:
    """A row a figure of a claim (or a claim without figures): figure, voice, quote, document."""
    rows: list[tuple[str, ...]] = []
    for claim in claims:
        document = documents[claim.document_id]
        told = (
            voices.of(claim),
            " → ".join(link.name for link in claim.attribution.via),
            wording.manner(claim.attribution),
            claim.status,
            wording.period(claim.time) or "",
            document.outlet or document.file,
            claim.document_id,
            claim.claim_id,
            " ".join(claim.evidence[0].quote.split()),
        )
        figures = [f"{wording.figure(q)} {wording.of_whom(q)}" for q in claim.quantities] or [""]
        rows += [(figure, *told) for figure in figures]
    columns = ("figure", "voice", "by way of", "how", "status", "when", "outlet", "document", "claim", "quote")
    return Sheet(title="Claims", columns=columns, rows=tuple(rows))


def relations_sheet(relations: Iterable[Relation], claims: Mapping[str, Claim], voices: Voices) -> Sheet:
    """A row a kind of relation between two figures (or days) of two voices; ``pairs`` counts the pairs of claims."""
    rows = tuple((row[0], str(pairs), *row[1:]) for _, row, pairs in _told_once(relations, claims, voices))
    return Sheet(title="Relations", columns=("relation", "pairs", "one", "other", "reason"), rows=rows)


def _told_once(
    relations: Iterable[Relation], claims: Mapping[str, Claim], voices: Voices
) -> list[tuple[str, tuple[str, str, str, str], int]]:
    """Event id, row and number of pairs of each different relation, in the order given."""
    rows: dict[tuple[str, str, frozenset[str]], tuple[str, str, str, str]] = {}
    pairs: dict[tuple[str, str, frozenset[str]], int] = {}
    for relation in relations:
        one = _side(relation, claims[relation.claim_a], relation.of_a, voices)
        other = _side(relation, claims[relation.claim_b], relation.of_b, voices)
        key = (relation.event_id, relation.kind, frozenset((one, other)))
        rows.setdefault(key, (relation.kind, one, other, relation.reason))
        pairs[key] = pairs.get(key, 0) + 1
    return [(key[0], row, pairs[key]) for key, row in rows.items()]


def compared(relation: Relation, claim: Claim, of: str | None) -> list[Quantity]:
    """The figures of a claim that a relation is about, the one it compares first."""
    words = relation.figure_a if claim.claim_id == relation.claim_a else relation.figure_b
    if words is not None:
        exact = [q for q in claim.quantities if (q.start, q.end, q.of) == (words.start, words.end, of)]
        if exact:
            return sorted(exact, key=lambda q: q.measure != relation.measure)
    return [q for q in claim.quantities if q.measure == relation.measure and q.of == of]


def _side(relation: Relation, claim: Claim, of: str | None, voices: Voices) -> str:
    """The figure of a claim that a relation compares, and its voice."""
    figures = compared(relation, claim, of)
    if figures:
        told = f"{wording.figure(figures[0])} {wording.of_whom(figures[0])}"
    elif relation.measure is None:
        told = wording.period(claim.time) or "no day"
    else:
        told = wording.measure(relation.measure)
    return f"{told} ({voices.of(claim)})"


def documents_sheet(documents: Iterable[Document], claims: Mapping[str, int], main: Mapping[str, str]) -> Sheet:
    """A row a document; ``claims`` counts claims by document id, ``main`` gives its main event."""
    rows = tuple(
        (
            document.document_id,
            document.file if document.row is None else f"{document.file} row {document.row}",
            document.outlet or "",
            document.agency or "",
            document.published or "",
            document.state,
            document.lang or "",
            str(claims.get(document.document_id, 0)),
            main.get(document.document_id, ""),
            document.error.detail if document.error else document.title or "",
        )
        for document in documents
    )
    columns = (
        "document", "file", "outlet", "agency", "published", "state", "lang", "claims", "main event",
        "title, or what is wrong",
    )  # fmt: skip
    return Sheet(title="Documents", columns=columns, rows=rows)


def origin_sheet(document: Document) -> Sheet:
    """Where the document's text was taken from; of a PDF also which characters of the text stand on which page."""
    origin = document.origin
    told: list[tuple[str, str | None]] = []
    if origin is not None:
        told = [
            ("format", origin.format),
            ("part of the file", origin.member),
            ("captured at", origin.address),
            ("captured", origin.captured),
            ("SHA-256", origin.sha256),
            ("pages", ", ".join(f"{one.number}: {one.start}–{one.end}" for one in origin.pages)),
        ]
    rows = tuple((what, value) for what, value in told if value)
    return Sheet(title="Where it came from", columns=("what", "value"), rows=rows)


def copies_sheet(casebook: Casebook) -> Sheet:
    """A row a copied run; each pair of runs once."""
    texts = {document.document_id: document for document in casebook.documents()}
    rows = []
    for copy in casebook.copies():
        if (copy.document_id, copy.start) > (copy.other_id, copy.other_start):
            continue
        one, other = texts[copy.document_id], texts[copy.other_id]
        quote = " ".join(one.text[copy.start : copy.end].split())
        rows.append(
            (
                one.outlet or one.file,
                other.outlet or other.file,
                copy.kind,
                _first(copy, one, other),
                str(len(copy.changes)),
                str(copy.end - copy.start),
                quote if len(quote) <= 100 else f"{quote[:97]}...",
                f"{copy.document_id}[{copy.start}:{copy.end}]",
                f"{copy.other_id}[{copy.other_start}:{copy.other_end}]",
            )
        )
    columns = ("outlet", "other outlet", "kind", "first", "changes", "characters", "text", "here", "there")
    return Sheet(title="Copied runs", columns=columns, rows=tuple(rows))


def _first(copy: Copy, one: Document, other: Document) -> str:
    """The outlet that had it first; empty where that is not known."""
    if copy.first is None:
        return ""
    first = one if copy.first == one.document_id else other
    return first.outlet or first.file


def event_sheets(casebook: Casebook, event: Event, policies: Collection[str] = ()) -> list[Sheet]:
    """Everything about one event: the event, its claims, relations, tolls and estimates (of these policies)."""
    claims = casebook.claims_in(event.event_id)
    documents = {document_id: casebook.document(document_id) for document_id in event.document_ids}
    voices = voices_of(casebook, claims, documents.values())
    facts = (
        ("event", event.event_id),
        ("former ids", ", ".join(event.former_ids)),
        ("what", event.label),
        ("type", event.event_type + (f" ({', '.join(event.modes)})" if event.modes else "")),
        ("status", event.status),
        ("when", _when(event)),
        ("where", wording.where(event.place) or ""),
        ("who", "; ".join(f"{p.role}: {p.name}" for p in event.participants)),
        ("outlets", ", ".join(event.outlets)),
        ("voices", ", ".join(voices.name(voice) for voice in event.voice_ids)),
        ("part of", event.part_of or ""),
    )
    return [
        Sheet(title="Event", columns=("", " "), rows=tuple(fact for fact in facts if fact[1])),
        claims_sheet(sorted(claims, key=lambda c: (c.document_id, c.trigger.start, c.claim_id)), documents, voices),
        relations_sheet(casebook.relations_of(event.event_id), {claim.claim_id: claim for claim in claims}, voices),
        toll_sheet(tolls_of(casebook, event, claims, documents.values()), voices),
        estimates_sheet(of_policies(casebook.estimates_of(event.event_id), policies), voices, event.voice_ids),
    ]


def _when(event: Event) -> str:
    told = wording.period(event.time, weekday=True) or wording.why_undated(event.time)
    return f"{told} (claims name different days)" if event.time_conflict else told


def record_sheets(casebook: Casebook) -> list[Sheet]:
    """The whole record for a small casebook: events, the figures they rest on, and how those stand to each other."""
    events, relations, claims = casebook.events(), casebook.relations(), casebook.claims()
    by_id = {claim.claim_id: claim for claim in claims}
    documents = {document.document_id: document for document in casebook.documents()}
    voices = voices_of(casebook, claims, documents.values())
    disputed = frozenset(one.event_id for one in relations if one.kind == "contradiction")
    figures: list[tuple[str, ...]] = []
    for event in events:
        for claim_id in event.claim_ids:
            claim = by_id[claim_id]
            for q in claim.quantities:
                outlet = documents[claim.document_id].outlet or documents[claim.document_id].file
                figure = f"{wording.figure(q)} {wording.of_whom(q)}"
                figures.append((event.event_id, figure, voices.of(claim), outlet, f"“{q.quote}”"))
    order = {event.event_id: number for number, event in enumerate(events)}
    relations = sorted(relations, key=lambda one: (order[one.event_id], one.kind, one.relation_id))
    return [
        events_sheet(events, casebook.estimates(), disputed),
        Sheet(title="Figures", columns=("event", "figure", "voice", "outlet", "quote"), rows=tuple(figures)),
        Sheet(
            title="Relations",
            columns=("event", "relation", "one", "other", "reason"),
            rows=tuple((event_id, *row) for event_id, row, _ in _told_once(relations, by_id, voices)),
        ),
    ]


def widths(sheet: Sheet) -> Sequence[int]:
    """The width of each column in characters."""
    return [max(len(row[i]) for row in (sheet.columns, *sheet.rows)) for i in range(len(sheet.columns))]


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def harmless(sheet: Sheet) -> Sheet:
    """The sheet without characters that would move a terminal's cursor, colour it or turn the order of letters."""
    rows = tuple(tuple(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", cell) for cell in row) for row in sheet.rows)
    return Sheet(title=sheet.title, columns=sheet.columns, rows=rows)


def plain(sheet: Sheet) -> str:
    """The table as lines of text, columns aligned, nothing cut off."""
    sheet = harmless(sheet)
    columns = widths(sheet)
    lines = [sheet.title, ""]
    for row in (sheet.columns, *sheet.rows):
        lines.append("  ".join(cell.ljust(width) for cell, width in zip(row, columns, strict=True)).rstrip())
    return "\n".join(lines) + "\n"


def marks_sheet(claims: Iterable[Claim], voices: Voices) -> Sheet:
    """The claims of one document, numbered in the order of the text."""
    rows = tuple(
        (
            str(number),
            claim.trigger.quote,
            f"{claim.event_type}, {claim.status}",
            "; ".join(f"{wording.figure(q)} {wording.of_whom(q)}" for q in claim.quantities),
            wording.where(claim.place) or "",
            wording.period(claim.time) or "",
            voices.of(claim),
            claim.event_id or "",
            claim.claim_id,
        )
        for number, claim in enumerate(claims, start=1)
    )
    columns = ("mark", "word", "what", "figures", "where", "when", "voice", "event", "claim")
    return Sheet(title="Claims", columns=columns, rows=rows)
