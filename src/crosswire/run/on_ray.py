"""The Ray runner: the same parts as tasks on the processors of this machine or of a cluster.

In: a function of one part, and the parts.  Out: as `crosswire.run.parts.Runner` says, so that the tables are those of
the local pool.  Parts pass through files: with an address, every machine must see the casebook's folder under the same
path and have the same version of crosswire installed.  Ray's reports of use are switched off, and its dashboard is not
started.  Fails with `CrosswireError` when Ray is not installed, no cluster answers or a part waits for ever.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from crosswire.errors import CrosswireError
from crosswire.run.parts import Lost, Part, lost_to_time

RETRIES = 2
PATIENCE = 1.0


def pmap(
    function: Callable[[Part], object],
    parts: Sequence[Part],
    *,
    seconds: Callable[[Part], float],
    done: Callable[[Part], None] = lambda part: None,
    workers: int,
    address: str | None = None,
) -> list[Lost]:
    """Run ``function`` on each part as Ray tasks.

    ``address`` None: Ray is started here with ``workers`` processes, and stopped at the end.  Else the cluster that
    listens there, with all its processors.  A task whose worker dies is tried `RETRIES` times more before its part is
    halved: a machine may go away without fault of the document.
    """
    with _ray(workers, address) as ray:
        task = ray.remote(num_cpus=1, max_retries=RETRIES)(_work)
        waiting, lost = deque(sorted(parts)), list[Lost]()
        running: dict[Any, tuple[Part, float]] = {}
        while waiting or running:
            at_once = max(1, int(ray.cluster_resources().get("CPU", 1)))
            while waiting and len(running) < at_once:
                part = waiting.popleft()
                running[task.remote(function, part)] = (part, time.monotonic() + seconds(part))
            ready, _ = ray.wait(list(running), num_returns=1, timeout=PATIENCE)
            late = [one for one, (_, end) in running.items() if one not in ready and time.monotonic() > end]
            for reference in late:
                ray.cancel(reference, force=True)
            for reference in (*ready, *late):
                part, _ = running.pop(reference)
                gone = lost_to_time(part, seconds(part)) if reference in late else _outcome(ray, reference, part)
                if gone is not None and part.stop - part.start > 1:
                    waiting.extendleft(reversed(part.halves()))
                    continue
                lost += [gone] if gone is not None else []
                done(part)
    return sorted(lost, key=lambda one: one.part)


def _work(function: Callable[[Part], object], part: Part) -> None:
    function(part)


def _outcome(ray: Any, reference: Any, part: Part) -> Lost | None:
    """None when the part is written."""
    try:
        ray.get(reference)
    except ray.exceptions.RayTaskError as fault:
        raise fault.cause from fault
    except (ray.exceptions.WorkerCrashedError, ray.exceptions.OutOfMemoryError, ray.exceptions.NodeDiedError) as death:
        why = type(death).__name__
        return Lost(part=part, code="crash", detail=f"its worker died {RETRIES + 1} times on this document ({why})")
    return None


@contextmanager
def _ray(workers: int, address: str | None) -> Iterator[Any]:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    try:
        import ray
        import ray.exceptions
    except ImportError as missing:
        raise CrosswireError("Ray is not installed; install crosswire[ray]") from missing
    if ray.is_initialized():
        yield ray
        return
    try:
        if address is None:
            ray.init(num_cpus=workers, include_dashboard=False, configure_logging=False, log_to_driver=False)
        else:
            ray.init(address=address, configure_logging=False, log_to_driver=False)
    except (ConnectionError, RuntimeError, ValueError) as refused:
        told = str(refused).splitlines()[0] if str(refused) else type(refused).__name__
        raise CrosswireError(f"{address or 'ray'}: Ray does not start or answer: {told}") from refused
    try:
        yield ray
    finally:
        ray.shutdown()
