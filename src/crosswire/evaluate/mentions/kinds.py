"""What kind of event a word of news tells of: words that can tell of one event though they share no stem.

In: the lemmas of a mention and of its head.  Out: names of kinds from ``data/kinds.yaml``, none for a word the list
lacks.  The codebook has words for what happens in a conflict; marked mentions are of all kinds ("a deal", "a win").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import yaml

KINDS = Path(__file__).parent / "data" / "kinds.yaml"


@lru_cache(maxsize=1)
def _kinds_of() -> Mapping[str, frozenset[str]]:
    """The kinds of each word or run of words, as the list writes it."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind, words in yaml.safe_load(KINDS.read_text(encoding="utf-8")).items():
        for word in words:
            found[word].add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def kinds(lemmas: Sequence[str], head: str, verb: bool) -> frozenset[str]:
    """The kinds of the longest run of lemmas that the list has; else of the head; else of any of its words.

    ``verb`` is whether the head is one.
    """
    known = _kinds_of()
    for length in range(len(lemmas), 1, -1):
        for start in range(len(lemmas) - length + 1):
            run = " ".join(lemmas[start : start + length])
            if run in known:
                return known[run]
    return _of_word(head, verb) or frozenset().union(*(_of_word(lemma, verb) for lemma in lemmas))


def _of_word(lemma: str, verb: bool) -> frozenset[str]:
    known = _kinds_of()
    return known.get(lemma, frozenset()) | known.get(f"{lemma}/{'v' if verb else 'n'}", frozenset())
