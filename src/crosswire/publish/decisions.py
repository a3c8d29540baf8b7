"""The decisions of people as a table, and as a JSONL file that goes from one casebook to another.

In: a casebook, or what became of its decisions.  Out: a `Sheet`; a file of one decision a line, in the order of their
time, keys sorted, each with ``schema_version`` (``schema/decisions.schema.json``).  The file is for work: quotes and
notes are in it as they are, names too.  Fails with `UsageError` that names the file and the line for a line that is no
decision; then nothing is taken over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import msgspec

from crosswire.casebook import Casebook, Settled
from crosswire.errors import UsageError
from crosswire.model import Anchored, Decision
from crosswire.model.decision import in_time
from crosswire.publish.jsonl import as_line, line_of
from crosswire.publish.lines import SCHEMA_VERSION, DecisionLine
from crosswire.publish.tables import Sheet
from crosswire.publish.whole import unfinished


def export_decisions(casebook: Casebook, file: Path) -> None:
    """Write the whole log, undos too."""
    lines = [line_of(as_line(DecisionLine, decision)) for decision in in_time(casebook.decisions())]
    with unfinished(file.parent, file.name) as aside:
        (aside / file.name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def import_decisions(casebook: Casebook, file: Path) -> tuple[int, int]:
    """Take over what the file holds and the log does not; how many were added, and how many were known already."""
    decisions = read_decisions(file)
    added = casebook.import_decisions(decisions)
    return added, len(decisions) - added


def read_decisions(file: Path) -> list[Decision]:
    """The decisions of a file."""
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{file}: cannot be read as UTF-8 text ({error}); name a file of exported decisions"
        ) from error
    found: list[Decision] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            found.append(_decision(line, f"{file}, line {number}"))
    return found


def _decision(line: str, where: str) -> Decision:
    try:
        given = json.loads(line)
        if not isinstance(given, dict) or given.pop("schema_version", None) != SCHEMA_VERSION:
            raise UsageError(f"{where}: no decision of schema_version {SCHEMA_VERSION}; export it with this crosswire")
        return msgspec.convert(given, type=Decision, strict=True)
    except (json.JSONDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"{where}: is no decision ({error}); mend the line or leave it out") from error


def decisions_sheet(settled: Iterable[Settled], title: str = "Decisions") -> Sheet:
    """A row a decision; ``against`` names those of others that say otherwise of the same thing."""
    rows = tuple(
        (
            one.decision.decision_id,
            one.decision.at,
            one.decision.by,
            one.decision.kind,
            _place(one.decision.a) or one.decision.undoes or "",
            _place(one.decision.b),
            "; ".join(_field(given.field, given.was, given.value) for given in one.decision.fields),
            _state(one),
            ", ".join(one.against),
            one.decision.note or "",
        )
        for one in settled
    )
    columns = ("decision", "at", "by", "kind", "one", "other", "field", "state", "differs from", "note")
    return Sheet(title=title, columns=columns, rows=rows)


def decision_words(one: Settled) -> str:
    """A decision about a claim: "figure: killed any 20 (was killed any 15), corrected by Ada on 2031-06-01"."""
    decision = one.decision
    done = {"add": "added", "correct": "corrected", "confirm": "confirmed"}.get(decision.kind, decision.kind)
    fields = "; ".join(_field(given.field, given.was, given.value) for given in decision.fields)
    note = f": {decision.note}" if decision.note else ""
    return f"{fields}, {done} by {decision.by} on {decision.at[:10]}{note}" + (
        "; reviewers differ" if one.against else ""
    )


def _place(anchor: Anchored | None) -> str:
    return f"{' '.join(anchor.quote.split())} ({anchor.document_id})" if anchor else ""


def _field(field: str, was: str | None, value: str | None) -> str:
    new = value if value is not None else "nothing"
    return f"{field}: {new}" if was is None or was == value else f"{field}: {new} (was {was})"


def _state(one: Settled) -> str:
    if one.state == "undo":
        return ""
    if one.state == "lost":
        return "lost: what it undoes is not here" if one.decision.kind == "undo" else "lost: no claim at its quote"
    return one.state
