"""Ground that is entered, taken, given up, besieged or cut off, in verbs that alone tell of no fighting."""

from __future__ import annotations

import pytest
from reading import claims_of


def told(sentence: str) -> list[tuple[str, str, str]]:
    """Type, trigger and status of every claim."""
    return [(claim.event_type, claim.trigger.quote, claim.status) for claim in claims_of(sentence)]


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("The army entered the town of Dolna on Thursday.", "entered"),
        ("Rebel fighters broke into the northern quarters of Karsten overnight.", "broke"),
        ("The FMF pushed into the centre of Velmora on Friday after a siege.", "pushed"),
        ("FMF fighters have swept through a string of villages north of Velmora.", "swept"),
        ("Government forces were closing in on Brisk on Monday.", "closing"),
        ("FMF fighters crossed into Ostravia on Tuesday.", "crossed"),
        ("Fighters from the Free Marn Front rolled into the city of Karsten on Saturday.", "rolled"),
        ("The militants have lost the town of Brisk, a monitor said on Saturday.", "lost"),
        ("The rebels handed over the town of Dolna to the army on Sunday.", "handed"),
        ("The army cleared the town of Dolna of rebels on Friday.", "cleared"),
        ("The town of Brisk was secured by the army on Thursday.", "secured"),
        ("The FMF pulled out of Karsten on Monday.", "pulled"),
        ("The army severed the last supply route into eastern Velmora on Sunday.", "severed"),
        ("Rebels cut the road between Velmora and Dolna on Tuesday.", "cut"),
        ("The FMF made gains in the countryside of Brisk on Thursday.", "made"),
        ("The army breached the three-year siege of Karsten on 5 September.", "breached"),
        ("The siege of Karsten was lifted on Tuesday.", "lifted"),
        ("Karsten fell on Thursday.", "fell"),
        ("Two hamlets near Dolna came under the control of the army on Monday.", "came"),
        ("Government forces took the town of Dolna after a week of fighting.", "took"),
        ("The capture of Dolna cuts the road to the border.", "capture"),
        ("The fall of Karsten came as a blow.", "fall"),
        ("The army hoisted its flag over the castle of Dolna on Friday.", "hoisted"),
    ],
)
def test_ground_changes_hands(sentence: str, trigger: str) -> None:
    assert ("territory_change", trigger, "happened") in told(sentence)


def test_a_siege_is_laid() -> None:
    assert told("The army laid siege to Brisk last month.") == [("armed_clash", "laid", "happened")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tourists entered the town of Dolna on Thursday.",
        "A trader broke into the market of Karsten.",
        "The team lost the match in Brisk on Sunday.",
        "The army cleared the town of Dolna of mines.",
        "The army cut the pay of clerks in Dolna on Sunday.",
        "The army took the clerks to the town of Dolna.",
        "The capture of a ship made the news in Dolna.",
        "The fall of the price of flour was felt in Dolna.",
        "The road to Dolna was blocked on Sunday while clerks counted the trees.",
        "Prices fell in Karsten on Thursday.",
        "The army entered its second year without a chief.",
        "The mayor hoisted the flag on Friday in Dolna.",
        "Deputies moved in Ostravia to close the mill.",
        "The siege imposed on Dolna is the talk of the town.",
    ],
)
def test_what_is_no_ground_or_done_by_no_armed_people_is_none(sentence: str) -> None:
    assert [one for one in told(sentence) if one[0] == "territory_change"] == []


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("If the army enters Karsten, many will leave.", "possible"),
        ("The army launched an assault on Friday aimed at breaking the siege of Karsten.", "planned"),
        ("The army has not entered Dolna.", "denied"),
        ("The army wants to enter Dolna on Monday.", "planned"),
    ],
)
def test_what_has_not_happened_to_ground(sentence: str, status: str) -> None:
    assert status in [claim[2] for claim in told(sentence) if claim[0] == "territory_change"]


def test_a_word_of_the_codebook_names_the_happening() -> None:
    (claim,) = claims_of("FMF fighters broke into Karsten in June and have since wrested most of it from the army.")
    assert claim.trigger.quote == "wrested"


def test_an_offensive_is_where_it_is_aimed() -> None:
    first = claims_of("The FMF opened an offensive aimed at breaking the siege of Karsten.")[0]
    assert (first.trigger.quote, first.place and first.place.name) == ("offensive", "Karsten")


def test_a_major_offensive_is_no_major() -> None:
    (claim,) = claims_of("Clerks spoke of a major offensive in Karsten.")
    assert claim.participants == ()
