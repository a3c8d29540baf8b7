"""Honouring new decisions without deriving everything anew.

In: a casebook whose record `crosswire.run.flow.build` derived, and decisions made since.  Out: whether the record now
honours them, equal to what `build` would make of them.  Claims that are merged or kept apart, and those that the linker
had linked to them (`Casebook.alike`), are linked again with all that looks like them; their events are reconciled
again, and what shares a document with them is asked again what it is part of, or mainly about.  A grade and a
confirmation change no event.

Where a decision changes what a claim says, adds or rejects one, or parts two claims of one text, other claims would
have to be compared anew: then nothing is done and the answer is False.  So it is where documents, lexicon or code are
not those that the record was derived from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from crosswire.casebook import (
    Anchors,
    Casebook,
    Derived,
    Redone,
    Settled,
    answers_of,
    decide_claims,
    settle,
    with_grades,
)
from crosswire.casebook.decisions import documents_of
from crosswire.casebook.settle import bound
from crosswire.lexicon import Lexicon, load
from crosswire.model import Claim, Decision, Document, Event
from crosswire.run.flow import basis_of, reconciled, with_events, with_former_ids
from crosswire.run.layers import read_claims
from crosswire.run.local import pmap

SETS_FIELDS = frozenset({"add", "correct", "confirm"})
IN_ONE_TEXT = frozenset({"split", "never_merge"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The decisions about some documents, and about those that these name; the documents and their claims."""

    log: tuple[Decision, ...]
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]

    @classmethod
    def of(cls, casebook: Casebook, about: set[str]) -> Near:
        while True:
            log = casebook.decisions_about(about)
            named = documents_of(log)
            if named <= about:
                break
            about = about | named
        claims = [claim for one in sorted(about) for claim in casebook.claims_of(one)]
        return cls(log=tuple(log), documents=tuple(casebook.documents(about)), claims=tuple(claims))

    def settled(self, without: frozenset[str] = frozenset(), events: Iterable[Event] = ()) -> list[Settled]:
        """What became of the decisions, or would without some of them; ``events``: that hold the claims now."""
        event_of = {claim.claim_id: claim.event_id for claim in self.claims if claim.event_id}
        event_of.update({claim_id: event.event_id for event in events for claim_id in event.claim_ids})
        log = [decision for decision in self.log if decision.decision_id not in without]
        return settle(log, self.anchors(), event_of)

    def links(self, without: frozenset[str] = frozenset()) -> list[Decision]:
        return bound(self.settled(without), self.anchors())

    def anchors(self) -> Anchors:
        return Anchors(self.claims, {document.document_id: document.text for document in self.documents})


def redo(casebook: Casebook) -> bool:
    """True where the record now honours the whole log."""
    lexicon, built = load(casebook.lexicon_folder), casebook.built()
    if built.basis is None or built.basis != basis_of(casebook, lexicon, built.reader):
        return False
    new = casebook.decisions(after=built.decisions)
    fresh = frozenset(decision.decision_id for decision in new)
    roots = [casebook.root_of(decision) for decision in new]
    near = Near.of(casebook, documents_of(roots))
    if any(document.state != "read" for document in near.documents):
        return False
    confirmed = _confirmed(casebook, near, lexicon) if any(one.kind in SETS_FIELDS for one in roots) else []
    before, after = near.links(fresh), near.links()
    changed = [one for one in before if one not in after] + [one for one in after if one not in before]
    apart = any(
        one.kind in IN_ONE_TEXT and one.b and one.a and one.a.document_id == one.b.document_id for one in changed
    )
    if not new:
        return True
    if confirmed is None or apart or any(one.kind == "reject" for one in changed):
        return False
    event_of = {claim.claim_id: claim.event_id for claim in near.claims}
    touched = {
        e for one in changed for anchor in (one.a, one.b) for i in near.anchors().at(anchor) if (e := event_of[i])
    }
    graded = {e for one in roots if one.kind == "grade" for i in near.anchors().at(one.a) if (e := event_of[i])}
    redone = _Again(casebook, lexicon).redone(touched, graded, confirmed)
    if redone is None:
        return False
    settled = near.settled()
    redone = replace(
        redone, asked=frozenset(claim.claim_id for claim in near.claims),
        made=replace(redone.made, answers=frozenset(answers_of(settled))),
    )  # fmt: skip
    against = sum(bool(one.against) for one in settled) - sum(bool(one.against) for one in near.settled(fresh))
    honoured = replace(built, decisions=built.decisions + len(new), conflicts=built.conflicts + against)
    return casebook.replace_some(redone, honoured)


def _confirmed(casebook: Casebook, near: Near, lexicon: Lexicon) -> list[Claim] | None:
    """The claims beside which other decisions stand now; None where one says something else than before."""
    read = read_claims(
        near.documents, lexicon, parts=casebook.parts, user_lexicon=casebook.lexicon_folder,
        runner=partial(pmap, workers=1, isolated=False),
    )  # fmt: skip
    given = [claim for own in read.claims.values() for claim in own]
    decided = {c.claim_id: c for c in decide_claims(near.log, given, near.documents, lexicon).claims}
    if decided.keys() != {claim.claim_id for claim in near.claims}:
        return None
    found = []
    for kept in near.claims:
        claim = decided[kept.claim_id]
        said = replace(claim.attribution, via=kept.attribution.via)
        marks = claim.decision_ids
        claim = replace(claim, attribution=said, voice_id=kept.voice_id, event_id=kept.event_id, decision_ids=())
        if claim != replace(kept, decision_ids=()):
            return None
        if marks != kept.decision_ids:
            found.append(replace(kept, decision_ids=marks))
    return found


