"""What changed between two casebooks: events and figures, and why.

In: two `Snapshot`s, the older and the newer.  Out: a `Diff`: documents and decisions that came and went; events that
are new, gone, merged or split (by the claims they share, and by former ids where they share none); and each figure
(low, best, high or grade of an estimate) that is another one now, with its causes.

A figure's causes are looked for among the claims that give its measure, before and after: a claim came with a new
document or by reading, went with a document or is read no more, came from or went to another event, is read otherwise,
has another voice; and the decisions about these claims that came to hold or hold no more.  Where none of it is
so, the rule itself changed: another version of crosswire or of the lexicon.  Claims are known again by their ids, which
come from the document and the place in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from crosswire.casebook import Casebook, Settled, settled_in
from crosswire.model import Claim, Document, Estimate, Event, Measure, Of

CauseKind = Literal["document", "reading", "link", "decision", "voice", "rule"]
EventChangeKind = Literal["new", "gone", "merged", "split"]
Numbers = tuple[int | None, int | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What of a casebook is compared."""

    documents: Sequence[Document] = ()
    claims: Sequence[Claim] = ()
    events: Sequence[Event] = ()
    estimates: Sequence[Estimate] = ()
    settled: Sequence[Settled] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why a figure changed, in words, with the claim, document and decision it is about (None: it is about none)."""

    kind: CauseKind
    text: str
    claim_id: str | None = None
    document_id: str | None = None
    decision_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """One estimate that differs.  ``before`` and ``after``: low, best, high (None: there was or is no such estimate).
    ``old_event_id`` is None for a figure of an event that is new, ``new_event_id`` for one of an event that is gone."""

    old_event_id: str | None
    new_event_id: str | None
    label: str
    policy: str
    measure: Measure
    of: Of
    side_id: str | None
    column: str | None
    before: Numbers | None
    after: Numbers | None
    grade_before: str | None
    grade_after: str | None
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventChange:
    """``merged``: several old events are one; ``split``: one old event is several."""

    kind: EventChangeKind
    label: str
    old_ids: tuple[str, ...]
    new_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """Ids are sorted.  ``policies``: those that both have, whose figures are compared."""

    documents_added: tuple[str, ...]
    documents_removed: tuple[str, ...]
    decisions_holding: tuple[str, ...]
    decisions_no_more: tuple[str, ...]
    policies: tuple[str, ...]
    events: tuple[EventChange, ...]
    figures: tuple[FigureChange, ...]


def snapshot(casebook: Casebook) -> Snapshot:
    """A casebook as it stands."""
    with casebook.reading():
        return Snapshot(
            documents=casebook.documents(),
            claims=casebook.claims(),
            events=casebook.events(),
            estimates=casebook.estimates(),
            settled=settled_in(casebook),
        )


def diff(old: Snapshot, new: Snapshot) -> Diff:
    """What changed from ``old`` to ``new``."""
    return _Comparison(old, new).diff()


class _Side:
    """A snapshot with look-ups."""

    def __init__(self, given: Snapshot) -> None:
        self.documents = {d.document_id: d for d in given.documents}
        self.claims = {c.claim_id: c for c in given.claims}
        self.events = {e.event_id: e for e in given.events}
        self.event_of = {claim_id: e.event_id for e in given.events for claim_id in e.claim_ids}
        self.policies = {e.policy for e in given.estimates}
        self.estimates: dict[str, dict[tuple[str, ...], Estimate]] = {}
        for estimate in sorted(given.estimates, key=lambda e: e.estimate_id):
            self.estimates.setdefault(estimate.event_id, {})[_key(estimate)] = estimate
        self.holding = {s.decision.decision_id: s for s in given.settled if s.state == "holds"}

    def giving(self, event_id: str | None, measure: Measure) -> dict[str, Claim]:
        """The claims of an event that give a figure of a measure."""
        event = self.events.get(event_id) if event_id is not None else None
        own = (self.claims[i] for i in event.claim_ids if i in self.claims) if event else ()
        return {c.claim_id: c for c in own if any(q.measure == measure for q in c.quantities)}


def _key(estimate: Estimate) -> tuple[str, ...]:
    """What the estimate is of."""
    return (estimate.measure, estimate.of, estimate.policy, estimate.side_id or "", estimate.column or "")


class _Comparison:
    def __init__(self, old: Snapshot, new: Snapshot) -> None:
        self.old, self.new = _Side(old), _Side(new)
        shared: Counter[tuple[str, str]] = Counter()
        for claim_id, event_id in self.old.event_of.items():
            if claim_id in self.new.event_of:
                shared[event_id, self.new.event_of[claim_id]] += 1
        for event in self.new.events.values():
            for former in event.former_ids:
                if former in self.old.events and not any(pair[0] == former for pair in shared):
                    shared[former, event.event_id] = 1
        ranked = sorted(shared, key=lambda pair: (-shared[pair], pair[0] != pair[1], pair))
        self.heir: dict[str, str] = {}
        self.parent: dict[str, str] = {}
        for a, b in ranked:
            self.heir.setdefault(a, b)
            self.parent.setdefault(b, a)

    def diff(self) -> Diff:
        old, new = self.old, self.new
        both = old.policies & new.policies or old.policies | new.policies
        return Diff(
            documents_added=tuple(sorted(new.documents.keys() - old.documents.keys())),
            documents_removed=tuple(sorted(old.documents.keys() - new.documents.keys())),
            decisions_holding=tuple(sorted(new.holding.keys() - old.holding.keys())),
            decisions_no_more=tuple(sorted(old.holding.keys() - new.holding.keys())),
            policies=tuple(sorted(both)),
            events=tuple(self._events()),
            figures=tuple(self._figures(both)),
        )

    def _events(self) -> Iterator[EventChange]:
        old, new = self.old, self.new
        for event_id in sorted(new.events.keys() - self.parent.keys()):
            yield EventChange(kind="new", label=new.events[event_id].label, old_ids=(), new_ids=(event_id,))
        for event_id in sorted(old.events.keys() - self.heir.keys()):
            yield EventChange(kind="gone", label=old.events[event_id].label, old_ids=(event_id,), new_ids=())
        for event_id, parts in _grouped(self.heir):
            if len(parts) > 1:
                yield EventChange(kind="merged", label=new.events[event_id].label, old_ids=parts, new_ids=(event_id,))
        for event_id, parts in _grouped(self.parent):
            if len(parts) > 1:
                yield EventChange(kind="split", label=old.events[event_id].label, old_ids=(event_id,), new_ids=parts)

    def _figures(self, policies: Iterable[str]) -> list[FigureChange]:
        wanted = set(policies)
        pairs: set[tuple[str | None, str | None]] = {(a, b) for b, a in self.parent.items() if self.heir.get(a) == b}
        pairs |= {(None, b) for b in self.new.events if not any(b == one for _, one in pairs)}
        pairs |= {(a, None) for a in self.old.events if not any(a == one for one, _ in pairs)}
        found = []
        for a, b in sorted(pairs, key=lambda pair: (pair[1] or "", pair[0] or "")):
            before, after = self.old.estimates.get(a or "", {}), self.new.estimates.get(b or "", {})
            for key in sorted(before.keys() | after.keys()):
                one, other = before.get(key), after.get(key)
                if key[2] in wanted and _told(one) != _told(other):
                    found.append(self._change(a, b, one, other))
        return found

    def _change(self, a: str | None, b: str | None, one: Estimate | None, other: Estimate | None) -> FigureChange:
        either = other or one
        assert either is not None
        event = self.new.events[b] if b is not None else self.old.events[a or ""]
        return FigureChange(
            old_event_id=a,
            new_event_id=b,
            label=event.label,
            policy=either.policy,
            measure=either.measure,
            of=either.of,
            side_id=either.side_id,
            column=either.column,
            before=_numbers(one),
            after=_numbers(other),
            grade_before=one.grade if one else None,
            grade_after=other.grade if other else None,
            causes=tuple(self._causes(a, b, one, other)),
        )

    def _causes(self, a: str | None, b: str | None, one: Estimate | None, other: Estimate | None) -> list[Cause]:
        either = other or one
        assert either is not None
        before, after = self.old.giving(a, either.measure), self.new.giving(b, either.measure)
        causes = [self._came(after[i], a) for i in sorted(after.keys() - before.keys())]
        causes += [self._went(before[i], b) for i in sorted(before.keys() - after.keys())]
        for claim_id in sorted(before.keys() & after.keys()):
            causes += _read_otherwise(before[claim_id], after[claim_id], either.measure)
        claims = {*before, *after}
        events = {event.claim_ids for event in (self.old.events.get(a or ""), self.new.events.get(b or "")) if event}
        whole = claims | {claim_id for ids in events for claim_id in ids}
        causes += self._decisions(claims, whole)
        if not causes:
            told = f"{one.rule if one else 'none'} → {other.rule if other else 'none'}"
            causes.append(Cause(kind="rule", text=f"the same claims, read by another rule: {told}"))
        return causes

    def _came(self, claim: Claim, event_id: str | None) -> Cause:
        where = _where(claim)
        if claim.document_id not in self.old.documents:
            return _cause("document", f"a document was added: {where}", claim)
        if claim.claim_id not in self.old.claims:
            how = "added by a person" if claim.decision_ids else "read now and not before"
            return _cause("decision" if claim.decision_ids else "reading", f"a claim is {how}: {where}", claim)
        was = self.old.event_of.get(claim.claim_id)
        if was is not None and was == event_id:
            return _cause("reading", f"a claim gives this figure now: {where}", claim)
        return _cause("link", f"a claim came from {was or 'outside any event'}: {where}", claim)

    def _went(self, claim: Claim, event_id: str | None) -> Cause:
        where = _where(claim)
        if claim.document_id not in self.new.documents:
            return _cause("document", f"a document was removed: {where}", claim)
        if claim.claim_id not in self.new.claims:
            return _cause("reading", f"a claim is read no more: {where}", claim)
        now = self.new.event_of.get(claim.claim_id)
        if now is not None and now == event_id:
            return _cause("reading", f"a claim gives this figure no more: {where}", claim)
        return _cause("link", f"a claim went to {now or 'no event'}: {where}", claim)

    def _decisions(self, claims: set[str], whole: set[str]) -> Iterator[Cause]:
        """Decisions about these claims, of links and grades about any claim of the event, that hold now or no more."""
        for side, other, told in ((self.new, self.old, "holds now"), (self.old, self.new, "holds no more")):
            for decision_id in sorted(side.holding.keys() - other.holding.keys()):
                one = side.holding[decision_id]
                d = one.decision
                about = claims if d.kind in ("add", "correct", "confirm") else whole
                if about & {*one.claims_a, *one.claims_b}:
                    note = f": {d.note}" if d.note else ""
                    text = f"{d.kind.replace('_', '-')} by {d.by} on {d.at[:10]} {told}{note}"
                    yield Cause(kind="decision", text=text, decision_id=decision_id)


def _grouped(mapping: Mapping[str, str]) -> list[tuple[str, tuple[str, ...]]]:
    found: dict[str, list[str]] = {}
    for one, into in mapping.items():
        found.setdefault(into, []).append(one)
    return [(into, tuple(sorted(found[into]))) for into in sorted(found)]


def _told(estimate: Estimate | None) -> tuple[object, ...] | None:
    return (estimate.low, estimate.best, estimate.high, estimate.grade) if estimate else None


def _numbers(estimate: Estimate | None) -> Numbers | None:
    return (estimate.low, estimate.best, estimate.high) if estimate else None


def _where(claim: Claim) -> str:
    words = " ".join(claim.evidence[0].quote.split())
    return f"“{words if len(words) <= 120 else words[:117] + '...'}”"


def _cause(kind: CauseKind, text: str, claim: Claim) -> Cause:
    return Cause(kind=kind, text=text, claim_id=claim.claim_id, document_id=claim.document_id)


def _read_otherwise(old: Claim, new: Claim, measure: Measure) -> Iterator[Cause]:
    where = _where(new)
    figures = [[q for q in claim.quantities if q.measure == measure] for claim in (old, new)]
    if figures[0] != figures[1] or old.status != new.status:
        decided = old.decision_ids != new.decision_ids
        kind: CauseKind = "decision" if decided else "reading"
        yield _cause(kind, f"a claim {'was corrected' if decided else 'is read otherwise'}: {where}", new)
    elif old.voice_id != new.voice_id:
        yield _cause("voice", f"a claim has another voice, {new.voice_id} after {old.voice_id}: {where}", new)
