"""The gate: scores that were reached once are held.

In: ``benchmarks/gate.json`` (pinned scores with the hash of the data they were measured on and a tolerance) and the
folder with the sets.  Out: a line a score and exit code 1 when one fell by more than its tolerance.  A set whose data
is missing, or is not the data that was pinned, is skipped, and that is said.  ``python -m crosswire.evaluate.gate``
checks the pins that are marked ``default`` (what takes minutes is not); names of sets after it choose others, ``all``
is every pin.  The seconds each set takes are printed.  With ``--pin`` what is measured now is written into the file; a
set that has no pin yet gets one, with every score of `PINNED`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

import click
import msgspec

from crosswire.errors import UsageError
from crosswire.evaluate.report import SETS, Report, Split
from crosswire.threads import one_thread_each

FILE = Path("benchmarks/gate.json")
#: For a set that is pinned for the first time: its folder and the scores to hold.
PINNED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "gva": ("gva_longtail", ("killed_exact", "injured_exact", "bcubed_f1")),
    "muc4": (
        "muc4",
        (
            "target_number_recall", "target_number_precision", "date_recall", "date_precision", "location_recall",
            "location_precision",
        ),
    ),
    "polnear": ("polnear", ("source_f1", "cue_f1", "content_f1")),
    "wikiwars": ("wikiwars", ("value_f1_lenient", "value_f1_strict")),
    "geoparsing": ("geoparsing", ("acc161", "median_km")),
    "re3d": ("re3d", ("entity_f1",)),
    "events": ("claims", ("bcubed_f1", "pair_f1")),
    "ecbplus": ("ecbplus", ("conll_f1",)),
    "gvc": ("gvc", ("conll_f1",)),
    "meantime": ("meantime_en", ("conll_f1",)),
    "wording": ("fakes", ("events_same", "figures_same", "roles_same")),
}  # fmt: skip
TOLERANCE = 0.005
LOWER_IS_BETTER = frozenset({"median_km"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """What one set reached.  ``folder`` is where the set lies within the folder of all sets; a score may fall short
    of its pin by ``tolerance``, as a share of 1 (of kilometres: as a share of the pin).  ``default``: it is measured
    when no set is named."""

    set: str
    folder: str
    split: Split
    data_sha256: str
    tolerance: float
    scores: Mapping[str, float]
    default: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What became of one pinned score.  ``got`` is None when nothing was measured; ``why`` says then why not."""

    set: str
    split: Split
    name: str
    pinned: float | None
    got: float | None
    state: Literal["held", "better", "dropped", "skipped"]
    why: str = ""

    def __str__(self) -> str:
        if self.state == "skipped":
            return f"skipped  {self.set} ({self.split}): {self.why}"
        got = "nothing" if self.got is None else f"{self.got:.4f}"
        return f"{self.state:8} {self.set} ({self.split}) {self.name}: {got}, pinned {self.pinned:.4f}"


