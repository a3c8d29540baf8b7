"""The decisions of people who review: what they bind to, what they say, and which of them hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

DecisionKind = Literal["merge", "split", "never_merge", "reject", "add", "correct", "confirm", "grade", "undo"]
Field = Literal["event_type", "mode", "status", "place", "time", "actor", "target", "source", "figure", "grade"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """What a decision binds to: a document and a quote in it, so that it survives a rebuild.

    ``before`` and ``after`` are the characters around the quote, by which it is found again where the text has moved.
    """

    document_id: str
    quote: str
    start: int
    end: int
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValue:
    """What one field is to be, in the words of `crosswire.casebook.fields` (None: nothing), and what it was read as.

    ``words`` are the words of the text that give the value; for a figure they also say which figure is meant.
    """

    field: Field
    value: str | None
    words: Anchored | None = None
    was: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's decision: append-only, signed, reversed only by a further decision (``undo`` names it).

    ``merge``, ``split`` and ``never_merge`` bind to a pair of claims (``a`` and ``b``), ``reject``, ``correct``,
    ``confirm`` and ``grade`` to one, ``add`` to the words that bear the new claim (``b`` is None).  ``fields``: one for
    ``correct``, ``confirm`` and ``grade``, those of the new claim for ``add``.  ``at`` is an ISO 8601 time in UTC.
    """

    decision_id: str
    kind: DecisionKind
    by: str
    at: str
    a: Anchored | None = None
    b: Anchored | None = None
    fields: tuple[FieldValue, ...] = ()
    undoes: str | None = None
    note: str | None = None


def in_time(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions by their own time, then id."""
    return sorted(decisions, key=lambda d: (moment(d.at), d.decision_id))


def moment(at: str) -> datetime:
    """The time of a decision; one without a zone is UTC."""
    moment = datetime.fromisoformat(at)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def effective(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that hold, oldest first, without the undos: an ``undo`` takes back the one it names, an ``undo`` of
    an ``undo`` gives it back."""
    ordered = in_time(decisions)
    undos: dict[str, list[str]] = {}
    for decision in ordered:
        if decision.kind == "undo" and decision.undoes is not None:
            undos.setdefault(decision.undoes, []).append(decision.decision_id)
    known: dict[str, bool] = {}
    for decision in ordered:  # a chain of undos is followed to its end, then back
        chain = [decision.decision_id]
        while chain:
            waiting = [u for u in undos.get(chain[-1], ()) if u not in known and u not in chain]
            if waiting:
                chain.append(waiting[0])
            else:
                one = chain.pop()
                known[one] = not any(known.get(u, False) for u in undos.get(one, ()))
    return [d for d in ordered if d.kind != "undo" and known[d.decision_id]]
