"""Two coders: the same questions for each, without the other's answers; how far they agree; and what they differ on.

The sample is the one `crosswire queue --sample` draws, without reading the rest of the record.  What is decided here
is kept at once, but the record is derived anew only when a coder asks for it: until then nobody sees what the other
changed.  How far they agree is worked out on the page for logs of at most `LOG` decisions, and of longer ones when
somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from crosswire.casebook import Anchors, Casebook, settled_in
from crosswire.casebook.agreement import Agreement, agreement_of, answers_of
from crosswire.casebook.decisions import documents_of
from crosswire.casebook.fields import FIELDS
from crosswire.casebook.queue import Question, link_questions, questions
from crosswire.casebook.sample import drawn_claims, drawn_pairs
from crosswire.casebook.settle import Subject
from crosswire.model import Claim, Decision, Field, Quote
from crosswire.publish import wording
from crosswire.web.pages.review import QUEUE, Told, told
from crosswire.web.query import BadQueryError
from crosswire.web.site import Site, reviewer, site_of

router = APIRouter(include_in_schema=False)
SAMPLE, MOST = 50, 500
LOG = 500  # decisions of which agreement is worked out while somebody waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question of the sample with the sentences it is about; ``other`` is None but for pairs; ``says``: what was
    read, in words (None: nothing)."""

    question: Question
    says: str | None
    told: Told
    other: Told | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Decisions of different people about one thing, in the order of time, each with what it says; ``told``: the claim
    it is about."""

    told: Told
    answers: tuple[tuple[Decision, str], ...]


@router.get("/review/coders")
def coders(request: Request, field: str = "figure", sample: int = SAMPLE) -> HTMLResponse:
    site, name = site_of(request), reviewer(request)
    if field != "link" and field not in FIELDS:
        raise BadQueryError(f"no field {field!r}; there are link, {', '.join(FIELDS)}")
    sample = min(max(sample, 1), MOST)
    with site.reading() as casebook:
        drawn = _drawn(casebook, field, name or "", sample)
        waiting = [question for question in drawn if question.answer is None]
        return site.page(
            request, "coders.html",
            field=field, sample=sample, most=MOST, fields=("figure", "link", *(f for f in FIELDS if f != "figure")),
            drawn=len(drawn), waiting=len(waiting), questions=[_asked(site, casebook, q) for q in waiting[:QUEUE]],
        )  # fmt: skip


@router.get("/review/differ")
def differ(request: Request, agreement: bool = False) -> HTMLResponse:
    site = site_of(request)
    with site.reading() as casebook:
        log = casebook.decisions()
        told = agreement or len(log) <= LOG
        names = sorted({decision.by for decision in log})[:6] if told else []
        agreements = _agreements(log, names, _anchors(casebook, log)) if len(names) > 1 else []
        return site.page(
            request, "differ.html",
            agreements=agreements, waiting=0 if told else len(log),
            conflicts=_conflicts(site, casebook, log),
        )  # fmt: skip


def _drawn(casebook: Casebook, field: str, name: str, sample: int) -> list[Question]:
    if field == "link":
        pairs = drawn_pairs(casebook, sample)
        claims = casebook.claims_named({claim_id for pair in pairs for claim_id in pair})
        return link_questions(claims, pairs, _answers(casebook, name, claims))
    known: Field = next(one for one in FIELDS if one == field)
    claims = drawn_claims(casebook, known, sample)
    return questions(claims, known, _answers(casebook, name, claims), sample=sample)


def _answers(casebook: Casebook, name: str, claims: Iterable[Claim]) -> dict[Subject, str]:
    """What this coder decided about the documents of these claims."""
    log = casebook.decisions_about({claim.document_id for claim in claims})
    return answers_of(name, log, _anchors(casebook, log))


def _anchors(casebook: Casebook, log: Sequence[Decision]) -> Anchors:
    """The claims of the documents that the log names."""
    documents = casebook.documents(documents_of(log))
    claims = [claim for document in documents for claim in casebook.claims_of(document.document_id)]
    return Anchors(claims, {document.document_id: document.text for document in documents})


def _asked(site: Site, casebook: Casebook, question: Question) -> Asked:
    claim = casebook.claim(question.claim_id)
    other = told(site, casebook, casebook.claim(question.other_id)) if question.other_id else None
    shown = told(site, casebook, claim, question.words)
    return Asked(question=question, says=_in_words(site, claim, question), told=shown, other=other)


def _in_words(site: Site, claim: Claim, question: Question) -> str | None:
    """What the page says in the place of the value that a correction is written in."""
    if question.field == "event_type":
        return site.event_type(claim.event_type)
    words = question.words
    figure = next((q for q in claim.quantities if words and q.start == words.start), None)
    if question.field != "figure" or figure is None:
        return question.value
    return f"{wording.figure(figure)} {wording.of_whom(figure)}"


def _agreements(
    log: Sequence[Decision], names: Sequence[str], anchors: Anchors
) -> list[tuple[tuple[str, str], list[Agreement]]]:
    """How far each two agree; those who decided nothing that stands are left out."""
    event_of = {claim.claim_id: claim.event_id for claim in anchors.claims.values() if claim.event_id}
    answers = {name: found for name in names if (found := answers_of(name, log, anchors, event_of))}
    return [((a, b), agreement_of({a: answers[a], b: answers[b]})) for a, b in combinations(answers, 2)]


def _conflicts(site: Site, casebook: Casebook, log: Sequence[Decision]) -> list[Conflict]:
    """Each thing that two people decided otherwise, the latest first; they decided about the same document then."""
    deciding: dict[str, set[str]] = {}
    for decision in log:
        for document_id in documents_of([decision]):
            deciding.setdefault(document_id, set()).add(decision.by)
    about = {document_id for document_id, names in deciding.items() if len(names) > 1}
    settled = {one.decision.decision_id: one for one in settled_in(casebook, about)}
    found, seen = list[Conflict](), set[frozenset[str]]()
    for one in reversed(settled.values()):
        group = frozenset({one.decision.decision_id, *one.against})
        if not one.against or group in seen or not one.claims_a:
            continue
        seen.add(group)
        decisions = sorted((settled[i].decision for i in group), key=lambda d: (d.at, d.decision_id))
        words = next((f.words for d in decisions for f in d.fields if f.words is not None), None)
        claim = casebook.claim(one.claims_a[0])
        here = Quote(start=words.start, end=words.end, quote=words.quote) if words else None
        shown = told(site, casebook, claim, here)
        found.append(Conflict(told=shown, answers=tuple((d, _says(d)) for d in decisions)))
    return found


def _says(decision: Decision) -> str:
    kind = decision.kind.replace("_", " ")
    return kind + "".join(f" {f.field}: {f.value if f.value is not None else 'nothing'}" for f in decision.fields)
