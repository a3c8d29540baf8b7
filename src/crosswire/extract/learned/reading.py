"""What the network read in one document, asked by words of the text.

In: the windows of a document with what the network says of each. Out: a `Reading`: the figures it found, and for any
words that may begin a figure or an event an `Anchor`, which says what kind of thing they stand for and which other
words of the same window fill its roles. All chances lie in [0, 1]; spans are code points of the document.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast, get_args

import numpy as np

from crosswire.extract.learned.layers import LAYERS
from crosswire.extract.learned.said import Said
from crosswire.extract.learned.windows import Window
from crosswire.model import Measure, Span

T = TypeVar("T")
_MEASURES = cast("tuple[Measure, ...]", get_args(Measure))


@dataclass(frozen=True, slots=True)
class Anchor:
    """A piece of a window that a figure's number or an event's trigger begins with."""

    window: Window
    said: Said
    at: int

    @property
    def start(self) -> int:
        return self.window.starts[self.at]

    def kind(self, layer: str) -> tuple[str, float]:
        """The likeliest class of a mark and its chance."""
        row = self.said.layers[layer][self.at]
        best = int(row.argmax())
        return LAYERS[layer][best], float(row[best])

    def chance(self, layer: str, name: str) -> float:
        return float(self.said.layers[layer][self.at][LAYERS[layer].index(name)])

    def seen(self, ordered: Sequence[T], span: Callable[[T], Span]) -> list[T]:
        """Those of which any words stand in the window, of what stands in the order of the text."""
        near: set[int] = set()
        for start, end in self.window.stretches.values():
            first, last = (bisect_left(ordered, at, key=lambda one: span(one).start) for at in (start, end))
            near.update(range(max(first - 1, 0), last))
        words = ((ordered[i], span(ordered[i])) for i in sorted(near))
        return [one for one, at in words if self.window.tokens(at.start, at.end)]

    def mass(self, link: str, spans: Iterable[Span]) -> float:
        """The chance that the link leads into any of the spans."""
        row = self.said.row(link, self.at)
        return float(sum(float(row[i]) for i in self.window.touching(spans)))

    def none(self, link: str) -> float:
        """The chance that no word of the window fills the role."""
        return float(self.said.row(link, self.at)[0])

    def end(self, link: str) -> tuple[int, int] | None:
        """The words the link leads to: the likeliest piece and those beside it that the tag of that name joins to it,
        in whole words; None where none is likeliest."""
        row = self.said.row(link, self.at)
        best = int(row.argmax())
        if self.window.starts[best] < 0:
            return None
        tag = self.said.layers.get(link)
        inside = (1 - tag[:, 0] > 0.4) if tag is not None else np.zeros(len(row), dtype=bool)
        first = last = best
        sentence = self.window.sentence[best]
        while first - 1 > 0 and self.window.sentence[first - 1] == sentence and self._runs_on(first - 1, inside, row):
            first -= 1
        while last + 1 < len(row) and self.window.starts[last + 1] >= 0 and self._runs_on(last + 1, inside, row):
            last += 1
        return self.window.starts[first], self.window.ends[last]

    def _runs_on(
        self,
        at: int,
        inside: np.ndarray[tuple[int], np.dtype[np.bool_]],
        row: np.ndarray[tuple[int], np.dtype[np.float32]],
    ) -> bool:
        return self.window.starts[at] >= 0 and (bool(inside[at]) or float(row[at]) > 0.15)


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """The words of a number that counts people, what happened to them, and how likely that is."""

    start: int
    end: int
    measure: Measure
    chance: float
    anchor: Anchor


@dataclass(slots=True)
class Reading:
    """What the network says of a document, a window after the other; each reads what comes after the last one's."""

    windows: Sequence[tuple[Window, Said]]
    _begins: list[int] = field(init=False)
    _ends: list[int] = field(init=False)

    def __post_init__(self) -> None:
        read = [
            [window.stretches[n] for n in sorted(window.read) if n in window.stretches] for window, _ in self.windows
        ]
        self.windows = [one for one, runs in zip(self.windows, read, strict=True) if runs]
        self._begins = [runs[0][0] for runs in read if runs]
        self._ends = [runs[-1][1] for runs in read if runs]

    def _pieces(self, span: Span) -> Iterator[tuple[Window, Said, int]]:
        """The pieces that touch the span, each where it is read."""
        for window, said in self.windows[bisect_right(self._ends, span.start) : bisect_left(self._begins, span.end)]:
            for at in window.tokens(span.start, span.end):
                if window.sentence[at] in window.read:
                    yield window, said, at

    def anchor(self, span: Span) -> Anchor | None:
        """The likeliest anchor among the words; None where none of them is one."""
        found = [
            (_hot(said, at), -at, Anchor(window, said, at))
            for window, said, at in self._pieces(span)
            if at in said.anchors
        ]
        return max(found, key=lambda one: one[:2])[2] if found else None

    def counts(self, span: Span) -> float | None:
        """The chance that the words hold a number of people to whom something happened; None where they were not read
        (a headline)."""
        told = [1 - float(said.layers["figure"][at][0]) for _, said, at in self._pieces(span)]
        return max(told) if told else None

    def measures(self, span: Span) -> dict[Measure, float]:
        """For each measure the chance that the words count people of it."""
        rows = [said.layers["figure"][at] for _, said, at in self._pieces(span)]
        if not rows:
            return {}
        best = max(rows, key=lambda row: 1 - float(row[0]))
        return {measure: float(best[i + 1]) for i, measure in enumerate(_MEASURES)}

    def figures(self, least: float) -> list[FoundFigure]:
        """The numbers found with at least that chance, in the order of the text."""
        found: list[FoundFigure] = []
        for window, said in self.windows:
            told = said.layers["figure"]
            hot = [i for i in said.anchors if 1 - float(told[i][0]) >= least]
            runs: list[list[int]] = []
            for at in hot:
                same = runs and runs[-1][-1] == at - 1 and told[at][1:].argmax() == told[runs[-1][0]][1:].argmax()
                if same:
                    runs[-1].append(at)
                else:
                    runs.append([at])
            for run in runs:
                summed = told[run].max(axis=0)
                measure = _MEASURES[int(summed[1:].argmax())]
                chance = max(1 - float(told[i][0]) for i in run)
                anchor = Anchor(window, said, run[0])
                found.append(FoundFigure(window.starts[run[0]], window.ends[run[-1]], measure, chance, anchor))
        return sorted(found, key=lambda one: one.start)

    def triggers(self, least: float) -> list[tuple[Anchor, int, int]]:
        """The words that say an event happened, with at least that chance, each with its anchor, in order."""
        found: list[tuple[Anchor, int, int]] = []
        for window, said in self.windows:
            told = said.layers["trigger"]
            for at in said.anchors:
                if float(told[at][1]) >= least:
                    last = at
                    while last + 1 < len(told) and window.starts[last + 1] >= 0 and float(told[last + 1][2]) > 0.5:
                        last += 1
                    found.append((Anchor(window, said, at), window.starts[at], window.ends[last]))
        return sorted(found, key=lambda one: one[1])


def _hot(said: Said, at: int) -> float:
    return max(1 - float(said.layers["figure"][at][0]), float(said.layers["trigger"][at][1]))
