"""Which number counts whom, and what happened to them."""

from __future__ import annotations

import pytest
from reading import amount, claims_of

Row = tuple[str, str, str, object]


def rows(sentence: str) -> list[Row]:
    """Measure, class, way of counting and number of every figure."""
    return [(q.measure, q.of, q.counts, amount(q)) for claim in claims_of(sentence) for q in claim.quantities]


def check(sentence: str, *expected: Row) -> None:
    assert rows(sentence) == list(expected)


@pytest.mark.parametrize(
    ("sentence", "measure", "of", "number"),
    [
        ("A shell killed five people in Velmora.", "killed", "any", 5),
        ("Five people were killed by a shell in Velmora.", "killed", "any", 5),
        ("Five were killed in Velmora.", "killed", "any", 5),
        ("Seven soldiers died in an ambush near Dolna.", "killed", "soldiers", 7),
        ("The blast left ten dead in Karsten.", "killed", "any", 10),
        ("The blast left ten people dead in Karsten.", "killed", "any", 10),
        ("A car bomb exploded in Karsten, killing ten.", "killed", "any", 10),
        ("Marn Watch reported 31 deaths in Velmora.", "killed", "any", 31),
        ("The clashes caused 14 deaths in Dolna.", "killed", "any", 14),
        ("The attack claimed the lives of eight people in Dolna.", "killed", "any", 8),
        ("Eight people lost their lives in Dolna.", "killed", "any", 8),
        ("Two gunmen killed five people in Dolna.", "killed", "any", 5),
        ("Ten shells hit the market of Velmora, killing four people.", "killed", "any", 4),
        ("The death toll rose to 31 after a blast in Karsten.", "killed", "any", 31),
        ("The death toll stands at 31 in Karsten.", "killed", "any", 31),
        ("The death toll from the blast in Karsten reached 31.", "killed", "any", 31),
        ("The blast in Karsten had a toll of 31.", "killed", "any", 31),
        ("Marn Watch put the death toll at 31.", "killed", "any", 31),
        ("The civilian death toll in Dolna rose to 48.", "killed", "civilians", 48),
        ("The number of wounded in Karsten rose to 60.", "wounded", "any", 60),
        ("As many as 40 people were killed or wounded in Karsten.", "killed_or_wounded", "any", 40),
        ("The army neutralised 12 fighters in Marn.", "neutralised", "fighters", 12),
        ("The FMF captured two tanks and nine soldiers at Tavi Pass.", "captured", "soldiers", 9),
        ("Twelve soldiers were taken prisoner by the FMF.", "captured", "soldiers", 12),
        ("The FMF abducted 30 women from a village in Marn.", "abducted", "women", 30),
        ("The FMF took 12 soldiers hostage in Dolna.", "abducted", "soldiers", 12),
        ("Police arrested four men in Karsten.", "detained", "men", 4),
        ("More than 3,000 people have fled Dolna.", "displaced", "any", 3000),
        ("About 300 fighters were evacuated from Dolna in six buses.", "evacuated", "fighters", 300),
        ("The FMF released nine teachers on Friday.", "released", "civilians", 9),
        ("Up to 40 fighters surrendered to the army in Dolna.", "surrendered", "fighters", 40),
        ("Between 20 and 30 people were killed in Velmora.", "killed", "any", (20, 30)),
        # Who lives under siege, or in what is besieged, is besieged.
        ("More than 250,000 people live under siege in Dolna.", "besieged", "any", 250000),
        ("Some 30,000 people are believed to be in the besieged part of Dolna.", "besieged", "any", 30000),
        ("The army is besieging districts of Dolna where 25,000 people live.", "besieged", "any", 25000),
        # Members of a people, by its name.
        ("Gunmen killed 30 Hillfolk in a village of Marn.", "killed", "any", 30),
        ("Dozens were killed in Velmora.", "killed", "any", None),
        # A toll is a figure: what follows it needs no noun.
        ("Marn Watch put the death toll at 16 earlier.", "killed", "any", 16),
        ("The OPA reported the death count could be over 50.", "killed", "any", 50),
        ("Marn Watch put the number of civilians killed at 13.", "killed", "any", 13),
        ("The number of women abducted in Dolna stands at 20.", "abducted", "any", 20),
        # One word for both, and the noun before "of" goes before the participle that follows.
        ("The army shelled Dolna, killing and injuring 15 fighters.", "killed_or_wounded", "fighters", 15),
        ("More than 35 people suffered suffocation in Karsten.", "wounded", "any", 35),
        ("Thousands were forced to flee Dolna.", "displaced", "any", None),
        ("More than 3,000 people became refugees.", "displaced", "any", 3000),
        ("At least 34 of his comrades were killed in clashes.", "killed", "any", 34),
        ("A total of 54 volunteers and staff have been killed.", "killed", "aid_workers", 54),
        ("The raid resulted in the martyrdom of three citizens.", "killed", "civilians", 3),
        ("An elderly man was killed by a shell in Dolna.", "killed", "men", 1),
        ("A two-year-old girl was killed in Dolna.", "killed", "children", 1),
        # Who is brought to a hospital is hurt; who has a wound is, too.
        ("Seven people were taken to hospital in Velmora.", "wounded", "any", 7),
        ("An ambulance rushed two men to the Marn Medical Center.", "wounded", "men", 2),
        ("# Four sent to hospital in Velmora", "wounded", "any", 4),
        ("Three people are at a hospital with shrapnel wounds.", "wounded", "any", 3),
        ("Five people were hit in the market of Velmora.", "killed_or_wounded", "any", 5),
        # Words that count without a numeral.
        ("Police speak of a double homicide in Karsten.", "killed", "any", 2),
        ("# Teen arrested over triple shooting in Karsten", "killed_or_wounded", "any", 3),
        ("Both men died at the scene in Karsten.", "killed", "men", 2),
        # The passive right behind the noun says what befell it.
        ("After the shots were fired a 17 year old was wounded.", "wounded", "children", 1),
        ("# Brisk shooting leaves three people dead", "killed", "any", 3),
        ("Karl Tarn, 21 of Dolna, was shot and two men were killed.", "killed", "men", 2),
    ],
)
def test_a_number_finds_its_word(sentence: str, measure: str, of: str, number: object) -> None:
    assert (measure, of, "total", number) in rows(sentence)
    assert {number for _, _, _, number in rows(sentence)} <= {number, 1}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A guard that shot his friend in Dolna was arrested.", [("killed_or_wounded", 1), ("detained", 1)]),
        ("An officer killed a man in a yard in Dolna, police said.", [("killed", 1)]),
        ("A man was charged with fatally shooting a rider and wounding five of his companions in Dolna.",
         [("killed", 1), ("wounded", 5)]),
        ("In May a man shot and killed his wife in Dolna.", [("killed", 1)]),
        ("Two deputies rushed a girl to the hospital.", [("wounded", 1)]),
        # Bodies that are counted, and not somebody brought in to be healed; other bodies are assemblies.
        ("The bodies of three men were taken to the hospital.", [("killed", 3)]),
        ("Rescuers recovered 22 bodies in Dolna.", [("killed", 22)]),
        ("A mass grave containing 100 bodies was found near Karsten.", [("killed", 100)]),
        ("The hospital of Dolna received 22 bodies and 50 wounded.", [("killed", 22), ("wounded", 50)]),
        ("Both bodies were found in Dolna.", []),
        ("Two bodies of the council found the army responsible.", []),
        ("The attack left 50 martyrs and 200 others wounded.", [("killed", 50), ("wounded", 200)]),
        # A death of people has its own noun, which is also said of things.
        ("The elimination of 34 militants was reported.", [("killed", 34)]),
        ("The elimination of 34 tanks was reported.", []),
        ("The video showed the beheadings of 18 men.", [("killed", 18)]),
        # The verb goes before a participle behind the noun; "of them" before a verb that has its own number.
        ("Ten people trapped in the rubble of Dolna were killed.", [("killed", 10)]),
        ("Shells killed 15 fighters and injured 20 of them.", [("killed", 15), ("wounded", 20)]),
        ("Eight of them were kidnapped.", [("abducted", 8)]),
        ("The toll of the blasts rose to 32 and more than 115 wounded people.", [("killed", 32), ("wounded", 115)]),
        # What is held to have happened.
        ("More than 1,400 are estimated to have been killed in the attack.", [("killed", 1400)]),
        ("Two gunmen are believed to have killed five people.", [("killed", 5)]),
        # Words that share a noun, and what follows a part.
        ("Fighting in Dolna killed 30 army and allied fighters.", [("killed", 30)]),
        ("There are 56 dead including 11 boys and 30 more wounded.", [("killed", 56), ("killed", 11), ("wounded", 30)]),
        ("Three doctors were taken to the town hall.", []),
        ("The men were charged with attempted murder of nobody.", []),
        ("Homicide detectives came to Dolna.", []),
        ("The toll hit 30 in Dolna.", [("killed", 30)]),
        ("A fifth victim, a man, was flown to a clinic.", [("wounded", 1)]),
        ("A guard accidentally shot and killed his own son in Dolna, police said.", [("killed", 1)]),
        ("# Five dead in Velmora Mall shooting; gunman still at large", [("killed", 5)]),
        ("# 3 dead, 1 critically wounded in Dolna", [("killed", 3), ("wounded", 1)]),
        ("A man shot and killed his wife, son and daughter in Dolna.", [("killed", 1), ("killed", 1), ("killed", 1)]),
        ("Jan Brodek, Karl Tarn and Mila Velin were killed.", [("killed", 1), ("killed", 1), ("killed", 1)]),
        ("A boy who was shot in an accident in Dolna has died.", [("killed", 1), ("killed_or_wounded", 1)]),
        ("Four people are dead and another is fighting for her life.", [("killed", 4), ("wounded", 1)]),
        ("A man died of a gunshot wound in Dolna.", [("killed", 1)]),
        ("Two children and their mother were killed in Dolna.", [("killed", 2), ("killed", 1)]),
        ("A woman was killed in Dolna by a man who then turned the gun on himself.", [("killed", 1), ("killed", 1)]),
    ],
)  # fmt: skip
def test_the_doer_is_not_counted_and_each_of_the_others_once(sentence: str, expected: list[tuple[str, int]]) -> None:
    assert [(measure, number) for measure, _, _, number in rows(sentence)] == expected


