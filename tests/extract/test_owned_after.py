"""Who did it, as a sentence says that names no act."""

from __future__ import annotations

import pytest
from reading import claims_of

BOMB = "A suicide bomber killed nine people in Karsten on 3 July 2031."


def doers(*sentences: str) -> list[str]:
    (claim,) = (claim for claim in claims_of(*sentences) if claim.quantities)
    return [one.actor_id or one.name for one in claim.participants if one.role == "actor"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The FMF claimed responsibility.",
        "The FMF has claimed responsibility in a statement posted online.",
        "Residents said the FMF was to blame.",
        "The ministry blamed the FMF.",
        "The army said the FMF were responsible.",
        "The army held the FMF responsible; the group denied it.",
        "The ministry accused the FMF.",
        "The attacker belonged to the FMF.",
        "The killers were members of the FMF.",
    ],
)
def test_who_owns_up_or_is_blamed_right_after(sentence: str) -> None:
    assert doers(BOMB, sentence) == ["fmf"]
    assert doers(BOMB, "It rained.", sentence) == ["fmf"]
    claim = next(claim for claim in claims_of(BOMB, sentence) if claim.quantities)
    assert sentence in {quote.quote for quote in claim.evidence}


@pytest.mark.parametrize(
    "sentence",
    [
        "No group claimed responsibility.",
        "The FMF has not claimed responsibility.",
        "The ministry blamed the FMF for the delay.",
        "The ministry said the army or the FMF were responsible.",
        "The FMF is responsible for the town's water.",
        "The FMF condemned it.",
        "The army held the FMF responsible for the delay.",
        "The dead were members of the FMF.",
    ],
)
def test_who_is_not_said_to_have_done_it(sentence: str) -> None:
    assert doers(BOMB, sentence) == ["A suicide bomber"]


def test_who_is_known_to_have_done_it_stays_and_nobody_hits_himself() -> None:
    assert doers("The army killed nine people in Karsten.", "The FMF claimed responsibility.") == ["ostravian-army"]
    assert doers("Nine FMF fighters were killed in Karsten.", "The FMF claimed responsibility.") == []
    assert doers(BOMB, "It rained.", "It rained.", "The FMF claimed responsibility.") == ["A suicide bomber"]
