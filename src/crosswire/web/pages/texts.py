"""The documents, one document with its marks, two documents side by side, and the search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from crosswire.casebook import MOST_FOUND, Casebook, DocumentFilter
from crosswire.casebook.fields import FIELDS
from crosswire.errors import UsageError
from crosswire.model import Claim, Copy, Document
from crosswire.publish import wording
from crosswire.publish.voices import name_voices
from crosswire.web.marks import segments
from crosswire.web.pages.record import rows
from crosswire.web.site import PAGE, Site, site_of

router = APIRouter(include_in_schema=False)


@router.get("/documents")
def documents(
    request: Request, outlet: str | None = None, state: str | None = None, q: str | None = None, page: int = 1
) -> HTMLResponse:
    site, page = site_of(request), max(page, 1)
    wanted = DocumentFilter(outlet=outlet, state=state or None, words=q or None)
    with site.reading() as casebook:
        total = casebook.count_documents(wanted)
        found = casebook.documents_page(wanted, limit=PAGE, offset=(page - 1) * PAGE)
        return site.page(
            request, "documents.html",
            wanted=wanted, total=total, page=page, pages=-(-total // PAGE),
            rows=[(d, casebook.count_claims_of(d.document_id)) for d in found], states=wording.STATES,
        )  # fmt: skip


@router.get("/documents/{document_id}")
def document(request: Request, document_id: str) -> HTMLResponse:
    site = site_of(request)
    with site.reading() as casebook:
        found = casebook.document(document_id)
        claims = casebook.claims_of(found.document_id)
        copies = casebook.copies_of(found.document_id)
        main = casebook.main_event_of(found.document_id)
        return site.page(
            request, "document.html",
            document=found, claims=[_told(site, c) for c in claims],
            voices=name_voices(claims, [found], site.voice_names),
            paragraphs=segments(found, claims, copies), copies=_shared(casebook, copies),
            fields=FIELDS, types=sorted(site.type_names.items(), key=lambda item: item[1]),
            main=rows(site, casebook.briefs([main])) if main else [],
        )  # fmt: skip


@router.get("/compare")
def compare(request: Request, a: str | None = None, b: str | None = None) -> HTMLResponse:
    site = site_of(request)
    if not a or not b:
        return site.page(request, "compare.html", left=None, right=None, runs=[], changes=[])
    with site.reading() as casebook:
        left, right = casebook.document(a), casebook.document(b)
        if left.document_id == right.document_id:
            raise UsageError("a document cannot be compared with itself; name another one")
        here = [c for c in casebook.copies_of(left.document_id) if c.other_id == right.document_id]
        here.sort(key=lambda c: (c.start, c.other_start))
        return site.page(
            request, "compare.html",
            left=Side.of(left, [(c.start, c.end) for c in here], casebook),
            right=Side.of(right, [(c.other_start, c.other_end) for c in here], casebook),
            runs=here, changes=[_changes(c, left, right) for c in here],
        )  # fmt: skip


@router.get("/search")
def search(request: Request, q: str = "", page: int = 1) -> HTMLResponse:
    site, page = site_of(request), max(page, 1)
    if not q.strip():
        nothing: dict[str, Any] = {
            "texts": [],
            "n_texts": 0,
            "claims": [],
            "n_claims": 0,
            "voices": None,
            "most": MOST_FOUND,
        }
        return site.page(request, "search.html", q="", page=1, **nothing)
    with site.reading() as casebook:
        wanted = DocumentFilter(words=q)
        texts = casebook.documents_page(wanted, limit=PAGE, offset=(page - 1) * PAGE)
        claims = casebook.quotes_page(q, limit=PAGE, offset=(page - 1) * PAGE)
        homes = {i: casebook.document(i) for i in sorted({c.document_id for c in claims})}
        return site.page(
            request, "search.html",
            q=q, page=page, texts=texts, n_texts=casebook.count_documents(wanted),
            n_claims=casebook.count_quotes(q), most=MOST_FOUND,
            claims=[(_told(site, c), homes[c.document_id]) for c in claims],
            voices=name_voices(claims, homes.values(), site.voice_names),
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim with the words a page shows of it."""

    claim: Claim
    type: str
    figures: tuple[tuple[str, str], ...]
    who: tuple[tuple[str, str], ...]
    when: str
    where: str | None
    manner: str


def _told(site: Site, claim: Claim) -> Told:
    return Told(
        claim=claim,
        type=site.event_type(claim.event_type),
        figures=tuple((wording.figure(q), wording.of_whom(q)) for q in claim.quantities),
        who=tuple((p.role, p.name) for p in claim.participants),
        when=wording.period(claim.time) or wording.why_undated(claim.time),
        where=wording.where(claim.place),
        manner=wording.manner(claim.attribution),
    )


def _shared(casebook: Casebook, copies: Sequence[Copy]) -> list[tuple[Document, list[Copy]]]:
    """The other documents that passages are shared with, those with the most words first."""
    by_other: dict[str, list[Copy]] = {}
    for copy in copies:
        by_other.setdefault(copy.other_id, []).append(copy)
    ordered = sorted(by_other.items(), key=lambda item: (-sum(c.end - c.start for c in item[1]), item[0]))
    return [(casebook.document(other), found) for other, found in ordered[:PAGE]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A document cut at the passages it shares: (text, number of the passage from 1, None for its own words)."""

    document: Document
    pieces: tuple[tuple[str, int | None], ...]
    claims: int
    own: int

    @classmethod
    def of(cls, document: Document, runs: Sequence[tuple[int, int]], casebook: Casebook) -> Side:
        pieces: list[tuple[str, int | None]] = []
        at = 0
        for start, end, number in sorted((start, end, n) for n, (start, end) in enumerate(runs, start=1)):
            start = max(start, at)
            if start < end:
                pieces += [(document.text[at:start], None), (document.text[start:end], number)]
                at = end
        pieces.append((document.text[at:], None))
        return cls(
            document=document, pieces=tuple(p for p in pieces if p[0]),
            claims=casebook.count_claims_of(document.document_id),
            own=sum(len(text.split()) for text, number in pieces if number is None),
        )  # fmt: skip


def _changes(copy: Copy, left: Document, right: Document) -> list[tuple[str, str | None, str | None]]:
    return [
        (
            wording.CHANGES[change.kind],
            left.text[change.here.start : change.here.end] if change.here else None,
            right.text[change.there.start : change.there.end] if change.there else None,
        )
        for change in copy.changes
    ]
