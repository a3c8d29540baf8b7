"""MUC-4: reading the key's format, and counting slots as Chinchor's measure does, by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crosswire.errors import UsageError
from crosswire.evaluate.muc4.incidents import read_incidents
from crosswire.evaluate.muc4.key import Filler, Key, Message, files_of, read_keys, read_messages
from crosswire.evaluate.muc4.score import (
    Incident,
    Target,
    alike,
    precision,
    recall,
    score_message,
    score_pair,
)  # fmt: skip
from crosswire.evaluate.muc4.templates import evaluate
from crosswire.lexicon import load

TEXTS = """DEV-MUC3-0001 (NOSC)

   VELMORA, 5 JAN 90 (OPA) -- [TEXT] GUERRILLAS OF THE FREE MARN FRONT [FMF]
KIDNAPPED THREE TEACHERS IN KARSTEN ON 3 JANUARY.

   A BOMB EXPLODED YESTERDAY IN BRISK AND WOUNDED TWO WOMEN.

DEV-MUC3-0002 (NOSC)

   CLANDESTINE (OSTRAVIA), NO DATE -- [SPEECH] [TEXT] COMRADES, THE HARVEST IS GOOD.
"""
KEYS = """;;; a remark
0.  MESSAGE: ID                     DEV-MUC3-0001 (NCCOSC)
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  03 JAN 90
3.  INCIDENT: LOCATION              OSTRAVIA: MARN (PROVINCE): KARSTEN (TOWN)
4.  INCIDENT: TYPE                  KIDNAPPING
9.  PERP: INDIVIDUAL ID             "GUERRILLAS OF THE FREE MARN FRONT" /
                                    "GUERRILLAS"
10. PERP: ORGANIZATION ID           ? "FREE MARN FRONT" / "FMF"
18. HUM TGT: NAME                   -
19. HUM TGT: DESCRIPTION            "TEACHERS"
                                    "MAYOR": "OSKARVIC"
21. HUM TGT: NUMBER                 3-: "TEACHERS"
23. HUM TGT: EFFECT OF INCIDENT     *

0.  MESSAGE: ID                     DEV-MUC3-0002 (NCCOSC)
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dev-muc3-0001-0100").write_text(TEXTS, encoding="ascii")
    (tmp_path / "key-dev-0001.muc4").write_text(KEYS, encoding="ascii")
    return tmp_path


def test_messages_without_their_header(folder: Path) -> None:
    first, second = read_messages(files_of(folder)[0][0])
    assert (first.id, first.place, first.published) == ("DEV-MUC3-0001", "VELMORA", date(1990, 1, 5))
    assert first.text.startswith("GUERRILLAS OF THE FREE MARN FRONT [FMF] KIDNAPPED")
    assert first.text.count("\n\n") == 1
    assert second.published is None


def test_the_key(folder: Path) -> None:
    keys = read_keys(files_of(folder)[1][0])
    assert keys["DEV-MUC3-0002"] == []
    (key,) = keys["DEV-MUC3-0001"]
    assert (key.number, key.optional) == (1, False)
    assert key.slots[9] == (Filler(values=("GUERRILLAS OF THE FREE MARN FRONT", "GUERRILLAS")),)
    assert key.slots[10] == (Filler(values=("FREE MARN FRONT", "FMF"), optional=True),)
    assert key.slots[19] == (Filler(values=("TEACHERS",)), Filler(values=("MAYOR",), referents=("OSKARVIC",)))
    assert key.slots[21] == (Filler(values=("3-",), referents=("TEACHERS",)),)
    assert set(key.slots) == {2, 3, 4, 9, 10, 19, 21}


KEY = Key(
    number=1,
    optional=False,
    slots={
        2: (Filler(values=("- 05 JAN 90",)),),
        3: (Filler(values=("OSTRAVIA: MARN (PROVINCE): KARSTEN (TOWN)",)),),
        4: (Filler(values=("BOMBING",)),),
        9: (Filler(values=("GUERRILLAS",)),),
        10: (Filler(values=("FREE MARN FRONT", "FMF"), optional=True),),
        18: (Filler(values=("ANNA OSKARVIC",)),),
        19: (Filler(values=("TEACHERS", "SCHOOL TEACHERS")), Filler(values=("MAYOR",), referents=("ANNA OSKARVIC",))),
        21: (
            Filler(values=("1",), referents=("ANNA OSKARVIC",)),
            Filler(values=("3-",), referents=("TEACHERS", "SCHOOL TEACHERS")),
        ),
        23: (Filler(values=("DEATH",), referents=("TEACHERS",)),),
    },
)
OURS = Incident(
    kind="ATTACK",
    first=date(1990, 1, 3),
    last=date(1990, 1, 3),
    places=("Ostravia", "Brisk"),
    perpetrators=("the guerrillas", "the army"),
    targets=(Target(text="three teachers", number=3, effects=("DEATH",)), Target(text="Two drivers", number=2)),
)


def test_slots_by_hand() -> None:
    # (correct, partial, incorrect, spurious, missing)
    assert score_pair(KEY, OURS) == {
        "type": (0, 1, 0, 0, 0),  # ATTACK for BOMBING
        "date": (0, 1, 0, 0, 0),  # 3 January lies in "on or before 5 January"
        "location": (0, 1, 0, 0, 0),  # the country alone is right
        "perpetrator": (1, 0, 0, 1, 0),  # the organisation need not be found; the army is spurious
        "target": (1, 0, 1, 0, 0),  # the teachers; drivers where Oskarvic should stand
        "target_number": (1, 0, 1, 0, 0),
        "effect": (1, 0, 0, 0, 0),
    }
    assert score_pair(KEY, None)["target_number"] == (0, 0, 0, 0, 2)
    assert score_pair(None, OURS)["target_number"] == (0, 0, 0, 2, 0)


