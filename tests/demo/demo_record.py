"""The casebook of the demo corpus, with questions that find claims and events by what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from crosswire.model import Claim, Copy, Document, Estimate, Event, Quantity, Relation


@dataclass(frozen=True)
class Record:
    """The casebook of the demo corpus, by number of report (01 … 11)."""

    documents: dict[str, Document]
    claims: list[Claim]
    events: list[Event]
    copies: list[Copy]
    relations: list[Relation]
    estimates: list[Estimate]
    number: dict[str, str] = field(default_factory=dict)

    def of(self, claim: Claim) -> str:
        """The number of the report a claim stands in."""
        return self.number[claim.document_id]

    def claims_in(self, event: Event) -> list[Claim]:
        return [claim for claim in self.claims if claim.claim_id in event.claim_ids]

    def figures(self, report: str, measure: str, number: int) -> list[tuple[Claim, Quantity]]:
        """The claims of a report with this figure, low, best or high."""
        return [
            (claim, quantity)
            for claim in self.claims
            for quantity in claim.quantities
            if self.of(claim) == report and quantity.measure == measure
            and number in (quantity.low, quantity.best, quantity.high)
        ]  # fmt: skip

    def event_of(self, report: str, measure: str, number: int) -> Event:
        """The one event that holds a figure of a report."""
        ids = {claim.event_id for claim, _ in self.figures(report, measure, number)} - {None}
        assert len(ids) == 1, f"{report} tells {measure} {number} in {len(ids)} events"
        return next(event for event in self.events if event.event_id in ids)

    def reports(self, event: Event) -> set[str]:
        return {self.number[document_id] for document_id in event.document_ids}

    def relations_between(self, a: tuple[str, int], b: tuple[str, int], measure: str = "killed") -> set[str]:
        """The kinds of the relations between two figures, each a report and a number."""
        left = {claim.claim_id for claim, _ in self.figures(a[0], measure, a[1])}
        right = {claim.claim_id for claim, _ in self.figures(b[0], measure, b[1])}
        return {
            relation.kind
            for relation in self.relations
            if relation.measure == measure
            and (
                (relation.claim_a in left and relation.claim_b in right)
                or (relation.claim_b in left and relation.claim_a in right)
            )
        }

    def about(self, words: str) -> list[Claim]:
        """Claims whose sentence matches a pattern."""
        return [claim for claim in self.claims if re.search(words, claim.evidence[0].quote)]
