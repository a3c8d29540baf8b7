"""Agreement against published and worked examples, and the queue that every coder has."""

from __future__ import annotations

from dataclasses import replace

import decided_record
import ostravia
import pytest

from crosswire.casebook import Anchors, anchor_of
from crosswire.casebook.agreement import agreement, answers_of
from crosswire.casebook.queue import least_sure_first, link_questions, questions
from crosswire.casebook.sample import pairs_of
from crosswire.errors import UsageError
from crosswire.model import Claim, Decision, FieldValue, Link, Refusal

TEXT = " ".join(f"{number} people were killed in Dolna, said OPA." for number in range(1, 51))
DOCUMENT = ostravia.document(TEXT, file="many.txt")
CLAIMS = ostravia.extract_claims(DOCUMENT)
ANCHORS = Anchors(CLAIMS, {DOCUMENT.document_id: TEXT})


def status(coder: str, claim: Claim, value: str, minute: int = 0) -> Decision:
    given = FieldValue(field="status", value=value)
    return Decision(
        decision_id=f"decision-{coder}-{claim.trigger.start}-{minute}", kind="correct", by=coder,
        at=f"2031-06-01T00:{minute:02}:00", a=anchor_of(claim, TEXT), fields=(given,),
    )  # fmt: skip


def row(found, kind: str):
    (one,) = (one for one in found if one.kind == kind)
    return one


def test_kappa_of_a_worked_table() -> None:
    """20 and 15 times alike, 5 and 10 times not: observed 0.7, by chance 0.5, so kappa is 0.4."""
    pairs = [("happened", "happened")] * 20 + [("happened", "denied")] * 5
    pairs += [("denied", "happened")] * 10 + [("denied", "denied")] * 15
    log = []
    for claim, (one, other) in zip(CLAIMS, pairs, strict=True):
        log += [status("ada", claim, one), status("ben", claim, other)]
    found = row(agreement(log, ["ada", "ben"], ANCHORS), "status")
    assert (found.both, found.one, found.same) == (50, 0, 0.7)
    assert found.kappa == pytest.approx(0.4)


def test_alpha_of_four_coders_with_gaps_as_krippendorff_gives_it() -> None:
    """The nominal example of Krippendorff's computing notes: four observers, twelve units, alpha 0.743."""
    table = {"a": "1 2 3 3 2 1 4 1 2 . . .", "b": "1 2 3 3 2 2 4 1 2 5 . 3", "c": ". 3 3 3 2 3 4 2 2 5 1 .",
             "d": "1 2 3 3 2 4 4 1 2 5 1 ."}  # fmt: skip
    words = {"1": "happened", "2": "denied", "3": "planned", "4": "possible", "5": "ongoing"}
    log = [
        status(coder, CLAIMS[unit], words[answer])
        for coder, line in table.items()
        for unit, answer in enumerate(line.split())
        if answer != "."
    ]
    found = row(agreement(log, list(table), ANCHORS), "status")
    assert found.alpha == pytest.approx(0.743, abs=0.0005)
    assert (found.both, found.one, found.kappa) == (11, 1, None)


def test_one_answer_throughout_defines_nothing() -> None:
    log = [status(coder, claim, "denied") for coder in ("ada", "ben") for claim in CLAIMS[:5]]
    found = row(agreement(log, ["ada", "ben"], ANCHORS), "status")
    assert (found.same, found.kappa, found.alpha) == (1.0, None, None)
    found = row(agreement([*log[:5], status("ben", CLAIMS[9], "denied")], ["ada", "ben"], ANCHORS), "status")
    assert (found.both, found.one, found.same, found.alpha) == (0, 6, None, None)


def test_the_last_answer_of_a_coder_counts_and_what_others_undo_does_not_change_it() -> None:
    claim = CLAIMS[0]
    log = [status("ada", claim, "denied"), status("ada", claim, "planned", 1), status("ben", claim, "denied", 2)]
    undo = Decision(decision_id="decision-u", kind="undo", by="ada", at="2031-06-02", undoes=log[1].decision_id)
    (own,) = {answers_of("ada", log, ANCHORS)["field", claim.claim_id, "status"]}
    assert own == "planned"
    assert row(agreement([*log, undo], ["ada", "ben"], ANCHORS), "status").same == 1.0
    by_editor = replace(undo, by="editor")
    assert row(agreement([*log, by_editor], ["ada", "ben"], ANCHORS), "status").same == 0.0


