"""``crosswire export --as``: formats, filters, and what each refuses."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result
from exported import table

from crosswire.cli import app
from crosswire.cli.hand_out import FORMS
from crosswire.errors import UsageError
from crosswire.model import Policy
from crosswire.publish.handover import FORMATS


def export(case: Path, out: Path, *more: str) -> Result:
    return CliRunner().invoke(app, ["export", str(case), "--out", str(out), *more])


def test_every_format_has_its_name() -> None:
    assert {"jsonl", *FORMATS} == set(FORMS)


def test_the_files_are_named_and_a_filter_holds(case: Path, tmp_path: Path) -> None:
    told = export(case, tmp_path / "rows", "--as", "acled", "--place", "Dolna", "--from", "2031-05-01")
    assert told.exit_code == 0, told.output
    files = [Path(line) for line in told.stdout.split()]
    assert [file.name for file in files] == ["acled.basis.jsonl", "acled.csv", "acled.left-out.csv"]
    assert {row["location"] for row in table(files[1])} == {"Dolna"}
    assert not list((tmp_path / "rows").glob(".unfinished*"))


@pytest.mark.parametrize("policy", get_args(Policy))
def test_any_policy_may_fill_a_format(case: Path, tmp_path: Path, policy: str) -> None:
    for form in ("acled", "ucdp", "plover", "geojson", "airwars"):
        assert export(case, tmp_path / form, "--as", form, "--policy", policy).exit_code == 0


def test_what_a_format_does_not_take_is_said(case: Path, tmp_path: Path) -> None:
    for more, words in (
        (("--as", "acled", "--policy", "acled", "--policy", "ucdp"), "one --policy"),
        (("--as", "jsonl", "--place", "Dolna"), "whole record"),
        (("--as", "acled", "--type", "picnic"), "no event of the type"),
        (("--as", "acled", "--from", "2031-06-01", "--to", "2031-05-01"), "is after"),
    ):
        told = export(case, tmp_path / "no", *more)
        assert isinstance(told.exception, UsageError) and words in str(told.exception), more
    assert not list((tmp_path / "no").glob("*")) if (tmp_path / "no").exists() else True


def test_names_come_with_a_warning(case: Path, tmp_path: Path) -> None:
    told = export(case, tmp_path / "named", "--as", "claims-csv", "--names")
    assert told.exit_code == 0 and "warning" in told.stderr
    assert "Brenko" in (tmp_path / "named" / "claims.csv").read_text("utf-8")
