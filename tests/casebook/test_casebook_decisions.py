"""The log of decisions is append-only, can be undone only by a further line, and survives new claim ids."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import ostravia
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.casebook import Anchors, Casebook, anchor_of
from crosswire.errors import UsageError
from crosswire.model import Anchored, Decision
from crosswire.model.decision import effective

DAILY = ostravia.document(ostravia.VELMORA_DAILY, file="daily.txt")
VELMORA, BRISK = ostravia.extract_claims(DAILY)


def decision(name: str, kind: str = "reject", *, undoes: str | None = None, **fields: object) -> Decision:
    a = None if kind == "undo" else anchor_of(VELMORA)
    b = anchor_of(BRISK) if kind in ("merge", "split", "never_merge") else None
    given = {"a": a, "b": b, "at": "2031-05-04T10:00:00+00:00", **fields}
    return Decision(decision_id=name, kind=kind, by="Ada", undoes=undoes, **given)


@pytest.fixture
def casebook(tmp_path: Path):
    with Casebook.open(tmp_path, create=True) as opened:
        opened.add_documents([DAILY])
        yield opened


def test_the_log_keeps_its_order(casebook: Casebook) -> None:
    made = [decision("d-2", "merge"), decision("d-1"), decision("d-3", "undo", undoes="d-2")]
    for one in made:
        casebook.decide(one)
    assert casebook.decisions() == made
    assert [one.decision_id for one in casebook.effective_decisions()] == ["d-1"]


def test_nobody_changes_the_log(casebook: Casebook) -> None:
    casebook.decide(decision("d-1"))
    for statement in ("DELETE FROM decisions", "UPDATE decisions SET kind = 'merge'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            casebook._connection.execute(statement)


def test_what_a_decision_must_name(casebook: Casebook) -> None:
    with pytest.raises(UsageError, match="no decision"):
        casebook.decide(decision("d-1", "undo", undoes="d-0"))
    with pytest.raises(UsageError, match="two claims"):
        casebook.decide(decision("d-1", "merge", b=None))
    with pytest.raises(UsageError, match="one claim"):
        casebook.decide(decision("d-1", "reject", b=anchor_of(BRISK)))
    casebook.decide(decision("d-1"))
    with pytest.raises(UsageError, match="already"):
        casebook.decide(decision("d-1"))


def test_an_undo_of_an_undo_gives_back() -> None:
    log = [decision("1"), decision("2", "undo", undoes="1"), decision("3", "undo", undoes="2")]
    assert [d.decision_id for d in effective(log)] == ["1"]
    log.append(decision("4", "undo", undoes="3"))
    assert effective(log) == []


@given(st.lists(st.integers(0, 9), max_size=10))
def test_what_holds_is_never_an_undo_and_never_undone_by_what_holds(targets: list[int]) -> None:
    log = [decision("0", at="2031-05-04T10:00:00+00:00")]
    for number, target in enumerate(targets, start=1):
        kind, undoes = ("reject", None) if target >= number else ("undo", str(target))
        log.append(decision(str(number), kind, undoes=undoes, at=f"2031-05-04T10:{number:02}:00+00:00"))
    holding = effective(log)
    assert effective(log[::-1]) == holding
    assert all(one.kind == "reject" for one in holding)
    assert [one for one in log if one in holding] == holding
    last_undos = [one for one in log if one.kind == "undo"][-1:]
    assert all(one.undoes not in {held.decision_id for held in holding} for one in last_undos)


def test_anchors_find_claims_of_other_ids() -> None:
    renamed = [replace(VELMORA, claim_id="claim-new"), replace(BRISK, claim_id="claim-other")]
    resolved = Anchors(renamed).resolve(decision("d", "merge"))
    assert (resolved.a, resolved.b, resolved.lost) == (("claim-new",), ("claim-other",), False)


def test_an_anchor_in_the_sentence_is_good_enough_when_no_trigger_is_there() -> None:
    number = VELMORA.quantities[0]
    anchor = Anchored(document_id=DAILY.document_id, quote=number.quote, start=number.start, end=number.end)
    assert Anchors([VELMORA, BRISK]).resolve(decision("d", a=anchor)).a == (VELMORA.claim_id,)


def test_what_finds_no_claim_is_said_to_be_lost() -> None:
    assert Anchors([VELMORA]).resolve(decision("d", "merge")).lost
    assert Anchors([]).resolve(decision("d")).lost
    elsewhere = replace(VELMORA, document_id="doc-other")
    assert Anchors([elsewhere]).resolve(decision("d")).lost
