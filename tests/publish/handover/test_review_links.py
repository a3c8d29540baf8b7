"""A sheet of links goes out, is filled in and comes back as decisions; wrong rows are told, the others go through."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from exported import table

from crosswire.casebook import Casebook
from crosswire.cli import app
from crosswire.errors import UsageError
from crosswire.publish.review.links import COLUMNS, take_links
from crosswire.run import build


@pytest.fixture
def own(case: Path, tmp_path: Path) -> Path:
    """A copy of the casebook to decide in."""
    shutil.copytree(case, tmp_path / "own")
    return tmp_path / "own"


def written(own: Path, kind: str) -> Path:
    told = CliRunner().invoke(app, ["review", str(own), "--as", f"links-{kind}", "--out", str(own.parent / "out")])
    assert told.exit_code == 0, told.output
    assert "every name" in told.stderr
    return Path(told.stdout.strip())


def fill(file: Path, verdicts: list[dict[str, str]]) -> None:
    """Put these cells into the first rows of a CSV sheet."""
    rows = table(file)
    for row, cells in zip(rows, verdicts, strict=False):
        row.update(cells)
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


def test_each_pair_has_a_row_with_both_sentences(own: Path) -> None:
    rows = table(written(own, "csv"))
    assert tuple(rows[0]) == COLUMNS and len({row["link_id"] for row in rows}) == len(rows) > 1
    assert {row["reading"] for row in rows} == {"one", "apart"}
    assert all(row["quote_a"] and row["quote_b"] and row["reasons"] and not row["verdict"] for row in rows)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_verdicts_come_back_as_signed_decisions_that_the_next_build_honours(own: Path, kind: str) -> None:
    file = written(own, kind)
    if kind == "csv":
        joined = next(n for n, row in enumerate(table(file)) if row["reading"] == "one")
        fill(file, [{} for _ in range(joined)] + [{"verdict": "Apart", "note": "two mornings"}])
        row = table(file)[joined]
    else:
        book = openpyxl.load_workbook(file)
        sheet = book.active
        assert sheet is not None
        number = next(n for n, cells in enumerate(sheet.iter_rows(values_only=True), start=1) if cells[2] == "one")
        sheet.cell(number, COLUMNS.index("verdict") + 1, "apart")
        sheet.cell(number, COLUMNS.index("note") + 1, "two mornings")
        row = {column: str(sheet.cell(number, at).value) for at, column in enumerate(COLUMNS, start=1)}
        book.save(file)
    told = CliRunner().invoke(app, ["review", str(own), "--import", str(file), "--by", "Ada", "--json"])
    assert told.exit_code == 0, told.output
    counts = json.loads(told.stdout)
    assert len(counts["added"]) == 1 and not counts["problems"]
    with Casebook.open(own) as casebook:
        (decision,) = casebook.decisions()
        assert (decision.kind, decision.by, decision.note) == ("split", "Ada", "two mornings")
        build(casebook)
        assert casebook.claim(row["claim_a"]).event_id != casebook.claim(row["claim_b"]).event_id
        again = take_links(casebook, file, "Ada")
        assert (again.added, again.known) == ([], 1)
        other = take_links(casebook, file, "Bo")
        assert len(other.added) == 1


def test_wrong_rows_are_told_with_their_number_and_the_others_go_through(own: Path) -> None:
    file = written(own, "csv")
    assert len(table(file)) >= 4
    fill(
        file,
        [{"verdict": "maybe"}, {"verdict": "one", "claim_a": "claim-none"}, {"verdict": "one"}, {"verdict": ""}],
    )
    with Casebook.open(own) as casebook:
        taken = take_links(casebook, file, "Ada")
    assert len(taken.added) == 1
    assert [problem.partition(":")[0] for problem in taken.problems] == [f"{file}, row 2", f"{file}, row 3"]
    assert "one, apart, or nothing" in taken.problems[0] and "ids" in taken.problems[1]


def test_a_sheet_with_semicolons_is_read(own: Path) -> None:
    file = written(own, "csv")
    fill(file, [{"verdict": "one"}])
    rows = table(file)
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    with Casebook.open(own) as casebook:
        assert len(take_links(casebook, file, "Ada").added) == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("a.csv", b"a,b\n1,2\n", "no column"), ("b.csv", b"", "empty"), ("c.csv", b"\xff\xfe\x00", "UTF-8"),
     ("d.xlsx", b"PK no", "workbook")],
)  # fmt: skip
def test_what_is_no_sheet_is_refused(own: Path, tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    with Casebook.open(own) as casebook, pytest.raises(UsageError, match=words):
        take_links(casebook, tmp_path / name, "Ada")


def test_a_damaged_workbook_is_refused_by_name(own: Path) -> None:
    file = written(own, "xlsx")
    data = bytearray(file.read_bytes())
    part = data.index(b"xl/theme/theme1.xml") + 40
    data[part : part + 40] = b"\xff" * 40
    file.write_bytes(data)
    with Casebook.open(own) as casebook, pytest.raises(UsageError, match="cannot be read as a workbook"):
        take_links(casebook, file, "Ada")


def test_what_the_command_does_not_take_is_said(own: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("")
    for words in (["--as", "links-csv"], ["--import", str(tmp_path / "x.csv")], []):
        told = CliRunner().invoke(app, ["review", str(own), *words])
        assert isinstance(told.exception, UsageError), words
