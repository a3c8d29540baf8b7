"""The whole flow with the real steps on the shipped demo reports: the same bytes however it is run, and valid."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import jsonschema
import pytest

from crosswire.casebook import Casebook
from crosswire.collect import read_paths
from crosswire.demo import corpus_folder
from crosswire.errors import LexiconError
from crosswire.publish.lines import LINES, schema_of
from crosswire.run import build


def crosswire(*arguments: object, seed: int) -> str:
    code = "from crosswire.cli import main; main()"
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stderr


def exported(paths: list[Path], folder: Path, *options: object, seed: int) -> dict[str, bytes]:
    crosswire("run", *paths, "--case", folder / "case", *options, seed=seed)
    crosswire("export", folder / "case", "--as", "jsonl", "--out", folder / "out", seed=seed)
    return {file.name: file.read_bytes() for file in sorted((folder / "out").iterdir())}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return exported([corpus_folder()], tmp_path_factory.mktemp("one"), seed=1)


def test_other_batches_workers_and_hash_seeds_give_the_same_bytes(record: dict[str, bytes], tmp_path: Path) -> None:
    other = exported([corpus_folder()], tmp_path, "--workers", 2, "--batch-size", 4, seed=2)
    assert {name for name in record if record[name] != other[name]} == set()


def test_what_is_handed_out_is_valid_and_every_quote_stands_at_its_place(record: dict[str, bytes]) -> None:
    rows = {name: [json.loads(line) for line in record[f"{name}.jsonl"].decode().splitlines()] for name in LINES}
    for name, lines in rows.items():
        assert lines
        validator = jsonschema.Draft202012Validator(schema_of(name))
        for line in lines:
            validator.validate(line)
    texts = {row["document_id"]: row["text"] for row in rows["documents"]}

    def quotes(part: object):
        if isinstance(part, dict):
            if {"quote", "start", "end"} <= part.keys():
                yield part
            for value in part.values():
                yield from quotes(value)
        elif isinstance(part, list):
            for value in part:
                yield from quotes(value)

    for claim in rows["claims"]:
        for quote in quotes(claim):
            assert texts[claim["document_id"]][quote["start"] : quote["end"]] == quote["quote"]
    for document in rows["documents"]:
        spans = [(passage["start"], passage["end"]) for passage in document["passages"]]
        assert spans == sorted(spans)
        assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))


def test_ids_refer_to_what_is_there(record: dict[str, bytes]) -> None:
    rows = {name: [json.loads(line) for line in record[f"{name}.jsonl"].decode().splitlines()] for name in LINES}
    claims = {row["claim_id"]: row for row in rows["claims"]}
    events = {row["event_id"]: row for row in rows["events"]}
    assert {c["event_id"] for c in claims.values()} - {None} == set(events)
    for event_id, event in events.items():
        assert event["claim_ids"] == sorted(c for c in claims if claims[c]["event_id"] == event_id)
        assert all(link[side] in claims for link in event["links"] for side in ("claim_a", "claim_b"))
    for row in (*rows["relations"], *rows["estimates"]):
        assert row["event_id"] in events
    for estimate in rows["estimates"]:
        known = [n for n in (estimate["low"], estimate["best"], estimate["high"]) if n is not None]
        assert known == sorted(known)
    assert all(claim["voice_id"] for claim in claims.values())


@pytest.mark.shared
def test_documents_that_were_there_keep_their_claims_when_one_is_added(tmp_path: Path) -> None:
    shared = Path(os.environ.get("CROSSWIRE_SHARED", Path(__file__).parents[2] / ".." / "shared")).resolve()
    seeds = sorted((shared / "seeds").glob("*.txt"))
    if not seeds:
        pytest.skip(f"NO SEEDS in {shared}: set CROSSWIRE_SHARED to the shared folder")
    crosswire("run", *seeds[:4], "--case", tmp_path / "case", seed=1)
    crosswire("add", tmp_path / "case", seeds[4], seed=1)
    assert "5 documents (1 read now)" in crosswire("build", tmp_path / "case", seed=1)
    crosswire("export", tmp_path / "case", "--out", tmp_path / "out", seed=1)
    whole = exported(seeds, tmp_path / "whole", seed=3)
    for name in ("documents", "claims", "estimates", "relations"):
        assert (tmp_path / "out" / f"{name}.jsonl").read_bytes() == whole[f"{name}.jsonl"]


@pytest.mark.parametrize("table", ["places.csv", "event_types.yaml", "counting.yaml", "people.yaml"])
def test_a_table_of_the_users_that_cannot_be_read_stops_the_build_and_loses_nothing(tmp_path: Path, table: str) -> None:
    with Casebook.open(tmp_path, create=True) as casebook:
        casebook.add_documents(islice(read_paths([corpus_folder()]), 2))
        before = build(casebook, workers=1)
        (tmp_path / "lexicon").mkdir()
        (tmp_path / "lexicon" / table).write_text("nothing: [like\n,a table", encoding="utf-8")
        with pytest.raises(LexiconError, match=table):
            build(casebook)
        assert (casebook.counts().claims, casebook.counts().events) == (before.claims, before.events) != (0, 0)
        assert not casebook.stage_errors()
