"""The figures of an event that may be read together: one group for each measure, class of people and side.

In: the ledger of an event, what counts within what.  Out: `Group`s, each with one `VoiceFigure` a voice: the one it was
first seen to give last, so that a copy of a text moves nothing, an old figure that is repeated later moves nothing, and
a voice that revises its figure replaces it.

Totals are what counts.  Running tolls of a longer episode count only in an event that is told to last longer than a
day, and there only where nobody gives a total.  Parts and additions are never added to anything; an addition is named.
A noun that names some of a class ("teachers") counts for it only where nobody counts the class.
Fighters, commanders and police are counted a side each; figures that do not say whose they are go with those that do,
where only one side is named.  Vague words give no number; a voice that has nothing else is kept in ``vague``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosswire.model import Bound, Measure, Of
from crosswire.reconcile.compare import update_word
from crosswire.reconcile.ledger import SIDED, Entry, Ledger, number

if TYPE_CHECKING:
    from crosswire.lexicon.counting import Counting

Key = tuple[Measure, Of, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceFigure:
    """The figure of one voice that counts.

    ``entries`` give it, in the order of claims; ``how`` says in words how it was worked out where nobody wrote it.
    """

    voice: str
    low: int | None
    best: int | None
    high: int | None
    bound: Bound
    as_of: str | None
    entries: tuple[Entry, ...]
    how: str | None = None

    @property
    def lowest(self) -> int | None:
        """The lowest number stated; None for "up to" and "nearly", which state none."""
        if self.bound in ("up_to", "nearly"):
            return None
        return self.low if self.low is not None else self.best

    @property
    def highest(self) -> int | None:
        """The highest number stated."""
        return next((value for value in (self.high, self.best, self.low) if value is not None), None)

    @property
    def named(self) -> int | None:
        """The one number the figure names, the lower of two."""
        return next((value for value in (self.best, self.low, self.high) if value is not None), None)

    @property
    def words(self) -> str:
        """As its text gives it: "more than 250"."""
        return self.how.partition(" = ")[0] if self.how else number(self.entries[0].quantity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Figures of one measure, class and side, one a voice, sorted by voice; ``notes`` say what was left out."""

    measure: Measure
    of: Of
    side_id: str | None
    figures: tuple[VoiceFigure, ...]
    vague: tuple[Entry, ...] = ()
    notes: tuple[str, ...] = ()


def make_groups(ledger: Ledger, counting: Counting, *, episode: bool) -> list[Group]:
    """All groups, sorted.  ``episode``: the event lasted longer than a day."""
    groups = [
        _group(key, entries, ledger, counting, episode=episode) for key, entries in sorted(by_class(ledger).items())
    ]
    return [group for group in groups if group.figures or group.vague]


def by_class(ledger: Iterable[Entry]) -> dict[Key, list[Entry]]:
    """The entries by measure, class and side (empty: none said, or a class that is not kept apart by side)."""
    by_key: dict[Key, list[Entry]] = {}
    for entry in ledger:
        by_key.setdefault(_key(entry), []).append(entry)
    return _with_sides(by_key)


def _key(entry: Entry) -> Key:
    of = entry.category
    return (entry.quantity.measure, of, (entry.quantity.side_id or "") if of in SIDED else "")


def _with_sides(groups: dict[Key, list[Entry]]) -> dict[Key, list[Entry]]:
    joined: dict[Key, list[Entry]] = {}
    for (measure, of, side), entries in sorted(groups.items()):
        named = [key[2] for key in groups if key[:2] == (measure, of) and key[2]]
        own = named[0] if not side and len(named) == 1 else side
        joined.setdefault((measure, of, own), []).extend(entries)
    return joined


def _group(key: Key, entries: list[Entry], ledger: Ledger, counting: Counting, *, episode: bool) -> Group:
    measure, of, side = key
    running = [e for e in entries if e.counts == "cumulative"]
    usable = [e for e in entries if e.counts == "total"] or (running if episode else [])
    usable = [e for e in usable if e.some is None] or usable
    heard = {e.voice for e in usable if e.numbered}
    by_voice: dict[str, list[Entry]] = {}
    for entry in usable:
        by_voice.setdefault(entry.voice, []).append(entry)
    figures = [
        _latest(voice, [e for e in own if e.numbered], ledger, counting)
        for voice, own in sorted(by_voice.items())
        if voice in heard
    ]
    vague = [min(own, key=lambda e: e.claim.claim_id) for voice, own in sorted(by_voice.items()) if voice not in heard]
    return Group(
        measure=measure,
        of=of,
        side_id=side or None,
        figures=tuple(figures),
        vague=tuple(vague),
        notes=tuple(_notes(entries, usable, of, side)),
    )


def _latest(voice: str, entries: Sequence[Entry], ledger: Ledger, counting: Counting) -> VoiceFigure:
    """The figure the voice gave last.

    A figure's day is the first on which the voice gave it; an unknown day comes before all others.  On one day a figure
    whose text calls it an update comes last, then an exact figure before a bound, then the higher one, for tolls grow.
    """
    figures: dict[tuple[int | None, int | None, int | None, str], list[Entry]] = {}
    for entry in entries:
        figures.setdefault(entry.key, []).append(entry)

    def order(key: tuple[int | None, int | None, int | None, str]) -> tuple[str, bool, bool, int, str]:
        own = figures[key]
        low, best, high, bound = key
        top = next((value for value in (high, best, low) if value is not None), 0)
        update = any(update_word(e, counting) for e in own)
        return (ledger.first_day(own[0]) or "", update, bound == "exact", top, bound)

    key = max(figures, key=order)
    own = sorted(figures[key], key=lambda e: (e.published or "9999", e.claim.claim_id))
    low, best, high, _ = key
    return VoiceFigure(
        voice=voice, low=low, best=best, high=high, bound=own[0].quantity.bound, as_of=ledger.first_day(own[0]),
        entries=tuple(own),
    )  # fmt: skip


def _notes(entries: Iterable[Entry], usable: Sequence[Entry], of: Of, side: str) -> list[str]:
    notes: list[str] = []
    if of in SIDED:
        notes.append(f"of side {side}" if side else "side not said")
    if any(e.counts == "cumulative" for e in usable):
        notes.append("a running toll of the whole episode")
    elif left := _numbers(e for e in entries if e.counts == "cumulative"):
        notes.append(f"running tolls of something longer left out: {left}")
    if any(e.named_part for e in usable):
        notes.append("a part of a total stands for its own category")
    some = [f"{number(e.quantity)} {e.some}" for e in entries if e.some and e not in usable and e.counts == "total"]
    if some:
        notes.append(f"some of them, left out: {', '.join(sorted(set(some)))}")
    if more := _numbers(e for e in entries if e.counts == "additional"):
        notes.append(f"additions named and not added: {more}")
    return notes


def _numbers(entries: Iterable[Entry]) -> str:
    return ", ".join(sorted({number(e.quantity) for e in entries if e.numbered}))
