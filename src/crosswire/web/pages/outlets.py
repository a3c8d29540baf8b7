"""Outlets: what each reports, copies, leaves out and calls people; and two of them beside each other.

What an outlet leaves out is looked for in the events most voices tell of, what it calls people in the events it tells
of itself; each page says how many were looked at.  In a large record that is done for its latest documents, or for all
of them when somebody asks for it; what is counted is counted over the whole record.  An omission is a question to ask
of the outlet's archive: only the texts of this casebook are known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from crosswire.casebook import Casebook, EventBrief, EventFilter, OutletTally, VoiceTally
from crosswire.casebook.between import MOST_TEXTS, Handed
from crosswire.errors import UsageError
from crosswire.model import Claim, Document, Event
from crosswire.publish import wording
from crosswire.publish.omissions import Coverage, Thing, omissions, window
from crosswire.publish.outlet_words import Named, Used, named_things, outlet_words
from crosswire.publish.voices import name_voices
from crosswire.web.pages.people import voice_name
from crosswire.web.pages.record import rows
from crosswire.web.site import PAGE, Site, site_of

router = APIRouter(include_in_schema=False)
MOST_TOLD = 300  # events looked at for what an outlet does not tell of
OWN = 120  # events of an outlet looked at for its words and for what it leaves out of them
SHOWN = 25  # rows of a table
WHOLE = 6000  # claims of a record whose words are all weighed
LARGE, LATEST, READ = 5000, 60, 100
"""In a record of more events than these, so many documents of an outlet, the latest, are looked at, and of their events
so many claims are read, those of the most told first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One thing said of an event that an outlet which tells of it leaves out."""

    event: Event
    thing: Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """An event that two outlets tell of: the figures of each, and what each alone says."""

    event: Event
    figures: tuple[str, str]
    only: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """What an outlet calls one thing, and what the others do: words with counts."""

    name: str
    note: str | None
    own: tuple[Used, ...]
    others: tuple[tuple[str, tuple[Used, ...]], ...]


@router.get("/outlets")
def outlets(request: Request, page: int = 1) -> HTMLResponse:
    site, page = site_of(request), max(page, 1)
    with site.reading() as casebook:
        total = casebook.count_tallies(VoiceTally)
        voices = casebook.tallies(VoiceTally, limit=PAGE, offset=(page - 1) * PAGE)
        return site.page(
            request, "outlets.html",
            outlets=casebook.tallies(OutletTally, limit=400), page=page, pages=-(-total // PAGE), total=total,
            voices=[(one, voice_name(site, casebook, one.sample)) for one in voices],
        )  # fmt: skip


@router.get("/outlets/one")
def one(request: Request, outlet: str = "", everything: bool = False) -> HTMLResponse:
    site = site_of(request)
    with site.reading() as casebook:
        tally = casebook.tally_of(OutletTally, outlet)
        within = None if everything else _within(casebook, [outlet])
        told = _read(casebook.events_of_outlets([outlet], limit=OWN, within=within), within)
        claims, documents = _of_events(casebook, told)
        most_told = _most_told(casebook, within)
        silent = _silent(casebook, outlet, most_told) if outlet else []
        handed = casebook.copies_between(outlet, limit=SHOWN, within=within[0] if within else None) if outlet else []
        named = named_things(claims, documents, site.words) if outlet else []
        return site.page(
            request, "outlet.html",
            tally=tally, looked=len(told), kinds=_kinds(site, told), rows=rows(site, _briefs(casebook, told[:10])),
            handed=handed, partners=casebook.partners_of(outlet), names=_names(casebook, handed),
            silent=rows(site, _briefs(casebook, silent[:SHOWN])), n_silent=len(silent),
            most_told=len(most_told), latest=LATEST if within else None,
            missing=_missing(site, outlet, told, claims, documents)[:SHOWN],
            calls=_calls(named, outlet, "actor"), loaded=_calls(named, outlet, "loaded"),
            others=[t.outlet for t in casebook.tallies(OutletTally, limit=400) if t.outlet not in ("", outlet)],
        )  # fmt: skip


@router.get("/outlets/two")
def two(request: Request, a: str = "", b: str = "", everything: bool = False) -> HTMLResponse:
    site = site_of(request)
    if not a or not b or a == b:
        raise UsageError("name two different outlets")
    with site.reading() as casebook:
        tallies = casebook.tally_of(OutletTally, a), casebook.tally_of(OutletTally, b)
        within = None if everything else _within(casebook, [a, b])
        shared = _read(casebook.events_of_outlets([a, b], limit=OWN, within=within), within)
        claims, documents = _of_events(casebook, shared)
        own = [
            casebook.events_of_outlets([name], limit=PAGE if within else MOST_TOLD, within=within and [within[n]])
            for n, name in enumerate((a, b))
        ]
        alone = [_alone(casebook, own[0], b), _alone(casebook, own[1], a)]
        handed = casebook.copies_between(a, b, limit=SHOWN, within=within[0] if within else None)
        if casebook.counts().claims <= WHOLE:
            said, texts = casebook.claims(), casebook.documents()
        else:
            both = [e for events in own for e in _read(events[:OWN], within, READ // 2)]
            said, texts = _of_events(casebook, {e.event_id: e for e in both}.values())
        return site.page(
            request, "outlet_pair.html",
            a=a, b=b, tallies=tallies, shared=_both(site, a, b, shared, claims, documents)[:SHOWN],
            n_shared=len(shared), looked=OWN, latest=LATEST if within else None,
            alone=[(len(found), rows(site, _briefs(casebook, found[:10]))) for found in alone],
            handed=handed, partner=next((p for p in casebook.partners_of(a) if p.other == b), None),
            names=_names(casebook, handed), words=outlet_words(a, b, said, texts, site.words),
        )  # fmt: skip


def _within(casebook: Casebook, outlets: Sequence[str]) -> list[list[str]] | None:
    """Of each outlet the documents to look at; None: all of them."""
    if casebook.count_events() <= LARGE:
        return None
    return [casebook.latest_of_outlet(name, limit=LATEST) for name in outlets]


def _read(events: Sequence[Event], within: object, most: int = READ) -> list[Event]:
    """The events whose claims are read: of a large record the first, with as many claims as a page has time for."""
    claims = accumulate(len(event.claim_ids) for event in events)
    return [event for event, n in zip(events, claims, strict=True) if within is None or n <= most]


def _of_events(casebook: Casebook, events: Iterable[Event]) -> tuple[list[Claim], list[Document]]:
    claims = [claim for event in events for claim in casebook.claims_in(event.event_id)]
    return claims, casebook.documents({claim.document_id for claim in claims})


def _briefs(casebook: Casebook, events: Iterable[Event]) -> list[EventBrief]:
    return casebook.briefs([event.event_id for event in events])


def _kinds(site: Site, events: Sequence[Event]) -> list[tuple[str, int]]:
    return Counter(site.event_type(event.event_type) for event in events).most_common(8)


def _names(casebook: Casebook, handed: Iterable[Handed]) -> dict[str, Document]:
    wanted = {i for pair in handed for i in (pair.document_id, pair.other_id)}
    return {document.document_id: document for document in casebook.documents(wanted)}


def _published(days: Sequence[str], event: Event) -> bool:
    """Whether one of the days (in order) lies in the days of the event."""
    since, until = window(event, [])
    if since is None or until is None:
        return False
    at = bisect_left(days, since)
    return at < len(days) and days[at] <= until


def _most_told(casebook: Casebook, within: Sequence[Sequence[str]] | None) -> list[Event]:
    """The events most voices tell of; of a large record those of the days of the documents looked at."""
    if within is None:
        return casebook.events(order="voices", limit=MOST_TOLD)
    days = sorted(d.published for d in casebook.heads(i for texts in within for i in texts) if d.published)
    if not days:
        return []
    found = casebook.event_briefs(EventFilter(since=days[0], until=days[-1]), order="voices", limit=MOST_TOLD)
    few = [one.event_id for one in found if one.documents <= MOST_TEXTS][:OWN]
    return sorted(casebook.events_named(few), key=lambda e: (-len(e.voice_ids), -len(e.document_ids), e.event_id))


def _silent(casebook: Casebook, outlet: str, events: Iterable[Event]) -> list[Event]:
    """Of these the events that two or more other outlets tell of, in days in which this one published and does not tell
    of them."""
    days = casebook.days_of_outlet(outlet)
    return [e for e in events if len(e.outlets) > 1 and outlet not in e.outlets and _published(days, e)]


def _alone(casebook: Casebook, events: Iterable[Event], other: str) -> list[Event]:
    """Of one outlet's events those in whose days the other published and does not tell of them."""
    days = casebook.days_of_outlet(other)
    return [e for e in events if other not in e.outlets and _published(days, e)]


