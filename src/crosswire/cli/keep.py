"""Commands that keep a casebook safe: ``doctor``, ``backup``, ``rescue``."""

from __future__ import annotations

from pathlib import Path

import click

from crosswire.cli.output import as_json, print_json, say

_case = click.argument("case", type=click.Path(file_okay=False, path_type=Path))
_to = click.argument("to", type=click.Path(path_type=Path))


@click.command()
@_case
@as_json
@click.pass_context
def doctor(context: click.Context, case: Path, as_json: bool) -> None:
    """Check that CASE is whole: the file, every quote against its text, what points to what; and say how to mend it."""
    from crosswire.casebook.health import examine

    findings = examine(case)
    if as_json:
        print_json({"case": str(case), "findings": findings})
    else:
        for one in findings:
            click.echo(f"{one.where}: {one.what}\n  {one.mend}")
        precious = sum(one.precious for one in findings)
        say(f"{len(findings)} findings, {precious} about documents or decisions" if findings else f"{case} is whole")
    if findings:
        context.exit(3)


@click.command()
@_case
@_to
@as_json
def backup(case: Path, to: Path, as_json: bool) -> None:
    """Copy CASE to the new folder TO, as it stands now, also while others read and write it."""
    from crosswire.casebook.keep import back_up

    back_up(case, to)
    if as_json:
        print_json({"case": str(case), "backup": str(to)})
        return
    say(f"{case} is in {to}, without its cache; `crosswire build {to}` reads it anew if that is ever needed")


@click.command()
@_case
@_to
@as_json
def rescue(case: Path, to: Path, as_json: bool) -> None:
    """Save what a damaged CASE still gives, documents and decisions, into a new casebook in the folder TO."""
    from crosswire.casebook.keep import rescue

    saved = rescue(case, to)
    if as_json:
        print_json(saved)
        return
    for what, count, lost in (
        ("documents", saved.documents, saved.lost_documents),
        ("decisions", saved.decisions, saved.lost_decisions),
    ):
        say(f"{count} {what} saved, {'all others' if lost is None else lost} lost")
    say(f"next: crosswire build {to}")
