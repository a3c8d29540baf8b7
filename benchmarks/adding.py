"""What it costs to add documents to a record, and that the record is then the one that deriving everything gives.

In: a table of reports (the FA-KES development file of the shared folder by default).  Out: one JSON object on standard
output: CPU seconds of a whole build after reading, of adding single documents (``one``: median and most of ``--times``)
and of adding the rest (every second document was there before), and whether the exported files are the same bytes as
those of a build that derives everything anew (``equal``).  Claims are read once and left out of the times.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from crosswire.casebook import Casebook
from crosswire.collect import ReadOptions, read_paths
from crosswire.lexicon import load
from crosswire.model import Reader
from crosswire.publish.jsonl import export_jsonl
from crosswire.run import build
from run import NEWS_COLUMNS


def measure(table: Path, scratch: Path, times: int, reader: Reader) -> dict[str, Any]:
    options = ReadOptions(**{**NEWS_COLUMNS, "text": (NEWS_COLUMNS["text"],)})
    documents = list(read_paths([table], options, load()))
    found: dict[str, Any] = {"documents": len(documents)}
    with Casebook.open(scratch / "whole", create=True) as casebook:
        casebook.add_documents(documents)
        build(casebook, reader=reader)
        found["build"] = round(_seconds(lambda: build(casebook)), 1)
    with Casebook.open(scratch / "case", create=True) as casebook:
        shutil.copytree(scratch / "whole" / "parts", casebook.parts)
        casebook.add_documents(documents[::2])
        build(casebook, reader=reader)
        rest = documents[1::2]
        taken = [_added(casebook, [one]) for one in rest[:times]]
        found["one"] = [round(median(taken), 2), round(max(taken), 2)]
        found["rest"] = [len(rest) - times, round(_added(casebook, rest[times:]), 1)]
        mine = _exported(casebook, scratch / "mine")
        found["events"] = casebook.count_events()
    connection = sqlite3.connect(scratch / "case" / "casebook.db")
    connection.execute("UPDATE built SET basis = NULL")
    connection.commit()
    connection.close()
    with Casebook.open(scratch / "case") as casebook:
        build(casebook)
        found["equal"] = _exported(casebook, scratch / "theirs") == mine
    return found


def _added(casebook: Casebook, documents: list[Any]) -> float:
    def anew(*given: object) -> int:
        raise SystemExit("derived anew")

    with patch("crosswire.run.flow._anew", anew), patch("crosswire.run.flow.MOST_ADDED", 1.0):
        return _seconds(lambda: (casebook.add_documents(documents), build(casebook)))


def _exported(casebook: Casebook, folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in export_jsonl(casebook, folder)}


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    shared = Path(os.environ.get("CROSSWIRE_SHARED", Path(__file__).parents[2] / "shared"))
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--table", type=Path, default=shared / "bench" / "fakes" / "fakes_dev.csv")
    options.add_argument("--times", type=int, default=20, help="how many are added one by one")
    options.add_argument("--reader", default="both")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        print(json.dumps(measure(given.table, Path(scratch), given.times, given.reader)))


if __name__ == "__main__":
    main()
