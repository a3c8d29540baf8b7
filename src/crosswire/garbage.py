"""Python's search for reference cycles, made seldom; what is no longer needed, given back.

In: nothing.  Out: a context (or decorator) in which cycles are looked for after fifty thousand new objects, not after
seven hundred.  A step keeps millions of small objects that it needs to its end; looking through them again and again
took a quarter of its time.  Memory stays bounded: the search is still made.

Between two large steps `give_back` frees what the first one left: its cycles, and the blocks that the C library keeps
for later (two thirds of what is held after the copies among 10,000 documents were found).  Cannot fail.
"""

from __future__ import annotations

import ctypes
import gc
import sys
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


def give_back() -> None:
    """Free what cycles hold, and let the C library return unused memory to the system where it can (glibc)."""
    gc.collect()
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
