"""Deriving the record anew after a decision, beside the pages.

In: the folder of a casebook.  Out: `Rebuilder`, which works in one thread of its own, once more when something was
decided meanwhile: only on what a decision touches where that is all it takes, else on everything.  Pages go on reading
the last whole record.  A build that fails leaves that record as it is, and `error` says why.
"""

from __future__ import annotations

import threading
from pathlib import Path

from crosswire.casebook import Casebook
from crosswire.errors import CrosswireError
from crosswire.run.flow import build
from crosswire.run.redo import redo


class Rebuilder:
    """``running``: a build is under way or asked for; ``error``: what the last one failed with, None if it did not."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.error: str | None = None
        self._asked = False
        self._working = False
        self._lock = threading.Lock()

    @property
    def running(self) -> bool:
        with self._lock:
            return self._working

    def ask(self) -> None:
        """Build soon."""
        with self._lock:
            self._asked = True
            if self._working:
                return
            self._working = True
        threading.Thread(target=self._work, name="rebuild", daemon=True).start()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._asked:
                    self._working = False
                    return
                self._asked = False
            try:
                with Casebook.open(self.folder) as casebook:
                    if not redo(casebook):
                        build(casebook)
                    casebook.count_events()  # the columns that lists ask are read before anybody waits for them
                self.error = None
            except CrosswireError as error:
                self.error = str(error)
