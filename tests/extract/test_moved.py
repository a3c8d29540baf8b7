"""People who leave, are driven out, are carried off, are sent, fall ill or get aid."""

from __future__ import annotations

import pytest
from reading import amount, claims_of


def rows(sentence: str) -> list[tuple[str, str, object]]:
    """Measure, class and number of every figure."""
    return [(q.measure, q.of, amount(q)) for claim in claims_of(sentence) for q in claim.quantities]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("More than 12,000 people have been driven out of their homes in Dolna.", ("displaced", "any", 12000)),
        ("The assault has forced 33,000 residents from their homes.", ("displaced", "civilians", 33000)),
        ("Some 6,500 families poured across the border over the weekend.", ("displaced", "families", 6500)),
        ("Around 2,700 people crossed into Ostravia on Tuesday.", ("displaced", "any", 2700)),
        ("Around 50,000 people have left the area in the past week.", ("displaced", "any", 50000)),
        ("Hundreds sought refuge in Karsten.", ("displaced", "any", None)),
        ("About 700 gunmen left Dolna in 20 buses.", ("evacuated", "fighters", 700)),
        ("Some 40 buses carrying 1,900 people left Dolna for Karsten.", ("evacuated", "any", 1900)),
        ("A group of 350 people was taken out of the enclave in ambulances.", ("evacuated", "any", 350)),
        ("The army sent 500 soldiers to Tavi Pass.", ("present", "soldiers", 500)),
        ("More than 1,500 fighters have massed outside Karsten.", ("present", "fighters", 1500)),
        ("Doctors treated 35 people for breathing difficulties.", ("wounded", "any", 35)),
        ("Around 80 people, all of them from Dolna, suffered from suffocation.", ("wounded", "any", 80)),
        ("At least 12 FMF fighters suffered symptoms that point to gas.", ("wounded", "fighters", 12)),
        ("A convoy carrying aid for 78,000 people set out.", ("other", "any", 78000)),
        ("Some 13.5 million people are in need of humanitarian assistance.", ("other", "any", 13500000)),
        ("Some 30 people were trapped under the rubble of Dolna.", ("other", "any", 30)),
        ("Nearly 400 militants laid down their weapons in Dolna.", ("surrendered", "fighters", 400)),
        ("At least 45 soldiers were taken captive at Tavi Pass.", ("captured", "soldiers", 45)),
        ("Two hundred fighters crossed into Ostravia on Tuesday.", ("present", "fighters", 200)),
        ("The FMF recruited 2,000 refugees.", ("present", "civilians", 2000)),
        ("The FMF held 45 peacekeepers for two weeks.", ("detained", "soldiers", 45)),
        ("Gunmen took away 30 men to a place that nobody knows.", ("abducted", "men", 30)),
        (
            "More than 600 militants handed themselves and their weapons over to the army.",
            ("surrendered", "fighters", 600),
        ),
        ("At least 25 people were exposed to chlorine gas.", ("wounded", "any", 25)),
        ("Nearly 50 people suffocated after inhaling chlorine.", ("wounded", "any", 50)),
        ("Thousands streamed out of the eastern quarters.", ("displaced", "any", None)),
        ("The whereabouts of 37 people remain unknown.", ("missing", "any", 37)),
        ("Some 19 pilgrims were let go on Friday.", ("released", "civilians", 19)),
        ("The army moved 300 families out of Dolna.", ("evacuated", "families", 300)),
        ("Buses will take 2,000 fighters to Karsten.", ("evacuated", "fighters", 2000)),
        ("Gunmen abducted 200 men, released half of them hours later and left.", ("released", "men", None)),
        ("In Dolna 5,000 people were left homeless.", ("displaced", "any", 5000)),
        ("Between 40 and 50 families are stranded on the border.", ("besieged", "families", (40, 50))),
        ("A clerk was seized along with two guards in Dolna.", ("abducted", "soldiers", 2)),
    ],
)
def test_what_hangs_on_a_word_says_what_befell_people(sentence: str, expected: tuple[str, str, object]) -> None:
    assert expected in rows(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The FMF drove 500 fighters out of the hills.",
        "Two hundred fighters crossed the square on Tuesday.",
        "Ten soldiers held the bridge.",
        "They were not hurt, and all 45 passengers got off in Dolna.",
        "The garrison of 1,200 men held out for two years.",
        "Rescuers took five children out of the rubble.",
        "The council held 12 meetings.",
        "The court sentenced 24 people to death.",
        "The minister, 62, fled in a car.",
        "Experts gave 20 people a talk.",
        "A man left the house at 8 on Tuesday with two bags.",
        "The army sent 20 tanks to Tavi Pass.",
        "Twenty buses left Dolna for Karsten with 30 sacks of flour.",
        "A bus carrying 30 pilgrims stood in Dolna.",
        "Experts showed 20 people the symptoms in a picture.",
        "The council voted aid for 12 months.",
        "Along with two guards, the FMF seized 20 rifles in Dolna.",
    ],
)
def test_without_it_nobody_is_counted(sentence: str) -> None:
    assert rows(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nine of the 23 abducted villagers were released.", [("abducted", 23), ("released", 9)]),
        ("A third of the town's 90,000 residents had fled.", [("displaced", None)]),
        ("Many of the 4,500 people who fled the village are back.", [("displaced", None), ("displaced", 4500)]),
        ("The war displaced half of the province's population of about 90,000.", [("displaced", None)]),
        ("Three quarters of the 80 wounded were women.", [("wounded", None), ("wounded", 80)]),
        ("Eight of 20 people were wounded.", [("wounded", 8)]),
        ("The FMF swapped 36 captured soldiers for 48 pilgrims.", [("captured", 36)]),
    ],
)
def test_what_befell_a_part_did_not_befall_the_whole(sentence: str, expected: list[tuple[str, object]]) -> None:
    assert [(measure, number) for measure, _, number in rows(sentence)] == expected


def test_what_counts_nobody_tells_of_nothing() -> None:
    claims = claims_of("Shells killed 34 fighters who had entered Ostravia from the north.")
    assert [(claim.event_type, [q.best for q in claim.quantities]) for claim in claims] == [("shelling", [34])]


def test_whom_aid_is_for_have_a_claim_of_aid_of_their_own() -> None:
    claims = claims_of("A convoy carrying aid for 78,000 people was hit by warplanes in Dolna, killing 20 people.")
    assert [(claim.event_type, q.measure, q.best) for claim in claims for q in claim.quantities] == [
        ("aid", "other", 78000),
        ("air_strike", "killed", 20),
    ]
