"""What a sentence takes over from those before it, and what it does not."""

from __future__ import annotations

import pytest
from reading import claims_of

from crosswire.extract.scene import pointed_at
from crosswire.model import Claim

BOMB = "A car bomb exploded in Karsten on 3 July 2031."
RAIN = ("The market was closed.", "It rained.", "A choir sang.")
TOLD = "Marn Watch said the FMF attacked Dolna on 3 July 2031."


def last(*sentences: str) -> Claim:
    return claims_of(*sentences)[-1]


def time_of(claim: Claim) -> str | None:
    return claim.time.earliest if claim.time else None


def place_of(claim: Claim) -> str | None:
    return claim.place.name if claim.place else None


@pytest.mark.parametrize(
    ("sentences", "time", "place"),
    [
        ((BOMB, "The blast killed nine people."), "2031-07-03", "Karsten"),
        ((BOMB, "Nine people were killed."), "2031-07-03", "Karsten"),
        ((BOMB, "Nine people were killed in the town."), "2031-07-03", "Karsten"),
        # One sentence between: only for one that takes the happening up again.
        ((BOMB, RAIN[0], "The blast killed nine people."), "2031-07-03", "Karsten"),
        ((BOMB, RAIN[0], "Nine people were killed."), None, "Karsten"),
        # Too far back for a time; the place stays until another is told.
        ((BOMB, *RAIN, "The blast killed nine people."), None, "Karsten"),
        # A day stays for what is added to its toll.
        ((BOMB, *RAIN, "Another seven people were killed in shelling in Dolna."), "2031-07-03", "Dolna"),
        ((BOMB, *RAIN, "Shells also killed a guard in Dolna."), "2031-07-03", "Dolna"),
        # News of a day, put in front of who tells it; a day behind the verb is that of the telling.
        (("On 5 July 2031 Marn Watch said that nine people had been killed in Dolna.",), "2031-07-05", "Dolna"),
        (("Nine people had been killed in Dolna, Marn Watch said on 5 July 2031.",), None, "Dolna"),
        # What "with" brings in was on the day of the clause.
        (
            ("The army began an assault on Karsten on 5 July 2031, with ten people killed in shelling of Dolna.",),
            "2031-07-05",
            "Dolna",
        ),
        # What was when.
        (
            ("The deaths of 5 July 2031 follow raids on 3 July 2031, when nine people were killed in Dolna.",),
            "2031-07-03",
            "Dolna",
        ),
        # Its own time, its own place.
        ((BOMB, "On 5 July 2031 nine people were killed."), "2031-07-05", "Karsten"),
        ((BOMB, "On 5 July 2031 nine people were killed in the town."), "2031-07-05", "Karsten"),
        ((BOMB, "A shell killed nine people in Dolna on 5 July 2031."), "2031-07-05", "Dolna"),
        # Another kind of happening is not dated by it.
        ((BOMB, "Police arrested two men."), None, "Karsten"),
        # Nor is a toll that runs since the start of a war.
        ((BOMB, "Nine people have been killed since the start of the war."), None, "Karsten"),
    ],
)
def test_time_and_place(sentences: tuple[str, ...], time: str | None, place: str | None) -> None:
    claim = last(*sentences)
    assert (time_of(claim), place_of(claim)) == (time, place)


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        # Far off, but the only place the sentence names.
        ("The monitor updated to 18 its toll of those killed in a bid to infiltrate the heart of Velmora.", "Velmora"),
        # Outside of one place, at another.
        ("Outside Karsten meanwhile eight people were killed in government shelling on Dolna.", "Dolna"),
        # Where it was fired from.
        ("Rebels fired rockets from Karsten into the government stronghold of Velmora killing one person.", "Velmora"),
        # Where who speaks is; where those are from whom it befell.
        ("Jets bombed a depot near Dolna, killing two, the ministry in Karsten announced.", "Dolna"),
        ("Nine people were killed, the ministry in Karsten announced.", "Brisk"),
        ("A blast killed nine residents of Karsten.", "Karsten"),
        ("A colonel died together with nine officers in Karsten.", "Karsten"),
        ("Nine people died in Dolna, with a source close to Karsten saying that it was calm.", "Dolna"),
        # Another happening is told within this one.
        ("An attack on an aid convoy near Dolna killed nine people.", "Dolna"),
        # All over a country, and then where.
        ("Troops killed 18 people across Ostravia, most of them in Karsten.", "Ostravia"),
        ("Across Ostravia, troops killed 18 people in Karsten.", "Karsten"),
        ("Nine people were killed across the country.", None),
        ("Nine people were killed across the country, most of them in Karsten.", None),
        # Where it was that it happened when they came.
        ("Nine soldiers were killed when the rebels overran a checkpoint outside Dolna.", "Dolna"),
        # "The town" is the one that the sentence named.
        ("Ivo Hrast, a doctor in Dolna, said shells hit the town, killing nine.", "Dolna"),
    ],
)
def test_where_a_sentence_says_it_was(sentence: str, place: str | None) -> None:
    assert place_of(last("A car bomb exploded in Brisk.", sentence)) == place


