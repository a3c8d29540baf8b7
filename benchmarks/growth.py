"""How what is done over all documents grows with them: time of each step and peak memory, over generated reports.

In: numbers of documents on the command line.  Out: a JSON line for each on standard output: counts, CPU seconds by
step and the peak memory in MiB, then how many times as much the larger took.  The reports are short and invented
(``generate.py``), with planted copies and events; a hundred a day, so the days grow with the documents.  Reading is
left out, for it grows with the words alone: claims are taken as they were planted (``planted.py``).  Tracing, linking,
reconciling, storing and exporting are the real ones.  Each number is measured in a process of its own.

    python benchmarks/growth.py 1000 10000
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from measure import Laps, peak_mib


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("documents", type=int, nargs="+", help="how many documents")
    options.add_argument("--here", action="store_true", help="measure in this process")
    given = options.parse_args()
    before: dict[str, Any] | None = None
    for number in given.documents:
        if given.here:
            print(json.dumps(grown(number)), flush=True)
            continue
        command = [sys.executable, __file__, "--here", str(number)]
        found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        print(json.dumps(found), flush=True)
        if before is not None:
            times = sum(found["cpu"].values()) / sum(before["cpu"].values())
            print(f"{found['documents'] / before['documents']:.0f} times the documents: {times:.1f} times the CPU time")
        before = found


def grown(number: int) -> dict[str, Any]:
    """The measurement of so many documents."""
    from generate import reports, write_lexicon

    from crosswire.casebook import Casebook
    from crosswire.lexicon import load
    from crosswire.publish.jsonl import export_jsonl
    from crosswire.run import build

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "case"
        write_lexicon(folder / "lexicon")
        load(folder / "lexicon")
        with planted(number), Casebook.open(folder, create=True) as casebook:
            casebook.add_documents(document for document, _ in told(reports(number)))
            laps = Laps()
            report = build(casebook, workers=1, told=_listener(laps))
            laps.lap("store")
            export_jsonl(casebook, Path(scratch) / "export")
            laps.lap("export")
        megabytes = round((folder / "casebook.db").stat().st_size / 2**20)
    return {
        "documents": report.documents, "claims": report.claims, "events": report.events,
        "cpu": {step: round(seconds, 1) for step, seconds in laps.cpu.items()}, "peak_mib": round(peak_mib()),
        "casebook_mib": megabytes,
    }  # fmt: skip


def told(made: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Each report as a document, and its claims as reading would give them."""
    from dataclasses import replace

    from planted import claims_of, document_of

    for report in made:
        document = document_of(report)
        yield document, [replace(claim, voice_id=None) for claim, _ in claims_of(report, document)]


@contextmanager
def planted(number: int) -> Iterator[None]:
    """Reading gives the claims that were planted in the first so many reports."""
    from generate import reports

    rows: list[Any] = []

    def read_claims(wanted: Sequence[Any], *given: Any, **options: Any) -> Any:
        if not rows:
            rows.extend(reports(number))
        claims = {one.document_id: found[0][1] for one in wanted if (found := list(told([rows[one.row]])))}
        return SimpleNamespace(claims=claims, errors={}, fresh=len(wanted))

    with patch("crosswire.run.layers.read_claims", read_claims):
        yield


def _listener(laps: Laps) -> Any:
    ends = {("tracing", 0): "start", ("tracing", 1): "trace", ("linking", 1): "link", ("keeping", 0): "reconcile"}

    def told(step: str, done: int, total: int) -> None:
        if (step, done) in ends:
            laps.lap(ends[step, done])

    return told


if __name__ == "__main__":
    main()