def read_pins(file: Path) -> list[Pin]:
    """The pins of a file; `UsageError` when it is missing or not a list of pins."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=list[Pin])
    except (OSError, msgspec.MsgspecError) as error:
        raise UsageError(f"{file}: no list of pinned scores ({error}); run from the checkout's folder") from error


def hold(pin: Pin, report: Report) -> list[Line]:
    """The report held against the pin, a line a score."""
    if report.data_sha256 != pin.data_sha256:
        return [_skipped(pin, "the data is not what was pinned (its SHA-256 differs)")]
    return [_line(pin, name, pinned, report) for name, pinned in sorted(pin.scores.items())]


def _line(pin: Pin, name: str, pinned: float, report: Report) -> Line:
    score = report.scores.get(name)
    got = score.value if score is not None else None
    state: Literal["held", "better", "dropped"] = "dropped"
    if got is not None:
        lower = name in LOWER_IS_BETTER
        gain = (pinned - got) / (pinned or 1.0) if lower else got - pinned
        state = "dropped" if gain < -pin.tolerance else "better" if gain > pin.tolerance else "held"
    return Line(set=pin.set, split=pin.split, name=name, pinned=pinned, got=got, state=state)


def check(pin: Pin, bench: Path) -> tuple[list[Line], Report | None]:
    """Measure one set and hold it against its pin; no report where the data is missing."""
    from crosswire.lexicon import load

    if not (bench / pin.folder).is_dir():
        return [
            _skipped(pin, f"{bench / pin.folder} is not here; set CROSSWIRE_SHARED to the folder above `bench`")
        ], None
    report = SETS[pin.set](bench / pin.folder, pin.split, load(), lambda step, done, total: None)
    return hold(pin, report), report


def _skipped(pin: Pin, why: str) -> Line:
    return Line(set=pin.set, split=pin.split, name="", pinned=None, got=None, state="skipped", why=why)


def pinned(pin: Pin, report: Report) -> Pin:
    """The pin with what the report says now, for the scores it holds."""
    now = {name: report.scores[name].value for name in pin.scores if name in report.scores}
    scores = {name: round(value, 4) for name, value in now.items() if value is not None}
    return replace(pin, data_sha256=report.data_sha256, scores=scores)


def bench_folder() -> Path:
    """Where the sets lie: ``bench`` in CROSSWIRE_SHARED, by default in ``../shared``."""
    return Path(os.environ.get("CROSSWIRE_SHARED") or "../shared") / "bench"


def advice(dropped: Sequence[Line]) -> str:
    """What to do about scores that fell."""
    sets = sorted({line.set for line in dropped})
    look = "; ".join(f"crosswire evaluate {name} --data FOLDER --split look --errors 50" for name in sets)
    return (
        f"{len(dropped)} scores fell. See on the look side what is read wrong now ({look}) and mend it. If the fall is"
        " the price of something better, say so in the commit's body with the figures, and pin anew:"
        f" make gate PIN=1 SETS='{' '.join(sets)}'"
    )


def chosen(pins: Sequence[Pin], sets: Sequence[str], *, new: bool) -> list[Pin]:
    """The pins to measure: the named sets, all of them for ``all``, else those that are measured by default.  ``new``:
    a named set without a pin is given one that holds nothing yet; without it that is a `UsageError`."""
    known = {pin.set for pin in pins}
    unknown = [name for name in sets if name != "all" and name not in known]
    if wrong := [name for name in unknown if not (new and name in PINNED)]:
        raise UsageError(f"no pin for {', '.join(wrong)}; pinned are {', '.join(sorted(known))}; PIN=1 pins a set anew")
    if not sets:
        return [pin for pin in pins if pin.default]
    return [pin for pin in pins if "all" in sets or pin.set in sets] + [_first_pin(name) for name in unknown]


def _first_pin(name: str) -> Pin:
    folder, scores = PINNED[name]
    return Pin(
        set=name, folder=folder, split="score", data_sha256="", tolerance=TOLERANCE, scores=dict.fromkeys(scores, 0.0)
    )


@click.command()
@click.argument("sets", nargs=-1)
@click.option("--pin", "pin_anew", is_flag=True, help="Write what is measured now into the file.")
def main(sets: tuple[str, ...], pin_anew: bool) -> None:
    """Hold the pinned scores of SETS (by default the quick ones; "all": every pinned set)."""
    one_thread_each()
    pins, dropped = {pin.set: pin for pin in read_pins(FILE)}, []
    for pin in chosen(list(pins.values()), sets, new=pin_anew):
        lines, report = check(pin, bench_folder())
        if report is not None and pin_anew:
            pins[pin.set] = pinned(pin, report)
            lines = hold(pins[pin.set], report)
        for line in lines:
            click.echo(str(line))
        if report is not None:
            click.echo(f"         {pin.set} ({pin.split}) took {report.seconds:.0f} s")
        dropped += [line for line in lines if line.state == "dropped"]
    if pin_anew:
        FILE.write_text(json.dumps([asdict(pin) for pin in pins.values()], indent=2) + "\n", encoding="utf-8")
        click.echo(f"pinned in {FILE}")
    elif dropped:
        click.echo(advice(dropped), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
