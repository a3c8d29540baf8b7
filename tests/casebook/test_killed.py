"""A process that is killed loses nothing it had committed, and the next one goes on by itself."""

from __future__ import annotations

import os
import random
import re
import signal
import sys
import traceback
from pathlib import Path

import dying
import pytest
from former_shapes import old_casebook

from crosswire.casebook import Casebook
from crosswire.casebook.health import examine
from crosswire.publish.jsonl import export_jsonl

KILLS = 200 if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else 3


def live(folder: Path, nth: int) -> tuple[int, list[list[str]]]:
    """Run the child, a process of its own that has loaded all; how it ended and the steps it says were committed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writing, 1)
        sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
        try:
            dying.main(folder, nth)
            sys.stdout.flush()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as said:
        told = [line.split() for line in said]
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, -signal.SIGKILL)
    return code, told


def record_of(folder: Path, out: Path) -> dict[str, bytes]:
    """The exported record, but for the ids that events bore in between: a run that is taken up again builds at other
    moments."""
    with Casebook.open(folder) as casebook:
        found = {file.name: file.read_bytes() for file in export_jsonl(casebook, out)}
    return found | {"events.jsonl": re.sub(rb'"former_ids": \[[^]]*\]', b"", found["events.jsonl"])}


def test_nothing_committed_is_lost_and_the_next_run_goes_on(tmp_path: Path) -> None:
    _, told = live(tmp_path / "whole", 0)
    total = int(told[-1][1])
    whole = record_of(tmp_path / "whole", tmp_path / "whole-out")
    chance, kills, case = random.Random(total), 0, 0
    while kills < KILLS:
        folder, committed = tmp_path / f"case-{case}", set[str]()
        case += 1
        while True:
            code, told = live(folder, chance.randrange(1, total))
            committed |= {step[1] for step in told if step[0] in ("added", "decided")}
            if code == 0:
                break
            kills += 1
            if (folder / "casebook.db").exists() and committed:
                assert [one for one in examine(folder) if one.precious] == []
                with Casebook.open(folder) as casebook:
                    kept = {d.document_id for d in casebook.documents()}
                    kept |= {d.decision_id for d in casebook.decisions()}
                assert committed <= kept
        assert examine(folder) == []
        assert record_of(folder, tmp_path / f"out-{case}") == whole


@pytest.mark.parametrize("nth", range(3, 3 + 4 * max(1, KILLS // 20), 4))
def test_a_migration_that_is_killed_is_done_by_the_next_command(tmp_path: Path, nth: int) -> None:
    folder = tmp_path / "old"
    ids = old_casebook(folder, version=1)
    live(folder, nth)
    assert [one for one in examine(folder) if one.precious] == []
    with Casebook.open(folder) as casebook:
        kept = {d.document_id for d in casebook.documents()} | {d.decision_id for d in casebook.decisions()}
        assert set(ids) <= kept
    assert examine(folder) == []
