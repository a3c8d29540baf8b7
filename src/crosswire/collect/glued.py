"""One paragraph, taken apart: its glued head, its sentences with datelines and captions, its glued tail.

In: the text, the paragraph's range, and whether it is the first or last of the report.  Out: runs that cover the
paragraph's characters but for white space.  Never fails; linear time (`sentences`, `head` and `tail` are).
"""

from __future__ import annotations

import re
from itertools import pairwise

from crosswire.collect import dates, furniture
from crosswire.collect.head import read_head, report_start
from crosswire.collect.options import OutletLexicon
from crosswire.collect.runs import Run, trim
from crosswire.collect.sentences import split_sentences
from crosswire.collect.tail import agency_end, read_tail, split_glued

_CITY = r"[A-Z][\w'’.-]+(?: (?:[A-Z][\w'’.-]+|al-[A-Z]\w+)){0,3}"
_WHEN = rf"(?:{dates.MONTH}\.? \d{{1,2}}|\d{{1,2}} {dates.MONTH})\b(?:,? (?:19|20)\d\d)?"
DATELINE = re.compile(
    rf"(?P<place>{_CITY}(?:[,/] "
    rf"?{_CITY}){{0,2}}?)??(?:,?\s+(?P<when>{_WHEN}))?\s*(?:\((?P<agency>[A-Z][^()\d]{{1,30}})\))?"
    rf"(?:\s*(?P<dash>—|–|--)\s*|\s+-\s*)(?=[\"“‘'A-Z0-9])"
)
_SHOUTED = re.compile(
    r"(?P<place>[A-Z][A-Z'’-]{3,}(?: [A-Z][A-Z'’-]+){0,2}(?: [A-Z][a-z]+(?= (?:A|An|The|At|In|On|Two|Three) )|))"
    r"(?P<dash>\s+)(?:(?=[A-Z][a-z]|A\s)|\((?P<agency>[A-Z][^()\d]{1,30})\)\s+(?=[A-Z]))"
)
_BRACKETED = re.compile(r"\(([A-Z][^()]{1,60})\)\s+(?=[A-Z\"“])")
_CREDIT_SPLIT = re.compile(r"(?<=[)\]])\s+(?=[\"“A-Z])")


def match_dateline(text: str, start: int, end: int, *, opening: bool) -> re.Match[str] | None:
    """A dateline that begins the paragraph: a place in capitals, or one with a date or an agency, then a dash.

    ``opening``: the first paragraph of a report, where a place in small letters before a long dash is a dateline too.
    """
    match = DATELINE.match(text, start, min(end, start + 120))
    if match is None:
        return None
    place = match["place"]
    if match["agency"]:
        return match
    if not place:
        return None
    first = re.split(r"[,/]", place)[0]
    if first.isupper() and len(first) >= 3:
        return match
    if match["when"]:
        return match
    spaced = len(first.split()) <= 3 and match["dash"] in ("—", "–")
    return match if opening and spaced else None