def test_one_of_several_is_a_part() -> None:
    check(
        "A guard who was one of four people shot and wounded in Dolna was not a target.",
        ("wounded", "any", "part", 1), ("wounded", "any", "total", 4),
    )  # fmt: skip
    check(
        "Three others, two men and a woman, were wounded in Dolna.",
        ("wounded", "any", "total", 3), ("wounded", "men", "part", 2), ("wounded", "women", "part", 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "first", "second"),
    [
        ("The blast left ten people dead and 14 injured in Karsten.", ("killed", 10), ("wounded", 14)),
        ("A bomb exploded, killing ten and wounding four.", ("killed", 10), ("wounded", 4)),
        ("A bomb exploded, killing ten people and wounding four others.", ("killed", 10), ("wounded", 4)),
        ("Ten people were killed and 23 were wounded in Karsten.", ("killed", 10), ("wounded", 23)),
        ("Ten people were killed and 23 wounded in Karsten.", ("killed", 10), ("wounded", 23)),
        ("Ten people died and 23 were hurt in Karsten.", ("killed", 10), ("wounded", 23)),
        ("Nine people have died and 40 are missing after the attack on Dolna.", ("killed", 9), ("missing", 40)),
        ("The shelling killed ten people in Dolna and displaced 400.", ("killed", 10), ("displaced", 400)),
    ],
)
def test_two_words_have_a_number_each(sentence: str, first: tuple[str, int], second: tuple[str, int]) -> None:
    assert [(measure, number) for measure, _, _, number in rows(sentence)] == [first, second]


