"""Whether what a claim tells has happened."""

from __future__ import annotations

import pytest
from reading import claims_of


def statuses(sentence: str) -> dict[str, str]:
    """Status by trigger."""
    return {claim.trigger.quote: claim.status for claim in claims_of(sentence)}


@pytest.mark.parametrize(
    ("sentence", "trigger", "status"),
    [
        ("The Ostravian army attacked Dolna.", "attacked", "happened"),
        ("The Ostravian army has attacked Dolna.", "attacked", "happened"),
        ("The attack in May on Dolna killed nine.", "killed", "happened"),
        ("The Ostravian army is shelling Dolna.", "shelling", "ongoing"),
        ("The Ostravian army is considering air strikes on Dolna.", "air strikes", "possible"),
        # Deeds that one speaks against or answers for.
        ("All parties rejected the murder of Jan Brod in Dolna.", "murder", "happened"),
        ("Two men were tried for the murder of six farmers in Dolna.", "murder", "happened"),
        ("The FMF denied any links with the murder of six farmers in Dolna.", "murder", "happened"),
        ("Nobody claimed responsibility for the blast that killed ten soldiers in Dolna.", "killed", "happened"),
        ("The FMF were to blame for the blast that killed ten soldiers in Dolna.", "killed", "happened"),
        ("No one has claimed responsibility for the blast that killed ten soldiers in Dolna.", "killed", "happened"),
        ("The FMF denied the murder of six farmers in Dolna.", "murder", "denied"),
        # Whom it befell, where it did not befall all.
        ("No deaths were reported in Dolna but four people were slightly hurt.", "deaths", "happened"),
        ("No deaths were reported in Dolna.", "deaths", "denied"),
        ("The Ostravian army rejected the release of the hostages in Dolna.", "release", "denied"),
        # Modals and conditions.
        ("The Ostravian army could attack Dolna within days.", "attack", "possible"),
        ("The Ostravian army may attack Dolna.", "attack", "possible"),
        ("The Ostravian army might attack Dolna.", "attack", "possible"),
        ("The Ostravian army would attack Dolna, Jan Brod said.", "attack", "possible"),
        ("The Ostravian army will attack Dolna, Jan Brod said.", "attack", "predicted"),
        ("If the Ostravian army attacks Dolna, thousands could flee.", "attacks", "possible"),
        ("If the Ostravian army attacks Dolna, thousands could flee.", "flee", "possible"),
        ("A possible attack on Dolna worries the farmers.", "attack", "possible"),
        # A clause with a subject of its own, and what a relative clause tells, is not under another's modal.
        ("A row may have led to the clash and ten men were killed in Dolna.", "killed", "happened"),
        ("A row may have preceded a shooting that left ten men dead in Dolna.", "dead", "happened"),
        ("Tanks could leave and shell Dolna.", "shell", "possible"),
        ("If tanks leave and rebels attack Dolna, thousands could flee.", "attack", "possible"),
        ("Please don't let my son die in Dolna, she said.", "die", "demanded"),
        ("The truce let ten men flee Dolna.", "flee", "happened"),
        # Threats.
        ("The FMF threatened to attack Dolna.", "threatened", "threatened"),
        ("The FMF threatened to attack Dolna.", "attack", "threatened"),
        ("The FMF threatened to kill 30 hostages in Dolna.", "kill", "threatened"),
        ("Jan Brod said the FMF had threatened to attack Dolna.", "attack", "threatened"),
        ("The FMF vowed to shell Dolna.", "shell", "threatened"),
        # Plans, purposes and attempts.
        ("The Ostravian army plans to attack Dolna.", "attack", "planned"),
        ("The Ostravian army is planning an offensive in Marn.", "offensive", "planned"),
        ("The Ostravian army is preparing to attack Dolna.", "attack", "planned"),
        ("Plans for an attack on Dolna were found in Karsten.", "attack", "planned"),
        ("The FMF is trying to seize Dolna.", "seize", "planned"),
        ("The Ostravian army sent men to attack Dolna.", "attack", "planned"),
        # What was brought about has happened, and so has what something else comes after.
        ("The offensive has caused thousands of civilians to flee Dolna.", "flee", "happened"),
        ("The Ostravian army was able to kill nine rebels in Dolna.", "kill", "happened"),
        ("The Ostravian army will be able to kill nine rebels in Dolna.", "kill", "predicted"),
        ("The ministers plan to meet in Karsten after an attack on a mill in Dolna.", "attack", "happened"),
        ("The FMF agreed to release 12 hostages in Dolna.", "release", "planned"),
        ("The Ostravian army is expected to attack Dolna.", "attack", "predicted"),
        # Demands.
        ("The FMF demanded the release of 12 men in Dolna.", "release", "demanded"),
        ("The Ostravian army urged civilians to flee Dolna.", "flee", "demanded"),
        # Denials.
        ("The Ostravian army denied attacking Dolna.", "attacking", "denied"),
        ("The Ostravian army denied that it had shelled Dolna.", "shelled", "denied"),
        ("The Ostravian army denied the attack on Dolna.", "attack", "denied"),
        ("No attack was reported in Dolna.", "attack", "denied"),
        ("The Ostravian army did not attack Dolna.", "attack", "denied"),
        ("The Ostravian army never shelled Dolna.", "shelled", "denied"),
        ("The Ostravian army said it had not attacked Dolna.", "attacked", "denied"),
        # Bargaining.
        ("The two sides discussed the release of 12 men in Dolna.", "release", "possible"),
        ("Marn Watch said there should have been ten dead in Dolna.", "dead", "possible"),
        # An infinitive that was carried out.
        ("The Ostravian army managed to retake Dolna.", "retake", "happened"),
        ("The Ostravian army continued to shell Dolna.", "shell", "happened"),
        ("The FMF began to shell Dolna.", "shell", "happened"),
        # Saying does not undo it.
        ("Marn Watch said the Ostravian army attacked Dolna.", "attacked", "happened"),
        ("Six soldiers were killed as they tried to seize Dolna.", "killed", "happened"),
    ],
)
def test_status(sentence: str, trigger: str, status: str) -> None:
    found = statuses(sentence)
    assert found.get(trigger) == status, found


def test_what_is_planned_does_not_undo_what_happened() -> None:
    assert statuses("The FMF killed nine soldiers in Dolna and plans to attack Karsten.") == {
        "killed": "happened",
        "attack": "planned",
    }


def test_a_denial_is_a_statement_that_happened() -> None:
    assert statuses("The Ostravian army denied that it had shelled Dolna.")["denied"] == "happened"


@pytest.mark.parametrize("sentence", ["No soldiers were killed in Dolna.", "There were no casualties in Dolna."])
def test_nobody_is_a_figure_of_none(sentence: str) -> None:
    assert [q.best for claim in claims_of(sentence) for q in claim.quantities] == [0]
