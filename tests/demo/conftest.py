"""Where tests that need the shared folder find it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture
def shared_folder() -> Path:
    """The folder with seeds and bench data; skips, saying so, where it is missing."""
    folder = Path(os.environ.get("CROSSWIRE_SHARED") or Path(__file__).parents[2].parent / "shared")
    if not (folder / "seeds").is_dir():
        pytest.skip(f"{folder}: no shared folder here; set CROSSWIRE_SHARED to run this test")
    return folder
