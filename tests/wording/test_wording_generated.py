"""Reports told in other words make the same record: every event, role, figure, relation and estimate."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports_of_marn import PLAIN, SLOTS, TEMPLATES, Wording, record, told

SWAPS = [(slot, word) for slot, words in SLOTS.items() for word in words[1:]]


def uses(slot: str) -> list[str]:
    """The templates that hold a slot."""
    return [one for one in TEMPLATES if f"{{{slot}}}" in one or f"{{{slot.capitalize()}}}" in one]


@pytest.mark.parametrize(("slot", "word"), SWAPS)
def test_one_word_for_another_moves_nothing(slot: str, word: str) -> None:
    reports = [[template] for template in uses(slot)]
    plain = record([told(one, PLAIN) for one in reports])
    assert {fact[0] for fact in plain} >= {"claim", "event"}
    assert record([told(one, {**PLAIN, slot: word}) for one in reports]) == plain


def test_neutralised_is_a_measure_of_its_own() -> None:
    template = "The Ostravian army said that forty militants had been {killed} in Karsten on Tuesday."
    measures = {
        word: {fact[2] for fact in record([template.format(killed=word)]) if fact[0] == "figure"}
        for word in ("killed", "neutralised", "neutralized")
    }
    assert measures == {"killed": {"killed"}, "neutralised": {"neutralised"}, "neutralized": {"neutralised"}}


WORDINGS: st.SearchStrategy[Wording] = st.fixed_dictionaries(
    {slot: st.sampled_from(words) for slot, words in SLOTS.items()}
)


@settings(deadline=None)
@given(
    reports=st.lists(st.lists(st.sampled_from(TEMPLATES), min_size=1, max_size=2, unique=True), min_size=1, max_size=2),
    wording=WORDINGS,
)
def test_all_words_together_move_nothing(reports: list[list[str]], wording: Wording) -> None:
    assert record([told(one, wording) for one in reports]) == record([told(one, PLAIN) for one in reports])
