"""Flat labelled spans read off a network's tags, and texts cut into pieces that fit one window.

In: a trained `Reader` whose layers are BIO tags, one for each label. Out: the spans of a text, none over another: the
likeliest row of tags in which an inner tag follows its own label and a word is not cut in two (Viterbi).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from crosswire.extract.learned.windows import Window
from crosswire.model import Passage
from train.data import Marked, Tag, examples
from train.model import Reader

BIO = ("O", "B", "I")
Spans = frozenset[tuple[str, int, int]]
Layers = Mapping[str, NDArray[np.float32]]


def flat_text(key: str, text: str, sentences: Sequence[tuple[int, int]], marks: Spans) -> Marked:
    """A text whose marks are the layers' tags."""
    return Marked(
        key=key, group=key, text=text,
        sentences=tuple(Passage(start=start, end=end, kind="sentence") for start, end in sentences),
        tags=tuple(Tag(label, (start, end)) for label, start, end in sorted(marks)),
    )  # fmt: skip


def chunks(marked: Marked, letters: int) -> Iterator[Marked]:
    """The text in runs of whole sentences of about so many code points, each a text of its own."""
    run: list[Passage] = []
    for sentence in marked.sentences:
        if run and sentence.end - run[0].start > letters:
            yield _part(marked, run)
            run = []
        run.append(sentence)
    if run:
        yield _part(marked, run)


def _part(marked: Marked, run: Sequence[Passage]) -> Marked:
    start, end = run[0].start, run[-1].end
    tags = tuple(tag for tag in marked.tags if start <= tag.span[0] and tag.span[1] <= end)
    return replace(marked, sentences=tuple(run), tags=tags)


def find_spans(reader: Reader, marked: Marked, tokenizer: Tokenizer) -> Spans:
    """The spans of a text; those of each sentence by itself."""
    found: set[tuple[str, int, int]] = set()
    for window, layers in tags_of(reader, marked, tokenizer):
        found |= spans_in(marked.text, window, layers)
    return frozenset(found)


@torch.inference_mode()
def tags_of(reader: Reader, marked: Marked, tokenizer: Tokenizer) -> Iterator[tuple[Window, Layers]]:
    """The windows of a text with the chances [pieces, classes] of each layer."""
    reader.eval()
    for one in examples(replace(marked, tags=(), links=()), reader.shape, tokenizer):
        ids, cases = torch.tensor([one.window.ids]), torch.tensor([one.window.cases])
        told: Tensor = reader.layers(reader.states(ids, cases, torch.ones(ids.shape)))
        yield one.window, {name: torch.softmax(part[0], -1).numpy() for name, part in reader.split(told).items()}


def spans_in(text: str, window: Window, layers: Layers) -> Spans:
    """The spans of the sentences that are read in a window."""
    found: set[tuple[str, int, int]] = set()
    for number in sorted(window.read):
        at = [i for i, n in enumerate(window.sentence) if n == number and window.starts[i] >= 0]
        if at:
            found |= set(_best_row(text, window, at, layers))
    return frozenset(found)


def _best_row(text: str, window: Window, at: Sequence[int], layers: Layers) -> Iterator[tuple[str, int, int]]:
    names = list(layers)
    # State 0 is outside; 2k + 1 begins the label k, 2k + 2 goes on with it.
    scores = []
    for i in at:
        logs = [np.log(np.maximum(layers[name][i], 1e-9)) for name in names]
        outside = sum(float(row[0]) for row in logs)
        scores.append([outside, *(outside - float(row[0]) + float(row[c]) for row in logs for c in (1, 2))])
    best = [-math.inf if state and state % 2 == 0 else score for state, score in enumerate(scores[0])]
    ways: list[list[int]] = []
    for (before, i), own in zip(pairwise(at), scores[1:], strict=True):
        start = window.starts[i]
        inner = start == window.ends[before] and text[start - 1].isalnum() and text[start].isalnum()
        way = [max(_befores(state, len(own), inner), key=lambda one: (best[one], -one)) for state in range(len(own))]
        best = [-math.inf if inner and state % 2 else best[way[state]] + score for state, score in enumerate(own)]
        ways.append(way)
    state = max(range(len(best)), key=lambda one: (best[one], -one))
    row = [state]
    for way in reversed(ways):
        state = way[state]
        row.append(state)
    row.reverse()
    yield from _spans_of(row, [(window.starts[i], window.ends[i]) for i in at], names)


def _befores(state: int, states: int, inner: bool) -> Sequence[int]:
    """The states that may stand before one; what holds for the first piece of a word holds for all of it."""
    if state and state % 2 == 0:
        return [state - 1, state]
    return [0] if inner else range(states)


def _spans_of(
    row: Sequence[int], ends: Sequence[tuple[int, int]], names: Sequence[str]
) -> Iterator[tuple[str, int, int]]:
    start = 0
    for k, state in enumerate(row):
        if state % 2:
            start = ends[k][0]
        if state and (k + 1 == len(row) or row[k + 1] != state + state % 2):
            yield names[(state - 1) // 2], start, ends[k][1]
