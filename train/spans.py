"""Flat labelled spans read off a network's row of tags, and texts cut into pieces that fit one window.

In: a trained `Reader` with one layer ``row``, learned as a chain, whose classes are "O" and for each label one with
which a span begins and one with which it goes on (`row_shape`). Out: the spans of a text, none over another: the
likeliest row in which what goes on follows its own label and no word is cut in two (Viterbi).
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

from crosswire.extract.learned.windows import Window
from crosswire.model import Passage
from train.data import Marked, Tag, examples
from train.model import Reader, Shape

ROW = "row"
Spans = frozenset[tuple[str, int, int]]
Floats = NDArray[np.float32]


def row_shape(labels: Sequence[str], blocks: int, **others: Sequence[str]) -> Shape:
    """Heads for flat spans of these labels; ``others`` are further layers."""
    classes = ("O", *(name for label in labels for name in (label, f"{label}+")))
    return Shape({ROW: classes, **others}, blocks=blocks, chain=ROW)


def flat_text(key: str, text: str, sentences: Sequence[tuple[int, int]], marks: Spans) -> Marked:
    """A text whose marks are the row's tags; of marks that lie over one another the first and longest one is kept."""
    tags: list[Tag] = []
    for label, start, end in sorted(marks, key=lambda one: (one[1], -one[2], one[0])):
        if not tags or start >= tags[-1].span[1]:
            tags.append(Tag(ROW, (start, end), label))
    return Marked(
        key=key, group=key, text=text,
        sentences=tuple(Passage(start=start, end=end, kind="sentence") for start, end in sentences),
        tags=tuple(tags),
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
        found |= spans_in(marked.text, window, layers[ROW], reader)
    return frozenset(found)


@torch.inference_mode()
def tags_of(reader: Reader, marked: Marked, tokenizer: Tokenizer) -> Iterator[tuple[Window, Mapping[str, Floats]]]:
    """The windows of a text with the scores [pieces, classes] of each layer."""
    reader.eval()
    for one in examples(replace(marked, tags=(), links=()), reader.shape, tokenizer):
        ids, cases = torch.tensor([one.window.ids]), torch.tensor([one.window.cases])
        told = reader.layers(reader.states(ids, cases, torch.ones(ids.shape)))
        yield one.window, {name: part[0].numpy() for name, part in reader.split(told).items()}


def spans_in(text: str, window: Window, scores: Floats, reader: Reader) -> Spans:
    """The spans of the sentences that are read in a window, by the row's ``scores`` [pieces, classes]."""
    follows, labels = reader.follows.detach().numpy(), reader.shape.layers[ROW][1::2]
    found: set[tuple[str, int, int]] = set()
    for number in sorted(window.read):
        at = [i for i, n in enumerate(window.sentence) if n == number and window.starts[i] >= 0]
        if at:
            row = _best_row(text, window, at, scores, follows)
            found |= set(_spans_of(row, [(window.starts[i], window.ends[i]) for i in at], labels))
    return frozenset(found)


def _best_row(text: str, window: Window, at: Sequence[int], scores: Floats, follows: Floats) -> list[int]:
    """The likeliest class of each of these pieces. Class 0 is outside; 2k + 1 begins the label k, 2k + 2 goes on."""
    best = np.where(_inside(scores.shape[1]), -math.inf, scores[at[0]])
    ways = []
    for on, i in zip(_steps(text, window, at, follows), at[1:], strict=True):
        summed = best[:, None] + on
        ways.append(summed.argmax(0))
        best = summed.max(0) + scores[i]
    row = [int(best.argmax())]
    for way in reversed(ways):
        row.append(int(way[row[-1]]))
    return row[::-1]


def _inside(states: int) -> NDArray[np.bool_]:
    return (np.arange(states) % 2 == 0) & (np.arange(states) > 0)


def _steps(text: str, window: Window, at: Sequence[int], follows: Floats) -> list[Floats]:
    """From each of these pieces to the next the score [before, after] of each class after each other one."""
    inside = _inside(len(follows))
    before = np.arange(len(follows))
    apart = follows.copy()  # whatever stood before
    for state in np.flatnonzero(inside):
        apart[(before != state) & (before != state - 1), state] = -math.inf
    within = apart.copy()  # what holds for the first piece of a word holds for all of it
    within[:, before % 2 == 1] = -math.inf
    within[1:, 0] = -math.inf
    found = []
    for last, i in pairwise(at):
        start = window.starts[i]
        one_word = start == window.ends[last] and text[start - 1].isalnum() and text[start].isalnum()
        found.append(within if one_word else apart)
    return found


def chances_of(
    text: str, window: Window, scores: Floats, reader: Reader, least: float
) -> Iterator[tuple[str, int, int, float]]:
    """Each span of the sentences that are read in a window whose chance among all rows is over ``least``: its label,
    start, end and chance."""
    follows, labels = reader.follows.detach().numpy(), reader.shape.layers[ROW][1::2]
    for number in sorted(window.read):
        at = [i for i, n in enumerate(window.sentence) if n == number and window.starts[i] >= 0]
        if at:
            steps = _steps(text, window, at, follows)
            for label, first, last, chance in _chances(scores[at].astype(np.float64), steps, labels, least):
                yield label, window.starts[at[first]], window.ends[at[last]], chance


def _chances(
    scores: NDArray[np.float64], steps: Sequence[Floats], labels: Sequence[str], least: float
) -> Iterator[tuple[str, int, int, float]]:
    """The spans of one sentence by its pieces' places: of all ways to go through the row, the share that does it."""
    last = len(scores) - 1
    until, after = np.empty_like(scores), np.zeros_like(scores)
    until[0] = np.where(_inside(scores.shape[1]), -math.inf, scores[0])
    for i, on in enumerate(steps, 1):
        until[i] = np.logaddexp.reduce(until[i - 1][:, None] + on, 0) + scores[i]
    for i in range(last - 1, -1, -1):
        after[i] = np.logaddexp.reduce(steps[i] + scores[i + 1] + after[i + 1], 1)
    whole = np.logaddexp.reduce(until[last])
    for k, label in enumerate(labels):
        begins, on = 2 * k + 1, 2 * k + 2
        for first in np.flatnonzero(until[:, begins] + after[:, begins] - whole > math.log(least)):
            way, state = until[first, begins], begins
            for i in range(first, last + 1):
                if i > first:
                    way, state = way + steps[i - 1][state, on] + scores[i, on], on
                if way + after[i, state] - whole < math.log(least):
                    break
                ends = way
                if i < last:
                    ends = way + _but(steps[i][state] + scores[i + 1] + after[i + 1], on)
                if ends - whole > math.log(least):
                    yield label, int(first), i, min(math.exp(ends - whole), 1.0)


def _but(ways: NDArray[np.float64], state: int) -> float:
    return float(np.logaddexp.reduce(np.delete(ways, state)))


def _spans_of(
    row: Sequence[int], ends: Sequence[tuple[int, int]], names: Sequence[str]
) -> Iterator[tuple[str, int, int]]:
    start = 0
    for k, state in enumerate(row):
        if state % 2:
            start = ends[k][0]
        if state and (k + 1 == len(row) or row[k + 1] != state + state % 2):
            yield names[(state - 1) // 2], start, ends[k][1]
