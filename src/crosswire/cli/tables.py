"""The command ``tables``: what people who write SQL find in a casebook's file."""

from __future__ import annotations

from pathlib import Path

import click

from crosswire.cli.output import as_json, print_json, print_sheets


@click.command()
@click.option(
    "--datasette", type=click.Path(dir_okay=False, path_type=Path), help="Write the metadata file of Datasette here."
)
@as_json
def tables(datasette: Path | None, as_json: bool) -> None:
    """List the SQL views of a casebook's file (casebook.db) with what each column holds."""
    from crosswire.casebook.views import datasette_metadata, views
    from crosswire.publish.sheet import Sheet

    if datasette is not None:
        datasette.write_text(datasette_metadata(), encoding="utf-8")
    if as_json:
        print_json({"tables": list(views().values()), "datasette": str(datasette) if datasette else None})
    elif datasette is not None:
        click.echo(str(datasette))
    else:
        print_sheets(
            Sheet(
                title=f"{one.name}: a row is {one.one_row}",
                columns=("column", "kind", "holds"),
                rows=tuple((column.name, column.kind, column.text) for column in one.columns),
            )
            for one in views().values()
        )
