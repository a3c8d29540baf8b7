"""Writes the set: ``python -m crosswire.evaluate.press FOLDER``.

Out: in FOLDER for each side a table of reports and its truth (``look.jsonl``, ``look.truth.jsonl``, ``score.jsonl``,
``score.truth.jsonl``) and the folder ``lexicon``.  The same crosswire writes the same bytes.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from crosswire.evaluate.press.reports import Report, press

SIDES = ("look", "score")
STORIES = 40
_GIVEN = ("id", "title", "text", "outlet", "agency", "published")


def write(folder: Path, stories: int = STORIES) -> None:
    """Write the set: so many happenings on each side, each side grown from its own name as seed."""
    folder.mkdir(parents=True, exist_ok=True)
    for side in SIDES:
        reports = press(side, stories)
        _lines(folder / f"{side}.jsonl", ({name: getattr(one, name) for name in _GIVEN} for one in reports))
        _lines(folder / f"{side}.truth.jsonl", (_truth(one) for one in reports))
    shutil.copytree(Path(__file__).parent / "lexicon", folder / "lexicon", dirs_exist_ok=True)


def _truth(report: Report) -> dict[str, object]:
    planted = asdict(report)
    return {name: planted[name] for name in planted if name == "id" or name not in _GIVEN}


def _lines(path: Path, rows: Iterable[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows)


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m crosswire.evaluate.press", description="Write the set of copies.")
    options.add_argument("folder", type=Path, help="where to write it")
    options.add_argument("--stories", type=int, default=STORIES, help="happenings on each side")
    given = options.parse_args()
    write(given.folder, given.stories)


if __name__ == "__main__":
    main()
