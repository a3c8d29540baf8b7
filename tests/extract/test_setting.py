"""Where a happening of a sentence was, when another place is named to say where it is."""

from __future__ import annotations

import pytest
from reading import claims_of, document_of, lexicon

from crosswire.extract.parse import parse
from crosswire.extract.places import find_places
from crosswire.extract.setting import names_holder


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("There was fighting in eastern Ostravias Velmora region.", True),
        ("There was fighting in Ostravia's Velmora.", True),
        ("There was fighting in Ostravia and Velmora.", False),
        ("There was fighting in Velmora Ostravia.", False),
        ("There was fighting in the Marn suburb of Karsten.", True),
        ("There was fighting in Velmora's rebel-held eastern Karsten.", True),
        ("There was fighting in the Velmora suburb near Karsten.", False),
        ("There was fighting in the Qorvath district of Karsten.", False),
        ("There was fighting in the Karsten district of Qorvath.", True),
        ("There was fighting in Velmora's suburb, Karsten.", False),
    ],
)
def test_a_place_named_before_another_says_where_that_is(sentence: str, holds: bool) -> None:
    document, known = document_of(sentence), lexicon()
    places = find_places(document.text, document.passages, known)
    parsed = parse(document.text, document.passages, [mention.place for mention in places])[0]
    assert len(places) == 2
    assert names_holder(parsed, places[0], places[1], known) is holds


@pytest.mark.parametrize(
    "sentence",
    [
        "The truce was brokered on Monday by Karsten and Ostravia.",
        "The Ostravia truce deal took effect on Monday.",
    ],
)
def test_who_made_a_truce_is_not_where_it_holds(sentence: str) -> None:
    (claim,) = claims_of(sentence)
    assert claim.place is None


def test_who_told_of_an_attack_did_not_make_the_one_before_it() -> None:
    claims = claims_of(
        "The FMF attacked Dolna.", "It came two hours after an air strike had killed nine people in Karsten."
    )
    strike = next(claim for claim in claims if claim.quantities)
    assert [p for p in strike.participants if p.role == "actor"] == []


def test_what_backs_an_advance_makes_none() -> None:
    (claim,) = claims_of("The FMF backed the advance on Dolna.")
    assert claim.participants == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine people wounded in a strike on Velmora were rushed to a clinic in Dolna.",
        "Shells fell on Velmora, wounding nine people who were taken to hospitals in Dolna.",
    ],
)
def test_where_the_wounded_were_brought_is_not_where_it_happened(sentence: str) -> None:
    (claim,) = (claim for claim in claims_of(sentence) if claim.quantities)
    assert claim.place is not None
    assert claim.place.name == "Velmora"


def test_a_place_where_people_were_brought_sets_no_scene() -> None:
    claim = claims_of("Two men were brought to a hospital in Dolna.", "Nine people were killed.")[-1]
    assert claim.place is None


def test_where_an_official_sits_sets_no_scene() -> None:
    told = ("A deal was near, a security official in Dolna said.", "Nine people were killed.")
    assert claims_of(*told)[-1].place is None
    told = ("A deal was near, a resident in Dolna said.", "Nine people were killed.")
    assert getattr(claims_of(*told)[-1].place, "name", None) == "Dolna"
