"""Low, best and high by voice, and the laws they keep."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import Told, numbers, run

KILLED, CIVILIANS = ("killed", "any"), ("killed", "civilians")


def test_the_spread_of_three_voices() -> None:
    ledger = (
        Told("gov", 215, of="civilians"),
        Told("marn-watch", 220, "more_than"),
        Told("opa", 250, "more_than", doc="d"),
        Told("opa", 250, "more_than", doc="e"),
    )
    estimates = run(*ledger)[1]
    assert numbers(estimates) == {KILLED: (220, 220, 250), CIVILIANS: (215, 215, 215)}
    people = next(e for e in estimates if e.of == "any" and e.policy == "as-reported")
    assert people.voice_ids == ("marn-watch", "opa") and "2 voices" in people.rule
    assert people.claim_ids == ("claim-001", "claim-002", "claim-003")


def test_the_figure_most_voices_give() -> None:
    assert numbers(run(Told("a", 9), Told("b", 18), Told("c", 18))[1])[KILLED] == (9, 18, 18)
    assert numbers(run(Told("a", 9), Told("b", 11), Told("c", 18))[1])[KILLED] == (9, 11, 18)


def test_each_voice_counts_with_its_latest_figure() -> None:
    ledger = (
        Told("opa", 10, doc="d", day="2018-07-25"),
        Told("opa", 15, doc="e", day="2018-07-26"),
        Told("opa", 10, doc="f", day="2018-07-27"),
    )
    assert numbers(run(*ledger)[1])[KILLED] == (15, 15, 15)


def test_a_headline_is_no_second_voice() -> None:
    ledger = (
        Told("velmora-times", 31, doc="d", headline=True),
        Told("opa", 31, "at_least", doc="d"),
        Told("marn-watch", 44),
    )
    estimates = run(*ledger)[1]
    assert estimates[0].voice_ids == ("marn-watch", "opa")
    assert numbers(estimates)[KILLED] == (31, 31, 44)


def test_the_ucdp_reading_takes_the_most_reliable_voice() -> None:
    ledger = (Told("army", 40), Told("velmora-times", 30), Told("marn-watch", 25), Told("name:a-man", 60))
    estimates = run(*ledger)[1]
    assert numbers(estimates, "ucdp")[KILLED] == (25, 25, 60)
    assert "not checked" in next(e.rule for e in estimates if e.policy == "ucdp")


def test_bounds() -> None:
    assert numbers(run(Told("a", 18, "at_least"))[1])[KILLED] == (18, 18, 18)
    assert numbers(run(Told("a", 100, "nearly"))[1])[KILLED] == (None, 100, 100)
    assert numbers(run(Told("a", 100, "up_to"), Told("b", 150))[1])[KILLED] == (100, 100, 150)
    assert numbers(run(Told("a", None, "between", low=30, high=40))[1])[KILLED] == (30, None, 40)
    assert {e.policy for e in run(Told("a", None, "vague"))[1]} == {"acled"}


def test_parts_and_additions_are_never_added() -> None:
    ledger = (Told("a", 18), Told("a", 5, counts="part"), Told("a", 9, counts="additional"))
    estimates = run(*ledger)[1]
    assert numbers(estimates) == {KILLED: (18, 18, 18)}
    assert "additions named and not added: 9" in estimates[0].rule


def test_a_part_stands_for_its_own_category() -> None:
    estimates = run(Told("a", 18), Told("a", 7, of="children", counts="part"))[1]
    assert numbers(estimates) == {KILLED: (18, 18, 18), ("killed", "children"): (7, 7, 7)}
    assert run(Told("a", 1, of="children", counts="part"))[1] == []  # "one of the children": no figure of its own


def test_sides_are_counted_apart() -> None:
    estimates = run(Told("a", 20, of="fighters", side="rebels"), Told("a", 9, of="fighters", side="government"))[1]
    found = [(e.best, e.rule) for e in estimates if e.policy == "as-reported"]
    assert [best for best, _ in found] == [9, 20]
    assert all(f"of side {side}" in rule for (_, rule), side in zip(found, ("government", "rebels"), strict=True))
    assert len({e.estimate_id for e in estimates}) == len(estimates)


def test_what_did_not_happen_has_no_estimate() -> None:
    assert run(Told("a", 6000, "up_to"), status="planned") == ([], [])


figures = st.builds(
    Told,
    voice=st.sampled_from(["opa", "marn-watch", "army", "name:a-man"]),
    best=st.integers(0, 400),
    bound=st.sampled_from(["exact", "at_least", "more_than", "about", "nearly", "up_to"]),
    of=st.sampled_from(["any", "civilians", "fighters", "children"]),
    counts=st.sampled_from(["total", "part", "additional", "cumulative"]),
    doc=st.sampled_from(["d", "e", "f"]),
).map(lambda told: replace(told, day={"d": "2018-07-25", "e": "2018-07-26", "f": None}[told.doc]))
ledgers = st.lists(figures, min_size=1, max_size=7)


def core(ledger: list[Told]) -> list[Any]:
    return [(e.estimate_id, e.low, e.best, e.high, e.voice_ids, e.rule) for e in run(*ledger)[1]]


@given(ledgers)
@settings(max_examples=150, deadline=None)
def test_low_best_high_are_in_order(ledger: list[Told]) -> None:
    for estimate in run(*ledger)[1]:
        given_values = [v for v in (estimate.low, estimate.best, estimate.high) if v is not None]
        assert given_values == sorted(given_values)
        assert estimate.rule and estimate.claim_ids and estimate.voice_ids


@given(ledgers, st.data())
@settings(max_examples=150, deadline=None)
def test_a_wire_copy_changes_no_estimate(ledger: list[Told], data: Any) -> None:
    copied = data.draw(st.sampled_from(ledger))
    # the copy stands in another outlet's document: a later day, or none
    copy = replace(copied, doc="g", day=data.draw(st.sampled_from([None, "2018-07-29"])))
    if copied.day is None:
        copy = replace(copy, day=None)
    in_its_text = {(t.measure, t.best, t.bound) for t in ledger if t.doc == copied.doc and t.counts == "cumulative"}
    if (copied.measure, copied.best, copied.bound) in in_its_text:
        copy = replace(copy, counts="cumulative" if copied.counts == "total" else copied.counts)
    assert core([*ledger, copy]) == core(ledger)


@given(ledgers, st.integers(0, 400), st.sampled_from(["civilians", "fighters", "children", "medics"]))
@settings(max_examples=150, deadline=None)
def test_another_category_never_moves_a_stated_total(ledger: list[Told], best: int, of: str) -> None:
    stated = [*ledger, Told("velmora-times", 30, doc="i")]

    def totals(told: list[Told]) -> list[Any]:
        found = run(*told)[1]
        return [
            (e.estimate_id, e.low, e.best, e.high, e.rule, e.claim_ids)
            for e in found
            if e.measure == "killed" and e.of == "any" and e.column in (None, "total")
        ]

    assert len(totals(stated)) == 5
    assert totals([*stated, Told("name:another", best, of=of, doc="h")]) == totals(stated)


@given(ledgers, st.integers(0, 400), st.data())
@settings(max_examples=150, deadline=None)
def test_a_revision_replaces_and_never_widens(ledger: list[Told], best: int, data: Any) -> None:
    """The later figure of a voice gives what the ledger gives without the voice's earlier figures."""
    told = [replace(t, of="any", counts="total") for t in ledger]
    voice = data.draw(st.sampled_from(sorted({t.voice for t in told})))
    newer = Told(voice, best, doc="z", day="2018-08-09")
    if any((t.best, t.bound) == (best, "exact") and t.voice == voice for t in told):
        return  # no revision: the voice said so before

    def totals(figures: list[Told]) -> list[Any]:
        return [(e.estimate_id, e.low, e.best, e.high, e.voice_ids) for e in run(*figures)[1]]

    assert totals([*told, newer]) == totals([*(t for t in told if t.voice != voice), newer])


