"""``gtd``: one number for the dead and one for the wounded, the one that most independent sources give.

As summarised, the GTD codebook was not read: the figure that most independent sources give, else the lowest.  Out: a
`Reading` for the dead and one for the wounded, with best alone, everybody counted (attackers too).
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.model import Measure
from crosswire.reconcile.groups import Group
from crosswire.reconcile.policies.reading import Reading, most_given, notes, told
from crosswire.reconcile.policies.total import one_total
from crosswire.reconcile.standing import About

_MEASURES: tuple[Measure, ...] = ("killed", "wounded")


def gtd(groups: Sequence[Group], about: About) -> list[Reading]:
    """The dead and the wounded, each where some voice gives a figure."""
    found = ((measure, one_total(groups, measure, about)) for measure in _MEASURES)
    return [_read(measure, *total) for measure, total in found if total is not None and total[0].figures]


def _read(measure: Measure, group: Group, instead: str) -> Reading:
    numbers = [figure.named for figure in group.figures if figure.named is not None]
    agreed = most_given(numbers)
    if len(set(numbers)) == 1:
        best, how = numbers[0], f"the figure given, {told(group.figures)}"
    elif agreed:
        best, how = agreed[0], f"the figure {agreed[1]} voices give, of {told(group.figures)}"
    else:
        best, how = min(numbers), f"no figure has most voices, so the lowest of {told(group.figures)}"
    rule = f"{how}{instead}{notes(group)} (as summarised, codebook not checked)"
    return Reading(measure=measure, of="any", best=best, rule=rule, figures=group.figures)
