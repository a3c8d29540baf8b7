"""The text layer of a PDF to one record.

In: the file. Out: one `Record`: the text of all pages in order, its lines joined to paragraphs, and for each page
its number and its run of the text (``origin.pages``). Left out, as a page's navigation is: lines that stand at the top
or bottom of most pages, and bare page numbers there. A word that a hyphen cuts at a line's end is joined, its hyphen
kept where the file writes the word with one elsewhere. Read by pypdf. Refused, with what to do: a file without a text
layer (a scan), with a password, with more pages than ``max_pages``. The file's own date is when the file was made, and
is not used.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import cast

from pypdf import PdfReader
from pypdf.errors import DependencyError, PdfReadError
from pypdf.generic import DictionaryObject

from crosswire.collect.credits import Given
from crosswire.collect.files import UnreadableError
from crosswire.collect.options import ReadOptions
from crosswire.collect.records import Record
from crosswire.collect.runs import trim
from crosswire.collect.source import Source
from crosswire.collect.titles import match_title
from crosswire.model import Origin, PrintedPage

_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_CUT = re.compile(r"(\w*[^\W\d_])-$")
_WORD = re.compile(r"\w+(?:-\w+)*")
_BULLET = re.compile(r"(?:[•▪●◦‣*–—-]|\(?\d{1,2}[.)])\s")
_EDGE = 2  # lines at the top and the bottom of a page that may be its running head

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of damaged files is not for users


def read_pdf(source: Source, options: ReadOptions) -> Iterator[Record]:
    """The text of one PDF."""
    reader = _opened(source, options)
    pages = [_lines(page.extract_text()) for page in reader.pages]
    if not any(pages):
        raise UnreadableError(
            "no_text_layer",
            f"{source.name} has {len(pages)} pages and no text layer (a scan): run OCR over it, for example "
            "with ocrmypdf, and add the result.",
        )
    text, printed = _joined(_bodies(pages))
    title = reader.metadata.title if reader.metadata else None
    title = " ".join(title.split()) if isinstance(title, str) else None
    if title and match_title(text, 0, len(text), title) is None:
        title = None  # many programs write the name of a template or of another file there
    yield Record(text=text, given=(Given(how="meta", title=title),), origin=Origin(format="pdf", pages=printed))


def _opened(source: Source, options: ReadOptions) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(source.read(options.max_bytes)))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("password", f"{source.name} asks for a password: add a copy without one.")
        tree = cast(DictionaryObject, reader.root_object["/Pages"])
        told = tree.get("/Count", 0)  # before the tree is walked
        count = max(told if isinstance(told, int) else 0, 0)
        if count <= options.max_pages:
            count = len(reader.pages)
    except (DependencyError, NotImplementedError):
        raise UnreadableError(
            "encrypted", f"{source.name} is encrypted: save a copy without encryption and add that."
        ) from None
    except (PdfReadError, KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise UnreadableError(
            "broken", f"{source.name} is a damaged or cut-off PDF ({error}): get it again, or print it to a new PDF."
        ) from None
    if count > options.max_pages:
        raise UnreadableError(
            "too_many_pages",
            f"{source.name} has {count:,} pages, more than the limit of {options.max_pages:,}: split it into parts, "
            "one report each.",
        )
    return reader


def _lines(page: str) -> list[str]:
    cleaned = _UNPRINTABLE.sub("", page.replace("\xad\n", "").replace("\xad", "").replace("\r", "\n"))
    return [line.strip() for line in cleaned.split("\n") if line.strip()]


def _bodies(pages: Sequence[list[str]]) -> list[list[str]]:
    """The pages without the lines that are repeated at the top or bottom of most of them and without page numbers."""

    def key(line: str) -> str:
        return re.sub(r"\d+", "0", line)

    heads = Counter(key(line) for page in pages for line in set(page[:_EDGE]))
    feet = Counter(key(line) for page in pages for line in set(page[-_EDGE:]))
    most = max(3, len(pages) // 2 + 1)

    def running(line: str, counts: Counter[str]) -> bool:
        return counts[key(line)] >= most or (len(pages) > 1 and _NUMBER.fullmatch(line) is not None)

    bodies = []
    for page in pages:
        first, last = 0, len(page)
        while first < min(_EDGE, last) and running(page[first], heads):
            first += 1
        while last > max(first, len(page) - _EDGE) and running(page[last - 1], feet):
            last -= 1
        bodies.append(page[first:last])
    return bodies


def _joined(pages: Sequence[list[str]]) -> tuple[str, tuple[PrintedPage, ...]]:
    """The paragraphs, a blank line between them, and the run of each page that has words."""
    lengths = sorted(len(line) for page in pages for line in page)
    width = lengths[len(lengths) * 9 // 10]
    words = {word.lower() for page in pages for line in page for word in _WORD.findall(line)}
    out: list[str] = []
    begins: list[tuple[int, int]] = []  # (page, where it begins in the text)
    at = 0
    last = ""

    def add(part: str) -> None:
        nonlocal at
        out.append(part)
        at += len(part)

    for number, page in enumerate(pages, start=1):
        for i, line in enumerate(page):
            cut = _CUT.search(last) if line[0].islower() else None
            if cut is not None:
                rest = _WORD.match(line)
                if rest is None or f"{cut[1]}-{rest[0]}".lower() not in words:
                    out[-1] = out[-1][:-1]
                    at -= 1
            elif last:
                add(" " if _goes_on(last, line, width) else "\n\n")
            if i == 0:
                begins.append((number, at))
            add(line)
            last = line
    text = "".join(out)
    ends = [*(start for _, start in begins[1:]), len(text)]
    runs = []
    for (number, start), end in zip(begins, ends, strict=True):
        start, end = trim(text, start, end)
        if start < end:
            runs.append(PrintedPage(start=start, end=end, number=number))
    return text, tuple(runs)


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether the paragraph goes on in the next line: that begins small, or its first word would not have fitted."""
    if _BULLET.match(following):
        return False
    return following[0].islower() or len(line) + 1 + len(following.split(None, 1)[0]) > width * 0.85
