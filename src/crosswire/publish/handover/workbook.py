"""``xlsx``: the flat tables as one workbook.

In: the record.  Out: ``record.xlsx``, a sheet a table, its headings frozen, written a row at a time.  The properties
and the parts of the file bear a fixed day, so that the same record gives the same bytes.  Texts are written as texts,
never as formulas.  Fails with `ExportError` where a table has more rows than a sheet can hold.
"""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from crosswire.publish.handover.cells import Value, escaped
from crosswire.publish.handover.files import FIRST_DAY, entry
from crosswire.publish.handover.record import Record
from crosswire.publish.handover.sheets import COLUMNS, lines
from crosswire.publish.jsonl import ExportError

MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
_CUT = " … (cut here: a cell holds no more; --as parquet has all)"
_WIDE = frozenset(
    {"label", "quote", "killed_rule", "rule", "reason", "grade_reasons", "title", "outlets", "voice_names"}
)
_DATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_DAY = datetime(*FIRST_DAY).isoformat().encode() + b"Z"


def write_workbook(record: Record, file: Path) -> None:
    """Write the workbook."""
    book = Workbook(write_only=True)
    sheets, used = {}, dict.fromkeys(COLUMNS, 1)
    for name, columns in COLUMNS.items():
        sheet = sheets[name] = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, column in enumerate(columns, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = 60 if column in _WIDE else 16
        sheet.append([heading(sheet, column) for column in columns])
    try:
        for name, row in lines(record):
            used[name] += 1
            if used[name] > MOST_ROWS:
                raise ExportError(
                    f"a sheet holds {MOST_ROWS:,} rows and there are more {name}; take --as parquet, or choose events"
                )
            sheets[name].append([cell_of(sheets[name], row.get(column)) for column in COLUMNS[name]])
    finally:
        for sheet in sheets.values():
            sheet.close()
    draft = file.with_suffix(".draft")
    book.save(draft)
    undated(draft, file)
    draft.unlink()


def heading(sheet: Any, text: str) -> Any:
    """A text as the heading of a column."""
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell


def cell_of(sheet: Any, value: Value) -> Any:
    """A value as a cell; a text stays a text whatever it begins with."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", str(escaped(value)))
    if len(text) > MOST_CHARACTERS:
        text = text[: MOST_CHARACTERS - len(_CUT)] + _CUT
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell


def undated(source: Path, target: Path) -> None:
    """The workbook ``source`` again as ``target``, without the time of its writing."""
    with zipfile.ZipFile(source) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted(given.namelist()):
            with given.open(name) as part, out.open(entry(name), "w", force_zip64=True) as to:
                if name == "docProps/core.xml":
                    to.write(_DATED.sub(rb"\g<1>" + _DAY + rb"\g<2>", part.read()))
                    continue
                while piece := part.read(1 << 20):
                    to.write(piece)