def test_kept_and_rejected_and_links_are_questions_of_their_own() -> None:
    one, two = CLAIMS[:2]
    log = [status("ada", one, "denied")]
    log.append(replace(status("ben", one, "denied", 1), kind="reject", fields=(), decision_id="decision-r"))
    for coder, kind in (("ada", "merge"), ("ben", "never_merge")):
        pair = replace(status(coder, one, "denied", 2), decision_id=f"decision-{kind}", kind=kind, fields=())
        log.append(replace(pair, b=anchor_of(two, TEXT)))
    found = {each.kind: (each.both, each.one, each.same) for each in agreement(log, ["ada", "ben"], ANCHORS)}
    assert found == {"claim": (1, 0, 0.0), "link": (1, 0, 0.0), "status": (0, 1, None)}


def test_who_must_be_named() -> None:
    log = [status("ada", CLAIMS[0], "denied")]
    with pytest.raises(UsageError, match="two coders"):
        agreement(log, ["ada", "ada"], ANCHORS)
    with pytest.raises(UsageError, match="ben decided nothing that stands in this casebook; ada did"):
        agreement(log, ["ada", "ben"], ANCHORS)


def test_the_queue_is_the_same_for_everybody_and_holds_only_ones_own_answers() -> None:
    claims = [claim for document in decided_record.REPORTS for claim in ostravia.extract_claims(document)]
    anchors = Anchors(claims)
    figure = claims[0].quantities[0]
    bound = replace(anchor_of(claims[0]), start=figure.start, end=figure.end, quote=figure.quote)
    log = [
        Decision(decision_id="decision-1", kind="confirm", by="ada", at="2031-06-01", a=anchor_of(claims[0]),
                 fields=(FieldValue(field="figure", value="killed any 12", words=bound),)),
        Decision(decision_id="decision-2", kind="reject", by="ben", at="2031-06-01", a=anchor_of(claims[1])),
    ]  # fmt: skip
    queues = {
        name: questions(reversed(claims), "figure", answers_of(name, log, anchors)) for name in ("ada", "ben", "cy")
    }
    bare = {name: [replace(one, answer=None) for one in queue] for name, queue in queues.items()}
    assert bare["ada"] == bare["ben"] == queues["cy"]
    assert len(queues["cy"]) == len(claims)
    told = {name: {one.claim_id: one.answer for one in queue if one.answer} for name, queue in queues.items()}
    assert told == {
        "ada": {claims[0].claim_id: "killed any 12"}, "ben": {claims[1].claim_id: "rejected"}, "cy": {},
    }  # fmt: skip
    (one,) = (each for each in queues["ada"] if each.answer)
    assert (one.value, one.words.quote, one.words.start) == ("killed any 12", "12", figure.start)


def test_a_sample_is_drawn_without_chance_and_in_order() -> None:
    whole = questions(CLAIMS, "status", {})
    some = questions(reversed(CLAIMS), "status", {}, sample=7)
    assert some == questions(CLAIMS, "status", {}, sample=7)
    assert len(some) == 7 and [one for one in whole if one in some] == some
    assert set(map(str, questions(CLAIMS, "status", {}, sample=3))) <= set(map(str, some))


def test_the_queue_of_links_asks_of_joined_pairs_and_of_those_kept_apart() -> None:
    one, two, three = CLAIMS[:3]
    event = ostravia.event_of(ostravia.assign_voices([], [one, two], [], None))
    link = Link(claim_a=one.claim_id, claim_b=two.claim_id, score=1.0, reasons=())
    refusal = Refusal(claim_a=two.claim_id, claim_b=three.claim_id, reasons=())
    pair = replace(status("ada", one, "denied"), kind="never_merge", fields=(), b=anchor_of(two, TEXT))
    answers = answers_of("ada", [pair], ANCHORS)
    event = replace(event, links=(link,), refused=(refusal, replace(refusal, claim_b="claim-gone")))
    found = link_questions(CLAIMS, pairs_of([event]), answers)
    assert {(q.claim_id, q.other_id): (q.value, q.answer) for q in found} == {
        (one.claim_id, two.claim_id): ("one", "apart"), (two.claim_id, three.claim_id): ("apart", None),
    }  # fmt: skip


def test_the_least_sure_come_first_and_nothing_is_lost() -> None:
    order = sorted(range(len(CLAIMS)), key=lambda n: CLAIMS[n].claim_id)
    claims = [replace(CLAIMS[n], score=round(0.9 - 0.1 * (order.index(n) % 3), 1)) for n in range(len(CLAIMS))]
    score = {claim.claim_id: claim.score for claim in claims}
    asked = questions(claims, "status", {})
    told = least_sure_first(asked, reversed(claims))
    assert [score[one.claim_id] for one in told] == sorted(score[one.claim_id] for one in asked)
    assert {score[one.claim_id] for one in told} == {0.7, 0.8, 0.9}
    for chance in (0.7, 0.8, 0.9):
        in_order = [one for one in asked if score[one.claim_id] == chance]
        assert [one for one in told if score[one.claim_id] == chance] == in_order
