"""Functions of one part for the runner's tests; workers import them by name."""

from __future__ import annotations

import importlib.util
import os
import signal
import sys
import time
from pathlib import Path

from crosswire.model import Document, Passage
from crosswire.run.parts import Part

_ONE = (Passage(start=0, end=9, kind="sentence"),)


def note(part: Part, *, folder: Path, killer: int, sleeper: int) -> None:
    """Writes the rows of a part into a file of its own; row ``killer`` ends the process, ``sleeper`` never ends."""
    rows = [part.number * 100 + row for row in range(part.start, part.stop)]
    if killer in rows:
        os._exit(9)
    if sleeper in rows:
        time.sleep(600)
    (folder / part.name).write_text(" ".join(map(str, rows)))


def die_once(part: Part, *, folder: Path, unlucky: int) -> None:
    """Writes the rows of a part; the worker that is first to take part ``unlucky`` kills itself."""
    marker = folder / "died"
    if part.number == unlucky and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    note(part, folder=folder, killer=-1, sleeper=-1)


def fault(part: Part) -> None:
    raise ZeroDivisionError(part.name)


def loaded(part: Part, *, folder: Path) -> None:
    """Writes what the process had loaded before its first part, and what it can still load."""
    from crosswire.extract.syntax import parser
    from crosswire.lexicon import load as lexicon
    from crosswire.run.layers import extract_stage, table_of

    extract_stage(lexicon())(table_of([Document(document_id="doc-one", file="", text="Ten died.", passages=_ONE)]))

    held = {
        "parser": parser.cache_info().currsize > 0,
        "lexicon": "crosswire.run.warm" in sys.modules,
        "tables": "pandas" not in sys.modules,
        "pandas": importlib.util.find_spec("pandas") is not None,
    }
    (folder / part.name).write_text(" ".join(name for name, there in held.items() if there))


def tell_and_wait(part: Part, *, folder: Path) -> None:
    """Writes files named after its process and the one it was forked from, and takes a second."""
    for process in (os.getpid(), os.getppid()):
        (folder / f"{process}.pid").touch()
    time.sleep(1)
