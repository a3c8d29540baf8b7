"""Overview, the list of events with map and timeline, and one event."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from crosswire.casebook import Casebook, EventBrief, EventFilter, settled_in
from crosswire.casebook.fields import FIELDS, GRADES
from crosswire.model import Claim, Event, Link, Refusal, Relation, Toll
from crosswire.publish import wording
from crosswire.publish.dossier import Record
from crosswire.publish.dossier.build import event_view
from crosswire.publish.figures import estimate_words, of_policies
from crosswire.publish.map import MapView, draw, usual_view, whole_view
from crosswire.publish.map.draw import Degrees
from crosswire.publish.omissions import Coverage, Omissions, omissions, window
from crosswire.publish.voices import name_voices
from crosswire.reconcile import toll_over_time
from crosswire.web.figure_chart import figure_charts
from crosswire.web.query import EventQuery, degrees
from crosswire.web.site import PAGE, Site, address, reviewer, site_of
from crosswire.web.timeline import timeline, usual_days
from crosswire.web.toll_chart import TollChart, toll_chart

router = APIRouter(include_in_schema=False)
CANDIDATES = 20
CLAIMS, LINKS, RELATIONS, POINTS = 40, 20, 40, 60
"""As many of an event as one page shows: claims, links and refusals, relations that agree and that do not, and the last
figures of a toll."""
MOST_READ = 300
"""Of an event with more claims, tolls over time and omissions are not worked out on its page."""


@router.get("/")
def overview(request: Request) -> HTMLResponse:
    site = site_of(request)
    with site.reading() as casebook:
        everything = EventFilter()
        spots, days = casebook.spots_of_events(everything), casebook.days_of_events(everything)
        return site.page(
            request, "overview.html",
            counts=casebook.counts(), waiting=casebook.count_waiting(reviewer(request)),
            differing=casebook.built().conflicts,
            disputed=rows(site, casebook.event_briefs(EventFilter(disputed=True), order="voices", limit=8)),
            most_told=rows(site, casebook.event_briefs(order="voices", limit=8)),
            time=timeline(days, *usual_days(days)),
            map=draw(spots, view=usual_view(spots)), query=EventQuery(),
        )  # fmt: skip


@router.get("/events")
def events(request: Request) -> HTMLResponse:
    site, query = site_of(request), EventQuery.of(request.query_params)
    with site.reading() as casebook:
        w = query.wanted
        found = casebook.event_briefs(w, order=query.order, limit=PAGE, offset=(query.page - 1) * PAGE)
        total = casebook.count_events(w)
        spots = casebook.spots_of_events(query.without_box())
        drawn = draw(spots, height=440, view=query.view or usual_view(spots))
        days = casebook.days_of_events(query.without_days())
        time = timeline(days, *usual_days(days, w.since, w.until))
        near = timeline(casebook.days_of_events(w), w.since, w.until) if w.since or w.until else None
        return site.page(
            request, "events.html",
            query=query, total=total, pages=-(-total // PAGE), rows=rows(site, found),
            map=drawn, moves=_moves(drawn, whole_view(spots)), seen=drawn.moved() if drawn else None,
            chosen_area=drawn.rectangle(w.box) if drawn and w.box else None,
            time=time, near=near, lanes=near.lanes(found) if near else [],
            chosen_days=time.stretch(w.since, w.until) if time and near else None,
            types=sorted(site.type_names.items(), key=lambda item: item[1]), in_degrees=degrees,
        )  # fmt: skip


@router.get("/events/{event_id}")
def event(request: Request, event_id: str, claims: int = 1) -> HTMLResponse:
    site, page = site_of(request), max(claims, 1)
    with site.reading() as casebook:
        whole = casebook.event(event_id)
        found = part_of(casebook, whole, page)
        record, told_of = record_of(site, casebook, whole, found, request.query_params.getlist("policy"))
        return site.page(
            request, "event.html",
            event=found, view=event_view(record, found, told_of), further=further(casebook, whole, found, record),
            unread=told_of is None, claims_page=page, claims_pages=-(-len(whole.claim_ids) // CLAIMS),
            claims_turned=lambda number: address(request.url.path, **{**request.query_params, "claims": number}),
            figures=figure_charts(
                _by_day(record, found), record.relations,
                name_voices(record.claims, record.documents, record.voice_names),
            ),
            list=_in_list(casebook, EventQuery.of(request.query_params)), candidates=_candidates(casebook, whole),
            charts=_charts(record, found), policies=wording.POLICIES, fields=FIELDS, grades=list(GRADES),
            chosen=request.query_params.getlist("policy"),
            parts=rows(site, casebook.parts_of(found.event_id, limit=PAGE)),
            map=draw(casebook.spots_of_event(found.event_id), width=360, height=260),
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class InList:
    """Where an event stands in the list it was opened from: addresses of the list and of its neighbours."""

    at: int
    total: int
    all: str
    before: str | None
    after: str | None


def _in_list(casebook: Casebook, query: EventQuery) -> InList | None:
    """None where the event was not opened from a list."""
    if query.at is None:
        return None
    first = max(query.at - 2, 0)
    near = casebook.event_ids(query.wanted, order=query.order, limit=query.at - first + 1, offset=first)
    beside = {first + n + 1: query.one(event_id, first + n + 1) for n, event_id in enumerate(near)}
    page = -(-query.at // PAGE)
    return InList(
        at=query.at, total=casebook.count_events(query.wanted),
        all=query.address(page=page if page > 1 else None),
        before=beside.get(query.at - 1), after=beside.get(query.at + 1),
    )  # fmt: skip


def _candidates(casebook: Casebook, event: Event) -> list[EventBrief]:
    """Events that may be one with this one: those it was kept apart from, then those of its place and days."""
    kept_apart = {i for no in event.refused[:CANDIDATES] for i in (no.claim_a, no.claim_b)} - set(event.claim_ids)
    found = [claim.event_id for claim in casebook.claims_named(kept_apart) if claim.event_id is not None]
    if event.place is not None and event.time is not None and event.time.earliest is not None:
        near = EventFilter(place=event.place.place_id or event.place.name, since=_plain_day(event.time.earliest),
                           until=_plain_day(event.time.latest or event.time.earliest))  # fmt: skip
        found += casebook.event_ids(near, order="voices", limit=CANDIDATES) if near.since else []
    return casebook.briefs([one for one in dict.fromkeys(found) if one != event.event_id][:CANDIDATES])


def _plain_day(day: str) -> str | None:
    """A full day; None for a month, a year, or a day without its year."""
    return day if len(day) == len("2018-07-25") and day[0] != "X" else None


def _moves(drawn: MapView | None, whole: Degrees | None) -> list[tuple[str, str, Degrees]]:
    """How the map can be moved: what it is called, its sign and the view it leads to."""
    if drawn is None or whole is None:
        return []
    return [
        ("nearer", "+", drawn.moved(0.5)), ("farther", "−", drawn.moved(2)), ("west", "←", drawn.moved(right=-0.4)),
        ("east", "→", drawn.moved(right=0.4)), ("north", "↑", drawn.moved(up=0.4)),
        ("south", "↓", drawn.moved(up=-0.4)), ("all", "⤢", whole),
    ]  # fmt: skip


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


def _by_day(record: Record, event: Event) -> list[Claim]:
    """The claims of the event as the columns of its page have them: by the day of publication, the undated last."""
    day = {document.document_id: document.published or "~" for document in record.documents}
    own = [claim for claim in record.claims if claim.event_id == event.event_id]
    return sorted(own, key=lambda c: (day[c.document_id], c.document_id, c.trigger.start, c.claim_id))


def part_of(casebook: Casebook, whole: Event, page: int) -> Event:
    """The event with the claims, links and refusals that one page shows of it."""
    links, refused = whole.links[:LINKS], whole.refused[:LINKS]
    if len(whole.claim_ids) <= CLAIMS:
        return replace(whole, links=links, refused=refused)
    shown = casebook.claim_ids_in(whole.event_id, limit=CLAIMS, offset=(page - 1) * CLAIMS)
    return replace(whole, claim_ids=tuple(sorted(shown)), links=links, refused=refused)


def further(casebook: Casebook, whole: Event, found: Event, record: Record) -> dict[str, int]:
    """How much of the event this page does not show, by what it is; what it shows whole is left out."""
    left = {
        "claims": len(whole.claim_ids) - len(found.claim_ids),
        "relations": sum(casebook.count_relations(whole.event_id).values()) - len(record.relations),
        "links": len(whole.links) - len(found.links),
    }
    return {name: number for name, number in left.items() if number > 0}


def record_of(
    site: Site, casebook: Casebook, whole: Event, found: Event, policies: Collection[str]
) -> tuple[Record, Omissions | None]:
    """The record as far as this page of an event needs it: the claims it shows, those they are related to or were kept
    apart from; and what the outlets leave out of the whole event (None for one that too many claims tell of)."""
    event_id = whole.event_id
    disagreeing = [kind for kind in wording.RELATIONS if kind not in wording.AGREEING]
    relations = casebook.relations_of(event_id, kinds=disagreeing, limit=RELATIONS)
    relations += casebook.relations_of(event_id, kinds=wording.AGREEING, limit=RELATIONS)
    pairs: list[Link | Refusal | Relation] = [*found.links, *found.refused, *relations]
    wanted = {claim_id for pair in pairs for claim_id in (pair.claim_a, pair.claim_b)}
    claims = casebook.claims_named({*found.claim_ids, *wanted})
    documents = {claim.document_id for claim in claims}
    texts = casebook.documents(documents)
    near = sorted({claim.event_id for claim in claims if claim.event_id} - {event_id})
    tolls, told_of = tuple[Toll, ...](), None
    if len(whole.claim_ids) <= MOST_READ:
        own = casebook.claims_in(event_id)
        heads = casebook.heads(whole.document_ids)
        tolls = toll_over_time(whole, own, heads, site.words)
        since, until = window(whole, [d.published for d in heads if d.published])
        others = casebook.outlets_between(since, until) if since and until else []
        told_of = omissions(whole, own, Coverage(heads, others), name_voices(own, heads, site.voice_names))
    record = Record(
        documents=texts,
        claims=claims,
        copies=[copy for i in sorted(documents) for copy in casebook.copies_of(i) if copy.other_id in documents],
        events=[whole],
        others=casebook.briefs([*near, *([whole.part_of] if whole.part_of else [])]),
        relations=relations,
        estimates=of_policies(casebook.estimates_of(event_id), policies),
        tolls={event_id: tuple(replace(toll, points=toll.points[-POINTS:]) for toll in tolls)},
        settled=settled_in(casebook, {claim.document_id for claim in claims if claim.decision_ids}),
        voice_names=site.voice_names,
        type_names=site.type_names,
    )
    return record, told_of
