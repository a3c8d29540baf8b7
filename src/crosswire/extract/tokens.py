"""The tokens of a parsed sentence, as plain objects.

In: a document of spaCy's.  Out: its `Token`s, a list, with the names of spaCy's attributes.  Made once a sentence: each
question to a token of spaCy's makes the token and its words anew.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.attrs import (  # type: ignore[import-not-found]
    DEP,
    HEAD,
    IS_PUNCT,
    IS_SPACE,
    LEMMA,
    LIKE_NUM,
    LOWER,
    ORTH,
    POS,
    SPACY,
    TAG,
)
from spacy.strings import StringStore
from spacy.tokens import Doc


class Token:
    """A token: its words, tags and place, the token it depends on (itself at the root) and those that depend on it, in
    the order of the text."""

    __slots__ = (
        "children", "dep_", "doc", "head", "i", "idx", "is_punct", "is_space", "lemma_", "like_num", "lower_",
        "pos_", "tag_", "text",
    )  # fmt: skip

    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    i: int
    idx: int
    is_space: bool
    is_punct: bool
    like_num: bool
    head: Token
    children: list[Token]
    doc: list[Token]

    def __len__(self) -> int:
        return len(self.text)

    def __hash__(self) -> int:
        return self.i

    def __repr__(self) -> str:
        return self.text

    @property
    def lefts(self) -> list[Token]:
        """Those that depend on it and stand before it."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list[Token]:
        """Those that depend on it and stand after it."""
        return [child for child in self.children if child.i > self.i]

    @property
    def subtree(self) -> list[Token]:
        """The token and all that depend on it."""
        if not self.children:
            return [self]
        found = [one for child in self.children if child.i < self.i for one in child.subtree]
        found.append(self)
        found += [one for child in self.children if child.i > self.i for one in child.subtree]
        return found

    def is_ancestor(self, other: Token) -> bool:
        """Whether the other depends on this one, however far down."""
        while other.head is not other:
            other = other.head
            if other is self:
                return True
        return False

    def nbor(self, steps: int) -> Token:
        """The token so many places on."""
        return self.doc[self.i + steps]


class _Words(dict[int, str]):
    """What spaCy's numbers of words stand for; a number is made of its word, so it is the same wherever it is met."""

    def __init__(self, strings: StringStore) -> None:
        self.strings = strings

    def __missing__(self, number: int) -> str:
        word = self[number] = self.strings[number]
        return word


@lru_cache(maxsize=2)
def _words(strings: StringStore) -> _Words:
    return _Words(strings)


def tokens_of(doc: Doc) -> list[Token]:
    """The tokens of a parsed document."""
    words = _words(doc.vocab.strings)
    found: list[Token] = []
    rows = doc.to_array([ORTH, LOWER, LEMMA, POS, TAG, DEP, HEAD, IS_SPACE, SPACY, IS_PUNCT, LIKE_NUM])
    at = 0
    for i, (orth, lower, lemma, part, tag, dep, _, space, blank, mark, number) in enumerate(rows.tolist()):
        token = Token()
        token.text, token.lower_, token.lemma_ = words[orth], words[lower], words[lemma]
        token.pos_, token.tag_, token.dep_ = words[part], words[tag], words[dep]
        token.i, token.idx = i, at
        token.is_space, token.is_punct, token.like_num = bool(space), bool(mark), bool(number)
        token.doc, token.children = found, []
        at += len(token.text) + blank
        found.append(token)
    for token, steps in zip(found, rows[:, 6].astype("int64").tolist() if found else (), strict=True):
        token.head = found[token.i + steps]
        if steps:
            token.head.children.append(token)
    return found
