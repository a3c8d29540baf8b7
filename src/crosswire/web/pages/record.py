"""Overview, the list of events with map and timeline, and one event."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from crosswire.casebook import Casebook, DocumentFilter, EventBrief, EventFilter, settled_in
from crosswire.casebook.fields import FIELDS, GRADES
from crosswire.model import Document, Event
from crosswire.publish import wording
from crosswire.publish.dossier import Record
from crosswire.publish.dossier.build import event_view
from crosswire.publish.figures import estimate_words, of_policies
from crosswire.publish.map import draw
from crosswire.publish.omissions import window
from crosswire.publish.voices import name_voices
from crosswire.reconcile import toll_over_time
from crosswire.web.query import EventQuery
from crosswire.web.site import PAGE, Site, site_of
from crosswire.web.timeline import timeline
from crosswire.web.toll_chart import TollChart, toll_chart

router = APIRouter(include_in_schema=False)
REFUSALS = 30  # of an event, as many as are shown
MOST_AROUND = 5000  # documents published in the days of an event, as many as are looked at


@router.get("/")
def overview(request: Request) -> HTMLResponse:
    site = site_of(request)
    with site.reading() as casebook:
        everything = EventFilter()
        return site.page(
            request, "overview.html",
            counts=casebook.counts(),
            disputed=rows(site, casebook.event_briefs(EventFilter(disputed=True), order="voices", limit=8)),
            most_told=rows(site, casebook.event_briefs(order="voices", limit=8)),
            time=timeline(casebook.days_of_events(everything)),
            map=draw(casebook.spots_of_events(everything)),
            query=EventQuery(),
        )  # fmt: skip


@router.get("/events")
def events(request: Request) -> HTMLResponse:
    site, query = site_of(request), EventQuery.of(request.query_params)
    with site.reading() as casebook:
        found = casebook.event_briefs(query.wanted, order=query.order, limit=PAGE, offset=(query.page - 1) * PAGE)
        total = casebook.count_events(query.wanted)
        return site.page(
            request, "events.html",
            query=query, total=total, pages=-(-total // PAGE), rows=rows(site, found),
            time=timeline(casebook.days_of_events(query.without_days())),
            map=draw(casebook.spots_of_events(query.without_box())),
            types=sorted(site.type_names.items(), key=lambda item: item[1]),
        )  # fmt: skip


@router.get("/events/{event_id}")
def event(request: Request, event_id: str) -> HTMLResponse:
    site = site_of(request)
    with site.reading() as casebook:
        found = casebook.event(event_id)
        record = record_of(site, casebook, found, request.query_params.getlist("policy"))
        return site.page(
            request, "event.html",
            event=found, view=event_view(record, found, around(casebook, found, record.documents)),
            charts=_charts(record, found), policies=wording.POLICIES, fields=FIELDS, grades=list(GRADES),
            chosen=request.query_params.getlist("policy"),
            parts=rows(site, casebook.parts_of(found.event_id, limit=PAGE)),
            map=draw(casebook.spots_of_event(found.event_id), width=360, height=260),
        )  # fmt: skip


def rows(site: Site, events: Iterable[EventBrief]) -> list[dict[str, object]]:
    """What a list shows of each event."""
    return [
        {
            "event": event,
            "type": site.event_type(event.event_type),
            "figures": [estimate_words(figure) for figure in event.figures],
            "disputed": event.disputed,
        }
        for event in events
    ]


def _charts(record: Record, event: Event) -> list[TollChart]:
    """The tolls of the event that can be drawn."""
    voices = name_voices(record.claims, record.documents, record.voice_names)
    drawn = (toll_chart(toll, voices.name) for toll in record.tolls[event.event_id])
    return [chart for chart in drawn if chart is not None]


def around(casebook: Casebook, event: Event, documents: Iterable[Document]) -> list[Document]:
    """What was published in the days of the event, without the texts."""
    own = [d.published for d in documents if d.published and d.document_id in event.document_ids]
    since, until = window(event, own)
    if since is None or until is None:
        return []
    return casebook.documents_page(DocumentFilter(since=since, until=until), limit=MOST_AROUND)


def record_of(site: Site, casebook: Casebook, event: Event, policies: Collection[str]) -> Record:
    """The record as far as this event needs it: its claims, and those that were kept apart from it."""
    own = casebook.claims_in(event.event_id)
    refused = event.refused[:REFUSALS]
    others = {i for no in refused for i in (no.claim_a, no.claim_b)} - set(event.claim_ids)
    claims = [*own, *(casebook.claim(i) for i in sorted(others))]
    documents = sorted({claim.document_id for claim in claims})
    texts = [casebook.document(i) for i in documents]
    near = {claim.event_id for claim in claims if claim.event_id} | {event.event_id}
    if event.part_of:
        near.add(event.part_of)
    return Record(
        documents=texts,
        claims=claims,
        copies=[copy for i in documents for copy in casebook.copies_of(i) if copy.other_id in documents],
        events=[casebook.event(i) for i in sorted(near)],
        relations=casebook.relations_of(event.event_id),
        estimates=of_policies(casebook.estimates_of(event.event_id), policies),
        tolls={event.event_id: toll_over_time(event, own, texts, site.words)},
        settled=settled_in(casebook),
        voice_names=site.voice_names,
        type_names=site.type_names,
    )
