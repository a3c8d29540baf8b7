"""What every worker needs, loaded when this module is imported: the parser, the network, the shipped lexicon and its
tables, and what Arrow loads when it first makes a table.  It would also import pandas, where there is one, which takes
as long as the parser and which no worker needs: there it finds none.

In: nothing.  Out: nothing by name; a process forked from one that imported this module finds all loaded and shares
their memory.  Where something is missing the workers load for themselves, and tell.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.abc import MetaPathFinder

from crosswire.errors import CrosswireError
from crosswire.extract import extract_claims
from crosswire.lexicon import load
from crosswire.model import Document, Passage
from crosswire.run import layers

__all__ = ["layers"]


@contextmanager
def _without(package: str) -> Iterator[None]:
    """Within it, a package that was not imported yet is not found."""
    finder = _Without(package)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Without(MetaPathFinder):
    def __init__(self, package: str) -> None:
        self._package = package

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        if name == self._package:
            raise ModuleNotFoundError(f"no {name} here", name=name)


_TEXT = "At least 18 people were killed in an air strike on the town of Velmora on Tuesday, Marn Watch said."
_DOCUMENT = Document(
    document_id="doc-warm", file="", text=_TEXT, passages=(Passage(start=0, end=len(_TEXT), kind="sentence"),)
)
with suppress(CrosswireError, OSError):
    extract_claims(_DOCUMENT, load())
with _without("pandas"):
    layers.table_of([_DOCUMENT])
gc.collect()
gc.freeze()
