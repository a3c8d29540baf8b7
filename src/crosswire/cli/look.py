"""Commands that read a casebook: ``events``, ``show``, ``documents``, ``copies``, ``search``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import click

from crosswire.cli.filters import check_type, event_filters
from crosswire.cli.output import as_json, case_argument, policies_option, print_json, print_sheets
from crosswire.model import Policy

if TYPE_CHECKING:
    from crosswire.casebook import Casebook, EventFilter, Settled
    from crosswire.model import Claim, Document
    from crosswire.publish.tables import Sheet

# What would move a terminal's cursor or change its colours.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@click.command()
@case_argument
@event_filters
@click.option(
    "--policy",
    type=click.Choice(get_args(Policy)),
    default="as-reported",
    show_default=True,
    help="Whose figures to show.",
)
@as_json
def events(case: str, wanted: EventFilter, policy: Policy, as_json: bool) -> None:
    """List the events of CASE by day, each with its figures."""
    from crosswire.casebook import Casebook
    from crosswire.publish.tables import events_sheet

    with Casebook.open(case) as casebook, casebook.reading():
        found, estimates, relations = casebook.events(wanted), casebook.estimates(), casebook.relations()
        if not found:
            check_type(casebook, wanted)
    if as_json:
        print_json(found)
        return
    contradicted = frozenset(one.event_id for one in relations if one.kind == "contradiction")
    print_sheets([events_sheet(found, estimates, contradicted, policy)])


@click.command()
@case_argument
@click.argument("item")
@policies_option
@as_json
def show(case: str, item: str, policies: tuple[str, ...], as_json: bool) -> None:
    """Show one event (each figure with voice, quote and document), one document (its text with the claims
    marked) or one claim of CASE.  ITEM is its id or the beginning of it."""
    from crosswire.casebook import Casebook
    from crosswire.errors import UsageError
    from crosswire.publish.figures import of_policies, tolls_of
    from crosswire.publish.tables import event_sheets

    with Casebook.open(case) as casebook, casebook.reading():
        kind = item.partition("-")[0]
        if kind == "doc":
            _show_document(casebook, casebook.document(item), as_json)
            return
        if kind == "claim":
            item = casebook.claim(item).event_id or item
            if item.startswith("claim"):
                raise UsageError(f"{item} is in no event; show its document to see it")
        event = casebook.event(item)
        decided = _decided_about(casebook, {*event.claim_ids})
        if as_json:
            claims, relations = casebook.claims_in(event.event_id), casebook.relations_of(event.event_id)
            estimates = of_policies(casebook.estimates_of(event.event_id), policies)
            toll = tolls_of(casebook, event, claims, [casebook.document(d) for d in event.document_ids])
            told = {"event": event, "claims": claims, "relations": relations, "decisions": decided}
            print_json({**told, "estimates": estimates, "toll": toll})
            return
        print_sheets([*event_sheets(casebook, event, policies), *_decision_sheets(decided)])


def _decided_about(casebook: Casebook, claim_ids: set[str]) -> list[Settled]:
    """The decisions that bind to one of these claims now, those that were undone left out."""
    from crosswire.casebook import settled_in

    return [one for one in settled_in(casebook) if claim_ids & {*one.claims_a, *one.claims_b}]


def _decision_sheets(decided: list[Settled]) -> list[Sheet]:
    from crosswire.publish.decisions import decisions_sheet

    return [decisions_sheet(decided)] if decided else []


def _show_document(casebook: Casebook, document: Document, as_json: bool) -> None:
    from crosswire.publish import tables

    claims = casebook.claims_of(document.document_id)
    decided = _decided_about(casebook, {claim.claim_id for claim in claims})
    if as_json:
        copies = casebook.copies_of(document.document_id)
        print_json({"document": document, "claims": claims, "copies": copies, "decisions": decided})
        return
    main = {k: v for k, v in casebook.main_events().items() if k == document.document_id}
    sheets = [tables.documents_sheet([document], {document.document_id: len(claims)}, main)]
    print_sheets([*sheets, tables.origin_sheet(document)] if document.origin else sheets)
    click.echo(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", marked(document, claims).replace("\r\n", "\n")))
    click.echo("")
    marks = tables.marks_sheet(claims, tables.voices_of(casebook, claims, [document]))
    print_sheets([marks, *_decision_sheets(decided)])


def marked(document: Document, claims: list[Claim]) -> str:
    """The text with each passage that bears claims between ⟦ and ⟧, followed by the numbers of the claims."""
    numbers: dict[tuple[int, int], list[str]] = {}
    for number, claim in enumerate(claims, start=1):
        evidence = claim.evidence[0]
        numbers.setdefault((evidence.start, evidence.end), []).append(str(number))
    told, position = [], 0
    for (start, end), marks in sorted(numbers.items()):
        if start < position:  # evidence inside evidence: its number goes to the end of what is marked already
            told.append(f"[{','.join(marks)}]")
            continue
        told += [document.text[position:start], "⟦", document.text[start:end], "⟧", f"[{','.join(marks)}]"]
        position = end
    return "".join([*told, document.text[position:]])


@click.command()
@case_argument
@as_json
def documents(case: str, as_json: bool) -> None:
    """List the documents of CASE with what became of each."""
    from collections import Counter

    from crosswire.casebook import Casebook
    from crosswire.publish.tables import documents_sheet

    with Casebook.open(case) as casebook, casebook.reading():
        found, main = casebook.documents(), casebook.main_events()
        counts = Counter(claim.document_id for claim in casebook.claims())
    if as_json:
        print_json([{"document": d, "claims": counts[d.document_id], "main_event_id": main.get(d.document_id)}
                    for d in found])  # fmt: skip
        return
    print_sheets([documents_sheet(found, counts, main)])


@click.command()
@case_argument
@as_json
def copies(case: str, as_json: bool) -> None:
    """List the runs of text that documents of CASE share."""
    from crosswire.casebook import Casebook
    from crosswire.publish.tables import copies_sheet

    with Casebook.open(case) as casebook, casebook.reading():
        if as_json:
            print_json(casebook.copies())
            return
        print_sheets([copies_sheet(casebook)])


@click.command()
@case_argument
@click.argument("words")
@as_json
def search(case: str, words: str, as_json: bool) -> None:
    """Find documents and claims of CASE by their words (put a phrase in double quotes)."""
    from crosswire.casebook import Casebook, DocumentFilter
    from crosswire.publish.tables import Sheet

    with Casebook.open(case) as casebook, casebook.reading():
        texts = casebook.documents_page(DocumentFilter(words=words), limit=-1)
        claims = casebook.quotes_page(words, limit=-1)
    if as_json:
        print_json({"documents": [d.document_id for d in texts], "claims": [c.claim_id for c in claims]})
        return
    rows = tuple((d.document_id, d.outlet or d.file, d.published or "", d.title or "") for d in texts)
    quoted = tuple((c.claim_id, c.event_id or "", " ".join(c.evidence[0].quote.split())) for c in claims)
    print_sheets(
        [
            Sheet(title="Documents", columns=("document", "outlet", "published", "title"), rows=rows),
            Sheet(title="Claims", columns=("claim", "event", "sentence"), rows=quoted),
        ]
    )
