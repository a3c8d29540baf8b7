"""Commands that hand the record out: ``export`` and ``dossier``."""

from __future__ import annotations

from pathlib import Path

import click

from crosswire.cli.output import as_json, case_argument, policies_option, print_json, say

_names = click.option("--names", is_flag=True, help="Keep the names of private persons (victims, hostages, witnesses).")


@click.command()
@case_argument
@click.option("--as", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True, help="The format.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder; made if missing.")
@_names
@policies_option
@as_json
def export(case: str, form: str, out: Path, names: bool, policies: tuple[str, ...], as_json: bool) -> None:
    """Write the record of CASE as files into a folder; the same record gives the same bytes.

    The texts of the documents are in it as they are.
    """
    from crosswire.casebook import Casebook
    from crosswire.publish.jsonl import export_jsonl

    if names:
        say("warning: the export names private persons; do not publish it without their consent")
    with Casebook.open(case) as casebook:
        files = export_jsonl(casebook, out, names=names, policies=policies)
    if as_json:
        print_json({"as": form, "files": [str(file) for file in files]})
    else:
        for file in files:
            click.echo(str(file))


@click.command()
@case_argument
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The HTML file to write.")
@_names
@policies_option
@as_json
def dossier(case: str, out: Path, names: bool, policies: tuple[str, ...], as_json: bool) -> None:
    """Write CASE as one self-contained HTML file that prints well."""
    from crosswire.casebook import Casebook
    from crosswire.publish.dossier import write_dossier

    if names:
        say("warning: the dossier names private persons; do not publish it without their consent")
    with Casebook.open(case) as casebook:
        page = write_dossier(casebook, out, names=names, policies=policies)
    if as_json:
        print_json({"file": str(page)})
    else:
        click.echo(str(page))
