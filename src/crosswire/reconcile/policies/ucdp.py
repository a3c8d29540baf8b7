"""``ucdp``: low, best and high for the dead of an event, and best by column: side a, side b, civilians, unknown.

Read in a description of the columns of UCDP GED 20.1 (``R/GED.R``, repository mcgirjau/ucdp, commit 3aaf961797e1):
best is the most likely estimate, high and low the highest and lowest reliable one; the four columns are the best
estimates of the dead of side a, of side b, of civilians, and of people of unknown status.  Not checked, as summarised:
best is the sum of the four columns and follows the most reliable source; the codebook itself was not read.

Reliable here (`crosswire.reconcile.standing`): a monitor, then agencies, other media and medics, then officials,
residents and parties, then whoever is not known or not named; among equals the later figure, then the lower.  Side a is
the state's where one takes part, else the side of whoever acted.  Where voices state a total, it is best, and what no
column takes of it is unknown; else best is the sum of the columns.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.model import Column
from crosswire.reconcile.groups import Group
from crosswire.reconcile.ledger import SIDED
from crosswire.reconcile.policies.reading import Reading, notes, spread, voices
from crosswire.reconcile.standing import About, rank

_SUMMARY = "as summarised, codebook not checked"
_STATE_KINDS = ("state", "army", "police", "coalition")
_ORDER: tuple[Column, ...] = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")


def ucdp(groups: Sequence[Group], about: About) -> list[Reading]:
    """The total of the dead and its columns; nothing where nobody gives a figure for the dead."""
    killed = [
        g for g in groups if g.measure == "killed" and g.figures and g.of not in about.lexicon.counting.people.units
    ]
    stated = next((g for g in killed if g.of == "any"), None)
    columns = _columns([g for g in killed if g.of != "any"], about)
    if stated is None:
        parts = [_column(name, columns[name], about) for name in _ORDER if columns[name]]
        return [_sum(parts), *parts] if parts else []
    total = _one(stated, about, "total")
    parts = [_column(name, columns[name], about) for name in _ORDER[:-1] if columns[name]]
    left = (total.best or 0) - sum(part.best or part.low or 0 for part in parts)
    rule = f"the total's best, {total.best}, less the other columns"
    if left < 0:
        left, rule = 0, f"none: the other columns are more than the total's best, {total.best}"
    if total.best is None:
        return [total, *parts]
    unknown = Reading(
        measure="killed", of="any", column="deaths_unknown", best=left, rule=f"{rule} ({_SUMMARY})",
        figures=total.figures,
    )  # fmt: skip
    return [total, *parts, unknown]


def _one(group: Group, about: About, column: Column) -> Reading:
    """The reading of one group: best is that of the most reliable voice that gives a single figure."""
    given = [figure for figure in group.figures if figure.best is not None]
    best, how = None, "no voice gives a single figure"
    if given:
        ordered = sorted(given, key=lambda f: (f.best or 0, f.voice))
        ordered.sort(key=lambda f: f.as_of or "", reverse=True)
        chosen = min(ordered, key=lambda f: min(rank(entry, about) for entry in f.entries))
        best, how = chosen.best, f"best is that of the most reliable voice, {chosen.voice}"
    low, high = spread(group.figures, best)
    return Reading(
        measure="killed", of=group.of, side_id=group.side_id, column=column, low=low, best=best, high=high,
        rule=f"lowest and highest figure of {voices(len(group.figures))}; {how} ({_SUMMARY}){notes(group)}",
        figures=group.figures,
    )  # fmt: skip


def _column(name: Column, groups: Sequence[Group], about: About) -> Reading:
    """A column; classes that stand in it together are added up."""
    read = [_one(group, about, name) for group in groups]
    return read[0] if len(read) == 1 else _added(read, name)


def _sum(parts: Sequence[Reading]) -> Reading:
    """The total as the sum of its columns, where nobody states one."""
    return _added(parts, "total")


def _added(parts: Sequence[Reading], name: Column) -> Reading:
    def plus(numbers: Sequence[int | None]) -> int | None:
        known = [number for number in numbers if number is not None]
        return sum(known) if known else None

    sides = {part.side_id for part in parts}
    kinds = " + ".join(f"{part.best if part.best is not None else part.high} {_name(part)}" for part in parts)
    stated = "no voice states a total; " if name == "total" else ""
    return Reading(
        measure="killed", of="any" if name != "deaths_civilians" else "civilians", column=name,
        side_id=sides.pop() if len(sides) == 1 and name != "total" else None,
        low=plus([part.low for part in parts]),
        best=plus([part.best for part in parts]) if all(part.best is not None for part in parts) else None,
        high=plus([part.high for part in parts]),
        rule=f"{stated}added up: {kinds} ({_SUMMARY})",
        figures=tuple(figure for part in parts for figure in part.figures),
    )  # fmt: skip


def _name(part: Reading) -> str:
    return part.of.replace("_", " ") + (f" of side {part.side_id}" if part.side_id else "")


def _columns(groups: Sequence[Group], about: About) -> dict[Column, list[Group]]:
    """The classes of each column: the widest, and of those that may overlap the one with the greatest figure.  Who may
    be in another column too is not counted as unknown."""
    people = about.lexicon.counting.people
    first = _side_a(groups, about)
    found: dict[Column, list[Group]] = {name: [] for name in _ORDER}
    for group in groups:
        found[_column_of(group, first, about)].append(group)
    for name, own in found.items():
        kept: list[Group] = []
        widest = people.widest(group.of for group in own)
        for group in sorted(own, key=lambda g: (-max(f.highest or 0 for f in g.figures), g.of, g.side_id or "")):
            if group.of in widest and all(_apart(group, other, about) for other in kept):
                kept.append(group)
        found[name] = sorted(kept, key=lambda g: (g.of, g.side_id or ""))
    known = [group for name in _ORDER[:-1] for group in found[name]]
    unknown = [g for g in found["deaths_unknown"] if all(_apart(g, other, about) for other in known)]
    return {**found, "deaths_unknown": unknown}


def _apart(one: Group, other: Group, about: About) -> bool:
    sides = one.side_id and other.side_id and one.side_id != other.side_id
    return about.lexicon.counting.people.apart(one.of, other.of) or bool(sides)


def _column_of(group: Group, first: str | None, about: About) -> Column:
    if about.lexicon.counting.people.within(group.of, "civilians"):
        return "deaths_civilians"
    if group.of not in SIDED:
        return "deaths_unknown"
    if group.side_id is not None:
        return "deaths_a" if group.side_id == first else "deaths_b"
    return "deaths_a" if _of_a_state(group) else "deaths_unknown"


def _of_a_state(group: Group) -> bool:
    """Soldiers and police are a state's; "fighters" may be anybody's."""
    return all(entry.quantity.of in ("soldiers", "police") for figure in group.figures for entry in figure.entries)


def _side_a(groups: Sequence[Group], about: About) -> str | None:
    """The side of the state that takes part; else that of dead soldiers; else of whoever acted; else the first."""
    lexicon = about.lexicon
    taking_part = sorted(
        ((p.role != "actor", p.actor_id) for p in about.event.participants if p.actor_id in lexicon.actors),
        key=lambda part: (part[0], part[1] or ""),
    )
    actors = [actor_id for _, actor_id in taking_part if actor_id is not None]
    states = [side for a in actors if lexicon.actors[a].kind in _STATE_KINDS and (side := lexicon.side_of(a))]
    soldiers = sorted(g.side_id for g in groups if g.side_id and _of_a_state(g))
    doers = [side for late, a in taking_part if not late and a is not None and (side := lexicon.side_of(a))]
    named = sorted(g.side_id for g in groups if g.side_id)
    return next(iter([*states, *soldiers, *doers, *named]), None)
