"""Places in texts: which names are places, which place a name is, and how the text relates to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.extract.places import document_country, find_places
from crosswire.lexicon.gazetteer import Gazetteer, load_gazetteer
from crosswire.lexicon.own_places import COLUMNS
from crosswire.model import Passage, PlaceMention

PLACES = f"""{",".join(COLUMNS)}
XO,Ostravia,country,XO,,,10,20,200,,,,
XO.1,Marn,governorate,XO,Marn,XO,10.5,20.5,60,,,,
XO.2,Velmora,governorate,XO,Velmora,XO,11.5,21.5,60,,,,
XO.2.v,Velmora,town,XO,Velmora,XO.2,11.4,21.4,3,90000,,,
XO.1.k,Karsten,town,XO,Marn,XO.1,10.6,20.6,2,20000,,,
XO.2.k,Karsten,town,XO,Velmora,XO.2,11.6,21.6,2,300,,,
XO.1.d,Dolna,town,XO,Marn,XO.1,10.7,20.6,1,0,,,
XO.1.t,Tavi Pass,area,XO,Marn,XO.1,,,,,,,
XO.1.s,Sol Arin,town,XO,Marn,XO.1,10.8,20.6,1,0,,,
XO.1.b,Brisk,village,XO,Marn,XO.1,,,,,,,
"""


@dataclass(frozen=True)
class Alias:
    text: str


@dataclass(frozen=True)
class SmallLexicon:
    gazetteer: Gazetteer
    aliases: Sequence[Alias] = field(default_factory=tuple)
    fingerprint: str = "small"


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> SmallLexicon:
    folder: Path = tmp_path_factory.mktemp("ostravia")
    (folder / "places.csv").write_text(PLACES, encoding="utf-8")
    (folder / "demonyms.csv").write_text("demonym,country\nOstravian,XO\n", encoding="utf-8")
    aliases = (Alias("Free Marn Front"), Alias("Islamic State in Iraq and Syria"), Alias("Marn Watch"), Alias("Brod"))
    return SmallLexicon(gazetteer=load_gazetteer(folder), aliases=aliases)


def read(text: str, lexicon: SmallLexicon) -> list[PlaceMention]:
    mentions = find_places(text, [], lexicon)
    assert all(text[m.place.start : m.place.end] == m.place.quote for m in mentions)
    return mentions


def one(text: str, name: str, lexicon: SmallLexicon) -> PlaceMention:
    found = [mention for mention in read(text, lexicon) if mention.place.quote == name]
    assert found, f"{name} was not found in {text!r}"
    return found[-1]


@pytest.mark.parametrize(
    ("text", "name", "place_id", "precision"),
    [
        ("Ten people were killed in the city of Velmora in Ostravia.", "Velmora", "XO.2.v", "exact"),
        ("Fighting spread through Velmora province in Ostravia.", "Velmora", "XO.2", "governorate"),
        ("Fighting spread through Velmora, a province of Ostravia.", "Velmora", "XO.2", "governorate"),
        ("Ten people were killed in Velmora, Ostravia.", "Velmora", "XO.2", "governorate"),
        ("Shells fell in the southern Velmora countryside of Ostravia.", "Velmora", "XO.2", "area"),
        ("A base west of Velmora in Ostravia was hit.", "Velmora", "XO.2.v", "near"),
        ("Ten people were killed in Sol arin in Ostravia.", "Sol arin", "XO.1.s", "exact"),
        ("Rebels in Ostravia hold the Tavi Pass.", "Tavi Pass", "XO.1.t", "area"),
        ("Troops took the village of Brisk in Ostravia.", "Brisk", "XO.1.b", "governorate"),
    ],
)
def test_a_name_is_read_by_the_words_beside_it(
    text: str, name: str, place_id: str, precision: str, lexicon: SmallLexicon
) -> None:
    place = one(text, name, lexicon).place
    assert (place.place_id, place.precision) == (place_id, precision)


def test_town_and_governorate_of_one_name_are_both_candidates(lexicon: SmallLexicon) -> None:
    candidates = one("Ten people were killed in Velmora, Ostravia.", "Velmora", lexicon).place.candidates
    assert {"XO.2", "XO.2.v"} <= {candidate.place_id for candidate in candidates}
    assert [c.score for c in candidates] == sorted((c.score for c in candidates), reverse=True)
    assert len(candidates) <= 5
    assert all(0 <= candidate.score <= 1 for candidate in candidates)


def test_containment_chooses_between_twins(lexicon: SmallLexicon) -> None:
    text = "Ostravian jets hit the town of Karsten in Velmora province."
    assert one(text, "Karsten", lexicon).place.place_id == "XO.2.k"
    text = "Ostravian jets hit the town of Karsten in Marn province."
    assert one(text, "Karsten", lexicon).place.place_id == "XO.1.k"


def test_a_word_in_small_letters_is_no_part_of_a_name_that_is_not_written_so(lexicon: SmallLexicon) -> None:
    found = read("Officials in Velmora said so, in Ostravia.", lexicon)
    assert [mention.place.quote for mention in found] == ["Velmora", "Ostravia"]


def test_one_sense_a_document(lexicon: SmallLexicon) -> None:
    text = "The army entered Karsten in Velmora province, Ostravia. Shops in Karsten stayed closed."
    assert [m.place.place_id for m in read(text, lexicon) if m.place.quote == "Karsten"] == ["XO.2.k", "XO.2.k"]


@pytest.mark.parametrize(
    ("text", "name", "relation"),
    [
        ("Ostravian troops fought near Karsten.", "Karsten", "near"),
        ("Ostravian troops stand on the outskirts of the city of Karsten.", "Karsten", "near"),
        ("Ostravian troops hit farms west of Karsten.", "Karsten", "direction"),
        ("Ostravian troops hold northern Marn.", "Marn", "direction"),
        ("A bus was hit on the road between Karsten and Dolna in Ostravia.", "Dolna", "between"),
        ("The Karsten-based committee spoke in Ostravia.", "Karsten", "adjective"),
        ("The Karsten Police Command spoke in Ostravia.", "Karsten", "adjective"),
        ("A bus was hit on the Karsten-Dolna highway in Ostravia.", "Karsten", "between"),
        ("A bus was hit near the Karsten-Dolna road in Ostravia.", "Dolna", "between"),
        ("A bus was hit on the Karsten highway in Ostravia.", "Karsten", "near"),
        ("Ten died in Karsten, Ostravia.", "Karsten", "in"),
    ],
)
def test_how_the_text_relates_to_the_name(text: str, name: str, relation: str, lexicon: SmallLexicon) -> None:
    assert one(text, name, lexicon).relation == relation


@pytest.mark.parametrize(
    "text",
    [
        "The Ostravian commander Jan Dolna was killed.",
        "The Free Marn Front lost ten men.",
        "Marn Watch said ten people died.",
        "ISIS is short for Islamic State in Iraq and Syria.",
        "He spoke on Monday, in March, of nothing.",
        "Ostravian soldiers left.",
    ],
)
def test_what_is_no_place(text: str, lexicon: SmallLexicon) -> None:
    assert read(text, lexicon) == []


def test_a_surname_that_is_also_a_village_stays_a_person(lexicon: SmallLexicon) -> None:
    text = "Ostravian officer Petr Dolna was wounded near Karsten in Marn province. Troops loyal to Dolna fled."
    assert "Dolna" not in {mention.place.quote for mention in read(text, lexicon)}


def test_a_person_who_bears_the_names_of_two_places_of_different_countries(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text(
        PLACES + "XP.1.a,Aram,town,XP,Sael,,40,60,3,600000,,,\nXQ.1.s,Selm,town,XQ,Sael,,-40,60,3,600000,,,\n",
        encoding="utf-8",
    )
    (tmp_path / "demonyms.csv").write_text("demonym,country\n", encoding="utf-8")
    small = SmallLexicon(gazetteer=load_gazetteer(tmp_path))
    text = "Aram Selm, an activist in Velmora, said jets hit the city of Velmora. It was calm, Selm added."
    assert [mention.place.quote for mention in read(text, small)] == ["Velmora", "Velmora"]
    text = "Aram, Selm and Velmora were hit."
    assert [mention.place.quote for mention in read(text, small)] == ["Aram", "Selm", "Velmora"]


def test_an_unknown_quarter_of_a_town_that_is_named_before_it(lexicon: SmallLexicon) -> None:
    assert one("A shell hit the Dolna neighbourhood of Qorvath.", "Qorvath", lexicon).place.name == "Qorvath"
    assert one("A shell hit the Qorvath neighbourhood of Dolna.", "Qorvath", lexicon).place.name == "Qorvath"
    assert one("A shell hit the district of Sheikh Qorvath.", "Sheikh Qorvath", lexicon).place.name == "Sheikh Qorvath"


def test_a_longer_name_than_the_gazetteer_knows_is_the_name_of_the_quarter(lexicon: SmallLexicon) -> None:
    for text in (
        "A shell hit the district of Dolna Qorvath.",
        "A shell hit Dolna Qorvath, a village in Marn province.",
    ):
        quotes = [mention.place.quote for mention in read(text, lexicon)]
        assert "Dolna Qorvath" in quotes and "Dolna" not in quotes
    quotes = [mention.place.quote for mention in read("A shell hit the Velmora Qorvath district.", lexicon)]
    assert "Velmora Qorvath" not in quotes


def test_an_unknown_village_is_nil_and_not_guessed(lexicon: SmallLexicon) -> None:
    place = one("Ostravian troops entered the village of Qorvath.", "Qorvath", lexicon).place
    assert (place.place_id, place.lat, place.lon, place.radius_km) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "name", "precision", "admin1"),
    [
        ("A shell hit the Ruan neighbourhood of Karsten, Marn.", "Ruan", "exact", "Marn"),
        ("A shell hit Ruan and Selm residential neighbourhoods in Dolna.", "Ruan", "exact", "Marn"),
        ("Shelling went on in Dolna. A shell hit the Ruan neighbourhood.", "Ruan", "exact", "Marn"),
        ("A shell hit Dolna's Ruan neighbourhood.", "Ruan", "exact", "Marn"),
        ("A shell hit Ruan village in Marn province.", "Ruan", "governorate", "Marn"),
        ("A shell hit Ruan, a small village near Dolna.", "Ruan", "near", "Marn"),
        # A name that the gazetteer has elsewhere.
        ("A shell hit the Dolna neighbourhood in the city of Velmora.", "Dolna", "exact", "Velmora"),
    ],
)
def test_a_name_in_another_place_lies_there(
    text: str, name: str, precision: str, admin1: str, lexicon: SmallLexicon
) -> None:
    place = one(text, name, lexicon).place
    assert (place.place_id, place.name, place.precision, place.admin1) == (None, name, precision, admin1)
    assert place.country == "XO" and place.lat is not None and place.radius_km is not None


def test_a_name_in_another_place_keeps_the_reading_that_lies_there(lexicon: SmallLexicon) -> None:
    assert one("A shell hit the Brisk district in Marn province.", "Brisk", lexicon).place.place_id == "XO.1.b"


def test_a_name_far_from_the_documents_country_is_not_taken(lexicon: SmallLexicon) -> None:
    text = "Ostravian troops shelled Marn province in Ostravia. The mayor of Ostravia met Dorking and left."
    assert all(mention.place.country in ("XO", None) for mention in read(text, lexicon))


def test_lists_share_their_type_word(lexicon: SmallLexicon) -> None:
    text = "Ostravian troops took the villages of Brisk and Dolna, and fought in Marn and Velmora provinces."
    assert [m.place.place_id for m in read(text, lexicon)] == ["XO.1.b", "XO.1.d", "XO.1", "XO.2"]


def test_lost_apostrophes_and_possessives(lexicon: SmallLexicon) -> None:
    assert one("Ostravias Karsten was hit.", "Karsten", lexicon).place.place_id == "XO.1.k"
    assert one("Ostravia's Karsten was hit.", "Ostravia", lexicon).place.place_id == "XO"


@pytest.mark.parametrize(
    ("text", "name", "place_id"),
    [
        ("Syrian troops shelled the Yarmouk camp in Damascus.", "Yarmouk camp", "166716"),
        ("Syrian troops shelled the Yarmouk Valley in Deraa province.", "Yarmouk Valley", "ucdp:SY.06.yarmouk-pocket"),
        ("Clashes broke out in al-Shajara in Syria's Daraa province.", "al-Shajara", "172829"),
        ("A school opened in al-Shajara in Jordan, near Irbid in northern Jordan.", "al-Shajara", "250294"),
        ("A bus was hit near Sabbourah on the road from Damascus to Beirut, in the Damascus countryside of Syria.",
         "Sabbourah", "cw:sabbourah-damascus"),
        ("Syrian jets struck villages around Sabbourah in Hama province, east of Salamiyah.", "Sabbourah", "165143"),
        ("Syrian jets struck Edleb province.", "Edleb", "SY.12"),
    ],
)  # fmt: skip
def test_shipped_names_that_are_easily_mistaken(text: str, name: str, place_id: str, lexicon: SmallLexicon) -> None:
    assert one(text, name, lexicon).place.place_id == place_id


def test_furniture_gives_no_place(lexicon: SmallLexicon) -> None:
    text = "Ten died in Karsten, Ostravia."
    assert find_places(text, [Passage(start=0, end=len(text), kind="furniture")], lexicon) == []
    assert find_places(text, [Passage(start=0, end=len(text), kind="sentence")], lexicon) != []


def test_of_two_countries_that_are_named_alike_the_first_is_the_documents(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text(PLACES + "XA.1.a,Arakh,town,XA,Sael,,40,60,3,600000,,,\n", encoding="utf-8")
    lexicon = SmallLexicon(gazetteer=load_gazetteer(tmp_path), fingerprint="with Arakh")
    mentions = read("Shells hit Dolna and jets hit Arakh.", lexicon)
    assert {mention.place.country for mention in mentions} == {"XO", "XA"}
    assert document_country(mentions) == "XO"


def test_document_country(lexicon: SmallLexicon) -> None:
    assert document_country(read("Ten died in Karsten in Marn province, not in Syria.", lexicon)) == "XO"
    assert document_country([]) is None


WORDS = ["Karsten", "in", "Marn", "province", ",", "near", "Velmora", "and", "Daraa", "'s", ".", "The", "west of", "\n"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_text_gives_sorted_spans_that_hold_their_quotes(lexicon: SmallLexicon, words: list[str]) -> None:
    mentions = read(" ".join(words), lexicon)
    ends = [(mention.place.start, mention.place.end) for mention in mentions]
    assert ends == sorted(ends)
    assert all(a[1] <= b[0] for a, b in pairwise(ends))
    assert mentions == read(" ".join(words), lexicon)


@pytest.mark.parametrize("second", ["Velmora", "Velmorah", "al-Velmora"])
def test_a_name_is_one_name_in_all_its_spellings(second: str, lexicon: SmallLexicon) -> None:
    text = f"Rain fell on the city of Velmora in Ostravia. Ten people were killed in {second}."
    assert one(text, second, lexicon).place.place_id == "XO.2.v"


def test_a_number_in_words_behind_a_place_is_no_part_of_its_name(lexicon: SmallLexicon) -> None:
    found = [one(f"A raid on Karsten in Ostravia {n} people were hurt.", "Ostravia", lexicon) for n in ("3", "Three")]
    assert [(mention.place.place_id, mention.relation) for mention in found] == [("XO", "in")] * 2


@pytest.mark.parametrize("word", ["they", "he", "it", "we", "army"])
def test_a_pronoun_behind_a_place_is_no_part_of_its_name(word: str, lexicon: SmallLexicon) -> None:
    assert one(f"In Velmora {word} told of ten dead.", "Velmora", lexicon).relation == "in"


def test_a_force_or_an_honour_is_no_town_that_sounds_like_it(tmp_path: Path) -> None:
    rows = "".join(f"XO.2.{name},{name},town,XO,Velmora,XO.2,11.7,21.6,2,30000,,,\n" for name in ("Merter", "Armeh"))
    (tmp_path / "places.csv").write_text(PLACES + rows, encoding="utf-8")
    lexicon = SmallLexicon(gazetteer=load_gazetteer(tmp_path), fingerprint="with Merter")
    told = {"Marter": ["Marter"], "Armah": ["Armah"], "Martyr": [], "Army": []}
    for name, places in told.items():
        text = f"In Velmora ten people were killed. In {name} all was quiet."
        assert [mention.place.quote for mention in read(text, lexicon)] == ["Velmora", *places]


def test_a_kind_of_place_alone_names_none(tmp_path: Path) -> None:
    rows = PLACES + "XO.2.q,Qita,town,XO,Velmora,XO.2,11.7,21.6,2,30000,,,\n"
    (tmp_path / "places.csv").write_text(rows, encoding="utf-8")
    lexicon = SmallLexicon(gazetteer=load_gazetteer(tmp_path), fingerprint="with Qita")
    texts = ("Ten people were killed in Qita, near Velmora.", "Ten people were killed in Velmora City in Ostravia.")
    found = [[mention.place.quote for mention in read(text, lexicon)] for text in texts]
    assert found == [["Qita", "Velmora"], ["Velmora", "Ostravia"]]


def test_names_side_by_side_that_lie_in_two_countries_are_one_name(tmp_path: Path) -> None:
    far = "XP.1.a,Bastan,town,XP,Sael,,40,60,3,1000,,,\nXQ.1.s,Qosr,town,XQ,Sael,,-40,60,3,4000,,,\n"
    near = "XO.2.q,Qita,town,XO,Velmora,XO.2,11.7,21.6,2,30000,,,\n"
    (tmp_path / "places.csv").write_text(PLACES + far + near, encoding="utf-8")
    lexicon = SmallLexicon(gazetteer=load_gazetteer(tmp_path), fingerprint="with Bastan")
    quarter = one("A shell hit Bastan al-Qosr in Velmora on Tuesday.", "Bastan al-Qosr", lexicon)
    assert (quarter.place.place_id, quarter.place.name) == (None, "Bastan al-Qosr")
    for text, quotes in {
        "Captain Bastan Qosr died in Velmora.": ["Velmora"],
        "Shells hit Velmora Qita on Tuesday.": ["Velmora", "Qita"],  # the comma is lost: both lie in Ostravia
        "Shells hit Bastan, Qosr and Velmora on Tuesday.": ["Bastan", "Qosr", "Velmora"],
    }.items():
        assert [mention.place.quote for mention in read(text, lexicon)] == quotes


def test_the_father_of_somebody_is_a_village_only_where_a_place_is_meant(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text(
        PLACES + "XO.1.o,Abu Omar,town,XO,Marn,XO.1,10.8,20.7,1,0,,,\n", encoding="utf-8"
    )
    lexicon = SmallLexicon(gazetteer=load_gazetteer(tmp_path), fingerprint="with Abu Omar")
    for text, quotes in {
        "Two commanders, Abu Omar and Abu Ali, were killed near Karsten in Marn province.": ["Karsten", "Marn"],
        "Two commanders were killed in Abu Omar in Marn province.": ["Abu Omar", "Marn"],
    }.items():
        assert [mention.place.quote for mention in read(text, lexicon)] == quotes


def test_two_quarters_with_unknown_names_make_no_headline(lexicon: SmallLexicon) -> None:
    assert one("Clashes broke out in Brisk, Tariq Sheikh Maqtoud and Dolna in Marn.", "Brisk", lexicon).place.place_id


def test_a_town_written_so_comes_before_the_governorate_that_is_not(tmp_path: Path) -> None:
    rows = "XO.3,Odessar,governorate,XO,Odessar,XO,11.5,22.5,60,900000,,,\n"
    rows += "XO.3.o,Odesar,town,XO,Odessar,XO.3,11.4,22.4,3,400000,,,\n"
    (tmp_path / "places.csv").write_text(PLACES + rows, encoding="utf-8")
    lexicon = SmallLexicon(gazetteer=load_gazetteer(tmp_path), fingerprint="with Odesar")
    assert one("Debris fell on a house in Odesar in Ostravia.", "Odesar", lexicon).place.place_id == "XO.3.o"
    assert one("Debris fell on a house in Odessar in Ostravia.", "Odessar", lexicon).place.place_id == "XO.3"


def test_mountains_are_no_town_of_their_name(lexicon: SmallLexicon) -> None:
    assert "Dolna" not in [each.place.quote for each in read("Clashes broke out in the Dolna Mountains.", lexicon)]
    assert (
        one("Clashes broke out in the town of Dolna near the mountains.", "Dolna", lexicon).place.place_id == "XO.1.d"
    )
