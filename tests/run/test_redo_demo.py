"""Over the demo, read by the real steps, a decision honoured by itself gives what deriving everything anew gives."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from test_redo import dump

from crosswire.casebook import Casebook, decide
from crosswire.collect import read_paths
from crosswire.demo import corpus_folder
from crosswire.model import Decision
from crosswire.run import build
from crosswire.run.redo import redo


def test_each_decision_leads_to_what_a_build_makes(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    with Casebook.open(folder, create=True) as casebook:
        casebook.add_documents(read_paths([corpus_folder()]))
        build(casebook, workers=1)
        told = [claim for claim in casebook.claims() if claim.quantities and claim.event_id]
    word = told[4].trigger
    steps: list[Callable[[Casebook], Decision]] = [
        lambda c: decide.correct(c, told[0].claim_id, "figure", "killed any exact 7", by="Ada"),
        lambda c: decide.correct(c, told[1].claim_id, "source", "a witness", by="Ada"),
        lambda c: decide.correct(c, told[2].claim_id, "place", "nowhere known", by="Ada"),
        lambda c: decide.reject(c, told[3].claim_id, by="Ben"),
        lambda c: decide.add_claim(
            c, told[4].document_id, word.start + 1, word.end - 1,
            {"event_type": "killing", "figure": "killed civilians 12"}, by="Ada",
        ),
        lambda c: decide.undo(c, c.decisions()[3].decision_id, by="Ben"),
        lambda c: decide.merge(c, told[5].claim_id, told[-1].claim_id, by="Ada"),
    ]  # fmt: skip
    for number, step in enumerate(steps):
        with Casebook.open(folder) as casebook:
            step(casebook)
            whole = tmp_path / str(number)
            shutil.copytree(folder, whole)
            assert redo(casebook), number
        with Casebook.open(whole) as other:
            build(other, workers=1)
        mine, theirs = dump(folder), dump(whole)
        for table, found in theirs.items():
            assert mine[table] == found, (number, table)