@given(ledgers, st.randoms())
@settings(max_examples=50, deadline=None)
def test_order_changes_nothing(ledger: list[Told], random: Any) -> None:
    from ledgers import LEXICON, documents, make_claim, make_event

    from crosswire.reconcile import reconcile

    claims = [make_claim(number, told) for number, told in enumerate(ledger)]
    event, texts = make_event(claims), documents(ledger)
    first = reconcile(event, claims, texts, LEXICON)
    random.shuffle(claims)
    random.shuffle(texts)
    assert reconcile(event, claims, texts, LEXICON) == first


@given(st.lists(figures, min_size=2, max_size=6), st.permutations(range(6)))
@settings(max_examples=100, deadline=None)
def test_ids_of_claims_decide_no_relation(ledger: list[Told], order: list[int]) -> None:
    from ledgers import LEXICON, documents, make_claim, make_event

    from crosswire.reconcile import reconcile

    def kinds(numbers: list[int]) -> set[Any]:
        claims = [make_claim(number, told) for number, told in zip(numbers, ledger, strict=False)]
        which = {claim.claim_id: at for at, claim in enumerate(claims)}
        found = reconcile(make_event(claims), claims, documents(ledger), LEXICON)[0]
        return {(frozenset((which[r.claim_a], which[r.claim_b])), r.measure, r.kind) for r in found}

    assert kinds(list(range(6))) == kinds(order)
