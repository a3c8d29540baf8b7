"""The wheel is the same bytes wherever and whenever it is built, and holds what the package needs at run time."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def built(folder: Path, touched: int) -> Path:
    """The wheel of a copy of the tree whose files all bear the time ``touched``."""
    tree = folder / "tree"
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "src", tree / "src", ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree / name)
    for file in tree.rglob("*"):
        os.utime(file, (touched, touched))
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index",
         "--wheel-dir", str(folder), str(tree)],
        check=True, env={**os.environ, "SOURCE_DATE_EPOCH": "1767225600"}, capture_output=True,
    )  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    return wheel


def test_two_builds_give_one_wheel_with_all_its_data(tmp_path: Path) -> None:
    for name in ("one", "another"):
        (tmp_path / name).mkdir()
    first, second = built(tmp_path / "one", 1_600_000_000), built(tmp_path / "another", 1_700_000_000)
    assert hashlib.sha256(first.read_bytes()).digest() == hashlib.sha256(second.read_bytes()).digest()
    with zipfile.ZipFile(first) as archive:
        packed = {name for name in archive.namelist() if name.startswith("crosswire/")}
    sources = {
        file.relative_to(ROOT / "src").as_posix()
        for file in (ROOT / "src" / "crosswire").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert packed == sources
