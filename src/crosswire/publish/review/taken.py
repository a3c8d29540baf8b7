"""What became of a file of corrections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from crosswire.errors import UsageError
from crosswire.model import Decision


@dataclass(slots=True, kw_only=True)
class Taken:
    """``added``: ids of the decisions that are in the log now; ``known``: corrections that were in it already;
    ``unchanged``: lines that say nothing; ``problems``: what is wrong, each with its file and place."""

    added: list[str] = field(default_factory=list)
    known: int = 0
    unchanged: int = 0
    problems: list[str] = field(default_factory=list)

    def take(self, where: str, decide: Callable[[], Decision]) -> None:
        """Decide, or keep what is wrong with it."""
        try:
            self.added.append(decide().decision_id)
        except UsageError as error:
            if "is in the log already" in str(error):
                self.known += 1
            else:
                self.problems.append(f"{where}: {error}")