def test_where_shells_came_from_is_no_place_to_point_back_to() -> None:
    came = "The shells came from the hills of Dolna."
    assert place_of(last(BOMB, came, "Shelling killed a woman in the same area.")) == "Karsten"
    assert place_of(last(BOMB, came.replace("from", "to"), "Shelling killed a woman in the same area.")) == "Dolna"


def test_a_toll_of_a_country_is_not_placed_by_what_follows() -> None:
    told = claims_of("Shells killed nine people across the country.", "Shells killed six people in Dolna.")
    assert [place_of(claim) for claim in told] == [None, "Dolna"]


@pytest.mark.parametrize(
    ("lead", "place"),
    [
        # The lead tells in short what the next sentences tell in full.
        ("An air strike killed nine people.", "Dolna"),
        ("An air strike killed nine people in northern Ostravia.", "Dolna"),
        # Its own place, another country.
        ("An air strike killed nine people in Karsten.", "Karsten"),
        ("An air strike killed nine people in Canada.", "Canada"),
        # Another kind of happening.
        ("Police arrested nine people.", None),
    ],
)
def test_a_lead_is_placed_by_what_follows(lead: str, place: str | None) -> None:
    told = claims_of(lead, "It rained.", "The jets killed six people in the village of Dolna.")
    assert place_of(told[0]) == place
    assert len(told[0].evidence) == (2 if place == "Dolna" else 1)


@pytest.mark.parametrize("turn", ["Elsewhere", "A week earlier", "In a separate attack"])
def test_a_lead_is_not_placed_by_another_happening(turn: str) -> None:
    told = claims_of("An air strike killed nine people.", f"{turn}, jets killed six people in the village of Dolna.")
    assert place_of(told[0]) is None


def test_only_a_lead_is_placed_by_what_follows() -> None:
    rain = ["It rained."] * 4
    told = claims_of(*rain, "An air strike killed nine people.", "The jets killed six people in Dolna.")
    assert place_of(told[0]) is None


@pytest.mark.parametrize("sentence", ["Ostravia killed nine people.", "Nine people were killed by Karsten."])
def test_a_place_that_acts_is_none(sentence: str) -> None:
    assert place_of(last(sentence)) is None


@pytest.mark.parametrize(
    ("sentences", "source"),
    [
        ((TOLD, "The FMF killed nine people."), "marn-watch"),
        ((TOLD, "On 5 July 2031 the FMF killed nine people."), None),
        ((TOLD, "The Ostravian army killed nine people."), None),
        ((TOLD, RAIN[0], "The FMF killed nine people."), None),
        ((TOLD, "The FMF attacked Karsten, according to Jan Brod."), "jan-brod"),
    ],
)
def test_a_report_covers_at_most_the_next_sentence(sentences: tuple[str, ...], source: str | None) -> None:
    assert last(*sentences).attribution.source_id == source


def test_what_was_taken_over_is_shown_and_makes_the_claim_less_sure() -> None:
    own, taken = claims_of(BOMB, "The blast killed nine people.")
    assert [quote.quote for quote in own.evidence] == [BOMB]
    assert [quote.quote for quote in taken.evidence] == ["The blast killed nine people.", BOMB]
    assert taken.score < claims_of("The blast killed nine people.")[0].score


def test_what_was_taken_over_is_not_handed_on() -> None:
    chain = ("Nine people were killed.", "Four people were wounded.", "Six people were killed.")
    assert [time_of(claim) for claim in claims_of(BOMB, *chain)] == ["2031-07-03", "2031-07-03", None, None]


def test_no_other_document_is_remembered() -> None:
    claims_of(BOMB)
    claim = last("Nine people were killed.")
    assert (time_of(claim), place_of(claim)) == (None, None)


RAID = "The FMF shelled Karsten on 3 July 2031, killing four people."