def partition_paragraph(
    text: str,
    start: int,
    end: int,
    *,
    title: str | None,
    lexicon: OutletLexicon | None,
    first: bool,
    last: bool,
    line: int,
) -> list[Run]:
    """The runs of ``text[start:end]``, one paragraph of the report, in order."""
    runs: list[Run] = []
    at = start
    if first:
        runs, at = read_head(text, start, end, title=title, lexicon=lexicon, line=line)
    stop = end
    tail: list[Run] = []
    if last:
        agency = agency_end(text, at, end, lexicon)
        if agency is not None:
            stop = trim(text, at, agency)[1]
            tail = [Run(start=agency, end=end, kind="byline", part="agency", line=line)]
    pieces: list[tuple[int, int]] = []
    resumed = False
    if at < stop:
        place = match_dateline(text, at, stop, opening=first)
        if place is None and runs and runs[-1].part in ("date", "title"):
            place = _shouted(text, at, stop, lexicon)
        if place is not None and place.end() > at:
            runs.append(Run(start=at, end=trim(text, at, place.end())[1], kind="dateline", part="dateline", line=line))
            at = place.end()
        pieces = _split_credits(text, split_sentences(text, at, stop))
    if last or len(pieces) > 1:
        pieces = split_glued(text, pieces)
    if last:
        below, left = read_tail(text, pieces, lexicon=lexicon, line=line)
        tail = below + tail
        pieces = pieces[:left]
    for i, (a, b) in enumerate(pieces):
        words = text[a:b]
        if i and (first and i <= 3):
            place = match_dateline(text, a, b, opening=False)
            place = place or _shouted(text, a, b, lexicon)
            if place is not None and place["agency"]:
                runs.append(
                    Run(start=a, end=trim(text, a, place.end())[1], kind="dateline", part="dateline", line=line)
                )
                a = place.end()
                words = text[a:b]
        credit = furniture.PHOTO_CREDIT.match(words)
        if credit and credit.end() == len(words.rstrip(" .")):
            if runs and runs[-1].kind == "sentence" and (i and _is_caption(text[slice(*pieces[i - 1])])):
                previous = runs.pop()
                runs.append(Run(start=previous.start, end=previous.end, kind="caption", part="caption", line=line))
            runs.append(Run(start=a, end=b, kind="caption", part="caption", line=line))
            continue
        bracket = _BRACKETED.match(text, a, b)
        if bracket and runs and runs[-1].kind == "caption" and _credits_pictures(bracket[1], lexicon):
            runs.append(Run(start=a, end=bracket.end(1) + 1, kind="caption", part="caption", line=line))
            a = trim(text, bracket.end(), b)[0]
            words = text[a:b]
        if furniture.SCENE.match(words) and (found := dates.find_dates(words)) and found[-1].end >= len(words) - 2:
            runs.append(Run(start=a, end=b, kind="caption", part="caption", line=line))
            continue
        if furniture.caption(words, False) and words.rstrip()[-1] in ")]":
            runs.append(Run(start=a, end=b, kind="caption", part="caption", line=line))
            continue
        label = re.match(r"(?:Related (?:News|Articles|Coverage|Stories)|Read [Aa]lso|Read [Mm]ore|Tags)\s+", words)
        if label and i and not resumed:
            begin = report_start(text, a + label.end(), b, last=not words.startswith("Tags"))
            if begin is not None:
                kind = "furniture" if words.startswith("Tags") else "teaser"
                runs.append(Run(start=a, end=trim(text, a, begin)[1], kind=kind, part="related", line=line))  # type: ignore[arg-type]
                a = begin
            else:
                runs.append(
                    Run(start=a, end=a + len(label.group().rstrip()), kind="furniture", part="related", line=line)
                )
                a += label.end()
        elif (label_found := furniture.label(words, late=last and i > 2)) is not None and label_found[1] != "source":
            runs.append(Run(start=a, end=b, kind=label_found[0], part=label_found[1], line=line))
            continue
        runs.append(Run(start=a, end=b, kind="sentence", part="body", line=line))
    return runs + tail


def _credits_pictures(name: str, lexicon: OutletLexicon | None) -> bool:
    return "agenc" in name.lower() or (lexicon is not None and lexicon.outlet_named(name) is not None)


def _is_caption(words: str) -> bool:
    """Whether the sentence before a photo credit describes a picture: says so, gives a full date, or tells a scene."""
    return (
        furniture.caption(words, False)
        or bool(dates.find_dates(words))
        or re.search(r"\b(?:photo|photograph|picture|image|footage)\b", words, re.IGNORECASE) is not None
        or furniture.SCENE.match(words) is not None
    )


def _shouted(text: str, at: int, end: int, lexicon: OutletLexicon | None) -> re.Match[str] | None:
    """A place in capitals right after a date stamp or title, its dash lost; never the name of an outlet."""
    match = _SHOUTED.match(text, at, min(end, at + 60))
    if match is None or (lexicon is not None and lexicon.outlet_named(match["place"]) is not None):
        return None
    return match


def _split_credits(text: str, sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences cut after a photo credit in brackets, which ends a caption even without a stop."""
    out: list[tuple[int, int]] = []
    for start, end in sentences:
        cuts = [start]
        for credit in furniture.PHOTO_CREDIT.finditer(text, start, end):
            gap = _CREDIT_SPLIT.match(text, credit.end(), end)
            if gap:
                cuts.append(gap.end())
        cuts.append(end)
        out.extend(trim(text, a, b) for a, b in pairwise(cuts))
    return [(a, b) for a, b in out if a < b]