@pytest.mark.parametrize(
    ("sentence", "first", "second"),
    [
        ("Three people killed five injured in rocket attack in Velmora", ("killed", "any", 3), ("wounded", "any", 5)),
        (
            "Three civilians killed five others injured in rocket attack in Velmora",
            ("killed", "civilians", 3),
            ("wounded", "any", 5),
        ),
        ("Nine soldiers dead 12 wounded in clashes near Dolna", ("killed", "soldiers", 9), ("wounded", "soldiers", 12)),
        (
            "Fifteen civilians three children killed in air strike on Dolna",
            ("killed", "civilians", 15),
            ("killed", "children", 3),
        ),
    ],
)
def test_lists_that_lost_their_commas(sentence: str, first: tuple[str, str, int], second: tuple[str, str, int]) -> None:
    assert [(measure, of, number) for measure, of, _, number in rows(sentence)] == [first, second]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("# Rocket Attack Kills Three People In Velmora", ("killed", "any", "total", 3)),
        ("# FMF Attack Leaves Nine Soldiers Dead Near Dolna", ("killed", "soldiers", "total", 9)),
        ("# At Least 20 Killed In Karsten Car Bombing", ("killed", "any", "total", 20)),
        ("# Suicide bomber kills nine in Karsten", ("killed", "any", "total", 9)),
    ],
)
def test_headlines(sentence: str, expected: Row) -> None:
    check(sentence, expected)


@pytest.mark.parametrize(
    ("sentence", "of"),
    [
        ("Nine civilians were killed in Dolna.", "civilians"),
        ("Nine residents were killed in Dolna.", "civilians"),
        ("Nine children were killed in Dolna.", "children"),
        ("Nine women were killed in Dolna.", "women"),
        ("Nine women and children were killed in Dolna.", "women_and_children"),
        ("Nine men were killed in Dolna.", "men"),
        ("Nine police officers were killed in Dolna.", "police"),
        ("Nine medics were killed in Dolna.", "medics"),
        ("Nine journalists were killed in Dolna.", "journalists"),
        ("Nine aid workers were killed in Dolna.", "aid_workers"),
        ("Nine field commanders were killed in Dolna.", "commanders"),
        ("Nine militants were killed in Dolna.", "fighters"),
        ("Nine troops were killed in Dolna.", "soldiers"),
        ("Nine people were killed in Dolna.", "any"),
        ("Nine fighters and civilians were killed in Dolna.", "any"),
    ],
)
def test_classes_of_people(sentence: str, of: str) -> None:
    check(sentence, ("killed", of, "total", 9))


@pytest.mark.parametrize(
    ("sentence", "of", "side"),
    [
        ("The army eliminated 12 militants of the FMF near Dolna.", "fighters", "opposition"),
        ("Twelve FMF fighters were killed near Dolna.", "fighters", "opposition"),
        ("Twelve Ostravian soldiers were killed near Dolna.", "soldiers", "government"),
        ("Twelve soldiers of the Ostravian army were killed near Dolna.", "soldiers", "government"),
        ("Twelve fighters were killed near Dolna.", "fighters", None),
        ("The FMF killed twelve civilians near Dolna.", "civilians", None),
    ],
)
def test_whose_side_they_are_on(sentence: str, of: str, side: str | None) -> None:
    [quantity] = [quantity for claim in claims_of(sentence) for quantity in claim.quantities]
    assert (quantity.of, quantity.side_id, quantity.best) == (of, side, 12)


