"""WikiWars: do we find the times of long narratives, and give them the right value?

In: the folder with ``tml/*.tml`` (TimeML of Mazur & Dale 2010, WikiWars; conversion of Zhong et al. 2017): each text
with its TIMEX3 and, as ``DCT``, its date.  Out: value F1.  The metric is that of TempEval (UzZaman et al. 2013): an
expression of ours and one of theirs are a pair when they overlap (lenient) or begin and end together (strict); a pair
is right when the values are equal; precision is right pairs of all ours, recall of all theirs, F1 their harmonic mean.
Pairs are one to one, the longer overlap first.  All of their expressions count: lengths of time ("two years"), "now"
and "former" as well, which we do not read.  Fixed split: the first half of the files to look, the second to score.
Fails with `UsageError` when the folder holds no such files.
"""

from __future__ import annotations

import html
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crosswire.collect.sentences import split_sentences
from crosswire.errors import UsageError
from crosswire.evaluate.report import ErrorLine, Progress, Report, Split, data_hash, f1, measured
from crosswire.evaluate.spans.timex import Timex, timexes
from crosswire.extract.times import find_times_told
from crosswire.lexicon import Lexicon

_TAG = re.compile(r"<TIMEX3\b([^>]*)>|</TIMEX3>|<[^>]*>")
_VALUE = re.compile(r'\bvalue="([^"]*)"')
_DATE = re.compile(r"<DCT>.*?value=\"(\d{4}-\d{2}-\d{2})", re.S)
_PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """One text with its marked expressions, offsets in code points of ``text``; ``published`` is the page's date."""

    name: str
    text: str
    published: date | None
    gold: tuple[Timex, ...]


