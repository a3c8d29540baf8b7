"""Our event types in the codebooks of ACLED and UCDP: each line of the table runs as a test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crosswire.errors import LexiconError
from crosswire.lexicon.codes import (
    AcledRule,
    Party,
    acled_codes,
    acled_inter,
    acled_interaction,
    load_acled,
    party_of_actor,
    party_of_victims,
    ucdp_violence,
)  # fmt: skip
from crosswire.lexicon.event_types import load_codebook
from crosswire.lexicon.load import DATA

CODEBOOK = load_codebook([DATA])
RULES = load_acled([DATA])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example)
def test_a_line_fires_and_gives_its_codes(rule: AcledRule) -> None:
    meanings = [meaning for found in CODEBOOK.triggers.find(rule.example) for meaning in found.values]
    measures = {CODEBOOK.measure_types[meaning.measure] for meaning in meanings if meaning.measure}
    assert rule.event_type in {meaning.event_type for meaning in meanings} | measures
    found = acled_codes(RULES, rule.event_type, mode=rule.mode, doer=rule.doer, befell=rule.befell)
    assert found == (rule.acled_event, rule.acled_sub_event)


def test_every_type_has_a_line_without_conditions() -> None:
    plain = {rule.event_type for rule in RULES if (rule.mode, rule.doer, rule.befell) == (None, None, None)}
    assert plain == set(CODEBOOK.event_types)


@pytest.mark.parametrize(
    ("event_type", "mode", "doer", "befell", "codes"),
    [
        ("bombing", "suicide-attack", "group", "civilians", ("Explosions/Remote violence", "Suicide bomb")),
        ("killing", None, "group", None, (None, None)),
        ("arrest", None, "state", "civilians", ("Strategic developments", "Arrests")),
        ("territory_change", None, "group", None, (None, None)),
        ("no_such_type", None, None, None, (None, None)),
    ],
)
def test_the_line_that_fits_best_decides(
    event_type: str, mode: str | None, doer: Party | None, befell: Party | None, codes: tuple[str | None, str | None]
) -> None:
    assert acled_codes(RULES, event_type, mode=mode, doer=doer, befell=befell) == codes


@pytest.mark.parametrize(
    ("doer", "befell", "violence"),
    [
        ("state", "group", 1),
        ("group", "state", 1),
        ("state", "state", 1),
        ("group", "group", 2),
        ("state", "civilians", 3),
        ("group", "civilians", 3),
        ("civilians", "state", None),
        (None, "civilians", None),
        ("state", None, None),
    ],
)
def test_the_type_of_violence_depends_on_the_sides(
    doer: Party | None, befell: Party | None, violence: int | None
) -> None:
    assert ucdp_violence(doer, befell) == violence


@pytest.mark.parametrize(
    ("party", "given", "inter"),
    [
        ("group", {"groups": "Rebel group", "country": "XO"}, "Rebel group"),
        ("group", {"groups": "Rebel group", "country": None}, "Rebel group"),
        ("group", {"groups": "Political militia", "country": "XX"}, None),  # no militia of that country
        ("group", {"country": "XO"}, None),
        ("group", {"named": False}, "Political militia"),
        ("state", {"country": "XO"}, "State forces"),
        ("state", {"country": "XX"}, "External/Other forces"),
        ("state", {"coalition": True}, "External/Other forces"),
        ("state", {}, None),
        ("civilians", {}, "Civilians"),
    ],
)
def test_the_kind_of_actor_by_its_side_and_whose_it_is(party: Party, given: dict[str, Any], inter: str | None) -> None:
    plain = {"named": True, "coalition": False, "groups": None, "country": None, "where": "XO"}
    assert acled_inter(party, **{**plain, **given}) == inter


def test_interactions_stand_in_acled_s_order() -> None:
    assert acled_interaction("Rebel group", "State forces", alone=False) == "State forces-Rebel group"
    assert acled_interaction("Political militia", "Rebel group", alone=False) == "Rebel group-Political militia"
    assert acled_interaction("Rebel group", None, alone=False) is None
    assert acled_interaction("Rebel group", None, alone=True) == "Rebel group only"


def test_sides_by_the_kind_of_actor_and_of_victims() -> None:
    assert (party_of_actor("army"), party_of_actor("armed_group")) == ("state", "group")
    assert (party_of_actor("population"), party_of_actor("official")) == ("civilians", None)
    assert (party_of_victims("children"), party_of_victims("fighters")) == ("civilians", "group")
    assert (party_of_victims("any"), party_of_victims("commanders")) == (None, None)


def test_a_users_line_comes_first(tmp_path: Path) -> None:
    header = (DATA / "acled.csv").read_text(encoding="utf-8").splitlines()[0]
    line = "protest,,,,Protests,Peaceful protest,Hundreds joined a protest in Velmora."
    (tmp_path / "acled.csv").write_text(f"{header}\n{line}\n", encoding="utf-8")
    rules = load_acled([DATA, tmp_path])
    assert acled_codes(rules, "protest", mode=None, doer=None, befell=None) == ("Protests", "Peaceful protest")
    (tmp_path / "acled.csv").write_text(f"{header}\nprotest,,,,Parade,,A parade.\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="acled_event"):
        load_acled([DATA, tmp_path])
