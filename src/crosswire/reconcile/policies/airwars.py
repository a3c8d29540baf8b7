"""``airwars``: minimum and maximum of civilian harm, with a grade.

As summarised: the dead and the injured as minimum and maximum, children, women and men beside them; grades for civilian
harm only.  Of Airwars' methodology only the opening was read (sources, what is recorded: civilian harm); its text on
ranges and grades was not.

Out: a `Reading` for each class of civilians (low the minimum, high the maximum, no best).  People of no stated class
are not counted and are named in the rule.  No civilian counted, no reading.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.reconcile.grades import suggest_grade
from crosswire.reconcile.groups import Group
from crosswire.reconcile.policies.reading import Reading, figures_of, notes, spread, voices
from crosswire.reconcile.standing import About

_HARM = ("killed", "wounded")


def airwars(groups: Sequence[Group], about: About) -> list[Reading]:
    """Minimum and maximum of each civilian class, all with the grade of the event."""
    people = about.lexicon.counting.people
    harm = [g for g in groups if g.measure in _HARM and g.figures]
    civilian = [g for g in harm if people.within(g.of, "civilians")]
    if not civilian:
        return []
    grade, reasons = suggest_grade(harm, civilian, about)
    readings = []
    for group in civilian + [g for g in harm if g.of == "men"]:
        low, high = spread(group.figures)
        rest = [g for g in harm if g.measure == group.measure and g.of == "any"]
        left = f"; people of no stated class are not counted: {figures_of(rest[0].figures)}" if rest else ""
        readings.append(
            Reading(
                measure=group.measure,
                of=group.of,
                low=low,
                high=high,
                rule=f"minimum and maximum of {voices(len(group.figures))}{notes(group)}{left}"
                " (as summarised, Airwars' text on ranges not checked)",
                figures=group.figures,
                grade=grade,
                grade_reasons=reasons,
            )
        )
    return readings
