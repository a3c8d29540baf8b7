"""Workers are forked from a process that has loaded what they need, and leave nobody behind."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from crosswire.garbage import SELDOM, collecting_seldom, give_back
from crosswire.run.local import pmap
from crosswire.run.parts import Part

sys.path.insert(0, str(Path(__file__).parent))
import slow_parts

FORKS = "forkserver" in multiprocessing.get_all_start_methods()


@pytest.mark.skipif(not FORKS, reason="this system cannot fork")
def test_a_worker_finds_the_parser_loaded_and_imports_pandas_only_when_asked(tmp_path: Path) -> None:
    parts = [Part(number=number, start=0, stop=1) for number in range(2)]
    assert pmap(partial(slow_parts.loaded, folder=tmp_path), parts, workers=1, seconds=lambda part: 60) == []
    assert {file.read_text() for file in tmp_path.iterdir()} == {"parser lexicon tables pandas"}


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs Linux")
def test_a_killed_build_leaves_no_process_behind(tmp_path: Path) -> None:
    script = tmp_path / "sleeping.py"
    script.write_text(
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from functools import partial\nfrom pathlib import Path\nimport slow_parts\n"
        "from crosswire.run.local import pmap\nfrom crosswire.run.parts import Part\n"
        "if __name__ == '__main__':\n"
        "    parts = [Part(number=n, start=0, stop=1) for n in range(40)]\n"
        f"    work = partial(slow_parts.tell_and_wait, folder=Path({str(tmp_path)!r}))\n"
        "    pmap(work, parts, workers=2, seconds=lambda part: 600)\n"
    )
    running = subprocess.Popen([sys.executable, str(script)])
    processes = _waited(lambda: [int(file.stem) for file in tmp_path.glob("*.pid")], 3)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert _waited(lambda: [1] if not any(_runs(one) for one in processes) else [], 1)


def _waited(what: Callable[[], list[int]], number: int) -> list[int]:
    """What is found, once it is so many."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if len(found := what()) >= number:
            return found
        time.sleep(0.1)
    raise AssertionError(f"not within a minute: {what()}")


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_cycles_are_looked_for_as_before_afterwards() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="x"), collecting_seldom():
        assert gc.get_threshold() == SELDOM
        raise ValueError("x")
    assert gc.get_threshold() == before


def test_what_cycles_hold_is_given_back() -> None:
    class Node:
        other: Node

    one, two = Node(), Node()
    one.other, two.other = two, one
    kept = weakref.ref(one)
    with collecting_seldom():
        del one, two
        assert kept() is not None
        give_back()
        assert kept() is None
