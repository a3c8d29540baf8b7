"""``as-reported``: the spread of the voices.

Low is the lowest figure any voice gives, high the highest.  Best is the figure that most voices give when at least two
agree and no other figure has as many, else the lower median, so best is always a figure somebody gave.  A category at a
time; no codebook.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.reconcile.groups import Group
from crosswire.reconcile.policies.reading import Reading, most_given, notes, spread, voices
from crosswire.reconcile.standing import About


def as_reported(groups: Sequence[Group], about: About) -> list[Reading]:
    """A reading for each group."""
    return [_read(group) for group in groups if group.figures]


def _read(group: Group) -> Reading:
    bests = sorted(figure.best for figure in group.figures if figure.best is not None)
    best, how = None, "no voice gives a single figure"
    if bests:
        agreed = most_given(bests)
        if len(set(bests)) == 1:
            best, how = bests[0], "best is the figure given"
        elif agreed:
            best, how = agreed[0], f"best is the figure {agreed[1]} voices give"
        else:
            best, how = bests[(len(bests) - 1) // 2], "best is the lower median of their figures"
    low, high = spread(group.figures, best)
    return Reading(
        measure=group.measure, of=group.of, side_id=group.side_id, low=low, best=best, high=high,
        rule=f"lowest and highest figure of {voices(len(group.figures))}; {how}{notes(group)}", figures=group.figures,
    )  # fmt: skip
