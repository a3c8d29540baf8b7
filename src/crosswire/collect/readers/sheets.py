"""An Excel workbook (.xlsx) to records.

In: the file, the options (a sheet may be named). Out: one `Record` a row below the header of each sheet that has a
column of text; ``origin.member`` names the sheet. Read row by row by openpyxl. A cell with a date becomes its ISO form;
a formula is what the program that saved the file last computed for it. Refused, with what to do: a file that unpacks to
more than twenty times ``max_bytes``, and one whose columns do not fit.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import openpyxl

from crosswire.collect.files import UnreadableError
from crosswire.collect.options import ReadOptions
from crosswire.collect.readers.tables import missing_columns, to_record
from crosswire.collect.records import Record, failure
from crosswire.collect.source import Source

_SWELL = 20


def read_workbook(source: Source, options: ReadOptions) -> Iterator[Record]:
    """The rows of every sheet that has a column of text, or of the sheet asked for."""
    with source.open() as stream, zipfile.ZipFile(stream) as archive:
        size = sum(part.file_size for part in archive.infolist())
        declared = any(b"<!DOCTYPE" in _head(archive, name) for name in archive.namelist() if name.endswith(".xml"))
    if declared:
        raise UnreadableError(
            "entities",
            f"{source.name} declares XML entities, which no spreadsheet program does: save it again as .xlsx.",
        )
    if size > _SWELL * options.max_bytes:
        raise UnreadableError(
            "too_large",
            f"{source.name} unpacks to {size:,} bytes, more than {_SWELL * options.max_bytes:,}: save the sheet as "
            ".csv, which may be of any size, or raise the limit (--max-bytes).",
        )
    with source.open() as stream, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        sheets = [sheet for sheet in book.worksheets if options.sheet in (None, sheet.title)]
        if not sheets:
            raise UnreadableError(
                "missing_sheet",
                f"{source.name} has no sheet {options.sheet!r}: it has {', '.join(book.sheetnames)}; name one of them.",
            )
        refused: list[Record] = []
        read = 0
        for sheet in sheets:
            for record in _sheet(source.name, sheet, options):
                if record.error is not None and record.error.code == "missing_columns":
                    refused.append(record)
                    break
                read += 1
                yield record
        if not read:  # a sheet of notes beside the one with the reports is no failure
            yield from refused[:1] or [failure("empty_table", f"{source.name} has no rows: nothing to read in it.")]


def _head(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(2048)


def _sheet(name: str, sheet: Any, options: ReadOptions) -> Iterator[Record]:
    rows = enumerate(sheet.iter_rows(values_only=True), start=1)
    columns: list[str] = []
    for number, row in rows:
        if number < (options.header_row or 1):
            continue
        columns = ["" if cell is None else str(cell).strip() for cell in row]
        if any(columns):
            break
    if not any(columns):
        return
    while columns and not columns[-1]:
        columns.pop()
    told = f"{name}, sheet {sheet.title!r}"
    refused = missing_columns(columns, options, told, sheet.title)
    if refused is not None:
        yield refused
        return
    first = number + 1
    for number, row in rows:
        fields = {column: _cell(cell) for column, cell in zip(columns, row, strict=False) if column}
        if any(value not in (None, "") for value in fields.values()):
            text = sum(len(value) for value in fields.values() if isinstance(value, str))
            if text > options.max_bytes:
                detail = f"{told}, row {number} is longer than the limit of {options.max_bytes:,} (--max-bytes)."
                yield failure("too_large", detail, number - first, sheet.title, "xlsx")
                continue
            yield to_record(fields, number - first, options, told, sheet.title)


def _cell(value: object) -> object:
    """A cell as a field: text stays, a date is ISO, a whole number has no point."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str | bool) or value is None else str(value)
