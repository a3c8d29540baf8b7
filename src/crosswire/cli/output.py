"""How commands speak: tables or JSON on standard output, progress on standard error.

In: sheets and JSON-ready values.  Out: text.  Colours and frames only on a terminal; JSON has sorted keys and one
document a call.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, get_args

import click

from crosswire.model import Policy

if TYPE_CHECKING:
    from crosswire.publish.tables import Sheet

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
policies_option = click.option(
    "--policy", "policies", multiple=True, type=click.Choice(get_args(Policy)),
    help="Estimates of this policy alone; may be repeated.",
)  # fmt: skip
case_argument = click.argument("case", type=click.Path(file_okay=False))


# Columns of ids: their beginning is shown, which every command takes; one cut in two lines could not be copied.
_IDS = frozenset({"event", "document", "claim", "other claim", "decision", "main event"})
_ID = 16


def print_json(value: object) -> None:
    """Print a value (nouns included) as JSON."""
    import msgspec

    ready: Any = msgspec.to_builtins(value)
    click.echo(json.dumps(ready, ensure_ascii=False, sort_keys=True, indent=2))


def print_sheets(sheets: Iterable[Sheet]) -> None:
    """Print tables; one without rows is a line that says so."""
    from crosswire.publish.tables import harmless, plain

    for sheet in sheets:
        if not sheet.rows:
            click.echo(f"{sheet.title}: none\n")
        elif sys.stdout.isatty():
            _frame(harmless(sheet))
        else:
            click.echo(plain(sheet))


def _frame(sheet: Sheet) -> None:
    """A framed table, or a block a row where the terminal is too narrow for the columns."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if sum(_needed(sheet)) + 3 * len(sheet.columns) + 1 > console.width:
        console.print(Text(sheet.title, style="bold"))
        for row in sheet.rows:
            block = Table.grid(padding=(0, 2))
            for name, cell in zip(sheet.columns, row, strict=True):
                if cell:
                    block.add_row(Text(name, style="dim"), Text(cell))
            console.print(block, "")
        return
    table = Table(title=sheet.title, title_justify="left", show_header=any(c.strip() for c in sheet.columns))
    for column in sheet.columns:
        if column in _IDS:
            table.add_column(column, overflow="crop", no_wrap=True, max_width=_ID)
        else:
            table.add_column(column, overflow="fold")
    for row in sheet.rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def _needed(sheet: Sheet) -> list[int]:
    """The least width at which each column still reads: ids whole to `_ID`, long texts 24, others a word."""
    needed = []
    for i, column in enumerate(sheet.columns):
        widest = max(len(row[i]) for row in (sheet.columns, *sheet.rows))
        needed.append(_ID if column in _IDS else 24 if widest > 60 else min(widest, 8))
    return needed


def say(text: str) -> None:
    """A message about the work, on standard error."""
    click.echo(text, err=True)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A function to tell of (step, done, total); shows bars on a terminal and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    with Progress(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def told(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield told
