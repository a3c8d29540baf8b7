"""The classes that figures count are partial orders, and a broken table is named."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from crosswire.errors import LexiconError
from crosswire.lexicon.counting import ClassOrder, load_counting
from crosswire.model import Measure, Of

COUNTING = load_counting(())
ORDERS = [(COUNTING.people, get_args(Of)), (COUNTING.measures, get_args(Measure))]


@pytest.mark.parametrize(("order", "classes"), ORDERS, ids=["people", "measures"])
def test_within_is_a_partial_order(order: ClassOrder, classes: tuple[str, ...]) -> None:
    for a, b, c in product(classes, repeat=3):
        assert order.within(a, a)
        if order.within(a, b) and order.within(b, a):
            assert a == b
        if order.within(a, b) and order.within(b, c):
            assert order.within(a, c)


@pytest.mark.parametrize(("order", "classes"), ORDERS, ids=["people", "measures"])
def test_apart_is_symmetric_and_passes_to_parts(order: ClassOrder, classes: tuple[str, ...]) -> None:
    for a, b, c in product(classes, repeat=3):
        assert order.apart(a, b) == order.apart(b, a)
        assert not (order.apart(a, b) and order.within(a, b))
        if order.apart(a, b) and order.within(c, a):
            assert order.apart(c, b)


def test_who_is_among_whom() -> None:
    people = COUNTING.people
    assert all(people.within(one, "any") for one in get_args(Of) if one != "families")
    assert people.within("children", "civilians") and people.within("commanders", "fighters")
    assert people.apart("children", "women") and people.apart("medics", "soldiers")
    assert not people.apart("men", "civilians") and not people.apart("medics", "children")
    assert people.widest(["children", "civilians", "police"]) == ["civilians", "police"]
    assert COUNTING.measures.within("killed", "killed_or_wounded")


def test_a_users_table_is_laid_over(tmp_path: Path) -> None:
    (tmp_path / "counting.yaml").write_text("people:\n  police: {within: fighters}\nvague: {scores: 20}\n")
    own = load_counting((tmp_path,))
    assert own.people.within("police", "fighters") and own.vague["scores"] == 20 and own.vague["dozens"] == 12


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("people:\n  any: {within: civilians}\n", "within itself"),
        ("people:\n  wizards: {within: any}\n", "wizards"),
        ("people: [", "not readable"),
    ],
)
def test_a_broken_table_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "counting.yaml").write_text(text)
    with pytest.raises(LexiconError, match=said) as told:
        load_counting((tmp_path,))
    assert "counting.yaml" in str(told.value)
