"""Figures that nobody wrote and that follow from what one voice wrote, with the derivation in words.

In: groups of figures.  Out: more groups.  A total is assembled from the disjoint parts of one voice ("5 civilians and 7
soldiers"), only where nobody gives a total; a policy that needs one total asks for it.  The wounded are the dead and
wounded less the dead ("four people were shot, one of them fatally"), only where one text of one voice gives both as
exact figures and nobody counts the wounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crosswire.model import Measure
from crosswire.reconcile.groups import Group, VoiceFigure
from crosswire.reconcile.ledger import Ledger, who

if TYPE_CHECKING:
    from crosswire.lexicon.counting import Counting


def total_of(groups: Sequence[Group], measure: Measure, counting: Counting) -> Group | None:
    """The total of everybody: what voices state, else what one or more voices' own parts add up to; None without."""
    stated = next((g for g in groups if (g.measure, g.of) == (measure, "any")), None)
    if stated is not None and stated.figures:
        return stated
    parts: dict[str, list[tuple[Group, VoiceFigure]]] = {}
    for group in groups:
        if group.measure == measure and group.of not in counting.people.units | {"any", "other"}:
            for figure in group.figures:
                parts.setdefault(figure.voice, []).append((group, figure))
    assembled = [made for voice in sorted(parts) if (made := _assembled(voice, parts[voice], counting))]
    if not assembled:
        return stated
    vague = stated.vague if stated else ()
    return Group(measure=measure, of="any", side_id=None, figures=tuple(assembled), vague=vague)


def _assembled(voice: str, parts: Sequence[tuple[Group, VoiceFigure]], counting: Counting) -> VoiceFigure | None:
    """The sum of a voice's widest classes, where nobody can be in two of them and all have a number."""
    people = counting.people
    widest = people.widest(group.of for group, _ in parts)
    used = [(group, figure) for group, figure in parts if group.of in widest]
    disjoint = all(
        people.apart(g.of, h.of) or (g.of == h.of and g.side_id and h.side_id and g.side_id != h.side_id)
        for i, (g, _) in enumerate(used)
        for h, _ in used[i + 1 :]
    )
    numbers = [figure.named for _, figure in used]
    if len(used) < 2 or not disjoint or any(one is None for one in numbers):
        return None
    if any(figure.bound in ("up_to", "nearly") for _, figure in used):
        return None
    total = sum(one for one in numbers if one is not None)
    everybody = "civilians" in widest and any(of in widest for of in ("fighters", "police"))
    exact = all(figure.bound == "exact" for _, figure in used)
    said = " + ".join(f"{figure.words} {who(figure.entries[0])}" for _, figure in used)
    days = [figure.as_of for _, figure in used if figure.as_of]
    return VoiceFigure(
        voice=voice, low=total, best=total, high=total if exact and everybody else None,
        bound="exact" if exact and everybody else "at_least", as_of=max(days) if days else None,
        entries=tuple(entry for _, figure in used for entry in figure.entries),
        how=f"{said} = {total}, added up for {voice}" + ("" if everybody else ", others may have died"),
    )  # fmt: skip


def with_wounded(groups: Sequence[Group], ledger: Ledger) -> list[Group]:
    """The groups, and the wounded that follow from the dead and the dead and wounded."""
    counted = {(g.of, g.side_id) for g in groups if g.measure == "wounded"}
    more: list[Group] = []
    for group in groups:
        if group.measure != "killed_or_wounded" or (group.of, group.side_id) in counted:
            continue
        found = [figure for one in group.figures if (figure := _less_the_dead(one, ledger))]
        if found:
            more.append(Group(measure="wounded", of=group.of, side_id=group.side_id, figures=tuple(found)))
    return sorted([*groups, *more], key=lambda g: (g.measure, g.of, g.side_id or ""))


def _less_the_dead(both: VoiceFigure, ledger: Ledger) -> VoiceFigure | None:
    if both.bound != "exact" or both.best is None:
        return None
    for whole in both.entries:
        dead = [
            e
            for e in ledger
            if e.quantity.measure == "killed"
            and e.voice == whole.voice
            and e.claim.document_id == whole.claim.document_id
            and e.category == whole.category
            and e.counts in ("total", "part")
            and e.quantity.bound == "exact"
        ]
        if len({e.quantity.best for e in dead}) != 1 or dead[0].quantity.best is None:
            continue
        wounded = both.best - dead[0].quantity.best
        if wounded <= 0:
            continue
        return VoiceFigure(
            voice=both.voice, low=wounded, best=wounded, high=wounded, bound="exact", as_of=both.as_of,
            entries=(whole, *dead),
            how=f"{both.best} killed or wounded - {dead[0].quantity.best} killed = {wounded} wounded, of {both.voice}",
        )  # fmt: skip
    return None
