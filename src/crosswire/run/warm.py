"""What every worker needs, loaded when this module is imported: the parser, the network, the shipped lexicon and its
tables, and what Arrow imports when it first makes a table (pandas, where there is one).

In: nothing.  Out: nothing by name; a process forked from one that imported this module finds all loaded and shares
their memory.  Where something is missing the workers load for themselves, and tell.
"""

import gc
from contextlib import suppress

from crosswire.errors import CrosswireError
from crosswire.extract import extract_claims
from crosswire.lexicon import load
from crosswire.model import Document, Passage
from crosswire.run import layers

__all__ = ["layers"]

_TEXT = "At least 18 people were killed in an air strike on the town of Velmora on Tuesday, Marn Watch said."
_DOCUMENT = Document(
    document_id="doc-warm", file="", text=_TEXT, passages=(Passage(start=0, end=len(_TEXT), kind="sentence"),)
)
with suppress(CrosswireError, OSError):
    extract_claims(_DOCUMENT, load())
layers.table_of([_DOCUMENT])
gc.collect()
gc.freeze()
