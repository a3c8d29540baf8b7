"""The words of a passage, made comparable across outlets.

In: a document's text, one of its passages, and the lexicon's names of actors.  Out: a `Line`, the passage as a row of
words from which the marks of house style are gone, with flags for each word.  Never fails: a passage of
punctuation alone gives a line without words.

House style, as Clough, Gaizauskas, Piao and Wilks describe it for newswire ("METER: Measuring text reuse", ACL
2002), changes case, marks, numerals and names more than words.  So case, accents, apostrophes and hyphens go, number
words become digits, and each non-generic name of an actor becomes the actor's id: "Daesh's" and "the ISIS" are then
one word.  An actor named twice in a row ("IS [Daesh]", "the Free Marn Front (FMF)") counts once.  Descriptions
such as "the army" stay as they are, for they name different armies in different texts.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crosswire.lexicon import Alias

CONTENT, QUOTED, NAME, NUMBER = 1, 2, 4, 8

_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., U.N.
    r"|\d+(?:[.,:]\d+)*"
    r"|[^\W_][\w\u0300-\u036f]*(?:['’ʼ`][\w\u0300-\u036f]+)*"
)
_MARKS = str.maketrans("", "", "'’ʼ`.")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FUNCTION_WORDS = _listed(
    """
    a about above after again against all also although am among an and another any are as at be because been before
    being between both but by can could did do does during each either few for from further had has have he her here
    him his how however i if in into is it its itself just may me might more most must my neither no nor not now of
    off on once only onto or other our out over own per same shall she should since so some such than that the their
    them themselves then there these they this those though through to too toward towards under until up upon us very
    was we were what when where whether which while who whom whose why will with within without would yet you your
    said say says saying told tell tells added adds
    """
)
_UNITS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty
    """
_TENS = "thirty forty fifty sixty seventy eighty ninety"
_NUMBER_WORDS = {word: str(number) for number, word in enumerate(_UNITS.split())} | {
    word: str(10 * number) for number, word in enumerate(_TENS.split(), start=3)
}
CALENDAR = _listed(
    """
    monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    """
)


@dataclass(frozen=True, slots=True)
class Line:
    """One passage as words.  ``words`` and ``flags`` run in parallel; an actor's id is written ``@id``.

    ``flags``: one byte a word, the sum of CONTENT (not a function word), QUOTED (inside quotation marks), NAME (an
    actor, a day or month, or a word written as a name) and NUMBER.
    """

    words: tuple[str, ...]
    flags: bytes

    @property
    def content(self) -> int:
        """The number of content words."""
        return sum(1 for flag in self.flags if flag & CONTENT)


@lru_cache(maxsize=1 << 16)
def normal_form(raw: str) -> str:
    """A word without case, accents, apostrophes and dots; a number word as digits."""
    if raw[0].isdigit():
        return raw.replace(",", "")
    if raw.isascii():
        word = raw.lower().translate(_MARKS)
    else:
        unfolded = unicodedata.normalize("NFKD", raw.casefold())
        word = "".join(char for char in unfolded if not unicodedata.combining(char)).translate(_MARKS)
    return _NUMBER_WORDS.get(word, word) or raw


@lru_cache(maxsize=1 << 16)
def _fixed_flags(word: str) -> int:
    """The flags a normal form has wherever it stands."""
    if word[0].isdigit():
        return CONTENT | NUMBER
    if word in CALENDAR:
        return CONTENT | NAME
    return 0 if word in _FUNCTION_WORDS else CONTENT


_Name = tuple[tuple[str, ...], tuple[str, ...] | None, str]  # normal forms, words as written or None, actor id


class ActorNames:
    """The lexicon's non-generic names of actors, ready to be found in a row of words; the longest name wins."""

    def __init__(self, aliases: Iterable[Alias]) -> None:
        names: dict[tuple[str, str], set[_Name]] = {}
        for alias in aliases:
            raw = tuple(_WORD.findall(alias.text))
            if alias.generic or alias.place or not raw:
                continue
            words = tuple(map(normal_form, raw))
            name = (words, raw if alias.case == "exact" else None, alias.actor_id)
            # The last word may carry a possessive: "Daesh's", and "Daeshs" where a table lost its apostrophes.
            for last in (words[-1], words[-1] + "s"):
                first, second, *_ = (*words[:-1], last, "")
                names.setdefault((first, second), set()).add(name)
        self._names: Mapping[tuple[str, str], Sequence[_Name]] = {
            begin: sorted(entries, key=lambda name: (-len(name[0]), name[2], name[1] or ()))
            for begin, entries in names.items()
        }

    def at(self, words: Sequence[str], raw: Sequence[str], i: int) -> tuple[int, str] | None:
        """The name that begins at word ``i``: how many words it has and whose it is; None where none begins."""
        following = words[i + 1] if i + 1 < len(words) else ""
        longer = self._names.get((words[i], following), ()) if following else ()
        for name, exact, actor_id in (*longer, *self._names.get((words[i], ""), ())):
            end = i + len(name)
            if end > len(words) or tuple(words[i : end - 1]) != name[:-1]:
                continue
            if words[end - 1] not in (name[-1], name[-1] + "s"):
                continue
            if exact is None or (tuple(raw[i : end - 1]) == exact[:-1] and raw[end - 1].startswith(exact[-1])):
                return len(name), actor_id
        return None


def read_line(
    text: str, start: int, end: int, names: ActorNames, quotations: Sequence[tuple[int, int]]
) -> tuple[Line, list[tuple[int, int]]]:
    """The line of ``text[start:end]``, and for each of its words the span in ``text`` it was read from."""
    found = list(_WORD.finditer(text, start, end))
    raw = [match.group() for match in found]
    plain = [normal_form(word) for word in raw]
    upper = [word[0].isupper() for word in raw]
    written_as_title = 10 * sum(upper) > 7 * len(upper)
    words: list[str] = []
    flags = bytearray()
    spans: list[tuple[int, int]] = []
    i = 0
    while i < len(raw):
        first, last = found[i].span()
        name = names.at(plain, raw, i)
        if name:
            word, flag, last = "@" + name[1], CONTENT | NAME, found[i + name[0] - 1].end()
        else:
            word = plain[i]
            flag = _fixed_flags(word)
            if upper[i] and i and not written_as_title:
                flag |= NAME
        i += name[0] if name else 1
        if quotations and _inside(quotations, first):
            flag |= QUOTED
        if name and words and words[-1] == word:
            spans[-1] = (spans[-1][0], last)
            continue
        words.append(word)
        flags.append(flag)
        spans.append((first, last))
    return Line(tuple(words), bytes(flags)), spans


def _inside(spans: Sequence[tuple[int, int]], position: int) -> bool:
    k = bisect_right(spans, (position, 1 << 62)) - 1
    return k >= 0 and position < spans[k][1]
