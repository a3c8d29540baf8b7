"""Many lines, each distinct one held once and packed: a number for each word, a byte for its flags.

In: `Line`s, one by one.  Out: a number for each distinct line, from 0 on in the order in which they came; the line
again, and what comparing lines asks of them.  A hundred thousand reports are a million lines, which as Python's own
tuples of words would fill several times the memory.  Two different lines may in theory share a digest of 128 bits;
they would then count as one.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from crosswire.trace.tiling import Match, compare
from crosswire.trace.words import CONTENT, Line


class Lines:
    """Lines by number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._vocabulary: list[str] = []
        self._words = array("I")
        self._flags = bytearray()
        self._ends = array("Q", (0,))
        self._known: dict[bytes, int] = {}
        self.content = lru_cache(maxsize=1 << 17)(self._content)
        self.compared = lru_cache(maxsize=1 << 17)(self._compared)

    def add(self, line: Line) -> int:
        """The number of a line; the same for an equal one."""
        words = array("I", [self._numbers.setdefault(word, len(self._numbers)) for word in line.words])
        digest = blake2b(words.tobytes() + line.flags, digest_size=16).digest()
        number = self._known.setdefault(digest, len(self._known))
        if number == len(self._ends) - 1:
            self._words.extend(words)
            self._flags += line.flags
            self._ends.append(len(self._words))
        return number

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> Line:
        first, end = self._ends[number], self._ends[number + 1]
        vocabulary = self.vocabulary
        return Line(tuple(vocabulary[word] for word in self._words[first:end]), bytes(self._flags[first:end]))

    @property
    def vocabulary(self) -> list[str]:
        """The words by number."""
        if len(self._vocabulary) < len(self._numbers):
            self._vocabulary = list(self._numbers)
        return self._vocabulary

    def words(self) -> npt.NDArray[np.uint32]:
        """The numbers of the words of all lines, one line after the other."""
        return np.frombuffer(self._words, dtype=np.uint32)

    def ends(self) -> npt.NDArray[np.uint64]:
        """Where each line begins among `words`, and where the last one ends."""
        return np.frombuffer(self._ends, dtype=np.uint64)

    def flags(self) -> npt.NDArray[np.uint8]:
        """The flags of the words of all lines, in the same order."""
        return np.frombuffer(self._flags, dtype=np.uint8)

    def length(self, number: int) -> int:
        """How many words a line has."""
        return self._ends[number + 1] - self._ends[number]

    def _content(self, number: int) -> frozenset[int]:
        first, end = self._ends[number], self._ends[number + 1]
        flags = self._flags[first:end]
        return frozenset(word for word, flag in zip(self._words[first:end], flags, strict=True) if flag & CONTENT)

    def _compared(self, one: int, other: int) -> Match | None:
        """How much of one line stands in the other (`tiling`)."""
        return compare(self[one], self[other])
