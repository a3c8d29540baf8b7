"""Sources (voices), actors and places: what each says, does and suffers, leading to its events."""

from __future__ import annotations

from typing import TypeVar

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from crosswire.casebook import ActorTally, Casebook, PlaceTally, VoiceTally
from crosswire.publish.voices import name_voices
from crosswire.web.pages.record import rows
from crosswire.web.site import PAGE, Site, site_of

router = APIRouter(include_in_schema=False)
Listed = TypeVar("Listed", ActorTally, PlaceTally)


@router.get("/voices/{voice_id}")
def voice(request: Request, voice_id: str, page: int = 1) -> HTMLResponse:
    site, page = site_of(request), max(page, 1)
    with site.reading() as casebook:
        events = casebook.events_of_voice(voice_id, limit=PAGE, offset=(page - 1) * PAGE)
        tally = casebook.tally_of(VoiceTally, voice_id)
        return site.page(
            request, "voice.html",
            tally=tally, name=voice_name(site, casebook, tally.sample), page=page, pages=-(-tally.events // PAGE),
            rows=rows(site, events), carriers=casebook.carriers_of(voice_id),
        )  # fmt: skip


@router.get("/actors")
def actors(request: Request, page: int = 1) -> HTMLResponse:
    return _listed(request, "actors.html", ActorTally, page)


@router.get("/places")
def places(request: Request, page: int = 1) -> HTMLResponse:
    return _listed(request, "places.html", PlaceTally, page)


def _listed(request: Request, template: str, kind: type[Listed], page: int) -> HTMLResponse:
    site, page = site_of(request), max(page, 1)
    with site.reading() as casebook:
        total = casebook.count_tallies(kind)
        found = casebook.tallies(kind, limit=PAGE, offset=(page - 1) * PAGE)
        return site.page(request, template, rows=found, total=total, page=page, pages=-(-total // PAGE))


def voice_name(site: Site, casebook: Casebook, sample: str) -> str:
    """The name of the voice of a claim."""
    claim = casebook.claim(sample)
    return name_voices([claim], [casebook.document(claim.document_id)], site.voice_names).of(claim)
