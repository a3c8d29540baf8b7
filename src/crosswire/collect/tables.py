"""JSON, JSONL and CSV files to records.

In: the decoded text of a file, its name and the options. Out: one `Record` a row, line or list item. A row that
cannot be read becomes an error record and costs only itself; a file whose shape or columns do not fit gives one
error record.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from crosswire.collect import options as names
from crosswire.collect.credits import Given
from crosswire.collect.options import ReadOptions
from crosswire.collect.records import Record, failure

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


def to_record(record: Mapping[str, Any], row: int | None, options: ReadOptions, name: str) -> Record:
    """One mapping of fields as a record."""
    text = _text(record, options)
    where = name if row is None else f"{name}, row {row}"
    if text is None:
        wanted = " or ".join(options.text or names.TEXT_NAMES[:4])
        return failure(
            "missing_text", f"{where} has no text in {wanted}: name the field that holds it (--text-column).", row
        )
    given = Given(
        how="given",
        title=_words(_pick(record, options.title, names.TITLE_NAMES)),
        outlet=_words(_pick(record, options.outlet, names.OUTLET_NAMES)),
        byline=_words(_pick(record, options.byline, names.BYLINE_NAMES)),
        agency=_words(_pick(record, options.agency, names.AGENCY_NAMES)),
        url=_words(_pick(record, options.url, names.URL_NAMES)),
        published=_pick(record, options.published, names.PUBLISHED_NAMES),
    )
    return Record(
        row=row,
        text=text,
        given=(given,),
        address_id=_words(record.get(options.id)) if options.id is not None else None,
    )


def read_json(source: str, name: str, options: ReadOptions) -> Iterator[Record]:
    """A JSON file: one record, a list of them, or an object that holds such a list."""
    try:
        data = msgspec.json.decode(source)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        yield failure(
            "bad_json", f"{name} is not valid JSON ({error}): repair it, or name it .jsonl when each line is a record."
        )
        return
    if isinstance(data, dict) and _text(data, options) is None:
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


def read_jsonl(source: str, name: str, options: ReadOptions) -> Iterator[Record]:
    """A JSON Lines file; ``row`` is the 0-based line, blank lines are passed over."""
    decoder = msgspec.json.Decoder()
    for row, line in enumerate(source.split("\n")):
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


def read_table(source: str, name: str, options: ReadOptions) -> Iterator[Record]:
    """A CSV or TSV file with a header line; ``row`` is the 0-based data row as Python's csv module reads it."""
    head = source.split("\n", 1)[0]
    delimiter = "\t" if name.lower().endswith(".tsv") else max(",;\t", key=lambda mark: (head.count(mark), mark == ","))
    csv.field_size_limit(max(csv.field_size_limit(), len(source) + 1))
    reader = csv.DictReader(io.StringIO(source, newline=""), delimiter=delimiter)
    columns = list(reader.fieldnames or ())
    missing = [column for column in options.named() if column not in columns]
    folded = [column.strip().lower() for column in columns]
    if missing:
        yield failure(
            "missing_columns",
            f"{name} has no column {', '.join(missing)}: it has {', '.join(columns) or 'none'}; name the right ones.",
        )
        return
    if not options.text and not any(column in folded for column in names.TEXT_NAMES):
        yield failure(
            "missing_columns",
            f"{name} has no column of text ({', '.join(names.TEXT_NAMES[:4])}): it has {', '.join(columns) or 'none'}; "
            "say which one holds the text (--text-column).",
        )
        return
    row = -1
    try:
        for row, fields in enumerate(reader):
            yield to_record({key: value for key, value in fields.items() if key is not None}, row, options, name)
    except csv.Error as error:
        yield failure(
            "bad_table", f"{name} breaks off after row {row} ({error}): repair the quotes in that row.", row + 1
        )
