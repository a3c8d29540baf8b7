"""The log of decisions of an open casebook, append-only.

In: decisions.  Out: the whole log, those about some documents, or a page of it, the newest first.  Fails with
`UsageError` for a decision that names nothing, is in the log already, or differs from the one of its id.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from crosswire.casebook.codec import decode, encode
from crosswire.casebook.decisions import check_shape
from crosswire.casebook.opened import Opened
from crosswire.errors import UsageError
from crosswire.model import Decision
from crosswire.model.decision import effective


class Log(Opened):
    """The part of a casebook that holds what people decided."""

    def decide(self, decision: Decision) -> None:
        """Append a decision.  An ``undo`` must name one of the log, the others must name what they are about."""
        if decision.kind == "undo" and decision.undoes is not None and not self.decision(decision.undoes):
            raise UsageError(f"no decision {decision.undoes}; `crosswire decisions CASE` lists them")
        check_shape(decision)
        with self._writing() as connection:
            try:
                _append(connection, decision)
                self._decided(connection, [decision])
            except sqlite3.IntegrityError as error:
                raise UsageError(f"decision {decision.decision_id} is in the log already") from error

    def import_decisions(self, decisions: Iterable[Decision]) -> int:
        """Append those that are not in the log yet, all or none, and say how many.  What they are about need not be
        here: an ``undo`` may come before what it undoes."""
        added: list[Decision] = []
        with self._writing() as connection:
            for decision in decisions:
                check_shape(decision)
                before = self.decision(decision.decision_id)
                if before is None:
                    _append(connection, decision)
                    added.append(decision)
                elif before != decision:
                    raise UsageError(f"decision {decision.decision_id} is in the log with other words; one was changed")
            self._decided(connection, added)
        return len(added)

    def _decided(self, connection: sqlite3.Connection, decisions: Sequence[Decision]) -> None:
        """What is to be noted of decisions beside the log, within the same transaction."""

    def decision(self, decision_id: str) -> Decision | None:
        """The decision of this id; None where the log has none."""
        found = self._nouns(Decision, "SELECT body FROM decisions WHERE decision_id = ?", decision_id)
        return found[0] if found else None

    def root_of(self, decision: Decision) -> Decision:
        """What a chain of undos is about in the end."""
        met = {decision.decision_id}
        while decision.undoes is not None and decision.undoes not in met:
            met.add(decision.undoes)
            before = self.decision(decision.undoes)
            if before is None:
                break
            decision = before
        return decision

    def decisions(self, *, after: int = 0) -> list[Decision]:
        """The whole log, in the order in which it was written; without the first ``after``."""
        return self._nouns(Decision, "SELECT body FROM decisions WHERE sequence > ? ORDER BY sequence", after)

    def decisions_page(self, *, limit: int, offset: int = 0) -> list[Decision]:
        """A page of the log, the newest first."""
        return self._nouns(
            Decision, "SELECT body FROM decisions ORDER BY sequence DESC LIMIT ? OFFSET ?", limit, offset
        )

    def count_decisions(self) -> int:
        return int(self._connection.execute("SELECT coalesce(max(sequence), 0) FROM decisions").fetchone()[0])

    def decisions_about(self, document_ids: Iterable[str]) -> list[Decision]:
        """The decisions about these documents with all that undoes them, in the order in which they were written."""
        found: set[int] = set()
        for document_id in set(document_ids):
            query = "SELECT sequence FROM decided WHERE document_id = ?"
            found.update(number for (number,) in self._connection.execute(query, (document_id,)))
        waiting = sorted(found)
        while waiting:
            query = "SELECT undone.sequence FROM undone JOIN decisions USING (decision_id) WHERE decisions.sequence = ?"
            more = {number for (number,) in self._connection.execute(query, (waiting.pop(),))} - found
            found |= more
            waiting += sorted(more)
        query = "SELECT body FROM decisions WHERE sequence = ?"
        return [decode(Decision, self._connection.execute(query, (number,)).fetchone()[0]) for number in sorted(found)]

    def effective_decisions(self) -> list[Decision]:
        """The decisions that hold after every undo, oldest first."""
        return effective(self.decisions())


def _append(connection: sqlite3.Connection, decision: Decision) -> None:
    sequence = connection.execute(
        "INSERT INTO decisions (decision_id, kind, body) VALUES (?, ?, ?)",
        (decision.decision_id, decision.kind, encode(decision)),
    ).lastrowid
    for anchor in (decision.a, decision.b):
        if anchor is not None:
            connection.execute("INSERT OR IGNORE INTO decided VALUES (?, ?)", (anchor.document_id, sequence))
    if decision.undoes is not None:
        connection.execute("INSERT OR IGNORE INTO undone VALUES (?, ?)", (decision.undoes, sequence))
