"""One thread for a product of matrices.

In: nothing.  Out: the environment says so to the libraries that numpy may be built with, unless it says otherwise
already; it is heard where numpy is not imported yet, and in processes started later.  The products of reading are
small: a second thread only waits for the first, and burns as much time as it.  Cannot fail.
"""

from __future__ import annotations

import os


def one_thread_each() -> None:
    """Each process of ours takes one core."""
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
