"""Actors are found by name, by what they are in the document's country, and by what takes their name up again."""

from __future__ import annotations

import os
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire import lexicon
from crosswire.extract.actors import find_actors
from crosswire.lexicon import Lexicon
from crosswire.model import Passage

ACTORS = """id,name,kind,side,parent,country,speaks_for
fmf,Free Marn Front,armed_group,opposition,,XO,
jan-brod,Jan Brod,official,,,,ostravian-army
brisk-league,Brisk League,armed_group,opposition,marn-rebels,XO,
dolna-league,Dolna League,armed_group,opposition,marn-rebels,XO,
marn-rebels,Marn rebels,armed_group,opposition,,XO,
marn-watch,Marn Watch,monitor,,,,
opa,Ostravian Press Agency,agency,government,ostravian-government,XO,
ostravian-army,Ostravian army,army,,ostravian-government,XO,
ostravian-government,Ostravian government,state,government,,XO,
tavi-centre,Tavi Centre for Peace,organisation,,,,
"""
ALIASES = """text,actor_id,case,generic,place,since,until
Brisk League,brisk-league,exact,,,,
Dolna League,dolna-league,exact,,,,
FMF,fmf,exact,,,,
Free Marn Front,fmf,exact,,,,
Jan Brod,jan-brod,exact,,,,
Marn Watch,marn-watch,exact,,,,
OPA,opa,exact,,,,
Ostravia,ostravian-government,exact,,country,,
Ostravian army,ostravian-army,exact,,,,
Ostravian regime,ostravian-government,exact,,,,
Ostravian government,ostravian-government,exact,,,,
Tavi Centre for Peace,tavi-centre,exact,,,,
Velmora,ostravian-government,exact,,city,,
the garrison,ostravian-army,fold,yes,,,
"""


@pytest.fixture(scope="module")
def lex(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    folder = tmp_path_factory.mktemp("ostravia")
    (folder / "actors.csv").write_text(ACTORS, encoding="utf-8")
    (folder / "aliases.csv").write_text(ALIASES, encoding="utf-8")
    (folder / "adjectives.csv").write_text("text,owner,case\nOstravian,ostravian-government,exact\n", encoding="utf-8")
    (folder / "forces.csv").write_text(
        "owner,role,actor_id\nostravian-government,opposition,marn-rebels\n", encoding="utf-8"
    )
    return lexicon.load(folder)


def sentences(text: str) -> list[Passage]:
    """One sentence a line."""
    found, start = [], 0
    for line in text.split("\n"):
        if line:
            found.append(Passage(start=start, end=start + len(line), kind="sentence"))
        start += len(line) + 1
    return found


def named(lex: Lexicon, text: str, country: str | None = "XO") -> list[tuple[str, str]]:
    mentions = find_actors(text, sentences(text), lex, country=country, on=None)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    return [(text[mention.start : mention.end], mention.actor_id) for mention in mentions]


def ids(lex: Lexicon, text: str, country: str | None = "XO") -> list[str]:
    return [actor_id for _, actor_id in named(lex, text, country)]


def test_a_mention_carries_what_the_lexicon_knows(lex: Lexicon) -> None:
    text = "The Ostravian army shelled Dolna."
    (mention,) = find_actors(text, [], lex, country=None, on=date(2030, 1, 1))
    assert (mention.start, mention.end, mention.name) == (4, 18, "Ostravian army")
    assert (mention.actor_id, mention.side_id, mention.kind, mention.generic) == (
        "ostravian-army", "government", "army", False)  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Regime forces shelled Dolna.", "Government forces shelled Dolna."),
        ("The regime denied it.", "The government denied it."),
        ("Regime warplanes hit Brisk.", "Government warplanes hit Brisk."),
        ("The Ostravian regime denied it.", "The Ostravian government denied it."),
        ("Men of the Free Marn Front fled.\nThe terrorists left.", "Men of the FMF fled.\nThe militants left."),
        ("The FMF fled.\nThe Takfiri group lost Dolna.", "The FMF fled.\nThe group lost Dolna."),
    ],
)  # fmt: skip
def test_loaded_words_change_no_actor(lex: Lexicon, one: str, other: str) -> None:
    assert ids(lex, one) == ids(lex, other) != []


@pytest.mark.parametrize("name", ["Daesh", "IS", "ISIS", "ISIL", "Islamic State", "the so-called Islamic State group"])
def test_one_group_under_all_its_names(name: str) -> None:
    assert ids(lexicon.load(), f"Fighters of {name} left Velmora.", None) == ["islamic-state"]


