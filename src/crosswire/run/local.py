"""The local runner: a pool of processes on this machine.

In: a function of one part, and the parts.  Out: as `crosswire.run.parts.Runner` says.  Where the system can fork,
workers are forked from one process that has loaded the parser and the lexicon (`crosswire.run.warm`) and lives as long
as this one; elsewhere each loads them itself.  That process can be started while documents are still collected
(`getting_ready`).  Fails with `CrosswireError` when no worker can be started.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as PoolTimeout
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver, get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from crosswire.errors import CrosswireError
from crosswire.run.parts import Lost, Part, lost_to_time
from crosswire.threads import one_thread_each

T = TypeVar("T")


def getting_ready(documents: Iterable[T], batch_size: int = 32) -> Iterator[T]:
    """The documents as they come.  Once more have come than one batch holds, workers will read them: what these need
    begins to load beside this process, where the system can fork."""
    for number, document in enumerate(documents):
        if number == batch_size and _context().get_start_method() == "forkserver":
            forkserver.ensure_running()
        yield document


def pmap(
    function: Callable[[Part], object],
    parts: Sequence[Part],
    *,
    workers: int,
    seconds: Callable[[Part], float],
    done: Callable[[Part], None] = lambda part: None,
    isolated: bool = False,
) -> list[Lost]:
    """Run ``function`` on each part in ``workers`` processes.

    A single part is run in this process, without isolation or limit of time, to spare the start of a worker, unless
    ``isolated``.
    """
    if len(parts) <= 1 and not isolated:
        for part in parts:
            function(part)
            done(part)
        return []
    lost: list[Lost] = []
    with ProcessPool(max_workers=workers, context=_context()) as pool:
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


def _context() -> BaseContext:
    one_thread_each()
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["crosswire.run.warm"])
    return context


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
    return lost_to_time(part, seconds)
