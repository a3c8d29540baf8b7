"""Which decisions hold where several are about the same thing.

In: the log, and the anchors of the day.  Out: a `Settled` a decision, in the order of their time.  Two decisions are
about one thing when they are about the same pair of claims, the same claim (to keep or to reject it), the same field
of a claim (of figures: the same words), or the grade of one event.  The rule: **the latest holds meanwhile**, by its
own time, then id.  What the same person said before is ``replaced``; what another person said otherwise is
``overruled``, and both name each other in ``against``: a conflict that stays in sight until one of them is undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from crosswire.casebook.decisions import Anchors, Resolved, anchor_of
from crosswire.model import Decision, FieldValue
from crosswire.model.decision import effective, in_time

State = Literal["holds", "replaced", "overruled", "undone", "lost", "undo"]
Subject = tuple[str, ...]
PAIRS = ("merge", "split", "never_merge")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A decision with the claims it binds to now and what became of it.  ``against``: ids of the decisions of others
    that say otherwise of the same thing, sorted.  ``undo``: it is one; its effect shows in what it undoes."""

    decision: Decision
    state: State
    claims_a: tuple[str, ...] = ()
    claims_b: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What a decision says of one thing.  ``decisive``: it holds only if this holds."""

    decision: Decision
    answer: str
    decisive: bool


def settle(log: Iterable[Decision], anchors: Anchors, event_of: Mapping[str, str] | None = None) -> list[Settled]:
    """What became of every decision of the log.  ``event_of``: the event of a claim, to tell grades of one event."""
    log = list(log)
    known = {decision.decision_id for decision in log}
    holding = [anchors.resolve(decision) for decision in effective(log)]
    said: dict[Subject, list[Said]] = {}
    for one in holding:
        if not one.lost:
            for subject, word in subjects(one, event_of or {}):
                said.setdefault(subject, []).append(word)
    states: dict[str, State] = {}
    against: dict[str, set[str]] = {}
    for words in said.values():
        _judge(words, states, against)
    found = {one.decision.decision_id: one for one in holding}
    settled = []
    for decision in in_time(log):
        resolved = found.get(decision.decision_id)
        if resolved is None:
            astray = decision.kind == "undo" and decision.undoes not in known
            settled.append(Settled(decision=decision, state="lost" if astray else _no_more(decision)))
            continue
        state: State = "lost" if resolved.lost else states.get(decision.decision_id, "holds")
        others = tuple(sorted(against.get(decision.decision_id, ())))
        settled.append(
            Settled(decision=decision, state=state, claims_a=resolved.a, claims_b=resolved.b, against=others)
        )
    return settled


def _no_more(decision: Decision) -> State:
    return "undo" if decision.kind == "undo" else "undone"


def subjects(one: Resolved, event_of: Mapping[str, str]) -> Iterable[tuple[Subject, Said]]:
    """What a decision is about, and what it says of it."""
    d = one.decision
    a = " ".join(one.a)
    if d.kind in PAIRS:
        pair = tuple(sorted((a, " ".join(one.b))))
        yield ("pair", *pair), Said(d, "one" if d.kind == "merge" else "apart", True)
    elif d.kind == "grade":
        event = event_of.get(one.a[0], a)
        yield ("grade", event), Said(d, d.fields[0].value or "", True)
    else:
        for claim in one.a:
            yield ("claim", claim), Said(d, "rejected" if d.kind == "reject" else "kept", True)
            for given in d.fields:
                yield ("field", claim, given.field, *_place_of(given)), Said(d, given.value or "", d.kind != "add")


def _place_of(given: FieldValue) -> tuple[str, ...]:
    """Which figure is meant; other fields are one of a kind."""
    words = given.words
    return (str(words.start), str(words.end)) if given.field == "figure" and words else ()


def _judge(words: list[Said], states: dict[str, State], against: dict[str, set[str]]) -> None:
    """Set what became of each; ``words`` are in the order of time."""
    last_of = {word.decision.by: word for word in words}
    last = words[-1]
    for word in words:
        own = last_of[word.decision.by]
        if own.answer != word.answer:
            _worse(states, word, "replaced")
            continue
        others = [w for w in last_of.values() if w.decision.by != word.decision.by and w.answer != word.answer]
        against.setdefault(word.decision.decision_id, set()).update(w.decision.decision_id for w in others)
        if last.answer != word.answer:
            _worse(states, word, "overruled")


def _worse(states: dict[str, State], word: Said, state: State) -> None:
    if word.decisive and states.get(word.decision.decision_id) != "overruled":
        states[word.decision.decision_id] = state


def bound(settled: Iterable[Settled], anchors: Anchors) -> list[Decision]:
    """The decisions about links that hold, each to exactly the claims it stands for now (one to several where
    its quote bears several)."""
    found, claims = list[Decision](), anchors.claims
    for one in settled:
        if one.state != "holds" or one.decision.kind not in (*PAIRS, "reject"):
            continue
        for a in one.claims_a:
            for b in one.claims_b or (None,):
                if a != b:
                    found.append(replace(one.decision, a=anchor_of(claims[a]), b=anchor_of(claims[b]) if b else None))
    return found