@pytest.mark.parametrize(
    "text",
    [
        "WHO IS BEHIND THE ATTACK ON DOLNA",
        "IS it true that the pass is closed?",
        "He said it IS closed.",
        "Is the pass closed?",
        "This is Velmora.",
        "GIVE US THE KEYS TO THE TOWN",
    ],
)
def test_a_short_name_is_not_a_word(text: str) -> None:
    assert ids(lexicon.load(), text, None) == []


def test_short_names_where_they_are_names() -> None:
    lex = lexicon.load()
    assert ids(lex, "IS claimed the blast.", None) == ["islamic-state"]
    assert ids(lex, "It said that IS had left and IS's men with it.", None) == ["islamic-state", "islamic-state"]
    assert ids(lex, "U.S. jets and US troops left, U.S. officials said.", None) == [
        "us-military", "us-military", "united-states"]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["The FMF-held town is quiet.", "An FMF-linked cell was found.", "A number of ex-FMF men left.", "It is anti-FMF."],
)
def test_what_only_qualifies_is_no_mention(lex: Lexicon, text: str) -> None:
    assert ids(lex, text) == []


def test_a_name_may_hold_such_a_compound() -> None:
    assert ids(lexicon.load(), "Jets of the US-led coalition hit Brisk.", None) == ["us-led-coalition"]


def test_capitals_that_a_name_has_must_be_there(lex: Lexicon) -> None:
    assert ids(lex, "The free marn front of the house is painted.") == []
    assert ids(lex, "FREE MARN FRONT SEIZES TOWN OF DOLNA") == ["fmf"]


def test_tables_that_lost_their_apostrophes() -> None:
    lex = lexicon.load()
    assert ids(lex, "Syrias army left.", None) == ids(lex, "Syria’s army left.", None) == ["syrian-army"]
    assert ids(lex, "The al-Assads regime denied it.", None) == ["syrian-government"]


def test_many_governments_are_not_the_government(lex: Lexicon) -> None:
    assert ids(lex, "Several governments and local factions met, the FMF and other groups said.") == ["fmf"]
    assert ids(lex, "The governments troops left.") == ["ostravian-army"]


def test_descriptions_of_the_countrys_forces(lex: Lexicon) -> None:
    text = "The army and rebels fought as government troops fled, and the garrison fell."
    assert named(lex, text) == [
        ("army", "ostravian-army"), ("rebels", "marn-rebels"), ("government troops", "ostravian-army"),
        ("the garrison", "ostravian-army"),
    ]  # fmt: skip
    assert named(lex, text, None) == []
    assert all(m.generic for m in find_actors(text, [], lex, country="XO", on=None))


def test_a_description_inside_a_longer_name_is_left_alone(lex: Lexicon) -> None:
    assert ids(lex, "On Friday the Karsten Army and the army of Karsten left.") == []


def test_adjectives_and_their_nouns(lex: Lexicon) -> None:
    assert named(lex, "Ostravian reconnaissance aircraft flew by.") == [
        ("Ostravian reconnaissance aircraft", "ostravian-army")
    ]
    assert named(lex, "An Ostravian air strike hit Brisk.") == [("Ostravian", "ostravian-government")]
    assert named(lex, "An Ostravian cook left.") == []
    assert named(lex, "Russian and Ostravian warplanes flew by.") == [
        ("Russian", "russian-aerospace-forces"), ("Ostravian warplanes", "ostravian-army"),
    ]  # fmt: skip


def test_its_forces_are_those_of_who_was_named_first(lex: Lexicon) -> None:
    assert named(lex, "Russia said its warplanes hit Brisk.") == [
        ("Russia", "russia"), ("warplanes", "russian-aerospace-forces"),
    ]  # fmt: skip
    assert ids(lex, "The FMF said its forces took Brisk.") == ["fmf", "fmf"]
    assert ids(lex, "The town and its forces fell.") == []


def test_the_forces_that_a_country_owns_are_its_own(lex: Lexicon) -> None:
    for text in ("Ostravia's army shelled Brisk.", "Ostravias army shelled Brisk."):
        assert [actor for _, actor in named(lex, text)] == ["ostravian-army"]
    assert named(lex, "Ostravia's shelling hit Brisk.") == []  # at home it may be what the country suffers


def test_troops_of_a_people_without_an_actor_are_nobody_elses(lex: Lexicon) -> None:
    assert ids(lex, "The army fled Brisk.") == ["ostravian-army"]
    assert ids(lex, "The Armenian army fled Brisk.") == []
    assert ids(lex, "The FMF attacked Brisk and the fighters fled.") == ["fmf", "fmf"]
    assert ids(lex, "The FMF attacked Brisk and the Armenian fighters fled.") == ["fmf"]