def _missing(
    site: Site, outlet: str, events: Iterable[Event], claims: Sequence[Claim], documents: Sequence[Document]
) -> list[Missing]:
    """What others say of the events that this outlet tells of, and it does not; what most say first."""
    return sorted(
        (
            Missing(event=event, thing=thing)
            for event, things in _things(site, events, claims, documents)
            for thing in things if outlet in thing.left_out_by
        ),
        key=lambda m: (-len(m.thing.said_by), m.event.event_id, m.thing.kind, m.thing.what),
    )  # fmt: skip


def _things(
    site: Site, events: Iterable[Event], claims: Sequence[Claim], documents: Sequence[Document]
) -> list[tuple[Event, tuple[Thing, ...]]]:
    voices, coverage = name_voices(claims, documents, site.voice_names), Coverage(documents)
    by_event: dict[str, list[Claim]] = {}
    for claim in claims:
        by_event.setdefault(claim.event_id or "", []).append(claim)
    return [
        (event, omissions(event, by_event.get(event.event_id, ()), coverage, voices).things)
        for event in events
        if len(event.outlets) > 1
    ]


def _both(
    site: Site, a: str, b: str, events: Iterable[Event], claims: Sequence[Claim], documents: Sequence[Document]
) -> list[Both]:
    outlet_of = {document.document_id: document.outlet for document in documents}
    figures: dict[tuple[str, str], dict[str, None]] = {}
    for claim in claims:
        key = (claim.event_id or "", outlet_of[claim.document_id] or "")
        for q in claim.quantities:
            figures.setdefault(key, {})[f"{wording.figure(q)} {wording.of_whom(q)}"] = None
    found = []
    for event, things in _things(site, events, claims, documents):
        only = [
            tuple(_what(t) for t in things if one in t.said_by and other in t.left_out_by)
            for one, other in ((a, b), (b, a))
        ]
        told = ["; ".join(figures.get((event.event_id, one), ())) for one in (a, b)]
        found.append(Both(event=event, figures=(told[0], told[1]), only=(only[0], only[1])))
    return found


def _what(thing: Thing) -> str:
    kind = {"actor": "who did it: ", "source": "source: "}.get(thing.kind, "")
    return kind + (f"{thing.what} ({', '.join(thing.values)})" if thing.values else thing.what)


def _calls(named: Iterable[Named], outlet: str, kind: str) -> list[Calls]:
    """The things of this kind that the outlet names, those with most words first."""
    found = []
    for one in named:
        by_outlet = dict(one.by_outlet)
        if one.kind == kind and outlet in by_outlet:
            own = by_outlet.pop(outlet)
            found.append(Calls(name=one.name, note=one.note, own=own, others=tuple(sorted(by_outlet.items()))))
    return sorted(found, key=lambda c: (-sum(u.count for u in c.own), c.name, str(c.note)))[: SHOWN + 15]