@pytest.mark.parametrize(
    ("after", "parts"),
    [
        ("Four of them were children.", [("children", 4)]),
        ("They included four children and two women.", [("children", 4), ("women", 2)]),
        ("Among them were at least four children, Marn Watch said.", [("children", 4)]),
        ("The victims included five boys, three women, a farmer.", [("children", 5), ("women", 3), ("civilians", 1)]),
        ("At least four children and a woman were among the victims.", [("children", 4), ("women", 1)]),
        # More than the figure, of nobody that is counted, or with a word of its own.
        ("They included forty children.", []),
        ("They included four villages.", []),
        ("Ten were wounded, four of them children.", []),
    ],
)  # fmt: skip
def test_a_sentence_after_it_tells_parts_of_a_figure(after: str, parts: list[tuple[str, int]]) -> None:
    claim = claims_of("Twenty people were killed in Velmora.", after)[0]
    assert [(q.of, q.low) for q in claim.quantities if q.counts == "part"] == parts
    assert {q.measure for q in claim.quantities} == {"killed"}
    assert (after in [quote.quote for quote in claim.evidence]) == bool(parts)


def test_of_whom_is_not_said_where_several_measures_were_counted() -> None:
    before = "Twenty people were killed in Velmora and 30 were wounded."
    (claim,) = claims_of(before, "Among them were four children.")
    assert [q.counts for q in claim.quantities] == ["total", "total"]
    (claim,) = claims_of(before, "Among the victims were four children.")
    assert [q.measure for q in claim.quantities if q.counts == "part"] == ["killed"]


def test_two_counts_in_a_list_share_the_verb() -> None:
    check(
        "Two soldiers and three civilians were killed in Dolna.",
        ("killed", "soldiers", "total", 2),
        ("killed", "civilians", "total", 3),
    )
    check(
        "Nine men and six women were kidnapped in Dolna.",
        ("abducted", "men", "total", 9),
        ("abducted", "women", "total", 6),
    )
    check(
        "Six medics and two journalists were wounded when a rocket hit a clinic in Velmora.",
        ("wounded", "medics", "total", 6),
        ("wounded", "journalists", "total", 2),
    )


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("Nineteen people, including seven children, were killed in Dolna.", [("children", 7)]),
        (
            "Nineteen people were killed in Dolna, including nine children and four women.",
            [("children", 9), ("women", 4)],
        ),
        ("Among the dead were seven children, Marn Watch said.", [("children", 7)]),
        ("Seven women were among those killed in Dolna.", [("women", 7)]),
    ],
)
def test_parts_of_another_figure(sentence: str, parts: list[tuple[str, int]]) -> None:
    found = [(of, number) for _, of, counts, number in rows(sentence) if counts == "part"]
    assert found == parts
    assert all(number == 19 for _, _, counts, number in rows(sentence) if counts == "total")


def test_a_class_that_holds_for_most_is_no_figure_of_its_own() -> None:
    check("Some 18 civilians, mostly women, were killed in Dolna.", ("killed", "civilians", "total", 18))


@pytest.mark.parametrize(
    "sentence",
    [
        "Another six people were wounded in the blast in Karsten.",
        "A further six soldiers were killed near Dolna.",
        "Six more people were killed in Dolna.",
    ],
)
def test_additions(sentence: str) -> None:
    assert [(counts, number) for _, _, counts, number in rows(sentence)] == [("additional", 6)]


@pytest.mark.parametrize(
    "sentence",
    [
        "More than 200 people have been killed since the start of the offensive in Marn.",
        "Since the start of the offensive in Marn, 200 people have been killed.",
        "More than 200 people have been killed in Marn since the army launched its offensive.",
        "At least 200 people have been killed in Marn so far.",
        "The war has killed 200 people in Ostravia since 2031.",
        "Some 200 people have been killed in the seven-year war.",
    ],
)
def test_running_tolls(sentence: str) -> None:
    assert [(counts, number) for _, _, counts, number in rows(sentence)] == [("cumulative", 200)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The army captured three villages in Marn.",
        "The army shelled three villages in Marn.",
        "The army destroyed four vehicles near Dolna.",
        "A bomb hit four houses in Velmora.",
        "Three rockets hit Velmora.",
        "The army carried out six air strikes on Dolna.",
        "Clashes went on in Dolna for nine hours.",
        "The attack hit a camp 12 kilometres from Dolna.",
        "Unknown men attacked the 14th Brigade in Dolna.",
    ],
)
def test_things_are_never_counted(sentence: str) -> None:
    assert rows(sentence) == []


def test_vehicles_beside_people_are_left_out() -> None:
    check("The army destroyed four vehicles and killed six fighters near Dolna.", ("killed", "fighters", "total", 6))
    check("Two cars were destroyed and three people wounded in Karsten.", ("wounded", "any", "total", 3))


@pytest.mark.parametrize(
    "sentence",
    [
        "The FMF shared photographs of 14 women in Dolna, saying they were abducted by the group.",
        "The army shared photographs of 14 women in Dolna, who it says were abducted.",
    ],
)
def test_a_pronoun_stands_for_the_people_counted_before_it(sentence: str) -> None:
    check(sentence, ("abducted", "women", "total", 14))


def test_bounds_are_kept() -> None:
    [claim] = claims_of("At least 12 women and children were killed in Dolna.")
    [quantity] = claim.quantities
    assert (quantity.low, quantity.high, quantity.bound) == (12, None, "at_least")
    assert quantity.quote == "At least 12"


