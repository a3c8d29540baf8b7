"""The record of generated reports as it was planted: documents, claims, events, relations and estimates.

In: reports of `generate.reports` and the lexicon of their country.  Out: documents and a `Derived`.  No sentence is
read: a claim stands where its slot was filled.  Relations and estimates are those of `reconcile`.  What is in no slot
(a date of a headline) is None.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from generate import Happening, Report, Sentence
from ostravian import ACTORS

from crosswire.casebook import Derived
from crosswire.lexicon import Lexicon
from crosswire.model import (
    Attribution,
    Claim,
    Copy,
    Document,
    Event,
    EventParticipant,
    Link,
    Measure,
    NamedQuote,
    Participant,
    Passage,
    Place,
    Quantity,
    Quote,
    Reason,
    Time,
    content_id,
)
from crosswire.reconcile import reconcile

_TYPE_OF = {"Attack": "attack", "attack": "attack", "attacked": "attack", "fired": "shelling", "wounded": "killing"}
_SIDES = {written: (one, side) for one, written, _, _, side in ACTORS}


def planted_record(made: Sequence[Report], lexicon: Lexicon) -> tuple[list[Document], Derived]:
    """Documents and all that follows from them."""
    documents = [document_of(report) for report in made]
    claims: list[Claim] = []
    of_happening: defaultdict[int, list[Claim]] = defaultdict(list)
    happening_of: dict[int, Happening] = {}
    for report, document in zip(made, documents, strict=True):
        happening_of |= {happening.nth: happening for happening in report.happenings}
        for claim, told in claims_of(report, document):
            (of_happening[told.nth] if told is not None else claims).append(claim)
    by_id = {document.document_id: document for document in documents}
    events, relations, estimates = [], [], []
    mains: dict[str, str | None] = {}
    main_of = {document.document_id: report.happenings[0].nth for report, document in zip(made, documents, strict=True)}
    for nth, those in sorted(of_happening.items()):
        event = _event(happening_of[nth], those, by_id)
        those = [replace(claim, event_id=event.event_id) for claim in those]
        claims += those
        events.append(event)
        found, figures = reconcile(event, those, [by_id[one] for one in event.document_ids], lexicon)
        relations += found
        estimates += figures
        for claim in those:
            if happening_of[nth].nth == main_of[claim.document_id]:
                mains[claim.document_id] = event.event_id
    return documents, Derived(
        claims=tuple(sorted(claims, key=lambda claim: claim.claim_id)),
        copies=tuple(_copies(made, documents)),
        events=tuple(sorted(events, key=lambda event: event.event_id)),
        relations=tuple(sorted(relations, key=lambda relation: relation.relation_id)),
        estimates=tuple(sorted(estimates, key=lambda estimate: estimate.estimate_id)),
        main_events=mains,
    )


def claims_of(report: Report, document: Document) -> Iterator[tuple[Claim, Happening | None]]:
    """The claims of a report, each with what it tells of."""
    known = {happening.nth: happening for happening in report.happenings}
    for sentence, passage in zip((report.title, *report.body), document.passages, strict=True):
        told = known.get(sentence.happening) if sentence.happening is not None else None
        for claim in _claims(sentence, passage, told, report, document):
            yield claim, told


def document_of(report: Report) -> Document:
    """A report as collect would read it."""
    text, passages = report.title.text + "\n", [Passage(start=0, end=len(report.title.text), kind="headline")]
    for sentence in report.body:
        passages.append(Passage(start=len(text), end=len(text) + len(sentence.text), kind="sentence"))
        text += sentence.text + " "
    published = report.published.isoformat()
    return Document(
        document_id=content_id("doc", text, f"reports.csv#{report.nth}"), file="reports.csv", row=report.nth,
        title=report.title.text, outlet=report.outlet, published=published, published_how="given", lang="en", text=text,
        passages=tuple(passages),
    )  # fmt: skip


def _claims(
    sentence: Sentence, passage: Passage, told: Happening | None, report: Report, document: Document
) -> Iterator[Claim]:
    """The claim of a sentence that has a trigger."""
    spans = {
        name: Quote(start=passage.start + start, end=passage.start + end, quote=sentence.text[start:end])
        for name, start, end in sentence.slots
    }
    if (trigger := spans.get("trigger")) is None:
        return
    source = spans.get("source") or spans.get("watcher")
    said = told.day.isoformat() if told is not None else None
    actor = spans.get("actor")
    one, side = (
        _SIDES.get(actor.quote[:1].lower() + actor.quote[1:], (None, None)) if actor is not None else (None, None)
    )
    named = f"the {source.quote.removeprefix('the ')}" if source is not None else ""
    yield Claim(
        claim_id=content_id("claim", document.document_id, trigger.start, trigger.end, 0),
        document_id=document.document_id,
        event_type=_TYPE_OF.get(trigger.quote, told.kind if told is not None else "killing"),
        status="denied" if " denied that " in sentence.text else "happened",
        trigger=trigger,
        passage_kind=passage.kind,
        participants=()
        if actor is None
        else (Participant(role="actor", actor_id=one, name=actor.quote, side_id=side, **_span(actor)),),
        place=_place(told, spans.get("town")),
        time=Time(earliest=said, latest=said, precision="day", anchor="published", **_span(spans["day"]))
        if "day" in spans
        else None,
        quantities=tuple(_quantities(spans, running=told is None)),
        attribution=Attribution(manner="own_voice")
        if source is None
        else Attribution(
            manner="reported", source=NamedQuote(name=source.quote, **_span(source)), described=source.quote.islower()
        ),
        voice_id=f"source:{named}" if named and not _described(named) else f"outlet:{report.outlet}",
        evidence=(Quote(start=passage.start, end=passage.end, quote=sentence.text),),
    )


def _described(name: str) -> bool:
    """Whether a source is described and not named, so that its claims are its outlet's."""
    return name.islower()


