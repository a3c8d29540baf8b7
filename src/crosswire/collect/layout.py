"""A text's lines, told apart: report, headline, credit, caption, teaser, furniture.

In: the whole text, its title (None when unknown), a lexicon for names of outlets and, from a page's mark-up, hints
of what a line is. Out: `Run`s in order that cover every character that is not white space, each once. Never fails;
linear time.

A line is a paragraph, unless the text is hard-wrapped (lines that break off before a small letter because the next
word would not have fitted): then lines up to a blank one are one paragraph. A short line without a final stop
between paragraphs is a subheading. After a heading such as "Related Articles" lines are teasers until the report
resumes.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from crosswire.collect import furniture
from crosswire.collect.dates import find_dates
from crosswire.collect.glued import partition_paragraph
from crosswire.collect.header import read_header
from crosswire.collect.options import OutletLexicon
from crosswire.collect.runs import Part, Run, trim
from crosswire.collect.titles import match_title
from crosswire.model import PassageKind

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_FINAL = re.compile(r"""[.!?…]["”’'»)\]*\s]*$""")
_HASHES = re.compile(r"\s*(?:#{1,6}\s+|>\s+|[-*•]\s+(?=\w))")
_OUTLET_DATE = re.compile(r"[A-Z][^.!?]{1,60}?\s*[,|–—-]\s*$")

Line = tuple[int, int]


def _lines(text: str) -> list[Line]:
    spans = (trim(text, m.start(), m.end()) for m in _LINE.finditer(text))
    return [(start, end) for start, end in spans if start < end]


