"""What others make of the set of copies: plain MinHash over whole texts, and text-matcher.

In: texts by id.  Out: for each method the pairs it finds and their passages.  A method whose package is not installed
says so in `Baseline.missing` and is left out of the table; both are for measuring only and no part of crosswire.

- MinHash (Broder 1997) as rensa computes it: 128 permutations over runs of three words in lower case; a pair is found
  from `JACCARD` on, which does best on the look side; its passages are the whole texts.
- text-matcher (Reeve 2020) as it comes (``threshold`` 3, ``cutoff`` 5), on each two texts that have six words in
  a row in common, which its threshold asks for.  Its list of stop words is downloaded, so it runs without.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from itertools import combinations

from crosswire.evaluate.copies.score import Found, Span

JACCARD = 0.15
_PERMUTATIONS = 128
_LEAST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """A method to stand beside ours; ``packages`` is what it needs."""

    name: str
    packages: tuple[str, ...]
    find: Callable[[Mapping[str, str]], Found]

    def missing(self) -> str | None:
        """What to install, or None where all is there."""
        lacking = [name for name in self.packages if find_spec(name) is None]
        return f"install {' and '.join(one.replace('_', '-') for one in lacking)} to see it" if lacking else None


def by_minhash(texts: Mapping[str, str], jaccard: float = JACCARD) -> Found:
    """Pairs of whole texts whose estimated Jaccard similarity is at least ``jaccard``."""
    minhash = import_module("rensa").RMinHash
    marks = {}
    for name in sorted(texts):
        marks[name] = minhash(num_perm=_PERMUTATIONS, seed=7)
        marks[name].update([" ".join(run) for run in sorted(_runs(texts[name], 3))])
    return {
        (one, other): [((0, len(texts[one])), (0, len(texts[other])))]
        for one, other in combinations(sorted(texts), 2)
        if marks[one].jaccard(marks[other]) >= jaccard
    }


def by_text_matcher(texts: Mapping[str, str]) -> Found:
    """Pairs and passages as text-matcher finds them; a pair it breaks on has none."""
    matcher = import_module("text_matcher.matcher")
    read = {name: matcher.Text(text, name, removeStopwords=False) for name, text in texts.items()}
    runs = {name: _runs(text, _LEAST) for name, text in texts.items()}
    found: Found = {}
    for one, other in combinations(sorted(texts), 2):
        if runs[one].isdisjoint(runs[other]):
            continue
        try:
            with redirect_stdout(io.StringIO()):
                _, here, there = matcher.Matcher(read[one], read[other]).match()
        except (IndexError, RecursionError):
            continue
        passages: list[tuple[Span, Span]] = list(zip(map(tuple, here), map(tuple, there), strict=True))
        if passages:
            found[one, other] = passages
    return found


def _runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


BASELINES = (
    Baseline(name=f"MinHash of whole texts (rensa, Jaccard {JACCARD})", packages=("rensa",), find=by_minhash),
    Baseline(name="text-matcher", packages=("text_matcher", "nltk", "termcolor"), find=by_text_matcher),
)
