"""``every-casualty``: the range of what sources report, with what nothing confirms kept apart.

Read in the Standards for Casualty Recording (Every Casualty, 2016, page 25, as its knowledge base has it): where
sources differ, a recorder may prefer certain sources, report the lowest to the highest number, use terms such as
"unconfirmed", or keep the case pending until there is more.  What confirms a figure is left to each recorder.  Here: a
figure is unconfirmed where only a party to the fighting or a source that is not named gives it.

Out: a `Reading` for the dead and the wounded of each class: the range of the confirmed figures, best where they are one
number; all None while everything is unconfirmed ("pending").
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.reconcile.groups import Group, VoiceFigure
from crosswire.reconcile.policies.reading import Reading, notes, spread, voices
from crosswire.reconcile.standing import UNCONFIRMED, WORDS, About, standing

_HARM = ("killed", "wounded")
_CHECKED = "rule read in the Standards for Casualty Recording, p. 25; what confirms a figure is our choice"


def every_casualty(groups: Sequence[Group], about: About) -> list[Reading]:
    """A reading for each class of the dead and of the wounded."""
    return [_read(group, about) for group in groups if group.measure in _HARM and group.figures]


def _read(group: Group, about: About) -> Reading:
    confirmed = [figure for figure in group.figures if not _unconfirmed(figure, about)]
    apart = [figure for figure in group.figures if figure not in confirmed]
    low, high = spread(confirmed)
    same = low is not None and low == high and all(figure.best == low for figure in confirmed)
    how = f"range of {voices(len(confirmed))}" if confirmed else "pending: nothing confirms it"
    if apart:
        how += f"; unconfirmed, kept apart: {', '.join(_words(figure, about) for figure in apart)}"
    return Reading(
        measure=group.measure, of=group.of, side_id=group.side_id, low=low, best=low if same else None, high=high,
        rule=f"{how}{notes(group)}; {_CHECKED}", figures=group.figures,
    )  # fmt: skip


def _unconfirmed(figure: VoiceFigure, about: About) -> bool:
    return all(standing(entry, about) in UNCONFIRMED for entry in figure.entries)


def _words(figure: VoiceFigure, about: About) -> str:
    return f"{figure.words} ({figure.voice}, {WORDS[standing(figure.entries[0], about)]})"
