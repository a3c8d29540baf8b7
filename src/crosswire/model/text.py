"""Documents and the runs of text inside them.

All offsets are half-open ``[start, end)`` and count Unicode code points of ``Document.text``; they are never
bytes and never UTF-16 units.  Absence is ``None``; a field whose absence needs a reason has a companion
(`Document.published_how`, `Document.error`).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Literal, cast, get_args, get_origin, get_type_hints

PassageKind = Literal["headline", "byline", "dateline", "sentence", "caption", "teaser", "furniture"]
DocumentState = Literal["read", "unread_language", "empty", "error"]
CopyKind = Literal["identical", "edited", "quotation"]
ChangeKind = Literal["added", "left_out", "replaced", "renamed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open run of code points of one document's text; ``0 <= start < end``."""

    start: int
    end: int

    def overlaps(self, start: int, end: int) -> bool:
        """Whether some code point lies in both runs."""
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Span):
    """A span together with the words that stand there: ``document.text[start:end] == quote``."""

    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Span):
    """A run of the text with a kind.  Passages of a document are sorted and never overlap.

    ``sentence`` and ``headline`` passages may yield claims; every other kind yields none.
    """

    kind: PassageKind


@dataclass(frozen=True, slots=True, kw_only=True)
class StageError:
    """Why a document could not be taken through a step: the step, a short code, and what to do about it."""

    stage: str
    code: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage(Span):
    """The run of the text that stands on one printed page; ``number`` counts the file's pages from 1."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a text was taken from.

    ``format`` names the reader (``html``, ``warc``, ``pdf`` ...).  ``sha256`` is of the bytes it read: the file's,
    inside an archive, a message or a feed those of the part that holds this text.  ``member`` names that part within
    the file (a path in a WACZ, an attachment, a sheet), ``address`` is the address it was captured at and ``captured``
    the time of that (ISO 8601), as the file tells them.  ``pages`` are the runs of the text by printed page.
    """

    format: str
    sha256: str | None = None
    member: str | None = None
    address: str | None = None
    captured: str | None = None
    pages: tuple[PrintedPage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One published text.  Immutable: a changed page is a new document that supersedes the old one.

    ``file`` is relative to the path that was given and ``row`` the 0-based row or line in a table (None for a
    file that is one document).  ``outlet``, ``byline``, ``agency`` and ``republishes`` are names as the lexicon
    writes them, or as the page does where the lexicon has none.  ``published`` is an ISO date (``2018-07-31``)
    and ``published_how`` says where it was read (``given`` by a column or field, ``text`` of the page, ``meta`` data
    of the page); both are None when the page bears no date.  ``lang`` is an ISO 639-1 code, None when undetermined.
    ``origin`` says which bytes the text was taken from; None where the document did not come from a file.
    """

    document_id: str
    file: str
    url: str | None = None
    row: int | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    agency: str | None = None
    republishes: str | None = None
    dateline: str | None = None
    published: str | None = None
    published_how: Literal["given", "text", "meta"] | None = None
    lang: str | None = None
    state: DocumentState = "read"
    error: StageError | None = None
    supersedes: str | None = None
    origin: Origin | None = None
    text: str = ""
    passages: tuple[Passage, ...] = ()


Documents = Iterable[Document] | Mapping[str, Document]
"""Documents, or a mapping of them by id, which may read each when it is asked for."""


def by_id(documents: Documents) -> Mapping[str, Document]:
    """The documents by id; a mapping stays what it is."""
    return documents if isinstance(documents, Mapping) else {one.document_id: one for one in documents}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a copied run has otherwise than the run on the other side: ``here`` a span of this document, None where
    words were left out; ``there`` one of the other document, None where words were added.  ``renamed``: another name of
    the same actor."""

    kind: ChangeKind
    here: Span | None
    there: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A run of ``document_id`` that stands, word for word or edited, in ``other_id`` as well; of kind ``quotation`` a
    statement that both quote and that neither is shown to have from the other.

    ``first``: which of the two documents had it first, None where that is not known.  ``changes``: what this document
    has otherwise, in the order of its text.
    """

    document_id: str
    start: int
    end: int
    other_id: str
    other_start: int
    other_end: int
    kind: CopyKind
    first: str | None = None
    changes: tuple[Change, ...] = ()


def quotes_in(noun: object) -> Iterator[Quote]:
    """Every quote anywhere in a noun, itself included."""
    if isinstance(noun, Quote):
        yield noun
    parts = noun if isinstance(noun, tuple) else [getattr(noun, name) for name in _holders(cast(Hashable, type(noun)))]
    for part in parts:
        if part is not None:
            yield from quotes_in(part)


@cache
def _holders(kind: Hashable) -> tuple[str, ...]:
    """The fields of a dataclass that can hold a quote, by what they are annotated with; none for anything else."""
    if not is_dataclass(kind):
        return ()
    hints = get_type_hints(kind)
    return tuple(field.name for field in fields(kind) if _may_hold(hints[field.name]))


def _may_hold(hint: object) -> bool:
    if isinstance(hint, type) and get_origin(hint) is None:
        return issubclass(hint, Quote) or bool(_holders(cast(Hashable, hint)))
    return any(map(_may_hold, get_args(hint)))
