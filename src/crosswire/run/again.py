"""Linking and reconciling some events again, as if everything were.

In: the record as it is to be (`crosswire.run.now`), the events that are touched.  Out: what is to be written.  The
events are linked again with all that looks like them; what shares a document with them is asked again what it is part
of, or mainly about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crosswire.casebook import Derived, Redone, with_grades
from crosswire.lexicon import Lexicon
from crosswire.model import Claim, Event
from crosswire.run.flow import reconciled, with_events, with_former_ids
from crosswire.run.now import Now

AT_ONCE = 500
"""So many documents are compared with the changed ones at once, which bounds the memory."""


class Again:
    """Linking and reconciling some events again."""

    def __init__(self, now: Now, lexicon: Lexicon) -> None:
        self.now = now
        self.casebook = now.casebook
        self.lexicon = lexicon

    def redone(self, touched: set[str], graded: set[str], confirmed: Sequence[Claim]) -> Redone | None:
        """What is to be written; None where the events do not come out of the claims that went in."""
        from crosswire.link import main_events, parts_of_longer

        casebook = self.casebook
        region = self._region(touched)
        old = casebook.events_named(region)
        made = self._linked(old)
        if made is None:
            return None
        made = with_former_ids(made, ((event.event_id, event.claim_ids, event.former_ids) for event in old))
        ids = {event.event_id for event in made}
        others = {
            one.event_id: replace(one, former_ids=tuple(i for i in one.former_ids if i not in ids))
            for one in casebook.events_named(casebook.formerly(ids) - region)
        }
        own = {*self.now.changed, *(document for event in (*made, *old) for document in event.document_ids)}
        beside = casebook.events_named(casebook.events_with(own) - region)
        around = {document for event in (*made, *beside) for document in event.document_ids}
        told = [*made, *casebook.events_named(casebook.events_with(around) - region)]
        reach = own | {document for event in told for document in event.document_ids}
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
        return Redone(
            made=Derived(
                claims=tuple(self._written(old, made, confirmed)),
                events=(*again, *others.values()),
                relations=(*findings.relations, *(r for e in kept for r in casebook.relations_of(e.event_id))),
                estimates=(*findings.estimates, *(s for e in kept for s in casebook.estimates_of(e.event_id))),
                main_events=main_events(
                    [d for d in documents if d.document_id in own], [c for c in claims if c.document_id in own], told
                ),
                alike=self.now.kept.pairs if self.now.kept else {},
                keys=self.now.kept.keys if self.now.kept else {},
            ),
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

    def _region(self, touched: set[str]) -> set[str]:
        """The events that may come out otherwise."""
        now, found, waiting = self.now, set[str](), set(touched)
        while True:
            while waiting:
                event = self.casebook.event(waiting.pop())
                found.add(event.event_id)
                linked = now.claims_named(now.alike(event.claim_ids, linked=True))
                waiting |= {claim.event_id for claim in linked if claim.event_id} - found
            texts = {d for event in self.casebook.events_named(found) for d in event.document_ids}
            if not self.casebook.decisions_about(texts):
                return found
            near = now.near(texts)
            event_of = {claim.claim_id: claim.event_id for claim in near.claims}
            for one in near.links():
                ends = {e for anchor in (one.a, one.b) for i in near.anchors().at(anchor) if (e := event_of[i])}
                if one.kind == "merge" and ends & found:
                    waiting |= ends - found
            if not waiting:
                return found

    def _linked(self, old: Sequence[Event]) -> list[Event] | None:
        """The events of these claims and of the changed documents, linked again among all that looks like them."""
        from crosswire.link import link_claims

        now = self.now
        own = ({claim_id for event in old for claim_id in event.claim_ids} - now.before) | now.own
        like = now.claims_named(now.alike(own, linked=False))
        reach = {*now.changed, *(d for event in old for d in event.document_ids), *(c.document_id for c in like)}
        claims = [claim for one in sorted(reach) for claim in now.claims_of(one)]
        pairs, known = now.compared(own)
        events = link_claims(
            self.casebook.documents(reach), claims, self.lexicon, decisions=now.links(reach), pairs=pairs, known=known
        )  # fmt: skip
        linked = {claim_id for event in events for claim_id in event.claim_ids}
        made = [event for event in events if own & set(event.claim_ids)]
        out = {claim_id for event in made for claim_id in event.claim_ids}
        return [replace(event, part_of=None) for event in made] if out == own - (now.own - linked) else None

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


def compare(now: Now, lexicon: Lexicon) -> set[str]:
    """Compare the changed documents with all that their claims may be linked to (`Now.kept`).  Returns the events of
    their claims and of what these look like, or did."""
    from crosswire.link import Kept, Tellings

    casebook, among = now.casebook, set(now.changed)

    def told(documents: set[str]) -> Tellings:
        claims = [claim for one in sorted(documents) for claim in now.claims_of(one)]
        return Tellings(casebook.documents(documents), claims, lexicon, now.links(documents))

    own = told(among)
    kept = Kept(keys=own.keys())
    own.compare(kept)
    shared = sorted(casebook.sharing(b"".join(kept.keys.values())) - among)
    for first in range(0, len(shared), AT_ONCE):
        own.compare(kept, told(set(shared[first : first + AT_ONCE])))
    now.keep(kept)
    near = {*now.before, *casebook.alike(now.before, linked=False), *now.alike(now.own, linked=False)}
    return {claim.event_id for claim in casebook.claims_named(near) if claim.event_id}
