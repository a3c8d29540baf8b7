"""Truces that end."""

from __future__ import annotations

import pytest
from reading import claims_of


def told(sentence: str) -> list[tuple[str, str]]:
    """Trigger and status of every agreement."""
    return [(claim.trigger.quote, claim.status) for claim in claims_of(sentence) if claim.event_type == "agreement"]


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("The week-long ceasefire in Marn collapsed on Monday.", "collapsed"),
        ("The army declared an end to the truce in Marn on Monday evening.", "declared"),
        ("The army declared the ceasefire in Marn over on Monday.", "declared"),
        ("The truce in Marn was over on Monday.", "was"),
        ("The FMF broke the truce in Marn on Sunday.", "broke"),
        ("The truce in Marn has been scrapped.", "scrapped"),
    ],
)
def test_the_end_of_a_truce_is_told_by_its_verb(sentence: str, trigger: str) -> None:
    assert told(sentence) == [(trigger, "happened")]


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("A truce took effect in Marn on Monday.", "truce"),
        ("The truce in Marn was not dead on Monday.", "truce"),
        ("The army announced a truce in Marn on Monday.", "truce"),
        ("Under the truce in Marn the shelling ended on Monday.", "truce"),
        ("A cessation of hostilities began in Marn on Monday.", "cessation of hostilities"),
    ],
)
def test_a_truce_that_does_not_end_is_itself(sentence: str, trigger: str) -> None:
    assert [word for word, _ in told(sentence)] == [trigger]


def test_a_truce_that_may_end_has_not_ended() -> None:
    assert told("If the truce in Marn collapses, the FMF will return.") == [("collapses", "possible")]


def test_a_deal_that_is_struck_is_no_strike() -> None:
    claims = claims_of("The FMF and the army struck an agreement in Dolna on Tuesday.")
    assert [claim.event_type for claim in claims] == ["agreement"]


def test_a_bomb_that_is_defused_does_not_go_off() -> None:
    (claim,) = claims_of("An explosive device was defused in Dolna on Monday.")
    assert claim.status == "denied"
