"""What waits for a person: figures in doubt, and pairs of claims that were joined or kept apart.

A queue begins with the first question its reviewer has not answered; what others decided is asked again.  Figures
come by doubt and weight, each a question: those that contradict another, then those that one voice alone gives, most
deaths first.  Pairs come with the events most voices tell of; within a page, joined pairs of the lowest scores first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from crosswire.casebook import Casebook, EventBrief, Waiting
from crosswire.casebook.fields import value_of
from crosswire.model import Claim, Document, Event, Quantity, Quote
from crosswire.publish import wording
from crosswire.publish.voices import name_voices
from crosswire.web.site import Site, reviewer, site_of

router = APIRouter(include_in_schema=False)
QUEUE = 20  # questions on a page
CHUNK = 100  # events looked at in one go
RELATIONS = 100  # of a claim, as many as are looked through for what a figure contradicts
AGAINST = 4  # shown beside a figure
PAIRS = 6  # pairs of one event on a page, as many of each kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim as a question shows it: its sentence cut at the words in question (before, these, after)."""

    claim: Claim
    document: Document
    voice: str
    sentence: tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureQuestion:
    """A figure that waits: because it is ``disputed`` or because one voice alone gives it; ``against``: the figures it
    contradicts, in words, with their claims."""

    told: Told
    event: EventBrief
    figure: Quantity
    words: str
    value: str
    disputed: bool
    against: tuple[tuple[str, Told], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairQuestion:
    """Two claims and how they stand now; ``score`` is None for those kept apart."""

    a: Told
    b: Told
    event: Event
    joined: bool
    score: float | None
    reasons: tuple[str, ...]


@router.get("/review")
def review(request: Request) -> HTMLResponse:
    site = site_of(request)
    with site.reading() as casebook:
        by = reviewer(request)
        return site.page(
            request, "review.html",
            ask="figures", questions=[_figure(site, casebook, one) for one in casebook.waiting(by=by, limit=QUEUE)],
            waiting=casebook.count_waiting(by), further=None,
        )  # fmt: skip


@router.get("/review/links")
def links(request: Request, page: int = 1) -> HTMLResponse:
    site, page = site_of(request), max(page, 1)
    with site.reading() as casebook:
        by, seen = reviewer(request), set[tuple[str, str]]()
        found = list[PairQuestion]()
        events = casebook.event_ids(order="voices", limit=CHUNK, offset=(page - 1) * CHUNK)
        for event_id in events:
            found += _pairs(site, casebook, casebook.event(event_id), by, seen)
            if len(found) >= QUEUE:
                break
        found.sort(key=lambda q: (not q.joined, q.score or 0.0))
        further = address_of_next(page, len(events), len(found))
        return site.page(request, "review.html", ask="links", questions=found[:QUEUE], further=further, waiting=None)


def address_of_next(page: int, events: int, found: int) -> str | None:
    """Where to go when this page asks nothing more; None where it still does, or at the end."""
    return f"/review/links?page={page + 1}" if not found and events == CHUNK else None


def told(site: Site, casebook: Casebook, claim: Claim, words: Quote | None = None) -> Told:
    document = casebook.document(claim.document_id)
    return Told(
        claim=claim, document=document, voice=name_voices([claim], [document], site.voice_names).of(claim),
        sentence=cut(claim.evidence[0], words or claim.trigger),
    )  # fmt: skip


def cut(sentence: Quote, words: Quote) -> tuple[str, str, str]:
    """The sentence before, at and after these words; all of it before them where they stand elsewhere."""
    if not sentence.start <= words.start <= words.end <= sentence.end:
        return sentence.quote, "", ""
    start, end = words.start - sentence.start, words.end - sentence.start
    return sentence.quote[:start], sentence.quote[start:end], sentence.quote[end:]


def _figure(site: Site, casebook: Casebook, waiting: Waiting) -> FigureQuestion:
    claim = casebook.claim(waiting.claim_id)
    figure = next(q for q in claim.quantities if q.start == waiting.start)
    (event,), against = casebook.briefs([claim.event_id or ""]), list[tuple[str, Told]]()
    for relation in casebook.relations_of(
        event.event_id, kinds=["contradiction"], claim=claim.claim_id, limit=RELATIONS
    ):
        first = relation.claim_a == claim.claim_id
        here, there = (relation.figure_a, relation.figure_b) if first else (relation.figure_b, relation.figure_a)
        if (here is None or here.start == figure.start) and len(against) < AGAINST:
            other = casebook.claim(relation.claim_b if first else relation.claim_a)
            against.append((there.quote if there else other.trigger.quote, told(site, casebook, other, there)))
    return FigureQuestion(
        told=told(site, casebook, claim, figure), event=event, figure=figure, disputed=waiting.disputed,
        words=f"{wording.figure(figure)} {wording.of_whom(figure)}", value=value_of(claim, "figure", figure) or "",
        against=tuple(against),
    )  # fmt: skip


def _pairs(
    site: Site, casebook: Casebook, event: Event, by: str | None, seen: set[tuple[str, str]]
) -> Iterator[PairQuestion]:
    """The pairs of an event that were not answered: joined ones by score, then those kept apart."""
    joined = [(n.claim_a, n.claim_b, n.score, n.reasons) for n in sorted(event.links, key=lambda n: n.score)]
    apart = [(n.claim_a, n.claim_b, None, n.reasons) for n in event.refused]
    for found in (joined, apart):
        shown = 0
        for a, b, score, reasons in found:
            pair = (min(a, b), max(a, b))
            if shown == PAIRS or pair in seen or casebook.has_answered(by, a, b):
                continue
            seen.add(pair)
            shown += 1
            yield PairQuestion(
                a=told(site, casebook, casebook.claim(a)), b=told(site, casebook, casebook.claim(b)), event=event,
                joined=score is not None, score=score, reasons=tuple(r.text for r in reasons),
            )  # fmt: skip
