"""A document's text cut at its marks: claims, figures, furniture and copied passages.

In: a document, its claims and its copies.  Out: paragraphs of segments, each with what it is and which claims rest on
it; their texts, put together, are the document's text.  Offsets count code points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crosswire.model import Claim, Copy, Document

PLAIN = frozenset({"sentence"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of the text.  ``kinds``: any of ``figure``, ``trigger``, ``evidence``, ``copied`` and the kinds of passages
    that are no sentences; ``claims``: the numbers (from 1) of the claims that rest on it; ``first``: those whose
    evidence begins here."""

    start: int
    end: int
    text: str
    kinds: tuple[str, ...]
    claims: tuple[int, ...]
    first: tuple[int, ...]


def segments(document: Document, claims: Sequence[Claim], copies: Iterable[Copy]) -> list[list[Segment]]:
    """The text as paragraphs (cut at empty lines) of segments."""
    marks: list[tuple[int, int, str, int | None]] = []
    for number, claim in enumerate(claims, start=1):
        marks.append((claim.evidence[0].start, claim.evidence[0].end, "evidence", number))
        marks.append((claim.trigger.start, claim.trigger.end, "trigger", None))
        marks += [(q.start, q.end, "figure", None) for q in claim.quantities]
    marks += [(copy.start, copy.end, "copied", None) for copy in copies]
    marks += [(p.start, p.end, p.kind, None) for p in document.passages if p.kind not in PLAIN]
    text = document.text
    breaks = [n for n in range(len(text)) if text.startswith("\n\n", n)]
    edges = sorted({0, len(text), *breaks, *(n for start, end, _, _ in marks for n in (start, end))})
    paragraphs: list[list[Segment]] = [[]]
    starting: dict[int, list[tuple[int, int, str, int | None]]] = {}
    for mark in marks:
        starting.setdefault(mark[0], []).append(mark)
    open_marks: list[tuple[int, int, str, int | None]] = []
    paragraph_starts = set(breaks)
    for start, end in pairwise(edges):
        open_marks = [m for m in open_marks if m[1] > start] + [m for m in starting.get(start, ()) if m[1] > start]
        if start in paragraph_starts and paragraphs[-1]:
            paragraphs.append([])
        paragraphs[-1].append(
            Segment(
                start=start, end=end, text=text[start:end],
                kinds=tuple(sorted({m[2] for m in open_marks})),
                claims=tuple(sorted({m[3] for m in open_marks if m[3] is not None})),
                first=tuple(sorted({m[3] for m in open_marks if m[3] is not None and m[0] == start})),
            )
        )  # fmt: skip
    return [paragraph for paragraph in paragraphs if paragraph]
