"""What the network says of one window, as chances.

In: the encoder's states and the scores of its layers. Out: a `Said`: for each piece and layer the chance of each
class, and for each *anchor* (a piece that may begin a figure's number or an event's trigger) the chances of where its
links lead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from crosswire.extract.learned.heads import Floats, Heads, Links, layer_chances
from crosswire.extract.learned.windows import Window
from crosswire.extract.named import starting_in
from crosswire.model import Span

LIKELY = 0.02  # pieces less likely to be an anchor have no links


@dataclass(frozen=True, slots=True)
class Said:
    """``layers[name]``: [pieces, classes].  ``anchors``: positions; ``links[name]``: [anchors, pieces], where piece 0
    stands for none in this window."""

    layers: Mapping[str, Floats]
    anchors: tuple[int, ...]
    links: Mapping[str, Floats]

    def row(self, name: str, anchor: int) -> Floats:
        """Where the link ``name`` of an anchor leads."""
        found: Floats = self.links[name][self.anchors.index(anchor)]
        return found


class Words:
    """Words of a text, found by where they stand: a long text has too many to look for each in each window."""

    def __init__(self, words: Sequence[Span]) -> None:
        self._words = sorted(words, key=_start)
        self._longest = max((one.end - one.start for one in words), default=0)

    def shown(self, window: Window) -> Iterator[Span]:
        """All that touch what is seen in the window, and maybe others beside it."""
        for start, end in window.stretches.values():
            yield from starting_in(self._words, start - self._longest, end, _start)


def said(
    window: Window,
    states: Floats,
    told: Floats,
    heads: Heads,
    asked: Words | None = None,
) -> Said:
    """From states [pieces, width], layer scores [pieces, classes] and the heads of the links.  ``asked``: only the
    likeliest piece of each of these words is an anchor; None: any is."""
    layers = layer_chances(told)
    hot = np.maximum(1 - layers["figure"][:, 0], layers["trigger"][:, 1]).tolist()
    able: Iterable[int] = range(len(window.ids))
    if asked is not None:
        words = (window.tokens(one.start, one.end) for one in asked.shown(window))
        able = sorted({max(touched, key=lambda i: (hot[i], -i)) for touched in words if touched})
    anchors = tuple(i for i in able if hot[i] >= LIKELY and window.starts[i] >= 0 and window.sentence[i] in window.read)
    return Said(layers=layers, anchors=anchors, links=Links(window, states, layers, anchors, heads))


def _start(span: Span) -> int:
    return span.start