@pytest.mark.parametrize(
    ("stretched", "telegraphic"),
    [
        ("Nine people were killed in Dolna.", "Nine people killed in Dolna"),
        ("Nine soldiers were wounded in clashes near Dolna.", "Nine soldiers wounded in clashes near Dolna"),
    ],
)
def test_a_telegraphic_sentence_gives_the_same_figures(stretched: str, telegraphic: str) -> None:
    assert rows(stretched) == rows(telegraphic) != []


def test_a_headline_without_verbs_keeps_each_count_by_its_word() -> None:
    assert [(measure, number) for measure, _, _, number in rows("# 14 dead, 30 injured in Karsten blast")] == [
        ("killed", 14),
        ("wounded", 30),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("# 3 shot, 1 dead in Dolna", [("killed_or_wounded", 3), ("killed", 1)]),
        ("Four men were shot, one fatally, near Dolna.", [("killed_or_wounded", 4), ("killed", 1)]),
        ("Four men were shot, one of them fatally, near Dolna.", [("killed_or_wounded", 4), ("killed", 1)]),
        ("Two men were fatally shot in Dolna.", [("killed", 2)]),
        ("Two men were shot and wounded in Dolna.", [("wounded", 2)]),
        ("Two men were pronounced dead at a hospital in Dolna.", [("killed", 2)]),
        ("Three people were in critical condition after the blast in Karsten.", [("wounded", 3)]),
        # Who has a gunshot wound was hit; whether he lived is not said.
        ("Three people were found with gunshot wounds in Dolna.", [("killed_or_wounded", 3)]),
        ("Three men walked into a shop in Dolna with gunshot wounds.", [("killed_or_wounded", 3)]),
        ("Three men were treated for gunshot wounds in Dolna.", [("wounded", 3)]),
        ("The boy's gunshot wound in Dolna was self-inflicted.", [("killed_or_wounded", 1)]),
        ("Eight people lost their lives in Dolna and dozens sustained injuries.", [("killed", 8), ("wounded", None)]),
        ("The dead included six women and four children.", [("killed", 6), ("killed", 4)]),
        # Who is brought to a hospital is hurt, unless the sentence goes on to say that he died.
        ("Two people were taken to a hospital in Karsten.", [("wounded", 2)]),
        ("Two people were taken to a hospital in Karsten, where they died.", [("killed", 2)]),
        ("Two people were rushed to hospital in Karsten but died.", [("killed", 2)]),
        ("Two men were rushed to hospital in Karsten and the 17-year-old was pronounced dead.", [("wounded", 2)]),
        ("Five people were hit by shrapnel in Dolna.", [("killed_or_wounded", 5)]),
        ("Nobody was hurt in the blast in Karsten.", [("wounded", 0)]),
        ("No one was killed in Dolna.", [("killed", 0)]),
        ("Ten of the wounded died in Dolna.", [("killed", 10)]),
        ("Four of the hostages were killed in Dolna.", [("killed", 4)]),
        ("The death toll in Karsten was revised from 29 to 31.", [("killed", 31)]),
        ("Marn Watch revised its toll from 29 to 31.", [("killed", 31)]),
        ("Marn Watch revised the death toll of the clashes in Karsten from 29 to 31.", [("killed", 31)]),
        ("The attack brings the toll to 45.", [("killed", 45)]),
        ("Nine people were killed and 300 dollars were stolen in Dolna.", [("killed", 9)]),
        ("A woman, 30, was wounded in Dolna in 2015.", [("wounded", 1)]),
        # Who was taken and then killed is dead.
        ("About 41 rebels were rounded up and executed in Dolna.", [("killed", 41)]),
        ("Six teachers were kidnapped and killed near Brisk.", [("killed", 6)]),
        ("Ten men were arrested and two killed in Dolna.", [("detained", 10), ("killed", 2)]),
        ("Ten men were arrested and a guard was killed in Dolna.", [("detained", 10), ("killed", 1)]),
        # Who was hit and died is dead, and is counted once.
        ("A farmer was shot twice and died at a hospital in Karsten.", [("killed", 1)]),
        ("Two men were wounded by a mine and later died.", [("killed", 2)]),
        ("In Dolna 31 people were wounded or killed this year.", [("wounded", 31)]),
        ("Two men were wounded and a guard died.", [("wounded", 2), ("killed", 1)]),
        ("Ten people were hit by shrapnel and three of them died.", [("killed_or_wounded", 10), ("killed", 3)]),
        ("# Farmer shot, killed in Dolna", [("killed", 1)]),
        ("The remains of nine people were recovered in Dolna.", [("killed", 9)]),
        ("The remains of the wall in Dolna were recovered.", []),
        # Who is sent home by a hospital was no captive.
        ("Two men were treated at a hospital in Karsten and released.", [("wounded", 2)]),
        ("Two men were released from a hospital in Karsten.", []),
        ("Two men were released in Karsten.", [("released", 2)]),
        # Who one of several was is told behind a comma.
        ("One of the victims, a 25-year-old man, died in Dolna.", [("killed", 1)]),
        # A verb whose subject stands before it takes nobody behind "and".
        (
            "Ten soldiers were killed and six officers and two guards wounded in Dolna.",
            [("killed", 10), ("wounded", 6), ("wounded", 2)],
        ),
        (
            "A clerk was killed, and three women and a man injured in Dolna.",
            [("killed", 1), ("wounded", 3), ("wounded", 1)],
        ),
        # What is told of its members between the people and the verb.
        (
            "Troops left Dolna hours after 12 villagers, including two boys, were killed.",
            [("killed", 12), ("killed", 2)],
        ),
        # Bare ages behind people.
        ("Two brothers, 17 and 19, were shot to death in Dolna.", [("killed", 2)]),
        ("Three sisters, 5, 7 and 11, died in Dolna.", [("killed", 3)]),
        ("The victims, age 22, 26, 29 and 37, were taken to a hospital in Dolna.", []),
    ],
)
def test_what_a_word_of_harm_counts(sentence: str, expected: list[tuple[str, int]]) -> None:
    assert [(measure, number) for measure, _, _, number in rows(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A suspect was shot and killed by a police officer in Dolna.", [("killed", 1)]),
        ("Three of four men accused in the shooting death of a girl were tried in Karsten.", [("killed", 1)]),
        ("The dead man had at least one gunshot wound.", [("killed", 1)]),
        ("Five other soldiers were wounded, a doctor at the hospital said.", [("wounded", 5)]),
        ("Two people were killed and six wounded, said a doctor.", [("killed", 2), ("wounded", 6)]),
        ("Two people were killed, three officers told OPA.", [("killed", 2)]),
        ("Five soldiers were wounded, according to a doctor.", [("wounded", 5)]),
        ("Five soldiers were wounded and a doctor was killed, an officer said.", [("wounded", 5), ("killed", 1)]),
        ("Two wounded soldiers said five people were killed.", [("wounded", 2), ("killed", 5)]),
        ("Shells fell on Dolna, killing ten members of medical staff activists said.", [("killed", 10)]),
    ],
)
def test_who_did_it_who_says_so_and_how_often_is_not_counted(sentence: str, expected: list[tuple[str, int]]) -> None:
    assert [(measure, number) for measure, _, _, number in rows(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A woman and her brother were killed in Velmora.", [("women", "A"), ("any", "her brother")]),
        ("The driver was pronounced dead at a hospital.", [("civilians", "The driver")]),
        ("Petr Novak, 24, was shot and killed in Dolna.", [("any", "Petr Novak")]),
        ("Petr Novak and Ana Kovar were shot to death.", [("any", "Petr Novak"), ("any", "Ana Kovar")]),
        ("Two men, Petr Novak and Ivo Hrast, were killed.", [("men", "Two")]),
        ("Petr Novak, 24, a teacher, was killed in Dolna.", [("civilians", "a")]),
        ("He was charged in the fatal shooting of his brother.", [("any", "his brother")]),
        ("Petr Novak killed himself.", [("any", "Petr Novak")]),
        (
            "The army reported the death of Dolna's commander Abu Walid al-Rudan.",
            [("commanders", "Abu Walid al-Rudan")],
        ),
        ("A man, 24, died at the scene.", [("men", "A")]),
        ("A 16-year-old was killed in Dolna.", [("children", "A")]),
        ("A 61-year-old was killed in Dolna.", [("any", "A")]),
        ("The mayor, 61, was killed in Dolna.", [("civilians", "The mayor")]),
        ("# Man killed in Dolna shooting", [("men", "Man")]),
        ("His sister and two children were killed.", [("children", "two"), ("any", "His sister")]),
        (
            "Two children, ages 3 and 5, and their mother were found dead.",
            [("children", "Two"), ("women", "their mother")],
        ),
        (
            "A husband, wife and their two children were killed.",
            [("any", "A"), ("children", "two"), ("women", "wife")],
        ),
        ("A mother and son were found fatally shot.", [("women", "A"), ("any", "son")]),
        ("The general's assassination in Dolna shocked Marn.", [("soldiers", "The general")]),
        ("Police looked into the teacher's murder in Dolna.", [("civilians", "the teacher")]),
        ("# Man fatally shoots girl in Dolna", [("children", "girl")]),
        ("The victims were killed in Dolna.", []),
        ("No man was killed in Dolna.", []),
    ],
)
def test_people_told_of_one_by_one(sentence: str, expected: list[tuple[str, str]]) -> None:
    found = [(q.of, q.quote) for claim in claims_of(sentence) for q in claim.quantities if q.measure == "killed"]
    assert found == expected


