"""Commands that check: ``lexicon check`` and ``evaluate``."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from crosswire.cli.output import as_json, print_json, print_sheets, progress, say
from crosswire.evaluate.report import SETS
from crosswire.model import DEFAULT_READER, Reader

if TYPE_CHECKING:
    from crosswire.evaluate.report import Report, Score, Split


@click.group()
def lexicon() -> None:
    """Check the lexicon's tables, and find what they lack."""


@lexicon.command("check")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@as_json
def check_lexicon(folder: Path | None, as_json: bool) -> None:
    """List everything wrong with the tables of FOLDER (yours, beside a casebook, or the shipped ones)."""
    from crosswire.errors import UsageError
    from crosswire.lexicon.check import check
    from crosswire.lexicon.load import DATA, TABLES

    if folder is not None and not any((folder / name).exists() for name in TABLES) and not any(folder.glob("*.db")):
        raise UsageError(f"{folder}: holds no table of the lexicon; the names are {', '.join(sorted(TABLES))}")
    problems = check(folder or DATA)
    if as_json:
        print_json({"folder": str(folder or DATA), "problems": problems})
    else:
        for problem in problems:
            click.echo(problem)
        say(f"{len(problems)} problems" if problems else "the lexicon is in order")
    if problems:
        sys.exit(3)


@click.command()
@click.argument("name", metavar="SET", type=click.Choice(list(SETS)))
@click.option("--data", required=True, type=click.Path(path_type=Path), help="Where the set lies: its folder.")
@click.option("--split", type=click.Choice(["look", "score", "all"]), default="score", show_default=True)
@click.option("--errors", type=click.IntRange(0), default=0, help="Print so many things that were not right.")
@click.option(
    "--reader",
    type=click.Choice(get_args(Reader)),
    default=DEFAULT_READER,
    show_default=True,
    help="Who reads the claims: rules, the learned reader, or both together.",
)
@as_json
def evaluate(name: str, data: Path, split: Split, errors: int, reader: Reader, as_json: bool) -> None:
    """Measure on a published SET, read from a path of yours; see docs/reference/evaluate.md.

    SET is one of claims, fakes, gva, muc4, polnear, wikiwars, geoparsing, re3d, ecbplus, gvc,
    meantime, events, copies, wording.
    """
    from crosswire.evaluate.flow import READER
    from crosswire.lexicon import load

    READER.set(reader)
    with progress() as told:
        report = SETS[name](data, split, load(), told)
    shown = report.errors[:errors]
    if split == "score":  # that side is for scoring: no set shows its words
        shown = tuple(replace(one, quote=None) for one in shown)
    report = replace(report, errors=shown)
    if as_json:
        print_json(report)
    else:
        _print(report, errors)


def _print(report: Report, errors: int) -> None:
    from crosswire.publish.tables import Sheet

    beside = dict(report.further_baselines)
    if report.baseline is not None:
        beside = {report.baseline_name or "baseline": report.baseline, **beside}
    sheets = [
        Sheet(
            title=f"{report.set}, side: {report.split}",
            columns=("score", "n", "crosswire", *beside),
            rows=tuple(
                (name, str(one.n), _cell(one), *(_cell(scored.get(name)) for scored in beside.values()))
                for name, one in report.scores.items()
            ),
        )
    ]
    if errors:
        columns = ("document", "score", "expected", "got", "quote")
        rows = tuple((one.document, one.name, one.expected, one.got, one.quote or "") for one in report.errors)
        sheets.append(Sheet(title="Not right", columns=columns, rows=rows))
    print_sheets(sheets)
    for note in report.notes:
        click.echo(note)
    click.echo(f"{report.seconds:.1f} s, {report.documents_per_second:.2f} documents a second")
    click.echo(f"data: SHA-256 {report.data_sha256}")


def _cell(score: Score | None) -> str:
    if score is None or score.value is None or score.low is None or score.high is None:
        return ""
    return f"{score.value:.3f} [{score.low:.3f}–{score.high:.3f}]"
