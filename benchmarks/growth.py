"""How the whole flow grows with the documents: time, share of each step and memory, over generated reports.

In: numbers of documents on the command line.  Out: a row for each on standard output.  The reports are short and
invented (``generate.py``), with planted copies and events; a hundred a day, so the days grow with the documents.  Each
number is measured in a process of its own.  The machine may have other work: CPU seconds are what to trust.

    python benchmarks/growth.py 1000 10000 --workers 2
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from generate import write_lexicon, write_table

from run import INVENTED_COLUMNS, STEPS, measure


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("documents", type=int, nargs="+", help="how many documents")
    options.add_argument("--workers", type=int, default=2, help="worker processes")
    given = options.parse_args()
    print(
        f"{'documents':>10}{'words':>10}{'claims':>9}{'events':>8}{'wall s':>8}{'CPU s':>8}{'MiB':>7}", *STEPS, sep="  "
    )
    for number in given.documents:
        with tempfile.TemporaryDirectory() as scratch:
            print(row(grown(Path(scratch), number, given.workers)), flush=True)


def grown(scratch: Path, number: int, workers: int) -> dict[str, Any]:
    """The measurement of so many documents."""
    table = scratch / "reports.csv"
    write_table(table, number)
    write_lexicon(scratch / "case" / "lexicon")
    return measure("flow", str(table), json.dumps(INVENTED_COLUMNS), str(scratch), str(workers))


def row(found: dict[str, Any]) -> str:
    wall, cpu = sum(found["wall"].values()), sum(found["cpu"].values())
    counts = f"{found['documents']:>10}{found['words']:>10}{found['claims']:>9}{found['events']:>8}"
    steps = "  ".join(f"{found['cpu'].get(step, 0.0):>{len(step)}.1f}" for step in STEPS)
    return f"{counts}{wall:>8.1f}{cpu:>8.1f}{found['peak_mib']:>7.0f}  {steps}"


if __name__ == "__main__":
    main()
