"""The documents, one document with its marks, and the search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from crosswire.casebook import MOST_FOUND, Casebook, DocumentFilter
from crosswire.casebook.fields import FIELDS
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
        main, shared = casebook.main_event_of(found.document_id), _shared(casebook, copies)
        return site.page(
            request, "document.html",
            document=found, claims=[_told(site, c) for c in claims],
            voices=name_voices(claims, [found], site.voice_names),
            paragraphs=segments(found, claims, copies), copies=shared,
            took=[other for other, runs in shared if any(run.first == other.document_id for run in runs)],
            gave=[other for other, runs in shared if any(run.first == found.document_id for run in runs)],
            fields=FIELDS, types=sorted(site.type_names.items(), key=lambda item: item[1]),
            main=rows(site, casebook.briefs([main])) if main else [],
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
