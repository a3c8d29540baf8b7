"""The record arranged for reading: days, events with a column for each voice, relations, estimates, sources.

In: a `Record`.  Out: a `DossierView`.  Deterministic: days in order, within a day the event that most voices tell
first, then by id; there is no clock.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from typing import get_args

from crosswire.casebook import EventBrief
from crosswire.model import Claim, Estimate, Event, Link, Measure, Policy, Refusal, Relation, Toll
from crosswire.publish import wording
from crosswire.publish.dossier.cards import Cards
from crosswire.publish.dossier.view import (
    Card,
    Column,
    DayView,
    DossierView,
    EstimateView,
    EventRef,
    EventView,
    LinkView,
    NamedView,
    Record,
    RelationView,
    ThingView,
    TollView,
    VoiceView,
)  # fmt: skip
from crosswire.publish.figures import grade_words, of_words, point_notes, point_words, policy_words
from crosswire.publish.map import Spot, draw, spots_of, usual_view
from crosswire.publish.omissions import Coverage, Omissions, omissions
from crosswire.publish.outlet_words import used_words
from crosswire.publish.private_names import Veil, veil_over
from crosswire.publish.tables import compared
from crosswire.publish.voices import voice_of

NAMED, LINKED = 25, 25
"""Voices of an estimate that are named, and claims behind a figure that are linked to."""
WHY = 6
"""Links of an event that a dossier shows, and as many pairs that were kept apart from it."""
_MEASURES = {name: number for number, name in enumerate(get_args(Measure))}
_POLICIES = {name: number for number, name in enumerate(get_args(Policy))}


def build_view(record: Record, *, names: bool = False, veil: Veil | None = None) -> DossierView:
    """Arrange a record.  ``names``: show the names of private persons too; ``veil``: the names that are left out, where
    the record is a part of what tells them."""
    if veil is None:
        veil = Veil() if names else veil_over(record.claims, record.voice_names.values())
    return _Builder(record, Cards(record, veil), why=WHY).view(names_shown=names)


def event_view(record: Record, event: Event, told_of: Omissions | None) -> EventView:
    """One event, names of private persons included: for those who work on the record itself.  ``record`` holds what is
    to be shown of the event, and the claims that were kept apart from it; ``told_of``: what its outlets leave out
    (None: not worked out)."""
    return _Builder(record, Cards(record, Veil())).event(event, told_of or _NO_OMISSIONS)


_NO_OMISSIONS = Omissions(event_id="", since=None, until=None, telling=(), silent=(), things=(), not_judged=0)


class _Builder:
    def __init__(self, record: Record, cards: Cards, *, why: int | None = None) -> None:
        """``why``: links, and pairs kept apart, that are shown of an event (None: all)."""
        self.record = record
        self.why = why
        self.cards = cards
        self.shown = cards.shown
        self.coverage = Coverage(record.published or record.documents)
        self.relations: dict[str, list[Relation]] = {}
        for relation in record.relations:
            self.relations.setdefault(relation.event_id, []).append(relation)
        self.estimates: dict[str, list[Estimate]] = {}
        for estimate in record.estimates:
            self.estimates.setdefault(estimate.event_id, []).append(estimate)
        for estimates in self.estimates.values():
            estimates.sort(key=_in_order(estimates))
        named: list[Event | EventBrief] = [*record.events, *record.others]
        self.titles = {event.event_id: self._title(event) for event in named}

    def event(self, event: Event, told_of: Omissions | None = None) -> EventView:
        claims = [self.cards.claims[i] for i in event.claim_ids if i in self.cards.claims]
        by_voice: dict[str, list[Claim]] = {}
        for claim in claims:
            by_voice.setdefault(voice_of(claim), []).append(claim)
        columns = [_column(self.cards.voice(voice), self.cards.folded(members)) for voice, members in by_voice.items()]
        relations = self._relations(self.relations.get(event.event_id, []))
        parent = event.part_of
        linked, refused = self._links(event.links, event), self._links(event.refused, event)
        told_of = told_of or omissions(event, claims, self.coverage, self.cards.voices)
        return EventView(
            anchor=f"e-{event.event_id}",
            event_id=event.event_id,
            title=self.titles[event.event_id],
            figure=self._figure(event),
            type_words=event.event_type.replace("_", " "),
            status=wording.STATUSES.get(event.status, event.status),
            told=_told(event),
            when=wording.period(event.time) or f"day not known: {wording.why_undated(event.time, event=True)}",
            where=self.shown(wording.where(event.place) or "") or None,
            time_conflict=event.time_conflict,
            documents=len(event.document_ids),
            voices=len(event.voice_ids),
            columns=tuple(sorted(columns, key=lambda c: (-_weight(c), c.voice))),
            estimates=tuple(self._estimate(e, event) for e in self.estimates.get(event.event_id, [])),
            tolls=tuple(self._toll(t) for t in self.record.tolls.get(event.event_id, ()) if len(t.points) > 1),
            disagreements=tuple(r for r in relations if r.kind not in wording.AGREEING),
            contradictions=sum(r.kind == "contradiction" for r in relations),
            agreements=tuple(r for r in relations if r.kind in wording.AGREEING),
            linked=linked,
            refused=refused,
            more_linked=len(event.links) - len(linked),
            more_refused=len(event.refused) - len(refused),
            left_out=self._left_out(told_of),
            silent=self.shown(_some(told_of.silent, "more outlet")) if len(told_of.telling) > 1 else "",
            part_of=EventRef(f"e-{parent}", self.titles.get(parent, parent)) if parent else None,
        )

    def _title(self, event: Event | EventBrief) -> str:
        """What happened and where, without the day it stands under."""
        kind = self.record.type_names.get(event.event_type, event.event_type.replace("_", " "))
        kind = wording.what(event, kind)
        place = wording.where(event.place)
        title = f"{kind}, {place}" if place else kind
        return self.shown(title[:1].upper() + title[1:])

    def _figure(self, event: Event) -> str | None:
        """The spread of the first measure, as the first policy reads it: "killed: 220 to 250 (people)"."""
        estimates = self.estimates.get(event.event_id)
        if not estimates:
            return None
        first = estimates[0]
        ends = sorted({n for n in (first.low, first.best, first.high) if n is not None})
        number = f"{ends[0]:,}" if len(ends) == 1 else f"{ends[0]:,} to {ends[-1]:,}" if ends else "not said"
        return f"{wording.measure(first.measure)}: {number} ({wording.people(first.of)})"

    def _toll(self, toll: Toll) -> TollView:
        rows = (
            (
                wording.day(point.as_of) or "day not known",
                point_words(point),
                self.cards.voice(point.voice_id),
                wording.TOLL_CHANGES[point.change],
                " and ".join(point_notes(toll, point)),
                self._cards(point.claim_ids),
            )
            for point in toll.points
        )
        counted = f"{wording.measure(toll.measure)}, {of_words(toll, self.cards.voices)}"
        return TollView(counted=counted, rows=tuple(rows))

    def _estimate(self, estimate: Estimate, event: Event) -> EstimateView:
        low, best, high = wording.spread(estimate)
        return EstimateView(
            measure=wording.measure(estimate.measure),
            of=of_words(estimate, self.cards.voices),
            policy=policy_words(estimate),
            low=low, best=best, high=high,
            rule=self.shown(self.cards.voices.in_rule(estimate.rule, estimate.voice_ids)),
            voices=_some(sorted({self.cards.voice(v) for v in estimate.voice_ids}), "more voice"),
            grade=self.shown(grade_words(estimate, self.cards.voices, event.voice_ids)) or None,
            cards=self._cards(estimate.claim_ids),
        )  # fmt: skip

    def _cards(self, claim_ids: Sequence[str]) -> tuple[Card, ...]:
        known = (claim_id for claim_id in claim_ids if claim_id in self.cards.cards)
        return tuple(self.cards.cards[claim_id] for claim_id in islice(known, LINKED))

    def _relations(self, relations: Sequence[Relation]) -> list[RelationView]:
        """Relations between the same figures of the same voices are told once, with the number of pairs."""
        told: dict[tuple[str, ...], RelationView] = {}
        order = list(wording.RELATIONS)
        for relation in sorted(
            relations, key=lambda r: (order.index(r.kind) if r.kind in order else 99, r.relation_id)
        ):
            sides = sorted(
                (
                    self._side(relation.claim_a, relation, relation.of_a),
                    self._side(relation.claim_b, relation, relation.of_b),
                )
            )
            (voice_a, a), (voice_b, b) = sides
            reason = self.shown(relation.reason)
            key = (relation.kind, voice_a, a, voice_b, b, relation.measure or "")
            pairs = told[key].pairs + 1 if key in told else 1
            told[key] = RelationView(
                kind=relation.kind, words=wording.RELATIONS.get(relation.kind, relation.kind), a=a, b=b,
                voice_a=voice_a, voice_b=voice_b,
                measure=wording.measure(relation.measure) if relation.measure else None,
                reason=told[key].reason if key in told else reason, pairs=pairs,
            )  # fmt: skip
        return list(told.values())

    def _side(self, claim_id: str, relation: Relation, of: str | None) -> tuple[str, str]:
        """The voice of one side of a relation and what it says: a figure, or a day."""
        claim = self.cards.claims.get(claim_id)
        if claim is None:
            return ("?", claim_id)
        voice = self.cards.voice_of(claim)
        if relation.measure is None:
            return (voice, wording.period(claim.time) or "no day")
        fitting = compared(relation, claim, of) or [q for q in claim.quantities if q.measure == relation.measure]
        if not fitting:
            return (voice, "no figure")
        return (voice, self.shown(f"{wording.figure(fitting[0])} ({wording.people(fitting[0].of)})"))

    def _left_out(self, found: Omissions) -> tuple[ThingView, ...]:
        """What some of the outlets that tell of an event leave out; nothing where fewer than two tell of it."""
        return tuple(
            ThingView(
                what=self.shown(
                    f"{thing.kind}: {thing.what}" + (f" ({'; '.join(thing.values)})" if thing.values else "")
                ),
                said_by=self.shown(_some(thing.said_by, "more outlet")),
                left_out_by=self.shown(_some(thing.left_out_by, "more outlet")),
                too_early=self.shown(_some(thing.too_early, "more outlet")),
                cards=self._cards(thing.claim_ids),
            )
            for thing in found.things
            if len(found.telling) > 1 and thing.left_out_by and thing.said_by
        )

    def _named(self, kind: str) -> tuple[NamedView, ...]:
        return tuple(
            NamedView(
                name=self.shown(one.name),
                note=one.note,
                by_outlet=tuple(
                    (self.shown(outlet), self.shown(", ".join(map(used_words, used)))) for outlet, used in one.by_outlet
                ),
            )
            for one in self.record.named
            if one.kind == kind
        )

    def _links(self, pairs: Sequence[Link | Refusal], event: Event) -> tuple[LinkView, ...]:
        """The first of these pairs, of those whose claims are in the record."""
        here = (p for p in pairs if p.claim_a in self.cards.claims and p.claim_b in self.cards.claims)
        return tuple(self._link(pair, event) for pair in islice(here, self.why))

    def _link(self, pair: Link | Refusal, event: Event) -> LinkView:
        a, b, score = pair.claim_a, pair.claim_b, pair.score if isinstance(pair, Link) else None
        far = self.cards.claims.get(b) if a in event.claim_ids else self.cards.claims.get(a)
        other = self.titles.get(far.event_id) if far and far.event_id and far.event_id != event.event_id else None
        return LinkView(
            a=self.cards.cards.get(a), b=self.cards.cards.get(b), other=other,
            score=None if score is None else f"{score:.2f}",
            reasons=tuple(self.shown(reason.text) for reason in pair.reasons),
        )  # fmt: skip

    def _voice_views(self) -> tuple[VoiceView, ...]:
        members: dict[str, list[Claim]] = {}
        for claim in self.record.claims:
            members.setdefault(voice_of(claim), []).append(claim)
        views = [
            VoiceView(
                name=self.cards.voice(voice),
                claims=len(claims),
                events=len({c.event_id for c in claims if c.event_id}),
                carried_by=tuple(sorted({self.cards.outlet(c.document_id) for c in claims})),
            )
            for voice, claims in members.items()
        ]
        return tuple(sorted(views, key=lambda v: (-v.events, -v.claims, v.name)))

    def _days(self) -> tuple[DayView, ...]:
        dated: dict[tuple[str, str], list[Event]] = {}
        undated: list[Event] = []
        for event in sorted(
            self.record.events, key=lambda e: (not _told(e), -len(e.voice_ids), -len(e.claim_ids), e.event_id)
        ):
            first, last = _span(event)
            if first is None or last is None:
                undated.append(event)
            else:
                dated.setdefault((first, last), []).append(event)
        days = [
            DayView(
                anchor=f"day-{first}-{last}",
                heading=wording.period(events[0].time, weekday=first == last) or first,
                events=tuple(self.event(e) for e in events),
            )
            for (first, last), events in sorted(dated.items(), key=lambda item: (item[0][0].ljust(10, "-"), item[0][1]))
        ]
        if undated:
            days.append(
                DayView(anchor="undated", heading="Day not known", events=tuple(self.event(e) for e in undated))
            )
        return tuple(days)

    def _spots(self) -> list[Spot]:
        disputed = {r.event_id for r in self.record.relations if r.kind == "contradiction"}
        return [replace(spot, name=self.shown(spot.name)) for spot in spots_of(self.record.events, frozenset(disputed))]

    def view(self, *, names_shown: bool) -> DossierView:
        days, spots = self._days(), self._spots()
        outside = sorted(
            (c for c in self.record.claims if c.event_id is None),
            key=lambda c: (self.cards.numbers[c.document_id], c.trigger.start, c.claim_id),
        )
        return DossierView(
            days=days,
            map=draw(spots, view=usual_view(spots)),
            outside=tuple(self.cards.cards[c.claim_id] for c in outside),
            voices=self._voice_views(),
            names_for_actors=self._named("actor"),
            loaded=self._named("loaded"),
            documents=tuple(
                self.cards.documents[d] for d in sorted(self.cards.documents, key=lambda d: self.cards.numbers[d])
            ),
            n_events=len(self.record.events),
            n_claims=len(self.record.claims),
            n_contradictions=sum(event.contradictions for day in days for event in day.events),
            names_left_out=len(self.cards.veil.hidden),
            names_shown=names_shown,
        )


def _some(names: Sequence[str], more: str) -> str:
    """The names, of very many the first."""
    left = len(names) - NAMED
    return ", ".join(names) if left <= 1 else f"{', '.join(names[:NAMED])} and {wording.count(left, more)}"


def _in_order(estimates: Sequence[Estimate]) -> Callable[[Estimate], tuple[int | str, ...]]:
    """By measure, the class that most voices count first, then side, policy and column."""
    heard: dict[tuple[str, str], int] = {}
    for one in estimates:
        own = (one.measure, one.of)
        heard[own] = max(heard.get(own, 0), len(one.voice_ids))

    def key(one: Estimate) -> tuple[int | str, ...]:
        place = (_MEASURES[one.measure], -heard[one.measure, one.of], one.of, one.side_id or "")
        return (*place, _POLICIES[one.policy], one.column or "", one.estimate_id)

    return key


def _weight(column: Column) -> int:
    return sum(1 + len(card.echoes) for card in (*column.cards, *column.others))


def _column(voice: str, cards: Sequence[Card]) -> Column:
    """A voice's figures first; what else it said of the event stands behind them."""
    figures = tuple(card for card in cards if card.figures)
    rest = tuple(card for card in cards if not card.figures)
    return Column(voice=voice, cards=figures or rest, others=rest if figures else ())


def _told(event: Event) -> bool:
    """Whether the event is told as having happened."""
    return event.status in ("happened", "ongoing")


def _span(event: Event) -> tuple[str | None, str | None]:
    """The first and the last day an event is placed at; None for both when its year is not known."""
    time = event.time
    first = time.earliest or time.latest if time else None
    if time is None or first is None or first.startswith("X"):
        return None, None
    return first, time.latest or first
