"""The shipped tables are sound; a user's folder is laid over them; a broken file says where and what to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crosswire import lexicon
from crosswire.errors import LexiconError
from crosswire.lexicon.check import check
from crosswire.lexicon.load import DATA, SCHEMA
from crosswire.lexicon.matcher import fold
from crosswire.lexicon.table import columns_of


def test_shipped_tables_are_sound() -> None:
    assert check(DATA) == []


def test_shipped_tables_are_there_and_cached() -> None:
    lex = lexicon.load()
    assert lex is lexicon.load()
    assert len(lex.actors) > 500 and len(lex.aliases) > 2000 and len(lex.outlets) > 80
    assert len(lex.fingerprint) == 64


def test_one_slug_for_one_organisation() -> None:
    lex = lexicon.load()
    both = lex.outlets.keys() & lex.actors.keys()
    assert {"sana", "afp", "reuters", "sohr", "rudaw"} <= both
    assert all(lex.outlets[each].name == lex.actors[each].name for each in both)


def test_every_actor_answers_to_its_name() -> None:
    lex = lexicon.load()
    written = {(fold(alias.text), alias.actor_id) for alias in lex.aliases}
    nameless = [
        actor.id
        for actor in lex.actors.values()
        if (fold(actor.name), actor.id) not in written and not actor.id.endswith("-governorate-authority")
    ]
    assert nameless == []


def test_every_loaded_term_has_the_neutral_word() -> None:
    assert all(term.neutral and term.neutral != term.term for term in lexicon.load().terms)
    (found,) = lexicon.load().find_terms("The unit liberated Dolna.")
    assert found[2].neutral == "captured" and found[:2] == (9, 18)


def test_a_users_folder_adds_and_overrides(ostravia: Path) -> None:
    (ostravia / "aliases.csv").write_text(
        (ostravia / "aliases.csv").read_text(encoding="utf-8") + "SANA,opa,exact,,,,\n", encoding="utf-8"
    )
    (ostravia / "sides.csv").write_text("id,name,country\nopposition,The Front,XO\n", encoding="utf-8")
    lex = lexicon.load(ostravia)
    assert lex.actors["fmf"].name == "Free Marn Front"
    assert "sana" in lex.actors
    assert [alias.actor_id for alias in lex.aliases if alias.text == "SANA"] == ["opa"]
    assert lex.sides["opposition"].name == "The Front"
    assert lex.fingerprint != lexicon.load().fingerprint
    assert check(ostravia) == []


def test_a_changed_file_is_read_again(ostravia: Path) -> None:
    before = lexicon.load(ostravia)
    with (ostravia / "actors.csv").open("a", encoding="utf-8") as file:
        file.write("tavi-guard,Tavi Guard,army,,ostravian-army,XO,\n")
    after = lexicon.load(ostravia)
    assert "tavi-guard" not in before.actors and "tavi-guard" in after.actors


def test_sides_follow_the_day(ostravia: Path) -> None:
    lex = lexicon.load(ostravia)
    assert lex.side_of("marn-brigade", date(2030, 5, 1)) == "opposition"
    assert lex.side_of("marn-brigade", date(2032, 5, 1)) == "government"
    assert lex.side_of("ostravian-army") == "government"
    assert lex.side_of("jan-brod") == "government"
    assert lex.side_of("marn-watch") is None
    assert lex.ancestors("marn-brigade", date(2032, 5, 1)) == ("ostravian-army", "ostravian-government")
    assert lex.voice_of("jan-brod") == "ostravian-army"
    assert lex.voice_of("opa") == "opa"


def test_forces_are_found_without_a_table(ostravia: Path) -> None:
    lex = lexicon.load(ostravia)
    assert lex.state_of("XO") == "ostravian-government"
    assert lex.force_of("ostravian-government", "air") == "ostravian-army"
    assert lex.force_of("ostravian-government", "police") == "ostravian-government"
    assert lex.force_of("ostravian-government", "opposition") is None


@pytest.mark.parametrize(
    "written",
    ["The Velmora Post", "velmora post", "VelmoraPost", "https://www.post.example/2030/01/a.html", "post.example"],
)
def test_outlets_by_name_domain_and_address(ostravia: Path, written: str) -> None:
    found = lexicon.load(ostravia).outlet_named(written)
    assert found is not None and found.id == "velmora-post"


@pytest.mark.parametrize("written", ["", "Post", "example", "https://nowhere.test/post.example", "velmora"])
def test_what_is_no_outlet(ostravia: Path, written: str) -> None:
    assert lexicon.load(ostravia).outlet_named(written) is None


def test_table_codes_of_the_shipped_outlets() -> None:
    lex = lexicon.load()
    for code in ("ahram", "manar", "alalam", "alaraby", "sana", "dailysabah", "reuters", "sputnik", "etilaf", "trt",
                 "arabiya", "jordantimes", "nna", "asharqalawsat", "tass", "thecradle"):  # fmt: skip
        assert lex.outlet_named(code) is not None, code


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("actors", "id,name\nx,X\n", r"actors.csv:1: the header is .*write 'id,name,kind"),
        ("actors", "HEAD\nx,X,knight,,,,\n", r"actors.csv:2: 'kind' is 'knight'; choose one of state, army"),
        ("actors", "HEAD\nx,X,army\n", r"actors.csv:2: 3 cells where 7 belong .*double quotes"),
        ("actors", "HEAD\n,X,army,,,,\n", r"actors.csv:2: column 'id' is empty; give it a value"),
        ("actors", "HEAD\nx,X,army,,nobody,,\n", r"actors.csv:2: parent 'nobody' is not in actors.csv; add it"),
        ("actors", "HEAD\nx,X,army,,y,,\ny,Y,army,,x,,\n", r"actors.csv:2: 'x' is its own ancestor; correct"),
        ("actors", "HEAD\nx,X,army,,,,\nx,X,army,,,,\n", r"actors.csv:3: says the same thing as line 2; keep one"),
        ("actors", 'HEAD\nx,"X" Y,army,,,,\n', r"actors.csv:2: not CSV .*double quotes"),
        ("aliases", "HEAD\nFMF,sana,exact,perhaps,,,\n", r"aliases.csv:2: 'generic' is 'perhaps'; write yes, or leave"),
        ("aliases", "HEAD\nFMF,sana,exact,,,2018-13-01,\n", r"aliases.csv:2: 'since' is '2018-13-01'; write a day as"),
        ("aliases", "HEAD\nX Y,afp,exact,,,,\nX Y,sana,exact,,,,\n", r"'X Y' already means 'afp' .*drop one, or"),
        ("aliases", "HEAD\nthe crew,un-women,fold,yes,,,\n", r"actor_id 'un-women' is not in actors.csv"),
        ("aliases", "HEAD\nthe crew,united-nations,fold,yes,,,\n", r"generic, but 'united-nations' has no country"),
        ("affiliations", "HEAD\nafp,sana,2020-01-02,2020-01-01\n", r"affiliations.csv:2: since is after until; swap"),
        ("anaphors", "HEAD\nthe crew,crew,,,,\n", r"anaphors.csv:2: kinds holds 'crew'; choose of state, army"),
    ],
)  # fmt: skip
def test_a_broken_file_says_where_and_what_to_do(tmp_path: Path, name: str, text: str, says: str) -> None:
    head = ",".join(column.name for column in columns_of(SCHEMA[name][0]))
    (tmp_path / f"{name}.csv").write_text(text.replace("HEAD", head), encoding="utf-8")
    with pytest.raises(LexiconError, match=says):
        lexicon.load(tmp_path)


def test_not_utf8_and_no_folder(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_bytes(b"id,name\xff")
    with pytest.raises(LexiconError, match=r"not UTF-8 \(byte 7\); save the file as UTF-8"):
        lexicon.load(tmp_path)
    with pytest.raises(LexiconError, match="no such folder; give the folder"):
        lexicon.load(tmp_path / "none")


def test_examples_that_do_not_bear_out_their_term(tmp_path: Path) -> None:
    (tmp_path / "loaded_terms.csv").write_text(
        "term,neutral,kind,stance,example_fire,example_not\ngoons,men,actor,against,Nobody came.,The goons came.\n",
        encoding="utf-8",
    )
    assert [line.rsplit(": ", 1)[1] for line in check(tmp_path)] == [
        "'goons' is not found in its example_fire; correct the sentence",
        "'goons' is found in its example_not; correct the sentence",
    ]
