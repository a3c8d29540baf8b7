"""What a user may say about the files to read, and what collecting needs of a lexicon.

In: nothing.  Out: `ReadOptions` (frozen, with defaults that read well-named files without any option) and the
protocols of the two look-ups that credits use.  Fails with `UsageError` when an option makes no sense.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from crosswire.errors import UsageError
from crosswire.yaml_file import read_yaml

TEXT_NAMES = ("text", "content", "body", "article_content", "article_text", "article_body", "articlebody", "full_text")
TITLE_NAMES = ("title", "headline", "article_title")
OUTLET_NAMES = ("outlet", "source", "publisher", "site_name")
URL_NAMES = ("url", "link")
PUBLISHED_NAMES = ("published", "date_published", "datepublished", "published_at", "publish_date", "dct")
BYLINE_NAMES = ("byline", "author", "authors")
AGENCY_NAMES = ("agency",)
ID_NAMES = ("id", "document_id", "doc_id")


class NamedOutlet(Protocol):
    """An outlet of the lexicon as far as credits look at it."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def country(self) -> str | None: ...


class OutletLexicon(Protocol):
    """``outlet_named`` gives the outlet with that spelling or domain, None when the lexicon has none."""

    def outlet_named(self, text: str, /) -> NamedOutlet | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read tables and records.

    ``text`` names one or more columns (or JSON fields); several are joined with a blank line in that order.  The other
    names are one column each; None tries the usual names.  A date column is used only when ``published`` names it or it
    has a name that can mean nothing else (``published``, ``date_published``, ``dct`` ...): a plain ``date`` column is
    often the day of the event.  ``outlet_default`` is the outlet of every document that names none. ``max_bytes`` is
    the size of the largest text, page, line or record that is read; files that hold many may be larger. ``id`` names a
    column that becomes part of the address a document id is made from, instead of the row number. ``sheet`` names the
    one sheet of a workbook to read, ``header_row`` the row (from 1) with its column names (None: the first that is not
    empty).  ``max_pages`` is the largest number of pages of a PDF.
    """

    text: tuple[str, ...] = ()
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    byline: str | None = None
    agency: str | None = None
    id: str | None = None
    outlet_default: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    max_bytes: int = 20_000_000
    max_pages: int = 2_000

    def __post_init__(self) -> None:
        if isinstance(self.text, str):
            raise UsageError("ReadOptions.text is a tuple of column names: write ('text',) for one column.")
        if self.max_bytes < 1:
            raise UsageError("ReadOptions.max_bytes must be at least 1.")

    def named(self) -> Sequence[str]:
        """The column names the user asked for."""
        single = (self.title, self.outlet, self.url, self.published, self.byline, self.agency, self.id)
        return [*self.text, *(name for name in single if name is not None)]


_MAPPED = (
    "text",
    "title",
    "outlet",
    "url",
    "published",
    "byline",
    "agency",
    "id",
    "outlet_default",
    "sheet",
    "header_row",
)


def read_mapping(path: Path) -> dict[str, Any]:
    """What a mapping file (YAML) says of a table's columns, as arguments of `ReadOptions`; refused when it says
    more."""
    try:
        data = read_yaml(path)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"{path}: cannot be read as a mapping file ({error}); write lines such as `text: body`"
        ) from None
    if not isinstance(data, dict) or not data:
        raise UsageError(f"{path}: a mapping file has lines such as `text: body`; its keys are {', '.join(_MAPPED)}")
    strange = [str(key) for key in data if key not in _MAPPED]
    if strange:
        raise UsageError(f"{path}: has no meaning for {', '.join(strange)}; the keys are {', '.join(_MAPPED)}")
    if "text" in data:
        data["text"] = tuple(data["text"]) if isinstance(data["text"], list) else (data["text"],)
    for key, value in data.items():
        wanted = int if key == "header_row" else str
        if any(type(one) is not wanted for one in (value if key == "text" else (value,))):
            raise UsageError(
                f"{path}: {key} names {'a row from 1' if wanted is int else 'a column, in words'}, not {value!r}"
            )
    return data
