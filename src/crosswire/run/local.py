"""The local runner: `pmap` over numbered parts in a pool of processes.

In: a function of one part, and the parts.  Out: the parts of one row each that could not be worked on, with the
reason; what the function made of all others it has written itself, atomically, under the part's name.  A worker that
dies or takes too long is replaced and its part halved until the guilty row stands alone.  An exception in the
function itself is a fault of the program and is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as PoolTimeout
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context

from pebble import ProcessExpired, ProcessPool

from crosswire.errors import CrosswireError


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


def pmap(
    function: Callable[[Part], object],
    parts: Sequence[Part],
    *,
    workers: int,
    seconds: Callable[[Part], float],
    done: Callable[[Part], None] = lambda part: None,
    isolated: bool = False,
) -> list[Lost]:
    """Run ``function`` (a module-level function or a partial of one) on each part in ``workers`` processes.

    ``seconds`` gives the time a part may take; ``done`` is told of each finished part, in no order.  A single part is
    run in this process, without isolation or limit of time, to spare the start of a worker, unless ``isolated``.
    """
    if len(parts) <= 1 and not isolated:
        for part in parts:
            function(part)
            done(part)
        return []
    lost: list[Lost] = []
    with ProcessPool(max_workers=workers, context=get_context("spawn")) as pool:
        _check_start(pool)
        waiting = list(parts)
        while waiting:
            running = [(part, pool.schedule(function, args=(part,), timeout=seconds(part))) for part in waiting]
            waiting = []
            for part, future in running:
                try:
                    future.result()
                    done(part)
                except (ProcessExpired, PoolTimeout) as failure:
                    if part.stop - part.start > 1:
                        waiting.extend(part.halves())
                    else:
                        lost.append(_lost(part, failure, seconds(part)))
                        done(part)
    return sorted(lost, key=lambda one: one.part)


def _check_start(pool: ProcessPool) -> None:
    """Tell a pool that cannot start from a document that kills its worker."""
    try:
        pool.schedule(_ready).result()
    except (ProcessExpired, BrokenProcessPool) as error:
        raise CrosswireError(
            "no worker process could be started; a script that calls crosswire must do so under"
            " `if __name__ == '__main__':`"
        ) from error


def _ready() -> None:
    pass


def _lost(part: Part, failure: BaseException, seconds: float) -> Lost:
    if isinstance(failure, ProcessExpired):
        return Lost(part=part, code="crash", detail=f"the worker died on this document (exit code {failure.exitcode})")
    detail = f"not read within {seconds:.0f} s; split the document and add the pieces"
    return Lost(part=part, code="timeout", detail=detail)
