"""Commands for people who review: ``decide`` (merge, split, never-merge, reject, undo) and ``decisions``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from crosswire.cli.output import as_json, case_argument, print_json, print_sheets, say

if TYPE_CHECKING:
    from crosswire.casebook import Casebook
    from crosswire.model import Anchored, DecisionKind

_KINDS: dict[str, DecisionKind] = {
    "merge": "merge", "split": "split", "never-merge": "never_merge", "reject": "reject", "undo": "undo",
}  # fmt: skip


@click.command()
@case_argument
@click.argument("kind", type=click.Choice(list(_KINDS)))
@click.argument("items", nargs=-1, required=True)
@click.option("--by", required=True, help="Who decides: a name or a handle; it stays in the log.")
@click.option("--note", help="Why, in words.")
@as_json
def decide(case: str, kind: str, items: tuple[str, ...], by: str, note: str | None, as_json: bool) -> None:
    """Write a decision into the log of CASE; the next `build` honours it.

    \b
    merge A B        the two tell of one happening
    split A B        two claims of one event tell of different happenings
    never-merge A B  the two must never be one event
    reject A         the claim was misread: it is left out of every event
    undo DECISION    take back a decision (or an undo)

    A and B are ids of claims (of events too, for merge and never-merge), or the beginnings of them.
    """
    from crosswire.casebook import Casebook
    from crosswire.errors import UsageError
    from crosswire.model import Decision, content_id

    decision_kind = _KINDS[kind]
    wanted = 1 if kind in ("reject", "undo") else 2
    if len(items) != wanted:
        raise UsageError(f"{kind} takes {wanted} id{'s' if wanted > 1 else ''}, not {len(items)}")
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    with Casebook.open(case) as casebook:
        undoes, a, b = None, None, None
        if kind == "undo":
            undoes = _decision_id(casebook, items[0])
        else:
            events_too = kind in ("merge", "never-merge")
            a = _anchor(casebook, items[0], events_too)
            b = _anchor(casebook, items[1], events_too) if wanted == 2 else None
            if a == b:
                raise UsageError(f"{items[0]} and {items[1]} are the same; {kind} takes two different ones")
        decision = Decision(
            decision_id=content_id("decision", decision_kind, by, at, *items),
            kind=decision_kind,
            by=by,
            at=at,
            a=a,
            b=b,
            undoes=undoes,
            note=note,
        )
        casebook.decide(decision)
    if as_json:
        print_json(decision)
    else:
        click.echo(decision.decision_id)
        say(f"next: crosswire build {case}")


def _anchor(casebook: Casebook, item: str, events_too: bool) -> Anchored:
    """Where a decision about a claim binds; an event stands for its first claim."""
    from crosswire.casebook import anchor_of
    from crosswire.errors import UsageError

    if item.startswith("claim"):
        return anchor_of(casebook.claim(item))
    event = casebook.event(item)
    if not events_too and len(event.claim_ids) > 1:
        raise UsageError(f"{item} is an event of several claims; name a claim (`crosswire show` lists them)")
    return anchor_of(casebook.claim(event.claim_ids[0]))


def _decision_id(casebook: Casebook, item: str) -> str:
    from crosswire.errors import UsageError

    found = [d.decision_id for d in casebook.decisions() if d.decision_id.startswith(item)]
    if len(found) != 1:
        raise UsageError(
            f"{len(found)} decisions begin with {item!r}; `crosswire decisions {casebook.folder}` lists all"
        )
    return found[0]


@click.command()
@case_argument
@as_json
def decisions(case: str, as_json: bool) -> None:
    """List the log of decisions, what holds, and what finds no claim any more."""
    from crosswire.casebook import Casebook, resolve_anchor
    from crosswire.publish.tables import Sheet

    with Casebook.open(case) as casebook, casebook.reading():
        log, claims = casebook.decisions(), casebook.claims()
        holding = {d.decision_id for d in casebook.effective_decisions()}
    resolved = [resolve_anchor(decision, claims) for decision in log]

    def state(index: int) -> str:
        if log[index].kind == "undo":
            return ""
        if log[index].decision_id not in holding:
            return "undone"
        return "lost: no claim at its quote" if resolved[index].lost else "holds"

    if as_json:
        print_json(
            [
                {"decision": d, "state": state(i), "claims_a": resolved[i].a, "claims_b": resolved[i].b}
                for i, d in enumerate(log)
            ]
        )
        return
    rows = tuple(
        (
            d.decision_id,
            d.at,
            d.by,
            d.kind,
            f"{d.a.quote} ({d.a.document_id})" if d.a else d.undoes or "",
            f"{d.b.quote} ({d.b.document_id})" if d.b else "",
            state(i),
            d.note or "",
        )
        for i, d in enumerate(log)
    )
    columns = ("decision", "at", "by", "kind", "one", "other", "state", "note")
    print_sheets([Sheet(title="Decisions", columns=columns, rows=rows)])
