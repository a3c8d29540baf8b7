"""The one total that a row of ``acled`` and of ``gtd`` asks for.

In: groups and a measure.  Out: the group that stands for everybody: the total voices state; else what one voice's own
disjoint parts add up to; else the class with the greatest figure, for the total is no less.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.model import Measure
from crosswire.reconcile.derive import total_of
from crosswire.reconcile.groups import Group
from crosswire.reconcile.standing import About


def one_total(groups: Sequence[Group], measure: Measure, about: About) -> tuple[Group, str] | None:
    """The group and, where it is not a stated total, what stands for one."""
    people = about.lexicon.counting.people
    total = total_of(groups, measure, about.lexicon.counting)
    if total is not None and total.figures:
        return total, "; no voice states a total" if any(figure.how for figure in total.figures) else ""
    classes = [g for g in groups if g.measure == measure and g.figures and g.of not in people.units | {"any"}]
    if not classes:
        vague = [g for g in groups if g.measure == measure and g.vague]
        return (total or vague[0], "") if vague else None
    widest = set(people.widest(g.of for g in classes))
    of_widest = [g for g in classes if g.of in widest]
    chosen = max(of_widest, key=lambda g: (min(f.named or 0 for f in g.figures), g.of, g.side_id or ""))
    named = chosen.of.replace("_", " ")
    return chosen, f"; no voice states a total, so the {named} stand for it" + (
        ", the class with the greatest figure" if len(of_widest) > 1 else ""
    )
