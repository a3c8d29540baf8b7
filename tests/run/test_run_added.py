"""What an added document may change, with the real steps: a wire copy no estimate, an unrelated text no event."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from crosswire.collect import ReadOptions, read_paths
from crosswire.evaluate.flow import Read, read_through
from crosswire.lexicon import load
from crosswire.model import Document, Estimate

WIRE = (
    "Air strikes kill 18 in Velmora market\n\nVELMORA, July 25 (OPA) - Air strikes killed at least 18 civilians on"
    " Wednesday in a covered market in the town of Velmora, the agency OPA reported on July 25, 2018.\n\n"
    "Another 40 people were wounded when the planes came back an hour later, a doctor at the town hospital said."
)
OTHER = "At least 20 people were killed in an air strike on the market of Velmora on July 25, 2018, aid workers said."
STRANGE = "Three soldiers were abducted near the harbour of Brisk on March 2, 2011, a fisherman said."


def read(folder: Path, texts: dict[str, str]) -> Read:
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    lexicon = load()
    documents: Sequence[Document] = list(read_paths([folder], ReadOptions(), lexicon))
    return read_through(documents, lexicon, lambda step, done, total: None)


def said(estimates: Sequence[Estimate]) -> list[tuple[object, ...]]:
    """Estimates with their voices; a copy adds to the claims behind them."""
    return sorted(
        (e.measure, e.of, e.policy, str((e.low, e.best, e.high)), e.rule, e.voice_ids, e.grade or "") for e in estimates
    )


@pytest.mark.parametrize("credit", ["VELMORA, July 25 (OPA) - ", "(OPA) - "])
def test_a_wire_copy_changes_no_estimate(tmp_path: Path, credit: str) -> None:
    before = read(tmp_path / "before", {"wire": WIRE, "other": OTHER})
    copy = WIRE.replace("VELMORA, July 25 (OPA) - ", credit) + "\n\nThe paper could not reach the town."
    after = read(tmp_path / "after", {"wire": WIRE, "other": OTHER, "copy": copy})
    assert before.derived.estimates
    assert said(after.derived.estimates) == said(before.derived.estimates)


def test_an_unrelated_text_changes_no_event_and_no_estimate(tmp_path: Path) -> None:
    before = read(tmp_path / "before", {"wire": WIRE, "other": OTHER})
    after = read(tmp_path / "after", {"wire": WIRE, "other": OTHER, "strange": STRANGE})
    own = {document.document_id for document in before.documents}
    kept = [event for event in after.derived.events if set(event.document_ids) <= own]
    assert kept == list(before.derived.events) and len(after.derived.events) > len(kept)
    ids = {event.event_id for event in kept}
    assert [e for e in after.derived.estimates if e.event_id in ids] == list(before.derived.estimates)
