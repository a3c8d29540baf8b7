"""What the record of the five seed texts must show, as they stand and with names, figures and days swapped.

Statements are by meaning: events are found by their figures, never by an id, so no statement knows how it is read.
"""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from seed_record import Record

from crosswire.cli import app

pytestmark = pytest.mark.shared
HAPPENED = ("happened", "ongoing")


def test_every_evidence_quote_equals_its_span(record: Record) -> None:
    texts = {d["document_id"]: d["text"] for d in record.documents}
    checked = 0
    for claim in record.claims:
        text = texts[claim["document_id"]]
        stack: list[object] = [claim]
        while stack:
            node = stack.pop()
            if isinstance(node, dict):
                if {"quote", "start", "end"} <= node.keys():
                    assert text[node["start"] : node["end"]] == node["quote"]
                    checked += 1
                stack.extend(node.values())
            elif isinstance(node, list):
                stack.extend(node)
    assert checked > 300


def test_only_the_two_runs_of_the_agency_text_are_copies(record: Record) -> None:
    number = {d["document_id"]: d["file"][:3] for d in record.documents}
    pairs = {
        tuple(sorted((number[d["document_id"]], number[copy["document_id"]])))
        for d in record.documents
        for copy in d["copies"]
    }
    assert pairs == {("001", "002")}


def test_shared_agency_passages_are_one_voice_and_additions_are_not(record: Record) -> None:
    dead = record.with_figure("killed", 250)
    assert {record.number(claim) for claim in dead} == {"001", "002"}
    assert len({claim["voice_id"] for claim in dead}) == 1
    agency = dead[0]["voice_id"]
    (added,) = record.with_figure("killed", 260)
    assert record.number(added) == "002"
    assert added["voice_id"] != agency


def test_the_attack_is_one_event_told_by_four_documents(record: Record) -> None:
    told = [claim for figure in (215, 220, 250) for claim in record.with_figure("killed", figure)]
    events = {record.event_of(claim)["event_id"] for claim in told}
    assert len(events) == 1
    assert {record.number(claim) for claim in told} == {"000", "001", "002", "004"}
    event = record.event_of(told[0])
    assert event["time"]["earliest"] == record.variant.day("2018-07", 25)
    killed = {
        claim["voice_id"]
        for claim in record.claims_of(event)
        if any(q["measure"] == "killed" for q in claim["quantities"])
    }
    assert len(killed) == 3


def test_the_attack_figures_keep_their_bounds_and_people(record: Record) -> None:
    for figure, of, bound in ((215, "civilians", "exact"), (220, "any", "more_than"), (250, "any", "more_than")):
        for claim in record.with_figure("killed", figure):
            (quantity,) = [q for q in claim["quantities"] if q["measure"] == "killed"]
            assert (quantity["of"], quantity["bound"]) == (of, bound)


def test_relations_of_the_attack_figures(record: Record) -> None:
    civilians, lower, higher = (record.with_figure("killed", figure) for figure in (215, 220, 250))
    assert record.relations_between(civilians, lower) == {"category"}
    assert record.relations_between(civilians, higher) == {"category"}
    assert record.relations_between(lower, higher) == {"compatible"}


def test_the_attack_under_three_codebooks(record: Record) -> None:
    """The lowest of the differing totals; the spread with its columns; the civilians' minimum and maximum."""
    lower, higher, civilians = (record.variant.figure(n) for n in (220, 250, 215))
    attack = record.event_of(record.with_figure("killed", 250)[0])

    def numbers(policy: str, of: str, column: str | None = None) -> tuple[int | None, ...]:
        found = record.estimate(attack, policy, of, column)
        return (found["low"], found["best"], found["high"])

    assert numbers("acled", "any") == (None, lower, None)
    assert numbers("ucdp", "any", "total") == (lower, higher, higher)
    assert numbers("ucdp", "civilians", "deaths_civilians") == (civilians,) * 3
    assert numbers("ucdp", "any", "deaths_unknown") == (None, higher - civilians, None)
    assert numbers("airwars", "civilians") == (civilians, None, civilians)
    assert record.estimate(attack, "airwars", "civilians")["grade"] == "weak"
    others = [e for e in record.estimates if e["event_id"] == attack["event_id"] and e["policy"] != "airwars"]
    assert others and all(e["grade"] is None for e in others)


