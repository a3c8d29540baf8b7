"""The header of a text: "Outlet: ...", "Date: ..." lines, or a Markdown front matter, at the very top.

In: the text and its non-blank lines. Out: the header's runs and how many lines it took; `header_fields` reads the
values again. Never fails. A header is a run of "key: value" lines whose keys are names of credits; lines in the
same block (up to the first blank line) that end in a full stop are remarks about the text and belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosswire.collect.runs import Part, Run, trim
from crosswire.collect.words import words
from crosswire.model import PassageKind

_KINDS: dict[str, tuple[PassageKind, Part]] = {
    "title": ("headline", "title"),
    "headline": ("headline", "title"),
    "byline": ("byline", "header"),
    "author": ("byline", "header"),
    "by": ("byline", "header"),
    "agency": ("byline", "header"),
    "dateline": ("dateline", "header"),
}
_KEYS = words(
    "outlet publisher source site date published publication updated url link location place lang language section "
    "tags topic region licence license note country translated translator"
) | frozenset(_KINDS)
_FIELD = re.compile(r"\s*(?:\*\*)?([A-Za-z][A-Za-z _-]{1,24}?)(?:\*\*)?\s*:(?:\*\*)?[ \t]+(\S.*)")
_FENCE = re.compile(r"-{3,}|\+{3,}")


def _field(line: str) -> tuple[str, int] | None:
    """The key and the offset its value starts at."""
    match = _FIELD.fullmatch(line)
    if match is None:
        return None
    key = match[1].strip().lower().replace("_", " ").replace("-", " ").split()
    known = next((word for word in (key[-1], key[0]) if word in _KEYS), None)
    return (known, match.start(2)) if known and len(key) <= 2 else None


def _blank_between(text: str, start: int, end: int) -> bool:
    gap = text[start:end].replace("\r\n", "\n").replace("\r", "\n")
    return gap.count("\n") > 1


def read_header(text: str, lines: Sequence[tuple[int, int]]) -> tuple[list[Run], int]:
    """The runs of the header and the number of lines it takes (0: there is none)."""
    if not lines:
        return [], 0
    fenced = _FENCE.fullmatch(text[slice(*lines[0])]) is not None
    fence = (
        next((i for i in range(1, min(len(lines), 40)) if _FENCE.fullmatch(text[slice(*lines[i])])), 0) if fenced else 0
    )
    if fenced and not fence:
        return [], 0
    used = fence + 1 if fence else 0
    if not fence:
        known = 0
        for i, (start, end) in enumerate(lines[:20]):
            if i and _blank_between(text, lines[i - 1][1], start):
                break
            field = _field(text[start:end]) if end - start <= 300 else None
            remark = known > 0 and text[end - 1] == "." and end - start <= 200 and i == used
            if field is not None and i == used:
                known += 1
            elif not (remark and _closes(text, lines, i)):
                break
            used = i + 1
        if known == 0 or (known == 1 and len(lines) > 1 and _field(text[slice(*lines[0])])[0] in ("note", "place")):  # type: ignore[index]
            return [], 0
    runs = []
    for i, (start, end) in enumerate(lines[:used]):
        field = _field(text[start:end])
        kind, part = _KINDS.get(field[0], ("furniture", "header")) if field else ("furniture", "mark")
        if field and part == "title":
            value = start + field[1]
            a, b = trim(text, start, value)
            runs.append(Run(start=a, end=b, kind="furniture", part="mark", line=i))
            start = value
        runs.append(Run(start=start, end=end, kind=kind, part=part, line=i))
    return runs, used


def _closes(text: str, lines: Sequence[tuple[int, int]], i: int) -> bool:
    """Whether a blank line follows line ``i``, at once or after further remarks."""
    for j in range(i, min(len(lines) - 1, i + 5)):
        if _blank_between(text, lines[j][1], lines[j + 1][0]):
            return True
        if text[lines[j + 1][1] - 1] != ".":
            return False
    return False


def header_fields(text: str, runs: Sequence[Run]) -> dict[str, tuple[str, Run]]:
    """Key to value of the header lines, first one wins; surrounding quotes are dropped."""
    out: dict[str, tuple[str, Run]] = {}
    for run in runs:
        if run.part == "header":
            field = _field(text[run.start : run.end])
            if field is not None:
                value = text[run.start + field[1] : run.end].strip().strip("\"'*").strip()
                out.setdefault(field[0], (value, run))
    return out
