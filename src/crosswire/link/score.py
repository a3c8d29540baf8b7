"""From findings to a decision on a pair.

In: two `View`s.  Out: a `Comparison`: points, every finding, and whether the pair may be linked.  A pair is
linked when nothing forbids it, its points reach `THRESHOLD`, and its evidence is of enough kinds (`ENOUGH`):
points alone could come from small agreements that any two reports of a war share.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, NamedTuple

from crosswire.link.conflicts import conflict
from crosswire.link.features import FEATURES
from crosswire.link.finding import Finding
from crosswire.link.telling import TELLING
from crosswire.link.view import View
from crosswire.model import Reason

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

THRESHOLD = 2.0
ALIKE = 1.0
"""From this many points on a pair that is not linked is worth showing as refused."""

ENOUGH: tuple[frozenset[str], ...] = tuple(
    frozenset(kinds.split())
    for kinds in (
        "time place",
        "time truce",
        "time province actor",
        "time province figure",
        "person",
        "words",
        "figure time",
        "figure place",
        "place actor rare",
        "time actor rare",
        "time target rare",
        "victim_side",
        "said place",
        "said time",
        "said province figure",
        "campaign place actor",
        "campaign place said",
        "campaign battlefield",
        "near place actor",
        "near place said",
        "near spot",
        "time spot",
        "telling",
        "stance near actor",
    )
)

"""Combinations of kinds of evidence, any one of which is enough."""

SHIFT_NEEDS = frozenset({"person", "words", "equal"})
"""Two texts that name days next to each other need one of these: a person, a sentence or a figure they share."""


class Comparison(NamedTuple):
    """The result for one pair; ``a`` < ``b`` by claim id.  ``linked`` is False for a forbidden pair."""

    a: str
    b: str
    points: float
    findings: tuple[Finding, ...]
    linked: bool
    forbidden: bool

    @property
    def score(self) -> float:
        """Points on a scale of 0 to 1; 0.5 at the threshold."""
        return round(1.0 / (1.0 + exp(THRESHOLD - self.points)), 4)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The findings for the record, the strongest first."""
        ordered = sorted(self.findings, key=lambda f: (not f.veto, -abs(f.value), f.feature))
        return tuple(f.reason for f in ordered)


def compare(a: View, b: View, lexicon: Lexicon) -> Comparison:
    """Weigh two claims.  The order of the two does not matter."""
    if b.claim_id < a.claim_id:
        a, b = b, a
    veto = conflict(a, b, lexicon)
    features = TELLING if a.claim.document_id == b.claim.document_id else FEATURES
    findings = [found for feature in features if (found := feature(a, b, lexicon)) is not None]
    points = round(sum(f.value for f in findings), 6)
    if veto is not None:
        return Comparison(a.claim_id, b.claim_id, points, (veto, *findings), False, True)
    if points < THRESHOLD:
        return Comparison(a.claim_id, b.claim_id, points, tuple(findings), False, False)
    kinds = frozenset[str]().union(*(f.kinds for f in findings))
    enough = any(needed <= kinds for needed in ENOUGH) and ("shift" not in kinds or bool(kinds & SHIFT_NEEDS))
    if not enough:
        missing = Finding("evidence", 0.0, "too few kinds of evidence agree for a link")
        findings.append(missing)
    return Comparison(a.claim_id, b.claim_id, points, tuple(findings), enough, False)