@pytest.mark.parametrize(
    ("policy", "rule"),
    [("acled", "most conservative of"), ("ucdp", "most reliable voice"), ("airwars", "minimum and maximum of")],
)
def test_show_prints_the_rule_of_the_policy_asked_for(record: Record, policy: str, rule: str) -> None:
    attack = record.event_of(record.with_figure("killed", 250)[0])
    said = CliRunner().invoke(app, ["show", str(record.case), attack["event_id"], "--policy", policy])
    assert said.exit_code == 0
    estimates = said.stdout[said.stdout.index("\nEstimates") :]
    assert rule in estimates
    assert all(other not in estimates for other in {"as reported", "GTD-like"})


def test_the_toll_of_the_attack_over_time(record: Record) -> None:
    attack = record.event_of(record.with_figure("killed", 250)[0])
    (people,) = [t for t in attack["toll"] if (t["measure"], t["of"]) == ("killed", "any")]
    higher, lower = record.variant.figure(250), record.variant.figure(220)
    assert {p["best"] for p in people["points"]} == {lower, higher}
    assert [p["best"] for p in people["last"]] == [higher]  # the other text bears no day
    assert {p["as_of"] for p in people["points"] if p["best"] == lower} == {None}


def test_every_estimate_and_relation_leads_back_to_its_quotes(record: Record) -> None:
    claims = {claim["claim_id"]: claim for claim in record.claims}
    for estimate in record.estimates:
        told = [q for claim_id in estimate["claim_ids"] for q in claims[claim_id]["quantities"]]
        assert any(q["measure"] in (estimate["measure"], "killed_or_wounded") for q in told)
    for relation in record.relations:
        for side in ("a", "b"):
            words = relation[f"figure_{side}"]
            if relation["measure"] is not None:
                spans = [(q["start"], q["end"]) for q in claims[relation[f"claim_{side}"]]["quantities"]]
                assert (words["start"], words["end"]) in spans


def test_the_toll_in_a_teaser_gives_no_claim(record: Record) -> None:
    assert {record.number(claim) for claim in record.with_figure("killed", 220)} == {"000"}
    teasers = [p for p in record.document("001")["passages"] if p["kind"] in ("teaser", "furniture")]
    text = record.document("001")["text"]
    assert any(str(record.variant.figure(220)) in text[p["start"] : p["end"]] for p in teasers)


def test_the_two_tolls_of_fighters_are_one_contradiction_apart_from_the_attack(record: Record) -> None:
    about = record.with_figure("killed", 260)
    over = [claim for claim in record.with_figure("killed", 600) if claim["passage_kind"] == "sentence"]
    assert len(about) == len(over) == 1
    assert record.event_of(about[0])["event_id"] == record.event_of(over[0])["event_id"]
    assert record.relations_between(about, over) == {"contradiction"}
    attack = record.event_of(record.with_figure("killed", 250)[0])
    assert record.event_of(over[0])["event_id"] != attack["event_id"]


def test_fighters_killed_in_the_east_are_their_own_event(record: Record) -> None:
    (claim,) = record.with_figure("killed", 75)
    event = record.event_of(claim)
    others = [c for figure in (215, 220, 250, 260, 600) for c in record.with_figure("killed", figure)]
    assert event["event_id"] not in {record.event_of(other)["event_id"] for other in others}


def test_hostages_are_abducted_and_not_dead(record: Record) -> None:
    women, both = record.with_figure("abducted", 14), record.with_figure("abducted", 30)
    assert {record.number(claim) for claim in women} == {"000"}
    assert {record.number(claim) for claim in both} == {"001", "002"}
    assert len({record.event_of(claim)["event_id"] for claim in [*women, *both]}) == 1
    for claim in [*women, *both]:
        assert claim["event_type"] == "abduction"
        assert all(q["measure"] != "killed" for q in claim["quantities"])
        assert record.event_of(claim)["event_type"] == "abduction"
    assert not record.with_figure("killed", 30)
    assert not [c for c in record.with_figure("killed", 14) if record.number(c) == "000"]


