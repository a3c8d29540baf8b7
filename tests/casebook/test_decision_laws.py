"""Laws of decisions: undone is as before, the order of the log says nothing, a file carries all, quotes are found."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import decided_record
import jsonschema
import ostravia
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.casebook import Anchors, Casebook, anchor_of, settle
from crosswire.casebook.decisions import anchored, found_again
from crosswire.casebook.figure_text import figure_text, parse_figure
from crosswire.errors import UsageError
from crosswire.model import Anchored, Bound, Counts, Decision, FieldValue, Measure, Of, Quote
from crosswire.model.decision import in_time
from crosswire.publish.decisions import export_decisions, import_decisions
from crosswire.publish.jsonl import export_jsonl
from crosswire.publish.lines import schema_of
from crosswire.run import build

DOCUMENTS = (*decided_record.REPORTS, decided_record.FOREIGN)
TEXTS = {document.document_id: document.text for document in DOCUMENTS}
CLAIMS = [claim for document in DOCUMENTS for claim in ostravia.extract_claims(document)]
ANCHORS = [anchor_of(claim, TEXTS[claim.document_id]) for claim in CLAIMS]
FIGURES = [anchored(c.document_id, TEXTS[c.document_id], q.start, q.end) for c in CLAIMS for q in c.quantities]
_AT = DOCUMENTS[3].text.index("starben")
NEW = anchored(DOCUMENTS[3].document_id, DOCUMENTS[3].text, _AT, _AT + 7)
VALUES = {
    "status": ["denied", "happened"], "event_type": ["killing", "shelling"], "place": ["xo-dolna", "xo-velmora", None],
    "time": ["2031-05-04", "monday"], "actor": ["fmf", None], "source": ["opa", "A Baker"],
}  # fmt: skip


@st.composite
def logs(draw: st.DrawFn) -> list[Decision]:
    """Decisions of three people about the claims of the reports; some undo others."""
    log: list[Decision] = []
    for number in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(["merge", "split", "never_merge", "reject", "correct", "figure", "add", "undo"]))
        at = draw(st.integers(0, 59))
        one = Decision(decision_id=f"decision-{number}", kind="reject", by=draw(st.sampled_from(["Ada", "Ben", "Cy"])),
                       at=f"2031-06-01T00:{at:02}:00+00:00", a=draw(st.sampled_from(ANCHORS)))  # fmt: skip
        if kind in ("merge", "split", "never_merge"):
            other = draw(st.sampled_from([anchor for anchor in ANCHORS if anchor != one.a]))
            one = replace(one, kind=kind, b=other)
        elif kind == "correct":
            field = draw(st.sampled_from(sorted(VALUES)))
            value = FieldValue(field=field, value=draw(st.sampled_from(VALUES[field])))
            one = replace(one, kind="correct", fields=(value,))
        elif kind == "figure":
            which = draw(st.integers(0, len(ANCHORS) - 1))
            value = FieldValue(field="figure", value=f"killed {draw(st.integers(1, 40))}", words=FIGURES[which])
            one = replace(one, kind="correct", a=ANCHORS[which], fields=(value,))
        elif kind == "add":
            value = FieldValue(field="event_type", value=draw(st.sampled_from(["killing", "bombing"])))
            one = replace(one, kind="add", a=NEW, fields=(value, FieldValue(field="place", value="xo-velmora")))
        elif kind == "undo" and log:
            one = replace(one, kind="undo", a=None, undoes=draw(st.sampled_from(log)).decision_id)
        log.append(one)
    return log


@settings(max_examples=12)
@given(logs(), st.randoms(use_true_random=False))
def test_the_order_in_which_decisions_come_in_says_nothing(log: list[Decision], chance) -> None:
    other = list(log)
    chance.shuffle(other)
    assert decided_record.record(other) == decided_record.record(log)
    assert settle(other, Anchors(CLAIMS, TEXTS)) == settle(log, Anchors(CLAIMS, TEXTS))


@settings(max_examples=12)
@given(logs())
def test_a_decision_and_its_undo_leave_the_record_as_it_was(log: list[Decision]) -> None:
    *before, last = log
    undo = Decision(decision_id="decision-undo", kind="undo", by="Dee", at="2031-07-01", undoes=last.decision_id)
    assert decided_record.record([*log, undo]) == decided_record.record(before)


@given(logs())
def test_of_two_who_differ_each_names_the_other_and_one_thing_has_one_answer(log: list[Decision]) -> None:
    settled = {one.decision.decision_id: one for one in settle(log, Anchors(CLAIMS, TEXTS))}
    assert len(settled) == len(log)
    for name, one in settled.items():
        for other in one.against:
            assert name in settled[other].against
            assert settled[other].decision.by != one.decision.by
        if one.state == "overruled":
            assert one.against
    held = [one.decision for one in settled.values() if one.state == "holds"]
    for one in held:
        for other in held:
            if one.kind == other.kind == "correct" and (one.a, one.fields[0].field) == (other.a, other.fields[0].field):
                assert one.fields[0].value == other.fields[0].value


@settings(max_examples=3)
@given(logs())
def test_a_file_of_decisions_gives_the_same_record_in_a_fresh_casebook(tmp_path_factory, log: list[Decision]) -> None:
    folder = tmp_path_factory.mktemp("cases")
    with pytest.MonkeyPatch.context() as patch:
        decided_record.put_in_reader(patch)
        exported = []
        for name in ("one", "two"):
            with Casebook.open(folder / name, create=True) as casebook:
                casebook.add_documents(DOCUMENTS)
                if name == "one":
                    casebook.import_decisions(log)
                    export_decisions(casebook, folder / "log.jsonl")
                    for line in (folder / "log.jsonl").read_text("utf-8").splitlines():
                        jsonschema.validate(json.loads(line), schema_of("decisions"))
                else:
                    assert import_decisions(casebook, folder / "log.jsonl") == (len(log), 0)
                    assert import_decisions(casebook, folder / "log.jsonl") == (0, len(log))
                    export_decisions(casebook, folder / "again.jsonl")
                build(casebook)
                exported.append([file.read_bytes() for file in export_jsonl(casebook, folder / f"out-{name}")])
    assert exported[0] == exported[1]
    assert (folder / "log.jsonl").read_bytes() == (folder / "again.jsonl").read_bytes()


@given(
    st.sampled_from(sorted(Measure.__args__)), st.sampled_from(sorted(Of.__args__)),
    st.sampled_from(sorted(Bound.__args__)), st.sampled_from(sorted(Counts.__args__)),
    st.sampled_from([None, "opposition"]), st.integers(0, 10**6), st.integers(0, 99),
)  # fmt: skip
def test_a_figure_and_its_line_say_the_same(measure, of, bound, counts, side, number, more) -> None:
    numbers = "" if bound == "vague" else f"{number}-{number + more}" if bound == "between" else str(number)
    line = f"{measure} {of} {bound} {numbers} {counts} side={side or ''}"
    quantity = parse_figure(line).quantity(Quote(start=0, end=1, quote="x"))
    again = parse_figure(figure_text(quantity)).quantity(Quote(start=0, end=1, quote="x"))
    assert quantity == again
    assert (quantity.measure, quantity.of, quantity.bound, quantity.counts, quantity.side_id) == (
        measure, of, bound, counts, side,
    )  # fmt: skip


@given(st.text("ab ", max_size=30), st.text("ab ", max_size=30), st.text("ab ", max_size=6))
def test_an_anchor_found_again_stands_on_its_quote(before: str, after: str, moved: str) -> None:
    text = f"{before}xyx{after}"
    anchor = anchored("doc", text, len(before), len(before) + 3)
    assert found_again(anchor, text) == anchor
    other = moved + text
    found = found_again(anchor, other)
    assert found is not None and other[found.start : found.end] == "xyx"
    assert found_again(anchor, before + after) is None


def test_of_several_places_the_one_with_the_same_words_around_it_is_meant_or_none() -> None:
    text = "Two were killed in Brisk. Six were killed in Dolna."
    second = text.rindex("killed")
    anchor = anchored("doc", text, second, second + 6)
    longer = f"In brief. {text}"
    found = found_again(anchor, longer)
    assert found is not None and found.start == second + 10
    bare = Anchored(document_id="doc", quote="killed", start=second, end=second + 6)
    assert found_again(bare, longer) is None


def test_a_line_that_is_no_decision_is_named_and_nothing_is_taken_over(tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    one = Decision(decision_id="decision-1", kind="reject", by="Ada", at="2031-06-01", a=ANCHORS[0])
    with Casebook.open(tmp_path / "case", create=True) as casebook:
        casebook.decide(one)
        export_decisions(casebook, file)
        good = file.read_text("utf-8")
        for bad, said in (
            ("nonsense", "line 2: is no decision"),
            ('{"decision_id": "decision-2"}', "schema_version"),
            (good.replace("decision-1", "decision-2").replace('"reject"', '"picnic"'), "picnic"),
            (good.replace('"Ada"', '"Eve"'), "with other words"),
            (good.replace("decision-1", "decision-2").replace('"Ada"', '" "'), "no name"),
            (good.replace("decision-1", "decision-2").replace('"quote": "killed"', '"quote": "kill"'), "not as long"),
            (good.replace("decision-1", "decision-2").replace("2031-06-01", "yesterday"), "no time"),
            (good.replace("decision-1", "decision-2").replace('"kind": "reject"', '"kind": "grade"'), "needs a field"),
        ):
            file.write_text(good.replace("decision-1", "decision-3") + bad, "utf-8")
            with pytest.raises(UsageError, match=said):
                import_decisions(casebook, file)
            assert casebook.decisions() == [one]
        with pytest.raises(UsageError, match="cannot be read"):
            import_decisions(casebook, tmp_path / "nothing.jsonl")


def test_the_time_of_a_decision_is_a_moment_whatever_its_zone() -> None:
    early = Decision(decision_id="decision-9", kind="reject", by="Ada", at="2031-06-01T10:00:00+03:00", a=ANCHORS[0])
    late = replace(early, decision_id="decision-1", at="2031-06-01T09:00:00")
    assert in_time([late, early]) == [early, late]


def test_an_undo_may_come_before_what_it_undoes_and_is_listed_until_then(tmp_path: Path) -> None:
    one = Decision(decision_id="decision-1", kind="reject", by="Ada", at="2031-06-01", a=ANCHORS[0])
    undo = Decision(decision_id="decision-2", kind="undo", by="Ada", at="2031-06-02", undoes="decision-1")
    with Casebook.open(tmp_path, create=True) as casebook:
        casebook.import_decisions([undo])
        assert [s.state for s in settle(casebook.decisions(), Anchors(CLAIMS, TEXTS))] == ["lost"]
        casebook.import_decisions([one])
        assert [s.state for s in settle(casebook.decisions(), Anchors(CLAIMS, TEXTS))] == ["undone", "undo"]
        assert casebook.effective_decisions() == []
