"""A figure in one line of closed words, as decisions hold it: ``killed civilians at_least 18 part side=xo-army``.

In: a `Quantity`, or such a line.  Out: the line, or the parts of a `Quantity`.  The order is measure, of whom (``any``
where left out), bound (exact where left out), number (``18``, or ``30-40`` for between; none for ``vague``), what kind
of count (``total`` where left out), side.  Fails with `UsageError` that names the word it does not know.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, get_args

from crosswire.errors import UsageError
from crosswire.model import Bound, Counts, Measure, Of, Quantity, Quote

T = TypeVar("T")

_MEASURES: dict[str, Measure] = {one: one for one in get_args(Measure)}
_OF: dict[str, Of] = {one: one for one in get_args(Of)}
_BOUNDS: dict[str, Bound] = {one: one for one in get_args(Bound)}
_COUNTS: dict[str, Counts] = {one: one for one in get_args(Counts)}
_SIDE = "side="


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureText:
    """The parts of a line; the numbers follow from the bound as the reader of texts sets them."""

    measure: Measure
    of: Of
    bound: Bound
    low: int | None
    best: int | None
    high: int | None
    counts: Counts
    side_id: str | None

    def quantity(self, words: Quote) -> Quantity:
        """The figure, standing at ``words``."""
        return Quantity(
            start=words.start, end=words.end, quote=words.quote, measure=self.measure, of=self.of,
            side_id=self.side_id, counts=self.counts, low=self.low, best=self.best, high=self.high, bound=self.bound,
        )  # fmt: skip


def figure_text(q: Quantity) -> str:
    """The line of a figure.

    >>> figure_text(parse_figure("killed at_least 18").quantity(Quote(start=0, end=2, quote="18")))
    'killed any at_least 18'
    """
    if q.bound == "between" and q.low is not None and q.high is not None:
        number = f"{q.low}-{q.high}"
    else:
        number = next((str(n) for n in (q.best, q.low, q.high) if n is not None), "")
    bound = q.bound if number else "vague"
    parts = [q.measure, q.of, bound if bound != "exact" else "", number]
    parts += [q.counts if q.counts != "total" else "", f"{_SIDE}{q.side_id}" if q.side_id else ""]
    return " ".join(part for part in parts if part)


def parse_figure(line: str) -> FigureText:
    """The parts of a line."""
    words = line.split()
    measure = _take(words, _MEASURES)
    if measure is None:
        raise UsageError(f"{line!r} names no measure first; one of {', '.join(_MEASURES)}, as in 'killed civilians 18'")
    of: Of = _take(words, _OF) or "any"
    bound: Bound = _take(words, _BOUNDS) or ("between" if words and "-" in words[0] else "exact")
    low, best, high = None, None, None
    if words and words[0][0].isdigit():
        first, dash, last = words.pop(0).replace(",", "").partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise UsageError(f"{line!r}: {first}{dash}{last} is no number; write 18, or 30-40")
        if bool(dash) != (bound == "between") or bound == "vague":
            raise UsageError(f"{line!r}: {bound} and {first}{dash}{last} do not go together")
        low, best, high = _numbers(bound, int(first), int(last) if dash else None)
        if low is not None and high is not None and low > high:
            raise UsageError(f"{line!r}: {low} is more than {high}")
    elif bound != "vague":
        raise UsageError(f"{line!r} holds no number; write 18, 30-40, or the word vague")
    counts: Counts = _take(words, _COUNTS) or "total"
    side = words.pop(0).removeprefix(_SIDE) if words and words[0].startswith(_SIDE) else None
    if words:
        raise UsageError(
            f"{line!r}: {words[0]!r} is not understood; write measure, of whom, bound, number, count, side"
        )
    return FigureText(
        measure=measure, of=of, bound=bound, low=low, best=best, high=high, counts=counts, side_id=side or None
    )


def _take(words: list[str], known: dict[str, T]) -> T | None:
    return known[words.pop(0)] if words and words[0] in known else None


def _numbers(bound: Bound, first: int, last: int | None) -> tuple[int | None, int | None, int | None]:
    """Low, best and high, as a text with this bound gives them."""
    if bound == "between":
        return first, None, last
    if bound in ("at_least", "more_than"):
        return first, first, None
    if bound == "about":
        return None, first, None
    if bound in ("nearly", "up_to"):
        return None, first, first
    return first, first, first