def test_the_commanders_death_is_one_event_with_two_days_and_one_source(record: Record) -> None:
    name = record.variant.word("Abu Walid al-Masri")
    told = [
        claim for claim in record.claims
        if any(p["role"] == "target" and name in p["name"] for p in claim["participants"])
    ]  # fmt: skip
    assert {record.number(claim) for claim in told} == {"000", "002"}
    events = {record.event_of(claim)["event_id"] for claim in told}
    assert len(events) == 1
    assert record.event_of(told[0])["time_conflict"]
    assert len({claim["voice_id"] for claim in told}) == 1
    assert {claim["attribution"]["manner"] for claim in told} == {"reported"}
    days = {(claim["time"]["earliest"], claim["time"]["weekday"]) for claim in told}
    assert (None, record.variant.weekday("Sunday")) in days
    assert (record.variant.day("2018-07", 30), record.variant.weekday("Monday")) in days
    shifted = {r["kind"] for r in record.relations if r["event_id"] in events and r["measure"] is None}
    assert shifted == {"day_shift"}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("000", "threatened to harm"),
        ("001", "be allowed to evacuate"),
        ("002", "would release"),
        ("002", "to evacuate around"),
        ("004", "to prepare an attack"),
        ("004", "may be carried out"),
        ("004", "could be involved"),
        ("003", "would storm"),
    ],
)
def test_talks_threats_and_plans_have_not_happened(record: Record, number: str, words: str) -> None:
    text = record.document(number)["text"]
    at = text.index(words)
    there = [
        claim for claim in record.claims
        if claim["document_id"] == record.document(number)["document_id"]
        and at <= claim["trigger"]["start"] <= at + len(words) + 12
        and claim["event_type"] not in ("threat", "statement")
    ]  # fmt: skip
    assert all(claim["status"] not in HAPPENED for claim in there), [(c["trigger"], c["status"]) for c in there]


def test_what_has_not_happened_shares_no_event_with_what_has(record: Record) -> None:
    for event in record.events:
        kinds = {claim["status"] in HAPPENED for claim in record.claims_of(event)}
        assert len(kinds) == 1


def test_the_text_from_another_year_joins_no_event_of_the_others(record: Record) -> None:
    late = record.document("003")
    for event in record.events:
        claims = record.claims_of(event)
        if len({c["document_id"] for c in claims}) > 1:
            for claim in claims:
                if claim["document_id"] == late["document_id"]:
                    assert claim["time"] is not None and str(claim["time"]["earliest"]).startswith("2018")


def test_no_year_is_invented(record: Record) -> None:
    late = record.document("003")
    assert late["published"] is None
    months = [
        claim["time"]["earliest"] for claim in record.claims
        if claim["document_id"] == late["document_id"] and claim["time"] and claim["time"]["earliest"]
    ]  # fmt: skip
    assert f"XXXX-10-{14 + record.variant.days:02d}" in months
    assert all(month.startswith("XXXX-10") or month == "2018" for month in months)


def test_the_text_without_a_date_gets_none(record: Record) -> None:
    bare = record.document("000")
    assert (bare["published"], bare["published_how"]) == (None, None)
    for claim in record.claims:
        if claim["document_id"] == bare["document_id"] and claim["time"] is not None:
            assert claim["time"]["earliest"] is None and claim["time"]["latest"] is None


def test_three_names_are_one_actor(record: Record) -> None:
    seen: dict[str, set[str | None]] = {"Daesh": set(), "IS": set(), "ISIS": set()}
    for claim in record.claims:
        for participant in claim["participants"]:
            first = participant["quote"].split()[0] if participant["quote"] else ""
            if first in seen:
                seen[first].add(participant["actor_id"])
    assert all(len(ids) == 1 for ids in seen.values()), seen
    assert len({next(iter(ids)) for ids in seen.values()}) == 1


def test_traps_among_places(record: Record) -> None:
    camp, hama = "166716", "Hama"
    for claim in record.claims:
        place = claim["place"]
        if place is None:
            continue
        if "Valley" in place["quote"] or "Basin" in place["quote"]:
            assert place["place_id"] != camp
        if place["quote"].startswith("Sabbourah"):
            assert place["admin1"] != hama
        if place["quote"] == record.variant.word("al-Shajara"):
            assert place["country"] == "SY"
    assert any(c["place"] and c["place"]["quote"].startswith("Sabbourah") for c in record.claims)


def test_furniture_yields_no_claims(record: Record) -> None:
    for document in record.documents:
        outside = [p for p in document["passages"] if p["kind"] not in ("headline", "sentence")]
        for claim in record.claims:
            if claim["document_id"] == document["document_id"]:
                start = claim["trigger"]["start"]
                assert not any(p["start"] <= start < p["end"] for p in outside)
