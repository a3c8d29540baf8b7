"""How common words are in news: in how many texts each was seen.

In: ``word_texts.csv`` (word, texts) with the number of texts in its first line, built by
``tools/build_word_weights.py``.  Out: `WordWeights`.  Fails with `LexiconError` when the table cannot be read.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log
from pathlib import Path

from crosswire.errors import LexiconError

TABLE = Path(__file__).parent / "data" / "word_texts.csv"
_UNSEEN = 0.5  # a word the table lacks is rarer than one seen in a single text


@dataclass(frozen=True, slots=True, kw_only=True)
class WordWeights:
    """``seen``: in how many of ``texts`` texts each casefolded word stood."""

    texts: int
    seen: Mapping[str, int]

    def weight(self, word: str) -> float:
        """The inverse text frequency, log(1 + texts / seen)."""
        return log(1 + self.texts / self.seen.get(word, _UNSEEN))


@lru_cache(maxsize=1)
def word_weights() -> WordWeights:
    """The shipped table, read once a process."""
    try:
        with TABLE.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        seen = {row["word"]: int(row["texts"]) for row in rows}
    except (OSError, KeyError, ValueError) as error:
        raise LexiconError(f"{TABLE}: not the table of words ({error}); install crosswire anew") from error
    return WordWeights(texts=seen.pop(""), seen=seen)
