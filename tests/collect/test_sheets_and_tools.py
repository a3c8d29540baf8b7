import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ostravian_files import BODY, LEAD, URL, codes, collect, detail

from crosswire.collect import ReadOptions, read_mapping
from crosswire.errors import UsageError


def workbook(path: Path, **sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


REPORTS = [
    ["Text", "Title", "Outlet", "Published", "Link"],
    [BODY, "Shells hit Karsten", "Dolna Daily", date(2021, 7, 5), URL],
    [None, None, None, None, None],
    [LEAD, "Shells", "nobody", datetime(2021, 7, 6, 9, 30), None],
]


def test_the_rows_of_a_workbook_are_documents(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", Reports=REPORTS, Notes=[["to do"], ["call the editor"]])
    one, two = collect(path)
    assert (one.text, one.title, one.outlet, one.published, one.url) == (
        BODY, "Shells hit Karsten", "Dolna Daily", "2021-07-05", URL,
    )  # fmt: skip
    assert one.origin is not None
    assert (one.row, one.origin.member, one.origin.format) == (0, "Reports", "xlsx")
    assert (two.row, two.published) == (2, "2021-07-06")


def test_a_mapping_says_which_column_holds_what(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Media log of Marn Watch"], [], ["lead", "body", "paper", "day"]]
    rows += [[LEAD, "More.", "Dolna Daily", "5 July 2021"], [7, None, "x", 1]]
    path = workbook(tmp_path / "a.xlsx", Log=rows, Old=[["body"], ["An old text."]])
    (tmp_path / "map.yaml").write_text("text: [lead, body]\noutlet: paper\npublished: day\nsheet: Log\nheader_row: 3\n")
    given = read_mapping(tmp_path / "map.yaml")
    one, two = collect(path, ReadOptions(**given))
    assert (one.text, one.outlet, one.published) == (f"{LEAD}\n\nMore.", "Dolna Daily", "2021-07-05")
    assert two.text == "7"
    (note,) = collect(path, ReadOptions(sheet="Lag"))
    assert "Log, Old" in detail(note)
    (note,) = collect(path, ReadOptions(text=("story",), sheet="Old"))
    assert codes([note]) == ["missing_columns"]
    assert "story" in detail(note)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "lines such as"),
        ("txt: a", "txt"),
        ("text: 3", "text"),
        ("text:", "text"),
        ("header_row: x", "header_row"),
        ("text: [", "cannot be read"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused(tmp_path: Path, words: str, told: str) -> None:
    (tmp_path / "map.yaml").write_text(words)
    with pytest.raises(UsageError, match=told):
        read_mapping(tmp_path / "map.yaml")


def swollen(path: Path, part: str, data: bytes) -> None:
    """The workbook with one of its parts put in place of another's bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, data if info.filename == part else old.read(info))
    path.write_bytes(out.getvalue())


def test_bombs_and_broken_workbooks(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", Reports=REPORTS)
    swollen(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", b"<a>" + b" " * 3_000_000)
    assert (tmp_path / "a.xlsx").stat().st_size < 20_000
    workbook(tmp_path / "b.xlsx", Reports=REPORTS)
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "hahahaha">'
        + b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10 if i else b"&a;" * 10) for i in range(9))
        + b"]><worksheet><sheetData><row><c t='inlineStr'><is><t>&a8;</t></is></c></row></sheetData></worksheet>"
    )
    swollen(tmp_path / "b.xlsx", "xl/worksheets/sheet1.xml", bomb)
    workbook(tmp_path / "c.xlsx", Reports=REPORTS)
    swollen(tmp_path / "c.xlsx", "xl/workbook.xml", b"<no")
    (tmp_path / "d.xlsx").write_bytes(b"\xd0\xcf\x11\xe0" + b"\x00" * 600)
    workbook(tmp_path / "e.xlsx", Reports=REPORTS)
    workbook(tmp_path / "f.xlsx", Empty=[])
    documents = collect(tmp_path, ReadOptions(max_bytes=100_000))
    assert codes(documents) == ["too_large", "entities", "broken", "old_office", None, None, "empty_table"]
    for document in documents:
        assert document.error is None or document.file in detail(document)


ARTICLES: dict[str, dict[str, Any]] = {
    "newspaper4k": {
        "url": URL, "read_more_link": "", "language": "en", "title": "Shells hit Karsten", "authors": ["Ana Dolna"],
        "publish_date": "2021-07-05 09:00:00", "meta_site_name": "Velmora Post", "canonical_link": URL, "text": BODY,
    },
    "news-please": {
        "authors": ["Ana Dolna"], "date_download": "2021-07-06 10:00:00", "date_modify": "None",
        "date_publish": "2021-07-05 09:00:00", "description": LEAD, "language": "en", "maintext": BODY, "text": None,
        "source_domain": "velmorapost.example", "title": "Shells hit Karsten", "title_page": None, "url": URL,
    },
    "media-cloud": {
        "id": "a1", "indexed_date": "2021-07-06 01:00:00", "language": "en", "media_name": "velmorapost.example",
        "media_url": "velmorapost.example", "publish_date": "2021-07-05", "title": "Shells hit Karsten, 5 killed",
        "url": URL,
    },
    "gdelt": {
        "url": URL, "url_mobile": "", "title": "Shells hit Karsten, 5 killed", "seendate": "20210705T101500Z",
        "socialimage": "", "domain": "velmorapost.example", "language": "English", "sourcecountry": "Ostravia",
    },
    "fa-kes": {
        "unit_id": 1, "article_title": "Shells hit Karsten", "article_content": BODY, "source": "velmorapost.example",
        "date": "7/9/2016", "location": "karsten", "labels": 1,
    },
}  # fmt: skip


@pytest.mark.parametrize("tool", ARTICLES)
def test_the_fields_of_a_news_tool_are_known(tmp_path: Path, tool: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(ARTICLES[tool]) + "\n")
    (document,) = collect(tmp_path)
    assert document.outlet == "The Velmora Post"
    assert document.origin is not None
    assert document.origin.format == tool
    headlines = tool in ("media-cloud", "gdelt")
    assert document.text == ("Shells hit Karsten, 5 killed" if headlines else BODY)
    assert document.passages[0].kind == ("headline" if headlines else "sentence")
    assert document.published == (None if tool in ("gdelt", "fa-kes") else "2021-07-05")
    assert document.url == (None if tool == "fa-kes" else URL)
    assert document.origin.captured == ("2021-07-06 10:00:00" if tool == "news-please" else None)


def test_a_list_of_gdelt_and_a_field_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"articles": [ARTICLES["gdelt"]] * 2}))
    assert [d.origin.format for d in collect(tmp_path) if d.origin] == ["gdelt", "gdelt"]
    (one, _) = collect(tmp_path, ReadOptions(published="seendate"))
    assert one.published == "2021-07-05"


def test_an_article_without_text_costs_itself_alone(tmp_path: Path) -> None:
    lines = [ARTICLES["news-please"] | {"maintext": None}, ARTICLES["news-please"]]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    documents = collect(tmp_path)
    assert codes(documents) == ["missing_text", None]
    assert "maintext" in detail(documents[0])
