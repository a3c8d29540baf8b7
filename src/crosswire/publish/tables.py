"""The record as plain tables: what `demo`, `events`, `show` and the other commands print.

In: a casebook, or nouns of it.  Out: `Sheet`s: a title, column names and rows of text, without colour or markup.  A
cell that has nothing to say is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crosswire.casebook import Casebook
from crosswire.model import Claim, Document, Estimate, Event, Relation
from crosswire.publish import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table; each row has a cell for each column."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def events_sheet(events: Iterable[Event], estimates: Iterable[Estimate], disputed: frozenset[str]) -> Sheet:
    """A row an event, with its figures as reported; ``disputed`` holds the ids of events with a contradiction."""
    figures: dict[str, list[Estimate]] = {}
    for estimate in estimates:
        if estimate.policy == "as-reported":
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


def estimate_words(estimate: Estimate) -> str:
    """ "killed civilians 215–220, best 215": numbers that are equal are told once."""
    told = f"{wording.measure(estimate.measure)} {wording.people(estimate.of)}"
    low, best, high = estimate.low, estimate.best, estimate.high
    if low is not None and low == best == high:
        return f"{told} {low:,}"
    if low is not None and high is not None:
        span = f"{low:,}–{high:,}" if low != high else f"{low:,}"
    elif low is not None:
        span = f"{low:,} or more"
    elif high is not None:
        span = f"{high:,} or fewer"
    else:
        span = "" if best is not None else "not given"
    if best is None:
        return f"{told} {span}"
    return f"{told} {span}, best {best:,}" if span else f"{told} about {best:,}"


def claims_sheet(claims: Iterable[Claim], documents: Mapping[str, Document]) -> Sheet:
    """A row a figure of a claim (or a claim without figures): figure, voice, quote, document."""
    rows: list[tuple[str, ...]] = []
    for claim in claims:
        document = documents[claim.document_id]
        told = (
            claim.voice_id or "",
            wording.manner(claim.attribution),
            claim.status,
            wording.period(claim.time) or "",
            " ".join(claim.evidence[0].quote.split()),
            document.outlet or document.file,
            claim.document_id,
            claim.claim_id,
        )
        figures = [f"{wording.figure(q)} {wording.of_whom(q)}" for q in claim.quantities] or [""]
        rows += [(figure, *told) for figure in figures]
    columns = ("figure", "voice", "how", "status", "when", "quote", "outlet", "document", "claim")
    return Sheet(title="Claims", columns=columns, rows=tuple(rows))


def relations_sheet(relations: Iterable[Relation], claims: Mapping[str, Claim]) -> Sheet:
    """A row a relation, with the figures (or days) that it is about."""
    rows = tuple(
        (one.kind, _side(one, claims[one.claim_a], one.of_a), _side(one, claims[one.claim_b], one.of_b), one.reason)
        for one in relations
    )
    return Sheet(title="Relations", columns=("relation", "one", "other", "reason"), rows=rows)


def _side(relation: Relation, claim: Claim, of: str | None) -> str:
    """The figure of a claim that a relation compares, and its voice."""
    figures = [q for q in claim.quantities if q.measure == relation.measure and q.of == of]
    if figures:
        told = f"{wording.figure(figures[0])} {wording.of_whom(figures[0])}"
    elif relation.measure is None:
        told = wording.period(claim.time) or "no day"
    else:
        told = wording.measure(relation.measure)
    return f"{told} ({claim.voice_id})"


def estimates_sheet(estimates: Iterable[Estimate]) -> Sheet:
    rows = tuple(
        (
            wording.POLICIES.get(one.policy, one.policy),
            wording.measure(one.measure),
            wording.people(one.of),
            *wording.spread(one),
            str(len(one.voice_ids)),
            one.rule,
        )
        for one in estimates
    )
    columns = ("policy", "measure", "of", "low", "best", "high", "voices", "rule")
    return Sheet(title="Estimates", columns=columns, rows=rows)


def documents_sheet(documents: Iterable[Document], claims: Mapping[str, int], main: Mapping[str, str]) -> Sheet:
    """A row a document; ``claims`` counts claims by document id, ``main`` gives its main event."""
    rows = tuple(
        (
            document.document_id,
            document.file if document.row is None else f"{document.file} row {document.row}",
            document.outlet or "",
            document.agency or "",
            document.published or "",
            document.state if document.error is None else f"{document.state}: {document.error.detail}",
            str(claims.get(document.document_id, 0)),
            main.get(document.document_id, ""),
            document.title or "",
        )
        for document in documents
    )
    columns = ("document", "file", "outlet", "agency", "published", "state", "claims", "main event", "title")
    return Sheet(title="Documents", columns=columns, rows=rows)


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
                str(copy.end - copy.start),
                quote if len(quote) <= 100 else f"{quote[:97]}...",
                f"{copy.document_id}[{copy.start}:{copy.end}]",
                f"{copy.other_id}[{copy.other_start}:{copy.other_end}]",
            )
        )
    columns = ("outlet", "other outlet", "kind", "characters", "text", "here", "there")
    return Sheet(title="Copied runs", columns=columns, rows=tuple(rows))


def event_sheets(casebook: Casebook, event: Event) -> list[Sheet]:
    """Everything about one event: the event, its claims, relations and estimates."""
    claims = casebook.claims_in(event.event_id)
    documents = {document_id: casebook.document(document_id) for document_id in event.document_ids}
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
        ("voices", ", ".join(event.voice_ids)),
        ("part of", event.part_of or ""),
    )
    return [
        Sheet(title="Event", columns=("", " "), rows=tuple(fact for fact in facts if fact[1])),
        claims_sheet(sorted(claims, key=lambda c: (c.document_id, c.trigger.start, c.claim_id)), documents),
        relations_sheet(casebook.relations_of(event.event_id), {claim.claim_id: claim for claim in claims}),
        estimates_sheet(casebook.estimates_of(event.event_id)),
    ]


def _when(event: Event) -> str:
    told = wording.period(event.time, weekday=True) or wording.why_undated(event.time)
    return f"{told} (claims name different days)" if event.time_conflict else told


def record_sheets(casebook: Casebook) -> list[Sheet]:
    """The whole record for a small casebook: events, the figures they rest on, and how those stand to each other."""
    events, relations, claims = casebook.events(), casebook.relations(), casebook.claims()
    by_id = {claim.claim_id: claim for claim in claims}
    documents = {document.document_id: document for document in casebook.documents()}
    disputed = frozenset(one.event_id for one in relations if one.kind == "contradiction")
    figures: list[tuple[str, ...]] = []
    for event in events:
        for claim_id in event.claim_ids:
            claim = by_id[claim_id]
            for q in claim.quantities:
                outlet = documents[claim.document_id].outlet or documents[claim.document_id].file
                figure = f"{wording.figure(q)} {wording.of_whom(q)}"
                figures.append((event.event_id, figure, claim.voice_id or "", outlet, f"“{q.quote}”"))
    order = {event.event_id: number for number, event in enumerate(events)}
    relations = sorted(relations, key=lambda one: (order[one.event_id], one.kind, one.relation_id))
    related = relations_sheet(relations, by_id)
    return [
        events_sheet(events, casebook.estimates(), disputed),
        Sheet(title="Figures", columns=("event", "figure", "voice", "outlet", "quote"), rows=tuple(figures)),
        Sheet(
            title=related.title,
            columns=("event", *related.columns),
            rows=tuple((one.event_id, *row) for one, row in zip(relations, related.rows, strict=True)),
        ),
    ]


def widths(sheet: Sheet) -> Sequence[int]:
    """The width of each column in characters."""
    return [max(len(row[i]) for row in (sheet.columns, *sheet.rows)) for i in range(len(sheet.columns))]


def plain(sheet: Sheet) -> str:
    """The table as lines of text, columns aligned, nothing cut off."""
    columns = widths(sheet)
    lines = [sheet.title, ""]
    for row in (sheet.columns, *sheet.rows):
        lines.append("  ".join(cell.ljust(width) for cell, width in zip(row, columns, strict=True)).rstrip())
    return "\n".join(lines) + "\n"


def marks_sheet(claims: Iterable[Claim]) -> Sheet:
    """The claims of one document, numbered in the order of the text."""
    rows = tuple(
        (
            str(number),
            claim.trigger.quote,
            f"{claim.event_type}, {claim.status}",
            "; ".join(f"{wording.figure(q)} {wording.of_whom(q)}" for q in claim.quantities),
            wording.where(claim.place) or "",
            wording.period(claim.time) or "",
            claim.voice_id or "",
            claim.event_id or "",
            claim.claim_id,
        )
        for number, claim in enumerate(claims, start=1)
    )
    columns = ("mark", "word", "what", "figures", "where", "when", "voice", "event", "claim")
    return Sheet(title="Claims", columns=columns, rows=rows)
