"""What people decided, in a form a rebuild can use.

In: decisions, and the claims and texts of the day.  Out: for each the claims its anchors stand for now.  A decision
binds to a quote of a document, never to a claim id, because claim ids change when the reader gets better.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from crosswire.casebook.fields import checked
from crosswire.errors import UsageError
from crosswire.model import Anchored, Claim, Decision
from crosswire.model.decision import moment

WITH_FIELDS = frozenset({"add", "correct", "confirm", "grade"})
CONTEXT = 32
"""Characters kept on each side of a quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A decision with the claim ids its anchors stand for, sorted; an empty ``a`` (or ``b`` where one was
    given) means that the quote bears no claim any more: list it, do not drop it."""

    decision: Decision
    a: tuple[str, ...]
    b: tuple[str, ...]

    @property
    def lost(self) -> bool:
        return (self.decision.a is not None and not self.a) or (self.decision.b is not None and not self.b)


def check_shape(decision: Decision) -> None:
    """`UsageError` for a decision that does not name what its kind is about."""
    kind = decision.kind
    pair, undo, sets = kind in ("merge", "split", "never_merge"), kind == "undo", kind in WITH_FIELDS
    if (decision.a is None) != undo or (decision.b is not None) != pair or (decision.undoes is not None) != undo:
        needed = "two claims or events" if pair else "the decision it undoes" if undo else "one claim"
        raise UsageError(f"{kind} needs {needed}")
    if bool(decision.fields) != sets or (kind != "add" and len(decision.fields) > 1):
        raise UsageError(f"{kind} " + ("needs a field and its value" if sets else "sets no field"))
    for anchor in (decision.a, decision.b, *(given.words for given in decision.fields)):
        if anchor is not None and (
            anchor.start < 0 or anchor.end - anchor.start != len(anchor.quote) or not anchor.quote
        ):
            raise UsageError(f"{kind}: {anchor.quote!r} is not as long as from {anchor.start} to {anchor.end}")
    if not decision.by.strip():
        raise UsageError(f"{kind} bears no name")
    try:
        moment(decision.at)
    except ValueError as error:
        raise UsageError(f"{kind}: {decision.at!r} is no time; write 2031-06-01T12:00:00+00:00") from error
    for given in decision.fields:
        if (given.field == "grade") != (kind == "grade"):
            raise UsageError(f"{kind} sets no {given.field}")
        checked(given.field, given.value)


def anchored(document_id: str, text: str, start: int, end: int) -> Anchored:
    """The words of a text from ``start`` to ``end``, with what stands around them."""
    return Anchored(
        document_id=document_id,
        quote=text[start:end],
        start=start,
        end=end,
        before=text[max(0, start - CONTEXT) : start],
        after=text[end : end + CONTEXT],
    )


def anchor_of(claim: Claim, text: str | None = None) -> Anchored:
    """Where a decision about this claim binds: the word that says what happened.  ``text``: of its document."""
    trigger = claim.trigger
    if text is not None:
        return anchored(claim.document_id, text, trigger.start, trigger.end)
    return Anchored(document_id=claim.document_id, quote=trigger.quote, start=trigger.start, end=trigger.end)


def documents_of(log: Iterable[Decision]) -> set[str]:
    """The ids of the documents that decisions are about."""
    return {anchor.document_id for one in log for anchor in (one.a, one.b) if anchor is not None}


def found_again(anchor: Anchored, text: str) -> Anchored | None:
    """The anchor where its quote stands in ``text`` now; None where it stands nowhere, or in several places that
    what stood around it does not tell apart."""
    if text[anchor.start : anchor.end] == anchor.quote:
        return anchor
    starts = _occurrences(anchor.quote, text)
    if len(starts) > 1:
        whole = anchor.before + anchor.quote + anchor.after
        starts = [start + len(anchor.before) for start in _occurrences(whole, text)]
    if len(starts) != 1:
        return None
    return replace(anchor, start=starts[0], end=starts[0] + len(anchor.quote))


def _occurrences(words: str, text: str) -> list[int]:
    starts, at = [], text.find(words)
    while words and at >= 0:
        starts.append(at)
        at = text.find(words, at + 1)
    return starts


class Anchors:
    """Claims by where decisions may bind.  ``texts``: the texts by document id; None where they cannot have moved."""

    def __init__(self, claims: Iterable[Claim], texts: Mapping[str, str] | None = None) -> None:
        self.texts = texts
        self.claims: dict[str, Claim] = {}
        self._in: dict[str, list[Claim]] = {}
        for claim in claims:
            self.claims[claim.claim_id] = claim
            self._in.setdefault(claim.document_id, []).append(claim)

    def place(self, anchor: Anchored) -> Anchored | None:
        """The anchor where it stands now; None where the document or the quote is gone."""
        if self.texts is None:
            return anchor
        text = self.texts.get(anchor.document_id)
        return None if text is None else found_again(anchor, text)

    def at(self, anchor: Anchored | None) -> tuple[str, ...]:
        """Ids of the claims whose trigger stands there; else whose trigger, else whose evidence overlaps it."""
        here = self.place(anchor) if anchor is not None else None
        if here is None:
            return ()
        claims = self._in.get(here.document_id, ())
        return (
            tuple(sorted(c.claim_id for c in claims if (c.trigger.start, c.trigger.end) == (here.start, here.end)))
            or tuple(sorted(c.claim_id for c in claims if c.trigger.overlaps(here.start, here.end)))
            or tuple(sorted(c.claim_id for c in claims if any(e.overlaps(here.start, here.end) for e in c.evidence)))
        )

    def resolve(self, decision: Decision) -> Resolved:
        """The claims the decision's anchors stand for now.  What sets a field means one claim, or it is lost."""
        a, b = self.at(decision.a), self.at(decision.b)
        if any(given.words is not None and self.place(given.words) is None for given in decision.fields):
            a = ()
        if decision.kind in ("correct", "confirm") and len(a) > 1:
            wanted = decision.fields[0] if decision.fields else None
            a = tuple(c for c in a if wanted and self._reads(self.claims[c], wanted.words)) if wanted else ()
            a = a if len(a) == 1 else ()
        return Resolved(decision=decision, a=a, b=b)

    def _reads(self, claim: Claim, words: Anchored | None) -> bool:
        """Whether one of the claim's figures stands at these words."""
        return words is not None and any(q.overlaps(words.start, words.end) for q in claim.quantities)
