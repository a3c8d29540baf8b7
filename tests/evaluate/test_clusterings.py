"""Clusterings compared: the worked examples of the papers, and cases counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.evaluate.clusterings import (
    agreement,
    bcubed_f1,
    ceaf_f1,
    conll_f1,
    muc_f1,
    pair_f1,
    parts,
)


def clustering(*clusters: str) -> dict[str, int]:
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def test_two_clusters_made_one() -> None:
    """The example of Bagga & Baldwin (1998): {1-5}, {6, 7}, {8-c} with the last two joined to one."""
    key, response = clustering("12345", "67", "89abc"), clustering("12345", "6789abc")
    one = agreement(key, response)
    assert one.muc == (9, 10, 9)
    assert one.bcubed[0] / 12 == pytest.approx(16 / 21)  # 0.762, as in the paper
    assert one.bcubed[1] / 12 == pytest.approx(1.0)
    # phi4: {1-5} with itself 1, {8-c} with the joined one 2*5/(5+7)
    assert one.ceaf == (pytest.approx(1 + 10 / 12), 2, 3)
    assert one.pairs == (10 + 1 + 10, 10 + 21, 21)


def test_f1_by_hand() -> None:
    one = agreement(clustering("ab", "c"), clustering("a", "b", "c"))
    assert muc_f1([one]) == 0.0
    assert bcubed_f1([one]) == pytest.approx(2 * 1 * (2 / 3) / (1 + 2 / 3))  # precision 1, recall (1/2 + 1/2 + 1) / 3
    assert ceaf_f1([one]) == pytest.approx(2 * (2 / 3 + 1) / (3 + 2))
    assert conll_f1([one]) == pytest.approx((0 + 0.8 + 2 / 3) / 3)
    assert pair_f1([one]) == 0.0


def test_best_pairing_is_not_the_greedy_one() -> None:
    """Greedy would take the heaviest pair first and leave the other two clusters with nothing."""
    key, response = clustering("abcd", "ef"), clustering("abef", "cd")
    # abcd-abef 0.5, abcd-cd 2/3, ef-abef 2/3
    assert agreement(key, response).ceaf[0] == pytest.approx(4 / 3)


def test_parts_share_no_cluster() -> None:
    key, response = clustering("ab", "cd", "ef"), clustering("ab", "c", "d", "ef")
    home = {"a": 1, "b": 2, "c": 3, "d": 3, "e": 4, "f": 2}
    found = parts(key, response, home)
    assert sorted(part.bcubed[2] for part in found) == [2, 4]
    assert conll_f1(found) == pytest.approx(conll_f1([agreement(key, response)]))


def test_other_mentions_are_refused() -> None:
    with pytest.raises(ValueError, match="same mentions"):
        agreement(clustering("ab"), clustering("abc"))


labels = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 3)), min_size=1, max_size=12)


@given(labels)
def test_agreement_with_itself_is_whole(rows: list[tuple[int, int, int]]) -> None:
    key = {i: row[0] for i, row in enumerate(rows)}
    one = [agreement(key, key)]
    assert bcubed_f1(one) == pytest.approx(1.0)
    assert ceaf_f1(one) == pytest.approx(1.0)


@given(labels)
def test_parts_sum_to_the_whole(rows: list[tuple[int, int, int]]) -> None:
    key, response, home = ({i: row[k] for i, row in enumerate(rows)} for k in range(3))
    whole, divided = [agreement(key, response)], parts(key, response, home)
    for metric in (muc_f1, bcubed_f1, ceaf_f1, pair_f1):
        assert metric(divided) == pytest.approx(metric(whole))
