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
from crosswire.collect.files import walk
from crosswire.collect.language import detect_language
from crosswire.collect.layout import partition
from crosswire.collect.options import OutletLexicon, ReadOptions
from crosswire.collect.readers import SUFFIXES, read_source
from crosswire.collect.records import Record
from crosswire.collect.runs import passages_of
from crosswire.collect.source import Source
from crosswire.collect.titles import strip_site
from crosswire.model import Document, content_id

FORMATS = tuple(SUFFIXES)


def to_document(
    record: Record, file: str, options: ReadOptions | None = None, lexicon: OutletLexicon | None = None
) -> Document:
    """The document of one record; its id hashes the text as given and its address (url, else file and row)."""
    options = options or ReadOptions()
    url = next((given.url for given in record.given if given.url), None)
    inside = file if record.origin is None or record.origin.member is None else f"{file}!{record.origin.member}"
    place = inside if record.row is None else f"{inside}#{record.row}"
    address = url or (place if record.address_id is None else f"{inside}#{record.address_id}")
    text = record.text
    document_id = content_id("doc", text, address)
    if record.error is not None:
        return Document(
            document_id=content_id("doc", "", place),
            file=file,
            row=record.row,
            state="error",
            error=record.error,
            origin=record.origin,
        )
    title = next((given.title for given in record.given if given.title), None)
    if not text.strip():
        return Document(
            document_id=document_id,
            file=file,
            row=record.row,
            url=url,
            title=title,
            state="empty",
            origin=record.origin,
            text=text,
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
        origin=record.origin,
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
            for record in read_source(Source(name=name, path=path), options):
                yield to_document(record, name, options, lexicon)
