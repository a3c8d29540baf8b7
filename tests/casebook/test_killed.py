"""A process that is killed loses nothing it had committed, and the next one goes on by itself."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from former_shapes import old_casebook

from crosswire.casebook import Casebook
from crosswire.casebook.health import examine
from crosswire.publish.jsonl import export_jsonl

DYING = Path(__file__).with_name("dying.py")
KILLS = 200 if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else 3


def live(folder: Path, nth: int) -> tuple[int, list[list[str]]]:
    """Run the child; its exit code and the steps it says were committed."""
    ran = subprocess.run(
        [sys.executable, str(DYING), str(folder), str(nth)], capture_output=True, text=True, check=False, timeout=300
    )
    assert ran.returncode in (0, -signal.SIGKILL), ran.stderr
    return ran.returncode, [line.split() for line in ran.stdout.splitlines()]


def record_of(folder: Path, out: Path) -> dict[str, bytes]:
    with Casebook.open(folder) as casebook:
        return {file.name: file.read_bytes() for file in export_jsonl(casebook, out)}


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
