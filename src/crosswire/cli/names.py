"""Commands for names of one's own: ``lexicon suggest`` and ``gazetteer import``."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import click

from crosswire.cli.check import lexicon
from crosswire.cli.output import as_json, case_argument, print_json, print_sheets, say

PARTIAL = 1
SHOWN = 20
_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@lexicon.command("suggest")
@case_argument
@click.option("--documents", type=click.IntRange(1), default=2, show_default=True, help="In so many, or more.")
@as_json
def suggest_names(case: str, documents: int, as_json: bool) -> None:
    """List names that recur in CASE and that the lexicon lacks, with rows to paste into its tables."""
    from crosswire.casebook import Casebook
    from crosswire.lexicon import load
    from crosswire.lexicon.load import SCHEMA
    from crosswire.lexicon.own_places import COLUMNS
    from crosswire.lexicon.table import columns_of
    from crosswire.publish.sheet import Sheet
    from crosswire.publish.suggest import suggest

    with Casebook.open(case) as casebook, casebook.reading():
        found = suggest(casebook.documents(), casebook.claims(), load(casebook.lexicon_folder), least=documents)
    if as_json:
        print_json(found)
        return
    rows = tuple((one.kind, one.name, str(one.documents), str(one.claims), " | ".join(one.quotes)) for one in found)
    print_sheets([Sheet(title="Unknown names", columns=("kind", "name", "documents", "claims", "quotes"), rows=rows)])
    tables = dict.fromkeys(table for one in found for table, _ in one.rows)
    for table in tables:
        known = SCHEMA.get(table.removesuffix(".csv"))
        columns = [column.name for column in columns_of(cast(Any, known[0]))] if known else COLUMNS
        click.echo(f"# {Path(case) / 'lexicon' / table}")
        click.echo(",".join(columns))
        for one in found:
            for name, line in one.rows:
                if name == table:
                    click.echo(line)
        click.echo("")
    if found:
        say(f"fill in what is empty, then: crosswire lexicon check {Path(case) / 'lexicon'}")


@click.group()
def gazetteer() -> None:
    """Bring places of your own."""


@gazetteer.command("import")
@case_argument
@click.argument("file", type=_file)
@click.option("--admin1", type=_file, help="GeoNames' admin1CodesASCII.txt: names of governorates.")
@click.option("--admin2", type=_file, help="GeoNames' admin2Codes.txt: names of districts.")
@click.option("--also", multiple=True, help="A further feature class to keep, such as T or H; may be repeated.")
@as_json
@click.pass_context
def import_gazetteer(
    context: click.Context, /, case: str, file: Path, admin1: Path | None, admin2: Path | None, also: tuple[str, ...],
    as_json: bool,
) -> None:  # fmt: skip
    """Import the places of a GeoNames country FILE (SY.txt or SY.zip) into the lexicon of CASE."""
    from crosswire.lexicon.importing import import_places

    report = import_places(file, Path(case) / "lexicon", admin1=admin1, admin2=admin2, classes=also)
    for one in report.told[:SHOWN]:
        say(f"{file}:{one.line}: {one.why}; the line was passed over")
    if report.broken > SHOWN:
        say(f"… {report.broken - SHOWN} more; {report.provenance} lists up to a thousand")
    if as_json:
        print_json(report)
    else:
        say(f"{report.read} lines, {report.kept} places, {report.passed_over} of other kinds, {report.broken} broken")
        click.echo(str(report.file))
        say(f"next: crosswire build {case}")
    if report.broken:
        context.exit(PARTIAL)
