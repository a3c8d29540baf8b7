"""Who claims, denies and condemns what happened."""

from __future__ import annotations

import pytest
from reading import claims_of


def told(sentence: str) -> list[tuple[str, str, list[str]]]:
    """Trigger, status and speakers of every statement."""
    return [
        (claim.trigger.quote, claim.status, [p.name for p in claim.participants if p.role == "actor"])
        for claim in claims_of(sentence)
        if claim.event_type == "statement"
    ]


@pytest.mark.parametrize(
    ("sentence", "trigger", "speaker"),
    [
        ("The Free Marn Front claimed the attack on the bridge of Dolna.", "claimed", "Free Marn Front"),
        ("The Free Marn Front took responsibility for the bombing in Dolna.", "took", "Free Marn Front"),
        ("In an online message, the Free Marn Front took credit for the raid in Dolna.", "took", "Free Marn Front"),
        ("The Free Marn Front said it had carried out the attack in Dolna.", "carried", "Free Marn Front"),
        ("The Free Marn Front called the strike on the school an outrage.", "called", "Free Marn Front"),
        ("The Free Marn Front described the raid as a heinous crime.", "described", "Free Marn Front"),
        ("The Free Marn Front voiced outrage at the shelling of Dolna.", "voiced", "Free Marn Front"),
        ("The Free Marn Front rejected accusations that it had shelled Dolna.", "rejected", "Free Marn Front"),
        ("The foreign ministry denounced the sale of the mill.", "denounced", "The foreign ministry"),
    ],
)
def test_a_stance_is_a_statement_of_who_takes_it(sentence: str, trigger: str, speaker: str) -> None:
    assert (trigger, "happened", [speaker]) in told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Free Marn Front called on the army to end the massacre in Dolna.",
        "The Free Marn Front called for an end to the crime in Dolna.",
        "The Free Marn Front called the mayor of Dolna on Monday.",
        "The man was described as a clerk who had reported a crime in Dolna.",
        "The Free Marn Front asked the people of Dolna to call Crime Stoppers.",
        "The Free Marn Front rejected the plan for Dolna on Monday.",
        "The Free Marn Front took the mill of Dolna on Monday.",
        "The Free Marn Front claimed the mill of Dolna on Monday.",
    ],
)
def test_a_call_a_name_and_a_claim_to_things_are_none(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "No group claimed responsibility for the blast in Dolna.",
        "The Free Marn Front has not claimed the attack in Dolna.",
    ],
)
def test_what_nobody_claims_is_not_claimed(sentence: str) -> None:
    assert [status for _, status, _ in told(sentence)] == ["denied"]


def test_who_hails_a_capture_did_not_make_it() -> None:
    (claim,) = claims_of("The Free Marn Front hailed the recapture of Dolna.")
    assert claim.participants == ()
