"""Event types, measures, people and cue words; a user's own files beside the shipped ones."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from crosswire.errors import LexiconError
from crosswire.lexicon import load
from crosswire.lexicon.event_types import Codebook, load_codebook
from crosswire.lexicon.load import DATA
from crosswire.lexicon.phrases import PhraseTable, plural, verb_forms
from crosswire.model import Measure, Of

CODEBOOK = load_codebook([DATA])
TYPES = sorted(CODEBOOK.event_types)
# Types that no word names: a killing is named by what is counted, and "other" by nothing.
BY_MEASURE = {"killing": "killed", "other": "missing"}
USERS = """types:
  harvest_theft:
    label: theft of the harvest
    family: theft
    rank: 33
    plover: {event: ASSAULT, mode: null}
    verbs: [rustle]
    nouns: [crop theft]
    phrases: [made off with the harvest]
    fires: Armed men rustled the herds of Dolna.
    silent: Leaves moved in the woods of Dolna.
"""


def types_in(text: str, codebook: Codebook = CODEBOOK) -> set[str | None]:
    return {meaning.event_type for found in codebook.triggers.find(text) for meaning in found.values}


def measures_in(text: str) -> set[str | None]:
    return {meaning.measure for found in CODEBOOK.triggers.find(text) for meaning in found.values}


@pytest.mark.parametrize("type_id", TYPES)
def test_the_sentence_in_which_a_type_is_found_and_the_one_in_which_not(type_id: str) -> None:
    event_type = CODEBOOK.event_types[type_id]
    if type_id in BY_MEASURE:
        assert BY_MEASURE[type_id] in measures_in(event_type.fires)
        assert measures_in(event_type.silent) == set()
    else:
        assert type_id in types_in(event_type.fires)
        assert type_id not in types_in(event_type.silent)


@pytest.mark.parametrize("type_id", TYPES)
def test_a_type_is_complete(type_id: str) -> None:
    event_type = CODEBOOK.event_types[type_id]
    assert event_type.label
    assert event_type.family
    assert event_type.rank > 0


def test_ranks_decide_within_a_family() -> None:
    for family in {event_type.family for event_type in CODEBOOK.event_types.values()}:
        ranks = [e.rank for e in CODEBOOK.event_types.values() if e.family == family]
        assert len(ranks) == len(set(ranks)), family


def test_every_measure_has_a_type_and_words() -> None:
    assert set(CODEBOOK.measure_types) == set(get_args(Measure))
    assert set(CODEBOOK.measure_types.values()) <= set(CODEBOOK.event_types)


@pytest.mark.parametrize(
    ("words", "measure", "form"),
    [
        ("killed", "killed", "object"),
        ("slain", "killed", "object"),
        ("died", "killed", "self"),
        ("perishing", "killed", "self"),
        ("deaths", "killed", "noun"),
        ("dead", "killed", "adjective"),
        ("death toll", "killed", "toll"),
        ("gunned down", "killed", "phrase"),
        ("injured", "wounded", "object"),
        ("casualties", "killed_or_wounded", "noun"),
        ("killed or wounded", "killed_or_wounded", "phrase"),
        ("neutralized", "neutralised", "object"),
        ("kidnapped", "abducted", "object"),
        ("captured", "captured", "object"),
        ("detained", "detained", "object"),
        ("missing", "missing", "adjective"),
        ("fled", "displaced", "self"),
        ("bused out", "evacuated", "phrase"),
        ("freed", "released", "object"),
        ("surrendered", "surrendered", "self"),
        ("besieged", "besieged", "object"),
    ],
)
def test_words_that_count_people(words: str, measure: str, form: str) -> None:
    [found] = CODEBOOK.triggers.find(words)
    assert (measure, form) in {(meaning.measure, meaning.form) for meaning in found.values}


@pytest.mark.parametrize(
    ("noun", "of"),
    [
        ("women", "women"), ("schoolchildren", "children"), ("militiamen", "fighters"), ("army officer", "soldiers"),
        ("field commanders", "commanders"), ("police officers", "police"), ("aid workers", "aid_workers"),
        ("families", "families"), ("people", "any"), ("villagers", "civilians"), ("paramedics", "medics"),
    ],
)  # fmt: skip
def test_nouns_for_people(noun: str, of: Of) -> None:
    [found] = CODEBOOK.people.find(noun)
    assert of in found.values


@pytest.mark.parametrize("noun", ["village", "villages", "vehicle", "tanks", "houses", "hours", "kilometres"])
def test_things_are_no_people(noun: str) -> None:
    assert list(CODEBOOK.people.find(noun)) == []


def test_cues_are_inflected() -> None:
    cues = CODEBOOK.cues
    assert {"said", "says", "told", "writing", "reported"} <= cues.reporting
    assert {"denied", "rejects"} <= cues.denied
    assert {"threatening", "vowed", "sworn"} <= cues.threatened
    assert {"sources", "activist"} <= cues.unnamed_heads
    assert {"urged", "vowing", "praises", "said", "thought"} <= cues.attitudes
    assert {"urged", "vowing", "praises"}.isdisjoint(cues.reporting)
    assert "report" in cues.hearsay
    assert "supposedly" in cues.hedges
    assert "manage" in cues.carried_out
    assert "managed" not in cues.carried_out
    assert [found.values for found in cues.according.find("Nine died, according to Marn Watch.")] == [("according to",)]


def test_the_longest_phrase_is_found_whatever_case_and_hyphens() -> None:
    table = PhraseTable([("air", 1), ("air strike", 2), ("strike", 3), ("army's air force", 4)])
    text = "Air-Strike, strike; the ARMY’S air force, airs"
    assert [(text[f.start : f.end], f.values) for f in table.find(text)] == [
        ("Air-Strike", (2,)),
        ("strike", (3,)),
        ("air", (1,)),
    ]
    assert [found.values for found in table.find("the army's air  force")] == [(4,)]


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("kill", {"kills", "killed", "killing"}),
        ("execute", {"executes", "executed", "executing"}),
        ("bury", {"buries", "buried", "burying"}),
        ("tie", {"ties", "tied", "tying"}),
        ("free", {"frees", "freed", "freeing"}),
        ("ambush", {"ambushes", "ambushed", "ambushing"}),
        ("kidnap", {"kidnapped", "kidnapping"}),
    ],
)
def test_verb_forms(base: str, forms: set[str]) -> None:
    assert forms <= set(verb_forms(base))


@pytest.mark.parametrize(
    ("noun", "many"), [("raid", "raids"), ("casualty", "casualties"), ("ambush", "ambushes"), ("car bomb", "car bombs")]
)
def test_plurals(noun: str, many: str) -> None:
    assert plural(noun) == many


def users(folder: Path, text: str, name: str = "event_types.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_users_type_is_added_to_the_shipped_ones(tmp_path: Path) -> None:
    codebook = load(users(tmp_path, USERS)).codebook
    assert set(codebook.event_types) == {*TYPES, "harvest_theft"}
    added = codebook.event_types["harvest_theft"]
    assert (added.family, added.rank, added.plover) == ("theft", 33, ("ASSAULT", None))
    for text in (added.fires, "Two crop thefts were seen.", "They made off with the harvest."):
        assert "harvest_theft" in types_in(text, codebook)
    assert "harvest_theft" not in types_in(added.silent, codebook)
    assert "air_strike" in types_in(codebook.event_types["air_strike"].fires, codebook)


def test_a_users_words_are_added_to_the_shipped_ones(tmp_path: Path) -> None:
    users(tmp_path, "measures:\n  killed:\n    type: killing\n    verbs: [reap]\n")
    users(tmp_path, "classes:\n  civilians: [ferryman]\nirregular_plurals:\n  ferryman: ferrymen\n", "people.yaml")
    users(tmp_path, "reporting: [rumour]\n", "cues.yaml")
    codebook = load(tmp_path).codebook
    for word in ("reaped", "killed"):
        assert {t.measure for found in codebook.triggers.find(word) for t in found.values} == {"killed"}
    assert [found.values for found in codebook.people.find("ferrymen")] == [("civilians",)]
    assert {"rumoured", "said"} <= codebook.cues.reporting


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("types: [unclosed", "YAML"),
        ("- a list\n", "mapping"),
        (USERS.replace("    family: theft\n", ""), "harvest_theft lacks 'family'"),
        ("measures:\n  eaten:\n    type: killing\n", "eaten"),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    lexicon = load(users(tmp_path, text))
    with pytest.raises(LexiconError, match=r"event_types\.yaml") as error:
        _ = lexicon.codebook
    assert said in str(error.value)


def test_an_unknown_class_of_people_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"people\.yaml: unknown class ghosts"):
        _ = load(users(tmp_path, "classes:\n  ghosts: [ghost]\n", "people.yaml")).codebook


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "cues.yaml").write_bytes("reporting: [erzählen]\n".encode("latin-1"))
    with pytest.raises(LexiconError, match=r"cues\.yaml"):
        _ = load(tmp_path).codebook
