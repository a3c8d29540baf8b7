"""A law, over made-up agency texts read for real: who prints an agency's text again moves no figure."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.collect import ReadOptions, read_paths
from crosswire.evaluate.flow import read_through
from crosswire.lexicon import load

WIRE = (
    "{means} kill {n} in {town}\n\nVELMORA, July 25 (OPA) - {means} killed at least {n} civilians on Wednesday in a"
    " covered market in the town of {town}, the agency OPA reported on July 25, 2018.\n\nAnother {m} people were"
    " wounded when the ambulances came, a doctor at the town hospital said.{more}"
)


def estimates(texts: dict[str, str]) -> list[tuple[Any, ...]]:
    """Estimates with their voices; a copy adds to the claims behind them."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            (Path(folder) / f"{name}.txt").write_text(text, encoding="utf-8")
        lexicon = load()
        documents = list(read_paths([Path(folder)], ReadOptions(), lexicon))
        found = read_through(documents, lexicon, lambda step, done, total: None).derived.estimates
    return sorted(
        (e.measure, e.of, e.policy, str((e.low, e.best, e.high)), e.rule, e.voice_ids, e.grade or "") for e in found
    )


@given(
    st.sampled_from(["Air strikes", "Shells", "Rockets"]),
    st.sampled_from(["Velmora", "Karsten"]),
    st.integers(4, 90),
    st.integers(4, 90),
    st.sampled_from(["", "\n\nThe paper could not reach the town."]),
)
@settings(max_examples=6, deadline=None)
def test_a_wire_copy_changes_no_estimate(means: str, town: str, n: int, m: int, more: str) -> None:
    wire = WIRE.format(means=means, town=town, n=n, m=m, more="")
    other = (
        f"At least {n + 2} people were killed in an attack on the market of {town} on July 25, 2018, aid workers said."
    )
    copy = WIRE.format(means=means, town=town, n=n, m=m, more=more) + "\n"
    before = estimates({"wire": wire, "other": other})
    assert before
    assert estimates({"wire": wire, "other": other, "copy": copy.replace("VELMORA, July 25 ", "")}) == before
