"""Whole commands, as processes of their own, killed at moments drawn by chance: whatever stood stays, and the next
command goes on to the record of a casebook that was never disturbed."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from crosswire.casebook import Casebook
from crosswire.casebook.health import examine
from crosswire.publish.jsonl import export_jsonl

SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
KILLS = 90 if SOAK else 2
WORDS = (
    "{n} people were killed in shelling on Velmora on Tuesday, said Marn Watch. The army denied it.",
    "An air strike on Karsten killed {n} civilians on 4 March 2031, OPA said.",
    "The Free Marn Front said it had taken Dolna; {n} soldiers were wounded.",
)
Command = list[str]


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three folders of three reports."""
    folder = tmp_path_factory.mktemp("given")
    for number in range(9):
        file = folder / f"{'abc'[number // 3]}/report-{number}.txt"
        file.parent.mkdir(exist_ok=True)
        file.write_text(WORDS[number % 3].format(n=5 + number), encoding="utf-8")
    return folder


def steps(given: Path, case: Path) -> Iterator[Command]:
    """The commands that fill a casebook, each told when those before it are done; the first few in the short form."""
    workers = ["--workers", "2", "--batch-size", "1"] if SOAK else ["--workers", "1"]
    yield ["run", f"{given}/a", "--case", f"{case}", "--reader", "rules", *workers]
    with Casebook.open(case) as casebook:
        ids = [claim.claim_id for claim in casebook.claims()]
    yield ["decide", f"{case}", "reject", ids[0], "--by", "ada", "--note", "one"]
    yield ["build", f"{case}"]
    if SOAK:
        yield ["add", f"{case}", f"{given}/b"]
        yield ["build", f"{case}", "--workers", "1"]
        yield ["decide", f"{case}", "never-merge", ids[1], ids[2], "--by", "ada", "--note", "two"]
        yield ["run", f"{given}/c", "--case", f"{case}", "--workers", "1"]


def started(command: Command) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "crosswire", *command],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def lasts(command: Command) -> float:
    """Run it to its end; the seconds it took."""
    began = time.monotonic()
    ends_well(started(command))
    return time.monotonic() - began


def ends_well(process: subprocess.Popen[bytes], seconds: float | None = None) -> None:
    _, said = process.communicate(timeout=seconds)
    assert process.returncode == 0, said.decode()


class Killing:
    """Kills commands.  Workers of one that are left to themselves live on beside the next one."""

    def __init__(self) -> None:
        self._left: list[int] = []

    def at(self, seconds: float, command: Command, *, whole: bool) -> bool:
        """Whether the command was at work when it was killed; ``whole``: its workers too."""
        process, left, self._left = started(command), self._left, []
        try:
            ends_well(process, seconds)
            return False
        except subprocess.TimeoutExpired:
            if whole:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
                self._left.append(process.pid)
            process.wait()
            return True
        finally:
            for group in left:
                with suppress(ProcessLookupError):
                    os.killpg(group, signal.SIGKILL)


def noted(case: Path, command: Command) -> bool:
    """Whether the log has this decision: it was written before the process died."""
    if command[0] != "decide":
        return False
    with Casebook.open(case) as casebook:
        return any(one.note == command[-1] for one in casebook.decisions())


def record_of(case: Path, out: Path) -> dict[str, bytes]:
    """The exported record, but for ids borne in between, and what comes of the time of a decision."""
    with Casebook.open(case) as casebook:
        found = {file.name: file.read_bytes() for file in export_jsonl(casebook, out)}
    changing: Sequence[bytes] = (rb'"former_ids": \[[^]]*\]', rb"decision-[0-9a-f]{16}")
    return {name: re.sub(b"|".join(changing), b"", told) for name, told in found.items()}


def test_killed_commands_leave_a_whole_casebook_and_end_in_one_record(given: Path, tmp_path: Path) -> None:
    undisturbed = tmp_path / "undisturbed"
    took = [lasts(command) for command in steps(given, undisturbed)]
    expected = record_of(undisturbed, tmp_path / "expected")
    assert expected["claims.jsonl"]
    chance, killing, kills = random.Random(KILLS), Killing(), 0
    for number in count():
        case = tmp_path / f"case-{number}"
        for command, longest in zip(steps(given, case), took, strict=True):
            ended = False
            while not ended and kills < KILLS:
                if killing.at(chance.uniform(0.05, 1.1) * longest, command, whole=chance.random() < 0.5):
                    kills, longest = kills + 1, 1.3 * longest  # a machine may be slower than it was
                    if (case / "casebook.db").exists():
                        assert examine(case) == [], (command, kills)
                    ended = noted(case, command)
                else:
                    ended = True
            if not ended:
                lasts(command)
        assert examine(case) == []
        assert record_of(case, tmp_path / f"out-{number}") == expected, kills
        print(f"{kills} kills, {number + 1} casebooks", flush=True)
        if kills >= KILLS:
            break
