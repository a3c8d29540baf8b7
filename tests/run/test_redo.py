"""Honouring a decision by itself gives the record that deriving everything anew gives."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswire.casebook import Casebook, decide
from crosswire.casebook.fields import GRADES
from crosswire.errors import UsageError
from crosswire.run import build
from crosswire.run.redo import redo

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
TABLES = (
    "claims", "copies", "stage_errors", "events", "event_actors", "event_alias", "relations", "estimates",
    "main_events", "waiting", "alike", "answered", "keys",
    "voice_events", "voice_outlets", "outlet_tally", "voice_tally", "actor_tally", "place_tally",
)  # fmt: skip
UNLIKE = {"claim_key", "event_key", "stamp"}
"""Columns that number rows in the order of writing."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A built casebook; the steps before linking are stand-ins, linking and reconciling are the real ones."""
    from deciding import stand_ins, written
    from linking import Country, make

    country = Country(Random(3))
    documents, claims = written(*make(18, 2, country, Random(5)))
    folder = tmp_path_factory.mktemp("redo") / "case"
    with stand_ins(country, claims), Casebook.open(folder, create=True) as casebook:
        casebook.add_documents(documents)
        build(casebook)
        yield folder


def copied(folder: Path, to: Path) -> Path:
    to.mkdir()
    connection = sqlite3.connect(folder / "casebook.db")
    connection.execute("VACUUM INTO ?", (str(to / "casebook.db"),))
    connection.close()
    return to


def dump(folder: Path) -> dict[str, Any]:
    connection = sqlite3.connect(folder / "casebook.db")
    found: dict[str, Any] = {}
    for table in (*TABLES, "built"):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] not in UNLIKE]
        found[table] = sorted(connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall(), key=repr)
    found["search"] = connection.execute(
        "SELECT count(*) FROM quote_search WHERE quote_search MATCH 'a* OR b*'"
    ).fetchone()
    connection.close()
    return found


def decided(casebook: Casebook, chance: Random, number: int) -> None:
    """One decision by one of two people; pairs are of claims that lie near each other as often as not."""
    claims = [claim for claim in casebook.claims() if claim.event_id]
    one = chance.choice(claims)
    near = [c for c in claims if c.claim_id in casebook.alike([one.claim_id], linked=False)]
    other = chance.choice(near if near and chance.random() < 0.7 else claims)
    how: dict[str, Any] = {"by": chance.choice(["Ada", "Ben"]), "at": f"2036-01-01T00:00:{number:02}+00:00"}
    log = casebook.decisions()
    kind = chance.choice(
        ["merge", "split", "never_merge", "confirm", "grade", "undo", "undo", "correct", "reject", "add", "part"]
    )
    if kind in ("merge", "split", "never_merge"):
        getattr(decide, kind)(casebook, one.claim_id, other.claim_id, **how)
    elif kind == "confirm" and one.quantities:
        decide.confirm(casebook, one.claim_id, **how)
    elif kind == "grade" and one.event_id:
        decide.grade(casebook, one.event_id, chance.choice(list(GRADES)), **how)
    elif kind == "correct" and one.quantities:
        decide.correct(casebook, one.claim_id, "figure", f"killed any exact {chance.randint(1, 90)}", **how)
    elif kind == "reject":
        decide.reject(casebook, one.claim_id, **how)
    elif kind == "add":
        text = casebook.document(one.document_id).text
        start = chance.randrange(len(text) - 9)
        figure = chance.choice([*(q.best for c in near for q in c.quantities if q.best), 12])
        fields: dict[Any, str | None] = {"event_type": other.event_type, "figure": f"killed any exact {figure}"}
        if other.place and other.place.place_id:
            fields["place"] = other.place.place_id
        decide.add_claim(casebook, one.document_id, start, start + 8, fields, **how)
    elif kind == "part":
        beside = [c for c in claims if c.document_id == one.document_id and c.event_id == one.event_id and c != one]
        if beside:
            decide.split(casebook, one.claim_id, chance.choice(beside).claim_id, **how)
    elif log:
        decide.undo(casebook, chance.choice(log).decision_id, **how)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000))
def test_what_a_decision_touches_is_derived_as_if_everything_were(
    world: Path, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = Random(seed)
    folder = copied(world, tmp_path_factory.mktemp("one") / "case")
    for number in range(chance.randint(2, 5)):
        with Casebook.open(folder) as casebook:
            try:
                decided(casebook, chance, number)
            except UsageError:
                continue
            whole = copied(folder, tmp_path_factory.mktemp("whole") / "case")
            assert redo(casebook), (seed, number)
        with Casebook.open(whole) as other:
            build(other)
        mine, theirs = dump(folder), dump(whole)
        for table, found in theirs.items():
            assert mine[table] == found, (seed, number, table)


def test_merging_and_undoing_touch_little_and_lead_back(world: Path, tmp_path: Path) -> None:
    folder = copied(world, tmp_path / "case")
    with Casebook.open(folder) as casebook:
        before = dump(folder)
        one, other = casebook.event_ids()[:2]
        merged = decide.merge(casebook, one, other, by="Ada")
        assert redo(casebook)
        assert casebook.count_events() == len(before["events"]) - 1
        decide.undo(casebook, merged.decision_id, by="Ada")
        assert redo(casebook)
    after = dump(folder)
    assert [row for table in TABLES for row in after[table]] == [row for table in TABLES for row in before[table]]


def test_what_changes_a_claim_touches_its_text_and_what_looks_like_it(world: Path, tmp_path: Path) -> None:
    with Casebook.open(copied(world, tmp_path / "case")) as casebook:
        claim = next(claim for claim in casebook.claims() if claim.quantities)
        decide.correct(casebook, claim.claim_id, "figure", "killed any exact 7", by="Ada")
        assert redo(casebook) and casebook.built().decisions == 1
        assert 7 in [q.best for q in casebook.claim(claim.claim_id).quantities]


def test_what_was_derived_by_other_code_is_left_to_a_build(world: Path, tmp_path: Path) -> None:
    with Casebook.open(copied(world, tmp_path / "case")) as casebook:
        assert redo(casebook)
        with patch("crosswire.run.redo.code_of", lambda *_: "other"):
            assert not redo(casebook)
