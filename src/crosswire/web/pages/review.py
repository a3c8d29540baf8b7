"""What waits for a person: figures in doubt, and pairs of claims that were joined or kept apart.

A queue begins with the first question its reviewer has not answered; what others decided is asked again.  Figures
come by doubt and weight: those that contradict another, then those that one voice alone gives, most deaths first.
Pairs come with the events most voices tell of; within a page, the joined pairs of the lowest scores first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from crosswire.casebook import Casebook, EventBrief, settled_in
from crosswire.casebook.fields import value_of
from crosswire.model import Claim, Document, Event, Quantity, Quote
from crosswire.publish import wording
from crosswire.publish.voices import name_voices
from crosswire.web.site import Site, reviewer, site_of

router = APIRouter(include_in_schema=False)
QUEUE = 20  # questions on a page
CHUNK = 100  # claims or events looked at in one go
RELATIONS = 500  # of an event, as many as are looked through for what a figure contradicts
PAIRS = 6  # pairs of one event on a page, as many of each kind
Answered = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim as a question shows it: its sentence cut at the words in question (before, these, after)."""

    claim: Claim
    document: Document
    voice: str
    sentence: tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureQuestion:
    """A figure that waits: ``why`` it does, ``against``: the figures it contradicts, in words, with their claims."""

    told: Told
    event: EventBrief
    figure: Quantity
    words: str
    value: str
    why: str
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
        answered = answered_by(casebook, reviewer(request))
        found = list[FigureQuestion]()
        for claim_id, why in _waiting(casebook):
            found += _figures(site, casebook, claim_id, why, answered)
            if len(found) >= QUEUE:
                break
        return site.page(
            request,
            "review.html",
            ask="figures",
            questions=found[:QUEUE],
            waiting=casebook.count_waiting(),
            further=None,
        )


@router.get("/review/links")
def links(request: Request, page: int = 1) -> HTMLResponse:
    site, page = site_of(request), max(page, 1)
    with site.reading() as casebook:
        answered = answered_by(casebook, reviewer(request))
        found, seen = list[PairQuestion](), set[tuple[str, str]]()
        offset = (page - 1) * CHUNK
        events = casebook.events(order="voices", limit=CHUNK, offset=offset)
        for event in events:
            found += _pairs(site, casebook, event, answered, seen)
            if len(found) >= QUEUE:
                break
        found.sort(key=lambda q: (not q.joined, q.score or 0.0))
        further = address_of_next(page, len(events), len(found))
        return site.page(request, "review.html", ask="links", questions=found[:QUEUE], further=further, waiting=None)


def address_of_next(page: int, events: int, found: int) -> str | None:
    """Where to go when this page asks nothing more; None where it still does, or at the end."""
    return f"/review/links?page={page + 1}" if not found and events == CHUNK else None


def answered_by(casebook: Casebook, name: str | None) -> Answered:
    """What this reviewer decided about: a claim, a figure of a claim (with where it starts), a pair of claims."""
    found = set[tuple[str, ...]]()
    for one in settled_in(casebook):
        if one.decision.by != name or one.state in ("undone", "undo", "lost"):
            continue
        kind = one.decision.kind
        if kind in ("merge", "split", "never_merge"):
            found |= {(min(a, b), max(a, b)) for a in one.claims_a for b in one.claims_b}
        for claim_id in one.claims_a:
            if kind == "reject":
                found.add((claim_id,))
            for given in one.decision.fields:
                if given.field == "figure":
                    found.add((claim_id, str(given.words.start)) if given.words else (claim_id,))
    return frozenset(found)


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


def _waiting(casebook: Casebook) -> Iterator[tuple[str, str]]:
    offset = 0
    while found := casebook.waiting(limit=CHUNK, offset=offset):
        yield from found
        offset += CHUNK


def _figures(site: Site, casebook: Casebook, claim_id: str, why: str, answered: Answered) -> Iterator[FigureQuestion]:
    if (claim_id,) in answered:
        return
    claim = casebook.claim(claim_id)
    open_ones = [q for q in claim.quantities if (claim_id, str(q.start)) not in answered]
    if not open_ones or claim.event_id is None:
        return
    (event,), others = casebook.briefs([claim.event_id]), dict[int | None, list[tuple[str, Told]]]()
    for relation in casebook.relations_of(event.event_id, kinds=["contradiction"], limit=RELATIONS):
        if claim_id in (relation.claim_a, relation.claim_b):
            first = relation.claim_a == claim_id
            here, there = (relation.figure_a, relation.figure_b) if first else (relation.figure_b, relation.figure_a)
            other = casebook.claim(relation.claim_b if first else relation.claim_a)
            words = there.quote if there else other.trigger.quote
            others.setdefault(here.start if here else None, []).append((words, told(site, casebook, other, there)))
    for q in open_ones:
        against = others.get(q.start, []) + others.get(None, [])
        if why == "contradicts another" and others and not against:
            continue  # another figure of this claim is the one in doubt
        yield FigureQuestion(
            told=told(site, casebook, claim, q), event=event, figure=q, why=why,
            words=f"{wording.figure(q)} {wording.of_whom(q)}", value=value_of(claim, "figure", q) or "",
            against=tuple(against[:4]),
        )  # fmt: skip


def _pairs(
    site: Site, casebook: Casebook, event: Event, answered: Answered, seen: set[tuple[str, str]]
) -> Iterator[PairQuestion]:
    """The pairs of an event that were not answered: joined ones by score, then those kept apart."""
    joined = [(n.claim_a, n.claim_b, n.score, n.reasons) for n in sorted(event.links, key=lambda n: n.score)]
    apart = [(n.claim_a, n.claim_b, None, n.reasons) for n in event.refused]
    for found in (joined, apart):
        shown = 0
        for a, b, score, reasons in found:
            pair = (min(a, b), max(a, b))
            if pair in seen or pair in answered or (a,) in answered or (b,) in answered or shown == PAIRS:
                continue
            seen.add(pair)
            shown += 1
            yield PairQuestion(
                a=told(site, casebook, casebook.claim(a)), b=told(site, casebook, casebook.claim(b)), event=event,
                joined=score is not None, score=score, reasons=tuple(r.text for r in reasons),
            )  # fmt: skip