def test_recall_and_precision_by_hand() -> None:
    # Numbers: 1 correct and 1 incorrect in the pair, 2 spurious of an incident the key lacks.
    far = Incident(kind="KIDNAPPING", first=None, last=None, places=(), perpetrators=(), targets=OURS.targets)
    counts = score_message([KEY], [OURS, far])["target_number"]
    assert counts == (1, 0, 1, 2, 0)
    assert (recall([counts]), precision([counts])) == (0.5, 0.25)
    assert recall([(1, 1, 0, 0, 1)]) == 0.5  # (1 + 0.5) / 3
    assert recall([(0, 0, 0, 2, 0)]) is None


def test_an_optional_template_is_not_missing() -> None:
    optional = Key(number=1, optional=True, slots=KEY.slots)
    assert sum(sum(counts) for counts in score_message([optional], []).values()) == 0


def test_a_right_number_of_other_people_is_partial() -> None:
    other = Incident(
        kind="BOMBING", first=None, last=date(1990, 1, 5), places=("Ostravia", "Karsten"), perpetrators=(),
        targets=(Target(text="three drivers", number=3),),
    )  # fmt: skip
    counts = score_pair(KEY, other)
    assert counts["target_number"] == (0, 1, 0, 0, 1)
    assert (counts["date"], counts["location"], counts["type"]) == ((1, 0, 0, 0, 0),) * 3


@pytest.mark.parametrize(
    ("one", "other", "points"),
    [
        ("THE TEACHERS", "three school teachers", 1.0),
        ("ANNA OSKARVIC", "Oskarvic", 1.0),
        ("SCHOOL DIRECTOR", "school teachers", 0.5),
        ("TEACHERS", "drivers", 0.0),
        ("THE", "the", 0.0),
    ],
)
def test_strings_that_name_the_same(one: str, other: str, points: float) -> None:
    assert alike(one, other) == points
    assert alike(other, one) == points


def test_incidents_of_a_message(folder: Path) -> None:
    message = read_messages(files_of(folder)[0][0])[0]
    found = {incident.kind: incident for incident in read_incidents(message, load())}
    assert set(found) == {"KIDNAPPING", "BOMBING"}
    assert (found["KIDNAPPING"].first, found["KIDNAPPING"].last) == (date(1990, 1, 3), date(1990, 1, 3))
    assert [target.number for target in found["KIDNAPPING"].targets] == [3]
    assert [(t.number, t.effects) for t in found["BOMBING"].targets] == [(2, ("INJURY",))]


def incidents(text: str, place: str = "VELMORA") -> list[Incident]:
    message = Message(id="DEV-MUC3-0009", place=place, published=date(1990, 1, 5), text=text)
    return read_incidents(message, load())


@pytest.mark.parametrize(
    "text",
    [
        "FIVE SOLDIERS WERE KILLED IN A CLASH IN DOLNA ON 3 JANUARY.",  # to fighters alone
        "THREE TEACHERS WERE KIDNAPPED IN DOLNA IN 1976.",  # long ago
        "THREE TEACHERS WERE KIDNAPPED IN FRANCE ON 3 JANUARY.",  # in none of the nine countries
        "GUERRILLAS SEIZED 90 RIFLES IN DOLNA ON 3 JANUARY.",  # to nobody
    ],
)
def test_what_the_guide_leaves_out(text: str) -> None:
    assert incidents(text) == []


def test_the_country_is_that_of_the_dateline_or_the_one_named_most() -> None:
    text = "THREE TEACHERS WERE KIDNAPPED ON 3 JANUARY. PERUVIAN POLICE SAID THEY WOULD ASK PERU AND CHILE FOR HELP."
    assert [incident.places for incident in incidents(text)] == [("Peru",)]
    assert [incident.places for incident in incidents(text, "SANTIAGO (CHILE)")] == [("Chile",)]


def test_what_differs_in_nothing_is_one_incident() -> None:
    bombs = "A BOMB EXPLODED ON 3 JANUARY AND KILLED TWO WOMEN."
    (one,) = incidents(f"{bombs} A POWERFUL BLAST ON 3 JANUARY WOUNDED SIX STUDENTS.")
    assert [(target.number, target.effects) for target in one.targets] == [(2, ("DEATH",)), (6, ("INJURY",))]
    assert len(incidents(f"{bombs} ANOTHER BOMB EXPLODED ON 1 JANUARY AND WOUNDED SIX STUDENTS.")) == 2


def test_the_report(folder: Path) -> None:
    report = evaluate(folder, "look", load(), lambda *_: None)
    assert report.scores["target_number_recall"].value == 1.0
    assert report.scores["target_number_precision"].value == 0.5  # the bombing is not in this key
    assert report.scores["date_recall"].value == 1.0
    assert report.notes[0].startswith("2 of the 2 messages")
    with pytest.raises(UsageError, match="score"):
        evaluate(folder, "score", load(), lambda *_: None)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="key-"):
        evaluate(tmp_path / "none", "look", load(), lambda *_: None)
