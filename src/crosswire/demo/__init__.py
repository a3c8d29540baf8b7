"""The demo corpus: eleven short reports written for crosswire, shipped with the package.

In: nothing.  Out: the folder that holds the reports.  `README.md` beside this file says, report by report, what is
planted and what crosswire should find; `tests/demo` holds crosswire to it.  May fail only where the package
was installed without its data.
"""

from __future__ import annotations

from pathlib import Path

from crosswire.errors import IntakeError


def corpus_folder() -> Path:
    """The folder with the demo reports.  Raises `IntakeError` where the installed package lacks it."""
    folder = Path(__file__).parent / "corpus"
    if not folder.is_dir():
        raise IntakeError(f"{folder}: the demo corpus is missing; install crosswire again")
    return folder


__all__ = ["corpus_folder"]
