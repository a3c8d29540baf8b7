"""What a user's folder may hold beside actors: types, words, codes, places; each mistake is told with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswire.lexicon import load
from crosswire.lexicon.check import check
from crosswire.lexicon.codes import acled_codes, load_acled, ucdp_violence

TYPE = """types:
  harvest_theft:
    label: theft of the harvest
    family: theft
    rank: 33
    plover: {event: ASSAULT, mode: destroy}
    verbs: [rustle]
    fires: Armed men rustled the herds of Dolna.
    silent: Leaves moved in the woods of Dolna.
"""
ACLED = "event_type,mode,doer,befell,acled_event,acled_sub_event,example\n"
PLACES = "place_id,name,kind,country,admin1,parent,lat,lon,radius_km,population,located,names,keys\n"


def said(folder: Path, name: str, text: str) -> list[str]:
    (folder / name).write_text(text, encoding="utf-8")
    return [line.removeprefix(f"{folder}/") for line in check(folder)]


def test_a_type_of_ones_own_has_codes_of_all_three_codebooks(tmp_path: Path) -> None:
    assert said(tmp_path, "event_types.yaml", TYPE) == []
    row = "harvest_theft,,,,Strategic developments,Looting/property destruction,Armed men rustled the herds of Dolna."
    assert said(tmp_path, "acled.csv", f"{ACLED}{row}\n") == []
    lexicon = load(tmp_path)
    assert lexicon.codebook.event_types["harvest_theft"].plover == ("ASSAULT", "destroy")
    codes = acled_codes(load_acled(lexicon.folders), "harvest_theft", mode=None, doer="group", befell="civilians")
    assert codes == ("Strategic developments", "Looting/property destruction")
    assert ucdp_violence("group", "civilians") == 3  # by the parties, whatever the type is called


def test_a_shipped_type_takes_further_words_without_being_told_again(tmp_path: Path) -> None:
    assert said(tmp_path, "event_types.yaml", "types:\n  air_strike:\n    nouns: [glide bomb]\n") == []
    before, after = load().codebook, load(tmp_path).codebook
    assert after.event_types["air_strike"] == before.event_types["air_strike"]
    assert [t.event_type for f in after.triggers.find("Glide bombs over Dolna.") for t in f.values] == ["air_strike"]


@pytest.mark.parametrize(
    ("name", "text", "part"),
    [
        ("event_types.yaml", TYPE.replace("verbs", "verb"), "event_types.yaml:7: 'harvest_theft' has no 'verb'"),
        ("event_types.yaml", TYPE.replace("[rustle]", "rustle"), "event_types.yaml:7: 'verbs' is a list of words"),
        ("event_types.yaml", TYPE.replace("33", "high"), "event_types.yaml:5: rank is 'high'; write a whole number"),
        ("event_types.yaml", TYPE.replace("rustled", "moved"), ":8: 'harvest_theft' is not found in"),
        ("event_types.yaml", TYPE.replace("moved", "rustled"), "event_types.yaml:9: 'harvest_theft' is found in"),
        ("event_types.yaml", TYPE.replace("    family: theft\n", ""), ":2: type 'harvest_theft' lacks family"),
        ("event_types.yaml", "typs: {}\n", ":1: nothing is called 'typs'; choose of irregular"),
        ("event_types.yaml", "types:\n  x: [\n", "event_types.yaml:3: not readable as YAML"),
        ("event_types.yaml", f"types: {'[' * 3000}", "event_types.yaml: its lists lie too deep in each other"),
        ("event_types.yaml", "types: {}\ntypes: {}\n", "event_types.yaml:2: 'types' stands on line 1 too"),
        ("event_types.yaml", "types:\n  7: {}\n", "event_types.yaml:2: '7' is read as a number or as yes or no"),
        ("event_types.yaml", "types:\n  x: !y {}\n", "event_types.yaml:2: not readable as YAML"),
        ("people.yaml", "yes: []\n", "people.yaml:1: 'yes' is read as a number or as yes or no; put it in quotation"),
        ("event_types.yaml", "measures:\n  stolen: {type: other}\n", ":2: unknown measure 'stolen'"),
        ("people.yaml", "classes:\n  farmers: [farmer]\n", "people.yaml:2: unknown class 'farmers'"),
        ("cues.yaml", "sayings: [say]\n", "cues.yaml:1: nothing is called 'sayings'; choose of"),
        ("acled.csv", f"{ACLED}theft,,,,,,Nothing.\n", "acled.csv:2: no event type 'theft'; add it"),
        ("acled.csv", f"{ACLED}shelling,,,,,,Nothing.\n", "acled.csv:2: 'shelling' is not found in the example"),
        ("acled.csv", f"{ACLED}shelling,,,,War,,Shells.\n", "acled.csv:2: 'acled_event' is 'War'; choose one of"),
        ("places.csv", "id,name\n1,Dolna\n", "places.csv:1: no column is called id; the columns are place_id"),
        ("places.csv", "name,kind\nDolna,town\n", "places.csv:1: no column place_id, country; every place needs"),
        ("places.csv", f"{PLACES}o,Dolna,town,XO,,,95,1,,,,,\n", "places.csv:2: lat is 95; it goes from -90 to 90"),
        ("places.csv", f"{PLACES}o,Dolna,town,XO,,,1,,,,,,\n", "places.csv:2: one of lat and lon is empty; give both"),
        ("places.csv", f"{PLACES}o,A,town,XO,,,1,1,,,,,\no,B,town,XO,,,1,1,,,,,\n", ":3: has the id of line 2"),
        ("Actor.csv", "", "Actor.csv: not a table of the lexicon, and not read; rename it to actors.csv"),
        ("vocabulary.yaml", "", "vocabulary.yaml: not a table of the lexicon, and not read; the names are acled.csv, "),
        ("outlets.csv", "id,name,kind,country,spellings\ndaily,The Daily,newspaper,,SANA\n", "'SANA' already names"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, name: str, text: str, part: str) -> None:
    problems = said(tmp_path, name, text)
    assert any(part in problem for problem in problems), problems


def test_all_mistakes_of_a_folder_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "acled.csv").write_text(f"{ACLED}theft,,,,,,Nothing.\n")
    problems = said(tmp_path, "places.csv", f"{PLACES}o,Dolna,city,XO,,,1,1,,,,,\np,,town,XO,,,1,1,,,,,\n")
    assert [problem.split(": ")[0].rpartition("/")[2] for problem in problems] == [
        "acled.csv:2", "places.csv:2", "places.csv:3"
    ]  # fmt: skip
