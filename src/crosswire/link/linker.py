"""Claims to events.

In: documents, claims (traced: ``voice_id`` set), the lexicon and the decisions of people.  Out: events sorted
by id; each claim is in at most one.  Claims that only carry speech (type ``statement``) and claims a person
rejected are in none.

The way has two steps of the same parts: pairs (`blocking`), what speaks for and against each (`conflicts`, `telling`
or `features`, `score`), clusters (`cluster`).  First the claims of each document are joined, and what one document
tells of one happening is drawn together (`tellings`); then these are joined across documents.  What people merged is
made one whole.  Last come events (`events`) and longer episodes (`episodes`).  The order of input, other documents
that share no key, the hash seed and the clock change nothing.  ``links`` of an event are the strongest pairs that
hold it together (a spanning tree), with their reasons; a pair across documents is named by the first claim of each.
``refused`` are pairs that look alike and were kept apart, at most `SHOWN` an event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from crosswire.link.blocking import candidate_pairs, pairs_in_one_text
from crosswire.link.cluster import LEAST_IN_ONE_TEXT, Clustered, Pair, cluster, merged
from crosswire.link.conflicts import conflict
from crosswire.link.decisions import Will, bind
from crosswire.link.episodes import find_parts
from crosswire.link.events import build_event
from crosswire.link.families import SPEECH
from crosswire.link.finding import Finding
from crosswire.link.kept import Kept, numbers
from crosswire.link.score import ALIKE, Comparison, compare
from crosswire.link.tellings import told_together
from crosswire.link.view import View, make_views
from crosswire.model import Claim, Decision, Document, Event, Link, Reason, Refusal

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

SHOWN = 20
"""At most this many refused pairs are kept an event, the most alike first."""


def link_claims(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    lexicon: Lexicon,
    decisions: Sequence[Decision] = (),
    kept: Kept | None = None,
    pairs: Iterable[Pair] | None = None,
    known: Kept | None = None,
) -> list[Event]:
    """The events the claims tell of, sorted by id.  Set `Claim.event_id` from `Event.claim_ids`.  ``kept`` is filled:
    what is decided of one event can change another only along pairs that were linked.  ``pairs``: those across
    documents that look alike, where that is known (None: they are sought), and ``known`` how some of them compare
    (`Tellings`)."""
    will = bind(decisions, claims)
    views, own, (parts, joined, kept_apart) = _in_each_text(documents, claims, lexicon, will)
    must = [pair for pair in will.must if pair[0] in views and pair[1] in views]
    tellings = {part[0]: part for part in parts}
    first = {claim_id: telling for telling, members in tellings.items() for claim_id in members}
    told = _told(parts, views, lexicon)
    if pairs is None:
        told.compare(candidate_pairs(told.views))
    else:  # a claim that a person rejected is in no telling
        told.compare(sorted(pair for pair in pairs if pair[0] in tellings and pair[1] in tellings), known)
    if kept is not None:
        kept.linked.update(told.linked)
        kept.refused.update(told.refused)
        kept.keys.update(numbers(told.views))
    never = {
        (min(first[a], first[b]), max(first[a], first[b])): decision
        for (a, b), decision in will.never.items()
        if a in first and b in first
    }
    found, used, guilty = cluster(list(tellings), told.linked.values(), told.conflicting, never, told.support)
    whole = [[claim_id for i in group for claim_id in tellings[i]] for group in found]
    groups, honoured = merged(whole, must, will.never)
    links = _links([*joined, *used], honoured, will)
    event_of = {claim_id: number for number, group in enumerate(groups) for claim_id in group}
    refused = [_refused(own, event_of, kept_apart, will.never), _refused(told, event_of, guilty, never)]
    by_id = {document.document_id: document for document in documents}
    events = [
        build_event(
            [views[i].claim for i in group],
            by_id,
            sorted((link for i in group for link in links.get(i, ())), key=lambda link: (link.claim_a, link.claim_b)),
            _shown(number, refused),
        )
        for number, group in enumerate(groups)
    ]
    longer = find_parts(events, events, views, lexicon)
    return sorted((replace(e, part_of=longer.get(e.event_id)) for e in events), key=lambda e: e.event_id)


class Tellings:
    """What documents tell of each happening, ready to be compared with what other documents tell."""

    def __init__(
        self, documents: Sequence[Document], claims: Sequence[Claim], lexicon: Lexicon, decisions: Sequence[Decision]
    ) -> None:
        views, _, (parts, _, _) = _in_each_text(documents, claims, lexicon, bind(decisions, claims))
        self._views = _told(parts, views, lexicon).views
        self._lexicon = lexicon

    def keys(self) -> dict[str, bytes]:
        """What they are compared by (`Kept.keys`)."""
        return numbers(self._views)

    def compare(self, kept: Kept, others: Tellings | None = None) -> None:
        """Note the pairs that look alike among these, or between these and those of ``others``."""
        both = self._views if others is None else {**self._views, **others._views}
        compared = Compared(both, self._lexicon, kept)
        compared.compare(candidate_pairs(self._views, None if others is None else others._views))


def _in_each_text(
    documents: Sequence[Document], claims: Sequence[Claim], lexicon: Lexicon, will: Will
) -> tuple[dict[str, View], Compared, Clustered]:
    """The claims joined document by document."""
    linkable = [c for c in claims if c.event_type not in SPEECH and c.claim_id not in will.rejected]
    views = make_views(documents, linkable, lexicon)
    own = Compared(views, lexicon)
    own.compare(pairs_in_one_text(views))
    found = cluster(list(views), own.linked.values(), own.conflicting, will.never, own.support, LEAST_IN_ONE_TEXT)
    return views, own, found


def _told(parts: Iterable[Sequence[str]], views: Mapping[str, View], lexicon: Lexicon) -> Compared:
    """What each document tells of one happening, drawn together, by its first claim."""
    return Compared({part[0]: told_together([views[one] for one in part]) for part in parts}, lexicon)


def parts_of_longer(
    wanted: Sequence[Event],
    events: Sequence[Event],
    documents: Sequence[Document],
    claims: Sequence[Claim],
    lexicon: Lexicon,
) -> dict[str, str]:
    """The longer event of each wanted one that is part of one.  ``events``: all that share a document with them;
    ``documents`` and ``claims``: all of these events, with `Claim.event_id` set."""
    views = make_views(documents, [claim for claim in claims if claim.event_id is not None], lexicon)
    return find_parts(wanted, events, views, lexicon)


class Compared:
    """Views by id, and how two of them stand to each other.  ``linked``: the pairs that were compared and may be
    linked; ``refused``: the points of those that look alike and may not."""

    def __init__(self, views: Mapping[str, View], lexicon: Lexicon, kept: Kept | None = None) -> None:
        kept = kept or Kept()
        self.views = views
        self.linked, self.refused = kept.linked, kept.refused
        self._lexicon = lexicon
        self._support: dict[Pair, float] = {}

    def compare(self, pairs: Iterable[Pair], known: Kept | None = None) -> None:
        """Fill ``linked`` and ``refused``; of the pairs that are known already, without comparing."""
        known = known or Kept()
        for pair in pairs:
            if pair in known.refused:
                self.refused[pair] = known.refused[pair]
                continue
            found = known.linked.get(pair) or self.comparison(pair)
            if found.linked:
                self.linked[pair] = found
            elif found.points >= ALIKE:
                self.refused[pair] = found.points

    def comparison(self, pair: Pair) -> Comparison:
        """How alike two of them are, with every reason."""
        return compare(self.views[pair[0]], self.views[pair[1]], self._lexicon)

    def conflict(self, a: str, b: str) -> Finding | None:
        """What forbids the two to be one happening."""
        return conflict(self.views[a], self.views[b], self._lexicon)

    def conflicting(self, a: str, b: str) -> bool:
        """True when the two cannot be one happening."""
        return self.conflict(a, b) is not None

    def support(self, a: str, b: str) -> float:
        """How much speaks for the two being one happening, in points."""
        pair = (a, b) if a < b else (b, a)
        if pair in self.linked:
            return self.linked[pair].points
        known = self.refused.get(pair, self._support.get(pair))
        if known is None:
            known = self._support[pair] = self.comparison(pair).points
        return known


def _links(used: Iterable[Comparison], must: Iterable[Pair], will: Will) -> dict[str, list[Link]]:
    """Links by their first claim."""
    links: dict[str, list[Link]] = {}
    for pair in must:
        decision = will.must[pair]
        reason = Reason(feature="decision", value=5.0, text=f"merged by {decision.by} on {decision.at[:10]}")
        links.setdefault(pair[0], []).append(Link(claim_a=pair[0], claim_b=pair[1], score=1.0, reasons=(reason,)))
    for c in used:
        links.setdefault(c.a, []).append(Link(claim_a=c.a, claim_b=c.b, score=c.score, reasons=c.reasons))
    return links


class Refused(NamedTuple):
    """The pairs of different events that look alike, by the number of either event: points and pair; and what is needed
    to tell why they are apart."""

    pairs: Mapping[int, Sequence[tuple[float, Pair]]]
    views: Compared
    guilty: Mapping[Pair, Pair]
    never: Mapping[Pair, Decision]

    def told(self, pair: Pair) -> Refusal:
        """One of them with its reasons."""
        reasons = self.views.comparison(pair).reasons
        decision = self.never.get(pair)
        if decision is not None:
            text = f"kept apart by {decision.by} on {decision.at[:10]}"
            reasons = (Reason(feature="decision", value=-5.0, text=text), *reasons)
        elif pair in self.guilty:
            text = _why(self.guilty[pair], self.never, self.views)
            reasons = (Reason(feature="other_claims", value=-5.0, text=text), *reasons)
        return Refusal(claim_a=pair[0], claim_b=pair[1], reasons=reasons)


def _refused(
    views: Compared, event_of: Mapping[str, int], guilty: Mapping[Pair, Pair], never: Mapping[Pair, Decision]
) -> Refused:
    found: dict[int, list[tuple[float, Pair]]] = {}
    apart = [(pair, found.points) for pair, found in views.linked.items()]
    for pair, points in (*apart, *views.refused.items()):
        one, other = event_of[pair[0]], event_of[pair[1]]
        if one != other:
            found.setdefault(one, []).append((-points, pair))
            found.setdefault(other, []).append((-points, pair))
    return Refused(found, views, guilty, never)


def _why(guilty: Pair, never: Mapping[Pair, Decision], views: Compared) -> str:
    """Why two clusters were kept apart by two of their members."""
    found = views.conflict(*guilty)
    if found is None and guilty not in never:
        return "claims already joined to these have too little in common with each other"
    why = found.text if found is not None else "a person decided so"
    return f"claims already joined to these exclude each other: {why}"


def _shown(event: int, refused: Iterable[Refused]) -> list[Refusal]:
    """The refused pairs of an event that are most alike, told by claim ids."""
    own = [(*found, some) for some in refused for found in some.pairs.get(event, ())]
    most = nsmallest(SHOWN, own, key=lambda found: found[:2])
    return [some.told(pair) for _, pair, some in sorted(most, key=lambda found: found[1])]
