"""One measurement in a process of its own, so that its memory and its start are its own.

In: the name of a measurement and its arguments on the command line.  Out: one JSON object on standard output: seconds
of wall clock and of CPU (this process and the workers it waited for) by step, counts, and the peak memory of the
largest process in MiB.  Called by ``run.py``.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import forkserver
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon
    from crosswire.model import Document


class Laps:
    """Wall and CPU seconds by step; what lies between two laps belongs to the step named at the second."""

    def __init__(self) -> None:
        self.wall: dict[str, float] = {}
        self.cpu: dict[str, float] = {}
        self._last = (time.perf_counter(), cpu_seconds())

    def lap(self, step: str) -> None:
        wall, cpu = time.perf_counter(), cpu_seconds()
        self.wall[step] = self.wall.get(step, 0.0) + wall - self._last[0]
        self.cpu[step] = self.cpu.get(step, 0.0) + cpu - self._last[1]
        self._last = (wall, cpu)


def cpu_seconds() -> float:
    """User and system seconds of this process and of the children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def peak_mib() -> float:
    """The largest resident size any one process had (Linux gives KiB, macOS bytes)."""
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / unit


def flow(table: str, columns: str, folder: str, workers: str) -> dict[str, Any]:
    """Add, build and export one table with so many workers."""
    laps = Laps()
    from crosswire.casebook import Casebook
    from crosswire.lexicon import load
    from crosswire.publish.jsonl import export_jsonl
    from crosswire.run import build, getting_ready

    own = Path(folder) / "case" / "lexicon"
    lexicon = load(own if own.is_dir() else None)
    laps.lap("start")
    documents = list(getting_ready(documents_of(table, columns, lexicon)))
    laps.lap("collect")
    with Casebook.open(Path(folder) / "case", create=True) as casebook:
        casebook.add_documents(documents)
        laps.lap("store")
        report = build(casebook, workers=int(workers), told=_told(laps))
        laps.lap("store")
        export_jsonl(casebook, Path(folder) / "export")
        laps.lap("export")
    return {
        "documents": report.documents,
        "words": sum(len(document.text.split()) for document in documents),
        "claims": report.claims,
        "events": report.events,
        "wall": laps.wall,
        "cpu": laps.cpu,
        "peak_mib": peak_mib(),
    }


def documents_of(table: str, columns: str, lexicon: Lexicon) -> Iterator[Document]:
    """The documents of a table; ``columns`` is a JSON object of reading options."""
    from crosswire.collect import ReadOptions, read_paths

    named = json.loads(columns)
    return read_paths([Path(table)], ReadOptions(**{**named, "text": (named["text"],)}), lexicon)


_SPLITS = 5  # cutting into sentences is too quick to be timed once
_ENDS = {("tracing", 0): "extract", ("tracing", 1): "trace", ("linking", 1): "link", ("keeping", 0): "reconcile"}


def _told(laps: Laps) -> Callable[[str, int, int], None]:
    """A listener that ends a step where the flow says that the next begins."""

    def told(step: str, done: int, total: int) -> None:
        if (step, done) == ("tracing", 0):
            forkserver._forkserver._stop()  # type: ignore[attr-defined]  # so that its time and its workers' count
        if (step, done) in _ENDS:
            laps.lap(_ENDS[step, done])

    return told


def pipeline(table: str, columns: str, left_out: str = "") -> dict[str, Any]:
    """spaCy's model by itself on the whole text of the table, as spaCy runs it; ``left_out``: a component."""
    import spacy

    from crosswire.extract.syntax import MODEL
    from crosswire.lexicon import load

    texts = [document.text for document in documents_of(table, columns, load())]
    loaded = spacy.load(MODEL, exclude=[left_out] if left_out else [])
    list(loaded.pipe(texts[:2]))
    laps = Laps()
    tokens = sum(len(doc) for doc in loaded.pipe(texts, batch_size=32))
    laps.lap("parse")
    words = sum(len(text.split()) for text in texts)
    return {
        "documents": len(texts), "words": words, "tokens": tokens, "wall": laps.wall, "cpu": laps.cpu,
        "peak_mib": peak_mib(),
    }  # fmt: skip


def alone(table: str, columns: str) -> dict[str, Any]:
    """CPU seconds of every document by itself: cutting it into sentences by rule, the parser on the sentences that are
    parsed, and all of extract."""
    from crosswire.threads import one_thread_each

    one_thread_each()  # before numpy is imported
    from crosswire.collect.sentences import split_sentences
    from crosswire.extract import claims, rules
    from crosswire.lexicon import load

    lexicon, parse, parsing = load(), rules.parse, [0.0]

    def timed(*given: Any) -> Any:
        began = time.process_time()
        found = parse(*given)
        parsing[0] += time.process_time() - began
        return found

    rules.parse = timed
    documents = [document for document in documents_of(table, columns, lexicon) if document.state == "read"]
    found: dict[str, list[float]] = {"split": [], "parse": [], "extract": []}
    for document in [*documents[:2], *documents]:  # the first two warm up
        began = time.process_time()
        for _ in range(_SPLITS):
            at = 0
            for line in document.text.split("\n"):
                split_sentences(document.text, at, at + len(line))
                at += len(line) + 1
        found["split"].append((time.process_time() - began) / _SPLITS)
        began, parsing[0] = time.process_time(), 0.0
        claims.extract_claims(document, lexicon)
        found["extract"].append(time.process_time() - began)
        found["parse"].append(parsing[0])
    return {name: seconds[2:] for name, seconds in found.items()}


if __name__ == "__main__":
    print(json.dumps({"flow": flow, "pipeline": pipeline, "alone": alone}[sys.argv[1]](*sys.argv[2:])))
