"""From which happening of its sentence another one has its place or day, where its own clause names none.

In: a group of triggers among the groups of its sentence.  Out: the group whose place (`placed_by`) or day (`dated_by`)
is its own as well, in the order in which they are asked.  Never fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from crosswire.extract.clauses import Group


def placed_by(group: Group, groups: Sequence[Group]) -> Iterator[Group]:
    """The groups that say where it was."""
    yield from _above(group, groups)
    yield from _aim(group, groups)
    yield from _frame(group, groups)
    yield from _when(group, groups)


def dated_by(group: Group, groups: Sequence[Group]) -> Iterator[Group]:
    """The happenings in whose clause a "with" brings it in: "pressed the assault on Monday, with ten killed"."""
    trigger = group.hits[0].token
    for other in groups:
        below = (child for head in other.heads for child in head.children if child.dep_ == "prep")
        if other is not group and any(child.lower_ == "with" and child.is_ancestor(trigger) for child in below):
            yield other


def _above(group: Group, groups: Sequence[Group]) -> Iterator[Group]:
    """The first group on whose clause it hangs ("attacked the town, killing four and abducting two")."""
    if group.head.dep_ in ("advcl", "conj", "xcomp"):
        above = (other for other in groups if other.head != group.head and other.head.is_ancestor(group.head))
        yield from islice(above, 1)


def _aim(group: Group, groups: Sequence[Group]) -> Iterator[Group]:
    """What fighting that lasts is for: "an offensive aimed at breaking the siege of the town" is there."""
    if group.lasting:
        yield from (other for other in groups if other is not group and other.head in group.heads)


def _frame(group: Group, groups: Sequence[Group]) -> Iterator[Group]:
    """The offensive that a clause tells of beside a strike or a clash, or one of these beside an offensive:
    "strikes on the town in support of an offensive"; only the first."""
    for other in groups:
        one_clause, one_family = other.head == group.head, other.family == group.family
        fits = one_clause or one_family if group.lasting else one_clause and one_family
        if other.lasting != group.lasting and fits:
            yield other
            return


def _when(group: Group, groups: Sequence[Group]) -> Iterator[Group]:
    """The groups whose clause says when it happened ("ten were killed when they stormed the town")."""
    for other in groups:
        beside = other.head.dep_ == "advcl" and other.head.head in group.heads
        if beside and any(child.lower_ == "when" for child in other.head.children):
            yield other
