"""JSON, JSONL and CSV files to records.

In: a file and the options. Out: one `Record` a row, line or list item. A row that cannot be read becomes an error
record and costs only itself; a file whose shape or columns do not fit gives one error record. JSONL and CSV are read
line by line, so a file may be of any size; a line longer than ``max_bytes`` is refused.
"""

from __future__ import annotations

import csv
import itertools
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from crosswire.collect import options as names
from crosswire.collect.credits import Given
from crosswire.collect.files import UnreadableError
from crosswire.collect.options import ReadOptions
from crosswire.collect.readers.tools import tool_of
from crosswire.collect.records import Record, failure
from crosswire.collect.source import Source
from crosswire.model import Origin

_LISTS = ("articles", "documents", "records", "items", "data", "results", "rows", "reports")


def _pick(record: Mapping[str, Any], asked: str | None, usual: tuple[str, ...]) -> Any:
    """The value of the column asked for, else of the first usual name that has one (case does not matter)."""
    if asked is not None:
        return record.get(asked)
    folded = {str(key).strip().lower(): value for key, value in record.items() if key is not None}
    return next((folded[name] for name in usual if folded.get(name) not in (None, "")), None)


def _words(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if isinstance(value, list):
        value = ", ".join(str(item) for item in value if isinstance(item, str | int))
    if isinstance(value, bool) or value is None:
        return None
    return str(value).strip() or None


def _text(record: Mapping[str, Any], options: ReadOptions) -> str | None:
    """The text exactly as given; several columns joined with a blank line; None when there is no such field."""
    if options.text:
        parts = [record.get(name) for name in options.text]
        given = [part for part in parts if isinstance(part, str)]
        if len(options.text) == 1:
            return given[0] if given else None
        return "\n\n".join(part for part in given if part.strip()) if given else None
    folded = {str(key).strip().lower(): value for key, value in record.items() if key is not None}
    return next((folded[name] for name in names.TEXT_NAMES if isinstance(folded.get(name), str)), None)


def to_record(
    record: Mapping[str, Any], row: int | None, options: ReadOptions, name: str, member: str | None = None
) -> Record:
    """One mapping of fields as a record; the fields of a known tool are told by their names."""
    tool = tool_of(record.keys())
    chosen = options if tool is None else tool.over(options)
    if tool is None or options.text:
        text = _text(record, options)
    else:
        told = (record.get(field) for field in tool.text)
        text = next((value for value in told if isinstance(value, str) and value.strip()), None)
        if text is None and tool.headlines:
            text = _words(record.get(chosen.title or ""))
    where = name if row is None else f"{name}, row {row}"
    if text is None:
        usual = names.TEXT_NAMES[:4] if tool is None else (*tool.text, tool.title)
        wanted = " or ".join(options.text or usual)
        return failure(
            "missing_text",
            f"{where} has no text in {wanted}: name the field that holds it (--text-column).",
            row,
            member,
        )
    given = Given(
        how="given",
        title=_words(_pick(record, chosen.title, names.TITLE_NAMES)),
        outlet=_words(_pick(record, chosen.outlet, names.OUTLET_NAMES)),
        byline=_words(_pick(record, chosen.byline, names.BYLINE_NAMES)),
        agency=_words(_pick(record, chosen.agency, names.AGENCY_NAMES)),
        url=_words(_pick(record, chosen.url, names.URL_NAMES)),
        published=_pick(record, chosen.published, names.PUBLISHED_NAMES),
    )
    origin = None
    if tool is not None:
        captured = _words(record.get(tool.captured)) if tool.captured else None
        captured = captured if captured and captured[:4].isdigit() else None
        origin = Origin(format=tool.name, captured=captured, member=member)
    elif member is not None:
        origin = Origin(format="xlsx", member=member)
    return Record(
        row=row,
        text=text,
        given=(given,),
        address_id=_words(record.get(chosen.id)) if chosen.id is not None else None,
        origin=origin,
    )


def read_json(source: Source, options: ReadOptions) -> Iterator[Record]:
    """A JSON file: one record, a list of them, or an object that holds such a list."""
    name = source.name
    try:
        data = msgspec.json.decode(source.text(options.max_bytes))
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        yield failure(
            "bad_json", f"{name} is not valid JSON ({error}): repair it, or name it .jsonl when each line is a record."
        )
        return
    if isinstance(data, dict) and _text(data, options) is None and tool_of(data.keys()) is None:
        data = next((data[key] for key in _LISTS if isinstance(data.get(key), list)), data)
    if isinstance(data, dict):
        yield to_record(data, None, options, name)
    elif isinstance(data, list):
        for row, item in enumerate(data):
            yield _item(item, row, options, name)
    else:
        yield failure(
            "bad_json", f"{name} holds no record: a record is an object with a text field, alone or in a list."
        )


def read_jsonl(source: Source, options: ReadOptions) -> Iterator[Record]:
    """A JSON Lines file; ``row`` is the 0-based line, blank lines are passed over."""
    decoder = msgspec.json.Decoder()
    name = source.name
    for row, line in source.lines(options.max_bytes):
        if line is None:
            yield failure(
                "too_large",
                f"{name}, line {row + 1} is longer than the limit of {options.max_bytes:,}: shorten it, or raise the "
                "limit (--max-bytes).",
                row,
            )
            continue
        if not line.strip():
            continue
        try:
            item = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            yield failure(
                "bad_json", f"{name}, line {row + 1} is not valid JSON ({error}): repair or drop this line.", row
            )
            continue
        yield _item(item, row, options, name)


def _item(item: Any, row: int, options: ReadOptions, name: str) -> Record:
    if not isinstance(item, dict):
        return failure(
            "bad_record", f"{name}, row {row} is not an object with fields: each record needs a text field.", row
        )
    return to_record(item, row, options, name)


def missing_columns(
    columns: Sequence[str], options: ReadOptions, name: str, member: str | None = None
) -> Record | None:
    """Why a table with these columns cannot be read; None when it can."""
    missing = [column for column in options.named() if column not in columns]
    has = f"it has {', '.join(columns) or 'none'}"
    if missing:
        detail = f"{name} has no column {', '.join(missing)}: {has}; name the right ones."
        return failure("missing_columns", detail, member=member, kind="xlsx")
    folded = [column.strip().lower() for column in columns]
    if not options.text and not any(column in folded for column in names.TEXT_NAMES) and tool_of(columns) is None:
        detail = (
            f"{name} has no column of text ({', '.join(names.TEXT_NAMES[:4])}): {has}; say which one holds the text "
            "(--text-column)."
        )
        return failure("missing_columns", detail, member=member, kind="xlsx")
    return None


def read_table(source: Source, options: ReadOptions) -> Iterator[Record]:
    """A CSV or TSV file with a header line; ``row`` is the 0-based data row as Python's csv module reads it."""
    name = source.name
    lines = _whole_lines(source, options)
    head = next(lines, "")
    delimiter = "\t" if name.lower().endswith(".tsv") else max(",;\t", key=lambda mark: (head.count(mark), mark == ","))
    csv.field_size_limit(min(options.max_bytes, sys.maxsize, 2**31 - 1))
    reader = csv.DictReader(itertools.chain([head], lines), delimiter=delimiter)
    row = -1
    try:
        refused = missing_columns(list(reader.fieldnames or ()), options, name)
        if refused is not None:
            yield refused
            return
        for row, fields in enumerate(reader):
            yield to_record({key: value for key, value in fields.items() if key is not None}, row, options, name)
    except csv.Error as error:
        yield failure(
            "bad_table",
            f"{name} breaks off after row {row} ({error}): repair the quotes in that row, or raise the limit "
            "(--max-bytes) if its text is that long.",
            row + 1,
        )


def _whole_lines(source: Source, options: ReadOptions) -> Iterator[str]:
    """The lines of a table; what follows a line that is too long cannot be told apart and is not read."""
    for number, line in source.lines(options.max_bytes):
        if line is None:
            raise UnreadableError(
                "too_large",
                f"{source.name}, line {number + 1} is longer than the limit of {options.max_bytes:,}, and what follows "
                "was not read: shorten it, or raise the limit (--max-bytes).",
            )
        yield line