def test_the_noun_before_of_goes_before_the_participle_behind() -> None:
    check(
        "A shell fell on Dolna, claiming the lives of two persons injuring 13 others.",
        ("killed", "any", "total", 2),
        ("wounded", "any", "total", 13),
    )


def test_who_is_included_befell_what_befell_the_others() -> None:
    told = rows("There are at least 56 dead including 11 children and dozens more wounded including some pupils.")
    assert told[:2] == [("killed", "any", "total", 56), ("killed", "children", "part", 11)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The strike brings to 89 the number of civilians killed in Marn.",
        "Marn Watch put the death toll from the six-year conflict at as high as 470,000.",
    ],
)
def test_a_sum_of_many_happenings_is_cumulative(sentence: str) -> None:
    assert [row[2] for row in rows(sentence)] == ["cumulative"]


@pytest.mark.parametrize(
    ("first", "bound"),
    [
        ("# Blast kills 30 in Karsten", "at_least"),
        ("Blast kills 30 in Karsten.", "at_least"),
        # A sentence with its auxiliary is no headline, and says what it says.
        ("A blast has killed 30 people in Karsten, where 30 were killed.", "exact"),
        ("# Blast kills 31 in Karsten", "exact"),
    ],
)
def test_a_headline_drops_what_hedges_its_number(first: str, bound: str) -> None:
    claims = claims_of(first, "At least 30 people were killed when a bomb went off in Karsten.")
    assert claims[0].quantities[0].bound == bound


