"""Relations of an event that hundreds tell of: fewer pairs, each as among all; an ordinary event keeps every pair."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import Told, run

from crosswire.model import Relation
from crosswire.reconcile import pairs

FIGURES = st.builds(
    Told,
    voice=st.sampled_from(["opa", "marn-watch", "army", "fmf", "state-tv", "x", "y"]),
    best=st.sampled_from([3, 4, 5, 12, 40, None]),
    bound=st.sampled_from(["exact", "at_least", "about"]),
    of=st.sampled_from(["any", "civilians", "children"]),
    counts=st.sampled_from(["total", "part", "cumulative"]),
    measure=st.sampled_from(["killed", "wounded", "killed_or_wounded"]),
    doc=st.sampled_from([f"doc-{n}" for n in range(9)]),
    on=st.sampled_from([None, "2031-05-04", "2031-05-05", "monday"]),
    words=st.sampled_from(["People were killed at the market.", "The toll rose to 12 on Monday."]),
)


def relations(*ledger: Told) -> dict[str, Relation]:
    return {relation.relation_id: relation for relation in run(*ledger)[0]}


@settings(max_examples=25, deadline=None)
@given(st.lists(FIGURES, min_size=2, max_size=24), st.integers(2, 12))
def test_fewer_pairs_are_compared_as_among_all(ledger: list[Told], whole: int) -> None:
    everything = relations(*ledger)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pairs, "WHOLE", whole)
        fewer = relations(*ledger)
    assert fewer.items() <= everything.items()
    if len(ledger) <= whole:
        assert fewer == everything
    related = {claim for relation in fewer.values() for claim in (relation.claim_a, relation.claim_b)}
    assert related >= {c for r in everything.values() if r.measure for c in (r.claim_a, r.claim_b)}


@settings(max_examples=25, deadline=None)
@given(st.lists(FIGURES, min_size=2, max_size=24))
def test_figures_that_contradict_each_other_still_do(ledger: list[Told]) -> None:
    def disputed(found: dict[str, Relation]) -> bool:
        return any(relation.kind == "contradiction" for relation in found.values())

    everything = relations(*ledger)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pairs, "WHOLE", 1)
        assert disputed(relations(*ledger)) == disputed(everything)


def test_the_pairs_of_a_large_event_grow_with_its_claims() -> None:
    def told(number: int) -> list[Told]:
        return [
            Told(voice=f"voice-{n % (number // 4)}", best=20 + n % 40, doc=f"doc-{n}", on=f"2031-05-{1 + n % 9:02}")
            for n in range(number)
        ]

    few, many = relations(*told(400)), relations(*told(800))
    assert len(many) < 2.2 * len(few) < 20_000
    assert any(relation.kind == "contradiction" for relation in many.values())
