"""The model gives what spaCy's own pipeline gives, whatever was read before and beside it."""

from __future__ import annotations

from functools import lru_cache

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from crosswire.extract.syntax import MODEL, Parser, parser
from crosswire.extract.tokens import tokens_of

TEXTS = (
    "At least nine people were killed in Dolna on Friday, Marn Watch said.",
    "There were two blasts, and there's no word of the third.",
    "“We ain't gonna leave,” he said. Let's see what they've got to say: y'all come on!",
    "That the army did not shell the market is what its spokesman says it'd said.",
    "He had been  taken \n to a ward; she got it, and nobody's nothin' was found.",
    "SHELLING KILLS FIVE",
    "The FMF's men were driving them out – 40 of those have fled, which is more than had.",
    "Residents of Karsten do what they can't; others' houses burned.",
    " ",
    "",
    "n't",
)
WORDS = st.sampled_from([*" ".join(TEXTS).split(), "Velmora", "killed", "wounded", "best", "worse", "lay", "left", "7"])


@lru_cache(maxsize=1)
def plain() -> Language:
    return spacy.load(MODEL, exclude=["ner"])


def read(doc: Doc) -> list[tuple[str, str, str, str, str, int]]:
    return [(t.text, t.tag_, t.dep_, t.pos_, t.lemma_, t.head.i) for t in doc]


def test_the_texts_are_read_as_by_the_pipeline() -> None:
    assert [read(doc) for doc in parser().pipe(TEXTS)] == [read(doc) for doc in plain().pipe(TEXTS)]


@given(st.lists(st.lists(WORDS, min_size=1, max_size=30).map(" ".join), min_size=1, max_size=8))
@settings(max_examples=30)
def test_any_words_are_read_as_by_the_pipeline(texts: list[str]) -> None:
    assert [read(doc) for doc in parser().pipe(texts)] == [read(doc) for doc in plain().pipe(texts)]


def test_vectors_do_not_depend_on_what_was_read_before() -> None:
    fresh, used = Parser(spacy.load(MODEL, exclude=["ner"])), Parser(spacy.load(MODEL, exclude=["ner"]))
    list(used.pipe(reversed(TEXTS)))
    for one, other in zip(fresh.pipe(TEXTS[:3]), used.pipe(TEXTS[:3]), strict=True):
        assert (one.tensor == other.tensor).all()


def test_tokens_are_those_of_the_document() -> None:
    for doc in plain().pipe(TEXTS):
        own = tokens_of(doc)
        assert [(t.text, t.lower_, t.lemma_, t.pos_, t.tag_, t.dep_, t.idx, t.head.i) for t in own] == [
            (t.text, t.lower_, t.lemma_, t.pos_, t.tag_, t.dep_, t.idx, t.head.i) for t in doc
        ]
        for mine, token in zip(own, doc, strict=True):
            assert (mine.is_space, mine.is_punct, mine.like_num) == (token.is_space, token.is_punct, token.like_num)
            for several in ("children", "lefts", "rights", "subtree"):
                assert [t.i for t in getattr(mine, several)] == [t.i for t in getattr(token, several)]
            assert [t.i for t in own if mine.is_ancestor(t)] == [t.i for t in doc if token.is_ancestor(t)]
