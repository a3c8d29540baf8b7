"""Happenings dated by how far they lie from another one of their sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import claims_of

from crosswire.extract.times.distances import find_counted_from_before, find_distances

FRIDAY = "2018-07-27"
WORDS = ("a", "two", "9", "day", "days", "weeks", "hours", "after", "before", ",", "few", "the", "99999999999")

TOLD = [
    (
        "At least six children were killed in rocket attacks in Velmora on Thursday, a day after air strikes on a "
        "school in Karsten left 35 people dead.",
        [("Velmora", 6, "2018-07-26", "2018-07-26"), ("Karsten", 35, "2018-07-25", "2018-07-25")],
    ),
    (
        "Two days after the army shelled Karsten, killing four, rebels killed 5 soldiers in Dolna on Friday.",
        [("Karsten", 4, "2018-07-25", "2018-07-25"), ("Dolna", 5, "2018-07-27", "2018-07-27")],
    ),
    (
        "Days after the massacre of 30 people in Karsten, the army killed 12 civilians in Velmora on Tuesday.",
        [("Karsten", None, "2018-07-17", "2018-07-22"), ("Velmora", 12, "2018-07-24", "2018-07-24")],
    ),
    (
        "A blast in Dolna on Friday killed three people, a week after gunmen killed 12 in Velmora.",
        [("Dolna", 3, "2018-07-27", "2018-07-27"), ("Velmora", 12, "2018-07-17", "2018-07-23")],
    ),
    (
        # A day named behind "after" is its own.
        "Shelling killed two people in Dolna on Friday, a day after convoys were halted when an air strike in Velmora "
        "on Monday killed 12 aid workers.",
        [("Dolna", 2, "2018-07-27", "2018-07-27"), ("Velmora", 12, "2018-07-23", "2018-07-23")],
    ),
    (
        # The day of the clause in front, not the last one of the sentence.
        "Rebels shelled Velmora on Thursday, killing six, two days after an air strike in Karsten killed 35, an "
        "official said on Friday.",
        [("Velmora", 6, "2018-07-26", "2018-07-26"), ("Karsten", 35, "2018-07-24", "2018-07-24")],
    ),
    (
        # No day to count from.
        "Shelling killed two people in Dolna a day after an air strike in Velmora killed 12.",
        [("Dolna", 2, None, None), ("Velmora", 12, None, None)],
    ),
]


@pytest.mark.parametrize(("sentence", "wanted"), TOLD)
def test_what_stands_behind_after_has_its_own_day(
    sentence: str, wanted: list[tuple[str, int | None, str | None, str | None]]
) -> None:
    told = [
        (
            claim.place and claim.place.name, claim.quantities[0].low if claim.quantities else None,
            claim.time and claim.time.earliest, claim.time and claim.time.latest,
        )
        for claim in claims_of(sentence, published=FRIDAY)
    ]  # fmt: skip
    assert told == wanted


def test_the_distance_of_what_was_said_dates_no_happening() -> None:
    claims = claims_of(
        "Two people were killed in Dolna on Friday, a day after the agency said 22 children were killed in Velmora.",
        published=FRIDAY,
    )
    assert [claim.time and claim.time.quote for claim in claims] == ["Friday", None]


def test_what_is_told_before_counts_where_the_sentence_names_no_day() -> None:
    first = "Rebels killed 15 soldiers in Velmora on Wednesday."
    second = "The attack on the barracks comes two days after rebels killed three policemen in Karsten."
    claims = claims_of(first, second, published=FRIDAY)
    three = next(claim for claim in claims if claim.quantities and claim.quantities[0].low == 3)
    assert three.time is not None
    assert (three.time.quote, three.time.earliest, three.time.latest) == ("two days after", "2018-07-23", "2018-07-23")


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The day before, nine people were killed in Karsten.", ("2018-07-24", "2018-07-24")),
        ("Nine people had been killed in Karsten a day earlier.", ("2018-07-24", "2018-07-24")),
        ("The next day a raid killed nine people in Karsten.", ("2018-07-26", "2018-07-26")),
        ("Earlier in the day, a bomb had killed nine people in Karsten.", ("2018-07-25", "2018-07-25")),
        ("Shelling killed nine people the same day in Karsten.", ("2018-07-25", "2018-07-25")),
        ("A week earlier, nine people were killed in Karsten.", ("2018-07-15", "2018-07-21")),
        ("The attack came a day after a raid killed nine people in Karsten.", ("2018-07-24", "2018-07-24")),
        # A day of its own; a day of the year is not told from the one before.
        ("Nine people were killed in Karsten on Friday, the same day that a truce began.", (FRIDAY, FRIDAY)),
    ],
)
def test_days_are_counted_from_the_one_told_last(sentence: str, wanted: tuple[str, str]) -> None:
    claims = claims_of(
        "Rebels killed 15 soldiers in Velmora on Wednesday.", "It rained.", "It rained.", sentence, published=FRIDAY
    )
    nine = next(claim for claim in claims if claim.quantities and claim.quantities[0].low == 9)
    assert nine.time is not None
    assert (nine.time.earliest, nine.time.latest) == wanted


def test_what_was_said_earlier_in_the_day_leaves_the_day() -> None:
    first = "Rebels killed 15 soldiers in Velmora on Wednesday."
    said = "Earlier in the day the army told reporters that shells fell on Dolna."
    last = claims_of(first, said, "The shelling killed nine people.", published=FRIDAY)[-1]
    assert last.time is not None and last.time.earliest == "2018-07-25"


def test_nothing_is_counted_from_a_day_that_was_not_told() -> None:
    (claim,) = claims_of("A day earlier, nine people were killed in Karsten.", published=FRIDAY)
    assert claim.time is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("two days after", (-2, -2)), ("the day after", (-1, -1)), ("a day before", (1, 1)), ("hours after", (-1, 0)),
        ("36 hours after", (-2, 0)), ("a week after", (-10, -4)), ("three weeks before", (18, 24)),
        ("several days after", (-7, -2)), ("months after", (None, None)), ("weeks after", (None, None)),
    ],
)  # fmt: skip
def test_distances(text: str, wanted: tuple[int | None, int | None]) -> None:
    (found,) = find_distances(f"It came {text} the attack")
    assert (found.first, found.last) == wanted
    assert f"It came {text} the attack"[found.start : found.end] == text.removeprefix("the ")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("the day before, shells fell", (-1, -1)), ("later that day", (0, 0)), ("two weeks later", (11, 17)),
        ("the same day that", None), ("two months later", None), ("at the end of the day", None), ("on Friday", None),
    ],
)  # fmt: skip
def test_days_counted_from_before(text: str, wanted: tuple[int, int] | None) -> None:
    assert [(one.first, one.last) for one in find_counted_from_before(text)] == ([] if wanted is None else [wanted])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=9))
def test_any_words_give_lawful_distances(words: list[str]) -> None:
    text = " ".join(words)
    for one in find_distances(text):
        assert 0 <= one.start <= one.side_at < one.end <= len(text)
        assert (one.first is None) == (one.last is None)
        assert one.first is None or one.last is None or one.first <= one.last
