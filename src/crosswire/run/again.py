"""Linking and reconciling some events again, as if everything were.

In: the record as it is to be (`crosswire.run.now`), the events that are touched.  Out: what is to be written.

- The touched events and the changed claims are linked again with the events that they are linked to beside; where one
  of these comes out otherwise, it is touched too.  A pair that is kept apart changes nothing of what it is kept apart
  from, so all others stay as they are.
- What shares a document with them is asked again what it is part of, or mainly about.
- Events that look like what changed tell anew what was kept apart from them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from crosswire.casebook import Derived, Redone, with_grades
from crosswire.lexicon import Lexicon
from crosswire.model import Claim, Event
from crosswire.run.flow import reconciled, with_events, with_former_ids
from crosswire.run.now import Now

if TYPE_CHECKING:
    from crosswire.link import KeptApart, LaidOut


class Linked(NamedTuple):
    """``old``: the events that were linked again, as they stand; ``made``: what became of them; ``beside``: those that
    are linked to them and stay."""

    old: Sequence[Event]
    made: Sequence[Event]
    beside: Sequence[Event]


class Again:
    """Linking and reconciling some events again."""

    def __init__(self, now: Now, texts: LaidOut, lexicon: Lexicon) -> None:
        self.now = now
        self.casebook = now.casebook
        self.texts = texts
        self.lexicon = lexicon

    def redone(self, touched: set[str], graded: set[str], confirmed: Sequence[Claim]) -> Redone | None:
        """What is to be written; None where the events do not come out of the claims that went in."""
        from crosswire.link import main_events

        casebook = self.casebook
        linked = self._linked(touched)
        if linked is None:
            return None
        old, region = linked.old, {event.event_id for event in linked.old}
        told_apart = self._told_apart(linked)
        made = [told_apart.pop(event.event_id) for event in linked.made]
        made = with_former_ids(made, ((event.event_id, event.claim_ids, event.former_ids) for event in old))
        ids = {event.event_id for event in made}
        others = {
            one.event_id: replace(
                told_apart.pop(one.event_id, one), former_ids=tuple(i for i in one.former_ids if i not in ids)
            )
            for one in casebook.events_named(casebook.formerly(ids) - region)
        }
        own = {*self.now.changed, *(document for event in (*made, *old) for document in event.document_ids)}
        beside = casebook.events_named(casebook.events_with(own) - region)
        around = {document for event in (*made, *beside) for document in event.document_ids}
        told = [*made, *casebook.events_named(casebook.events_with(around) - region)]
        longer = self.texts.parts_of_longer([*made, *beside], told)
        made = [replace(event, part_of=longer.get(event.event_id)) for event in made]
        for event in beside:
            if event.part_of != longer.get(event.event_id):
                found = others.get(event.event_id) or told_apart.pop(event.event_id, event)
                others[event.event_id] = replace(found, part_of=longer.get(event.event_id))
        again = [*made, *(e for e in casebook.events_named(graded - region) if e.event_id not in others)]
        again = [told_apart.pop(event.event_id, event) for event in again]
        findings = self._reconciled([*again, *(others[i] for i in sorted(graded & others.keys()))])
        kept = [others[i] for i in sorted(others.keys() - graded)]
        return Redone(
            made=Derived(
                claims=tuple(self._written(old, made, confirmed)),
                events=(*again, *others.values()),
                relations=(*findings.relations, *(r for e in kept for r in casebook.relations_of(e.event_id))),
                estimates=(*findings.estimates, *(s for e in kept for s in casebook.estimates_of(e.event_id))),
                main_events=main_events(casebook.documents(own), self._claims(own, made), told),
                alike=self.now.kept.pairs if self.now.kept else {},
                keys=self.now.kept.keys if self.now.kept else {},
            ),
            retold=tuple(told_apart.values()),
            gone_events=frozenset(region - ids),
            gone_claims=self.now.before - self.now.own,
            compared=self.now.before | self.now.own,
            texts=frozenset(self.now.changed),
        )

    def _written(self, old: Sequence[Event], made: Sequence[Event], confirmed: Sequence[Claim]) -> list[Claim]:
        """The claims that are not as they stand in the casebook."""
        own = {claim.claim_id: claim for claims in self.now.changed.values() for claim in claims}
        wanted = {claim_id for event in old for claim_id in event.claim_ids} - self.now.before
        found = {claim.claim_id: claim for claim in (*self.casebook.claims_named(wanted), *confirmed)} | own
        event_of = {claim_id: event.event_id for event in made for claim_id in event.claim_ids}
        now = [replace(c, event_id=event_of.get(i, None if i in own else c.event_id)) for i, c in found.items()]
        stand = {claim.claim_id: claim for claim in self.casebook.claims_named(found)}
        return [claim for claim in now if claim != stand.get(claim.claim_id)]

    def _linked(self, touched: set[str]) -> Linked | None:
        """The touched events and the changed claims linked again; None where they do not come out of the claims that
        went in."""
        now, core = self.now, set(touched)
        within: set[str] = set()
        events: list[Event] = []
        while True:
            core = self._with_merged(core)
            old = self.casebook.events_named(core)
            own = ({claim_id for event in old for claim_id in event.claim_ids} - now.before) | now.own
            near = now.claims_named(now.alike(own, linked=True))
            beside = self.casebook.events_named({c.event_id for c in near if c.event_id} - core)
            before, within = within, own.union(*(event.claim_ids for event in beside))
            if within != before:
                pairs = {pair: how for pair, how in now.alike_pairs(within).items() if within.issuperset(pair)}
                reach = {*now.changed, *(document for event in (*old, *beside) for document in event.document_ids)}
                events = self.texts.events(reach, pairs, within)
            found = {event.claim_ids: event.links for event in events}
            moved = {event.event_id for event in beside if found.get(event.claim_ids) != event.links}
            if not moved:
                break
            core |= moved
        made = [event for event in events if not own.isdisjoint(event.claim_ids)]
        out = {claim_id for event in made for claim_id in event.claim_ids}
        linkable = own - (now.own - out)
        return Linked(old, made, beside) if out == linkable else None

    def _with_merged(self, events: set[str]) -> set[str]:
        """These events, and those that people merged with any of them."""
        found = set(events)
        while True:
            texts = {d for event in self.casebook.events_named(found) for d in event.document_ids}
            if not self.casebook.decisions_about(texts):
                return found
            near = self.now.near(texts)
            anchors, event_of = near.anchors(), {claim.claim_id: claim.event_id for claim in near.claims}
            merged = [(one.a, one.b) for one in near.links() if one.kind == "merge"]
            ends = [{e for anchor in pair for i in anchors.at(anchor) if (e := event_of[i])} for pair in merged]
            more = {event for both in ends if both & found for event in both} - found
            if not more:
                return found
            found |= more

    def _told_apart(self, linked: Linked) -> dict[str, Event]:
        """By id: what was made, and the events that stay and tell otherwise what was kept apart from them."""
        from crosswire.link import SHOWN

        now, casebook = self.now, self.casebook
        gone = {event.event_id for event in linked.old}
        new = {claim_id: event for event in linked.made for claim_id in event.claim_ids}
        like = now.claims_named(casebook.alike(now.before, linked=False) | now.alike(now.own, linked=False))
        far = {claim.event_id for claim in like if claim.event_id} - gone - {event.event_id for event in linked.beside}
        found: dict[str, Event] = {}
        for event in (*linked.made, *linked.beside, *casebook.events_named(far)):
            own = frozenset(event.claim_ids)
            pairs = {pair: how for pair, how in now.alike_pairs(own).items() if not own.issuperset(pair)}
            most = nsmallest(SHOWN, pairs, key=lambda pair: (-pairs[pair][0], pair))
            made = event.claim_ids[0] in new
            before = {} if made else {(one.claim_a, one.claim_b): one for one in event.refused}
            across = {pair for pair in before if pair in pairs or not now.before.isdisjoint(pair)}
            refused = [one for one in event.refused if (one.claim_a, one.claim_b) not in across]
            wanted = []
            for pair in most:
                linked_pair = pairs[pair][1]
                if pair in before and now.own.isdisjoint(pair) and not (linked_pair and new.keys() & set(pair)):
                    refused.append(before[pair])
                else:
                    wanted.append(self._kept_apart(pair, event, new, linked=linked_pair))
            refused += self.texts.refusals(wanted)
            refused.sort(key=lambda one: (one.claim_a, one.claim_b))
            if made or tuple(refused) != event.refused:
                found[event.event_id] = replace(event, refused=tuple(refused))
        return found

    def _kept_apart(self, pair: tuple[str, str], event: Event, new: Mapping[str, Event], *, linked: bool) -> KeptApart:
        """A pair with one end in ``event``; ``new``: the events that were made, by claim id."""
        from crosswire.link import KeptApart

        first = pair[0] in event.claim_ids
        end = pair[1] if first else pair[0]
        other = new.get(end) or self.casebook.event(self.casebook.event_of_claim(end) or "")
        if linked:
            documents = {*event.document_ids, *other.document_ids}
        else:
            documents = {claim.document_id for claim in self.now.claims_named(pair)}
        return KeptApart(pair, *((event, other) if first else (other, event)), documents)

    def _claims(self, documents: set[str], made: Sequence[Event]) -> list[Claim]:
        """The claims of these documents with the events they are in now."""
        event_of = {claim_id: event.event_id for event in made for claim_id in event.claim_ids}
        claims = [claim for one in sorted(documents) for claim in self.now.claims_of(one)]
        own = self.now.own
        return [
            replace(c, event_id=event_of.get(c.claim_id, None if c.claim_id in own else c.event_id)) for c in claims
        ]

    def _reconciled(self, events: Sequence[Event]) -> Derived:
        """Relations and estimates of these events, graded as people decided."""
        documents = {document for event in events for document in event.document_ids}
        near = self.now.near(documents)
        claims = with_events(near.claims, events)
        found = reconciled(events, claims, near.documents, self.lexicon)
        event_of = {claim_id: event.event_id for event in events for claim_id in event.claim_ids}
        return replace(found, estimates=tuple(with_grades(found.estimates, near.settled(events=events), event_of)))


def compare(now: Now, texts: LaidOut) -> set[str]:
    """Compare the changed documents with all that their claims may be linked to (`Now.kept`).  Returns the events that
    their claims were in."""
    from crosswire.link import Kept

    changed = set(now.changed)
    kept = Kept(keys=texts.keys(changed))
    texts.compare(changed, now.casebook.sharing(b"".join(kept.keys.values())) - changed, kept)
    now.keep(kept)
    return {claim.event_id for claim in now.casebook.claims_named(now.before) if claim.event_id}
