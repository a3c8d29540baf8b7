"""What a measurement hands back, and the list of sets that can be measured.

Every set has one module with a function ``evaluate(data, split, lexicon, progress) -> Report``; `SETS` names them and
imports a module only when it is asked for.  ``data`` is the folder (or file) of the set, read where it lies.
Intervals are 95 % percentile bootstrap intervals (Efron & Tibshirani 1993, ch. 13) over the units that are
independent: documents, articles or happenings, never single figures of one text.  A set whose files are missing, or
are not that set, raises `UsageError` with the path and what to do.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar, cast

from crosswire.errors import UsageError

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

Split = Literal["look", "score", "all"]
Progress = Callable[[str, int, int], None]  # told (step, done, total)
Unit = TypeVar("Unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A value with its 95 % interval.  ``n`` is what it was measured on (named in the set's docs: figures, documents,
    spans).  All three numbers are None when there was nothing to measure (``n`` is 0)."""

    value: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorLine:
    """One thing that was not right.  ``document`` is the row or name in the set, ``name`` the score it counts in,
    ``quote`` the words it rests on: given on the look side only, None on the scoring side."""

    document: str
    name: str
    expected: str
    got: str
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The scores of one set on one side of its fixed split.  ``data_sha256`` is the hash of the files read
    (`data_hash`), of all sides.  ``seconds`` is the wall time of reading and scoring.  ``baseline`` holds what a naive
    reader, named in ``baseline_name``, scores under the same names; ``further_baselines`` holds those of others, by
    name.  ``notes`` are sentences for whoever reads the
    table: what was left out, what a score does not mean."""

    set: str
    split: Split
    data_sha256: str
    scores: Mapping[str, Score]
    seconds: float
    documents_per_second: float
    errors: tuple[ErrorLine, ...] = ()
    notes: tuple[str, ...] = ()
    baseline: Mapping[str, Score] | None = None
    baseline_name: str | None = None
    further_baselines: Mapping[str, Mapping[str, Score]] = field(default_factory=dict)


class Evaluator(Protocol):
    """Measures one set: ``data`` is where it lies, ``split`` the side, ``progress`` is told (step, done, total)."""

    def __call__(self, data: Path, split: Split, lexicon: Lexicon, progress: Progress) -> Report: ...


def _module(path: str) -> Evaluator:
    def measure(data: Path, split: Split, lexicon: Lexicon, progress: Progress) -> Report:
        module = import_module(f"crosswire.evaluate.{path}")
        return cast(Evaluator, module.evaluate)(data, split, lexicon, progress)

    return measure


_MODULES = {
    "claims": "careful.claims",
    "fakes": "fakes.labels",
    "gva": "gva.shootings",
    "muc4": "muc4.templates",
    "polnear": "spans.polnear",
    "wikiwars": "spans.wikiwars",
    "geoparsing": "spans.geoparsing",
    "re3d": "spans.re3d",
    "events": "careful.events",
    "ecbplus": "mentions.ecbplus",
    "gvc": "mentions.gvc",
    "meantime": "mentions.meantime",
    "copies": "copies.planted",
    "wording": "wording.moved",
}
SETS: dict[str, Evaluator] = {name: _module(path) for name, path in _MODULES.items()}


def data_hash(files: Iterable[Path]) -> str:
    """SHA-256 over the names and the bytes of the files, in the order of their names."""
    told = hashlib.sha256()
    for file in sorted(files, key=lambda one: one.name):
        if not file.is_file():
            raise UsageError(f"{file}: no such file; name the folder of the set with --data")
        content = file.read_bytes()
        told.update(f"{file.name}\0{len(content)}\0".encode() + content)
    return told.hexdigest()


def bootstrap(
    units: Sequence[Unit], statistic: Callable[[Sequence[Unit]], float | None], samples: int = 1000, seed: int = 0
) -> tuple[float | None, float | None]:
    """The 2.5th and the 97.5th percentile of ``statistic`` over ``samples`` draws of the units with replacement.
    ``statistic`` may return None (nothing to measure in this draw): such draws are passed over."""
    if not units:
        return None, None
    chance = random.Random(seed)
    drawn = (statistic(chance.choices(units, k=len(units))) for _ in range(samples))
    values = sorted(value for value in drawn if value is not None)
    if not values:
        return None, None
    last = len(values) - 1
    return values[round(0.025 * last)], values[round(0.975 * last)]


def measured(
    units: Sequence[Unit], statistic: Callable[[Sequence[Unit]], float | None], n: int, samples: int = 1000
) -> Score:
    """The statistic over all units with its bootstrap interval; ``n`` is what the score was measured on."""
    value = statistic(units) if units else None
    if value is None:
        return Score(value=None, low=None, high=None, n=0)
    low, high = bootstrap(units, statistic, samples)
    return Score(value=value, low=low, high=high, n=n)


def rate(units: Sequence[tuple[int, int]]) -> float | None:
    """Units are (right, of): the share that is right over all units, None when there is nothing."""
    total = sum(of for _, of in units)
    return sum(right for right, _ in units) / total if total else None


def f1(units: Sequence[tuple[int, int, int]]) -> float | None:
    """Units are (right, found, expected): micro-averaged F1, 2 right / (found + expected); None when both are 0."""
    right, found, expected = (sum(unit[i] for unit in units) for i in range(3))
    return 2 * right / (found + expected) if found + expected else None
