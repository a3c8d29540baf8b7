"""The command line with the invented reports (`ostravia`) and stand-ins for the steps."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "casebook"))
import ostravia

from crosswire import cli
from crosswire.model import Document, StageError, content_id

Run = Callable[..., "Said"]


class Said:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> object:
        return json.loads(self.out)


def fake_read_paths(paths, options=None, lexicon=None):
    for path in paths:
        for file in sorted(path.glob("*.txt")) if path.is_dir() else [path]:
            if file.suffix != ".txt":
                error = StageError(stage="collect", code="format", detail=f"{file.name} is no text; save it as text")
                yield Document(document_id=content_id("doc", file.name), file=file.name, state="error", error=error)
                continue
            yield ostravia.document(file.read_text("utf-8"), file=file.name, outlet=options.outlet_default)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    ostravia.put_in(monkeypatch)
    import crosswire.collect
    import crosswire.lexicon

    monkeypatch.setattr(crosswire.collect, "read_paths", fake_read_paths)
    monkeypatch.setattr(crosswire.lexicon, "load", lambda folder=None: ostravia.FakeLexicon())

    def call(*arguments: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["crosswire", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return Said(int(ended.value.code or 0), said.out, said.err)

    return call


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "daily.txt").write_text(ostravia.VELMORA_DAILY)
    (folder / "opa.txt").write_text(ostravia.OPA_REPORT)
    return folder


@pytest.fixture
def case(run: Run, texts: Path, tmp_path: Path) -> Path:
    said = run("run", texts, "--case", tmp_path / "case", "--outlet", "Velmora Daily")
    assert said.code == 0, said.err
    assert "2 documents added" in said.err
    return tmp_path / "case"
