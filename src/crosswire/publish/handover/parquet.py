"""``parquet``: the flat tables as Parquet files, for DuckDB, pandas and Arrow.

In: the record.  Out: ``events.parquet``, ``claims.parquet``, ``estimates.parquet``, ``relations.parquet`` and
``documents.parquet``, written some thousand rows at a time, each column of one type and null where nothing is known.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from crosswire.publish.handover.cells import Value
from crosswire.publish.handover.record import Record
from crosswire.publish.handover.sheets import COLUMNS, lines

GROUP = 5000
_TYPES = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


def write_parquet(record: Record, folder: Path) -> None:
    """Write the files."""
    schemas = {
        name: pa.schema([(column, _TYPES[kind]) for column, kind in columns.items()])
        for name, columns in COLUMNS.items()
    }
    waiting: dict[str, list[dict[str, Value]]] = {name: [] for name in COLUMNS}
    with ExitStack() as opened:
        writers = {
            name: opened.enter_context(pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd"))
            for name, schema in schemas.items()
        }

        def write(name: str) -> None:
            writers[name].write_table(pa.Table.from_pylist(waiting[name], schema=schemas[name]), row_group_size=GROUP)
            waiting[name].clear()

        for name, row in lines(record):
            waiting[name].append(row)
            if len(waiting[name]) >= GROUP:
                write(name)
        for name in COLUMNS:
            if waiting[name]:
                write(name)