def test_the_passage_that_hedges_a_headline_is_evidence() -> None:
    text = "At least 30 people were killed by a car bomb in Karsten on Monday."
    headline, told = claims_of("# Blast kills 30 in Karsten", text)
    assert [quote.quote for quote in headline.evidence] == ["Blast kills 30 in Karsten", text]
    assert len(told.evidence) == 1


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # The verb of the figure is left out behind it; parts where a colon or the sum says so.
        (
            "Marn Watch counted 60 dead on Friday: 32 in Velmora, 19 in Dolna and nine in Karsten.",
            # Each is all that is told of its place.
            [("any", "total", 60), ("any", "total", 32), ("any", "total", 19), ("any", "total", 9)],
        ),
        (
            "Nine civilians were killed in Velmora, three in Dolna and one in Karsten.",
            [("civilians", "total", 9), ("civilians", "total", 3), ("civilians", "total", 1)],
        ),
        (
            "Two civilians were killed by snipers, four by shelling and one under torture.",
            [("civilians", "total", 2), ("civilians", "total", 4), ("civilians", "total", 1)],
        ),
        (
            "Shells and raids killed 400 people, 300 of them in Dolna, 100 in Karsten.",
            [("any", "total", 400), ("any", "total", 300), ("any", "total", 100)],
        ),
        (
            "Of the 33 killed in Dolna, 21 were civilians, six were soldiers and the rest rebels.",
            [("any", "total", 33), ("civilians", "part", 21), ("soldiers", "part", 6)],
        ),
        # What the figure was said to be before is no figure of its own.
        ("The raid killed 40, not 60 as first reported.", [("any", "total", 40)]),
        # A toll is not of the people counted before it.
        (
            "Two children died of their wounds, bringing the number of those killed in Velmora to 31.",
            [("children", "total", 2), ("any", "cumulative", 31)],
        ),
        (
            "A boy died of his wounds, bringing to five the number of villagers from Dolna who died this month.",
            [("children", "total", 1), ("any", "cumulative", 5)],
        ),
        ("Hundreds of thousands have been killed in Marn.", [("any", "total", None)]),
        ("The shell hit a wedding, killing the drivers, the cooks and 13 guests.", [("civilians", "total", 13)]),
        ("We have 13 martyrs.", [("any", "total", 13)]),
        ("Sixteen civilians fell martyr in Dolna.", [("civilians", "total", 16)]),
        ("The shell wiped out a family of seven.", [("any", "total", 7)]),
    ],
)
def test_killed_in_other_words(sentence: str, expected: list[tuple[str, str, object]]) -> None:
    check(sentence, *(("killed", *row) for row in expected))


def test_each_word_of_harm_counts_by_its_own_number() -> None:
    check(
        "The blast left two dead and injured 13 pupils.",
        ("killed", "any", "total", 2),
        ("wounded", "civilians", "total", 13),
    )
    check(
        "Eight people were confirmed killed and 20 injured.",
        ("killed", "any", "total", 8),
        ("wounded", "any", "total", 20),
    )
    check("Killed and wounded were 20 people.", ("killed_or_wounded", "any", "total", 20))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # Whom somebody lost or buried is dead; who lost things, or a place, is not told of.
        ("The army lost 17 soldiers in the ambush.", [("soldiers", "total", 17)]),
        ("The army said its forces had lost two of their own soldiers near Dolna.", [("soldiers", "total", 2)]),
        ("Residents have buried 14 people.", [("any", "total", 14)]),
        ("The army lost two towns and five tanks near Dolna.", []),
        ("The Marn party lost 20 members.", []),
        ("The Brod family lost six members in a strike on Dolna.", [("any", "total", 6)]),
        ("Twenty people were buried under the rubble of a house.", []),
        # The list behind a colon holds the parts.
        (
            "A missile killed seven people: five patients, a nurse and a guard.",
            [
                ("any", "total", 7),
                ("civilians", "part", 5),
                ("medics", "part", 1),
                ("soldiers", "part", 1),
            ],
        ),
        ("A bomber killed 22 people including the groom.", [("any", "total", 22), ("any", "part", 1)]),
        (
            "The dead were two women, a child and an old man.",
            [("women", "part", 2), ("children", "part", 1), ("men", "part", 1)],
        ),
        ("Two more of the wounded died in hospital.", [("any", "additional", 2)]),
        ("Snipers shot and killed two men and a woman in Dolna.", [("men", "total", 2), ("women", "total", 1)]),
        ("One of the two pilots was killed near Dolna.", [("soldiers", "part", 1)]),
        ("Not a single civilian was killed in Dolna.", [("civilians", "total", 0)]),
        ("# Shelling claims lives of four children in Karsten", [("children", "total", 4)]),
    ],
)
def test_losses_lists_and_members(sentence: str, expected: list[tuple[str, str, object]]) -> None:
    check(sentence, *(("killed", *row) for row in expected))


