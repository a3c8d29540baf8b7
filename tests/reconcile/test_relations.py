"""Each kind of relation, from ledgers of two figures."""

from __future__ import annotations

import pytest
from ledgers import LEXICON, Told, documents, make_claim, make_event, run

from crosswire.reconcile import reconcile

CASES: list[tuple[str, Told, Told, str]] = [
    ("civilians and people", Told("gov", 215, of="civilians"), Told("opa", 220, "more_than"), "category"),
    ("civilians and more people", Told("gov", 215, of="civilians"), Told("opa", 250, "more_than"), "category"),
    ("two lower bounds", Told("a", 220, "more_than"), Told("b", 250, "more_than"), "compatible"),
    ("about and more than", Told("a", 260, "about"), Told("b", 600, "more_than"), "contradiction"),
    (
        "running tolls apart",
        Told("a", 260, "about", of="fighters", counts="cumulative", side="rebels"),
        Told("b", 600, "more_than", of="fighters", counts="cumulative", side="rebels"),
        "contradiction",
    ),
    ("two exact figures", Told("a", 12), Told("b", 14), "contradiction"),
    ("exact inside about", Told("a", 31), Told("b", 30, "about"), "compatible"),
    ("exact on a lower bound", Told("a", 18), Told("b", 18, "at_least"), "compatible"),
    ("exact under a lower bound", Told("a", 17), Told("b", 18, "at_least"), "contradiction"),
    ("exact inside between", Told("a", 33), Told("b", None, "between", low=30, high=40), "compatible"),
    ("exact above up to", Told("a", 120), Told("b", 100, "up_to"), "contradiction"),
    ("one figure, two voices", Told("a", 18), Told("b", 18), "same"),
    ("one voice, same text twice", Told("a", 18, doc="d"), Told("a", 18, doc="d"), "same"),
    ("one voice, copied sentence", Told("a", 18, doc="d"), Told("a", 18, doc="e"), "stale_copy"),
    ("one voice, own words", Told("a", 18, doc="d", words="Bomb took lives"), Told("a", 18, doc="e"), "same"),
    (
        "one voice, later figure",
        Told("a", 18, doc="d", day="2018-07-25"),
        Told("a", 22, doc="e", day="2018-07-26"),
        "revision",
    ),
    ("one number, another bound", Told("a", 30, doc="d"), Told("a", 30, "about", doc="e"), "compatible"),
    ("a running toll and one day", Told("a", 600, counts="cumulative"), Told("b", 26), "scope"),
    ("a part and a total", Told("a", 7, counts="part"), Told("b", 18), "scope"),
    ("an addition and a total", Told("a", 9, counts="additional"), Told("b", 18), "scope"),
    ("two sides' fighters", Told("a", 20, of="fighters", side="x"), Told("b", 9, of="fighters", side="y"), "category"),
    ("soldiers are fighters", Told("a", 20, of="soldiers"), Told("b", 20, of="fighters"), "same"),
    ("children and people", Told("a", 7, of="children", counts="part"), Told("b", 18), "category"),
    ("a vague word", Told("a", None, "vague"), Told("b", 18), "compatible"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two", "kind"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_two_figures(one: Told, two: Told, kind: str) -> None:
    for ledger in ((one, two), (two, one)):
        (relation,) = run(*ledger)[0]
        assert relation.kind == kind and relation.measure == "killed" and relation.reason
        assert (relation.of_a, relation.of_b) == (ledger[0].of, ledger[1].of)


def test_other_measures_are_not_set_against_each_other() -> None:
    assert run(Told("a", 18), Told("b", 27, measure="wounded"))[0] == []


def test_an_old_figure_that_is_repeated_is_a_stale_copy() -> None:
    ledger = (
        Told("marn-watch", 10, doc="d", day="2018-07-25", words="Ten died, it said."),
        Told("marn-watch", 15, doc="e", day="2018-07-26", words="The toll rose."),
        Told("marn-watch", 10, doc="f", day="2018-07-27", words="A market was struck."),
    )
    kinds = {(r.claim_a, r.claim_b): r.kind for r in run(*ledger)[0]}
    assert kinds["claim-000", "claim-001"] == "revision"
    assert kinds["claim-000", "claim-002"] == "stale_copy"


def test_a_headline_shortens_a_running_toll() -> None:
    headline = Told("b", 600, "more_than", of="fighters", doc="d")
    text = Told("b-source", 600, "more_than", of="fighters", counts="cumulative", doc="d")
    other = Told("a", 260, "about", of="fighters", counts="cumulative")
    kinds = [r.kind for r in run(headline, text, other)[0]]
    assert kinds == ["same", "contradiction", "contradiction"]


def test_the_figures_most_alike_are_compared() -> None:
    ledger = (Told("a", 18), Told("a", 7, of="children", counts="part"), Told("b", 7, of="children"))
    claims = [make_claim(0, ledger[0], ledger[1]), make_claim(1, ledger[2])]
    (relation,) = reconcile(make_event(claims), claims, documents(ledger), LEXICON)[0]
    assert (relation.of_a, relation.of_b) == ("children", "children")


@pytest.mark.parametrize(
    ("one", "two", "shift"),
    [
        ("2018-07-29", "2018-07-30", True),
        ("2018-07-30", "2018-07-30", False),
        ("sunday", "2018-07-30", True),  # a Monday
        ("monday", "2018-07-30", False),
        ("sunday", "monday", True),
        (None, "2018-07-30", False),
    ],
)
def test_days(one: str | None, two: str | None, shift: bool) -> None:
    relations = run(Told("a", None, "vague", on=one), Told("b", None, "vague", on=two))[0]
    shifts = [r for r in relations if r.kind == "day_shift"]
    assert bool(shifts) is shift
    assert all(r.measure is None and r.of_a is None and r.of_b is None for r in shifts)