def _span(quote: Quote) -> dict[str, Any]:
    return {"start": quote.start, "end": quote.end, "quote": quote.quote}


def _place(told: Happening | None, at: Quote | None) -> Place | None:
    if told is None or at is None:
        return None
    town = told.town
    return Place(
        place_id=town.place_id, name=town.name, lat=town.lat, lon=town.lon, radius_km=3.0, precision="exact",
        admin1=town.province, country="XO", **_span(at),
    )  # fmt: skip


def _quantities(spans: dict[str, Quote], *, running: bool) -> Iterator[Quantity]:
    measures: tuple[tuple[str, Measure], ...] = (("killed", "killed"), ("wounded", "wounded"), ("many", "killed"))
    for slot, measure in measures:
        if slot in spans:
            number = int(spans[slot].quote)
            yield Quantity(
                measure=measure, of="any", side_id=None, counts="cumulative" if running else "total", low=number,
                best=number, high=None if running else number, bound="more_than" if running else "exact",
                **_span(spans[slot]),
            )  # fmt: skip


def _event(told: Happening, claims: Sequence[Claim], document_of: dict[str, Document]) -> Event:
    first = min(claims, key=lambda claim: claim.claim_id)
    dated = next((claim.time for claim in claims if claim.time is not None), None)
    placed = next((claim.place for claim in claims if claim.place is not None), None)
    doers = sorted({(p.actor_id, p.name) for claim in claims for p in claim.participants}, key=str)
    documents = sorted({claim.document_id for claim in claims})
    reason = Reason(feature="planted", value=1.0, text="planted as one happening")
    return Event(
        event_id=content_id("event", first.claim_id),
        label=f"{told.kind.replace('_', ' ')} in {told.town.name}",
        event_type=told.kind,
        status="happened",
        time=dated,
        time_conflict=False,
        place=placed,
        participants=tuple(EventParticipant(role="actor", actor_id=one, name=name) for one, name in doers),
        claim_ids=tuple(sorted(claim.claim_id for claim in claims)),
        document_ids=tuple(documents),
        outlets=tuple(sorted({document_of[one].outlet or "" for one in documents})),
        voice_ids=tuple(sorted({claim.voice_id or "" for claim in claims})),
        links=tuple(
            Link(claim_a=a.claim_id, claim_b=b.claim_id, score=1.0, reasons=(reason,))
            for a, b in pairwise(sorted(claims, key=lambda claim: claim.claim_id))
        ),
    )


def _copies(made: Sequence[Report], documents: Sequence[Document]) -> Iterator[Copy]:
    """Each sentence that a report took over stands in both, in both directions."""
    for report in made:
        if report.copy_of is None:
            continue
        mine, other = documents[report.nth], documents[report.copy_of]
        there = {other.text[p.start : p.end]: p for p in other.passages if p.kind == "sentence"}
        for passage in mine.passages:
            if passage.kind == "sentence" and (same := there.get(mine.text[passage.start : passage.end])) is not None:
                for one, at, two, where in ((mine, passage, other, same), (other, same, mine, passage)):
                    yield Copy(
                        document_id=one.document_id, start=at.start, end=at.end, other_id=two.document_id,
                        other_start=where.start, other_end=where.end, kind="identical", first=other.document_id,
                    )  # fmt: skip
