"""A grade for civilian harm, suggested with its reasons; a person's grade comes before it.

In: the groups of an event, those that count civilians, what is known of the event.  Out: one of Airwars' terms and why.
Airwars' own text on its grades was not read; the rules here are ours, in its terms:

- confirmed: a party to the event admits harm to civilians by its own deed
- contested: voices name doers of different sides, or a party counts the same dead as fighters
- discounted: two or more voices that take no part count the same dead as fighters, and only one as civilians
- fair: two or more independent voices, at least one of them neither a party nor unnamed
- weak: one voice, or only parties and sources that are not named

Other events have no grade.  `set_grade` puts a person's grade in the place of the suggested one and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from crosswire.model import Estimate, Grade
from crosswire.reconcile.groups import Group, VoiceFigure
from crosswire.reconcile.standing import PARTIES, UNCONFIRMED, WORDS, About, Standing, standing


def suggest_grade(harm: Sequence[Group], civilian: Sequence[Group], about: About) -> tuple[Grade, tuple[str, ...]]:
    """The grade and its reasons.  ``harm``: all groups of dead and wounded; ``civilian``: those of civilians."""
    heard: dict[str, Standing] = {}
    for group in civilian:
        for figure in group.figures:
            heard.setdefault(figure.voice, standing(figure.entries[0], about))
    reasons = tuple(f"{voice}: {WORDS[kind]}" for voice, kind in sorted(heard.items()))
    admitted = [voice for voice, kind in heard.items() if kind == "party_on_itself"]
    if admitted:
        return "confirmed", (f"{min(admitted)} admits harm to civilians by its own side", *reasons)
    fighters = _as_fighters(harm, civilian, about)
    outside = [voice for voice, kind in fighters.items() if kind not in UNCONFIRMED and voice not in heard]
    if len(outside) >= 2 and len(heard) == 1:
        told = f"{', '.join(outside)} count the same dead as fighters, and one voice alone as civilians"
        return "discounted", (told, *reasons)
    parties = [voice for voice, kind in fighters.items() if kind in PARTIES]
    if parties:
        return "contested", (f"{', '.join(parties)} counts the same dead as fighters", *reasons)
    sides = _sides_blamed(civilian, about)
    if len(sides) > 1:
        return "contested", (f"voices name doers of different sides: {', '.join(sides)}", *reasons)
    if len(heard) >= 2 and any(kind not in UNCONFIRMED for kind in heard.values()):
        return "fair", (f"{len(heard)} independent voices", *reasons)
    why = "one voice" if len(heard) == 1 else "only parties to the fighting and sources that are not named"
    return "weak", (why, *reasons)


def _as_fighters(harm: Sequence[Group], civilian: Sequence[Group], about: About) -> dict[str, Standing]:
    """Voices that give a number the civilians have for fighters, sorted, with their standing."""
    given = {(g.measure, f.named) for g in civilian for f in g.figures}
    found: dict[str, Standing] = {}
    for group in harm:
        for figure in group.figures:
            if group.of == "fighters" and (group.measure, figure.named) in given:
                found.setdefault(figure.voice, standing(figure.entries[0], about))
    return dict(sorted(found.items()))


def _sides_blamed(civilian: Iterable[Group], about: About) -> list[str]:
    """The sides of those whom the claims that count civilians name as doers."""
    figures: list[VoiceFigure] = [figure for group in civilian for figure in group.figures]
    doers = {
        p.actor_id
        for figure in figures
        for entry in figure.entries
        for p in entry.claim.participants
        if p.role == "actor" and p.actor_id in about.lexicon.actors
    }
    return sorted({side for doer in doers if doer is not None and (side := about.lexicon.side_of(doer))})


def set_grade(estimate: Estimate, grade: Grade, said: str) -> Estimate:
    """The estimate with a person's grade in the place of the suggested one, which stays among the reasons.

    ``said``: who set it, when and why; the first of the reasons.
    """
    suggested = (f"suggested: {estimate.grade}",) if estimate.grade is not None else ()
    return replace(estimate, grade=grade, grade_reasons=(said, *suggested, *estimate.grade_reasons))