def read_tml(source: str, name: str) -> Narrative:
    """A TimeML file; an expression inside another is left to the outer one."""
    body = source.partition("<TEXT>")[2].rpartition("</TEXT>")[0]
    if not body:
        raise UsageError(f"{name}: no <TEXT> in it; the set's files are TimeML with one <TEXT> each")
    parts: list[str] = []
    gold: list[Timex] = []
    open_marks: list[tuple[int, str]] = []
    length = at = 0
    for tag in _TAG.finditer(body):
        plain = html.unescape(body[at : tag.start()])
        parts.append(plain)
        length += len(plain)
        at = tag.end()
        if tag[1] is not None:
            value = _VALUE.search(tag[1])
            open_marks.append((length, value[1] if value else ""))
        elif tag[0] == "</TIMEX3>" and open_marks:
            start, value_text = open_marks.pop()
            if not open_marks and start < length:
                gold.append(Timex(start, length, value_text))
    parts.append(html.unescape(body[at:]))
    published = _DATE.search(source)
    return Narrative(
        name=name, text="".join(parts), gold=tuple(gold),
        published=date.fromisoformat(published[1]) if published else None,
    )  # fmt: skip


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text whose paragraphs stand apart by an empty line."""
    found: list[tuple[int, int]] = []
    start = 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        found += split_sentences(text, start, end)
        start = gap.end() if gap else end
    return found


def read_times(narrative: Narrative) -> list[Timex]:
    """Our reading of a narrative."""
    mentions = find_times_told(narrative.text, sentences(narrative.text), published=narrative.published)
    return [timex for mention in mentions for timex in timexes(mention.time)]


def pairs(ours: Sequence[Timex], theirs: Sequence[Timex], *, strict: bool) -> list[tuple[Timex, Timex]]:
    """Ours and theirs one to one, the longest overlap first, then by place."""
    options: list[tuple[int, int, int]] = []
    for a, one in enumerate(ours):
        for b, other in enumerate(theirs):
            shared = min(one.end, other.end) - max(one.start, other.start)
            if shared > 0 and (not strict or (one.start, one.end) == (other.start, other.end)):
                options.append((-shared, a, b))
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    found = []
    for _, a, b in sorted(options):
        if a not in taken_a and b not in taken_b:
            taken_a.add(a)
            taken_b.add(b)
            found.append((ours[a], theirs[b]))
    return found


def counts(ours: Sequence[Timex], theirs: Sequence[Timex], *, strict: bool) -> tuple[int, int, int]:
    """(right, found, expected) of one text."""
    right = sum(one.value == other.value for one, other in pairs(ours, theirs, strict=strict))
    return right, len(ours), len(theirs)


def side(files: Sequence[Path], split: Split) -> list[Path]:
    """The files of a side: the first half in the order of their names to look, the rest to score."""
    ordered = sorted(files, key=lambda file: file.name)
    middle = (len(ordered) + 1) // 2
    return {"look": ordered[:middle], "score": ordered[middle:], "all": ordered}[split]


def evaluate(data: Path, split: Split, lexicon: Lexicon, progress: Progress) -> Report:
    """Measures `value_f1_lenient` and `value_f1_strict`; ``n`` counts their expressions."""
    folder = data / "tml" if (data / "tml").is_dir() else data
    files = sorted(folder.glob("*.tml"))
    if not files:
        raise UsageError(f"{data}: no *.tml files in it or in its folder tml; name the folder of WikiWars with --data")
    began = time.perf_counter()
    chosen = side(files, split)
    errors: list[ErrorLine] = []
    lenient: list[tuple[int, int, int]] = []
    strict: list[tuple[int, int, int]] = []
    kinds: Counter[str] = Counter()
    for number, file in enumerate(chosen):
        narrative = read_tml(file.read_text(encoding="utf-8"), file.name)
        ours = read_times(narrative)
        lenient.append(counts(ours, narrative.gold, strict=False))
        strict.append(counts(ours, narrative.gold, strict=True))
        found, lines = _errors(narrative, ours, shown=split == "look")
        kinds += found
        errors += lines
        progress("wikiwars", number + 1, len(chosen))
    seconds = time.perf_counter() - began
    expected = sum(unit[2] for unit in lenient)
    told = ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items()))
    return Report(
        set="wikiwars", split=split, data_sha256=data_hash(files),
        scores={
            "value_f1_lenient": measured(lenient, f1, expected),
            "value_f1_strict": measured(strict, f1, expected),
        },
        seconds=seconds, documents_per_second=len(chosen) / seconds, errors=tuple(errors),
        notes=(f"Errors by kind, lenient: {told}.",),
    )  # fmt: skip


def kind_of(value: str | None) -> str:
    """The sort of an expression: a reference, a length, a clock time, a day, a month, a year …"""
    bare = (value or "").removeprefix("BC")
    if not bare or bare == "null":
        return "no value"
    if bare.endswith("_REF"):
        return "now, past, future"
    if bare.startswith("P"):
        return "length"
    if "X" in bare:
        return "open date"
    if "T" in bare:
        return "clock or part of day"
    return {10: "day", 7: "month or season", 4: "year"}.get(len(bare), "other")


def _errors(narrative: Narrative, ours: Sequence[Timex], *, shown: bool) -> tuple[Counter[str], list[ErrorLine]]:
    kinds: Counter[str] = Counter()
    lines: list[ErrorLine] = []
    matched = pairs(ours, narrative.gold, strict=False)
    wrong: list[tuple[Timex | None, Timex | None, str]] = [
        (one, other, f"{kind_of(other.value)} misread") for one, other in matched if one.value != other.value
    ]
    paired_ours, paired_theirs = {one for one, _ in matched}, {other for _, other in matched}
    wrong += [(None, other, f"{kind_of(other.value)} missed") for other in narrative.gold if other not in paired_theirs]
    wrong += [(one, None, "not marked there") for one in ours if one not in paired_ours]
    for one, other, kind in wrong:
        kinds[kind] += 1
        at = other or one
        if at is None:
            continue
        quote = narrative.text[max(0, at.start - 40) : at.end + 20].replace("\n", " ") if shown else None
        got = "nothing" if one is None else f"{narrative.text[one.start : one.end]} = {one.value}"
        want = "nothing" if other is None else f"{narrative.text[other.start : other.end]} = {other.value}"
        if not shown:
            got, want = ("nothing" if one is None else "another value"), kind
        lines.append(ErrorLine(document=narrative.name, name="value_f1_lenient", expected=want, got=got, quote=quote))
    return kinds, lines