def test_the_forces_of_a_capital_are_those_of_its_state(lex: Lexicon) -> None:
    assert named(lex, "Moscow's warplanes hit Brisk.") == [("Moscow's warplanes", "russian-aerospace-forces")]
    assert ids(lex, "Moscow's air strikes hit Brisk.") == ["russia"]
    # The bombardment that it suffers; its citizens.
    assert ids(lex, "Velmora's bombardment killed nine people.") == []
    assert ids(lex, "Velmora's forces left.") == ["ostravian-army"]
    assert ids(lex, "Moscow's bakers left.") == []


def test_a_country_is_an_actor_only_where_it_acts(lex: Lexicon) -> None:
    assert ids(lex, "Ostravia has denied the raid.") == ["ostravian-government"]
    assert ids(lex, "It was carried out by Ostravia on Monday.") == ["ostravian-government"]
    assert ids(lex, "Eight died in southern Ostravia, near the border with Ostravia.") == []
    assert ids(lex, "Velmora denied it.") == ["ostravian-government"]
    assert ids(lex, "Velmora was hit, and Velmora remained quiet.") == []


def test_the_group_is_the_one_named_last(lex: Lexicon) -> None:
    text = "The FMF took Dolna.\nThe army said that the extremist group had lost it, and militants fled."
    assert ids(lex, text) == ["fmf", "ostravian-army", "fmf", "fmf"]
    assert ids(lex, "The group took Dolna, and militants fled.") == []


@pytest.mark.parametrize("words", ["a group of men", "another group", "a rival militia", "many armed groups"])
def test_somebody_else_is_not_the_one_named(lex: Lexicon, words: str) -> None:
    assert ids(lex, f"The FMF took Dolna.\nIt met {words} there.") == ["fmf"]


def test_several_named_in_one_breath(lex: Lexicon) -> None:
    text = "The Brisk League and Dolna League attacked.\nThe militants fled."
    assert ids(lex, text) == ["brisk-league", "dolna-league", "marn-rebels"]
    text = "The Brisk League, FMF and Dolna League attacked.\nThe militants fled."
    assert ids(lex, text) == ["brisk-league", "fmf", "dolna-league"]


def test_a_name_and_what_it_is_are_one_mention(lex: Lexicon) -> None:
    assert named(lex, "Ten Free Marn Front extremists and 20 FMF members died.") == [
        ("Free Marn Front extremists", "fmf"), ("FMF members", "fmf"),
    ]  # fmt: skip


def test_a_monitor_may_be_named_later(lex: Lexicon) -> None:
    assert ids(lex, "Six died, a monitor said.\nMarn Watch spoke of shelling.\nThe monitor named none.") == [
        "marn-watch"] * 3  # fmt: skip
    assert ids(lex, "Six died, a monitor said.") == []


def test_agencies_and_repeated_head_nouns(lex: Lexicon) -> None:
    assert ids(lex, "OPA said so.\nThe news agency named no one.") == ["opa", "opa"]
    assert ids(lex, "The Tavi Centre for Peace spoke.\nThe center named no one.") == ["tavi-centre", "tavi-centre"]


def test_a_last_name_behind_another_name_is_not_the_person() -> None:
    lex = lexicon.load()
    assert ids(lex, "The boat on Lake Assad was found by Hafez al-Assad and his men.", None) == []
    assert ids(lex, "On Monday President Assad and the men of Assad left.", None) == ["bashar-al-assad"] * 2
    assert ids(lex, "Kerry Warns Assad Over Raid", None) == ["bashar-al-assad"]


def test_persons_and_their_last_names(lex: Lexicon) -> None:
    text = "Brod was absent.\nJan Brod spoke on Monday.\n“No,” Brod said; Brod's brother Karl Brod did not."
    assert named(lex, text) == [("Jan Brod", "jan-brod"), ("Brod", "jan-brod"), ("Brod", "jan-brod")]
    assert lex.voice_of("jan-brod") == "ostravian-army"
    assert named(lex, "Ostravian defence minister Jan Brod left.") == [
        ("Ostravian defence minister Jan Brod", "jan-brod")
    ]


