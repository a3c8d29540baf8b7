"""Speed and memory of the whole flow, beside spaCy's pipeline on the same text.

In: the news table of the shared folder (``CROSSWIRE_SHARED``), or invented reports where it is missing.  Out: a
table on standard output, or JSON with ``--json``.  Every measurement runs in a process of its own, in one run of
this program; the machine may have other work, so trust the ratios and not the seconds.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from invented import write_table

HERE = Path(__file__).parent
NEWS_COLUMNS = {"text": "article_content", "title": "article_title", "outlet": "source"}
INVENTED_COLUMNS = {"text": "text", "title": "title", "outlet": "outlet", "published": "published"}
STEPS = ("start", "collect", "extract", "trace", "link", "reconcile", "store", "export")
STARTS = 5
WORDS = 400
"""Documents a second are told in documents of so many words."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--json", action="store_true", help="print JSON instead of tables")
    options.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="worker processes to compare")
    options.add_argument("--invented", type=int, metavar="N", help="measure on N invented reports, not on news")
    options.add_argument("--every", type=int, default=1, metavar="K", help="measure on every K-th report of the news")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        found = measured(Path(scratch), given.workers, given.invented, given.every)
    print(json.dumps(found, indent=1) if given.json else as_table(found))


def measured(scratch: Path, workers: list[int], invented: int | None, every: int) -> dict[str, Any]:
    """All measurements as one JSON-ready object."""
    table, columns = corpus(scratch, invented, every)
    of_corpus = (str(table), json.dumps(columns))
    found: dict[str, Any] = {
        "corpus": "invented reports" if columns is INVENTED_COLUMNS else "FA-KES development file",
        "machine": {"system": platform.platform(), "cores": os.cpu_count(), "load_before": os.getloadavg()[0]},
        "help_seconds": start_seconds("-c", "from crosswire.cli import main; main()", "--help"),
        "python_seconds": start_seconds("-c", "pass"),
    }
    found["pipeline"] = measure("pipeline", *of_corpus)
    found["flow"] = {}
    for number in workers:
        folder = scratch / f"workers-{number}"
        folder.mkdir()
        found["flow"][str(number)] = measure("flow", *of_corpus, str(folder), str(number))
    found["without_names"] = measure("pipeline", *of_corpus, "ner")
    found["alone"] = measure("alone", *of_corpus)
    return found


def corpus(scratch: Path, invented: int | None, every: int) -> tuple[Path, dict[str, str]]:
    """The table to measure on and its columns."""
    shared = Path(os.environ.get("CROSSWIRE_SHARED", HERE.parent.parent / "shared"))
    news = shared / "bench" / "fakes" / "fakes_dev.csv"
    if invented is None and news.is_file():
        return (news if every == 1 else sample(news, every, scratch / "sample.csv")), NEWS_COLUMNS
    if invented is None:
        print(f"skipped: {news} is missing (set CROSSWIRE_SHARED); measuring on invented reports", file=sys.stderr)
    table = scratch / "invented.csv"
    write_table(table, invented or 200)
    return table, INVENTED_COLUMNS


def sample(table: Path, every: int, to: Path) -> Path:
    """Every K-th row of a table, as a table."""
    csv.field_size_limit(2**31 - 1)
    with table.open(encoding="utf-8", errors="replace", newline="") as file, to.open("w", newline="") as out:
        rows = list(csv.reader(file))
        csv.writer(out).writerows([rows[0], *rows[1::every]])
    return to


def measure(name: str, *arguments: str) -> dict[str, Any]:
    """One measurement of ``measure.py`` in a fresh process."""
    print(f"measuring {name} {arguments[-1] if name == 'flow' else ''}".rstrip(), file=sys.stderr)
    command = [sys.executable, str(HERE / "measure.py"), name, *arguments]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return found


def start_seconds(*arguments: str) -> float:
    """Median seconds from start to end of an interpreter with these arguments."""
    taken = []
    for _ in range(STARTS):
        began = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def as_table(found: dict[str, Any]) -> str:
    """The findings for people: ratios first, then the steps of each run."""
    whole, part = found["pipeline"], found["without_names"]
    machine = found["machine"]
    lines = [
        f"{found['corpus']}: {whole['documents']} documents, {whole['words']} words, {whole['tokens']} tokens",
        f"{machine['cores']} cores, load {machine['load_before']:.1f} before, {machine['system']}",
        "",
        f"{'':26}{'seconds':>9}{f'of {WORDS} words/s':>16}{'CPU s':>8}{'peak MiB':>10}"
        f"{'wall / spaCy':>14}{'CPU / spaCy':>13}",
        row("spaCy, whole pipeline", whole, whole),
        row("spaCy, without names", part, whole),
    ]
    for workers, run in found["flow"].items():
        lines.append(row(f"flow, {workers} worker{'s' if workers != '1' else ''}", run, whole))
    walls = {int(workers): sum(run["wall"].values()) for workers, run in found["flow"].items()}
    if len(walls) > 1:
        few, many = min(walls), max(walls)
        lines.append(f"{many} workers are {walls[few] / walls[many]:.2f} times as fast as {few}")
    lines += ["", f"{'share of':24}" + "".join(f"{step:>11}" for step in STEPS)]
    for workers, run in found["flow"].items():
        for clock in ("wall", "cpu"):
            total = sum(run[clock].values())
            shares = "".join(f"{run[clock].get(step, 0.0) / total:>11.1%}" for step in STEPS)
            lines.append(f"{clock + ', workers: ' + workers:24}" + shares)
    lines += ["", "one document by itself, CPU time" + f"{'median':>14}{'95th of 100':>14}{'most':>10}"]
    each = found["alone"]
    lines += [
        ratios("extract / rule-based split", each["extract"], each["split"]),
        ratios("parser / rule-based split", each["parse"], each["split"]),
        ratios("extract / parser", each["extract"], each["parse"]),
    ]
    times = found["help_seconds"] / found["python_seconds"]
    lines += ["", f"crosswire --help: {found['help_seconds']:.2f} s, {times:.1f} times a bare Python"]
    return "\n".join(lines)


def ratios(name: str, above: list[float], below: list[float]) -> str:
    """Median, 95th percentile and most of a ratio over the documents; those without the lower number are left out."""
    found = sorted(a / b for a, b in zip(above, below, strict=True) if b > 0)
    return f"{name:32}{statistics.median(found):>14.1f}{found[int(0.95 * (len(found) - 1))]:>14.1f}{found[-1]:>10.1f}"


def row(name: str, run: dict[str, Any], beside: dict[str, Any]) -> str:
    """One measurement, and as a multiple of the one it stands beside."""
    wall, cpu = sum(run["wall"].values()), sum(run["cpu"].values())
    of_wall, of_cpu = sum(beside["wall"].values()), sum(beside["cpu"].values())
    return (
        f"{name:26}{wall:>9.1f}{run['words'] / WORDS / wall:>16.1f}{cpu:>8.1f}{run['peak_mib']:>10.0f}"
        f"{wall / of_wall:>14.2f}{cpu / of_cpu:>13.2f}"
    )


if __name__ == "__main__":
    main()
