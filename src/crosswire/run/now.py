"""The record as it is to be: what a casebook holds, with the claims of some documents changed and nothing written yet.

In: an open casebook, the claims of those documents as they are now, and how these compare with others.  Out: `Now`,
asked like a casebook; `Near`, the decisions about some documents with all that they name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosswire.casebook import Anchors, Casebook, Settled, settle
from crosswire.casebook.decisions import documents_of
from crosswire.casebook.settle import bound
from crosswire.model import Claim, Decision, Document, Event

if TYPE_CHECKING:
    from crosswire.link import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The decisions about some documents, and about those that these name; the documents and their claims."""

    log: tuple[Decision, ...]
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]

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


class Now:
    """``changed``: the claims as they are now, by document id; ``before``: the ids of those that stand in the casebook
    for these documents, ``own`` the ids of those as they are now."""

    def __init__(self, casebook: Casebook, changed: Mapping[str, tuple[Claim, ...]] | None = None) -> None:
        self.casebook = casebook
        self.changed = dict(changed or {})
        self.before = frozenset(c.claim_id for one in self.changed for c in casebook.claims_of(one))
        self.kept: Kept | None = None
        self._alike: dict[str, list[tuple[str, bool]]] = {}
        self._own = {claim.claim_id: claim for claims in self.changed.values() for claim in claims}
        self.own = frozenset(self._own)

    def keep(self, kept: Kept) -> None:
        """Take note of how the claims of the changed documents compare with others."""
        self.kept, self._alike = kept, {}
        for (a, b), (_, linked) in kept.pairs.items():
            self._alike.setdefault(a, []).append((b, linked))
            self._alike.setdefault(b, []).append((a, linked))

    def claims_of(self, document_id: str) -> tuple[Claim, ...]:
        found = self.changed.get(document_id)
        return tuple(self.casebook.claims_of(document_id)) if found is None else found

    def documents(self, wanted: Iterable[str]) -> list[Document]:
        return self.casebook.documents(wanted)

    def claims_named(self, wanted: Iterable[str]) -> list[Claim]:
        wanted = set(wanted)
        return [*self.casebook.claims_named(wanted - self.before), *(self._own[i] for i in sorted(wanted & self.own))]

    def alike(self, claims: Iterable[str], *, linked: bool) -> set[str]:
        """The claims that stand for what looks like these claims (that was linked to them)."""
        claims = set(claims)
        found = self.casebook.alike(claims - self.own - self.before, linked=linked) - self.before
        return found | {other for one in claims for other, was in self._alike.get(one, ()) if was >= linked}

    def alike_pairs(self, claims: Iterable[str]) -> dict[tuple[str, str], tuple[float, bool]]:
        """The pairs of claims, with an end in these, that stand for what looks alike: to the points they reached and
        whether they may be linked."""
        claims = set(claims)
        found = self.casebook.alike_pairs(claims - self.own - self.before)
        found = {pair: how for pair, how in found.items() if not self.before & {*pair}}
        if self.kept is not None:
            mine = {(min(one, other), max(one, other)) for one in claims for other, _ in self._alike.get(one, ())}
            found |= {pair: self.kept.how(pair) for pair in mine}
        return found

    def links(self, about: set[str]) -> list[Decision]:
        """The decisions about links of these documents that hold, bound to single claims."""
        return self.near(about).links() if self.casebook.decisions_about(about) else []

    def near(self, about: set[str]) -> Near:
        """The decisions about these documents."""
        while True:
            log = self.casebook.decisions_about(about)
            named = documents_of(log)
            if named <= about:
                break
            about = about | named
        claims = [claim for one in sorted(about) for claim in self.claims_of(one)]
        return Near(log=tuple(log), documents=tuple(self.casebook.documents(about)), claims=tuple(claims))
