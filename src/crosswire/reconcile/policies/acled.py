"""``acled``: one integer for the dead of an event, the most conservative.

Read in ACLED's FAQ on its fatality methodology (version of 7 May 2024, its opening, in a stored copy): where sources
differ or are vague, the most conservative estimate available is taken and the dispute noted; better information
revises it up or down; "tens" are 10, "dozens" 12, "hundreds" 100, and so on; the dead are not attributed to groups;
injuries are not counted.  Read in its codebook: a total over several days or places is split over its rows (the export
does it); an unknown number is 3 or 10, by scale and context.  Not checked, as summarised: that in a war zone it is 10.

Out: one `Reading` with best alone.  A vague word counts only where no voice gives a number, for 30 are dozens too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from crosswire.reconcile.days import is_episode
from crosswire.reconcile.groups import Group
from crosswire.reconcile.policies.reading import Reading, notes, told
from crosswire.reconcile.policies.total import one_total
from crosswire.reconcile.standing import About

UNKNOWN = 10
_CHECKED = "rule read in ACLED's FAQ on fatalities"


def acled(groups: Sequence[Group], about: About) -> list[Reading]:
    """The fatalities of the event; nothing where nobody tells of dead people by a figure or a vague word."""
    found = one_total(groups, "killed", about)
    if found is None:
        return []
    group, instead = found
    if not group.figures:
        return _vague(group, about)
    numbers = [figure.named for figure in group.figures if figure.named is not None]
    best = min(numbers)
    if len(set(numbers)) > 1:
        how = f"the most conservative of {told(group.figures)}"
    else:
        how = f"the figure given, {told(group.figures)}"
    if is_episode(about.event):
        instead += "; over several days"
    return [
        Reading(
            measure="killed", of="any", best=best, rule=f"{how}; not split by side{instead}{notes(group)}; {_CHECKED}",
            figures=group.figures,
        )
    ]  # fmt: skip


def _vague(group: Group, about: About) -> list[Reading]:
    """The number of the vague words, where there is no figure."""
    if not group.vague:
        return []
    numbers = {entry: vague_number(entry.quantity.quote, about.lexicon.counting.vague) for entry in group.vague}
    known = {number for number in numbers.values() if number is not None}
    if known:
        best = min(known)
        word = next(e.quantity.quote for e in group.vague if numbers[e] == best)
        rule = f'"{word}" counts as {best}; {_CHECKED}'
    else:
        best = UNKNOWN
        rule = f'"{group.vague[0].quantity.quote}" is an unknown number: {UNKNOWN}, as in a war zone (not checked)'
    return [Reading(measure="killed", of="any", best=best, rule=rule, entries=group.vague)]


def vague_number(words: str, known: Mapping[str, int]) -> int | None:
    """The number of a vague word: "dozens" 12, "tens of thousands" 10,000; None for a word without one.

    "Several dozen" is dozens.  ``known``: numbers by word.
    """
    found = re.findall(r"[a-z]+", words.casefold())
    numbers = [known[word] for word in found if word in known]
    if not numbers:
        return None
    product = 1
    for number in numbers if "of" in found else numbers[:1]:
        product *= number
    return product