def test_a_last_name_in_another_spelling_is_the_persons(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text(ACTORS, encoding="utf-8")
    more = "Jan Brohd,jan-brod,exact,,,,\nhead of the Tavi Centre,jan-brod,exact,,,,\n"
    (tmp_path / "aliases.csv").write_text(ALIASES + more, encoding="utf-8")
    lex = lexicon.load(tmp_path)
    for first in ("Brod", "Brohd"):
        for later in ("Brod", "Brohd"):
            assert ids(lex, f"Jan {first} spoke, and later {later} left.") == ["jan-brod", "jan-brod"]
    assert ids(lex, "Jan Brod spoke, and the Centre was closed.") == ["jan-brod"]


@pytest.mark.parametrize("count", ["30", "thirty", "thirty-one"])
def test_so_many_more_are_of_those_who_were_named(lex: Lexicon, count: str) -> None:
    for words in (
        f"Another {count} fighters left.",
        f"Some {count} militants left.",
        f"# {count.title()} Fighters Left",
    ):
        assert ids(lex, f"The FMF was there.\n{words}") == ["fmf", "fmf"]
    assert ids(lex, "The FMF was there.\nAnother armed group left.") == ["fmf"]


def test_furniture_and_teasers_name_nobody(lex: Lexicon) -> None:
    text = "The FMF left.\nOPA on the web"
    passages = [Passage(start=0, end=13, kind="sentence"), Passage(start=14, end=28, kind="furniture")]
    assert [m.actor_id for m in find_actors(text, passages, lex, country="XO", on=None)] == ["fmf"]


def test_names_that_ended(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text(ACTORS, encoding="utf-8")
    (tmp_path / "aliases.csv").write_text(
        ALIASES.replace("FMF,fmf,exact,,,,", "FMF,fmf,exact,,,2030-01-01,2030-12-31"), encoding="utf-8"
    )
    lex = lexicon.load(tmp_path)
    for day, found in ((date(2029, 1, 1), 0), (date(2030, 6, 1), 1), (date(2031, 1, 1), 0), (None, 1)):
        assert len(find_actors("FMF left.", [], lex, country=None, on=day)) == found


def test_an_affiliate_is_its_own_actor_on_the_same_side() -> None:
    lex = lexicon.load()
    for name in ("Jaish Khalid bin al-Waleed", "Army of Khaled Ben Al Waleed", "Khalid ibn al-Walid Army"):
        (mention,) = find_actors(f"Fighters of {name} left.", [], lex, country="SY", on=None)
        assert (mention.actor_id, mention.side_id) == ("khalid-ibn-al-walid-army", "islamic-state")
    assert "islamic-state" in lex.ancestors("khalid-ibn-al-walid-army")


WORDS = ["the", "IS", "group", "Syrian", "army", "and", "regime", "warplanes", "Ban Ki-moon", "Ki-moon", "in", "Syria",
         "said", "a", "monitor", "-", "'s", ",", "SOHR", "’", "rebels", "The", "of", "\n"]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_mentions_are_sorted_apart_and_inside_the_text(text: str) -> None:
    lex = lexicon.load()
    mentions = find_actors(text, sentences(text), lex, country="SY", on=None)
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(m.actor_id in lex.actors for m in mentions)
    assert mentions == find_actors(text, list(sentences(text)), lex, country="SY", on=None)


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    find_actors(text, [], lexicon.load(), country="SY", on=None)


@pytest.mark.shared
def test_the_seeds_name_who_they_name() -> None:
    shared = Path(os.environ.get("CROSSWIRE_SHARED", Path(__file__).parents[3] / "shared"))
    seeds = sorted((shared / "seeds").glob("*.txt"))
    if not seeds:
        pytest.skip(f"no seeds in {shared}; set CROSSWIRE_SHARED to the folder that holds seeds/")
    for path in seeds:
        text = path.read_bytes().decode()
        found = {m.actor_id for m in find_actors(text, sentences(text), lexicon.load(), country="SY", on=None)}
        assert {"islamic-state", "syrian-army"} <= found, path.name


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("the FMLN", "fmln"),
        ("the Farabundo Marti National Liberation Front", "fmln"),
        ("the Tupac Amaru Revolutionary Movement", "mrta"),
        ("the Medellin Cartel", "medellin-cartel"),
        ("the Salvadoran army", "el-salvador"),
        ("the Government of Eritrea", "eritrea"),
        ("the ASG", "abu-sayyaf"),
        ("Jaish al-Adl", "jaish-al-adl"),
    ],
)
def test_other_wars_have_their_actors(name: str, actor: str) -> None:
    shipped = lexicon.load()
    text = f"Nine people were killed by {name} on Monday."
    found = find_actors(text, [Passage(start=0, end=len(text), kind="sentence")], shipped, country=None, on=None)
    assert any(actor in (each.actor_id, *shipped.ancestors(each.actor_id)) for each in found)


def test_a_short_name_of_two_is_that_of_the_documents_country() -> None:
    shipped = lexicon.load()
    text = "The RSF shelled a camp, officials said."

    def who(country: str | None) -> list[str]:
        whole = [Passage(start=0, end=len(text), kind="sentence")]
        return [each.actor_id for each in find_actors(text, whole, shipped, country=country, on=None)]

    assert (who("SD"), who(None)) == (["rapid-support-forces"], ["rsf"])
