"""Commands that hand the record out: ``export`` and ``dossier``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosswire.cli.filters import check_type, event_filters
from crosswire.cli.output import as_json, case_argument, policies_option, print_json, say

if TYPE_CHECKING:
    from crosswire.casebook import EventFilter
    from crosswire.model import Policy

FORMS = (
    "jsonl", "acled", "ucdp", "plover", "geojson", "claims-csv", "airwars", "xlsx", "parquet", "ftm", "w3c-annotation",
    "evidence-pack",
)  # fmt: skip
WHOLE = ("jsonl", "evidence-pack")
MANY = 500  # events of a dossier that a browser takes seconds to open
_names = click.option("--names", is_flag=True, help="Keep the names of private persons (victims, hostages, witnesses).")


@click.command()
@case_argument
@click.option("--as", "form", type=click.Choice(FORMS), default="jsonl", show_default=True, help="The format.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder; made if missing.")
@event_filters
@_names
@policies_option
@as_json
def export(
    case: str, form: str, out: Path, wanted: EventFilter, names: bool, policies: tuple[Policy, ...], as_json: bool
) -> None:
    """Write the record of CASE as files into a folder; the same record gives the same bytes.

    `jsonl` holds all of it, the texts of the documents as they are; the other formats are those of the people who
    use them.
    """
    from crosswire.casebook import Casebook, EventFilter
    from crosswire.errors import UsageError
    from crosswire.publish.handover import hand_over
    from crosswire.publish.jsonl import export_jsonl

    if form in WHOLE and wanted != EventFilter():
        raise UsageError(f"{form} hands out the whole record; leave out what chooses events, or name another format")
    if form != "jsonl" and len(policies) > 1:
        raise UsageError(f"{form} has one figure in a cell; name one --policy, or none for its own")
    if form == "evidence-pack" and not names:
        raise UsageError("an evidence pack holds the texts whole, private persons too; say --names if that is meant")
    if names:
        say("warning: the export names private persons; do not publish it without their consent")
    with Casebook.open(case) as casebook:
        if form == "jsonl":
            files = export_jsonl(casebook, out, names=names, policies=policies)
        else:
            check_type(casebook, wanted)
            files = hand_over(casebook, form, out, wanted=wanted, names=names, policy=next(iter(policies), None))
    if as_json:
        print_json({"as": form, "files": [str(file) for file in files]})
    else:
        for file in files:
            click.echo(str(file))


@click.command()
@case_argument
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The HTML file to write.")
@event_filters
@_names
@policies_option
@as_json
def dossier(case: str, out: Path, wanted: EventFilter, names: bool, policies: tuple[str, ...], as_json: bool) -> None:
    """Write CASE, or some of its events, as one self-contained HTML file that prints well."""
    from crosswire.casebook import Casebook
    from crosswire.publish.dossier import write_dossier

    if names:
        say("warning: the dossier names private persons; do not publish it without their consent")
    with Casebook.open(case) as casebook:
        check_type(casebook, wanted)
        events = casebook.count_events(wanted)
        if events > MANY:
            say(f"note: {events:,} events make a long page; --from and --to, --place or --disputed choose fewer")
        page = write_dossier(casebook, out, names=names, policies=policies, wanted=wanted)
    if as_json:
        print_json({"file": str(page)})
    else:
        click.echo(str(page))


@click.command()
@click.argument("pack", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--case", required=True, type=click.Path(file_okay=False, path_type=Path), help="The new casebook.")
@as_json
@click.pass_context
def rebuild(context: click.Context, pack: Path, case: Path, as_json: bool) -> None:
    """Check the evidence pack PACK, make its casebook anew, and say whether the record is the same."""
    from crosswire.publish.handover.pack import rebuild as make_again

    other = make_again(pack, case, say)
    if as_json:
        print_json({"casebook": str(case), "same": not other, "other": other})
    elif other:
        click.echo(f"not the same record: {', '.join(other)} came out otherwise; see `crosswire diff`")
    else:
        click.echo(f"{case}: the same record")
    context.exit(1 if other else 0)
