"""The heads that join a figure or a trigger to the words of its roles, run with NumPy.

In: a window, the encoder's states and layer scores, the positions of the anchors and the trained weights. Out: the
chance of each piece for each anchor and role; piece 0 stands for none in this window. See ``train/links.py`` for the
form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from crosswire.extract.learned.layers import LAYERS, TAGS
from crosswire.extract.learned.windows import Window

Floats = NDArray[np.float32]
REACH = 16
DISTANCES = 2 * REACH + 1
SENTENCES = 8
_FAR, _LEAD = 3, 7
WIDTHS = [len(classes) for classes in LAYERS.values()]


def softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return chances


def tag_chances(told: Floats) -> Floats:
    """The chances of all tags at each piece, side by side."""
    parts = np.split(told, np.cumsum(WIDTHS)[:-1], axis=-1)
    tags = [softmax(part) for name, part in zip(LAYERS, parts, strict=True) if name in TAGS]
    return np.concatenate(tags, axis=-1).astype(np.float32)


def distances(anchors: Sequence[int], length: int) -> NDArray[np.int64]:
    """The bucket of the distance from each anchor to each piece, finer when near."""
    away = np.arange(length)[None, :] - np.array(anchors)[:, None]
    size = np.abs(away)
    far = np.floor(6 + 2.2 * np.log(np.maximum(size, 1) / 6)).astype(np.int64)
    near = np.where(size <= 6, size, np.minimum(far, REACH))
    buckets: NDArray[np.int64] = REACH + np.sign(away) * near
    return buckets


def sentence_steps(anchors: Sequence[int], window: Window) -> NDArray[np.int64]:
    """How many sentences before or behind the anchor a piece stands, at most three; the document's first sentence,
    seen from any other, by a number of its own."""
    number = np.array(window.sentence)
    own = number[list(anchors)][:, None]
    steps = np.clip(number[None, :] - own, -_FAR, _FAR) + _FAR
    return np.where((number[None, :] == 0) & (own > 0), _LEAD, steps)


def link_chances(
    window: Window, states: Floats, told: Floats, anchors: Sequence[int], weights: Mapping[str, Floats]
) -> Floats:
    """[anchors, roles, pieces]."""
    roles, size = weights["weight"].shape
    if not anchors:
        return np.zeros((0, roles, len(window.ids)), np.float32)
    at = list(anchors)
    own = states[at] @ weights["anchor"] + weights["anchor_bias"]
    pieces = np.concatenate([states, tag_chances(told)], axis=1) @ weights["piece"]
    away, steps = distances(at, len(window.ids)), sentence_steps(at, window)
    closed = np.array([start < 0 for start in window.starts])
    closed[0] = False
    none = states[at] @ weights["none"] + weights["none_bias"]
    found = []
    for row in range(len(at)):
        mixed = own[row] + pieces + weights["distance"][away[row]] + weights["sentence"][steps[row]]
        scores = (np.maximum(mixed, 0).reshape(-1, roles, size) * weights["weight"]).sum(-1).T
        scores[:, 0] = none[row]
        scores[:, closed] = -1e4
        found.append(softmax(scores))
    return np.stack(found)
