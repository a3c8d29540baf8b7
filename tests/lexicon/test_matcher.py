"""Phrases are found as whole words, whatever the case, the accents and the apostrophes; offsets never move."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crosswire.lexicon.matcher import PhraseMatcher, fold, without_overlaps


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="ab '’-.S\n", max_size=40))
def test_matches_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    matcher = PhraseMatcher((phrase, phrase) for phrase in ("a", "a b", "b's", "b-a", "ab"))
    found = matcher.longest(text)
    assert all(0 <= start < end <= len(text) for start, end, _ in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert all(fold(text[start:end]) in (fold(phrase), fold(phrase).replace("'", "")) for start, end, phrase in found)


def spans(phrase: str, text: str) -> list[str]:
    return [text[start:end] for start, end, _ in PhraseMatcher([(phrase, phrase)]).longest(text)]


def test_whole_words_only() -> None:
    assert spans("Marn", "Marn, Marnish and unMarn") == ["Marn"]


def test_hyphens_blanks_accents_and_apostrophes_are_alike() -> None:
    assert spans("al-Sha'b Front", "The Al Sha’b\nFront and the ál-Sha`b front.") == [
        "Al Sha’b\nFront",
        "ál-Sha`b front",
    ]


def test_possessives_are_left_out_of_the_span() -> None:
    assert spans("Marn Watch", "Marn Watch's, Marn Watchs and MARN WATCH'S") == [
        "Marn Watch",
        "Marn Watch",
        "MARN WATCH",
    ]


def test_a_table_that_lost_its_apostrophes() -> None:
    assert spans("Brod's men", "Brods men came") == ["Brods men"]


def test_a_capital_s_is_part_of_the_word() -> None:
    assert spans("FM", "FMS and FMs") == ["FM"]


def test_longest_first() -> None:
    matcher = PhraseMatcher((phrase, phrase) for phrase in ("Free Marn", "Free Marn Front", "Front"))
    assert [found for _, _, found in matcher.longest("the Free Marn Front")] == ["Free Marn Front"]
    assert without_overlaps([(0, 2, "x"), (1, 5, "y"), (5, 6, "z")]) == [(1, 5, "y"), (5, 6, "z")]


def test_no_phrases_match_nothing() -> None:
    assert PhraseMatcher[str]([]).longest("anything") == []
