"""Texts that many outlets print are compared once, and come out as if each had been compared with each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from link_world import LEXICON, claim, document, killed
from test_pairs import CASES

from crosswire.link import Kept, compared, link_claims
from crosswire.link.repeated import compared_by, repeated
from crosswire.link.score import compare
from crosswire.link.view import View, make_views
from crosswire.model import Claim

WORDS = (
    "Marn Watch said that 14 people were killed in shelling on Velmora on Sunday.",
    "The army said that it had struck a camp of fighters near Dolna and lost nobody.",
)


def copies(count: int) -> list[Claim]:
    """Two sentences, printed by so many; every fifth prints them below a sentence more."""
    told: list[Claim] = []
    for number in range(count):
        name, first = f"doc-{number:02}", 1 + (number % 5 == 4)
        told.append(claim(name, first, at="velmora", on="2031-07-25", figures=[killed(14)], words=WORDS[0]))
        told.append(
            claim(name, first + 1, actor="army", at="dolna", on="2031-07-20", event_type="air_strike", words=WORDS[1])
        )
    return told


def view(made: Claim) -> View:
    return make_views([document(made.document_id, published="2031-07-26")], [made], LEXICON)[made.claim_id]


def elsewhere(told: View) -> View:
    """The same told in another document, further down."""
    trigger = replace(told.claim.trigger, start=7000, end=7006)
    own = replace(told.claim, claim_id="claim-z", document_id="doc-z", voice_id=None, score=0.1, trigger=trigger)
    return replace(
        told, claim=own, sentence=70, turns=7, counted=7, headline=not told.headline, back=("attack",),
        picks_out=not told.picks_out, another=not told.another, brings_in=not told.brings_in,
        somewhere=not told.somewhere,
    )  # fmt: skip


@pytest.mark.parametrize(("one", "two"), [(one, two) for _, one, two, _ in CASES], ids=[name for name, *_ in CASES])
def test_what_is_compared_by_is_all_that_counts(one: dict[str, Any], two: dict[str, Any]) -> None:
    a, b = view(claim("doc-a", **one)), view(claim("doc-b", 2, **two))
    there = elsewhere(a)
    assert compared_by(there) == compared_by(a)
    here, moved = compare(a, b, LEXICON), compare(there, b, LEXICON)
    assert (here.points, here.linked) == (moved.points, moved.linked)


def test_copies_are_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = copies(20)
    documents = [document(name, published="2031-07-26") for name in sorted({c.document_id for c in claims})]
    asked = 0

    def counted(*those: Any) -> Any:
        nonlocal asked
        asked += 1
        return compare(*those)

    once, each = Kept(), Kept()
    monkeypatch.setattr(compared, "compare", counted)
    found = link_claims(documents, claims, LEXICON, kept=once)
    fewer, asked = asked, 0
    monkeypatch.setattr(compared, "repeated", lambda views: {})
    assert link_claims(documents, claims, LEXICON, kept=each) == found
    assert once.pairs == each.pairs
    assert len(found) == 2
    assert asked - fewer > 300


def test_what_differs_in_anything_has_a_number_of_its_own() -> None:
    same = {"at": "velmora", "on": "2031-07-25", "figures": [killed(14)], "words": WORDS[0]}
    told = [
        claim("doc-a", **same), claim("doc-b", 3, **same), claim("doc-c", **{**same, "on": "2031-07-26"}),
        claim("doc-d", **{**same, "figures": [killed(15)]}), claim("doc-e", **{**same, "status": "denied"}),
        claim("doc-f", **{**same, "words": WORDS[1]}),
    ]  # fmt: skip
    numbers = repeated({one.claim_id: view(one) for one in told})
    assert len(numbers) == 5
    assert len(set(numbers.values())) == 4
    assert numbers[told[0].claim_id] == numbers[told[1].claim_id]
