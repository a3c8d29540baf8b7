"""What a runner works on and what it hands back; the local pool and Ray share these nouns.

In: nothing.  Out: `Part`, `Lost` and the protocol `Runner`.  Cannot fail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Part:
    """Rows ``[start, stop)`` of part number ``number``."""

    number: int
    start: int
    stop: int

    @property
    def name(self) -> str:
        return f"part-{self.number:05d}-{self.start:05d}-{self.stop:05d}"

    def halves(self) -> tuple[Part, Part]:
        middle = (self.start + self.stop) // 2
        return (
            Part(number=self.number, start=self.start, stop=middle),
            Part(number=self.number, start=middle, stop=self.stop),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A part of one row that no worker survived.  ``code`` is ``crash`` or ``timeout``."""

    part: Part
    code: str
    detail: str


def lost_to_time(part: Part, seconds: float) -> Lost:
    detail = f"not read within {seconds:.0f} s; split the document and add the pieces"
    return Lost(part=part, code="timeout", detail=detail)


class Runner(Protocol):
    """Runs a function on each part, somewhere.

    ``function`` is a module-level function or a partial of one, and writes what it makes of a part itself, whole or not
    at all, under the part's name: it may be run again.  ``seconds`` gives the time a part may take; ``done`` is told of
    each finished part, in no order.  Returns, in order, the parts of one row that could not be worked on: a worker that
    dies or takes too long is replaced and its part halved until the guilty row stands alone.  An exception in the
    function itself is a fault of the program and is raised.
    """

    def __call__(
        self,
        function: Callable[[Part], object],
        parts: Sequence[Part],
        *,
        seconds: Callable[[Part], float],
        done: Callable[[Part], None],
    ) -> list[Lost]: ...
