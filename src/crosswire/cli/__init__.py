"""The command ``crosswire``.

In: the arguments of the command line.  Out: tables on standard output (plain text when it is not a terminal, JSON
with ``--json``), progress and messages on standard error, and an exit code: 0 done, 1 done but some documents could
not be read, 2 the command was used wrongly, 3 the casebook or the lexicon is at fault, 4 the input is.  Everything
heavy is imported inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import importlib
import sys

import click

from crosswire import __version__
from crosswire.threads import one_thread_each

COMMANDS = {
    "demo": ("make", "demo"),
    "run": ("make", "run"),
    "add": ("make", "add"),
    "fetch": ("fetching", "fetch"),
    "build": ("make", "build"),
    "events": ("look", "events"),
    "show": ("look", "show"),
    "documents": ("look", "documents"),
    "copies": ("look", "copies"),
    "search": ("look", "search"),
    "omissions": ("outlets", "omissions"),
    "wording": ("outlets", "wording"),
    "diff": ("changes", "diff"),
    "serve": ("workbench", "serve"),
    "tables": ("tables", "tables"),
    "doctor": ("keep", "doctor"),
    "backup": ("keep", "backup"),
    "rescue": ("keep", "rescue"),
    "decide": ("judge", "decide"),
    "decisions": ("judge", "decisions"),
    "queue": ("coders", "queue"),
    "agreement": ("coders", "agreement"),
    "review": ("reviewing", "review"),
    "export": ("hand_out", "export"),
    "dossier": ("hand_out", "dossier"),
    "rebuild": ("hand_out", "rebuild"),
    "lexicon": ("names", "lexicon"),
    "gazetteer": ("names", "gazetteer"),
    "evaluate": ("check", "evaluate"),
}


class Lazy(click.Group):
    """A group whose commands are imported when they are called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command = getattr(importlib.import_module(f"crosswire.cli.{module}"), name)
        assert isinstance(command, click.Command)
        return command


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="crosswire")
def app() -> None:
    """Keep the record of an armed conflict straight from what rival outlets publish about it.

    A casebook (CASE) is a folder. `run` fills one from files; `events` and `show` read it; `decide` corrects it;
    `export` and `dossier` hand it out.
    """


def main() -> None:
    """Entry point: runs the command and turns an error of crosswire into a message and an exit code."""
    from crosswire.errors import CasebookError, CrosswireError, IntakeError, LexiconError, UsageError

    one_thread_each()
    try:
        code = app.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except CrosswireError as error:
        click.echo(f"crosswire: {error}", err=True)
        if isinstance(error, UsageError):
            sys.exit(2)
        if isinstance(error, CasebookError | LexiconError):
            sys.exit(3)
        sys.exit(4 if isinstance(error, IntakeError) else 3)
    except OSError as error:
        meant = _refusals().get(error.errno or 0)
        if meant is None:
            raise
        click.echo(f"crosswire: {error.filename or error}: {meant}", err=True)
        sys.exit(3)


def _refusals() -> dict[int, str]:
    """What the machine may refuse anywhere, by the number of its error, and what to do."""
    import errno

    room = "no room is left on its disk; free some and run it again (what was stored before is kept)"
    allow = "may not be written or read; allow it, or name another folder"
    return {errno.ENOSPC: room, errno.EDQUOT: room, errno.EROFS: allow, errno.EACCES: allow, errno.EPERM: allow}
