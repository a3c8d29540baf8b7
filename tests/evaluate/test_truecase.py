"""Texts in capitals: names keep their capitals, the rest goes down, and no offset moves."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crosswire.evaluate.muc4.truecase import known, true_case
from crosswire.lexicon import load


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers left the town on Monday.",
        "In May three men were killed in Damascus. The army said nothing.",
        "Members of the Free Marn Front [FMF] fled. The FMF denied it.",
        "The FMF [Free Marn Front] said that the Free Marn Front had left.",
        "The Islamic State claimed the attack in Mosul.",
        "They may leave on 4 May, said Dr. Oskarvic.",
        "General Oskarvic of Velmora died.",
        "Luis Carlos Oskarvic and Maria Velmorska fled to the city of Velmora.",
        "The mayor met Judge Diaz.",
        "A Colombian judge was shot in the U.S. embassy.",
    ],
)
def test_capitals_come_back(text: str) -> None:
    assert true_case(text.upper(), load()) == text


@given(st.text(max_size=60))
@example("ß")
@settings(max_examples=50, deadline=None)
def test_only_the_case_changes(text: str) -> None:
    shown = true_case(text, load())
    assert len(shown) == len(text)
    assert shown.upper() == text.upper() or shown.casefold() == text.casefold()


def test_known_words() -> None:
    assert all(known(word) for word in ("bombs", "attacked", "the", "children", "quickly"))
    assert not known("velmora")
