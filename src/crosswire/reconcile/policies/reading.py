"""What a policy makes of the figures of an event, and the small sums that several policies share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosswire.model import Column, Grade, Measure, Of
from crosswire.reconcile.groups import Group, VoiceFigure
from crosswire.reconcile.ledger import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Low, best and high (each None when the policy gives none), the rule in words, and the figures it rests on.

    ``entries`` are further entries it rests on (vague words).
    """

    measure: Measure
    of: Of
    side_id: str | None = None
    column: Column | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None
    rule: str
    figures: tuple[VoiceFigure, ...] = ()
    entries: tuple[Entry, ...] = ()
    grade: Grade | None = None
    grade_reasons: tuple[str, ...] = ()


def spread(figures: Iterable[VoiceFigure], best: int | None = None) -> tuple[int | None, int | None]:
    """Lowest and highest number stated; they hold ``best`` between them."""
    figures = list(figures)
    lows = [value for figure in figures if (value := figure.lowest) is not None]
    highs = [value for figure in figures if (value := figure.highest) is not None]
    if best is not None:
        highs.append(best)
        lows = [*lows, best] if lows else []
    return (min(lows) if lows else None), (max(highs) if highs else None)


def most_given(numbers: Sequence[int]) -> tuple[int, int] | None:
    """The number that most voices give, and how many; None unless two agree and no other number has as many."""
    votes = Counter(numbers).most_common()
    if not votes or votes[0][1] < 2 or sum(1 for _, n in votes if n == votes[0][1]) > 1:
        return None
    return votes[0]


def voices(count: int) -> str:
    """ "1 voice", "3 voices"."""
    return "1 voice" if count == 1 else f"{count} voices"


def told(figures: Iterable[VoiceFigure]) -> str:
    """The figures in words with their voices: "more than 220 (afp), 215 (sana)"."""
    return ", ".join(f"{figure.words} ({figure.voice})" for figure in figures)


def figures_of(figures: Iterable[VoiceFigure]) -> str:
    """The figures in words, without their voices."""
    return ", ".join(dict.fromkeys(figure.words for figure in figures))


def derivations(figures: Iterable[VoiceFigure]) -> str:
    """How figures were worked out that nobody wrote, to stand at the end of a rule."""
    return "".join(f"; {figure.how}" for figure in figures if figure.how)


def notes(group: Group) -> str:
    """The notes of a group, to stand at the end of a rule."""
    return "".join(f"; {note}" for note in group.notes) + derivations(group.figures)
