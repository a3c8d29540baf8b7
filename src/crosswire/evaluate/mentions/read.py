"""Marked mentions, ready to be compared.

In: `MarkedText`s.  Out: a `Side`: for each mention its words, what they mean, the words around it, and how alike the
texts are.  Texts that are about one subject are grouped by average linkage, over frequencies from a fixed table, so
that an unrelated text changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from spacy.tokens import Doc, Token

from crosswire.evaluate.mentions.kinds import kinds
from crosswire.evaluate.mentions.marked import Marked, MarkedText
from crosswire.extract.syntax import parser
from crosswire.lexicon import Lexicon
from crosswire.lexicon.word_weights import word_weights
from crosswire.link.alike import cosine, vector, weigh
from crosswire.link.average import average_link

ONE_SUBJECT = 0.15
"""Texts whose average likeness reaches this are taken to be about one happening or chain of happenings."""
_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"}
_NAMING = {"NOUN", "PROPN", "NUM", "ADJ"}
_CLAUSES = {"advcl", "conj", "relcl", "ccomp", "parataxis", "acl", "punct", "cc"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_ENDINGS = ("ation", "ment", "ing", "ion", "er", "or", "ed", "es", "al", "s", "e")
Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A marked mention.  ``text`` numbers its text, ``sentence`` its sentence there, ``subject`` the group of texts
    that are about one subject; ``classes``: what its words mean in the codebook; ``kinds``: what kind of event they
    tell of; ``arguments``: what the mention governs, with the subject it shares with another verb; ``around`` and
    ``names``: the other words and names of its sentence; ``heads``: whether it heads its sentence."""

    mention_id: str
    text: int
    sentence: int
    subject: int
    lemma: str
    stem: str
    words: str
    classes: frozenset[str]
    kinds: frozenset[str]
    heads: bool
    arguments: Vector
    around: Vector
    names: Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How alike two texts are, by all their words and by their names and numbers, between 0 and 1."""

    words: float
    names: float

    @property
    def mean(self) -> float:
        return (self.words + self.names) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """All mentions, in the order of their texts, and how alike two texts are, by their numbers (smaller, larger)."""

    mentions: tuple[Mention, ...]
    likeness: Mapping[tuple[int, int], Likeness]


def read_side(texts: Sequence[MarkedText], lexicon: Lexicon) -> Side:
    """The mentions of all texts."""
    weighed = [weigh(" ".join(w for sentence in text.sentences for w in sentence), word_weights()) for text in texts]
    likeness = {
        (i, j): Likeness(
            words=cosine(weighed[i].words, weighed[j].words), names=cosine(weighed[i].names, weighed[j].names)
        )
        for i, j in combinations(range(len(texts)), 2)
    }
    near = {pair: found.mean for pair, found in likeness.items() if found.mean > 0.02}
    subjects = average_link(len(texts), near, ONE_SUBJECT)
    return Side(
        mentions=tuple(
            mention
            for number, text in enumerate(texts)
            for mention in _of_text(text, number, subjects[number], lexicon)
        ),
        likeness=likeness,
    )


def _of_text(text: MarkedText, number: int, subject: int, lexicon: Lexicon) -> Iterator[Mention]:
    vocabulary = parser().vocab
    parsed: dict[int, Doc] = {}
    for mark in text.mentions:
        if mark.sentence not in parsed:
            parsed[mark.sentence] = parser()(Doc(vocabulary, words=list(text.sentences[mark.sentence])))
        yield _mention(mark, parsed[mark.sentence], number, subject, lexicon)


def _mention(mark: Marked, sentence: Doc, number: int, subject: int, lexicon: Lexicon) -> Mention:
    inside = [sentence[i] for i in mark.tokens]
    head = next((t for t in inside if t.head.i == t.i or t.head.i not in mark.tokens), inside[0])
    words = " ".join(token.lower_ for token in inside)
    others = [t for t in sentence if t.i not in mark.tokens]
    lemma = head.lemma_.lower()
    return Mention(
        mention_id=mark.mention_id,
        text=number,
        sentence=mark.sentence,
        subject=subject,
        lemma=lemma,
        stem=stem(lemma),
        words=words,
        classes=classes(words, lexicon),
        kinds=kinds([t.lemma_.lower() for t in inside], lemma, head.pos_ in {"VERB", "AUX"}),
        heads=head.dep_ == "ROOT",
        arguments=_lemmas(t for t in _arguments(head, inside) if t.pos_ in _NAMING),
        around=_lemmas(t for t in others if t.pos_ in _CONTENT),
        names=_lemmas(t for t in others if t.pos_ == "PROPN"),
    )


def _lemmas(tokens: Iterable[Token]) -> dict[str, float]:
    return vector((token.lemma_.lower() for token in tokens), word_weights())


def _arguments(head: Token, inside: Sequence[Token]) -> list[Token]:
    """What the mention governs, without other clauses; with it the subject of the verb it is joined to or is the
    object of ("carried out an attack"), and the noun that it describes."""
    found = _below(inside)
    if head.dep_ in {"acl", "relcl"}:
        found |= {head.head, *_below([head.head])}
    shares = head.dep_ in {"conj", "xcomp", "advcl"} and not any(t.dep_ in _SUBJECTS for t in found)
    if shares or head.dep_ in {"dobj", "nsubjpass"}:
        subjects = [child for child in head.head.children if child.dep_ in _SUBJECTS]
        found |= {*subjects, *_below(subjects)}
    return sorted(found - set(inside), key=lambda token: token.i)


def _below(tokens: Sequence[Token]) -> set[Token]:
    found: set[Token] = set()
    waiting = list(tokens)
    while waiting:
        for child in waiting.pop().children:
            if child.dep_ not in _CLAUSES and child not in found:
                found.add(child)
                waiting.append(child)
    return found


def stem(lemma: str) -> str:
    """The lemma without one common ending: "shooting" and "shoot", "acquire" and "acquirer" meet."""
    ending = next((e for e in _ENDINGS if lemma.endswith(e) and len(lemma) - len(e) >= 3), "")
    return lemma[: len(lemma) - len(ending)]


def classes(words: str, lexicon: Lexicon) -> frozenset[str]:
    """The measures and event types that the codebook knows for these words."""
    found = {value for hit in lexicon.codebook.triggers.find(words) for value in hit.values}
    return frozenset({f"type {v.event_type}" for v in found if v.event_type} | {v.measure for v in found if v.measure})
