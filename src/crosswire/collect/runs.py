"""Runs: what the layout step found in a text, finer than the passage kinds, for the credits to read.

In: nothing.  Out: `Run`, a passage with the part it plays on the page.  Pure data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosswire.model import Passage, PassageKind, Span

Part = Literal[
    "title", "deck", "subhead", "date", "byline", "outlet_date", "agency", "source", "original", "copyright",
    "header", "dateline", "legal", "widget", "related", "caption", "mark", "body",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Run(Span):
    """A run of the text.  ``part`` says what it does on the page; ``line`` counts the non-blank lines from 0."""

    kind: PassageKind
    part: Part
    line: int = 0


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The same run without white space at its ends (``start == end`` when nothing is left)."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def passages_of(text: str, runs: list[Run]) -> tuple[Passage, ...]:
    """Sorted, trimmed, non-empty passages of the runs; the runs must not overlap."""
    out = []
    for run in sorted(runs, key=lambda r: (r.start, r.end)):
        start, end = trim(text, run.start, run.end)
        if start < end:
            out.append(Passage(start=start, end=end, kind=run.kind))
    return tuple(out)
