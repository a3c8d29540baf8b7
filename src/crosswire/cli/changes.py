"""The command ``diff``: what changed between two casebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from crosswire.cli.output import as_json, print_json, print_sheets

if TYPE_CHECKING:
    from crosswire.publish.diff import Diff, Numbers
    from crosswire.publish.tables import Sheet

_folder = click.Path(file_okay=False)


@click.command()
@click.argument("old", type=_folder)
@click.argument("new", type=_folder)
@as_json
def diff(old: str, new: str, as_json: bool) -> None:
    """Which events and figures changed from the casebook OLD to the casebook NEW, and why."""
    from crosswire.casebook import Casebook
    from crosswire.publish.diff import diff as compared
    from crosswire.publish.diff import snapshot

    with Casebook.open(old) as before, Casebook.open(new) as after:
        found = compared(snapshot(before), snapshot(after))
    if as_json:
        print_json(found)
        return
    print_sheets(_sheets(found))


def _sheets(found: Diff) -> list[Sheet]:
    from crosswire.publish import wording
    from crosswire.publish.tables import Sheet

    changed = (
        ("documents added", found.documents_added),
        ("documents removed", found.documents_removed),
        ("decisions that hold now", found.decisions_holding),
        ("decisions that hold no more", found.decisions_no_more),
    )
    inputs = tuple((name, str(len(ids)), ", ".join(ids)) for name, ids in changed if ids)
    events = tuple((e.kind, ", ".join(e.old_ids), ", ".join(e.new_ids), e.label) for e in found.events)
    figures = tuple(
        (
            f.new_event_id or f.old_event_id or "",
            f.label,
            wording.POLICIES.get(f.policy, f.policy) + (f", {f.column}" if f.column else ""),
            f"{wording.measure(f.measure)}, {wording.people(f.of)}" + (f" of side {f.side_id}" if f.side_id else ""),
            _told(f.before, f.grade_before),
            _told(f.after, f.grade_after),
            "; ".join(cause.text for cause in f.causes),
        )
        for f in found.figures
    )
    return [
        Sheet(title="What came and went", columns=("what", "number", "ids"), rows=inputs),
        Sheet(title="Events", columns=("change", "before", "after", "what"), rows=events),
        Sheet(title="Figures", columns=("event", "what", "policy", "figure", "before", "after", "why"), rows=figures),
    ]


def _told(numbers: Numbers | None, grade: str | None) -> str:
    """ "215 | 220 | 250, fair": low, best, high and the grade; "none" where there is no such estimate."""
    if numbers is None:
        return "none"
    told = " | ".join("–" if number is None else f"{number:,}" for number in numbers)
    return f"{told}, {grade}" if grade else told
