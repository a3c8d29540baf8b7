"""Claims to events.

In: documents, claims (traced: ``voice_id`` set), the lexicon and the decisions of people.  Out: events sorted
by id; each claim is in at most one.  Claims a person rejected are in none.

The way has two steps of the same parts: pairs (`blocking`), what speaks for and against each (`conflicts`, `telling`
or `features`, `score`), clusters (`cluster`).  First the claims of each document are joined (`in_text`), and what one
document tells of one happening is drawn together (`tellings`); then these are joined across documents.  What people
merged is made one whole.  Last come events (`events`) and longer episodes (`episodes`).  The order of input, other
documents that share no key, the hash seed and the clock change nothing.  ``links`` of an event are the strongest pairs
that hold it together (a spanning tree), with their reasons; a pair across documents is named by the first claim of
each.  ``refused`` are pairs that look alike and were kept apart: at most `SHOWN` of one text, and `SHOWN` of two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from heapq import nsmallest
from itertools import chain
from typing import TYPE_CHECKING

from crosswire.link.blocking import Keyed, pairs_across
from crosswire.link.cluster import Pair, cluster, merged
from crosswire.link.compared import Compared
from crosswire.link.decisions import Will, bind
from crosswire.link.episodes import find_parts
from crosswire.link.events import build_event
from crosswire.link.in_text import InText, in_texts
from crosswire.link.kept import Kept, numbers
from crosswire.link.view import View
from crosswire.model import Claim, Decision, Document, Event, Link, Reason, Refusal

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

SHOWN = 16
"""At most this many refused pairs of one text, and of two, are kept an event, the most alike first."""


def link_claims(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    lexicon: Lexicon,
    decisions: Sequence[Decision] = (),
    kept: Kept | None = None,
) -> list[Event]:
    """The events the claims tell of, sorted by id.  Set `Claim.event_id` from `Event.claim_ids`.  ``kept`` is filled:
    what is decided of one event can change another only along pairs that were linked."""
    will = bind(decisions, claims)
    texts = in_texts(documents, claims, lexicon, will)
    told = Compared(views_of(texts.values()), lexicon, kept)
    keyed = Keyed(told.views)
    told.compare(pairs_across(keyed))
    if kept is not None:
        kept.keys.update(numbers(keyed))
    events = Linking(texts, told, will).events()
    views = claim_views_of(texts.values())
    longer = find_parts(events, events, lambda _: views, lexicon)
    return sorted((replace(e, part_of=longer.get(e.event_id)) for e in events), key=lambda e: e.event_id)


def views_of(texts: Iterable[InText]) -> dict[str, View]:
    """What these texts tell of each happening, by its name."""
    return {first: view for text in texts for first, view in text.told.items()}


def claim_views_of(texts: Iterable[InText]) -> dict[str, View]:
    """The views of their claims, by claim id."""
    return {one: view for text in texts for one, view in text.compared.views.items()}


class Linking:
    """What texts tell of each happening, joined across them.  ``told``: their views, compared with each other.
    ``groups``: the claims of each event, sorted, and by their first claim."""

    def __init__(self, texts: Mapping[str, InText], told: Compared, will: Will) -> None:
        self._texts, self._told, self._will = texts, told, will
        self._part_of = {claim_id: part for text in texts.values() for part in text.parts.values() for claim_id in part}
        self._never = by_telling(texts.values(), will)
        found, used = cluster(list(told.views), told.linked, told.conflicting, self._never, told.support)
        whole = [[claim_id for first in group for claim_id in self._part_of[first]] for group in found]
        must = [pair for pair in will.must if pair[0] in self._part_of and pair[1] in self._part_of]
        self.groups, honoured = merged(whole, must, will.never)
        self._used = {pair: text.compared for text in texts.values() for pair in text.joined} | dict.fromkeys(
            used, told
        )
        self._merged = honoured
        self._event_of = {claim_id: number for number, group in enumerate(self.groups) for claim_id in group}

    def events(self, own: Set[str] | None = None) -> list[Event]:
        """An event of each group; none is part of another yet.  ``own``: only of groups with one of these claims, and
        without the pairs of two texts that were kept apart."""
        wanted = self._event_of.keys() if own is None else own & self._event_of.keys()
        numbers = {self._event_of[claim_id] for claim_id in wanted}
        refused = self._apart_in_texts(numbers)
        if own is None:
            for number, those in self._apart_across().items():
                refused.setdefault(number, []).extend(those)
        outlets = {one: text.outlet for one, text in self._texts.items() if text.outlet}
        links: dict[int, list[Link]] = {}
        for pair, compared in self._used.items():
            if (number := self._event_of[pair[0]]) in numbers:
                links.setdefault(number, []).append(compared.link(pair))
        for pair in self._merged:
            links.setdefault(self._event_of[pair[0]], []).append(_merged(pair, self._will.must[pair]))
        claims = {claim.claim_id: claim for text in self._texts.values() for claim in text.claims}
        return [
            build_event(
                [claims[i] for i in group],
                outlets,
                sorted(links.get(number, ()), key=_pair_of),
                sorted(refused.get(number, ()), key=_pair_of),
            )
            for number, group in enumerate(self.groups)
            if number in numbers
        ]

    def _apart_in_texts(self, numbers: Set[int]) -> dict[int, list[Refusal]]:
        found: dict[int, list[tuple[float, Pair, InText]]] = {}
        for text in self._texts.values():
            alike = self._alike(text.compared)
            for number in alike.keys() & numbers:
                found.setdefault(number, []).extend((*one, text) for one in alike[number])
        return {
            number: [
                text.compared.refusal(pair, self._part_of[pair[0]], self._part_of[pair[1]], self._will.never)
                for _, pair, text in nsmallest(SHOWN, those, key=lambda one: one[:2])
            ]
            for number, those in found.items()
        }

    def _apart_across(self) -> dict[int, list[Refusal]]:
        tellings: dict[int, list[str]] = {}
        for first in self._told.views:
            tellings.setdefault(self._event_of[first], []).append(first)
        return {
            number: [
                self._told.refusal(
                    pair, tellings[self._event_of[pair[0]]], tellings[self._event_of[pair[1]]], self._never
                )
                for _, pair in nsmallest(SHOWN, those)
            ]
            for number, those in self._alike(self._told).items()
        }  # fmt: skip

    def _alike(self, compared: Compared) -> dict[int, list[tuple[float, Pair]]]:
        """The pairs of different events that look alike, by the number of either event."""
        found: dict[int, list[tuple[float, Pair]]] = {}
        for pair, points in chain(compared.linked.items(), compared.refused.items()):
            one, other = self._event_of[pair[0]], self._event_of[pair[1]]
            if one != other:
                found.setdefault(one, []).append((-points, pair))
                found.setdefault(other, []).append((-points, pair))
        return found


def by_telling(texts: Iterable[InText], will: Will) -> dict[Pair, Decision]:
    """The pairs that people forbade, named as what the texts tell is named."""
    if not will.never:
        return {}
    name = {claim_id: first for text in texts for first, part in text.parts.items() for claim_id in part}
    found: dict[Pair, Decision] = {}
    for (a, b), decision in will.never.items():
        if a in name and b in name:
            found[min(name[a], name[b]), max(name[a], name[b])] = decision
    return found


def _pair_of(one: Link | Refusal) -> Pair:
    return one.claim_a, one.claim_b


def _merged(pair: Pair, decision: Decision) -> Link:
    """The link that a person made."""
    reason = Reason(feature="decision", value=5.0, text=f"merged by {decision.by} on {decision.at[:10]}")
    return Link(claim_a=pair[0], claim_b=pair[1], score=1.0, reasons=(reason,))