class _Again:
    """Linking and reconciling some events again."""

    def __init__(self, casebook: Casebook, lexicon: Lexicon) -> None:
        self.casebook = casebook
        self.lexicon = lexicon

    def redone(self, touched: set[str], graded: set[str], confirmed: Sequence[Claim]) -> Redone | None:
        """What is to be written; None where the events do not come out of the claims that went in."""
        from crosswire.link import main_events, parts_of_longer

        casebook = self.casebook
        region, near = self._region(touched)
        old = casebook.events_named(region)
        made = self._linked(old, near)
        if made is None:
            return None
        made = with_former_ids(made, old)
        ids = {event.event_id for event in made}
        others = {
            one.event_id: replace(one, former_ids=tuple(i for i in one.former_ids if i not in ids))
            for one in casebook.events_named(casebook.formerly(ids) - region)
        }
        own = {document for event in (*made, *old) for document in event.document_ids}
        beside = casebook.events_named(casebook.events_with(own) - region)
        around = {document for event in (*made, *beside) for document in event.document_ids}
        told = [*made, *casebook.events_named(casebook.events_with(around) - region)]
        reach = {document for event in told for document in event.document_ids}
        documents = casebook.documents(reach)
        claims = self._claims(reach, made)
        longer = parts_of_longer([*made, *beside], told, documents, claims, self.lexicon)
        made = [replace(event, part_of=longer.get(event.event_id)) for event in made]
        for event in beside:
            if event.part_of != longer.get(event.event_id):
                found = others.get(event.event_id, event)
                others[event.event_id] = replace(found, part_of=longer.get(event.event_id))
        again = [*made, *(e for e in casebook.events_named(graded - region) if e.event_id not in others)]
        findings = self._reconciled([*again, *(others[i] for i in sorted(graded & others.keys()))])
        kept = [others[i] for i in sorted(others.keys() - graded)]
        marks = {claim.claim_id: claim.decision_ids for claim in confirmed}
        event_of = {claim_id: event.event_id for event in made for claim_id in event.claim_ids}
        before = {c.claim_id: c for e in old for c in casebook.claims_in(e.event_id)}
        before.update({claim.claim_id: claim for claim in confirmed})
        written = [
            replace(c, event_id=event_of.get(i, c.event_id), decision_ids=marks.get(i, c.decision_ids))
            for i, c in before.items()
            if i in marks or event_of.get(i) != c.event_id
        ]
        return Redone(
            made=Derived(
                claims=tuple(written),
                events=(*again, *others.values()),
                relations=(*findings.relations, *(r for e in kept for r in casebook.relations_of(e.event_id))),
                estimates=(*findings.estimates, *(s for e in kept for s in casebook.estimates_of(e.event_id))),
                main_events=main_events(
                    [d for d in documents if d.document_id in own], [c for c in claims if c.document_id in own], told
                ),
            ),
            gone_events=frozenset(region - ids),
        )

    def _region(self, touched: set[str]) -> tuple[set[str], Near]:
        """The events that may come out otherwise, and the decisions about their documents."""
        casebook, found, waiting = self.casebook, set[str](), set(touched)
        while True:
            while waiting:
                event = casebook.event(waiting.pop())
                found.add(event.event_id)
                linked = casebook.claims_named(casebook.alike(event.claim_ids, linked=True))
                waiting |= {claim.event_id for claim in linked if claim.event_id} - found
            near = Near.of(casebook, {d for event in casebook.events_named(found) for d in event.document_ids})
            event_of = {claim.claim_id: claim.event_id for claim in near.claims}
            for one in near.links():
                ends = {e for anchor in (one.a, one.b) for i in near.anchors().at(anchor) if (e := event_of[i])}
                if one.kind == "merge" and ends & found:
                    waiting |= ends - found
            if not waiting:
                return found, near

    def _linked(self, old: Sequence[Event], near: Near) -> list[Event] | None:
        """The events of these claims, linked again among all that looks like them."""
        from crosswire.link import link_claims

        own = {claim_id for event in old for claim_id in event.claim_ids}
        like = self.casebook.claims_named(self.casebook.alike(own, linked=False))
        reach = {d for event in old for d in event.document_ids} | {claim.document_id for claim in like}
        claims = [claim for one in sorted(reach) for claim in self.casebook.claims_of(one)]
        known = {claim.claim_id for claim in claims if claim.event_id is not None}
        rejected = [claim.claim_id for claim in claims if claim.event_id is None]
        events = link_claims(
            self.casebook.documents(reach), [c for c in claims if c.claim_id not in rejected], self.lexicon,
            decisions=near.links(),
        )  # fmt: skip
        made = [event for event in events if own & set(event.claim_ids)]
        out = {claim_id for event in made for claim_id in event.claim_ids}
        return [replace(event, part_of=None) for event in made] if out == own and own <= known else None

    def _claims(self, documents: set[str], made: Sequence[Event]) -> list[Claim]:
        """The claims of these documents with the events they are in now."""
        event_of = {claim_id: event.event_id for event in made for claim_id in event.claim_ids}
        claims = [claim for one in sorted(documents) for claim in self.casebook.claims_of(one)]
        return [replace(claim, event_id=event_of.get(claim.claim_id, claim.event_id)) for claim in claims]

    def _reconciled(self, events: Sequence[Event]) -> Derived:
        """Relations and estimates of these events, graded as people decided."""
        documents = {document for event in events for document in event.document_ids}
        near = Near.of(self.casebook, set(documents))
        claims = with_events(near.claims, events)
        found = reconciled(events, claims, near.documents, self.lexicon)
        event_of = {claim_id: event.event_id for event in events for claim_id in event.claim_ids}
        return replace(found, estimates=tuple(with_grades(found.estimates, near.settled(events=events), event_of)))
