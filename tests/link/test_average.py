"""Average linkage: by hand, and that order changes nothing."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from crosswire.link.average import average_link


def test_by_hand() -> None:
    # 0 and 1 join at 0.9; to 2 they then average (0.8 + 0.0) / 2 = 0.4
    likeness = {(0, 1): 0.9, (0, 2): 0.8}
    assert average_link(3, likeness, 0.5) == [0, 0, 2]
    assert average_link(3, likeness, 0.4) == [0, 0, 0]


def test_nothing_alike() -> None:
    assert average_link(3, {}, 0.1) == [0, 1, 2]


@given(st.lists(st.integers(0, 5), min_size=10, max_size=10), st.randoms())
def test_the_order_of_pairs_changes_nothing(values: list[int], chance: object) -> None:
    likeness = {pair: value / 5 for pair, value in zip(combinations(range(5), 2), values, strict=True)}
    turned = dict(reversed(likeness.items()))
    assert average_link(5, likeness, 0.4) == average_link(5, turned, 0.4)