def _unwrap(text: str, lines: list[Line]) -> list[Line]:
    """Join the lines of hard-wrapped paragraphs; other texts come back as they are."""
    width = max((end - start for start, end in lines), default=0)
    if not 40 <= width <= 132:
        return lines

    def adjacent(one: Line, two: Line) -> bool:
        return text.count("\n", one[1], two[0]) <= 1 and text.count("\r", one[1], two[0]) <= 1

    def broken(one: Line, two: Line) -> bool:
        word = text[two[0] : two[1]].split(None, 1)[0]
        return one[1] - one[0] + 1 + len(word) > width - 8 and not _HASHES.match(text, *two)

    pairs = [(a, b) for a, b in itertools.pairwise(lines) if adjacent(a, b)]
    small = sum(text[b[0]].islower() and not _FINAL.search(text[a[0] : a[1]]) and broken(a, b) for a, b in pairs)
    if not pairs or small < max(2, len(pairs) // 5):
        return lines
    out = [lines[0]]
    last = lines[0]
    for line in lines[1:]:
        if adjacent(last, line) and broken(last, line):
            out[-1] = (out[-1][0], line[1])
        else:
            out.append(line)
        last = line
    return out


def _known(line: str, lexicon: OutletLexicon | None) -> bool:
    name = furniture.credit_in_brackets(line)
    return name is not None and lexicon is not None and lexicon.outlet_named(name) is not None


def is_outlet_date(line: str) -> bool:
    """Whether the line is a name, a comma and a date: the outlet's own line ("The Velmora Post, July 27, 2018")."""
    found = find_dates(line) if len(line) <= 100 else []
    if len(found) != 1:
        return False
    rest = line[found[0].end :].strip(" .")
    return not rest and _OUTLET_DATE.fullmatch(line[: found[0].start]) is not None


def _prose(line: str) -> bool:
    words = len(line.split())
    return (words >= 6 and _FINAL.search(line) is not None) or words >= 25


def _teasers(text: str, lines: Sequence[Line], at: int, labels: Sequence[furniture.Label | None]) -> int:
    """How many lines after the heading at ``at`` are teasers: up to three whole paragraphs in a row (the report)."""
    count, whole = 0, 0
    for i in range(at + 1, len(lines)):
        start, end = lines[i]
        if labels[i] is not None and labels[i] != ("teaser", "related"):
            return i - at - 1 - whole if whole >= 3 else i - at - 1
        line = text[start:end]
        whole = whole + 1 if _FINAL.search(line) and len(line.split()) >= 15 else 0
        count = i - at
        if whole == 3:
            return count - 3
    return count


def partition(
    text: str,
    *,
    title: str | None = None,
    lexicon: OutletLexicon | None = None,
    hints: Mapping[int, PassageKind] | None = None,
) -> list[Run]:
    """The runs of ``text`` in order.  ``hints``: kind by the offset a line begins at, where mark-up tells it."""
    lines = _lines(text)
    runs, used = read_header(text, lines)
    lines = _unwrap(text, lines[used:])
    hints = hints or {}
    late_from = len(lines) * 3 // 5
    labels: list[furniture.Label | None] = []
    for i, (start, end) in enumerate(lines):
        line = text[start:end]
        if furniture.related_label(line):
            labels.append(("furniture", "related"))
        else:
            labels.append(furniture.label(line, late=i >= late_from and i > 0, known_name=_known(line, lexicon)))
    prose = [i for i, (a, b) in enumerate(lines) if labels[i] is None and _prose(text[a:b])]
    ends = (prose[0], prose[-1]) if prose else ()
    first, last = ends or (len(lines), len(lines) - 1)
    base = used
    teaser_until = -1
    headline_seen = any(run.kind == "headline" for run in runs)
    for i, (start, end) in enumerate(lines):
        kind_hint = hints.get(start)
        if i <= teaser_until and kind_hint is None:
            runs.append(Run(start=start, end=end, kind="teaser", part="related", line=base + i))
            continue
        found = labels[i]
        if kind_hint is not None and kind_hint != "sentence":
            part: Part = "title" if kind_hint == "headline" and not headline_seen else _HINT_PARTS[kind_hint]
            headline_seen = headline_seen or kind_hint == "headline"
            runs.append(Run(start=start, end=end, kind=kind_hint, part=part, line=base + i))
            continue
        if found is not None:
            kind, part = found
            runs.append(Run(start=start, end=end, kind=kind, part=part, line=base + i))
            if part == "related" and kind == "furniture":
                teaser_until = i + _teasers(text, lines, i, labels)
            continue
        line = text[start:end]
        mark = _HASHES.match(text, start, end)
        if mark and i <= last:
            runs.append(Run(start=start, end=mark.end(), kind="furniture", part="mark", line=base + i))
            start = mark.end()
        plain = furniture.without_links(line)
        if is_outlet_date(plain):
            runs.append(Run(start=start, end=end, kind="byline", part="outlet_date", line=base + i))
        elif i in ends or _prose(line):
            runs.extend(
                partition_paragraph(
                    text, start, end, title=title, lexicon=lexicon, first=i == first, last=i == last, line=base + i
                )
            )
        elif title is not None and match_title(text, start, end, title) == end:
            runs.append(Run(start=start, end=end, kind="headline", part="title", line=base + i))
            headline_seen = True
        elif len(lines) > 1 and (i < first or (i < last and len(plain.split()) <= 14)) and not line.endswith(","):
            part = "subhead" if headline_seen or i > first else "title"
            headline_seen = True
            runs.append(Run(start=start, end=end, kind="headline", part=part, line=base + i))
        elif i > last and prose:
            runs.append(_after(text, start, end, base + i, lexicon))
        else:
            runs.extend(
                partition_paragraph(
                    text,
                    start,
                    end,
                    title=title,
                    lexicon=lexicon,
                    first=i == 0,
                    last=i == len(lines) - 1,
                    line=base + i,
                )
            )
    return sorted(runs, key=lambda run: (run.start, run.end))


_HINT_PARTS: dict[PassageKind, Part] = {
    "headline": "subhead", "byline": "byline", "dateline": "dateline", "sentence": "body",
    "caption": "caption", "teaser": "related", "furniture": "widget",
}  # fmt: skip


def _after(text: str, start: int, end: int, line: int, lexicon: OutletLexicon | None) -> Run:
    """A line without a final stop below the last paragraph: a signature, an agency, or the end of the report."""
    words = text[start:end]
    if lexicon is not None and lexicon.outlet_named(words.strip(" -–—()[]")) is not None:
        return Run(start=start, end=end, kind="byline", part="agency", line=line)
    if furniture.NAMES.fullmatch(words) and len(words.split()) <= 6:
        return Run(start=start, end=end, kind="byline", part="byline", line=line)
    if len(words.split()) <= 5:
        return Run(start=start, end=end, kind="furniture", part="widget", line=line)
    return Run(start=start, end=end, kind="sentence", part="body", line=line)
