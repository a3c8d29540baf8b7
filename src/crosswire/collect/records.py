"""What a reader hands on: one text with what its file says about it, or why there is none.

In: nothing.  Out: `Record`.  Pure data; every reader (plain text, HTML, JSON, tables) yields these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crosswire.collect.credits import Given
from crosswire.model import PassageKind, StageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """``row`` is the 0-based data row, line or list item, None for a file that is one text.  ``hints`` give a kind
    by the offset a line of ``text`` begins at.  ``address_id`` replaces file and row in the document id."""

    row: int | None = None
    text: str = ""
    given: tuple[Given, ...] = ()
    hints: Mapping[int, PassageKind] = field(default_factory=dict)
    address_id: str | None = None
    error: StageError | None = None


def failure(code: str, detail: str, row: int | None = None) -> Record:
    """A record that could not be read."""
    return Record(row=row, error=StageError(stage="collect", code=code, detail=detail))
