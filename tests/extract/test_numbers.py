"""The number grammar: bounds, spelled and vague numbers, singular people, and what counts nothing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.extract.numbers import find_numbers
from crosswire.model import Number


def shown(text: str, number: Number) -> str:
    """``words`` for an exact figure that the words give, else ``words | bound low best high``; ``+`` for additional."""
    figures = " ".join("-" if figure is None else str(figure) for figure in (number.low, number.best, number.high))
    return f"{text[number.start : number.end]} | {number.bound} {figures}" + (" +" if number.additional else "")


CASES = [
    # figures and bounds
    ("18 people were killed", ["18 | exact 18 18 18"]),
    ("at least 18 people were killed", ["at least 18 | at_least 18 18 -"]),
    ("No fewer than 18 died", ["No fewer than 18 | at_least 18 18 -"]),
    ("no less than 18 died", ["no less than 18 | at_least 18 18 -"]),
    ("a minimum of 18 dead", ["a minimum of 18 | at_least 18 18 -"]),
    ("put the toll at least at 85", ["at least at 85 | at_least 85 85 -"]),
    ("20 civilians at least and 5 soldiers", ["20 | at_least 20 20 -", "5 | exact 5 5 5"]),
    ("more than 250 people", ["more than 250 | more_than 250 250 -"]),
    ("Over 600 members of the group", ["Over 600 | more_than 600 600 -"]),
    ("well over 600 members", ["well over 600 | more_than 600 600 -"]),
    ("upwards of 40 shells", ["upwards of 40 | more_than 40 40 -"]),
    ("a toll exceeding 300", ["exceeding 300 | more_than 300 300 -"]),
    ("above 30 fighters", ["above 30 | more_than 30 30 -"]),
    ("20+ soldiers", ["20+ | more_than 20 20 -"]),
    ("20 or more soldiers", ["20 or more | at_least 20 20 -"]),
    ("about 30 women and children", ["about 30 | about - 30 -"]),
    ("around 260 fighters", ["around 260 | about - 260 -"]),
    ("some 40 families", ["some 40 | about - 40 -"]),
    ("approximately 1,200 residents", ["approximately 1,200 | about - 1200 -"]),
    ("roughly fifty rebels", ["roughly fifty | about - 50 -"]),
    ("an estimated 3,000 people fled", ["an estimated 3,000 | about - 3000 -"]),
    ("30 or so men", ["30 or so | about - 30 -"]),
    ("nearly 100 extremists", ["nearly 100 | nearly - 100 100"]),
    ("almost 100 extremists", ["almost 100 | nearly - 100 100"]),
    ("close to 100 extremists", ["close to 100 | nearly - 100 100"]),
    ("up to 6,000 members", ["up to 6,000 | up_to - 6000 6000"]),
    ("as many as 40 dead", ["as many as 40 | up_to - 40 40"]),
    ("could be as high as 350", ["as high as 350 | up_to - 350 350"]),
    ("a maximum of 12 soldiers", ["a maximum of 12 | up_to - 12 12"]),
    ("up to around 80 men", ["up to around 80 | up_to - 80 80"]),
    # ranges
    ("between 30 and 40 people", ["between 30 and 40 | between 30 - 40"]),
    ("30 to 40 people", ["30 to 40 | between 30 - 40"]),
    ("30-40 people", ["30-40 | between 30 - 40"]),
    ("30 – 40 people", ["30 – 40 | between 30 - 40"]),
    ("from 30 to 40 people died", ["from 30 to 40 | between 30 - 40"]),
    ("two or three rockets", ["two or three | between 2 - 3"]),
    ("10 to 15 million people", ["10 to 15 million | between 10000000 - 15000000"]),
    ("between two and three thousand", ["between two and three thousand | between 2000 - 3000"]),
    ("the toll rose from 15 to 25", ["15 | exact 15 15 15", "25 | exact 25 25 25"]),
    # additional
    ("a further 12 were wounded", ["a further 12 | exact 12 12 12 +"]),
    ("another 12 were wounded", ["another 12 | exact 12 12 12 +"]),
    ("at least another 12 were hurt", ["at least another 12 | at_least 12 12 - +"]),
    ("killing five more", ["five more | exact 5 5 5 +"]),
    ("an additional 30 buses", ["an additional 30 | exact 30 30 30 +"]),
    ("Another man was shot", ["Another | exact 1 1 1 +"]),
    # ways to write a figure
    ("1,200 people", ["1,200 | exact 1200 1200 1200"]),
    ("1\u00a0200 people", ["1\u00a0200 | exact 1200 1200 1200"]),
    ("100 000 people", ["100 000 | exact 100000 100000 100000"]),
    ("78000 people", ["78000 | exact 78000 78000 78000"]),
    ("1.2 million people", ["1.2 million | exact 1200000 1200000 1200000"]),
    ("300 thousand people", ["300 thousand | exact 300000 300000 300000"]),
    ("twenty-one people", ["twenty-one | exact 21 21 21"]),
    ("Thirty one people", ["Thirty one | exact 31 31 31"]),
    ("a hundred fighters", ["a hundred | exact 100 100 100"]),
    ("one hundred and twenty fighters", ["one hundred and twenty | exact 120 120 120"]),
    ("two thousand three hundred men", ["two thousand three hundred | exact 2300 2300 2300"]),
    ("more than half a million", ["more than half a million | more_than 500000 500000 -"]),
    ("a quarter of a million people", ["a quarter of a million | exact 250000 250000 250000"]),
    ("a dozen men", ["a dozen | about - 12 -"]),
    ("half a dozen men", ["half a dozen | about - 6 -"]),
    ("two dozen men", ["two dozen | exact 24 24 24"]),
    ("more than a dozen men", ["more than a dozen | more_than 12 12 -"]),
    ("a 20-member patrol", ["20 | exact 20 20 20"]),
    ("killed five and wounded nine", ["five | exact 5 5 5", "nine | exact 9 9 9"]),
    ("30 villages, 18 vehicles and 8 rocket shells",
     ["30 | exact 30 30 30", "18 | exact 18 18 18", "8 | exact 8 8 8"]),
    # vague
    ("several soldiers", ["several | vague - - -"]),
    ("Dozens were killed", ["Dozens | vague - - -"]),
    ("at least dozens of dead", ["at least dozens | vague - - -"]),
    ("scores of fighters", ["scores | vague - - -"]),
    ("hundreds of men and thousands of women", ["hundreds | vague - - -", "thousands | vague - - -"]),
    ("tens of thousands fled", ["tens of thousands | vague - - -"]),
    ("several dozen people", ["several dozen | vague - - -"]),
    ("a few hundred men", ["a few hundred | vague - - -"]),
    ("many civilians", ["many | vague - - -"]),
    ("a number of fighters", ["a number | vague - - -"]),
    ("a very large number of fighters", ["a very large number | vague - - -"]),
    ("numerous casualties", ["numerous | vague - - -"]),
    ("a handful of men", ["a handful | vague - - -"]),
    ("some villagers were hurt", ["some | vague - - -"]),
    ("some of them died", ["some | vague - - -"]),
    ("more than half of them children", ["more than half | vague - - -"]),
    ("wounding others", ["others | vague - - -"]),
    # one person
    ("a child was killed", ["a | exact 1 1 1"]),
    ("an Ostravian soldier died", ["an | exact 1 1 1"]),
    ("a senior FMF commander identified as Tarn", ["a | exact 1 1 1"]),
    ("an FMF commander", ["an | exact 1 1 1"]),
    ("a 16-year-old girl", ["a | exact 1 1 1"]),
    ("one civilian was hurt", ["one | exact 1 1 1"]),
    ("one of the hostages", ["one | exact 1 1 1"]),
    ("killing one and wounding two", ["one | exact 1 1 1", "two | exact 2 2 2"]),
    ("at least one person", ["at least one | at_least 1 1 -"]),
    ("and another was injured", ["another | exact 1 1 1 +"]),
    ("killing one and wounding another.", ["one | exact 1 1 1", "another | exact 1 1 1 +"]),
    ("another shell fell", []),
    # counting adjectives
    ("a triple fatal shooting", ["triple | exact 3 3 3"]),
    ("a double room", []),
    ("both men died", ["both | exact 2 2 2"]),
    ("both men and women died", []),
    ("both sides agreed", []),
    # ages, houses, channels and children at home count nobody hurt
    ("Jan Brod Jr., 21 of Dolna was hurt", []),
    ("Jan Brod, 21 who was hurt", []),
    ("Two brothers, 17 and 19, were hurt", ["Two | exact 2 2 2"]),
    ("Among the villagers, 17 and 19 were hurt", ["17 | exact 17 17 17", "19 | exact 19 19 19"]),
    ("Jan Brod, 50; his wife, 49; and a guest", ["a | exact 1 1 1"]),
    ("boys, ages 14, 15 and 16, were hurt", []),
    ("at 947 W. Mill Road", []),
    ("seen on WVEL 13 and on 7 News", []),
    ("she told FOX 5 that her son was shot", []),
    ("Brod and Tarn, both 16, were killed", []),
    ("Brod and Tarn, both 16 – were killed", []),
    ("a mother of four was hurt", ["a | exact 1 1 1"]),
    ("a US aid worker kidnapped there", ["a | exact 1 1 1"]),
    ("an American was held", ["an | exact 1 1 1"]),
    # nobody hurt
    ("there were no casualties", ["no | exact 0 0 0"]),
    ("no civilian deaths were reported", ["no | exact 0 0 0"]),
]  # fmt: skip

NOTHING = [
    "in 2018 the town was taken",
    "since 2011",
    "The 2013 offensive",
    "the 2011-2013 war",
    "on July 25",
    "25 July",
    "On 1 October the town fell",
    "18.10.2014",
    "Jul 262016",
    "at 10:30 the shelling began",
    "at 0700 GMT",
    "at 8 pm",
    "a 5-year-old cart",
    "aged 12",
    "children between 7 and 12 years old",
    "Karl Smith, 34, said so",
    "Karl Smith (34) said so",
    "a two-day operation",
    "24 hours",
    "in two weeks",
    "six months",
    "hundreds of years",
    "several days",
    "three consecutive nights",
    "10 km",
    "five kilometres west",
    "10 to 20 kilometres",
    "hundreds of metres",
    "30 percent",
    "30 per cent",
    "30%",
    "$1.2 million",
    "500 dollars",
    "thousands of euros",
    "the 4th Armoured Division",
    "the 1st Corps",
    "a T-72 tank",
    "MiG-21 and Su-24 jets",
    "an S-300 battery",
    "a 155mm gun",
    "Resolution 2254",
    "Article 5",
    "the M5 highway",
    "Room 12",
    "Division 30 came",
    "they won 2-1",
    "call +963 11 222 3333",
    "35.2 and 36.7",
    "the twenty-first attack",
    "two-thirds agree",
    "a three-pronged advance",
    "three times",
    "the 1990s",
    "9/11",
    "one another",
    "no one came",
    "nobody claimed the attack",
    "a 50-year-old building",
    "the mayor, 61, was",
    "zero",
    "one of the few strong points",
    "a civilian area",
    "a police station",
    "a rebel-held town",
    "a rebel controlled town",
    "a terrorist bombing",
    "how many",
    "99999999999999999999999",
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_reported(text: str, expected: list[str]) -> None:
    assert [shown(text, number) for number in find_numbers(text)] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_counts_nothing(text: str) -> None:
    assert [shown(text, number) for number in find_numbers(text)] == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("more than 250 people", "250"),
        ("between 500 and 1300 men", "500 and 1300"),
        ("a number of fighters", "a number"),
        ("as many as 18 others", "18"),
        ("at least dozens", "dozens"),
        ("a further 12", "12"),
    ],
)
def test_the_number_alone_is_marked_too(text: str, word: str) -> None:
    (number,) = find_numbers(text)
    assert text[number.number_start : number.number_end] == word
    assert number.start <= number.number_start and number.number_end <= number.end


def test_capitals_change_nothing() -> None:
    text = "AT LEAST 18 SOLDIERS WERE KILLED AND A CHILD WAS WOUNDED IN KARSTEN"
    assert [shown(text, number) for number in find_numbers(text)] == [
        "AT LEAST 18 | at_least 18 18 -",
        "A | exact 1 1 1",
    ]


def test_a_name_in_capitals_is_not_a_verb() -> None:
    """ "IS" and "US" before a person are names, though "is" and "us" end a phrase."""
    assert len(find_numbers("an IS fighter")) == 1
    assert find_numbers("a is fighter") == []


PIECES = [
    "at",
    "least",
    "more",
    "than",
    "about",
    "18",
    "1,200",
    "2014",
    "twenty",
    "-",
    "one",
    "hundred",
    "and",
    "to",
    "between",
    "a",
    "dozens",
    "of",
    "people",
    "killed",
    "soldier",
    ",",
    ".",
    "July",
    "25",
    "million",
    "half",
    "%",
    "km",
    "others",
    "no",
    "casualties",
    "some",
    "another",
    "or",
    "more",
    "\xa0",
    "'",
    "(",
    ")",
    "000",
]


def lawful(text: str) -> None:
    numbers = find_numbers(text)
    floor = 0
    for number in numbers:
        assert floor <= number.start <= number.number_start < number.number_end <= number.end <= len(text)
        assert text[number.start : number.end].strip() == text[number.start : number.end]
        figures = [figure for figure in (number.low, number.best, number.high) if figure is not None]
        assert figures == sorted(figures) and all(0 <= figure <= 10**9 for figure in figures)
        assert (number.bound == "vague") == (not figures)
        floor = number.end


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from([" ", ""]))
def test_laws_on_sentences(pieces: list[str], glue: str) -> None:
    lawful(glue.join(pieces))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_laws_on_any_text(text: str) -> None:
    lawful(text)


@pytest.mark.parametrize("piece", ["18 people, ", "1,", "9", "hundred ", "a ", "at least ", "18-", "of ", "\u00a0111"])
def test_long_texts_stay_fast(piece: str) -> None:
    begin = time.process_time()
    find_numbers(piece * 10_000)
    assert time.process_time() - begin < 5
