"""``xlsx``: the flat tables as one workbook.

In: the record.  Out: ``record.xlsx``, a sheet a table, its headings frozen, written a row at a time.  The properties
and the parts of the file bear a fixed day, so that the same record gives the same bytes.  Texts are written as texts,
never as formulas, links or error codes.  Fails with `ExportError` where a table has more rows than a sheet can hold.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxFileError

from crosswire.publish.handover.cells import Value, escaped
from crosswire.publish.handover.files import FIRST_DAY, entry
from crosswire.publish.handover.record import Record
from crosswire.publish.handover.sheets import COLUMNS, lines
from crosswire.publish.whole import ExportError

MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
_CUT = " … (cut here: a cell holds no more; --as parquet has all)"
_WIDE = frozenset(
    {"label", "quote", "killed_rule", "rule", "reason", "grade_reasons", "title", "outlets", "voice_names"}
)
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML 1.0 has no sign for


def write_workbook(record: Record, file: Path) -> None:
    """Write the workbook."""
    with opened(file) as book:
        sheets = {name: Sheet(book, name, columns, wide=_WIDE) for name, columns in COLUMNS.items()}
        for name, row in lines(record):
            sheets[name].put(row.get(column) for column in COLUMNS[name])


@contextmanager
def opened(file: Path) -> Iterator[Workbook]:
    """A workbook to write rows to; the file is there when all went well."""
    draft = file.with_suffix(".draft")
    book = Workbook(draft, {"constant_memory": True, "tmpdir": str(file.parent)})
    book.set_properties({"created": datetime(*FIRST_DAY)})
    try:
        yield book
        book.close()
        _settle(draft, file)
    except XlsxFileError as error:
        raise OSError(str(error)) from error
    finally:
        draft.unlink(missing_ok=True)


class Sheet:
    """One sheet, a row at a time below its headings."""

    def __init__(self, book: Workbook, name: str, columns: Iterable[str], *, wide: Collection[str]) -> None:
        self._sheet, self._name, self._used = book.add_worksheet(name), name, 1
        self._sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for number, column in enumerate(columns):
            self._sheet.set_column(number, number, 60 if column in wide else 16)
            self._sheet.write_string(0, number, column, bold)

    def put(self, values: Iterable[Value]) -> None:
        """A row; a text stays a text whatever it begins with."""
        if self._used >= MOST_ROWS:
            raise ExportError(
                f"a sheet holds {MOST_ROWS:,} rows and there are more {self._name}; take --as parquet, or choose events"
            )
        for column, value in enumerate(values):
            if isinstance(value, str):
                self._sheet.write_string(self._used, column, _text(value))
            elif isinstance(value, bool):
                self._sheet.write_boolean(self._used, column, value)
            elif value is not None:
                self._sheet.write_number(self._used, column, value)
        self._used += 1


def _text(value: str) -> str:
    text = _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", str(escaped(value)))
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - len(_CUT)] + _CUT


def _settle(source: Path, target: Path) -> None:
    """The workbook again with the times and rights of its parts fixed."""
    with zipfile.ZipFile(source) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted(given.namelist()):
            with given.open(name) as part, out.open(entry(name), "w", force_zip64=True) as to:
                while piece := part.read(1 << 20):
                    to.write(piece)
