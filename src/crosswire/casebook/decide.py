"""Deciding: one function for each thing a person may decide.  The command line and every other face call these.

In: a casebook, ids (or their beginnings), who decides, and why.  Out: the `Decision`, which is in the log by then; the
next build honours it.  ``at`` is the time of the decision, now where it is left out.  Fails with `UsageError` for an id
the casebook has not, words the text has not, and values that mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crosswire import lexicon
from crosswire.casebook.decisions import anchor_of, anchored
from crosswire.casebook.fields import FIELDS, checked, figures_at, value_of
from crosswire.errors import UsageError
from crosswire.model import Anchored, Claim, Decision, DecisionKind, Document, Field, FieldValue, Quote, content_id

if TYPE_CHECKING:
    from crosswire.casebook.store import Casebook


def merge(
    casebook: Casebook, one: str, other: str, *, by: str, note: str | None = None, at: str | None = None
) -> Decision:
    """Two claims or events tell of one happening."""
    return _pair(casebook, "merge", one, other, by, note, at)


def split(
    casebook: Casebook, one: str, other: str, *, by: str, note: str | None = None, at: str | None = None
) -> Decision:
    """Two claims of one event tell of different happenings."""
    return _pair(casebook, "split", one, other, by, note, at)


def never_merge(
    casebook: Casebook, one: str, other: str, *, by: str, note: str | None = None, at: str | None = None
) -> Decision:
    """Two claims or events must never be one event."""
    return _pair(casebook, "never_merge", one, other, by, note, at)


def reject(casebook: Casebook, claim: str, *, by: str, note: str | None = None, at: str | None = None) -> Decision:
    """The claim was misread: it is left out of every event."""
    found = casebook.claim(_whole(casebook, claim, "reject"))
    return _keep(casebook, "reject", by, note, at, a=_bound(casebook, found))


def add_claim(
    casebook: Casebook,
    document: str,
    start: int,
    end: int,
    fields: Mapping[Field, str | None],
    *,
    by: str,
    note: str | None = None,
    at: str | None = None,
) -> Decision:
    """A claim that the reader missed, at the words from ``start`` to ``end`` (code points) of a document in any
    language.  ``fields`` must give the event type."""
    found = casebook.document(document)
    if not 0 <= start < end <= len(found.text):
        raise UsageError(f"{found.document_id} has {len(found.text)} characters; {start} to {end} is no run of them")
    if "event_type" not in fields:
        raise UsageError("a new claim needs its event_type")
    for claim in casebook.claims_of(found.document_id):
        if (claim.trigger.start, claim.trigger.end) == (start, end) and not claim.decision_ids:
            raise UsageError(f"{claim.claim_id} stands at these words; correct it, or select others")
    words = lexicon.load(casebook.lexicon_folder)
    given = []
    for field in FIELDS:
        if field in fields:
            value = checked(field, fields[field], words)
            shown = _shown(found, field, (value, fields[field]), start)
            given.append(FieldValue(field=field, value=value, words=shown))
    here = anchored(found.document_id, found.text, start, end)
    return _keep(casebook, "add", by, note, at, a=here, fields=tuple(given))


def correct(
    casebook: Casebook,
    claim: str,
    field: Field,
    value: str | None,
    *,
    words: tuple[int, int] | None = None,
    by: str,
    note: str | None = None,
    at: str | None = None,
) -> Decision:
    """A field of a claim is to be ``value`` (None: nothing).  ``words``: the span of the text that gives the value;
    of a claim with several figures, the one meant."""
    found = casebook.claim(_whole(casebook, claim, "correct"))
    new = checked(field, value, lexicon.load(casebook.lexicon_folder))
    given = _given(casebook.document(found.document_id), found, field, (new, value), words)
    return _keep(casebook, "correct", by, note, at, a=_bound(casebook, found), fields=(given,))


def confirm(
    casebook: Casebook,
    claim: str,
    field: Field = "figure",
    *,
    words: tuple[int, int] | None = None,
    by: str,
    note: str | None = None,
    at: str | None = None,
) -> Decision:
    """A field of a claim (by default its figure) was read rightly; it stays so whatever a later reader reads."""
    found = casebook.claim(_whole(casebook, claim, "confirm"))
    document = casebook.document(found.document_id)
    here = _given(document, found, field, (None, None), words)
    given = FieldValue(field=field, value=here.was, words=here.words, was=here.was)
    if field == "figure" and given.value is None:
        raise UsageError(f"{found.claim_id} has no figure to confirm")
    return _keep(casebook, "confirm", by, note, at, a=_bound(casebook, found), fields=(given,))


def grade(
    casebook: Casebook, event: str, value: str, *, by: str, note: str | None = None, at: str | None = None
) -> Decision:
    """How well an event's figures are known, in place of the grade that is suggested."""
    found = casebook.event(event)
    now = {one.grade for one in casebook.estimates_of(found.event_id)} - {None}
    new = checked("grade", value, lexicon.load(casebook.lexicon_folder))
    given = FieldValue(field="grade", value=new, was=now.pop() if len(now) == 1 else None)
    first = casebook.claim(found.claim_ids[0])
    return _keep(casebook, "grade", by, note, at, a=_bound(casebook, first), fields=(given,))


