"""What a reader hands on: one text with what its file says about it, or why there is none.

In: nothing.  Out: `Record`.  Pure data; every reader yields these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crosswire.collect.credits import Given
from crosswire.model import Origin, PassageKind, StageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """``row`` is the 0-based data row, line, list item or record, None for a file that is one text.  ``hints`` give a
    kind by the offset a line of ``text`` begins at.  ``address_id`` replaces file and row in the document id."""

    row: int | None = None
    text: str = ""
    given: tuple[Given, ...] = ()
    hints: Mapping[int, PassageKind] = field(default_factory=dict)
    address_id: str | None = None
    origin: Origin | None = None
    error: StageError | None = None


def failure(code: str, detail: str, row: int | None = None, member: str | None = None, kind: str = "unknown") -> Record:
    """A record that could not be read; ``member`` is the part of the file it would have come from."""
    origin = None if member is None else Origin(format=kind, member=member)
    return Record(row=row, origin=origin, error=StageError(stage="collect", code=code, detail=detail))
