"""Python's search for reference cycles, made seldom.

In: nothing.  Out: a context (or decorator) in which cycles are looked for after fifty thousand new objects, not after
seven hundred.  A step keeps millions of small objects that it needs to its end; looking through them again and again
took a quarter of its time.  Memory stays bounded: the search is still made.  Cannot fail.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (50_000, 20, 20)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Within it, cycles are looked for seldom."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
