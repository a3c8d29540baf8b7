"""One reading of one article: figures of people, and the happenings they belong to, whoever read.

A reading by a careful reader and a reading by crosswire take the same form, so that the same code compares any two.
Spans are half-open, in code points of the article.  ``None`` is absence: no source, no place, no day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crosswire.model import Bound, Counts, Manner, Measure, Of, Status

Stretch = tuple[int, int]
Days = tuple[str, str | None]  # first and last day, month or year as EDTF; the last is None where it is open


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """An actor, source or place as a reading gives it.  ``spans``: where the text says it; ``ids``: what the name
    may stand for in the lexicon or gazetteer (empty: it knows none); ``words``: the name and its parts, folded."""

    spans: tuple[Stretch, ...] = ()
    ids: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    shown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of people and what happened to them.  ``span`` is the number in the article (for crosswire with its
    modifiers), ``happening`` a key of `Reading.happenings`, ``side`` the reader's party of the victims ("" if the
    reading gives none), ``loose`` true for zeros and shares of a population, which are not scored."""

    span: Stretch
    measure: Measure
    of: Of
    counts: Counts
    low: int | None
    best: int | None
    high: int | None
    bound: Bound
    manner: Manner
    status: Status
    source: Name | None
    happening: str
    side: str = ""
    loose: bool = False

    @property
    def value(self) -> tuple[int | None, int | None, int | None]:
        return (self.low, self.best, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event of one article.  ``triggers`` are the words that say it happened; ``whole_war`` marks one that only
    stands for the whole war, which is not scored."""

    type: str
    status: Status
    triggers: tuple[Stretch, ...]
    actor: Name | None
    place: Name | None
    days: Days | None
    whole_war: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """``capped``: the reader had to stop at the number of events or figures an article may have."""

    figures: tuple[Figure, ...] = ()
    happenings: Mapping[str, Happening] = field(default_factory=dict)
    capped: bool = False
