"""Two marked mentions compared: a readable list of features, each with a weight and a reason.

In: `MarkedText`s. Out: for pairs of mentions that may be one event the chance that they are. Marked mentions are of
all kinds ("acquired", "the ceremony"), so what is compared is what crosswire has for any text: the word and its class
in the codebook, what it is done to, the times beside it, and how alike the texts are. The weights are those of a
logistic regression on ECB+ train (CC BY 3.0), rebuilt to the same bytes by ``tools/train_mention_weights.py``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import exp
from pathlib import Path

from spacy.tokens import Doc, Token

from crosswire.evaluate.mentions.marked import Marked, MarkedText
from crosswire.extract.parse import parser
from crosswire.lexicon import Lexicon
from crosswire.lexicon.word_weights import word_weights
from crosswire.link.alike import Weighed, alike, cosine, vector, weigh
from crosswire.link.average import average_link

WEIGHTS = Path(__file__).parent / "data" / "mention_weights.json"
ONE_SUBJECT = 0.15
"""Texts whose average likeness reaches this are taken to be about one happening or chain of happenings."""
LEAST_ALIKE = 0.2
"""Mentions of texts of different subjects that are less alike are never compared."""
_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"}
_PATIENT = {"dobj", "nsubjpass", "compound"}
_ENDINGS = ("ation", "ment", "ing", "ion", "er", "or", "ed", "es", "al", "s", "e")
_TIME = re.compile(
    r"(?:19|20)\d\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september"
    r"|october|november|december"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A marked mention, ready to be compared.  ``text`` numbers its text; ``subject`` the group of texts that are about
    one subject; ``classes``: what its words mean in the codebook; ``patients``: lemmas of what it is done to."""

    mention_id: str
    text: int
    subject: int
    lemma: str
    stem: str
    words: str
    classes: frozenset[str]
    patients: frozenset[str]
    times: frozenset[str]
    sentence: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two mentions and what their texts have to do with each other: ``alike`` and ``names`` between 0 and 1, and 0 for
    mentions of one text."""

    a: Mention
    b: Mention
    alike: float
    names: float

    @property
    def same_text(self) -> bool:
        return self.a.text == self.b.text

    @property
    def one_subject(self) -> bool:
        return self.a.subject == self.b.subject

    @property
    def one_word(self) -> bool:
        """Whether the words can be of one event: one lemma, one stem or one class."""
        return self.a.stem == self.b.stem or bool(self.a.classes & self.b.classes)

    @property
    def other_patients(self) -> bool:
        return bool(self.a.patients and self.b.patients and not self.a.patients & self.b.patients)


FEATURES: dict[str, Callable[[Pair], float]] = {
    "always": lambda p: 1.0,
    "same lemma": lambda p: p.a.lemma == p.b.lemma,
    "same stem": lambda p: p.a.stem == p.b.stem and p.a.lemma != p.b.lemma,
    "same words": lambda p: p.a.words == p.b.words,
    "same class": lambda p: bool(p.a.classes & p.b.classes) and p.a.stem != p.b.stem,
    "other class": lambda p: bool(p.a.classes and p.b.classes and not p.a.classes & p.b.classes),
    "sentences alike": lambda p: cosine(p.a.sentence, p.b.sentence),
    "texts alike": lambda p: p.alike,
    "names alike": lambda p: p.names,
    "same text": lambda p: p.same_text,
    "one subject": lambda p: p.one_subject,
    "same patient": lambda p: bool(p.a.patients & p.b.patients),
    "other patients": lambda p: p.other_patients,
    "other times": lambda p: bool(p.a.times and p.b.times and not p.a.times & p.b.times),
    "one word, sentences alike": lambda p: p.one_word * cosine(p.a.sentence, p.b.sentence),
    "one word, texts alike": lambda p: p.one_word * p.alike,
    "one word, names alike": lambda p: p.one_word * p.names,
    "one word, same text": lambda p: p.one_word and p.same_text,
    "one word, one subject": lambda p: p.one_word and p.one_subject,
    "one word, other patients": lambda p: p.one_word and p.other_patients,
}


def values(pair: Pair) -> list[float]:
    """The features of a pair, in the order of `FEATURES`."""
    return [float(feature(pair)) for feature in FEATURES.values()]


@lru_cache(maxsize=1)
def shipped_weights() -> dict[str, float]:
    """The shipped weight of each feature."""
    read: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    if read.keys() != FEATURES.keys():
        raise ValueError(f"{WEIGHTS}: its features are not those of the code; run tools/train_mention_weights.py")
    return read


def chance(pair: Pair, weights: dict[str, float]) -> float:
    """The chance that both tell of one event."""
    points = sum(weights[name] * float(feature(pair)) for name, feature in FEATURES.items())
    return 1 / (1 + exp(-points))


def mentions_of(texts: Sequence[MarkedText], lexicon: Lexicon) -> tuple[list[Mention], list[Weighed]]:
    """All mentions, in the order of the texts, and the weighed words of each text."""
    weighed = [weigh(" ".join(w for sentence in text.sentences for w in sentence), word_weights()) for text in texts]
    likeness = {(i, j): alike(weighed[i], weighed[j]) for i, j in combinations(range(len(texts)), 2)}
    subjects = average_link(len(texts), {pair: value for pair, value in likeness.items() if value > 0.02}, ONE_SUBJECT)
    found = [
        mention for number, text in enumerate(texts) for mention in _of_text(text, number, subjects[number], lexicon)
    ]
    return found, weighed


def _of_text(text: MarkedText, number: int, subject: int, lexicon: Lexicon) -> Iterator[Mention]:
    vocabulary = parser().vocab
    parsed: dict[int, Doc] = {}
    for mark in text.mentions:
        if mark.sentence not in parsed:
            parsed[mark.sentence] = parser()(Doc(vocabulary, words=list(text.sentences[mark.sentence])))
        yield _mention(mark, parsed[mark.sentence], number, subject, lexicon)


def _mention(mark: Marked, sentence: Doc, number: int, subject: int, lexicon: Lexicon) -> Mention:
    inside = set(mark.tokens)
    head = next((sentence[i] for i in mark.tokens if sentence[i].head.i not in inside), sentence[mark.tokens[0]])
    words = " ".join(sentence[i].lower_ for i in mark.tokens)
    lemma = head.lemma_.lower()
    around = [t.lower_ for t in sentence if t.i not in inside and t.pos_ in _CONTENT]
    return Mention(
        mention_id=mark.mention_id,
        text=number,
        subject=subject,
        lemma=lemma,
        stem=stem(lemma),
        words=words,
        classes=classes(words, lexicon),
        patients=frozenset(_patients(head)),
        times=frozenset(t.lower_ for t in sentence if _TIME.fullmatch(t.lower_)),
        sentence=vector(around, word_weights()),
    )


def _patients(head: Token) -> Iterator[str]:
    for child in head.children:
        if child.dep_ in _PATIENT:
            yield child.lemma_.lower()
        elif child.dep_ == "prep" and child.lower_ == "of":
            yield from (below.lemma_.lower() for below in child.children if below.dep_ == "pobj")


def stem(lemma: str) -> str:
    """The lemma without one common ending: "shooting" and "shoot", "acquire" and "acquirer" meet."""
    ending = next((e for e in _ENDINGS if lemma.endswith(e) and len(lemma) - len(e) >= 3), "")
    return lemma[: len(lemma) - len(ending)]


def classes(words: str, lexicon: Lexicon) -> frozenset[str]:
    """The measures and event types that the codebook knows for these words."""
    found = {value for hit in lexicon.codebook.triggers.find(words) for value in hit.values}
    return frozenset({f"type {v.event_type}" for v in found if v.event_type} | {v.measure for v in found if v.measure})


def pairs(mentions: Sequence[Mention], weighed: Sequence[Weighed]) -> Iterator[tuple[tuple[int, int], Pair]]:
    """The pairs that are compared, with their places in the list."""
    known: dict[tuple[int, int], tuple[float, float]] = {}
    for i, j in combinations(range(len(mentions)), 2):
        a, b = mentions[i], mentions[j]
        if a.text == b.text:
            yield (i, j), Pair(a=a, b=b, alike=0.0, names=0.0)
            continue
        at = (a.text, b.text)
        if at not in known:
            one, two = weighed[a.text], weighed[b.text]
            known[at] = alike(one, two), cosine(one.names, two.names)
        likeness, names = known[at]
        if a.subject == b.subject or likeness >= LEAST_ALIKE:
            yield (i, j), Pair(a=a, b=b, alike=likeness, names=names)
