"""What strangers' bytes pass through, as functions of bytes that must end, and end well.

`TARGETS` by name: each reader and each grammar.  A target raises only what is wrong with crosswire: an exception that
is no `CrosswireError`, a span outside its text, a figure out of order, more seconds than `SECONDS`.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path

from crosswire.collect import ReadOptions, read_mapping, read_paths
from crosswire.errors import CrosswireError
from crosswire.extract import extract_claims
from crosswire.extract.numbers.grammar import find_numbers
from crosswire.extract.places.reading import find_places
from crosswire.extract.times.grammar import find_times
from crosswire.lexicon import load
from crosswire.model import Document, Passage, Span, quotes_in

SECONDS = 20.0
SUFFIXES = ("txt", "html", "mhtml", "webarchive", "json", "jsonl", "csv", "xlsx", "xml", "warc", "wacz", "pdf", "eml")
_OPTIONS = ReadOptions(max_bytes=200_000)


def check_spans(text: str, spans: Sequence[Span]) -> None:
    for span in spans:
        assert 0 <= span.start < span.end <= len(text), (span.start, span.end, len(text))


def check_document(document: Document) -> None:
    """The laws that hold for every document, however it came."""
    assert (document.state == "error") == (document.error is not None)
    check_spans(document.text, document.passages)
    ends = [(passage.start, passage.end) for passage in document.passages]
    assert all(before[1] <= after[0] for before, after in pairwise(ends)), "passages overlap"
    if document.published is not None:
        date.fromisoformat(document.published)


def read_file(data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{suffix}"
        path.write_bytes(data)
        for document in read_paths([path], _OPTIONS, load()):
            check_document(document)


def read_options(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mapping.yaml"
        path.write_bytes(data)
        read_mapping(path)


def numbers(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    found = find_numbers(text)
    check_spans(text, found)
    for one in found:
        known = [n for n in (one.low, one.best, one.high) if n is not None]
        assert known == sorted(known), one


def times(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    check_spans(text, [found.time for found in find_times(text, published=date(2031, 3, 7))])


def places(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    if text:
        whole = [Passage(start=0, end=len(text), kind="sentence")]
        check_spans(text, [found.place for found in find_places(text, whole, load())])


def claims(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(text, encoding="utf-8")
        for document in read_paths([path], _OPTIONS, load()):
            for claim in extract_claims(document, load()) if document.state == "read" else ():
                for quote in quotes_in(claim):
                    assert document.text[quote.start : quote.end] == quote.quote


TARGETS: dict[str, Callable[[bytes], None]] = {
    **{suffix: partial(read_file, suffix=suffix) for suffix in SUFFIXES},
    "mapping": read_options,
    "numbers": numbers,
    "times": times,
    "places": places,
    "claims": claims,
}


def run(name: str, data: bytes) -> None:
    """Give ``data`` to a target; refusing it with a `CrosswireError` is well."""
    began = time.monotonic()
    with suppress(CrosswireError):
        TARGETS[name](data)
    assert time.monotonic() - began < SECONDS, f"{name} took {time.monotonic() - began:.0f} s for {len(data)} bytes"