def test_who_is_told_of_by_an_adverb_or_an_ordinal() -> None:
    check("About 30 were hurt, five seriously.", ("wounded", "any", "total", 30), ("wounded", "any", "part", 5))
    check(
        "Three medics were killed and a fourth was badly injured.",
        ("killed", "medics", "total", 3),
        ("wounded", "medics", "total", 1),
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The blast killed a four-year-old.", [("children", "total", 1)]),
        ("The blast killed a sixty-one-year-old.", [("any", "total", 1)]),
        ("Witnesses put the dead at more than 40.", [("any", "total", 40)]),
        (
            "Fourteen civilians, five of whom were women, lost their lives on Tuesday.",
            [("civilians", "total", 14), ("women", "part", 5)],
        ),
        ("The clashes have cost the rebels 60 fighters.", [("fighters", "total", 60)]),
    ],
)
def test_ages_in_words_and_what_a_fight_cost(sentence: str, expected: list[tuple[str, str, object]]) -> None:
    check(sentence, *(("killed", *row) for row in expected))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # What stands behind all of them is not what befell some of them.
        ("Six of the men shot by the guards died.", [("killed", "men", "part", 6)]),
        ("Six of the eight men wounded in Dolna died.", [("killed", "men", "part", 6), ("wounded", "men", "total", 8)]),
        ("Four members of one family were killed.", [("killed", "any", "total", 4)]),
        ("Four families were killed.", [("killed", "families", "total", 4)]),
        (
            "Shells have killed 500 people in Dolna, of which 90 were children.",
            [("killed", "any", "total", 500), ("killed", "children", "part", 90)],
        ),
        (
            "The fire killed one firefighter and left another two in intensive care.",
            [("killed", "civilians", "total", 1), ("wounded", "civilians", "total", 2)],
        ),
        (
            "Seven soldiers had fallen in battle, and two aides died.",
            [("killed", "soldiers", "total", 7), ("killed", "any", "total", 2)],
        ),
        # A bus is no person.
        (
            "A bus carrying pilgrims was hit by a bomb, leaving 11 dead.",
            [("killed", "any", "total", 11)],
        ),
    ],
)
def test_members_and_vehicles(sentence: str, expected: list[Row]) -> None:
    check(sentence, *expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The blast killed nine people in Velmora, one of them a child.",
            [("any", "total", 9), ("children", "part", 1)],
        ),
        ("A shell hit Velmora, claiming the life of a woman.", [("women", "total", 1)]),
        ("Up to 300 prisoners were hanged in Dolna.", [("any", "total", 300)]),
        ("The army took the hill at the cost of nine soldiers.", [("soldiers", "total", 9)]),
        ("The FMF took Dolna for the loss of four fighters.", [("fighters", "total", 4)]),
        ("The firm took the order at the cost of nine workers.", []),
        ("A drone struck a car near Velmora, killing its three occupants.", [("any", "total", 3)]),
        ("Air defences shot down five of eight missiles.", []),
        ("Gunmen shot down three villagers in Dolna.", [("civilians", "total", 3)]),
    ],
)
def test_losses_hangings_and_what_is_shot_down(sentence: str, expected: list[tuple[str, str, int]]) -> None:
    assert [row[1:] for row in rows(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The FMF took six soldiers prisoner near Dolna.", [("captured", "soldiers", "total", 6)]),
        ("Gunmen took three teachers hostage.", [("abducted", "civilians", "total", 3)]),
        ("The FMF took six pictures of a prisoner.", []),
        ("The blast wounded two passersby in Velmora.", [("wounded", "civilians", "total", 2)]),
        ("Eight of the dead in Velmora were civilians.", [("killed", "civilians", "part", 8)]),
    ],
)
def test_who_is_taken_and_who_the_dead_were(sentence: str, expected: list[Row]) -> None:
    check(sentence, *expected)


def test_of_those_in_front() -> None:
    (claim,) = claims_of(
        "The toll of the blast in Velmora has climbed to 126.",
        "Of those, 109 were residents of Dolna and 68 were children.",
    )
    assert [(q.of, q.counts, q.best) for q in claim.quantities] == [
        ("any", "total", 126), ("civilians", "part", 109), ("children", "part", 68)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Twelve people, seven of them minors, perished in Dolna.", [("any", "total", 12), ("children", "part", 7)]),
        ("The blast in Velmora killed 71 people, raising an earlier toll of 63.", [("any", "total", 71)]),
        ("The FMF freed women, children under 14 and old men.", []),
        ("A raid killed five men in Dolna, in the deadliest incident since the war began.", [("men", "total", 5)]),
    ],
)
def test_wholes_former_tolls_ages_and_superlatives(sentence: str, expected: list[tuple[str, str, int]]) -> None:
    assert [row[1:] for row in rows(sentence)] == expected