@pytest.mark.parametrize(
    ("sentences", "actor"),
    [
        ((RAID, "The shelling killed nine people."), "fmf"),
        ((RAID, "Among the dead were two children."), "fmf"),
        ((RAID, "Nine people were wounded."), "fmf"),
        ((RAID, RAIN[0], "The shelling killed nine people."), "fmf"),
        ((RAID, RAIN[0], "Nine people were killed."), None),
        # Another day, another place, another kind of attack, another doer.
        ((RAID, "On 5 July 2031 nine people were killed."), None),
        ((RAID, "Nine people were killed in Velmora."), None),
        ((RAID, "Elsewhere nine people were killed."), None),
        ((RAID, "A car bomb killed nine people."), None),
        ((RAID, "The Ostravian army killed nine people."), "ostravian-army"),
    ],
)
def test_who_did_it(sentences: tuple[str, ...], actor: str | None) -> None:
    acting = [p.actor_id for p in last(*sentences).participants if p.role == "actor"]
    assert acting == ([actor] if actor else [])


@pytest.mark.parametrize(
    ("sentences", "event_type"),
    [
        (("Air strikes hit Karsten.", *RAIN, "Two more raids and strikes killed nine farmers in Dolna."), "air_strike"),
        (("Air raids hit Karsten.", "Other raids killed nine farmers in Dolna."), "air_strike"),
        (("Drone strikes hit Karsten.", "The army staged a raid that killed nine farmers."), "attack_on_civilians"),
        (("The army staged raids in Karsten.", "Two more raids killed nine farmers in Dolna."), "attack_on_civilians"),
        (("Two raids killed nine farmers in Dolna.",), "attack_on_civilians"),
    ],
)
def test_strikes_and_raids_are_of_the_kind_that_was_told_in_full(sentences: tuple[str, ...], event_type: str) -> None:
    assert last(*sentences).event_type == event_type


def test_a_lead_has_the_place_that_another_of_its_clauses_names() -> None:
    lead = "Nine farmers were killed on Monday as they tried to cross a river to escape fighting in Marn."
    claims = claims_of(lead, "Clashes went on in Karsten.")
    assert [place_of(claim) for claim in claims if claim.quantities] == ["Marn"]


def test_a_pronoun_is_also_whom_the_sentence_before_only_described() -> None:
    claim = last("Dolna was attacked by Islamist rebels.", "They killed nine people.")
    assert [one.quote for one in claim.participants if one.role == "actor"] == ["Islamist rebels"]


def test_what_a_place_is_said_to_be_points_back_to_nothing() -> None:
    place = last("The FMF attacked Velmora.").place
    assert place is not None
    told = "Talks failed in Velmora"
    assert pointed_at(f"{told} before the town was shelled", [(len(told), place)]) == place
    assert pointed_at(f"{told}, the town next to Dolna", [(len(told), place)]) is None
    assert pointed_at("The town near Velmora was shelled", [(len("The town near Velmora"), place)]) is None


def test_a_statement_is_not_made_where_it_happened() -> None:
    told = claims_of("A car bomb killed nine people in Karsten.", "The ministry condemned the attack.")
    assert [(claim.event_type, place_of(claim)) for claim in told] == [("bombing", "Karsten"), ("statement", None)]


def test_there_is_the_place_named_last_though_another_word_points_nowhere() -> None:
    told = ("Shells hit Dolna.", "Helicopters bombed the nearby village of Velmora; no casualties were reported there.")
    assert place_of(last(*told)) == "Velmora"


def test_who_was_told_of_before_did_not_hurt_his_own_people() -> None:
    for hurt, actors in (("people", ["ostravian-army"]), ("Ostravians", [])):
        claims = claims_of(
            "Ostravian army shells killed nine people in Velmora on Monday.",
            f"Among the wounded in Velmora were three {hurt}; the shells wounded three {hurt} in all.",
        )
        last = [one for one in claims if one.quantities and one.quantities[0].measure == "wounded"]
        assert last, hurt
        assert [p.actor_id for p in last[-1].participants if p.role == "actor"] == actors, hurt


def test_a_described_doer_is_that_of_his_own_clause_alone() -> None:
    sentence = (
        "A car bomb killed 18 people in Dolna, a roadside bomb killed three in Brisk and a suicide bomber killed seven."
    )
    first = claims_of(sentence)[0]
    assert not [one for one in first.participants if one.role == "actor"]
