"""What an added document may change, with the real steps: a wire copy no estimate, an unrelated text no event."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


def counted(found: Read) -> tuple[list[tuple[object, ...]], list[int]]:
    """The figures with how many voices stand behind each, and how many voices tell of each event."""
    figures = sorted(
        (e.measure, e.of, e.policy, str((e.low, e.best, e.high)), len(e.voice_ids), e.grade or "")
        for e in found.derived.estimates
    )
    return figures, sorted(len(event.voice_ids) for event in found.derived.events)


OWN_LINES = (
    "The paper could not reach the town.",
    "Readers brought blankets to our office all evening.",
    "Our printers will rest on Sunday.",
)
DATED = {  # a copy with a day says when an undated text was printed: that is news, and may join two events
    WIRE: "The Dolna Post, July 25, 2018\n\n" + WIRE,
    OTHER: "The Karsten Herald, July 25, 2018\n\n" + OTHER,
}
BEFORE: dict[str, Read] = {}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    copied=st.sampled_from([WIRE, OTHER]),
    credit=st.sampled_from(["VELMORA, July 25 (OPA) - ", "By OPA\n\n", "VELMORA - ", ""]),
    stamp=st.sampled_from(["", "The Brisk Lantern, July 26, 2018\n\n", "The Brisk Lantern, July 29, 2018\n\n"]),
    own=st.sets(st.sampled_from(OWN_LINES)),
)
def test_a_copy_with_or_without_a_credit_changes_no_figure_and_no_number_of_voices(
    tmp_path_factory: pytest.TempPathFactory, copied: str, credit: str, stamp: str, own: set[str]
) -> None:
    if copied is OTHER and "OPA" in credit:
        credit = ""  # a credit says that somebody else wrote it
    folder = tmp_path_factory.mktemp("copy")
    if not BEFORE:
        BEFORE["both"] = read(folder / "before", {"wire": DATED[WIRE], "other": DATED[OTHER]})
    body = copied.replace("VELMORA, July 25 (OPA) - ", "").partition("\n\n")[2] or copied
    copy = stamp + credit + "\n\n".join([body, *sorted(own)])
    after = read(folder / "after", {"wire": DATED[WIRE], "other": DATED[OTHER], "copy": copy})
    assert counted(BEFORE["both"])[0]
    assert counted(after) == counted(BEFORE["both"])


def test_an_unrelated_text_changes_no_event_and_no_estimate(tmp_path: Path) -> None:
    before = read(tmp_path / "before", {"wire": WIRE, "other": OTHER})
    after = read(tmp_path / "after", {"wire": WIRE, "other": OTHER, "strange": STRANGE})
    own = {document.document_id for document in before.documents}
    kept = [event for event in after.derived.events if set(event.document_ids) <= own]
    assert kept == list(before.derived.events) and len(after.derived.events) > len(kept)
    ids = {event.event_id for event in kept}
    assert [e for e in after.derived.estimates if e.event_id in ids] == list(before.derived.estimates)
