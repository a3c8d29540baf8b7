"""Words, digits and marks of a string, with their offsets: what the number and the time grammar read.

In: any string.  Out: `Tokens`, in order, without white space; offsets are code points of the string.  Never fails.
A digit token is one of ``1200``, ``1,200``, ``1.2``, ``18.10.2014``; letters and digits are never one token, so
``155mm`` is two tokens that touch.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+(?:\.[0-9]+)*)|(?P<word>[^\W\d_]+)|(?P<mark>\S)"
)


def words(text: str) -> frozenset[str]:
    """The words of a list written as one string, so that long lists of data stay readable."""
    return frozenset(text.split())


class Token(NamedTuple):
    """One word, digit group or mark; ``lower`` is its text in lower case, ``kind`` is digits, word, mark or edge."""

    text: str
    lower: str
    start: int
    end: int
    kind: str


_EDGE = Token("", "", -1, -1, "edge")


@lru_cache(maxsize=4)
def read_tokens(text: str) -> Tokens:
    """The tokens of a text; several grammars read one sentence after the other."""
    return Tokens(text)


class Tokens:
    """The tokens of ``text``; ``shouts``: it is all in capitals.

    Any index may be asked for: outside the text stands an empty ``edge`` token.  Made by `read_tokens`.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.items = [
            Token(match.group(), match.group().lower(), match.start(), match.end(), match.lastgroup or "mark")
            for match in _TOKEN.finditer(text)
        ]
        self.shouts = text.isupper()
        self.lowers = [token.lower for token in self.items]

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Token:
        return self.items[index] if 0 <= index < len(self.items) else _EDGE

    def low(self, index: int) -> str:
        """The lower-case token at ``index``, ``""`` outside the text."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def lows(self, start: int, end: int) -> tuple[str, ...]:
        """The lower-case tokens of ``[start, end)``; short when the range leaves the text."""
        return tuple(self.lowers[max(start, 0) : max(end, 0)])

    def touch(self, index: int) -> bool:
        """Whether the tokens ``index`` and ``index + 1`` both exist and stand without space between them."""
        return 0 <= index < len(self.items) - 1 and self.items[index].end == self.items[index + 1].start

    def capital(self, index: int) -> bool:
        """Whether the token at ``index`` begins with a capital letter."""
        return self[index].text[:1].isupper()
