"""How what is done over all documents grows with them: time of each step and peak memory, over generated reports.

In: numbers of documents on the command line.  Out: a JSON line for each on standard output: counts, CPU seconds by
step and the peak memory in MiB, then how many times as much the larger took.  The reports are short and invented
(``generate.py``), with planted copies and events; a hundred a day, so the days grow with the documents.  Reading is
left out, for it grows with the words alone: the claims that were planted (``planted.py``) stand in the cache.  Tracing,
linking, reconciling, storing and exporting are the real ones.  Each number is measured in a process of its own.

    python benchmarks/growth.py 1000 10000
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from measure import Laps, peak_mib

PART = 200
"""So many documents a part of the cache."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("documents", type=int, nargs="+", help="how many documents")
    options.add_argument("--make", type=Path, metavar="FOLDER", help="only make the casebook that is measured")
    options.add_argument("--grow", type=Path, metavar="FOLDER", help="only build such a casebook, in this process")
    given = options.parse_args()
    if given.make or given.grow:
        if given.make:
            make(given.make, given.documents[0])
        else:
            print(json.dumps(grown(given.grow)), flush=True)
        return
    before: dict[str, Any] | None = None
    for number in given.documents:
        found = measured(number)
        print(json.dumps(found), flush=True)
        if before is not None:
            times = sum(found["cpu"].values()) / sum(before["cpu"].values())
            print(f"{found['documents'] / before['documents']:.0f} times the documents: {times:.1f} times the CPU time")
        before = found


def measured(number: int) -> dict[str, Any]:
    """The measurement of so many documents; a casebook is made and built in two processes."""
    with tempfile.TemporaryDirectory() as scratch:
        command = [sys.executable, __file__, str(number)]
        subprocess.run([*command, "--make", scratch], check=True)
        told = subprocess.run([*command, "--grow", scratch], check=True, stdout=subprocess.PIPE).stdout
    found: dict[str, Any] = json.loads(told)
    return found


def make(folder: Path, number: int) -> None:
    """A casebook of so many reports, nothing derived, with the planted claims in its cache."""
    from generate import reports, write_lexicon

    from crosswire.casebook import Casebook
    from crosswire.lexicon import load
    from crosswire.model import Claim
    from crosswire.run.arrow import to_array
    from crosswire.run.layers import fingerprint, table_of, write_whole

    write_lexicon(folder / "lexicon")
    lexicon = load(folder / "lexicon")
    with Casebook.open(folder, create=True) as casebook:
        casebook.add_documents(document for document, _ in told(reports(number)))
        layer = casebook.parts / f"claims-{fingerprint(lexicon)}"
    layer.mkdir(parents=True)
    rest = told(reports(number))
    for part in range(-(-number // PART)):
        rows = list(islice(rest, PART))
        table = table_of([document for document, _ in rows])
        table = table.append_column("claims", to_array(tuple[Claim, ...], [tuple(claims) for _, claims in rows]))
        write_whole(table.drop_columns(["document"]), layer / f"part-{part:05d}-00000-{len(rows):05d}.parquet")


def grown(folder: Path) -> dict[str, Any]:
    """The measurement of such a casebook."""
    from crosswire.casebook import Casebook
    from crosswire.publish.jsonl import export_jsonl
    from crosswire.run import build

    laps = Laps()
    with Casebook.open(folder) as casebook:
        report = build(casebook, workers=1, told=_listener(laps))
        laps.lap("store")
        if report.fresh or report.errors:
            raise SystemExit(f"{folder}: {report.fresh} documents were read; the planted claims were not found")
        built = peak_mib()
        export_jsonl(casebook, folder / "export")
        laps.lap("export")
    return {
        "documents": report.documents, "claims": report.claims, "events": report.events,
        "cpu": {step: round(seconds, 1) for step, seconds in laps.cpu.items()}, "peak_mib": round(built),
        "peak_with_export_mib": round(peak_mib()),
        "casebook_mib": round((folder / "casebook.db").stat().st_size / 2**20),
    }  # fmt: skip


def told(made: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Each report as a document, and its claims as reading would give them."""
    from planted import claims_of, document_of

    for report in made:
        document = document_of(report)
        yield document, [replace(claim, voice_id=None) for claim, _ in claims_of(report, document)]


def _listener(laps: Laps) -> Any:
    def told(step: str, done: int, total: int) -> None:
        ends = {("tracing", False): "start", ("tracing", True): "trace", ("linking", True): "link"}
        lap = ends.get((step, done == total)) if step != "keeping" or done == total else "reconcile"
        if lap:
            laps.lap(lap)

    return told


if __name__ == "__main__":
    main()
