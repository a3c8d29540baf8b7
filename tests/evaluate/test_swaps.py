"""Swaps say the same in other words, and offsets lead back; a moved record is told of."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.evaluate.alone import read_document
from crosswire.evaluate.report import ErrorLine
from crosswire.evaluate.wording.moved import PARTS, judge, record_of
from crosswire.evaluate.wording.swaps import KINDS, Offsets, Swap, find_swaps, swapped
from crosswire.lexicon import load
from crosswire.model import Document, Passage


def document(text: str) -> Document:
    passages = (Passage(start=0, end=len(text), kind="sentence"),)
    return Document(document_id="doc-1", file="a", text=text, passages=passages, published="2031-05-14")


def swaps_of(text: str) -> dict[str, tuple[str, str]]:
    return {text[swap.start : swap.end]: (swap.kind, swap.other) for swap in find_swaps(document(text), load())}


def test_each_kind_of_swap_is_found() -> None:
    found = swaps_of("Nine terrorists were killed in Damascus when ISIS seized Aleppo, government forces said.")
    assert found["Nine"] == ("numbers", "9")
    assert found["terrorists"][0] == "loaded"
    assert found["killed"][0] == "loaded"
    assert found["ISIS"][0] == "names"
    assert found["seized"][1] in {"captured", "liberated"}
    assert found["government"] == ("loaded", "regime")


@pytest.mark.parametrize(
    "text",
    [
        "It rained, and the government resigned.",
        "Gangs roam the town.",
        "The gunmen massacre the villagers.",
        "A terrorist organization fired on the town.",
        "Shells hit the Heroes Brod School.",
    ],
)
def test_what_has_no_other_word_stays(text: str) -> None:
    assert swaps_of(text) == {}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It was a massacre, they said.", "massacre"),
        ("A terrorist who fled was caught.", "terrorist"),
        ("A martyr was buried.", "martyr"),
    ],
)
def test_the_same_word_is_swapped_where_it_says_the_same(text: str, word: str) -> None:
    assert word in swaps_of(text)


def test_nobody_is_massacred_alone() -> None:
    ids = [f"doc-{n}" for n in range(12)]
    told = "A man was killed in Aleppo."
    found = {swap.other for one in ids for swap in find_swaps(replace(document(told), document_id=one), load())}
    assert {"martyred", "butchered"} <= found
    assert "massacred" not in found


def test_a_name_is_not_broken_up() -> None:
    found = swaps_of("Deir Ezzor 24 said that 25 people fled Aleppo.")
    assert found["25"] == ("numbers", "twenty-five")
    assert not {"24", "Ezzor", "Deir Ezzor"} & found.keys()


def test_a_headline_in_capitals_keeps_them() -> None:
    text = "Army Kills 22 Gunmen in Velmora After Long Battle"
    headline = Document(
        document_id="doc-1", file="a", text=text, passages=(Passage(start=0, end=len(text), kind="headline"),)
    )
    assert [swap.other for swap in find_swaps(headline, load())] == ["Twenty-Two"]


def test_digits_become_words() -> None:
    assert swaps_of("18 people and 42 soldiers died.") == {
        "18": ("numbers", "Eighteen"),
        "42": ("numbers", "forty-two"),
    }


def test_the_words_of_a_swapped_text_lead_back_to_where_they_stood() -> None:
    text = "ISIS and ISIS fought."
    some = [Swap(start=0, end=4, other="Daesh", kind="names"), Swap(start=9, end=13, other="IS", kind="names")]
    other, offsets = swapped(document(text), some)
    assert other.text == "Daesh and IS fought."
    assert [(one.start, one.end) for one in other.passages] == [(0, len(other.text))]
    assert [offsets.before(other.text.index(word)) for word in ("Daesh", "and", "IS", "fought")] == [0, 5, 9, 14]
    assert offsets.before(len(other.text)) == len(text)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5), st.text(min_size=1, max_size=8)), max_size=6))
def test_offsets_outside_the_swaps_go_there_and_back(given_swaps: list[tuple[int, int, str]]) -> None:
    some, at = [], 0
    for gap, length, other in given_swaps:
        some.append(Swap(start=at + gap, end=at + gap + length, other=other, kind="loaded"))
        at += gap + length
    offsets = Offsets(some)
    inside = {offset for swap in some for offset in range(swap.start + 1, swap.end)}
    for offset in range(at + 3):
        if offset not in inside:
            assert offsets.before(offsets.after(offset)) == offset


def test_the_codes_under_one_kind_are_summed_over_the_kinds() -> None:
    text = "Nine civilians were killed when government forces shelled Aleppo on Monday."
    scores = {name: (same, of) for name, same, of in judge(document(text), load(), [], Counter())}
    kinds = [scores[f"{kind}_same"] for kind in KINDS if f"{kind}_same" in scores]
    assert scores["codes_same"] == (sum(same for same, _ in kinds), sum(of for _, of in kinds))
    assert scores["numbers_same"][1] == len(one_reading(text))


def one_reading(text: str) -> list[object]:
    """Every code of a text as it is."""
    record = record_of(read_document(document(text), load()), Offsets(()), load())
    return [fact for part in PARTS for fact in record.of(part)]


def test_a_document_that_moves_is_told_of() -> None:
    errors: list[ErrorLine] = []
    made: Counter[str] = Counter()
    text = "Nine civilians were killed when government forces shelled Aleppo on Monday."
    scores = {name: (same, of) for name, same, of in judge(document(text), load(), errors, made)}
    assert made["numbers"] == 1
    assert scores["numbers_held"] == (1, 1)
    assert scores["figures_same"][1] > 0
    assert all(0 <= same <= of for same, of in scores.values())
    assert (errors == []) == all(scores[name] == (1, 1) for name in scores if name.endswith("_held"))
