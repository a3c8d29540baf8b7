"""Commands for people who review: ``decide`` (one thing at a time) and ``decisions`` (the log, in and out)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosswire.cli.output import as_json, case_argument, print_json, print_sheets, say

if TYPE_CHECKING:
    from crosswire.casebook import Casebook
    from crosswire.model import Decision, Field

_ITEMS = {
    "merge": 2, "split": 2, "never-merge": 2, "reject": 1, "add": 1, "correct": 1, "confirm": 1, "grade": 1, "undo": 1,
}  # fmt: skip


@click.command()
@case_argument
@click.argument("kind", type=click.Choice(list(_ITEMS)))
@click.argument("items", nargs=-1, required=True)
@click.option("--set", "sets", multiple=True, metavar="FIELD=VALUE", help="A field and what it is to be.")
@click.option("--words", help="The words of the text that bear the claim, or give the value.")
@click.option("--at", type=int, help="Where the words start, in characters, if they stand there more than once.")
@click.option("--by", required=True, help="Who decides: a name or a handle; it stays in the log.")
@click.option("--note", help="Why, in words.")
@as_json
def decide(
    case: str,
    kind: str,
    items: tuple[str, ...],
    sets: tuple[str, ...],
    words: str | None,
    at: int | None,
    by: str,
    note: str | None,
    as_json: bool,
) -> None:
    """Write a decision into the log of CASE; the next `build` honours it.

    \b
    merge A B          the two tell of one happening
    split A B          two claims of one event tell of different happenings
    never-merge A B    the two must never be one event
    reject A           the claim was misread: it is left out of every event
    add DOCUMENT       a claim the reader missed, at --words, with --set event_type=… and more
    correct A          one field of the claim is --set FIELD=VALUE (no VALUE: nothing)
    confirm A          the figure of the claim was read rightly (--set FIELD: another field)
    grade EVENT        --set grade=fair (confirmed, fair, weak, contested or discounted)
    undo DECISION      take back a decision (or an undo)

    A and B are ids of claims (of events too, for merge and never-merge), or the beginnings of them.
    """
    from crosswire.casebook import Casebook
    from crosswire.errors import UsageError

    wanted = _ITEMS[kind]
    if len(items) != wanted:
        raise UsageError(f"{kind} takes {wanted} id{'s' if wanted > 1 else ''}, not {len(items)}")
    if words is not None and kind not in ("add", "correct", "confirm"):
        raise UsageError(f"{kind} takes no --words")
    with Casebook.open(case) as casebook:
        decision = _decide(casebook, kind, items, _sets(kind, sets), words, at, by, note)
    if as_json:
        print_json(decision)
    else:
        click.echo(decision.decision_id)
        say(f"next: crosswire build {case}")


def _decide(
    casebook: Casebook,
    kind: str,
    items: tuple[str, ...],
    sets: dict[Field, str | None],
    words: str | None,
    at: int | None,
    by: str,
    note: str | None,
) -> Decision:
    from crosswire.casebook import decide as deciding
    from crosswire.errors import UsageError

    pairs = {"merge": deciding.merge, "split": deciding.split, "never-merge": deciding.never_merge}
    if kind in pairs:
        return pairs[kind](casebook, *items, by=by, note=note)
    (item,) = items
    if kind == "undo":
        return deciding.undo(casebook, item, by=by, note=note)
    if kind == "reject":
        return deciding.reject(casebook, item, by=by, note=note)
    if kind == "grade":
        return deciding.grade(casebook, item, sets.get("grade") or "", by=by, note=note)
    if kind == "add":
        if words is None:
            raise UsageError("add needs --words: the words of the document that say what happened")
        start, end = _span(casebook, item, words, at)
        return deciding.add_claim(casebook, item, start, end, sets, by=by, note=note)
    ((field, value),) = sets.items()
    span = None
    if words is not None:
        claim = casebook.claim(item if item.startswith("claim") else casebook.event(item).claim_ids[0])
        span = _span(casebook, claim.document_id, words, at, claim.trigger.start)
    if kind == "confirm":
        return deciding.confirm(casebook, item, field, words=span, by=by, note=note)
    return deciding.correct(casebook, item, field, value, words=span, by=by, note=note)


def _sets(kind: str, sets: tuple[str, ...]) -> dict[Field, str | None]:
    """The fields of ``--set``; of ``confirm`` the figure where none is named."""
    from crosswire.casebook.fields import FIELDS
    from crosswire.errors import UsageError

    fields = {str(one): one for one in (*FIELDS, "grade")}
    found: dict[Field, str | None] = {}
    for one in sets:
        name, _, value = one.partition("=")
        if name not in fields or (name == "grade") != (kind == "grade"):
            known = "grade" if kind == "grade" else ", ".join(FIELDS)
            raise UsageError(f"--set {one}: {kind} sets {known}, as FIELD=VALUE")
        found[fields[name]] = value or None
    if kind == "confirm" and not found:
        found["figure"] = None
    if kind not in ("add", "correct", "confirm", "grade"):
        if found:
            raise UsageError(f"{kind} takes no --set")
    elif kind != "add" and len(found) != 1:
        raise UsageError(f"{kind} needs one --set FIELD=VALUE")
    return found


def _span(casebook: Casebook, document: str, words: str, at: int | None, near: int | None = None) -> tuple[int, int]:
    """Where the words stand in the document: at ``at``, or the only place, or the one nearest to ``near``."""
    from crosswire.errors import UsageError

    text, starts, start = casebook.document(document).text, [], -1
    while (start := text.find(words, start + 1)) >= 0:
        starts.append(start)
    if not words or not starts:
        raise UsageError(f"{document} does not hold the words {words!r}; copy them from `crosswire show`")
    if at is not None:
        if at not in starts:
            raise UsageError(f"{words!r} does not stand at {at}; it stands at {', '.join(map(str, starts))}")
        return at, at + len(words)
    if len(starts) > 1 and near is None:
        raise UsageError(f"{words!r} stands at {', '.join(map(str, starts))}; say which with --at")
    first = min(starts, key=lambda start: (abs(start - near), start)) if near is not None else starts[0]
    return first, first + len(words)


@click.command()
@case_argument
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the log into this JSONL file.")
@click.option("--import", "given", type=click.Path(dir_okay=False, path_type=Path), help="Take over such a file.")
@as_json
def decisions(case: str, out: Path | None, given: Path | None, as_json: bool) -> None:
    """List the log of decisions: what holds, where reviewers differ, what finds no claim any more; or write it to a
    file, or take over a file."""
    from crosswire.casebook import Casebook, settled_in
    from crosswire.errors import UsageError
    from crosswire.publish.decisions import decisions_sheet, export_decisions, import_decisions

    if out is not None and given is not None:
        raise UsageError("--out and --import are two errands; give one of them")
    with Casebook.open(case) as casebook:
        if out is not None:
            export_decisions(casebook, out)
            print_json({"file": str(out)}) if as_json else click.echo(str(out))
            return
        if given is not None:
            added, known = import_decisions(casebook, given)
            if as_json:
                print_json({"added": added, "known": known})
            else:
                click.echo(f"{added} decisions added, {known} known already")
                say(f"next: crosswire build {case}")
            return
        with casebook.reading():
            settled = settled_in(casebook)
    if as_json:
        print_json(settled)
        return
    print_sheets([decisions_sheet(settled)])
