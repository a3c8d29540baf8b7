"""Names of private persons are left out; officials, commanders and groups stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from karsten_record import claim, document, quote_of

from crosswire.model import (
    Claim,
    Participant,
)
from crosswire.publish.private_names import Veil, private_names


def named(text: str, name: str, role: str = "target") -> Claim:
    of = document("x", text)
    person = quote_of(text, name, Participant, role=role, actor_id=None, name=name, side_id=None)
    return claim("x", of, text, "killed", "v", participants=(person,))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen killed Tavi Brenko in Dolna.", "Tavi Brenko"),
        ("Fighters killed Mira al-Tavi, a nurse.", "Mira al-Tavi"),
        ("The commander killed Tavi Brenko.", "Tavi Brenko"),
        ("The gunmen killed Tavi Brenko, a brother of the commander.", "Tavi Brenko"),
    ],
)
def test_a_private_name_is_left_out(text: str, name: str) -> None:
    assert name not in private_names([named(text, name)]).text(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The army killed a commander of the Front, Ostan Velik.", "Ostan Velik"),
        ("The army killed commander Ostan Velik.", "Ostan Velik"),
        ("The army killed a commander identified as Ostan Velik.", "Ostan Velik"),
        ("The army killed Ostan Velik, a local Front commander.", "Ostan Velik"),
        ("The army killed several leaders, including Ostan Velik.", "Ostan Velik"),
        ("Rebels killed General Ostan Velik.", "General Ostan Velik"),
        ("The army killed men of the Third Marn Brigade.", "Third Marn Brigade"),
    ],
)
def test_the_name_of_someone_in_office_or_of_a_group_stays(text: str, name: str) -> None:
    assert name in private_names([named(text, name)]).text(text)


def test_a_name_with_an_office_anywhere_stays_everywhere() -> None:
    plain, office = "Rebels killed Ostan Velik.", "The army killed commander Ostan Velik."
    veil = private_names([named(plain, "Ostan Velik"), named(office, "Ostan Velik")])
    assert veil.text(plain) == plain


def test_the_family_name_alone_is_left_out_too_but_not_when_it_names_a_place() -> None:
    text = "Gunmen killed Tavi Brenko. Brenko was a baker in Velik. Gunmen killed Mira Velik."
    claims = [named(text, "Tavi Brenko"), named(text, "Mira Velik")]
    shown = private_names(claims, known=["Velik"]).text(text)
    assert "Brenko" not in shown and "baker in Velik" in shown and "Mira" not in shown


@settings(deadline=None)
@given(st.text(), st.lists(st.text(min_size=1), max_size=4))
def test_a_veil_leaves_none_of_its_names_and_tells_where_they_stood(text: str, names: list[str]) -> None:
    veil = Veil(hidden=tuple(names))
    spans = veil.spans(text)
    assert all(text[start:end] in names for start, end in spans)
    assert spans == sorted(spans)
