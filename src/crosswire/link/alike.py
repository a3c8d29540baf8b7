"""How alike two texts are by the words they share, rare words and names before common ones.

In: texts and how common words are (`crosswire.lexicon.word_weights`).  Out: a likeness between 0 and 1: the mean of the
cosine of all words and the cosine of names and numbers alone, each word counted 1 + log(times) and weighted by its
inverse text frequency (Salton & Buckley 1988).  The frequencies come from a fixed table and not from the texts at hand,
so an unrelated text changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from crosswire.lexicon.word_weights import WordWeights, word_weights

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n]|[.!?]['\"”’)]*)\s*['\"“‘(]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The words of a text, and its names and numbers, each as a vector of length 1 (empty where it has none)."""

    words: Mapping[str, float]
    names: Mapping[str, float]


def weigh(text: str, weights: WordWeights) -> Weighed:
    """The vectors of one text.  A name is a word with a capital that does not begin a sentence."""
    words: list[str] = []
    names: list[str] = []
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        words.append(word)
        begins = _SENTENCE_START.search(text, max(0, match.start() - 6), match.start())
        if match[0][0].isdigit() or (match[0][0].isupper() and not begins):
            names.append(word)
    return Weighed(words=vector(words, weights), names=vector(names, weights))


def vector(words: Iterable[str], weights: WordWeights) -> dict[str, float]:
    """Each word with its weight, the whole of length 1."""
    raw = {word: (1 + log(times)) * weights.weight(word) for word, times in sorted(Counter(words).items())}
    length = sqrt(sum(value * value for value in raw.values()))
    return {word: value / length for word, value in raw.items()} if length else {}


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The cosine of two vectors of length 1; 0 where one is empty."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(value * large[word] for word, value in small.items() if word in large)


def alike(a: Weighed, b: Weighed) -> float:
    """The likeness of two texts, 0 to 1."""
    return (cosine(a.words, b.words) + cosine(a.names, b.names)) / 2


def rarest_shared(a: frozenset[str], b: frozenset[str], most: int) -> list[tuple[float, str]]:
    """The rarest words in common, at most so many, with their inverse text frequencies in nats, the rarest first."""
    return [(-weight, word) for weight, word in sorted(map(_weighed, a & b))[:most]]


@lru_cache(maxsize=1 << 17)
def _weighed(word: str) -> tuple[float, str]:
    """A word as it is ordered, the rarest first."""
    return -word_weights().weight(word), word
