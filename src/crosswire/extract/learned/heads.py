"""The heads that join a figure or a trigger to the words of its roles: what they are given, and what becomes of it.

In: a window, the encoder's states and layer scores, the positions of the anchors and the trained heads. Out: the
chance of each piece for each anchor and role; piece 0 stands for none in this window. See ``train/links.py`` for the
form of the heads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosswire.extract.learned.layers import LAYERS, LINKS, TAGS
from crosswire.extract.learned.windows import Window

Floats = NDArray[np.float32]
Heads = Callable[[Mapping[str, NDArray[Any]]], Floats]
"""From ``states`` [pieces, width], ``tags`` [pieces, classes], ``anchors`` [anchors], ``away`` and ``steps`` [anchors,
pieces] to scores [anchors, roles, pieces], which may be written over."""
REACH = 16
DISTANCES = 2 * REACH + 1
SENTENCES = 8
_FAR, _LEAD = 3, 7
WIDTHS = [len(classes) for classes in LAYERS.values()]


def softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return chances


def layer_chances(told: Floats) -> dict[str, Floats]:
    """The chances of the classes of each layer at each piece."""
    parts = np.split(told, np.cumsum(WIDTHS)[:-1], axis=-1)
    return {name: softmax(part) for name, part in zip(LAYERS, parts, strict=True)}


def tag_chances(layers: Mapping[str, Floats]) -> Floats:
    """The chances of all tags at each piece, side by side."""
    return np.concatenate([layers[name] for name in TAGS], axis=-1)


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
    window: Window, states: Floats, layers: Mapping[str, Floats], anchors: Sequence[int], heads: Heads
) -> Floats:
    """[anchors, roles, pieces]."""
    if not anchors:
        return np.zeros((0, len(LINKS), len(window.ids)), np.float32)
    scores = heads(
        {
            "states": states,
            "tags": tag_chances(layers),
            "anchors": np.array(anchors, np.int64),
            "away": distances(anchors, len(window.ids)),
            "steps": sentence_steps(anchors, window).astype(np.int64),
        }
    )
    closed = np.array([start < 0 for start in window.starts])
    closed[0] = False
    scores[:, :, closed] = -1e4
    return softmax(scores)
