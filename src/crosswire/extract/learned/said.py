"""What the network says of one window, as chances.

In: the encoder's states and the scores of its layers. Out: a `Said`: for each piece and layer the chance of each
class, and for each *anchor* (a piece that may begin a figure's number or an event's trigger) the chances of where its
links lead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from crosswire.extract.learned.heads import WIDTHS, Floats, Heads, link_chances, softmax
from crosswire.extract.learned.layers import LAYERS, LINKS
from crosswire.extract.learned.windows import Window
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


def said(
    window: Window,
    states: Floats,
    told: Floats,
    heads: Heads,
    asked: Sequence[Span] | None = None,
) -> Said:
    """From states [pieces, width], layer scores [pieces, classes] and the heads of the links.  ``asked``: only pieces
    of these words are anchors; None: any."""
    parts = np.split(told, np.cumsum(WIDTHS)[:-1], axis=-1)
    layers = {name: softmax(part) for name, part in zip(LAYERS, parts, strict=True)}
    hot = np.maximum(1 - layers["figure"][:, 0], layers["trigger"][:, 1])
    able = range(len(window.ids)) if asked is None else window.touching(asked)
    anchors = tuple(i for i in able if hot[i] >= LIKELY and window.starts[i] >= 0 and window.sentence[i] in window.read)
    rows = link_chances(window, states, told, anchors, heads)
    return Said(layers=layers, anchors=anchors, links={name: rows[:, i] for i, name in enumerate(LINKS)})
