import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.collect.sentences import LONGEST, split_sentences


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army left. It came back.", ["The army left.", "It came back."]),
        ("Gen. A. Brisk met Mr. Dolna. They spoke.", ["Gen. A. Brisk met Mr. Dolna.", "They spoke."]),
        ("The U.N. envoy left the U.S. The talks failed.", ["The U.N. envoy left the U.S.", "The talks failed."]),
        ("Shells fell at 6 a.m. Tuesday. None died.", ["Shells fell at 6 a.m. Tuesday.", "None died."]),
        ("It began at 6 a.m. Two died.", ["It began at 6 a.m.", "Two died."]),
        ("See No. 5 of Oct. 27 for the 3.5 million. End.", ["See No. 5 of Oct. 27 for the 3.5 million.", "End."]),
        ("It held from Sept. 3 to Oct.\n14. It fell.", ["It held from Sept. 3 to Oct.\n14.", "It fell."]),
        ("It fell at 5 p.m. Oct. 3 in rain.", ["It fell at 5 p.m. Oct. 3 in rain."]),
        ("Troops fled, it said (OPA). Others stayed.", ["Troops fled, it said (OPA).", "Others stayed."]),
        ('"They ran." She wept. "Why?" he asked.', ['"They ran."', "She wept.", '"Why?" he asked.']),
        ("Marn fell. al-Dolna burned.", ["Marn fell.", "al-Dolna burned."]),
        ("He left.This was late. Ask a.b@marn.org now.", ["He left.", "This was late.", "Ask a.b@marn.org now."]),
        ("He waited ... and left. Then came 3 more.", ["He waited ... and left.", "Then came 3 more."]),
        ("1. It left. 2. It came in 2018. It rained.", ["1. It left.", "2. It came in 2018.", "It rained."]),
        ("", []),
        ("  \n ", []),
    ],
)  # fmt: skip
def test_rules(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@given(st.text(alphabet=st.sampled_from(list("abAB .!?\"'()…\n\u00a0-0")), max_size=200))
def test_covers_all_but_white_space(text: str) -> None:
    spans = split_sentences(text)
    last = 0
    for start, end in spans:
        assert last <= start < end
        assert not text[last:start].strip()
        last = end
    assert not text[last:].strip()


def test_run_ons_are_cut() -> None:
    spans = split_sentences("word " * 3000)
    assert all(end - start <= LONGEST for start, end in spans)
    assert len(spans) == 8


@pytest.mark.parametrize("piece", ["A. ", "....", "x.Y", '."', "word ", "Gen. ", "("])
def test_time_is_linear(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count
        begin = time.perf_counter()
        split_sentences(text)
        return time.perf_counter() - begin

    seconds(1000)
    assert seconds(80_000) < 40 * (seconds(10_000) + 0.01)
