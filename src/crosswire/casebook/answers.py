"""What waits for a person, and what each reviewer has answered of it.

In: what became of decisions.  Out: rows of the table ``answered``, written with each decision and anew when the record
is derived; the figures that still wait for a reviewer.  A page of the queue never reads the log.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosswire.casebook.apply import settled_in
from crosswire.casebook.decisions import documents_of
from crosswire.casebook.settle import PAIRS, Settled
from crosswire.model import Decision

if TYPE_CHECKING:
    from crosswire.casebook.store import Casebook

Answer = tuple[str, str, str, int]
"""Who; a claim; the other claim of a pair (else empty); where a figure starts (`WHOLE`: the claim or pair itself)."""
WHOLE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A figure in doubt, by its claim and where it starts.  ``disputed``: it contradicts another; else one voice alone
    gives it."""

    claim_id: str
    start: int
    disputed: bool


def answers_of(settled: Iterable[Settled]) -> set[Answer]:
    """What everybody answered, by what became of the decisions."""
    found = set[Answer]()
    for one in settled:
        if one.state in ("undone", "undo", "lost"):
            continue
        by, kind = one.decision.by, one.decision.kind
        if kind in PAIRS:
            found |= {(by, min(a, b), max(a, b), WHOLE) for a in one.claims_a for b in one.claims_b}
        for claim_id in one.claims_a:
            if kind == "reject":
                found.add((by, claim_id, "", WHOLE))
            for given in one.decision.fields:
                if given.field == "figure":
                    found.add((by, claim_id, "", given.words.start if given.words else WHOLE))
    return found


def note(casebook: Casebook, connection: sqlite3.Connection, decisions: Iterable[Decision]) -> None:
    """Note what decisions, in the log by now, answer or take back.  The caller holds the transaction."""
    about = documents_of(map(casebook.root_of, decisions))
    claims = {claim.claim_id for document in about for claim in casebook.claims_of(document)}
    found = answers_of(settled_in(casebook, about))
    put(connection, claims, {answer for answer in found if not claims.isdisjoint(answer[1:3])})


def put(connection: sqlite3.Connection, claims: Iterable[str], answers: Iterable[Answer]) -> None:
    """Write the answers about these claims in place of those that stand.  The caller holds the transaction."""
    ends = [(claim_id, claim_id) for claim_id in sorted(claims)]
    connection.executemany("DELETE FROM answered WHERE claim_id = ? OR other = ?", ends)
    connection.executemany(
        "INSERT OR IGNORE INTO answered (reviewer, claim_id, other, start) VALUES (?, ?, ?, ?)", sorted(answers)
    )


_ANSWERED = (
    "EXISTS (SELECT 1 FROM answered WHERE reviewer = :by AND answered.claim_id = waiting.claim_id AND other = ''"
    " AND answered.start IN (-1, waiting.start))"
)


def waiting(connection: sqlite3.Connection, by: str | None, limit: int) -> list[Waiting]:
    """The first figures that this reviewer (None: anybody) has not answered: those that contradict another, then those
    of events of ten or more deaths that one voice alone tells of; the most deaths first."""
    query = (
        f"SELECT claim_id, start, disputed FROM waiting WHERE NOT {_ANSWERED}"
        " ORDER BY disputed DESC, killed DESC, claim_id, start LIMIT :limit"
    )
    rows = connection.execute(query, {"by": by or "", "limit": limit})
    return [Waiting(claim_id=claim_id, start=start, disputed=bool(disputed)) for claim_id, start, disputed in rows]


def count_waiting(connection: sqlite3.Connection, by: str | None) -> int:
    """How many figures this reviewer has not answered."""
    query = (
        "SELECT (SELECT count(*) FROM waiting) - (SELECT count(*) FROM waiting WHERE claim_id IN"
        f" (SELECT claim_id FROM answered WHERE reviewer = :by AND other = '') AND {_ANSWERED})"
    )
    return int(connection.execute(query, {"by": by or ""}).fetchone()[0])


def has_answered(connection: sqlite3.Connection, by: str | None, a: str, b: str) -> bool:
    """Whether this reviewer decided about the pair of claims, or about one of them as a whole."""
    query = (
        "SELECT EXISTS (SELECT 1 FROM answered WHERE reviewer = ? AND start = -1"
        " AND (claim_id, other) IN (VALUES (?, ?), (?, ''), (?, '')))"
    )
    return bool(connection.execute(query, (by or "", min(a, b), max(a, b), a, b)).fetchone()[0])
