"""A GeoNames country file is imported: divisions resolved, broken lines told and passed over, names found."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import yaml

from crosswire.errors import LexiconError
from crosswire.lexicon import load
from crosswire.lexicon.check import check
from crosswire.lexicon.gazetteer import Gazetteer, load_gazetteer
from crosswire.lexicon.importing import import_places


def line(number: int, name: str, feature: str, *, others: str = "", lat: float = 10.0, lon: float = 20.0,
         admin1: str = "01", admin2: str = "", people: int = 0, country: str = "XO") -> str:  # fmt: skip
    kind, code = feature.split(".")
    cells = [number, name, name, others, lat, lon, kind, code, country, "", admin1, admin2, "", "", people, "", 300,
             "Europe/Nowhere", "2031-01-01"]  # fmt: skip
    return "\t".join(map(str, cells))


LINES = [
    line(900000001, "Republic of Ostravia", "A.PCLI", others="Ostravia", admin1="00"),
    line(900000002, "Marn", "A.ADM1", others="Marn Province,Márn"),
    line(900000003, "Upper Marn", "A.ADM2", admin2="0101"),
    line(900000004, "Velmora", "P.PPLA", others="Velmoura,فلمورا,VLM,Велмора", admin2="0101", people=90000),
    line(900000005, "Karsten", "P.PPL", lat=10.5, lon=20.5, admin2="0102", people=20000),
    line(900000006, "Wells", "P.PPL", lat=10.7, lon=20.1),
    line(900000007, "Old Brisk", "P.PPLH"),
    line(900000008, "Tavi Pass", "T.PASS", lat=10.2, lon=20.9),
    "\t".join(["900000009", "Half a line"]),
    line(900000010, "Dolna", "P.PPL", lat=100.0),
    line(900000011, "Far Dolna", "P.PPL", admin1="07", lat=11.0),
]


@pytest.fixture
def country(tmp_path: Path) -> Path:
    file = tmp_path / "XO.txt"
    file.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    return file


def imported(folder: Path) -> Gazetteer:
    return load_gazetteer(folder)


def test_places_are_found_with_what_they_lie_in(country: Path, tmp_path: Path) -> None:
    report = import_places(country, tmp_path / "lexicon")
    assert (report.read, report.kept, report.passed_over, report.broken) == (11, 7, 2, 2)
    gazetteer = imported(tmp_path / "lexicon")
    (velmora,) = gazetteer.lookup("Velmoura")
    assert (velmora.place_id, velmora.kind, velmora.population) == ("900000004", "town", 90000)
    assert gazetteer.ancestors("900000004") == ("XO.01.0101", "XO.01", "XO")
    assert (velmora.admin1, velmora.country, velmora.radius_km) == ("Marn", "XO", 2.4)
    assert [one.place_id for one in gazetteer.lookup("فلمورا")] == ["900000004"]
    assert not gazetteer.lookup("VLM") and not gazetteer.lookup("Tavi Pass") and not gazetteer.lookup("Old Brisk")
    (marn,) = gazetteer.lookup("Marn Province")
    assert (marn.kind, marn.lat) == ("governorate", 10.35) and 47 < marn.radius_km < 48.5
    assert gazetteer.ancestors("900000005") == ("XO.01", "XO")  # nothing names the district 0102
    assert gazetteer.longest_from("varmara") == 0 and gazetteer.relation("900000004", "XO.01") == "inside"
    assert "wells" in gazetteer.words and gazetteer.lookup("Daraa")
    assert check(tmp_path / "lexicon") == []


def test_names_of_divisions_come_from_the_files_given(country: Path, tmp_path: Path) -> None:
    (tmp_path / "a1.txt").write_text("XO.01\tMarn\tMarn\t900000002\nXO.07\tLower Hills\tLower Hills\t1\n")
    (tmp_path / "a2.txt").write_text("XO.01.0102\tKarsten District\tKarsten District\t2\n")
    import_places(country, tmp_path / "lexicon", admin1=tmp_path / "a1.txt", admin2=tmp_path / "a2.txt")
    gazetteer = imported(tmp_path / "lexicon")
    assert gazetteer.ancestors("900000005") == ("XO.01.0102", "XO.01", "XO")
    assert gazetteer.get("900000011").admin1 == "Lower Hills"
    with pytest.raises(LexiconError, match=r"XO.txt:1: 19 cells where code, name"):
        import_places(country, tmp_path / "lexicon", admin1=country)


def test_where_it_came_from_and_what_was_broken_is_written_beside(country: Path, tmp_path: Path) -> None:
    report = import_places(country, tmp_path / "lexicon", classes=["T"])
    told = yaml.safe_load(report.provenance.read_text("utf-8"))
    assert told["given"]["file"]["name"] == "XO.txt" and len(told["given"]["file"]["sha256"]) == 64
    assert [(one["line"], one["why"]) for one in told["broken_lines"]] == [
        (9, "2 cells where 19 belong"),
        (10, "latitude, longitude or population is out of range"),
    ]
    (found,) = imported(tmp_path / "lexicon").lookup("Tavi Pass")
    assert (found.kind, found.radius_km) == ("area", 5.0)


def test_a_place_the_shipped_tables_have_keeps_its_names_and_parents(tmp_path: Path) -> None:
    shipped = load_gazetteer().get("170905")
    text = line(170905, shipped.name, "P.PPLA", others="Velmora-by-Daraa", country="SY", admin1="06", lat=1, lon=2)
    (tmp_path / "SY.txt").write_text(text + "\n", encoding="utf-8")
    import_places(tmp_path / "SY.txt", tmp_path / "lexicon")
    found = imported(tmp_path / "lexicon").get("170905")
    assert {*shipped.names} < {*found.names} and "Velmora-by-Daraa" in found.names
    assert (found.parent, found.lat, found.radius_km) == (shipped.parent, shipped.lat, shipped.radius_km)


def test_the_same_file_gives_the_same_lexicon_packed_or_not(country: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "XO.zip", "w") as packed:
        packed.write(country, "XO.txt")
    for source, folder in ((country, "a"), (country, "b"), (tmp_path / "XO.zip", "c")):
        import_places(source, tmp_path / folder)
    assert load(tmp_path / "a").fingerprint == load(tmp_path / "b").fingerprint
    assert imported(tmp_path / "c").lookup("Velmora") == imported(tmp_path / "a").lookup("Velmora")


def test_a_users_row_comes_before_an_imported_one(country: Path, tmp_path: Path) -> None:
    folder = tmp_path / "lexicon"
    import_places(country, folder)
    head = "place_id,name,kind,country,parent,lat,lon,names"
    (folder / "places.csv").write_text(f"{head}\n900000005,Karsten,town,XO,XO.01,1,2,New Karsten\n", encoding="utf-8")
    gazetteer = imported(folder)
    assert [one.lat for one in gazetteer.lookup("Karsten")] == [1.0]
    assert gazetteer.ancestors("900000005") == ("XO.01", "XO")
    (folder / "places.csv").write_text(f"{head}\n900000005,Karsten,town,XO,XO.01,3,2,\n", encoding="utf-8")
    assert imported(folder).get("900000005").lat == 3.0  # the file changed, so it is read again


def test_what_is_no_country_file_is_refused_and_leaves_nothing(country: Path, tmp_path: Path) -> None:
    (tmp_path / "not.txt").write_text("id,name\n1,Velmora\n")
    (tmp_path / "bad.txt").write_text(LINES[3] + "\n" + "x\n" * 5)
    for name, match in (("not.txt", "not a GeoNames country file"), ("bad.txt", "5 of 6 lines are broken")):
        with pytest.raises(LexiconError, match=match):
            import_places(tmp_path / name, tmp_path / "lexicon")
    assert not list((tmp_path / "lexicon").glob("*")) if (tmp_path / "lexicon").exists() else True
    (tmp_path / "places-x.db").write_text("no database")
    assert "import the file again" in check(tmp_path)[0]
