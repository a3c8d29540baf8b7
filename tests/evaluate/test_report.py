"""Intervals, rates and F1, worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.errors import UsageError
from crosswire.evaluate.report import bootstrap, data_hash, f1, measured, rate


def test_rate_and_f1_by_hand() -> None:
    assert rate([(1, 2), (2, 2)]) == 3 / 4
    assert rate([(0, 0)]) is None
    assert f1([(2, 3, 4), (1, 1, 0)]) == 2 * 3 / (4 + 4)
    assert f1([(0, 0, 0)]) is None


def test_an_interval_of_units_that_are_alike_is_a_point() -> None:
    assert bootstrap([(1, 2)] * 9, rate) == (0.5, 0.5)
    assert bootstrap([], rate) == (None, None)


def test_draws_without_anything_to_measure_are_passed_over() -> None:
    low, high = bootstrap([(0, 0), (1, 1)], rate, samples=200)
    assert (low, high) == (1.0, 1.0)


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_the_interval_lies_within_the_possible_and_is_the_same_each_time(rights: list[bool]) -> None:
    units = [(int(right), 1) for right in rights]
    score = measured(units, rate, len(units), samples=100)
    assert score == measured(units, rate, len(units), samples=100)
    assert 0 <= score.low <= score.high <= 1
    assert score.value == sum(rights) / len(rights)


def test_nothing_measured_is_said_so() -> None:
    assert (measured([(0, 0)], rate, 0).value, measured([], rate, 0).n) == (None, 0)


def test_the_hash_tells_names_and_bytes_apart_and_not_the_order(tmp_path: Path) -> None:
    a, b = tmp_path / "a.tsv", tmp_path / "b.tsv"
    a.write_text("x"), b.write_text("y")
    first = data_hash([a, b])
    assert first == data_hash([b, a])
    a.write_text("y"), b.write_text("x")
    assert first != data_hash([a, b])
    with pytest.raises(UsageError, match="no such file"):
        data_hash([tmp_path / "c.tsv"])
