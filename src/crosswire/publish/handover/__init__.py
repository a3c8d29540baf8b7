"""Handing the record out in the formats of the people who use it.

In: a casebook, the name of a format, a folder, which events, a policy, and whether private persons are named.  Out: the
files, written one event at a time.  A table comes with two more files: what each cell rests on, and which events have
no row and why.  The same record gives the same bytes.  Fails with `ExportError` when the folder cannot be written to or
the record contradicts itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from crosswire.casebook import Casebook, EventFilter
from crosswire.lexicon import Lexicon
from crosswire.model import Policy
from crosswire.publish.handover import acled, airwars, claims_csv, geojson, plover, ucdp, web_annotation
from crosswire.publish.handover.cells import Row, basis_line, csv_line, json_line
from crosswire.publish.handover.record import ALL, Record, Told
from crosswire.publish.handover.tables import LeftOut
from crosswire.publish.whole import unfinished

__all__ = ["FORMATS", "Record", "hand_over"]

Writer = Callable[[Record, Path], None]
_LEFT_OUT = ("event_id", "label", "reason")


def hand_over(
    casebook: Casebook,
    form: str,
    folder: Path,
    *,
    wanted: EventFilter = ALL,
    names: bool = False,
    policy: Policy | None = None,
) -> list[Path]:
    """Write the record in the format ``form`` into ``folder`` (made if missing) and return the files' paths."""
    with casebook.reading(), unfinished(folder) as aside:
        FORMATS[form](Record(casebook, wanted=wanted, names=names, policy=policy), aside)
        made = sorted(file.name for file in aside.iterdir())
    return [folder / name for name in made]


def _each(
    record: Record, rows: Callable[[Told, Lexicon, Policy], Iterator[Row | LeftOut]], policy: Policy
) -> Iterator[Row | LeftOut]:
    """The rows of all wanted events under the wanted policy, else the format's own; and the events without any."""
    for told in record.events():
        yield from rows(told, record.lexicon, record.policy or policy)


def _acled(record: Record, aside: Path) -> None:
    _csv(aside, "acled", _each(record, acled.rows, acled.POLICY), acled.COLUMNS)


def _ucdp(record: Record, aside: Path) -> None:
    _csv(aside, "ucdp", _each(record, ucdp.rows, ucdp.POLICY), ucdp.COLUMNS)


def _airwars(record: Record, aside: Path) -> None:
    def rows(told: Told, lexicon: Lexicon, policy: Policy) -> Iterator[Row | LeftOut]:
        return airwars.rows(told, lexicon, policy, names=record.names)

    _csv(aside, "airwars", _each(record, rows, airwars.POLICY), airwars.COLUMNS)


def _claims(record: Record, aside: Path) -> None:
    _csv(aside, "claims", claims_csv.rows(record), claims_csv.COLUMNS)


def _plover(record: Record, aside: Path) -> None:
    rows = _each(record, plover.rows, plover.POLICY)
    _write(aside, "plover", "jsonl", rows, lambda row: json_line(plover.line(row)))


def _geojson(record: Record, aside: Path) -> None:
    rows = _each(record, geojson.rows, geojson.POLICY)
    head = '{"type": "FeatureCollection", "features": [\n'
    _write(aside, "events", "geojson", rows, lambda row: json_line(geojson.feature(row))[:-1], head, ",\n", "\n]}\n")


def _annotations(record: Record, aside: Path) -> None:
    with (aside / "annotations.jsonl").open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(map(json_line, web_annotation.all_quotes(record)))


def _workbook(record: Record, aside: Path) -> None:
    from crosswire.publish.handover.workbook import write_workbook

    write_workbook(record, aside / "record.xlsx")


def _parquet(record: Record, aside: Path) -> None:
    from crosswire.publish.handover.parquet import write_parquet

    write_parquet(record, aside)


def _ftm(record: Record, aside: Path) -> None:
    from crosswire.publish.handover.ftm import write_statements

    write_statements(record, aside / "statements.json")


def _pack(record: Record, aside: Path) -> None:
    from crosswire.publish.handover.pack import write_pack

    write_pack(record, aside)


def _csv(aside: Path, name: str, rows: Iterator[Row | LeftOut] | Iterator[Row], columns: Sequence[str]) -> None:
    _write(aside, name, "csv", rows, lambda row: csv_line([row.value(one) for one in columns]), csv_line(columns))


def _write(
    aside: Path,
    name: str,
    ending: str,
    rows: Iterator[Row | LeftOut] | Iterator[Row],
    shown: Callable[[Row], str],
    head: str = "",
    between: str = "",
    tail: str = "",
) -> None:
    """The rows, what they rest on, and what has none, in one pass."""
    with (
        (aside / f"{name}.{ending}").open("w", encoding="utf-8", newline="") as out,
        (aside / f"{name}.basis.jsonl").open("w", encoding="utf-8", newline="\n") as basis,
        (aside / f"{name}.left-out.csv").open("w", encoding="utf-8", newline="") as without,
    ):
        out.write(head)
        without.write(csv_line(_LEFT_OUT))
        first = True
        for row in rows:
            if isinstance(row, LeftOut):
                without.write(csv_line((row.event_id, row.label, row.reason)))
                continue
            out.write(("" if first else between) + shown(row))
            basis.write(basis_line(row))
            first = False
        out.write(tail)


FORMATS: dict[str, Writer] = {
    "acled": _acled,
    "ucdp": _ucdp,
    "plover": _plover,
    "geojson": _geojson,
    "claims-csv": _claims,
    "airwars": _airwars,
    "xlsx": _workbook,
    "parquet": _parquet,
    "ftm": _ftm,
    "w3c-annotation": _annotations,
    "evidence-pack": _pack,
}
"""The formats by name, each a function that writes its files."""
