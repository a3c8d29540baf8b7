"""The gate: what falls is refused, what is not there is skipped, and both are said."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from crosswire.errors import UsageError
from crosswire.evaluate import gate
from crosswire.evaluate.gate import Pin, check, chosen, hold, pinned, read_pins
from crosswire.evaluate.report import SETS, Report, Score

PIN = Pin(
    set="fakes", folder="fakes", split="score", data_sha256="1a", tolerance=0.005,
    scores={"place": 0.9, "actor": 0.5}, default=True,
)  # fmt: skip


def report(**values: float) -> Report:
    scores = {name: Score(value=value, low=value, high=value, n=9) for name, value in values.items()}
    return Report(set="fakes", split="score", data_sha256="1a", scores=scores, seconds=1.0, documents_per_second=9.0)


def states(pin: Pin, told: Report) -> dict[str, str]:
    return {line.name: line.state for line in hold(pin, told)}


def test_each_score_is_held_better_or_dropped() -> None:
    assert states(PIN, report(place=0.896, actor=0.6)) == {"place": "held", "actor": "better"}
    assert states(PIN, report(place=0.894, actor=0.5)) == {"place": "dropped", "actor": "held"}


def test_a_score_that_is_gone_has_dropped() -> None:
    assert states(PIN, report(place=0.9)) == {"place": "held", "actor": "dropped"}


def test_of_kilometres_fewer_are_better() -> None:
    pin = replace(PIN, scores={"median_km": 10.0})
    assert states(pin, report(median_km=10.04)) == {"median_km": "held"}
    assert states(pin, report(median_km=11.0)) == {"median_km": "dropped"}
    assert states(pin, report(median_km=9.0)) == {"median_km": "better"}


def test_other_data_is_skipped() -> None:
    lines = hold(PIN, replace(report(place=0.1, actor=0.1), data_sha256="2b"))
    assert [line.state for line in lines] == ["skipped"]
    assert "not what was pinned" in str(lines[0])


def test_missing_data_is_skipped(tmp_path: Path) -> None:
    lines, measured = check(PIN, tmp_path)
    assert ([line.state for line in lines], measured) == (["skipped"], None)
    assert "CROSSWIRE_SHARED" in str(lines[0])


def test_pinning_takes_over_values_and_hash() -> None:
    assert pinned(PIN, replace(report(place=0.91234, actor=0.4), data_sha256="2b")) == replace(
        PIN, scores={"place": 0.9123, "actor": 0.4}, data_sha256="2b"
    )


def test_the_command_fails_on_a_drop_and_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "gate.json"
    file.write_text(json.dumps([asdict(PIN)]))
    (tmp_path / "bench" / "fakes").mkdir(parents=True)
    monkeypatch.setenv("CROSSWIRE_SHARED", str(tmp_path))
    monkeypatch.setattr(gate, "FILE", file)
    monkeypatch.setitem(SETS, "fakes", lambda *given: report(place=0.8, actor=0.5))
    said = CliRunner().invoke(gate.main, [])
    assert said.exit_code == 1
    assert "dropped  fakes (score) place: 0.8000, pinned 0.9000" in said.stdout
    assert "--split look" in said.stderr and "PIN=1" in said.stderr
    assert CliRunner().invoke(gate.main, ["--pin"]).exit_code == 0
    assert CliRunner().invoke(gate.main, []).exit_code == 0
    assert "took 1 s" in CliRunner().invoke(gate.main, ["all"]).output
    assert "no pin for claims" in str(CliRunner().invoke(gate.main, ["claims"]).exception)


def test_only_the_quick_sets_are_measured_when_none_is_named() -> None:
    slow = replace(PIN, set="muc4", default=False)
    assert chosen([PIN, slow], (), new=False) == [PIN]
    assert chosen([PIN, slow], ("muc4",), new=False) == [slow]
    assert chosen([PIN, slow], ("all",), new=False) == [PIN, slow]


def test_a_set_is_pinned_for_the_first_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "gate.json"
    file.write_text(json.dumps([asdict(PIN)]))
    (tmp_path / "bench" / "re3d").mkdir(parents=True)
    monkeypatch.setenv("CROSSWIRE_SHARED", str(tmp_path))
    monkeypatch.setattr(gate, "FILE", file)
    monkeypatch.setitem(SETS, "re3d", lambda *given: replace(report(entity_f1=0.4, entity_recall=0.3), set="re3d"))
    with pytest.raises(UsageError, match="no pin for re3d"):
        chosen(read_pins(file), ("re3d",), new=False)
    assert CliRunner().invoke(gate.main, ["re3d", "--pin"]).exit_code == 0
    first, second = read_pins(file)
    assert (first, second.set, second.scores, second.default) == (PIN, "re3d", {"entity_f1": 0.4}, False)


def test_what_is_pinned_first_is_a_set_that_exists() -> None:
    # "copies" is written anew by its grammar, and lies in no folder of ours
    assert set(gate.PINNED) | {"claims", "fakes", "copies"} == set(SETS)


def test_the_pins_of_the_project_can_be_read_and_name_sets_that_exist(tmp_path: Path) -> None:
    pins = read_pins(Path(__file__).parents[2] / "benchmarks" / "gate.json")
    assert {pin.set for pin in pins} <= set(SETS)
    with pytest.raises(UsageError, match="no list of pinned scores"):
        read_pins(tmp_path / "none.json")
