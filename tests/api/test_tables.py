"""The record as tables: from Python, in SQL, in Datasette, in DuckDB."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import yaml
from click.testing import CliRunner

import crosswire
from crosswire.casebook import Casebook
from crosswire.casebook.views import questions, views
from crosswire.cli import app
from crosswire.errors import CasebookError, IntakeError, UsageError

SQLITE_KINDS = {"text": "text", "int": "integer", "real": "real", "bool": "integer"}


def ask(case: Path, sql: str) -> list[tuple[object, ...]]:
    """As somebody with nothing but SQLite would."""
    connection = sqlite3.connect(f"file:{case / 'casebook.db'}?mode=ro", uri=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize("name", views())
def test_a_view_has_the_columns_and_kinds_that_are_documented(karsten: Path, name: str) -> None:
    told = views()[name].columns
    assert [column for (_, column, *_) in ask(karsten, f"PRAGMA table_info({name})")] == [c.name for c in told]
    for column in told:
        kinds = {kind for (kind,) in ask(karsten, f"SELECT DISTINCT typeof({column.name}) FROM {name}")}
        assert kinds <= {SQLITE_KINDS[column.kind], "null"}, column.name
        if column.text.endswith("never null"):
            assert "null" not in kinds
    assert ask(karsten, f"SELECT count(*) FROM {name}") != [(0,)]
    assert crosswire.table(karsten, name).column_names == [column.name for column in told]


def test_no_view_is_undocumented(karsten: Path) -> None:
    there = ask(karsten, "SELECT name FROM sqlite_master WHERE type = 'view'")
    assert {name for (name,) in there} == views().keys() == crosswire.tables().keys()


def test_every_quote_stands_at_its_place_in_the_text(karsten: Path) -> None:
    assert ask(karsten, questions()["quotes_out_of_place"]["sql"]) == []
    (count,) = ask(karsten, "SELECT count(*) FROM quotes WHERE what = 'figure'")[0]
    assert count == len(crosswire.figures(karsten)) == 3


def test_tables_say_what_the_nouns_say(karsten: Path) -> None:
    with Casebook.open(karsten) as casebook:
        assert crosswire.claims(casebook)["claim_id"].to_pylist() == [one.claim_id for one in casebook.claims()]
        events = casebook.events()
    table = crosswire.events(karsten).to_pylist()
    assert [row["event_id"] for row in table] == [event.event_id for event in events]
    first, noun = table[0], events[0]
    assert (first["voices"], first["claims"]) == (len(noun.voice_ids), len(noun.claim_ids))
    assert first["time_conflict"] is noun.time_conflict
    assert (first["lat"], first["country"]) == (1.0, "XO")
    assert crosswire.documents(karsten)["state"].to_pylist().count("read") == 4
    assert [row["note"] for row in crosswire.table(karsten, "decisions_flat").to_pylist()] == ["no"]


def test_tables_are_filtered_by_events(karsten: Path) -> None:
    assert crosswire.events(karsten, place="Karsten").num_rows == 1
    assert set(crosswire.figures(karsten, place="Karsten")["event_id"].to_pylist()) == {"event-1"}
    assert crosswire.estimates(karsten, policy="as-reported").num_rows == 1
    assert crosswire.estimates(karsten, policy="gtd").num_rows == 0
    nothing = crosswire.claims(karsten, since="2050-01-01")
    assert nothing.num_rows == 0 and nothing.schema == crosswire.claims(karsten).schema
    for refused in (
        lambda: crosswire.table(karsten, "documents_flat", place="Karsten"),
        lambda: crosswire.table(karsten, "sqlite_master"),
        lambda: crosswire.events(karsten, town="Karsten"),
        lambda: crosswire.estimates(karsten, policy="best"),
    ):
        with pytest.raises(UsageError, match=r"there are|choose one of|only views"):
            refused()


def test_pandas_takes_a_table(karsten: Path) -> None:
    frame = crosswire.events(karsten).to_pandas()
    assert frame["disputed"].dtype == bool and len(frame) == 4
    assert hasattr(crosswire.events(karsten), "__arrow_c_stream__")


def test_duckdb_takes_tables_and_parquet_files(karsten: Path, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    connection.register("events_flat", crosswire.events(karsten))
    pq.write_table(crosswire.figures(karsten), tmp_path / "figures.parquet")
    found = connection.execute(
        "SELECT label, max(low) FROM events_flat JOIN read_parquet(?) USING (event_id) WHERE measure = 'killed'"
        " GROUP BY label",
        [str(tmp_path / "figures.parquet")],
    ).fetchall()
    assert found == [("Killings in Karsten", 31)]


@pytest.mark.parametrize("name", views())
def test_duckdb_takes_every_view(karsten: Path, name: str) -> None:
    """As Arrow tables: what attaches a SQLite file to DuckDB is an extension that has to be fetched."""
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
    connection.register("held", crosswire.table(karsten, name))
    found = connection.execute("SELECT * FROM held")
    assert [column for column, *_ in found.description] == [column.name for column in views()[name].columns]
    assert sorted(map(repr, found.fetchall())) == sorted(
        repr(tuple(row.values())) for row in crosswire.table(karsten, name).to_pylist()
    )
    assert connection.execute("SELECT count(*) FROM held").fetchall() == ask(karsten, f"SELECT count(*) FROM {name}")


def test_datasette_opens_the_casebook_with_its_metadata(karsten: Path, tmp_path: Path) -> None:
    datasette = pytest.importorskip("datasette.app")
    file = tmp_path / "metadata.yaml"
    assert CliRunner().invoke(app, ["tables", "--datasette", str(file)], catch_exceptions=False).exit_code == 0
    metadata = yaml.safe_load(file.read_text("utf-8"))
    opened = datasette.Datasette([str(karsten / "casebook.db")], metadata=metadata)

    async def pages() -> list[tuple[str, int, str]]:
        await opened.invoke_startup()
        found = []
        for path in ["/casebook", *(f"/casebook/{name}" for name in (*views(), *questions()))]:
            answer = await opened.client.get(path)
            found.append((path, answer.status_code, answer.text))
        return found

    answers = asyncio.run(pages())
    assert {status for _, status, _ in answers} == {200}
    told = {path: text for path, _, text in answers}
    assert "the highest number killed" in told["/casebook/events_flat"]
    assert "Killings in Karsten" in told["/casebook/killed_by_policy"]


@pytest.mark.parametrize("name", questions())
def test_the_questions_are_sql_that_runs(karsten: Path, name: str) -> None:
    rows = ask(karsten, questions()[name]["sql"])
    assert rows or name in ("disputed_tolls", "quotes_out_of_place")


def test_the_command_lists_the_tables() -> None:
    said = CliRunner().invoke(app, ["tables"], catch_exceptions=False)
    assert all(f"{name}: a row is" in said.output for name in views())


def test_an_older_casebook_gets_the_views(tmp_path: Path) -> None:
    from crosswire.casebook.migrate import migrations, statements

    connection = sqlite3.connect(tmp_path / "casebook.db")
    connection.create_function("plain", 1, str)
    for number, script in migrations():
        if "CREATE VIEW" in script:
            break
        for statement in statements(script):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")
    connection.commit()
    connection.close()
    assert crosswire.events(tmp_path).num_rows == 0


def test_import_is_quick_and_typed() -> None:
    code = "import sys, crosswire; assert not {'pyarrow', 'spacy', 'yaml'} & sys.modules.keys(); print(dir(crosswire))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=20)
    assert all(repr(name) in said.stdout for name in crosswire.__all__)
    assert (Path(crosswire.__file__).parent / "py.typed").exists()
    assert all(getattr(crosswire, name).__doc__ for name in crosswire.__all__)
    with pytest.raises(AttributeError, match="no attribute 'evnts'"):
        crosswire.evnts  # noqa: B018


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="no such file"):
        crosswire.read(tmp_path / "none", tmp_path / "case")
    with pytest.raises(CasebookError, match="no casebook here"):
        crosswire.events(tmp_path / "case")
