"""crosswire from Python: read files, derive the record, take it as tables.

In: paths of files and of a casebook, or an open `Casebook`.  Out: reports of what was done, and Arrow tables, which
pandas, polars and DuckDB take as they are.  A table has the columns of the SQL view it is read from
(``docs/reference/sql.md``), in an order that does not depend on how the record was made; an empty one has its columns
too.  Fails with `CrosswireError`, whose message says what to do.

    import crosswire

    crosswire.read("reports", "my-case")
    crosswire.build("my-case")
    crosswire.events("my-case", place="Velmora", disputed=True).to_pandas()
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack, get_args

import pyarrow as pa
import pyarrow.compute as pc

from crosswire.casebook import AddReport, Casebook, EventFilter
from crosswire.casebook.views import ColumnKind, View, ViewColumn, view, views
from crosswire.errors import IntakeError, UsageError
from crosswire.model import Policy

if TYPE_CHECKING:
    from crosswire.collect import ReadOptions
    from crosswire.run import BuildReport

Case = Casebook | str | PathLike[str]
"""An open `Casebook`, or the path of its folder."""


class Wanted(TypedDict, total=False):
    """Which events a table is about; what is not given asks for nothing.

    ``place``: an id of the gazetteer, or part of the name of a town or governorate.  ``actor``: an id of the lexicon,
    or part of a name.  ``since``, ``until``: ISO dates, both included.  ``event_type``: as the codebook calls it
    (``air_strike``).  ``disputed``: only events with a contradiction.  ``voices``: the least number of voices.
    """

    place: str
    actor: str
    since: str
    until: str
    event_type: str
    disputed: bool
    voices: int


def read(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]], case: Case, *, options: ReadOptions | None = None
) -> AddReport:
    """Read files and folders into a casebook, made if missing; nothing is derived yet.

    The report counts what was added and lists what could not be read.  The same file twice is one document.
    """
    from crosswire.collect import read_paths
    from crosswire.lexicon import load

    given = [paths] if isinstance(paths, str | PathLike) else list(paths)
    files = [Path(path) for path in given]
    for file in files:
        if not file.exists():
            raise IntakeError(f"{file}: no such file or folder; check the path")
    with _open(case, create=True) as casebook:
        return casebook.add_documents(read_paths(files, options, load(casebook.lexicon_folder)))


def build(case: Case, *, workers: int | None = None) -> BuildReport:
    """Derive the record anew from the documents, the lexicon and the decisions.

    Documents that were read before come from the cache.  ``workers``: processes to read with, two by default; no
    result depends on it.  In a script, call it under ``if __name__ == "__main__":``.
    """
    from crosswire.run import build as derive

    with _open(case) as casebook:
        return derive(casebook, workers=workers)


def documents(case: Case) -> pa.Table:
    """A row a document, with its text and what became of it."""
    return table(case, "documents_flat")


def claims(case: Case, **wanted: Unpack[Wanted]) -> pa.Table:
    """A row a claim, with its sentence, voice, place and time."""
    return table(case, "claims_flat", **wanted)


def figures(case: Case, **wanted: Unpack[Wanted]) -> pa.Table:
    """A row a figure of a claim: measure, of whom, low, best, high, bound, and its words."""
    return table(case, "figures", **wanted)


def quotes(case: Case, **wanted: Unpack[Wanted]) -> pa.Table:
    """A row for each run of words that a claim rests on, with its place in the text."""
    return table(case, "quotes", **wanted)


def events(case: Case, **wanted: Unpack[Wanted]) -> pa.Table:
    """A row an event, by day."""
    return table(case, "events_flat", **wanted)


def estimates(case: Case, *, policy: Policy | None = None, **wanted: Unpack[Wanted]) -> pa.Table:
    """A row an estimate, of all policies or of one."""
    if policy is not None and policy not in get_args(Policy):
        raise UsageError(f"no policy {policy!r}; choose one of {', '.join(get_args(Policy))}")
    found = table(case, "estimates_flat", **wanted)
    return found if policy is None else found.filter(pc.equal(found["policy"], policy))


def relations(case: Case, **wanted: Unpack[Wanted]) -> pa.Table:
    """A row a relation between two claims of an event, with the words of both figures and the reason."""
    return table(case, "relations_flat", **wanted)


def table(case: Case, name: str, **wanted: Unpack[Wanted]) -> pa.Table:
    """Any view of the casebook as a table; `tables` names them."""
    known = view(name)
    schema = pa.schema([pa.field(column.name, _KINDS[column.kind]) for column in known.columns])
    with _open(case) as casebook, casebook.reading():
        batches = [_batch(rows, known, schema) for rows in casebook.view_rows(name, _filter(wanted))]
    return pa.Table.from_batches(batches, schema=schema)


def tables() -> dict[str, tuple[ViewColumn, ...]]:
    """The columns of every table by its name: what each is called, its kind (text, int, real, bool), what it holds."""
    return {one.name: one.columns for one in views().values()}


@contextmanager
def _open(case: Case, *, create: bool = False) -> Iterator[Casebook]:
    """An open casebook stays open; a path is opened and closed again."""
    if isinstance(case, Casebook):
        yield case
    else:
        with Casebook.open(Path(case), create=create) as casebook:
            yield casebook


def _filter(wanted: Wanted) -> EventFilter | None:
    if unknown := wanted.keys() - Wanted.__annotations__.keys():
        raise UsageError(f"no filter {', '.join(sorted(unknown))}; there are {', '.join(Wanted.__annotations__)}")
    return EventFilter(**wanted) if wanted else None


_KINDS: dict[ColumnKind, pa.DataType] = {
    "text": pa.string(), "int": pa.int64(), "real": pa.float64(), "bool": pa.bool_()
}  # fmt: skip


def _batch(rows: Sequence[tuple[Any, ...]], known: View, schema: pa.Schema) -> pa.RecordBatch:
    cells = zip(*rows, strict=True)
    arrays = [
        pa.array(
            [None if cell is None else bool(cell) for cell in column] if told.kind == "bool" else column, kind.type
        )
        for column, told, kind in zip(cells, known.columns, schema, strict=True)
    ]
    return pa.record_batch(arrays, schema=schema)
