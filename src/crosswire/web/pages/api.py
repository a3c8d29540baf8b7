"""The record as JSON, for programs: what the pages show, in the nouns of the model.

Described at ``/api/openapi.json``.  Names of private persons are in it, as they are in the texts: it is served on
this machine.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from crosswire.casebook import Counts, DayCount, EventBrief, Spot
from crosswire.model import Claim, Copy, Document, Estimate, Event, Link, Refusal, Relation
from crosswire.web.query import EventQuery
from crosswire.web.site import PAGE, site_of

router = APIRouter(prefix="/api", tags=["record"])
_FILTERS = [
    {"name": name, "in": "query", "required": False, "description": words, "schema": {"type": kind}}
    for name, kind, words in (
        ("place", "string", "Id of a place, or part of a name"),
        ("actor", "string", "Id of an actor, or part of a name"),
        ("since", "string", "First day, as 2018-07-25"),
        ("until", "string", "Last day"),
        ("type", "string", "Event type"),
        ("disputed", "string", "1: only events with a contradiction"),
        ("voices", "integer", "At least so many voices"),
        ("box", "string", "west,south,east,north in degrees"),
        ("order", "string", "day, killed, voices or documents"),
        ("page", "integer", "Counts from 1"),
    )
]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    total: int
    page: int
    events: list[EventBrief]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeEvent:
    """An event with a page of its claims, relations, links and refusals, each ``per_page`` long; ``page`` counts from
    1, and a page with nothing in it comes after the last.  ``event`` itself has no links and no refusals, and the
    estimates name those of their claims that are on this page."""

    event: Event
    page: int
    per_page: int
    links: list[Link]
    refused: list[Refusal]
    claims: list[Claim]
    relations: list[Relation]
    estimates: list[Estimate]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeDocument:
    document: Document
    claims: list[Claim]
    copies: list[Copy]


@router.get("/counts", response_model=Counts, summary="How much the casebook holds")
def counts(request: Request) -> Response:
    with site_of(request).reading() as casebook:
        return _json(casebook.counts())


@router.get("/events", response_model=EventPage, summary="A page of events", openapi_extra={"parameters": _FILTERS})
def events(request: Request) -> Response:
    query = EventQuery.of(request.query_params)
    with site_of(request).reading() as casebook:
        found = casebook.event_briefs(query.wanted, order=query.order, limit=PAGE, offset=(query.page - 1) * PAGE)
        return _json(EventPage(total=casebook.count_events(query.wanted), page=query.page, events=found))


@router.get(
    "/events/days", response_model=list[DayCount], summary="Events by day", openapi_extra={"parameters": _FILTERS}
)
def days(request: Request) -> Response:
    with site_of(request).reading() as casebook:
        return _json(casebook.days_of_events(EventQuery.of(request.query_params).wanted))


@router.get(
    "/events/spots", response_model=list[Spot], summary="Events by place", openapi_extra={"parameters": _FILTERS}
)
def spots(request: Request) -> Response:
    with site_of(request).reading() as casebook:
        return _json(casebook.spots_of_events(EventQuery.of(request.query_params).wanted))


@router.get("/events/{event_id}", response_model=WholeEvent, summary="One event with a page of its claims")
def event(request: Request, event_id: str, page: int = 1) -> Response:
    page = max(page, 1)
    with site_of(request).reading() as casebook:
        found = casebook.event(event_id)
        first, last = (page - 1) * PAGE, page * PAGE
        here = found.claim_ids[first:last]
        return _json(
            WholeEvent(
                event=replace(found, links=(), refused=()),
                page=page,
                per_page=PAGE,
                links=list(found.links[first:last]),
                refused=list(found.refused[first:last]),
                claims=casebook.claims_named(here),
                relations=casebook.relations_of(found.event_id, limit=PAGE, offset=first),
                estimates=[
                    replace(one, claim_ids=tuple(i for i in one.claim_ids if i in here))
                    for one in casebook.estimates_of(found.event_id)
                ],
            )
        )


@router.get("/documents/{document_id}", response_model=WholeDocument, summary="One document with its claims")
def document(request: Request, document_id: str) -> Response:
    with site_of(request).reading() as casebook:
        found = casebook.document(document_id)
        return _json(
            WholeDocument(
                document=found,
                claims=casebook.claims_of(found.document_id),
                copies=casebook.copies_of(found.document_id),
            )
        )


@router.get("/claims/{claim_id}", response_model=Claim, summary="One claim")
def claim(request: Request, claim_id: str) -> Response:
    with site_of(request).reading() as casebook:
        return _json(casebook.claim(claim_id))


def _json(value: object) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")
