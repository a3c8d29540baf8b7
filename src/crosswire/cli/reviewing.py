"""The command that hands work to other tools and takes it back: ``review``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosswire.cli.filters import event_filters
from crosswire.cli.output import as_json, case_argument, print_json, say

if TYPE_CHECKING:
    from crosswire.casebook import Casebook, EventFilter
    from crosswire.publish.review import Taken

FORMS = ("label-studio", "links-csv", "links-xlsx")


@click.command()
@case_argument
@click.option("--as", "form", type=click.Choice(FORMS), help="What to write: tasks, or a sheet of links.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="The folder to write into.")
@click.option("--import", "given", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Take it back.")
@click.option("--by", help="Who signs the decisions of --import.")
@event_filters
@as_json
@click.pass_context
def review(
    context: click.Context,
    case: str,
    form: str | None,
    out: Path | None,
    given: Path | None,
    by: str | None,
    wanted: EventFilter,
    as_json: bool,
) -> None:
    """Hand the record of CASE to people who review it elsewhere, with --as and --out, or take their corrections back as
    signed decisions, with --import and --by; the next `build` honours them."""
    from crosswire.casebook import Casebook
    from crosswire.errors import UsageError

    if given is None:
        if form is None or out is None or by is not None:
            raise UsageError("say what to write and where, with --as and --out; or what to take back, with --import")
        say("the files hold texts and sentences as they are, with every name in them; they are for work")
        with Casebook.open(case) as casebook:
            files = _write(casebook, form, out, wanted)
        print_json({"files": [str(f) for f in files]}) if as_json else click.echo("\n".join(map(str, files)))
        return
    if form is not None or out is not None or by is None:
        raise UsageError("--import takes a file back and needs --by; --as and --out are another errand")
    with Casebook.open(case) as casebook:
        taken = _take(casebook, given, by)
    if as_json:
        print_json(
            {"added": taken.added, "known": taken.known, "unchanged": taken.unchanged, "problems": taken.problems}
        )
    else:
        click.echo(f"{len(taken.added)} decisions added, {taken.known} known already, {taken.unchanged} say nothing")
    for problem in taken.problems:
        say(problem)
    if taken.added:
        say(f"next: crosswire build {case}")
    context.exit(1 if taken.problems else 0)


def _write(casebook: Casebook, form: str, out: Path, wanted: EventFilter) -> list[Path]:
    from crosswire.publish.review.label_studio import write_tasks
    from crosswire.publish.review.links import write_links
    from crosswire.publish.whole import unfinished

    with casebook.reading(), unfinished(out) as aside:
        if form == "label-studio":
            write_tasks(casebook, aside, wanted)
        else:
            write_links(casebook, aside / f"links.{form.removeprefix('links-')}", wanted)
        made = sorted(file.name for file in aside.iterdir())
    return [out / name for name in made]


def _take(casebook: Casebook, given: Path, by: str) -> Taken:
    from crosswire.publish.review.corrections import take_tasks
    from crosswire.publish.review.links import take_links

    return take_tasks(casebook, given, by) if given.suffix.casefold() == ".json" else take_links(casebook, given, by)
