"""Whether a text begins with its title.

In: a text, a range, a title. Out: the offset just after the title's occurrence, or None. Never fails. Letters and
digits are compared without case, punctuation and space, since tables of articles lose them; a site name that the
title carries after " | " or " - " may be missing in the text.
"""

from __future__ import annotations

import re

_SITE = re.compile(r"\s+[|–—-]\s+[^|–—]*$|\s*[|»]\s*[^|»]*$")
_CLOSING = re.compile(r"""[.:;!?…"”’')\]]*(?:\s?[-–—](?=[A-Z]))?""")
_LEAST = 8
_LONGEST = 500


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def title_forms(title: str) -> list[str]:
    """The title as letters and digits, longest form first, with site names dropped one by one."""
    forms: list[str] = []
    title = title[:_LONGEST]
    while True:
        letters = _letters(title)
        if len(letters) >= _LEAST or not forms:
            forms.append(letters)
        shorter = _SITE.sub("", title)
        if shorter == title or len(forms) > 4:
            return [form for form in forms if len(form) >= _LEAST]
        title = shorter


def match_title(text: str, start: int, end: int, title: str) -> int | None:
    """Where the title that begins at ``start`` ends, closing punctuation included."""
    for form in title_forms(title):
        at, i = start, 0
        while at < end and i < len(form):
            char = text[at]
            if char.isalnum():
                letters = char.casefold()
                if not form.startswith(letters, i):
                    break
                i += len(letters)
            at += 1
        if i == len(form) and (at >= end or not text[at].isalnum()):
            closing = _CLOSING.match(text, at, end)
            return closing.end() if closing else at
    return None


def find_title(text: str, start: int, end: int, title: str) -> tuple[int, int] | None:
    """The first occurrence of the title that begins at a word of ``text[start:end]`` (a bounded range)."""
    for word in re.compile(r"\w+").finditer(text, start, end):
        stop = match_title(text, word.start(), end, title)
        if stop is not None:
            return word.start(), stop
    return None


def strip_site(title: str, outlet: str | None) -> str:
    """The title without the publishing site's name behind a bar, or behind a dash when it is the outlet's."""
    bar = re.sub(r"\s*[|»]\s*[^|»]{1,40}$", "", title).strip()
    if bar != title.strip() and len(bar) >= _LEAST:
        return bar
    head, dash, site = title.rpartition(" - ")
    if dash and outlet is not None and _letters(outlet) in _letters(site) and len(head) >= _LEAST:
        return head.strip()
    return title.strip()
