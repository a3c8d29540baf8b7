"""Which kind of attack is meant where its word leaves that open."""

from __future__ import annotations

import pytest
from reading import claims_of


def kinds(*sentences: str) -> list[str]:
    return [claim.event_type for claim in claims_of(*sentences)]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("A bomb ripped through a market in Velmora on Monday, killing three people.", "bombing"),
        ("Four people were killed by a bomb in Velmora.", "bombing"),
        ("Jets hit a bakery in Velmora, killing 11 people.", "air_strike"),
        ("Helicopters dropped barrels on Velmora, killing four people.", "air_strike"),
        ("Planes pounded Velmora on Monday.", "air_strike"),
        ("Three people were killed when a missile slammed into a house in Velmora.", "air_strike"),
        ("FMF fighters hit Velmora with missiles, killing three people.", "shelling"),
        ("Tanks pounded Velmora on Monday, killing nine people.", "shelling"),
        ("The strike on Velmora killed nine people.", "air_strike"),
        ("The army bombed Velmora, killing nine people.", "air_strike"),
        ("The bombing of Velmora by the army killed nine people.", "air_strike"),
        ("A suicide attacker drove a truck into a checkpoint near Velmora, killing eight soldiers.", "bombing"),
    ],
)
def test_the_weapon_or_the_bare_word_says_it(sentence: str, kind: str) -> None:
    assert kinds(sentence) == [kind]


@pytest.mark.parametrize(
    "sentence",
    [
        "The plane crashed near Velmora, killing 12 people.",
        "Gunmen attacked a helicopter base in Velmora, killing three people.",
        "A man who sold bombs was killed in Velmora.",
        "Two drones were shot down over Velmora.",
        "The FMF bombed Velmora, killing nine people.",
    ],
)
def test_what_struck_nobody_says_nothing(sentence: str) -> None:
    assert not {"air_strike", "bombing", "shelling"} & set(kinds(sentence))


def test_a_strike_of_workers_is_none() -> None:
    assert "air_strike" not in kinds("Teachers went on strike in Velmora after two pupils were killed in a clash.")
    assert kinds("Nine prisoners began a hunger strike in Velmora.") == []


AIR = "Air strikes hit Velmora on 3 July 2031."


@pytest.mark.parametrize(
    ("sentences", "kind"),
    [
        ((AIR, "The raids killed nine people."), "air_strike"),
        ((AIR, "It rained.", "It rained.", "It rained.", "Nine people were killed in the bombardment."), "air_strike"),
        ((AIR, "Nine people were killed."), "air_strike"),
        (("Ostravia carried out strikes on Velmora.", "Nine people died in the raids."), "air_strike"),
        # Another place, another day, another doer.
        ((AIR, "Elsewhere, nine people were killed."), "killing"),
        ((AIR, "Nine people were killed in Dolna."), "killing"),
        (("An air raid hit Qorvath.", "Nine people were killed in Tarnholt."), "killing"),
        ((AIR, "Nine people were killed on 5 July 2031."), "killing"),
        ((AIR, "FMF fighters killed nine people."), "killing"),
        # What went off before is what the bombing was.
        ((AIR, "A car bomb exploded in Dolna.", "The bombing killed nine people."), "bombing"),
        ((AIR, "The town was shelled.", "Nine people were killed in the bombardment of Dolna."), "shelling"),
    ],
)
def test_what_was_named_in_full_goes_by_a_shorter_word(sentences: tuple[str, ...], kind: str) -> None:
    assert kinds(*sentences)[-1] == kind


def test_who_did_the_one_did_not_do_the_other() -> None:
    raid, shell = "The army's jets bombed Velmora.", "Five people were killed when a shell hit a school in the town."
    last = claims_of(raid, shell, "The attack left 20 others wounded.")[-1]
    assert [one for one in last.participants if one.role == "actor"] == []


def test_bodies_that_are_found_are_no_victims_of_what_was_told_before() -> None:
    assert kinds(AIR, "The bodies of 14 people were found in a mass grave.")[-1] == "killing"


@pytest.mark.parametrize(
    ("sentences", "kind"),
    [
        (("Ostravian jets struck the FMF near Velmora, killing 22 fighters.",), ["air_strike"]),
        # What the attack came after is another one.
        (
            (
                "Rockets struck Velmora.",
                "The attack came hours after helicopters dropped bombs on Dolna, killing eight people.",
            ),
            ["shelling", "air_strike"],
        ),
    ],
)
def test_whose_weapon_it_is(sentences: tuple[str, ...], kind: list[str]) -> None:
    assert kinds(*sentences) == kind


def test_who_blew_themselves_up_set_off_bombs() -> None:
    assert kinds("The FMF said two of its members had blown themselves up in Velmora.") == ["bombing"]
