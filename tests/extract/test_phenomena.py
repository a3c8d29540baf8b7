"""Ways of speaking that the other tests of the reader do not name: ranges in words, totals after additions, claims of
responsibility, statements by a channel."""

from __future__ import annotations

from reading import claims_of


def told(sentence: str) -> list[tuple[str, str, int | None, int | None]]:
    return [(q.measure, q.counts, q.low, q.high) for claim in claims_of(sentence) for q in claim.quantities]


def test_between_two_numbers_in_words_is_one_range() -> None:
    assert told("Between three and five people were killed in Dolna.") == [("killed", "total", 3, 5)]


def test_those_who_bring_the_toll_to_a_number_are_an_addition_to_it() -> None:
    sentence = "Two more people died of their wounds in Dolna, bringing the death toll to 22."
    assert told(sentence) == [("killed", "additional", 2, 2), ("killed", "cumulative", 22, 22)]


def test_a_corrected_toll_is_the_later_number_alone() -> None:
    assert told("The ministry revised the death toll from 29 to 31.") == [("killed", "total", 31, 31)]


def test_who_claims_responsibility_did_it_and_says_so() -> None:
    claims = claims_of("The Free Marn Front claimed responsibility for the attack that killed ten soldiers in Dolna.")
    deed = next(claim for claim in claims if claim.trigger.quote == "killed")
    assert [p.actor_id for p in deed.participants if p.role == "actor"] == ["fmf"]
    assert deed.status == "happened"


def test_a_channel_is_no_source() -> None:
    for sentence in (
        "Marn Watch said via Twitter that six people were killed in Dolna.",
        "Six people were killed in Dolna, Marn Watch said on Twitter.",
    ):
        (claim,) = claims_of(sentence)
        assert claim.attribution.source is not None
        assert claim.attribution.source.name == "Marn Watch"


def test_those_whose_deaths_raised_the_toll_are_among_its_dead() -> None:
    sentence = "The toll in Dolna rose to 31 after six people succumbed to their wounds."
    assert told(sentence) == [("killed", "total", 31, 31), ("killed", "additional", 6, 6)]
    assert told("Ten people were killed in Dolna after six died in Brisk.")[1][1] == "total"


def test_who_is_fired_on_is_no_protest() -> None:
    for sentence, kind in {
        "The Ostravian army fired on demonstrators in Dolna, wounding twelve of them.": "attack_on_civilians",
        "Security forces shot and killed a protester in Dolna.": "attack_on_civilians",
        "Thousands of protesters marched in Dolna.": "protest",
    }.items():
        claims = claims_of(sentence)
        assert [(claim.event_type, claim.place and claim.place.name) for claim in claims] == [(kind, "Dolna")]


def test_some_of_them_are_of_the_people_named_before() -> None:
    def classes(sentence: str) -> list[str]:
        return [quantity.of for claim in claims_of(sentence) for quantity in claim.quantities]

    assert classes("The Ostravian army fired on demonstrators in Dolna, wounding twelve of them.") == ["civilians"]
    assert classes("Gunmen ambushed soldiers in Dolna, killing ten of them.") == ["soldiers"]
    assert classes("The Free Marn Front attacked Dolna, killing ten of them.") != ["civilians"]
    assert classes("Twelve security men and two army men died in Dolna.") == ["police", "soldiers"]


def test_who_denies_an_act_neither_did_it_nor_tells_of_its_dead() -> None:
    _, dead = claims_of("The Ostravian army denied that its jets had struck the school where ten people died.")
    assert (dead.status, dead.attribution.source) == ("happened", None)
    assert not [one for one in dead.participants if one.role == "actor"]
    (claim,) = claims_of("The Ostravian army denied reports that ten people had died in Dolna.")
    assert claim.status == "denied"


def test_of_whom_so_many_were_killed_by_one_are_a_part() -> None:
    sentence = (
        "In June 40 people were killed in Dolna, of whom 25 were killed by the army, ten by the FMF and two by mines."
    )
    assert [(q[1], q[2]) for q in told(sentence)] == [("total", 40), ("part", 25), ("part", 10), ("part", 2)]


def test_who_captures_fighters_of_a_group_captures_no_ground() -> None:
    (claim,) = claims_of("The Ostravian army captured 17 FMF fighters in Dolna on Wednesday.")
    assert (claim.event_type, [q.measure for q in claim.quantities]) == ("armed_clash", ["captured"])


def test_what_befell_some_of_them_did_not_befall_them_all() -> None:
    sentence = "The hospital in Dolna received 179 casualties, 21 of whom were declared dead on arrival."
    assert [q for q in told(sentence) if q[0] == "killed"] == [("killed", "part", 21, 21)]
    assert told("Twelve people, seven of them minors, perished in Dolna.")[0] == ("killed", "total", 12, 12)
