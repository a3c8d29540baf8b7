"""The tutorial notebook runs from top to bottom, and what its text says of the record is so."""

from __future__ import annotations

from pathlib import Path

import pytest

NOTEBOOK = Path(__file__).parents[2] / "docs" / "tutorial" / "python.ipynb"


def test_the_notebook_runs_and_shows_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "clear the notebook's outputs before you commit it"
    notebook.cells.append(
        nbformat.v4.new_code_cell(
            "(event,) = crosswire.events(case).to_pylist()\n"
            "assert (event['documents'], event['voices'], event['disputed']) == (3, 2, True), event\n"
            "assert {f['voice_id'] for f in figures.to_pylist()} == {'marn-watch', 'fmf'}"
        )
    )
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
