"""Two marked mentions compared: a readable list of features, each with a weight.

In: a `Side`.  Out: for pairs of mentions that may be one event the chance that they are.  Marked mentions are of all
kinds ("acquired", "the ceremony"), so what is compared is what any text has: the word and what it means, what it
governs, the words beside it, and how alike the texts are.  The weights are those of a logistic regression on ECB+
train (CC BY 3.0), rebuilt to the same bytes by ``tools/train_mention_weights.py``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import exp
from pathlib import Path

from crosswire.evaluate.mentions.read import Likeness, Mention, Side
from crosswire.lexicon.word_weights import word_weights
from crosswire.link.alike import cosine

WEIGHTS = Path(__file__).parent / "data" / "mention_weights.json"
LEAST_ALIKE = 0.2
"""Mentions of texts of different subjects that are less alike are never compared."""
_WITHIN = Likeness(words=0.0, names=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two mentions and how alike their texts are: 0 for mentions of one text."""

    a: Mention
    b: Mention
    texts: Likeness

    @property
    def same_text(self) -> bool:
        return self.a.text == self.b.text

    @property
    def same_lemma(self) -> bool:
        return self.a.lemma == self.b.lemma

    @property
    def same_stem(self) -> bool:
        return self.a.stem == self.b.stem

    @property
    def same_kind(self) -> bool:
        return bool(self.a.kinds & self.b.kinds)

    @property
    def other_kind(self) -> bool:
        return bool(self.a.kinds and self.b.kinds) and not self.same_kind

    @property
    def same_class(self) -> bool:
        return bool(self.a.classes & self.b.classes) and not self.same_stem

    @property
    def one_word(self) -> bool:
        """Whether the words can be of one event: one kind, or, where the kinds are not known, one stem or class."""
        return self.same_kind or (not self.other_kind and (self.same_stem or self.same_class))


FEATURES: Mapping[str, Callable[[Pair], float]] = {
    "always": lambda p: 1.0,
    "one word": lambda p: p.one_word,
    "same words": lambda p: p.a.words == p.b.words,
    "same lemma": lambda p: p.same_lemma and not p.other_kind,
    "same stem": lambda p: p.same_stem and not p.same_lemma and not p.other_kind,
    "same class": lambda p: p.same_class and not p.other_kind,
    "same kind": lambda p: p.same_kind and not p.same_stem,
    "other kind": lambda p: p.other_kind,
    "other kind, same stem": lambda p: p.other_kind and p.same_stem,
    "other kind, same class": lambda p: p.other_kind and p.same_class,
    "rare word": lambda p: p.same_stem * min(word_weights().weight(one.lemma) for one in (p.a, p.b)),
    "texts alike": lambda p: p.texts.mean,
    "names alike": lambda p: p.texts.names,
    "same text": lambda p: p.same_text,
    "same sentence": lambda p: p.same_text and p.a.sentence == p.b.sentence,
    "one subject": lambda p: p.a.subject == p.b.subject,
    "sentences alike": lambda p: cosine(p.a.around, p.b.around),
    "names of the sentences alike": lambda p: cosine(p.a.names, p.b.names),
    "arguments alike": lambda p: cosine(p.a.arguments, p.b.arguments),
    "no argument in common": lambda p: (
        bool(p.a.arguments and p.b.arguments) and p.a.arguments.keys().isdisjoint(p.b.arguments)
    ),
    "both head their sentences": lambda p: p.a.heads and p.b.heads,
}
OF_ONE_WORD = (
    "texts alike", "names alike", "same text", "same sentence", "one subject", "sentences alike",
    "names of the sentences alike", "arguments alike", "no argument in common", "both head their sentences",
)  # fmt: skip
"""What weighs otherwise where the words can be of one event: these are features once more for such words."""
NAMES = (*FEATURES, *(f"one word, {name}" for name in OF_ONE_WORD))


def values(pair: Pair) -> list[float]:
    """The features of a pair, in the order of `NAMES`."""
    found = {name: float(feature(pair)) for name, feature in FEATURES.items()}
    return [*found.values(), *(found["one word"] * found[name] for name in OF_ONE_WORD)]


@lru_cache(maxsize=1)
def shipped_weights() -> dict[str, float]:
    """The shipped weight of each feature, in the order of `NAMES`."""
    read: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    if tuple(read) != NAMES:
        raise ValueError(f"{WEIGHTS}: its features are not those of the code; run tools/train_mention_weights.py")
    return read


def chance(features: list[float], weights: Mapping[str, float]) -> float:
    """The chance that both mentions of a pair with these values tell of one event."""
    return 1 / (1 + exp(-sum(weight * value for weight, value in zip(weights.values(), features, strict=True))))


def pairs(side: Side) -> Iterator[tuple[tuple[int, int], Pair]]:
    """The pairs that are compared, with their places in the list of mentions."""
    for i, j in combinations(range(len(side.mentions)), 2):
        a, b = side.mentions[i], side.mentions[j]
        texts = _WITHIN if a.text == b.text else side.likeness[a.text, b.text]
        if a.subject == b.subject or texts.mean >= LEAST_ALIKE:
            yield (i, j), Pair(a=a, b=b, texts=texts)
