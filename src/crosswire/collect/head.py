"""The head of a paragraph that carries its page's top lines glued to it.

In: the text, the range of its first paragraph, the title, a lexicon. Out: the runs of the head and the offset
where the report begins. Never fails. Tables of scraped articles lose line breaks, so that a text begins "Sun 10
Jul 2016 TITLE. At least ...": a date stamp, the title, the agency, buttons and labels, one after the other, in any
order. A stamp counts only where no small letter follows it: "10 July 2016 saw ..." is a sentence.
"""

from __future__ import annotations

import re

from crosswire.collect import dates, furniture
from crosswire.collect.options import OutletLexicon
from crosswire.collect.runs import Part, Run, trim
from crosswire.collect.sentences import OPENERS, split_sentences
from crosswire.collect.titles import find_title, match_title
from crosswire.collect.words import words
from crosswire.model import PassageKind

REACH = 700  # how far into a text its head may reach, in characters

_LABEL = re.compile(furniture.DATE_LABEL + r"(?=\S)", re.IGNORECASE)
_TIME = re.compile(
    r"[\s,|–-]*(?:\(updated[^()]{0,40}\)"
    r"|(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?(?:\s*(?:GMT|UTC|[A-Z]{3,4})\b)?|\d{6}(?=\s))",
    re.IGNORECASE,
)
_BUTTONS = re.compile(
    r"(?:Print this page|Get short URL(?:\s\d{1,5}){0,2}|Views \d+|Print Tweet|(?:SEND|Send|Share|Tweet)\s+https?\S+|"
    r"(?:(?:Print|Tweet|Share|E-?mail|Send|Facebook|Twitter|WhatsApp)\b\s*){2,8})"
)
_TITLE_LABEL = re.compile(r"(?:title|headline)\s*:", re.IGNORECASE)
_PHOTO = re.compile(r"(?:[A-Z][\w/]{1,14} ){1,2}Photo\b")
_BY = re.compile(r"[Bb]y\s+(?=[A-Z])")
_NAME = re.compile(r"(?:[A-Z]\.\s*){0,2}[A-Z][\w'’-]+\s+(?:(?:al|el|bin|abu|van|de)[- ])?[A-Z][\w'’-]+")
_NAME_SENTENCE = re.compile(r"(?:[A-Z][\w'’-]*[a-z]\s+){1,5}(?:[A-Z][\w'’-]*[a-z])\.(?=\s)")
_STAFF = re.compile(r"\s+(?:Staff|Staff Writer|Correspondent)\b\.?(?=\s+[A-Z\"“])")
_WORD = re.compile(r"[\w'’-]+")
_STAMP = re.compile(rf"\b{dates.WEEKDAY}\b\.?,?\s+\d{{1,2}}\s+{dates.MONTH}\s+(?:19|20)\d\d\b")
_LABELLED_RUN = re.compile(r"(?:Tags|Keywords|Topics|Related(?: (?:News|Articles|Coverage|Stories))?)\s+(?=\S)")
_PLAIN_WORDS = words(
    "a an the of to in on at by for with from and or as has have had is are was were be been said says "
    "say that which who "
    "after before amid into over against their its his her returned were will would could"
)


def outlet_at(text: str, at: int, end: int, lexicon: OutletLexicon | None) -> int | None:
    """Where the longest name of an outlet beginning at ``at`` ends (up to four words); None without one."""
    if lexicon is None:
        return None
    ends = [match.end() for match, _ in zip(_WORD.finditer(text, at, min(end, at + 80)), range(4), strict=False)]
    if not ends or text[at] == " ":
        return None
    return next((stop for stop in reversed(ends) if lexicon.outlet_named(text[at:stop]) is not None), None)


def _opens(text: str, at: int, end: int) -> bool:
    """Whether what stands at ``at`` can begin a line of its own (no small letter, no comma)."""
    while at < end and text[at].isspace():
        at += 1
    return at >= end or not (text[at].islower() or text[at] in ",;:") or _TITLE_LABEL.match(text, at, end) is not None


def report_start(text: str, start: int, end: int, *, last: bool) -> int | None:
    """Where the report resumes in a run of tags or teaser titles with no stop between; None when no word tells.

    A capitalised word that opens sentences (At, Two, The ...) tells; in tags, which hold no plain words, also the
    capitalised word nearest before the first plain one.  ``last``: take the last opener instead of the first.
    """
    openers, capital = [], None
    for count, word in enumerate(_WORD.finditer(text, start, end)):
        piece = word.group()
        if piece[0].isupper():
            if piece.lower() in OPENERS and piece[1:].lower() == piece[1:] and count > 0:
                openers.append(word.start())
                if not last:
                    return word.start()
            if count > 0:
                capital = word.start()
        elif not last and piece in _PLAIN_WORDS:
            return capital
    return openers[-1] if openers else None


