"""Geoparsing: accuracy within 161 km and the median error, against cases counted by hand."""

from dataclasses import replace
from pathlib import Path

import pytest

from crosswire.errors import UsageError
from crosswire.evaluate.spans.geoparsing import Judged, Toponym, accuracy, evaluate, judge, median_error, read_xml
from crosswire.extract.places import read_places
from crosswire.lexicon import load
from crosswire.lexicon.gazetteer import Gazetteer, great_circle_km
from crosswire.model import Place

LGL = """<articles><article docid="7"><text><![CDATA[{text}]]></text>
<toponyms>{toponyms}</toponyms></article></articles>"""
LGL_TOPONYM = "<toponym><start>{start}</start><end>{end}</end>{tag}</toponym>"
GWN = """<articles><article file="3"><text>{text}</text><toponyms>
<toponym><extractedName>Velmora</extractedName><start>0</start><end>7</end>
<geonamesID>1</geonamesID><latitude>10.0</latitude><longitude>20.0</longitude></toponym>
<toponym><extractedName>Karsten Hall</extractedName><start>8</start><end>20</end>
<geonamesID/><latitude>10.0</latitude><longitude>20.0</longitude></toponym>
<toponym><extractedName>town</extractedName><start>21</start><end>25</end></toponym>
</toponyms></article></articles>"""


def ostravia() -> Gazetteer:
    def row(place_id: str, name: str, kind: str, lat: str, lon: str, parent: str, population: str) -> dict[str, str]:
        return {
            "place_id": place_id, "name": name, "kind": kind, "country": "XO", "admin1": "", "parent": parent,
            "lat": lat, "lon": lon, "radius_km": "5", "population": population, "located": "1",
        }  # fmt: skip

    return Gazetteer(
        [
            row("XO", "Ostravia", "country", "10", "20", "", "900000"),
            row("1", "Velmora", "town", "10", "20", "XO", "90000"),
        ]
    )


def test_one_degree_of_latitude_is_111_km() -> None:
    assert great_circle_km(10, 20, 11, 20) == pytest.approx(111.2, abs=0.1)
    assert great_circle_km(0, 0, 0, 1.4479) == pytest.approx(161.0, abs=0.1)


def place(lat: float | None, lon: float | None) -> Place:
    return Place(
        start=0, end=7, quote="Velmora", place_id=None if lat is None else "1", name="Velmora", lat=lat, lon=lon,
        radius_km=None, precision="exact", admin1=None, country=None,
    )  # fmt: skip


def test_a_name_is_right_within_161_km() -> None:
    at = Toponym(start=0, end=7, lat=10.0, lon=20.0)
    gazetteer = ostravia()
    near, far, nil = (judge(place(*spot), at, "Velmora", gazetteer) for spot in ((11, 20), (12, 20), (None, None)))
    assert (near.right, far.right, nil.right) == (True, False, False)
    assert near.reachable and nil.reachable
    assert not judge(place(None, None), Toponym(start=0, end=7, lat=50, lon=20), "Velmora", gazetteer).reachable
    assert not judge(place(None, None), at, "Dolna", gazetteer).reachable


def test_accuracy_counts_nil_as_wrong_and_the_median_leaves_it_out() -> None:
    def names(*errors: float | None) -> list[Judged]:
        return [Judged(error_km=error, reachable=True) for error in errors]

    articles = [names(0.0, 161.0, None), names(200.0, 12.0)]
    assert accuracy(articles) == pytest.approx(3 / 5)
    assert median_error(articles) == pytest.approx((12.0 + 161.0) / 2)
    assert accuracy([[]]) is None
    assert median_error([names(None)]) is None


def test_both_layouts_are_read(tmp_path: Path) -> None:
    tag = "<gaztag geonameid='1'><lat>10.0</lat><lon>20.0</lon></gaztag>"
    toponyms = LGL_TOPONYM.format(start=0, end=7, tag=tag) + LGL_TOPONYM.format(start=8, end=13, tag="")
    (tmp_path / "lgl.xml").write_text(LGL.format(text="Velmora Dolna", toponyms=toponyms), encoding="utf-8")
    (tmp_path / "GWN.xml").write_text(GWN.format(text="Velmora Karsten Hall town"), encoding="utf-8")
    only = (Toponym(start=0, end=7, lat=10.0, lon=20.0),)
    assert [article.toponyms for article in read_xml(tmp_path / "lgl.xml")] == [only]
    assert [article.toponyms for article in read_xml(tmp_path / "GWN.xml")] == [only]


def test_scores_of_a_set(tmp_path: Path) -> None:
    text = "Clashes broke out in Qamishli. Later Velmorra was quiet."  # Velmorra has the spot of Qamishli
    right = "<gaztag geonameid='1'><lat>37.05</lat><lon>41.23</lon></gaztag>"
    far = "<gaztag geonameid='2'><lat>50.0</lat><lon>-30.0</lon></gaztag>"
    toponyms = LGL_TOPONYM.format(start=21, end=29, tag=right) + LGL_TOPONYM.format(start=37, end=45, tag=far)
    (tmp_path / "lgl.xml").write_text(LGL.format(text=text, toponyms=toponyms), encoding="utf-8")
    report = evaluate(tmp_path, "all", load(), lambda *_: None)
    assert report.scores["acc161"].value == pytest.approx(0.5)
    assert report.scores["acc161"].n == 2
    assert "out of the gazetteer's reach 50.0%; NIL 0.0%" in report.notes[0]
    assert "misplaced by the place beside it, out of reach 1 (50.0%)" in report.notes[0]
    assert evaluate(tmp_path, "score", load(), lambda *_: None).scores["acc161"].value is None


def test_a_small_town_is_found_where_its_neighbours_are_named() -> None:
    text = "The fire began in Springfield, Ill., and spread towards Decatur and Champaign."
    spans = [(18, 29), (31, 34), (56, 63), (68, 77)]
    places = read_places(text, [], spans, load())
    assert [found.admin1 for found in places] == ["Illinois"] * 4


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="no run of a text"):
        read_places("Velmora", [], [(3, 30)], load())


def test_a_folder_without_the_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no \*\.xml"):
        evaluate(tmp_path, "all", load(), lambda *_: None)
    (tmp_path / "lgl.xml").write_text("<articles>", encoding="utf-8")
    with pytest.raises(UsageError, match="not XML"):
        evaluate(tmp_path, "all", load(), lambda *_: None)


def test_a_name_without_entry_is_where_the_place_named_beside_it_is() -> None:
    text = "Zzyqua saw rain. So did Aleppo, then Zzyqua, then Syria."
    spans = [(0, 6), (24, 30), (37, 43), (50, 55)]
    assert [text[start:end] for start, end in spans] == ["Zzyqua", "Aleppo", "Zzyqua", "Syria"]
    first, aleppo, second, country = read_places(text, [], spans, load())
    for unknown in (first, second):
        assert (unknown.place_id, unknown.radius_km) == (None, None)
        assert (unknown.lat, unknown.lon) == (aleppo.lat, aleppo.lon) != (country.lat, country.lon)
    assert read_places(text, [], [spans[0], spans[3]], load())[0].lat is None


def test_the_notes_tell_readings_from_neighbours() -> None:
    at = Toponym(start=0, end=7, lat=10.0, lon=20.0)
    assert not judge(place(10, 20), at, "Velmora", ostravia()).beside
    assert judge(replace(place(10, 20), place_id=None), at, "Velmora", ostravia()).beside
