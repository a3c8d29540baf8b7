"""Commands that check: ``lexicon check`` and ``evaluate fakes``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosswire.cli.output import as_json, print_json, print_sheets, progress, say

if TYPE_CHECKING:
    from crosswire.evaluate.fakes import Report, Side


@click.group()
def lexicon() -> None:
    """Check the lexicon's tables."""


@lexicon.command("check")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@as_json
def check_lexicon(folder: Path | None, as_json: bool) -> None:
    """List everything wrong with the tables of FOLDER (yours, beside a casebook, or the shipped ones)."""
    from crosswire.errors import UsageError
    from crosswire.lexicon.check import check
    from crosswire.lexicon.load import DATA

    tables = {file.name for file in DATA.iterdir() if file.suffix in (".csv", ".yaml")}
    if folder is not None and not any((folder / name).exists() for name in tables):
        raise UsageError(f"{folder}: holds no table of the lexicon; the names are {', '.join(sorted(tables))}")
    others = [file for file in sorted(folder.iterdir()) if file.name not in tables] if folder is not None else []
    problems = [f"{file}: not a table of the lexicon, and not read" for file in others if _is_table(file)]
    problems += check(folder or DATA)
    if as_json:
        print_json({"folder": str(folder or DATA), "problems": problems})
    else:
        for problem in problems:
            click.echo(problem)
        say(f"{len(problems)} problems" if problems else "the lexicon is in order")
    if problems:
        sys.exit(3)


def _is_table(file: Path) -> bool:
    return file.suffix in (".csv", ".yaml", ".yml")


@click.group()
def evaluate() -> None:
    """Measure against published data, read from a path of yours."""


@evaluate.command("fakes")
@click.option(
    "--data", required=True, type=click.Path(path_type=Path), help="fakes_dev.csv of FA-KES, or the folder it is in."
)
@click.option("--split", "side", type=click.Choice(["look", "score", "all"]), default="score", show_default=True)
@click.option("--case", type=click.Path(file_okay=False, path_type=Path), help="Keep the casebook here.")
@click.option("--workers", type=click.IntRange(1), help="Processes to read with; 2 by default.")
@click.option(
    "--errors",
    type=click.IntRange(0),
    default=0,
    help="With --split look: print so many misses.",
)
@as_json
def fakes(data: Path, side: Side, case: Path | None, workers: int | None, errors: int, as_json: bool) -> None:
    """Score the killed total of the main event on FA-KES (see its METRIC.md)."""
    import tempfile

    from crosswire.evaluate.fakes import evaluate as scored
    from crosswire.evaluate.fakes import predict, read_rows
    from crosswire.lexicon import load

    if data.is_dir():
        data = data / "fakes_dev.csv"
    rows, excluded = read_rows(data, load().gazetteer)
    with tempfile.TemporaryDirectory() as passing:
        predicted = predict_from(data, case or Path(passing) / "case", workers, predict)
    report = scored(rows, excluded, predicted, side)
    if as_json:
        print_json(report)
        return
    _print(report, errors if side == "look" else 0)


def predict_from(data: Path, case: Path, workers: int | None, predict: object) -> dict[int, int | None]:
    """Put the table into a casebook, build it and read the predictions off it."""
    from crosswire.casebook import Casebook
    from crosswire.collect import ReadOptions, read_paths
    from crosswire.evaluate.fakes import COLUMNS
    from crosswire.lexicon import load
    from crosswire.run import build

    options = ReadOptions(text=(COLUMNS["text"],), title=COLUMNS["title"], outlet=COLUMNS["outlet"])
    with Casebook.open(case, create=True) as casebook, progress() as told:
        casebook.add_documents(read_paths([data], options, load()))
        build(casebook, workers=workers, told=told)
        assert callable(predict)
        found: dict[int, int | None] = predict(casebook)
        return found


def _print(report: Report, errors: int) -> None:
    from crosswire.publish.tables import Sheet

    def cells(name: str) -> tuple[str, ...]:
        ours, title = report.scores[name], report.baseline[name]
        told = [f"{one.rate:.3f} [{one.low:.2f}–{one.high:.2f}]" for one in (ours, title)]
        return (name, str(ours.rows), str(ours.right), *told)

    columns = ("metric", "rows", "right", "crosswire", "number in the title")
    sheets = [
        Sheet(title=f"FA-KES, side: {report.side}", columns=columns, rows=tuple(map(cells, report.scores))),
        Sheet(
            title="Left out of the clean rows (all sides)",
            columns=("rule", "rows"),
            rows=tuple((rule, str(count)) for rule, count in report.excluded.items()),
        ),
    ]
    if errors:
        rows = tuple(
            (str(one.row), str(one.read), str(one.label), str(one.by_title), one.title)
            for one in report.misses[:errors]
        )
        sheets.append(Sheet(title="Not right", columns=("row", "read", "label", "by title", "title"), rows=rows))
    print_sheets(sheets)
