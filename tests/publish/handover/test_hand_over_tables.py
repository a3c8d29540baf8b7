"""The tables: their columns and codes, how events become rows, and the law that no cell stands without a claim."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pandas
import pytest
from exported import json_lines, table

from crosswire.casebook import Casebook, EventFilter
from crosswire.lexicon import load
from crosswire.publish.handover import acled, airwars, claims_csv, ucdp
from crosswire.publish.handover.acled import split
from crosswire.publish.handover.cells import RULES, csv_line, escaped, unescaped

DOCS = Path(__file__).parents[3] / "docs" / "reference" / "exports.md"
TABLES = {"acled": "acled", "ucdp": "ucdp", "airwars": "airwars", "claims-csv": "claims"}
WITH_BASIS = {**TABLES, "plover": "plover", "geojson": "events"}
COLUMNS = {"acled": acled.COLUMNS, "ucdp": ucdp.COLUMNS, "airwars": airwars.COLUMNS, "claims-csv": claims_csv.COLUMNS}


@pytest.fixture(scope="module")
def claims(case: Path) -> dict[str, Any]:
    with Casebook.open(case) as casebook:
        return {claim.claim_id: claim for claim in casebook.claims()}


def row_about(rows: list[dict[str, str]], column: str, words: str) -> dict[str, str]:
    (found,) = (row for row in rows if words in row[column])
    return found


@pytest.mark.parametrize("form", WITH_BASIS)
def test_every_filled_cell_rests_on_claims_of_its_event_or_on_a_constant_that_is_documented(
    handed: Any, claims: dict[str, Any], form: str
) -> None:
    told = json_lines(handed(form) / f"{WITH_BASIS[form]}.basis.jsonl")
    assert told
    documented = DOCS.read_text("utf-8")
    for row in told:
        for column, basis in row["cells"].items():
            assert basis["rule"] in RULES
            if basis["rule"] == "constant":
                assert f"constant: `{form}.{column}`" in documented, column
                continue
            assert basis["claims"], (form, row["row"], column)
            for claim_id in basis["claims"]:
                assert claims[claim_id].event_id == row["event_id"]


@pytest.mark.parametrize("form", TABLES)
def test_every_filled_cell_of_a_table_has_a_basis_and_no_other(handed: Any, form: str) -> None:
    rows = table(handed(form) / f"{TABLES[form]}.csv")
    told = json_lines(handed(form) / f"{TABLES[form]}.basis.jsonl")
    assert len(rows) == len(told) > 0
    for row, basis in zip(rows, told, strict=True):
        assert {column for column, value in row.items() if value} == set(basis["cells"])


@pytest.mark.parametrize("form", TABLES)
def test_a_table_has_exactly_its_columns_and_pandas_reads_it(handed: Any, form: str) -> None:
    file = handed(form) / f"{TABLES[form]}.csv"
    text = file.read_bytes().decode("utf-8")
    assert text.split("\n", 1)[0] == ",".join(COLUMNS[form])
    assert "\r" not in text and text.endswith("\n")
    frame = pandas.read_csv(file)
    assert list(frame.columns) == list(COLUMNS[form]) and len(frame) == len(table(file))
    assert len(ucdp.COLUMNS) == 49 and len(acled.COLUMNS) == 31


def test_each_event_has_a_row_or_a_reason(handed: Any, case: Path) -> None:
    with Casebook.open(case) as casebook:
        events = {event.event_id for event in casebook.events()}
    for form in set(WITH_BASIS) - {"claims-csv"}:
        folder, name = handed(form), WITH_BASIS[form]
        without = table(folder / f"{name}.left-out.csv")
        rows = {row["event_id"] for row in json_lines(folder / f"{name}.basis.jsonl")}
        assert rows | {row["event_id"] for row in without} == events
        assert not rows & {row["event_id"] for row in without}
        assert all(row["reason"] for row in without)


def test_acled_rows_are_one_day_one_place_two_sides(handed: Any) -> None:
    rows = table(handed("acled") / "acled.csv")
    dolna = row_about(rows, "fatalities", "18")
    assert (dolna["event_date"], dolna["year"], dolna["time_precision"]) == ("2031-05-04", "2031", "1")
    assert (dolna["event_type"], dolna["sub_event_type"]) == (
        "Explosions/Remote violence", "Shelling/artillery/missile attack",
    )  # fmt: skip
    assert dolna["disorder_type"] == "Political violence"
    assert (dolna["actor1"], dolna["inter1"]) == ("Ostravian army", "State forces")
    assert (dolna["actor2"], dolna["inter2"]) == ("Civilians (Ostravia)", "Civilians")
    assert (dolna["interaction"], dolna["civilian_targeting"]) == ("State forces-Civilians", "Civilians targeted")
    assert (dolna["location"], dolna["admin1"], dolna["country"]) == ("Dolna", "Marn", "Ostravia")
    assert (dolna["latitude"], dolna["longitude"], dolna["geo_precision"]) == ("50.2", "-30.6", "1")
    assert dolna["fatalities"] == "18" and "21" in dolna["notes"] and "Marn Watch" in dolna["notes"]
    assert not dolna["timestamp"] and not dolna["tags"] and not dolna["iso"]
    brisk = row_about(rows, "notes", "armed clash, near Brisk")
    assert (brisk["actor1"], brisk["inter1"], brisk["actor2"]) == ("Free Marn Front", "Rebel group", "Ostravian army")
    assert (brisk["event_type"], brisk["geo_precision"], brisk["interaction"]) == (
        "Battles", "2", "State forces-Rebel group",
    )  # fmt: skip
    velmora = row_about(rows, "notes", "bombing, Velmora")
    assert velmora["fatalities"] == "12" and "dozens" in velmora["notes"]
    agreed = row_about(rows, "notes", "agreement")
    assert (agreed["event_type"], agreed["fatalities"]) == ("Strategic developments", "0")
    taken = row_about(rows, "notes", "abduction")
    assert (taken["actor1"], taken["inter1"]) == ("Unidentified Armed Group (Ostravia)", "Political militia")


def test_a_total_over_days_is_split_and_a_month_is_its_middle(handed: Any) -> None:
    rows = table(handed("acled") / "acled.csv")
    days = [row for row in rows if row["location"] == "Karsten"]
    assert [(row["event_date"], row["fatalities"], row["time_precision"]) for row in days] == [
        ("2031-06-17", "5", "1"), ("2031-06-18", "5", "1"),
    ]  # fmt: skip
    assert len({row["event_id_cnty"] for row in days}) == 2
    assert all("split over 2 days" in row["notes"] for row in days)
    (march,) = (row for row in rows if row["year"] == "2030")
    assert (march["event_date"], march["time_precision"]) == ("2030-03-16", "3")


def test_split_keeps_the_total() -> None:
    for total in range(30):
        for days in range(1, 8):
            shares = split(total, days)
            assert sum(share or 0 for share in shares) == total
            assert shares == sorted(shares, key=lambda n: -(n or 0)) and max(shares) - min(shares) <= 1  # type: ignore


def test_what_acled_would_not_record_is_left_out_with_its_reason(handed: Any) -> None:
    why = {row["label"]: row["reason"] for row in table(handed("acled") / "acled.left-out.csv")}
    assert "finer than a country" in why["shelling, Ostravia, 2030"]
    assert "threatened" in why["shelling, Karsten"]


def test_ged_rows_add_up(handed: Any) -> None:
    rows = table(handed("ucdp") / "ucdp.csv")
    assert rows
    for row in rows:
        assert not re.search(r"[^0-9]", row["year"]) and int(row["best"] or row["low"] or row["high"]) >= 1
        columns = [int(row[name]) for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")]
        assert sum(columns) == int(row["best"])
        assert int(row["low"]) <= int(row["best"]) <= int(row["high"])
    dolna = row_about([row for row in rows if row["where_coordinates"] == "Dolna"], "best", "18")
    assert (dolna["type_of_violence"], dolna["side_a"], dolna["side_b"]) == (
        "3", "Government of Ostravia", "Civilians",
    )  # fmt: skip
    assert (dolna["dyad_name"], dolna["deaths_civilians"]) == ("Government of Ostravia - Civilians", "18")
    assert (dolna["low"], dolna["high"], dolna["number_of_sources"]) == ("18", "21", "2")
    assert (dolna["where_prec"], dolna["date_prec"], dolna["date_start"]) == ("1", "1", "2031-05-04")
    assert dolna["geom_wkt"] == "POINT (-30.60000 50.20000)" and dolna["where_description"] == "Dolna"
    assert "Marn Watch" in dolna["source_original"] and "The Velmora Post" in dolna["source_office"]
    brisk = row_about(rows, "where_coordinates", "Brisk")
    assert (brisk["side_a"], brisk["side_b"], brisk["deaths_a"]) == ("Government of Ostravia", "Free Marn Front", "6")
    assert (brisk["type_of_violence"], brisk["where_prec"]) == ("1", "2")
    country = row_about(rows, "where_coordinates", "Ostravia")
    assert (country["where_prec"], country["latitude"], country["date_prec"]) == ("6", "", "5")


def test_airwars_rows_are_of_civilian_harm_and_name_nobody(handed: Any) -> None:
    rows = table(handed("airwars") / "airwars.csv")
    (dolna,) = (row for row in rows if row["civilians_killed_min"] == "18")
    assert (dolna["civilians_killed_max"], dolna["children_killed_min"]) == ("21", "7")
    assert dolna["belligerents"] == "Ostravian army" and dolna["grade"] in ("fair", "weak", "contested")
    assert not any(row["victim_names"] for row in rows)
    kept = table(handed("airwars", names=True) / "airwars.csv")
    assert "Brenko" not in (handed("airwars") / "airwars.csv").read_text("utf-8")
    assert len(kept) >= len(rows)


def test_claims_rows_lead_back_to_the_sentence(handed: Any, claims: dict[str, Any], case: Path) -> None:
    rows = table(handed("claims-csv") / "claims.csv")
    assert {row["claim_id"] for row in rows} == set(claims)
    with Casebook.open(case) as casebook:
        texts = {document.document_id: document.text for document in casebook.documents()}
    for row in rows:
        start, end = int(row["sentence_start"]), int(row["sentence_end"])
        sentence = " ".join(texts[row["document_id"]][start:end].split())
        assert unescaped(row["quote"]) == sentence or "[name left out]" in row["quote"]
    (toll,) = (row for row in rows if row["best"] == "18")
    assert (toll["measure"], toll["of_whom"], toll["source"]) == ("killed", "civilians", "Marn Watch")
    assert (toll["source_kind"], toll["cue"], toll["as_of"]) == ("monitor", "said", "2031-05-04")
    assert "contradiction" in toll["relation"] or "compatible" in toll["relation"]


def test_private_persons_are_named_only_where_names_are_asked_for(handed: Any) -> None:
    for form in [*WITH_BASIS, "w3c-annotation"]:
        for file in handed(form).iterdir():
            assert "Brenko" not in file.read_text("utf-8"), file
    assert "Brenko" in (handed("claims-csv", names=True) / "claims.csv").read_text("utf-8")


def test_the_same_filters_and_a_policy(handed: Any) -> None:
    some = table(handed("acled", wanted=EventFilter(place="Dolna")) / "acled.csv")
    assert some and {row["location"] for row in some} == {"Dolna"}
    told = json_lines(handed("acled", policy="every-casualty") / "acled.basis.jsonl")
    rules = [row["cells"]["fatalities"].get("why", "") for row in told if "fatalities" in row["cells"]]
    assert any("Standards for Casualty Recording" in rule for rule in rules)
    claims = table(handed("claims-csv", wanted=EventFilter(place="Dolna")) / "claims.csv")
    assert claims and all(row["event_id"] for row in claims)


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_a_text_that_looks_like_a_formula_is_made_harmless(value: str) -> None:
    assert str(escaped(value)).startswith("'") and unescaped(str(escaped(value))) == value
    assert (escaped(-1), escaped(-30.6), escaped("18")) == (-1, -30.6, "18")
    assert csv_line([value, -30.6, None]).count(",") == 2


def test_the_hostile_title_of_a_report_is_harmless(handed: Any) -> None:
    rows = table(handed("ucdp") / "ucdp.csv")
    titles = [row["source_headline"] for row in rows]
    assert not any(title.startswith("=") for title in titles)
    assert any("=Dolna mourns" in title for title in titles)


def test_the_same_record_gives_the_same_bytes(case: Path, handed: Any, tmp_path: Path) -> None:
    from crosswire.publish.handover import FORMATS, hand_over

    for form in FORMATS:
        with Casebook.open(case) as casebook:
            options = {"names": True} if form == "evidence-pack" else {}
            files = hand_over(casebook, form, tmp_path / form, **options)
        assert files
        for file in files:
            assert file.read_bytes() == (handed(form, **options) / file.name).read_bytes(), file


def test_the_countries_have_their_codes() -> None:
    from crosswire.lexicon.codes import load_countries

    countries = load_countries(load().folders)
    assert (countries["SY"].alpha3, countries["SY"].numeric) == ("SYR", "760")
    assert len(countries) > 240 and json.dumps(sorted(countries)) == json.dumps(list(countries))


def test_the_record_is_read_one_event_at_a_time(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from crosswire.publish.handover import Record

    read: list[str] = []
    real = Casebook.event
    monkeypatch.setattr(Casebook, "event", lambda self, key: (read.append(key), real(self, key))[1])
    with Casebook.open(case) as casebook:
        told = Record(casebook).events()
        for number in range(1, 4):
            next(told)
            assert len(read) == number
