"""Sentences of one paragraph, by rule.

In: a text and a range inside it (one paragraph). Out: half-open ranges in code points, in order, without the white
space between them; together they cover all that is not white space. Never fails; one pass, linear time.

A stop (. ! ? ...), closing quotes and brackets with it, ends a sentence when what follows can open one: a capital,
a digit, an opening quote or bracket, a dash that introduces a credit. It does not after a title (Gen., Mr.), an
initial, a month or "No." before a digit; after an abbreviation that may end a sentence (U.S., a.m., Inc., al.)
only a word that opens sentences (The, In, But ...) makes it one. A stop without a space after it still ends a
sentence between a small letter and a capitalised word, unless it stands in an address.
"""

from __future__ import annotations

import re

from crosswire.collect.runs import trim
from crosswire.collect.words import words

LONGEST = 2000

_TITLES = words(
    "mr mrs ms messrs dr prof gen maj col lt capt cpt sgt cpl pvt brig adm cmdr cdr sen rep gov pres rev hon st sr "
    "amb supt insp det vs e.g i.e cf approx"
)
_BEFORE_DIGIT = words("jan feb mar apr jun jul aug sep sept oct nov dec no nos p pp vol art fig")
_MAYBE_END = words("inc ltd co corp al jr etc dept gov bros est")
_DAY_OR_MONTH = words(
    "monday tuesday wednesday thursday friday saturday sunday jan january feb february mar march apr april may jun "
    "june jul july aug august sep sept september oct october nov november dec december"
)
OPENERS = words(
    "the a an this that these those it he she they we i you there its his her their our in on at by for "
    "from with after "
    "before during since while when where as although though if however but and or meanwhile earlier later also "
    "according about around over under more most many several some all both each no not nearly almost "
    "some another other "
    "last next two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundreds dozens scores thousands tens "
    "among amid despite following outside inside near between until within without what who how why "
    "activists officials residents witnesses"
)
_STOP = re.compile(r"""(?<![.!?…])[.!?…]++[”"’'»)\]*]*+(?=\s|$)|(?<=[a-z])[.!?](?=[A-Z][a-z])""")
_OPENS = re.compile(r"""[\[("“‘'«*•—–-]*(?:\w|\$|€|£|#|@|\.\.\.)|[*•]""")
_BEFORE = re.compile(r"[\w.]+$")
_SMALL_NAME = re.compile(r"""["“(\[]*(?:al|el|ad|an|ar|as|ash|at|az)-[A-Z]""")
_NEXT_WORD = re.compile(r"""["“(\[‘']*([\w'’-]*)""")
_ADDRESS = re.compile(r"[@/]|www|http|\.[a-z]{2,3}\b")


def _may_open(text: str, at: int, end: int) -> bool:
    match = _OPENS.match(text, at, end)
    if match is None:
        return False
    letter = match.group()[-1]
    if not letter.isalpha() or not letter.islower():
        return True
    return _SMALL_NAME.match(text, at, end) is not None


def _ends(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether the stop ``match`` ends a sentence of ``text[start:end]``."""
    after = match.end()
    glued = after < end and not text[after].isspace()
    if glued:
        left = max(start, after - 60, text.rfind(" ", max(start, after - 60), after) + 1)
        right = text.find(" ", after, min(end, after + 60))
        word = text[left : right if right >= 0 else min(end, after + 60)]
        return not _ADDRESS.search(word) and word.count(".") <= 2
    while after < end and text[after].isspace():
        after += 1
    if after >= end:
        return True
    if not _may_open(text, after, end):
        return False
    if not match.group().startswith(".") or len(match.group().rstrip("”\"’'»)]*")) > 1:
        return True
    before = _BEFORE.search(text, max(start, match.start() - 20), match.start())
    if before is None or match.group() != ".":
        return True
    word = before.group().lower().strip(".")
    next_word = _NEXT_WORD.match(text, after, end)
    following = next_word.group(1) if next_word else ""
    if word.isdigit() and before.start() == start:  # the number of a list's item
        return False
    if following[:1].isdigit() and word in _BEFORE_DIGIT:
        return False
    if word in _TITLES:
        return False
    opens = following.lower() in OPENERS
    if len(word) == 1 and word.isalpha() and before.group()[:1].isupper():
        return opens and following[:1] not in ("A", "I")
    if word in ("a.m", "p.m"):
        return following.lower() not in _DAY_OR_MONTH and not following.isupper()
    if "." in word or word in _MAYBE_END:
        return opens
    return True


def _cut_long(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Pieces of at most `LONGEST`, cut after a semicolon or else at white space."""
    out = []
    while end - start > LONGEST:
        limit = start + LONGEST
        cut = text.rfind("; ", start + LONGEST // 4, limit) + 1
        if not cut:
            cut = next((i for i in range(limit, start + LONGEST // 4, -1) if text[i].isspace()), limit)
        out.append(trim(text, start, cut))
        start, end = trim(text, cut, end)
    out.append((start, end))
    return [(a, b) for a, b in out if a < b]


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The sentences of ``text[start:end]`` as half-open ranges of ``text``."""
    start, end = trim(text, start, len(text) if end is None else end)
    out: list[tuple[int, int]] = []
    for match in _STOP.finditer(text, start, end):
        if match.start() < start or not _ends(text, start, match, end):
            continue
        out.extend(_cut_long(text, start, match.end()))
        start, _ = trim(text, match.end(), end)
    if start < end:
        out.extend(_cut_long(text, start, end))
    return out
