"""What strangers' bytes pass through, as functions of bytes that must end, and end well.

`TARGETS` by name: each reader of files, each grammar, and the files that people hand back.  A target raises only what
is wrong with crosswire: an exception that is no `CrosswireError`, a span outside its text, a figure out of order, more
seconds than `SECONDS`.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

from protego import Protego

from crosswire.casebook import Casebook
from crosswire.collect import ReadOptions, read_mapping, read_paths
from crosswire.collect.fetch.listing import listed_by, listed_in
from crosswire.collect.fetch.reach import reach
from crosswire.errors import CrosswireError
from crosswire.extract import extract_claims
from crosswire.extract.named import find_named
from crosswire.extract.numbers.grammar import find_numbers
from crosswire.extract.places.reading import find_places
from crosswire.extract.times.grammar import find_times
from crosswire.lexicon import load
from crosswire.lexicon.importing import import_places
from crosswire.lexicon.load import SCHEMA
from crosswire.lexicon.own_places import read_csv
from crosswire.lexicon.table import read_table
from crosswire.model import Document, Passage, Reader, Span, quotes_in
from crosswire.publish.decisions import import_decisions
from crosswire.publish.review import corrections, links
from crosswire.run import build

SECONDS = 20.0
SUFFIXES = ("txt", "html", "mhtml", "webarchive", "json", "jsonl", "csv", "xlsx", "xml", "warc", "wacz", "pdf", "eml")
TEXT = "At least 18 people were killed in Karsten on Monday, residents said. OPA said 20 people were killed in Karsten."
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


def given_file(data: bytes, name: str, read: Callable[[Path], object]) -> None:
    """Let ``read`` have the bytes as a file of that name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        read(path)


def documents(path: Path) -> None:
    for document in read_paths([path], _OPTIONS, load()):
        check_document(document)


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


def read_texts(data: bytes) -> list[Document]:
    """The bytes as a report of plain text, in passages."""
    text = data.decode("utf-8", "replace")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(text, encoding="utf-8")
        return [document for document in read_paths([path], _OPTIONS, load()) if document.state == "read"]


def names(data: bytes) -> None:
    for document in read_texts(data):
        named = find_named(document, load())
        check_spans(document.text, [*named.actors, *(mention.place for mention in named.places)])
        for passage in named.passages:
            found = named.mentions(passage)
            check_spans(document.text, [*found.numbers, *(mention.time for mention in found.times)])


def claims(data: bytes, reader: Reader) -> None:
    for document in read_texts(data):
        for claim in extract_claims(document, load(), reader=reader):
            for quote in quotes_in(claim):
                assert document.text[quote.start : quote.end] == quote.quote


def address(data: bytes) -> None:
    """What a page or a list says is an address, none of which leads into this network."""
    target = reach(data.decode("utf-8", "replace"), resolver=lambda host, port: ["93.184.215.14"])
    assert target.host
    assert target.path.isascii()
    assert not any(one.isspace() for one in target.path + target.host)


def listed(data: bytes) -> None:
    listed_by("https://opa.example/feed", data)
    given_file(data, "addresses.txt", listed_in)


def robots(data: bytes) -> None:
    rules = Protego.parse(data.decode("utf-8", errors="replace"))
    rules.can_fetch("https://opa.example/a/b?c=d", "crosswire")
    rules.crawl_delay("crosswire")


@cache
def small_case() -> Path:
    """A built casebook of one report."""
    folder = Path(tempfile.mkdtemp())
    (folder / "report.txt").write_text(TEXT, encoding="utf-8")
    with Casebook.open(folder / "case", create=True) as casebook:
        casebook.add_documents(read_paths([folder / "report.txt"]))
        build(casebook, workers=1)
    return folder / "case"


def handed_back(data: bytes, name: str, take: Callable[[Casebook, Path], object]) -> None:
    """Decisions, tasks and sheets, into a copy of the small casebook."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(small_case(), Path(folder) / "case")
        with Casebook.open(Path(folder) / "case") as casebook:
            given_file(data, name, lambda path: take(casebook, path))


def own_table(path: Path) -> None:
    """Each kind of table that a user may lay beside a casebook; one may refuse what another takes."""
    for kind, _ in SCHEMA.values():
        with suppress(CrosswireError):
            read_table(path, kind)
    read_csv(path)


TARGETS: dict[str, Callable[[bytes], None]] = {
    **{suffix: partial(given_file, name=f"report.{suffix}", read=documents) for suffix in SUFFIXES},
    "mapping": partial(given_file, name="mapping.yaml", read=read_mapping),
    "numbers": numbers,
    "times": times,
    "places": places,
    "names": names,
    "rules": partial(claims, reader="rules"),
    "claims": partial(claims, reader="both"),
    "address": address,
    "listed": listed,
    "robots": robots,
    "decisions": partial(handed_back, name="decisions.jsonl", take=import_decisions),
    "tasks": partial(handed_back, name="tasks.json", take=partial(corrections.take_tasks, by="ada")),
    "links": partial(handed_back, name="links.csv", take=partial(links.take_links, by="ada")),
    "links-xlsx": partial(handed_back, name="links.xlsx", take=partial(links.take_links, by="ada")),
    "tables": partial(given_file, name="outlets.csv", read=own_table),
    "gazetteer": partial(given_file, name="XO.txt", read=lambda path: import_places(path, path.parent / "lexicon")),
}


def run(name: str, data: bytes) -> None:
    """Give ``data`` to a target; refusing it with a `CrosswireError` is well."""
    began = time.process_time()
    with suppress(CrosswireError):
        TARGETS[name](data)
    took = time.process_time() - began
    assert took < SECONDS, f"{name} took {took:.0f} s for {len(data)} bytes"
