"""The decisions of people, put into the record: claims they add, fields they set, links and grades.

In: the log, the claims as they were read, all documents, the lexicon.  Out: `Decided`: the claims as people left them,
what became of each decision, and the decisions about links for the linker.  A claim that a person added stands in
place of one read at the very same words.  Fields are set in the order of the decisions' own time; ``decision_ids`` of a
claim say who made or changed it.  Never fails: what finds no claim, or no words, is ``lost`` and listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crosswire.casebook.decisions import Anchors, documents_of
from crosswire.casebook.fields import GRADES, put
from crosswire.casebook.settle import Settled, bound, settle
from crosswire.model import Anchored, Attribution, Claim, Decision, Document, Estimate, Quote, content_id
from crosswire.model.decision import effective
from crosswire.reconcile import set_grade

if TYPE_CHECKING:
    from crosswire.casebook.store import Casebook
    from crosswire.lexicon import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """``claims`` by id; ``links``: the decisions the linker is to honour, each bound to single claims."""

    claims: tuple[Claim, ...]
    settled: tuple[Settled, ...]
    links: tuple[Decision, ...]


def decide_claims(
    log: Sequence[Decision], claims: Iterable[Claim], documents: Iterable[Document], lexicon: Lexicon
) -> Decided:
    """The claims with everything people decided about them."""
    by_id = {document.document_id: document for document in documents}
    texts = {document_id: document.text for document_id, document in by_id.items()}
    added = _added(log, by_id, Anchors((), texts))
    read = [c for c in claims if (c.document_id, c.trigger.start, c.trigger.end) not in added]
    anchors = Anchors([*read, *added.values()], texts)
    settled = settle(log, anchors)
    found = dict(anchors.claims)
    for one in settled:
        kind = one.decision.kind
        if kind == "add" or (kind in ("correct", "confirm") and one.state == "holds"):
            for claim_id in one.claims_a:
                found[claim_id] = _with_fields(found[claim_id], one.decision, anchors, by_id, lexicon)
    return Decided(
        claims=tuple(found[claim_id] for claim_id in sorted(found)),
        settled=tuple(settled),
        links=tuple(bound(settled, anchors)),
    )


def _added(
    log: Sequence[Decision], documents: Mapping[str, Document], anchors: Anchors
) -> dict[tuple[str, int, int], Claim]:
    """A claim for each run of words that people added one at, with nothing said of it yet."""
    added: dict[tuple[str, int, int], Claim] = {}
    for decision in effective(log):
        here = anchors.place(decision.a) if decision.kind == "add" and decision.a else None
        if here is not None:
            at = (here.document_id, here.start, here.end)
            added[at] = bare_claim(documents[here.document_id], here.start, here.end)
    return added


def bare_claim(document: Document, start: int, end: int) -> Claim:
    """The claim that a person adds at these words, before anything is said of it."""
    text = document.text
    holding = [p for p in document.passages if p.start <= start and end <= p.end]
    if holding:
        kind, first, last = holding[0].kind, holding[0].start, holding[0].end
    else:
        kind, first, last = "sentence", text.rfind("\n", 0, start) + 1, text.find("\n", end)
        last = len(text) if last < 0 else last
    return Claim(
        claim_id=content_id("claim", document.document_id, start, end, "added"),
        document_id=document.document_id,
        event_type="other",
        status="happened",
        trigger=Quote(start=start, end=end, quote=text[start:end]),
        passage_kind=kind,
        attribution=Attribution(manner="own_voice"),
        evidence=(Quote(start=first, end=last, quote=text[first:last]),),
    )


def _with_fields(
    claim: Claim, decision: Decision, anchors: Anchors, documents: Mapping[str, Document], lexicon: Lexicon
) -> Claim:
    for given in decision.fields:
        here: Anchored | None = anchors.place(given.words) if given.words else None
        words = Quote(start=here.start, end=here.end, quote=here.quote) if here else claim.evidence[0]
        claim = put(claim, given.field, given.value, words, documents[claim.document_id], lexicon)
    return replace(claim, decision_ids=(*claim.decision_ids, decision.decision_id))


def settled_now(log: Sequence[Decision], claims: Sequence[Claim], documents: Iterable[Document]) -> list[Settled]:
    """What became of each decision, from the claims of a record as it stands, and what is added at the next build."""
    by_id = {document.document_id: document for document in documents}
    texts = {document_id: document.text for document_id, document in by_id.items()}
    event_of = {claim.claim_id: claim.event_id for claim in claims if claim.event_id}
    added = _added(log, by_id, Anchors((), texts)).values()
    # a claim that stands already comes last: of two with one id the later is known
    return settle(log, Anchors({claim.claim_id: claim for claim in (*added, *claims)}.values(), texts), event_of)


def settled_in(casebook: Casebook, about: Iterable[str] | None = None) -> list[Settled]:
    """What became of each decision of a casebook, from the documents that its log names; with ``about``, of those
    about these documents."""
    log = casebook.decisions() if about is None else casebook.decisions_about(about)
    documents = casebook.documents(documents_of(log))
    claims = [claim for document in documents for claim in casebook.claims_of(document.document_id)]
    return settled_now(log, claims, documents)


def settled_page(casebook: Casebook, *, limit: int, offset: int = 0) -> list[Settled]:
    """What became of the decisions of a page of the log, the newest first."""
    page = casebook.decisions_page(limit=limit, offset=offset)
    about = documents_of(map(casebook.root_of, page))
    settled = {one.decision.decision_id: one for one in settled_in(casebook, about)}
    return [settled.get(one.decision_id) or Settled(decision=one, state="lost") for one in page]


def with_grades(
    estimates: Iterable[Estimate], settled: Iterable[Settled], event_of: Mapping[str, str]
) -> list[Estimate]:
    """The estimates with the grades people set: on the event's graded estimates, on all of them where none has one."""
    given: dict[str, Decision] = {}
    for one in settled:
        if one.state == "holds" and one.decision.kind == "grade" and one.claims_a and one.claims_a[0] in event_of:
            given[event_of[one.claims_a[0]]] = one.decision
    estimates = list(estimates)
    graded = {one.event_id for one in estimates if one.grade is not None}
    return [
        _graded(one, given[one.event_id])
        if one.event_id in given and (one.grade is not None or one.event_id not in graded)
        else one
        for one in estimates
    ]


def _graded(estimate: Estimate, decision: Decision) -> Estimate:
    reason = f"set by {decision.by} on {decision.at[:10]}" + (f": {decision.note}" if decision.note else "")
    return set_grade(estimate, GRADES[decision.fields[0].value or ""], reason)
