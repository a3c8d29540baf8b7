"""Records to documents, and the way from paths to documents.

In: paths, `ReadOptions`, a lexicon. Out: one `Document` a text, in sorted order of files and then of rows. A file
or row that cannot be read becomes a document with state ``error`` whose `StageError` names the file and what to
do; the rest goes on. No text is changed: ``Document.text`` is the column, the file or, for HTML, the extracted
text, exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from crosswire.collect.credits import read_credits
from crosswire.collect.files import UnreadableError, read_text, walk
from crosswire.collect.html import read_html
from crosswire.collect.language import detect_language
from crosswire.collect.layout import partition
from crosswire.collect.options import OutletLexicon, ReadOptions
from crosswire.collect.records import Record, failure
from crosswire.collect.runs import passages_of
from crosswire.collect.tables import read_json, read_jsonl, read_table
from crosswire.collect.titles import strip_site
from crosswire.model import Document, content_id

FORMATS = (".txt", ".md", ".html", ".htm", ".json", ".jsonl", ".csv", ".tsv")


def _records(path: Path, name: str, options: ReadOptions) -> Iterator[Record]:
    suffix = path.suffix.lower()
    if suffix not in FORMATS and path.exists():
        yield failure(
            "unknown_format",
            f"{name} has a format that is not read ({suffix or 'no extension'}): give {' '.join(FORMATS)}.",
        )
        return
    try:
        source = read_text(path, name, options.max_bytes)
    except UnreadableError as error:
        yield failure(error.code, str(error))
        return
    if suffix in (".html", ".htm"):
        yield read_html(source)
    elif suffix == ".json":
        yield from read_json(source, name, options)
    elif suffix == ".jsonl":
        yield from read_jsonl(source, name, options)
    elif suffix in (".csv", ".tsv"):
        yield from read_table(source, name, options)
    else:
        yield Record(text=source)


def to_document(
    record: Record, file: str, options: ReadOptions | None = None, lexicon: OutletLexicon | None = None
) -> Document:
    """The document of one record; its id hashes the text as given and its address (url, else file and row)."""
    options = options or ReadOptions()
    url = next((given.url for given in record.given if given.url), None)
    place = file if record.row is None else f"{file}#{record.row}"
    address = url or (place if record.address_id is None else f"{file}#{record.address_id}")
    text = record.text
    document_id = content_id("doc", text, address)
    if record.error is not None:
        return Document(
            document_id=content_id("doc", "", place), file=file, row=record.row, state="error", error=record.error
        )
    title = next((given.title for given in record.given if given.title), None)
    if not text.strip():
        return Document(
            document_id=document_id, file=file, row=record.row, url=url, title=title, state="empty", text=text
        )
    runs = partition(text, title=title, lexicon=lexicon, hints=record.hints)
    credits = read_credits(text, runs, given=record.given, default_outlet=options.outlet_default, lexicon=lexicon)
    body = " ".join(text[run.start : run.end] for run in runs if run.kind in ("sentence", "headline"))
    lang = detect_language(body or text)
    read = lang in ("en", None) and (lang == "en" or not _foreign(body or text))
    if title is None:
        own = next((run for run in runs if run.part == "title"), None)
        title = text[own.start : own.end].strip(' .#"') if own is not None else None
    return Document(
        document_id=document_id,
        file=file,
        row=record.row,
        url=url,
        title=None if title is None else strip_site(title, credits.outlet),
        outlet=credits.outlet,
        byline=credits.byline,
        agency=credits.agency,
        republishes=credits.republishes,
        dateline=credits.dateline,
        published=credits.published,
        published_how=credits.published_how,
        lang=lang,
        state="read" if read else "unread_language",
        text=text,
        passages=passages_of(text, runs) if read else (),
    )


def _foreign(text: str) -> bool:
    """Whether most letters are of another script than Latin."""
    letters = [char for char in text[:2000] if char.isalpha()]
    return sum(char.isascii() for char in letters) * 2 < len(letters)


def read_paths(
    paths: Iterable[str | Path], options: ReadOptions | None = None, lexicon: OutletLexicon | None = None
) -> Iterator[Document]:
    """Every document of the files and folders given, in the order given, each file once."""
    options = options or ReadOptions()
    seen: set[tuple[Path, str]] = set()
    for given in paths:
        for path, name in walk(Path(given)):
            key = (path.resolve(), name)
            if key in seen:
                continue
            seen.add(key)
            for record in _records(path, name, options):
                yield to_document(record, name, options, lexicon)
