"""The heads that join a figure or a trigger to the words of its roles: what they are given, and what becomes of it.

In: a window, the encoder's states and layer scores, the positions of the anchors and the trained heads. Out: for each
role, when it is asked for, the chance of each piece for each anchor; piece 0 stands for none in this window. Of the
nine roles the two readers together ask for two or three. See ``train/links.py`` for the form of the heads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crosswire.extract.learned.layers import LAYERS, LINKS, TAGS
from crosswire.extract.learned.windows import Window

Floats = NDArray[np.float32]
REACH = 16
DISTANCES = 2 * REACH + 1
SENTENCES = 8
_FAR, _LEAD = 3, 7
WIDTHS = [len(classes) for classes in LAYERS.values()]


@dataclass(frozen=True, slots=True)
class Heads:
    """The trained heads, a role after the other in the order of `LINKS`: ``anchor`` [roles, width, size] and its
    ``bias`` [roles, size], ``piece`` [roles, width + tags, size], ``near`` [roles, distances x sentences, size],
    ``weight`` [roles, size], ``none`` [roles, width] and its ``none_bias`` [roles]."""

    anchor: Floats
    bias: Floats
    piece: Floats
    near: Floats
    weight: Floats
    none: Floats
    none_bias: Floats

    @classmethod
    def load(cls, file: Path) -> Heads:
        """Those of a file of arrays, named as `train.links.LinkHeads` names them."""
        with np.load(file) as held:
            told: dict[str, Floats] = {name: held[name] for name in held.files}
        roles, size = told["weight"].shape

        def by_role(name: str) -> Floats:
            return np.ascontiguousarray(told[name].reshape(roles, size, -1).transpose(0, 2, 1))

        away, steps = (told[name].reshape(-1, roles, size).transpose(1, 0, 2) for name in _PLACES)
        near = (away[:, :, None] + steps[:, None]).reshape(roles, -1, size)
        return cls(
            by_role("anchor.weight"), told["anchor.bias"].reshape(roles, size), by_role("piece.weight"), near,
            told["weight"], told["none.weight"], told["none.bias"],
        )  # fmt: skip

    def scores(
        self, role: int, states: Floats, pieces: Floats, anchors: Sequence[int], near: NDArray[np.int64]
    ) -> Floats:
        """[anchors, pieces], from ``states`` [pieces, width], ``pieces`` (these with the chances of their tags) and
        ``near`` [anchors, pieces], how far off each stands."""
        own = states[list(anchors)]
        mixed = (pieces @ self.piece[role])[None] + (own @ self.anchor[role] + self.bias[role])[:, None]
        mixed += self.near[role][near]
        np.maximum(mixed, 0, out=mixed)
        found: Floats = mixed @ self.weight[role]
        found[:, 0] = own @ self.none[role] + self.none_bias[role]
        return found


_PLACES = ("distance.weight", "sentence.weight")


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


class Links(Mapping[str, Floats]):
    """For each link of one window the chances [anchors, pieces], worked out when it is first asked for."""

    def __init__(
        self, window: Window, states: Floats, layers: Mapping[str, Floats], anchors: Sequence[int], heads: Heads
    ) -> None:
        self._window, self._states, self._anchors, self._heads = window, states, anchors, heads
        self._layers = layers
        self._known: dict[str, Floats] = {}
        self._given: tuple[Floats, NDArray[np.int64], NDArray[np.bool_]] | None = None

    def __getitem__(self, name: str) -> Floats:
        if name not in self._known:
            self._known[name] = self._chances(LINKS.index(name))
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(LINKS)

    def __len__(self) -> int:
        return len(LINKS)

    def _chances(self, role: int) -> Floats:
        window, anchors = self._window, self._anchors
        if not anchors:
            return np.zeros((0, len(window.ids)), np.float32)
        if self._given is None:
            near = distances(anchors, len(window.ids)) * SENTENCES + sentence_steps(anchors, window)
            closed = np.array([start < 0 for start in window.starts])
            closed[0] = False
            self._given = np.concatenate([self._states, tag_chances(self._layers)], 1), near, closed
        pieces, near, closed = self._given
        scores = self._heads.scores(role, self._states, pieces, anchors, near)
        scores[:, closed] = -1e4
        return softmax(scores)
