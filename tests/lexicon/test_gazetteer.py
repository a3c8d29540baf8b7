"""The gazetteer: spellings that meet, places that hold each other, a user's own places, errors that say what to do."""

from __future__ import annotations

import csv
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.errors import LexiconError
from crosswire.lexicon.gazetteer import Gazetteer, load_gazetteer
from crosswire.lexicon.own_places import COLUMNS
from crosswire.lexicon.transliteration import name_key, plain

HEADER = ",".join(COLUMNS)
OSTRAVIA = f"""{HEADER}
XO,Ostravia,country,XO,,,10,20,200,,,,
XO.1,Marn,governorate,XO,Marn,XO,10.5,20.5,60,,,Marn Valley Province,
XO.1.v,Velmora,town,XO,Marn,XO.1,10.4,20.4,3,90000,,Velmoura|al-Velmora,
XO.1.k,Karsten,town,XO,Marn,XO.1,10.6,20.6,2,20000,,,
XO.1.t,Tavi Pass,area,XO,Marn,XO.1,,,,,,,
"""


@pytest.fixture(scope="module")
def shipped() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture
def ostravia(tmp_path: Path) -> Gazetteer:
    (tmp_path / "places.csv").write_text(OSTRAVIA, encoding="utf-8")
    return load_gazetteer(tmp_path)


@pytest.mark.parametrize(
    "spellings",
    [
        "Daraa|Dara'a|Dara’a|Deraa|Dar‘ā|Dera'a",
        "Sweida|Suwayda|Suweida|As-Suwaydā'|al-Suwayda|Soueida|As Suwayda",
        "Idlib|Edleb|Idleb",
        "Raqqa|Raqa|Rakka|Ar-Raqqah",
        "Hasaka|Hasakah|Hasakeh|Al-Hasakah",
        "Latakia|Lattakia",
        "Quneitra|Qunaytirah|Kuneitra",
        "Jasim|Jassim|Jāsim",
        "Yarmouk|Yarmuk|al-Yarmūk",
        "Deir ez-Zor|Deir al-Zour|Dayr az Zawr|Deir Ezzor",
    ],
)
def test_spellings_of_one_name_share_a_key(spellings: str) -> None:
    assert len({name_key(name) for name in spellings.split("|")}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Homs", "Hama"), ("Aleppo", "Albu"), ("Daraa", "Douma"), ("Salma", "Silmo"), ("Jasim", "Qasim")]
)
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text(max_size=40))
def test_keys_are_made_of_any_text_and_ignore_case(name: str) -> None:
    assert plain(plain(name)) == plain(name)
    assert name_key(name) == name_key(plain(name))


def test_shipped_keys_are_what_the_code_makes() -> None:
    with (resources.files("crosswire.lexicon") / "data" / "places.csv").open(encoding="utf-8") as file:
        for row in list(csv.DictReader(file))[::97]:
            names = [row["name"], *(row["names"].split("|") if row["names"] else [])]
            assert set(row["keys"].split("|")) == {key for name in names if (key := name_key(name))}, row["place_id"]


def test_shipped_tree_is_sound(shipped: Gazetteer) -> None:
    with (resources.files("crosswire.lexicon") / "data" / "places.csv").open(encoding="utf-8") as file:
        ids = [row["place_id"] for row in csv.DictReader(file)]
    assert ids == sorted(ids)
    for place_id in ids[::7]:
        entry = shipped.get(place_id)
        assert -90 <= entry.lat <= 90
        assert -180 <= entry.lon <= 180
        assert entry.radius_km > 0
        assert entry.kind == "country" or shipped.ancestors(place_id)[-1] == entry.country
        if not entry.located:
            parent = shipped.get(entry.parent or "")
            assert (entry.lat, entry.lon, entry.radius_km) == (parent.lat, parent.lon, parent.radius_km)


def test_every_reading_of_a_name_is_found_and_no_fuzzy_one(shipped: Gazetteer) -> None:
    found = {entry.place_id for entry in shipped.lookup("al-Shajara")}
    assert {"172829", "250294"} <= found
    assert shipped.lookup("Velmora") == ()
    assert [entry.kind for entry in shipped.lookup("Deraa")][:2] == ["governorate", "town"]


def test_relations_follow_the_tree_and_the_distance(shipped: Gazetteer) -> None:
    town, governorate, country = "170905", "SY.06", "SY"
    assert shipped.relation(town, town) == "same"
    assert shipped.relation(town, governorate) == "inside"
    assert shipped.relation(country, town) == "contains"
    assert shipped.relation("SY.06", "SY.05") == "neighbour"
    assert shipped.relation("SY.06", "SY.09") == "apart"
    assert shipped.distance_km(town, "172408") == pytest.approx(45, abs=5)


@given(st.data())
def test_relation_is_the_same_read_backwards(data: st.DataObject) -> None:
    gazetteer = load_gazetteer()
    some = ["SY", "SY.06", "SY.05", "170905", "172829", "ucdp:SY.06.yarmouk-pocket", "166716", "JO", "cw:golan-heights"]
    one, other = data.draw(st.sampled_from(some)), data.draw(st.sampled_from(some))
    backwards = {"inside": "contains", "contains": "inside"}
    there = gazetteer.relation(one, other)
    assert gazetteer.relation(other, one) == backwards.get(there, there)
    assert gazetteer.distance_km(one, other) == pytest.approx(gazetteer.distance_km(other, one))


def test_a_users_places_stand_beside_the_shipped_ones(ostravia: Gazetteer) -> None:
    assert [entry.place_id for entry in ostravia.lookup("Velmoura")] == ["XO.1.v"]
    assert ostravia.lookup("Daraa")
    assert ostravia.relation("XO.1.v", "XO.1") == "inside"
    assert ostravia.relation("XO.1.v", "XO.1.k") == "apart"


def test_a_place_without_coordinates_takes_those_of_its_parent(ostravia: Gazetteer) -> None:
    tavi = ostravia.get("XO.1.t")
    assert (tavi.lat, tavi.lon, tavi.radius_km, tavi.located) == (10.5, 20.5, 60.0, False)
    assert ostravia.relation("XO.1.t", "XO.1.k") == "neighbour"


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ("XO.2,Dolna,city,XO,,,1,1,1,,,,", "kind 'city'"),
        ("XO.2,,town,XO,,,1,1,1,,,,", "no value for name"),
        ("XO.2,Dolna,town,XO,,XO.9,1,1,1,,,,", "parent 'XO.9'"),
        ("XO.2,Dolna,town,XO,,,,,,,,,", "neither the place nor any parent"),
        ("XO.2,Dolna,town,XO,,,north,1,1,,,,", "plain numbers"),
        ("XO.2,Dolna,town,XO,,XO.2,,,,,,,", "break the ring"),
    ],
)
def test_a_broken_row_is_refused_with_file_and_line(tmp_path: Path, row: str, part: str) -> None:
    (tmp_path / "places.csv").write_text(f"{HEADER}\n{row}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"places.csv:2: ") as caught:
        load_gazetteer(tmp_path)
    assert part in str(caught.value)


def test_an_unknown_id_is_refused(shipped: Gazetteer) -> None:
    with pytest.raises(LexiconError, match="No place has the id"):
        shipped.get("nowhere")
