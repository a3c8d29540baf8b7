"""The words of English that say nothing by themselves: "the", "with", "been".

Out: spaCy's list.  It is read from its file: importing the package takes a second or more, and a page waits for it.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from runpy import run_path


@cache
def stop_words() -> frozenset[str]:
    """All of them, casefolded."""
    package = find_spec("spacy")
    assert package is not None and package.submodule_search_locations
    file = Path(package.submodule_search_locations[0]) / "lang" / "en" / "stop_words.py"
    return frozenset(run_path(str(file))["STOP_WORDS"])