def undo(casebook: Casebook, decision: str, *, by: str, note: str | None = None, at: str | None = None) -> Decision:
    """Take back a decision, or an undo."""
    found = [d.decision_id for d in casebook.decisions() if d.decision_id.startswith(decision)]
    if len(found) != 1:
        listing = f"`crosswire decisions {casebook.folder}` lists all"
        raise UsageError(f"{len(found)} decisions begin with {decision!r}; {listing}")
    return _keep(casebook, "undo", by, note, at, undoes=found[0])


def _pair(
    casebook: Casebook, kind: DecisionKind, one: str, other: str, by: str, note: str | None, at: str | None
) -> Decision:
    a, b = (casebook.claim(_whole(casebook, item, kind)) for item in (one, other))
    if a.claim_id == b.claim_id:
        raise UsageError(f"{one} and {other} are the same; {kind.replace('_', '-')} takes two different ones")
    return _keep(casebook, kind, by, note, at, a=_bound(casebook, a), b=_bound(casebook, b))


def _whole(casebook: Casebook, item: str, kind: DecisionKind) -> str:
    """The id of a claim; an event stands for its first claim where the kind is about events too, or it has only one."""
    if item.startswith("claim"):
        return item
    event = casebook.event(item)
    if kind not in ("merge", "never_merge") and len(event.claim_ids) > 1:
        raise UsageError(f"{item} is an event of several claims; name a claim (`crosswire show` lists them)")
    return event.claim_ids[0]


def _bound(casebook: Casebook, claim: Claim) -> Anchored:
    return anchor_of(claim, casebook.document(claim.document_id).text)


def _given(
    document: Document, claim: Claim, field: Field, value: tuple[str | None, str | None], words: tuple[int, int] | None
) -> FieldValue:
    """The field with the words that stand behind it: those given, those of the figure meant, else those of the value
    (``value``: as checked, as typed)."""
    if field == "grade":
        raise UsageError("a grade is an event's; use grade")
    if words is not None and not 0 <= words[0] < words[1] <= len(document.text):
        raise UsageError(f"{document.document_id} has {len(document.text)} characters; {words} is no run of them")
    here = Quote(start=words[0], end=words[1], quote=document.text[words[0] : words[1]]) if words else None
    if field == "figure":
        here = _figure_meant(claim, value[0], here) or here
    was = value_of(claim, field, here)
    if here is not None:
        shown: Anchored | None = anchored(document.document_id, document.text, here.start, here.end)
    else:
        shown = _shown(document, field, value, claim.trigger.start)
    return FieldValue(field=field, value=value[0], words=shown, was=was)


def _figure_meant(claim: Claim, value: str | None, here: Quote | None) -> Quote | None:
    """The figure of the claim that stands ``here``, or its only one, or its only one of the value's measure."""
    measure = value.split()[0] if value else None
    at = figures_at(claim, here, measure) if here else claim.quantities
    if len(at) > 1:
        at = tuple(q for q in at if q.measure == measure) or at
    if len(at) > 1:
        told = "; ".join(f"“{q.quote}” at {q.start} ({q.measure} {q.of})" for q in at)
        raise UsageError(f"{claim.claim_id} has several figures; name the words of one: {told}")
    return at[0] if at else None


def _shown(document: Document, field: Field, value: tuple[str | None, str | None], near: int) -> Anchored | None:
    """The number or the name of a value where it stands nearest to the claim; None where it does not."""
    if field in ("event_type", "mode", "status", "grade"):
        return None
    wanted = [word for word in value if word]
    if field == "figure":
        wanted = [word for line in wanted for word in line.split() if word.isdecimal()]
    at = [m.span() for word in wanted for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", document.text)]
    if not at:
        return None
    start, end = min(at, key=lambda span: (abs(span[0] - near), span))
    return anchored(document.document_id, document.text, start, end)


def _keep(
    casebook: Casebook,
    kind: DecisionKind,
    by: str,
    note: str | None,
    at: str | None,
    *,
    a: Anchored | None = None,
    b: Anchored | None = None,
    fields: tuple[FieldValue, ...] = (),
    undoes: str | None = None,
) -> Decision:
    if not by.strip():
        raise UsageError("a decision is signed: say who decides with --by")
    at = at or datetime.now(UTC).isoformat(timespec="microseconds")
    told = [f"{one.document_id} {one.start} {one.end}" for one in (a, b) if one is not None]
    told += [f"{one.field}={one.value}" for one in fields]
    decision = Decision(
        decision_id=content_id("decision", kind, by, at, *told, undoes or "", note or ""),
        kind=kind, by=by, at=at, a=a, b=b, fields=fields, undoes=undoes, note=note,
    )  # fmt: skip
    casebook.decide(decision)
    return decision