def read_head(
    text: str, start: int, end: int, *, title: str | None, lexicon: OutletLexicon | None, line: int
) -> tuple[list[Run], int]:
    """The runs of the head of ``text[start:end]`` and where the report begins (``start`` when there is no head)."""
    runs: list[Run] = []
    limit = min(end, start + REACH)
    at = start
    dated = titled = False

    def add(stop: int, kind: PassageKind, part: Part) -> None:
        nonlocal at
        runs.append(Run(start=at, end=stop, kind=kind, part=part, line=line))
        at, _ = trim(text, stop, end)

    while at < limit:
        if title is not None and (not titled or runs[-1].part == "related"):
            label = _TITLE_LABEL.match(text, at, limit)
            if label and match_title(text, trim(text, label.end(), end)[0], end, title):
                add(label.end(), "furniture", "mark")
            stop = match_title(text, at, end, title)
            if stop is not None:
                add(stop, "headline", "title")
                titled = True
                continue
        stop = _date_stop(text, at, end)
        if stop is not None:
            add(stop, "furniture", "date")
            dated = True
            continue
        if runs and runs[-1].part == "date":
            by = _BY.match(text, at, limit)
            if by:
                stop = _name_stop(text, by.end(), end, title, lexicon)
                if stop is not None:
                    add(stop, "byline", "byline")
                    continue
        buttons = _BUTTONS.match(text, at, limit)
        if buttons:
            add(buttons.end(), "furniture", "widget")
            continue
        name = outlet_at(text, at, limit, lexicon)
        staff = _STAFF.match(text, name, limit) if name is not None and runs else None
        if staff is not None:
            add(staff.end(), "byline", "byline")
            continue
        if name is not None and _credit_place(text, name, end, dated or titled):
            add(name, "byline", "agency")
            continue
        if runs:
            photo = _PHOTO.match(text, at, limit)
            stop = photo.end() if photo else _caption_stop(text, at, limit)
            if stop is not None:
                add(stop, "caption", "caption")
                continue
        if titled:
            names = _NAME_SENTENCE.match(text, at, limit)
            if names and text[at : text.find(" ", at)].lower() not in OPENERS:
                add(names.end(), "byline", "byline")
                continue
        if not dated:
            stamp = _STAMP.search(text, at, min(limit, at + 350))
            # "Mon 00 Jul 2021" looks like a stamp and is none.
            if stamp and _date_stop(text, stamp.start(), end) and _one_line(text, at, stamp.start()):
                before = _agency_before(text, at, stamp.start(), lexicon)
                if before > at:
                    add(before, "headline", "deck" if titled else "title")
                titled = True
                if at < stamp.start():
                    add(stamp.start(), "byline", "agency")
                continue
        if runs and _LABELLED_RUN.match(text, at, limit):
            resumed = _labelled(text, at, end, title)
            if resumed is None:
                break
            add(resumed, "teaser" if text.startswith("Related", at) else "furniture", "related")
            continue
        break
    return (runs, at) if runs else ([], start)


def _date_stop(text: str, at: int, end: int) -> int | None:
    """Where a date stamp that begins at ``at`` ends, its label and clock time included."""
    label = _LABEL.match(text, at, end)
    begin = label.end() if label else at
    found = dates.match_date(text, begin, min(end, begin + 60))
    if found is None:
        return None
    stop = found.end
    time = _TIME.match(text, stop, min(end, stop + 60))
    if time:
        stop = time.end()
    return stop if label or _opens(text, stop, end) else None


def _name_stop(text: str, at: int, end: int, title: str | None, lexicon: OutletLexicon | None) -> int | None:
    """Where the author's name after "by" ends: at the title, else after an outlet's name or two words."""
    if title is not None:
        found = find_title(text, at, min(end, at + 60 + 2 * len(title)), title)
        if found is not None and found[0] - at <= 60:
            return trim(text, at, found[0])[1]
    stop = outlet_at(text, at, end, lexicon)
    if stop is None:
        name = _NAME.match(text, at, end)
        stop = name.end() if name else None
    return stop


def _credit_place(text: str, stop: int, end: int, in_head: bool) -> bool:
    """Whether an outlet's name that ends at ``stop`` is a credit: before a stamp or, after one, before a sentence."""
    at, _ = trim(text, stop, end)
    if at >= end or at == stop:
        return False
    if _date_stop(text, at, end) is not None or _BUTTONS.match(text, at, end):
        return True
    return in_head and (text[at].isupper() or text[at] in '"“') and text[stop] == " "


def _one_line(text: str, start: int, end: int) -> bool:
    return re.search(r"[.!?]\s+\S", text[start:end]) is None


def _caption_stop(text: str, start: int, end: int) -> int | None:
    """Where a picture's caption ends whose one sentence runs into its credit in brackets."""
    credit = furniture.PHOTO_CREDIT.search(text, start, end)
    if credit is None or credit.start() == start or len(split_sentences(text, start, credit.end())) > 1:
        return None
    return credit.end()


def _agency_before(text: str, start: int, stop: int, lexicon: OutletLexicon | None) -> int:
    """Where the agency's name in front of ``stop`` begins; ``stop`` (without white space) when there is none."""
    words = list(_WORD.finditer(text, start, stop))
    for count in (3, 2, 1):
        if len(words) > count and lexicon is not None:
            begin = words[-count].start()
            if lexicon.outlet_named(text[begin : trim(text, begin, stop)[1]]) is not None:
                return begin
    if len(words) > 1 and re.fullmatch(r"[A-Z]{2,5}", words[-1].group()):
        return words[-1].start()
    return trim(text, start, stop)[1]


def _labelled(text: str, at: int, end: int, title: str | None) -> int | None:
    """Where a run of tags or teasers that begins at ``at`` gives way to the title again or to the report."""
    mark = _LABELLED_RUN.match(text, at, end)
    begin = mark.end() if mark else at
    if title is not None:
        again = find_title(text, begin, min(end, begin + REACH), title)
        if again is not None:
            return again[0]
    related = text.startswith("Related", at)
    stop = re.compile(r"[.!?][\s\"”]").search(text, begin, min(end, begin + REACH))
    return report_start(text, begin, stop.end() if stop else min(end, begin + REACH), last=related)
