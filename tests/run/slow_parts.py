"""Functions of one part for the runner's tests; workers import them by name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from crosswire.run.parts import Part


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
