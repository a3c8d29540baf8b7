"""Bringing files in by the command: a mapping file, what is passed over, where a document came from."""

import json
from pathlib import Path

import openpyxl
from click.testing import CliRunner

from crosswire.casebook import Casebook
from crosswire.cli import app

TEXT = "Shells hit the market of Karsten on Monday, killing 5 people, a hospital said."


def run(*words: object, code: int = 0) -> str:
    result = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def log_of_reports(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Media log"], ["story", "paper", "day"], [TEXT, "Dolna Daily", "5 July 2021"]):
        sheet.append(row)
    book.save(path)
    return path


def test_a_mapping_file_names_the_columns_and_flags_go_before_it(tmp_path: Path) -> None:
    path = log_of_reports(tmp_path / "log.xlsx")
    mapping = tmp_path / "map.yaml"
    mapping.write_text("text: story\noutlet: paper\npublished: day\nheader_row: 2\n")
    case = tmp_path / "case"
    run("add", case, path, "--mapping", mapping)
    with Casebook.open(case) as casebook:
        (document,) = casebook.documents()
    assert (document.text, document.outlet, document.published) == (TEXT, "Dolna Daily", "2021-07-05")
    told = run("show", case, document.document_id)
    assert "Where it came from" in told
    assert document.origin is not None
    assert str(document.origin.sha256) in told
    refused = run("add", case, path, "--mapping", mapping, "--text-column", "lead", code=1)
    assert "no column lead" in refused


def test_what_is_passed_over_is_counted_and_what_is_refused_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    (folder / "a_files").mkdir(parents=True)
    (folder / "a.html").write_text(
        f"<html><body><article><h1>Shells hit Karsten</h1><p>{TEXT}</p></article></body></html>"
    )
    (folder / "a_files" / "style.css").write_text("p {}")
    (folder / "map.png").write_bytes(b"\x89PNG")
    (folder / "b.pdf").write_bytes(b"%PDF-1.4 cut")
    told = run("add", tmp_path / "case", folder, code=1)
    assert "2 files passed over" in told
    assert "b.pdf is a damaged or cut-off PDF" in told
    assert "1 documents added" in told or "2 documents added" in told


def test_many_versions_of_a_page_are_told_apart_in_any_order(tmp_path: Path) -> None:
    lines = [
        json.dumps(
            {"text": f"{TEXT} Version {day}.", "url": "https://velmorapost.example/1", "published": f"2021-07-0{day}"}
        )
        for day in (1, 2, 3)
    ]
    for name, order in (("a", lines), ("b", lines[::-1])):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(order))
        run("add", tmp_path / name, tmp_path / f"{name}.jsonl")
    chains = []
    for name in ("a", "b"):
        with Casebook.open(tmp_path / name) as casebook:
            chains.append({d.document_id: d.supersedes for d in casebook.documents()})
    assert chains[0] == chains[1]
    assert sorted(one is None for one in chains[0].values()) == [False, False, True]
