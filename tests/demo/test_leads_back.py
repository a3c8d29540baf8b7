"""Every figure of the demo leads back to its quotes: in the record, in `show`, in the dossier and in the export."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from crosswire.casebook import Casebook
from crosswire.cli import app
from crosswire.demo import corpus_folder
from crosswire.publish.dossier import write_dossier
from crosswire.publish.jsonl import export_jsonl


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "case"
    made = CliRunner().invoke(app, ["run", str(corpus_folder()), "--case", str(folder)])
    assert made.exit_code in (0, 1), made.output
    return folder


def test_each_estimate_rests_on_claims_of_its_event_that_give_its_measure(case: Path) -> None:
    with Casebook.open(case) as casebook:
        events = {event.event_id: event for event in casebook.events()}
        claims = {claim.claim_id: claim for claim in casebook.claims()}
        texts = {document.document_id: document.text for document in casebook.documents()}
        estimates = casebook.estimates()
    assert estimates
    for estimate in estimates:
        assert estimate.claim_ids
        assert set(estimate.claim_ids) <= set(events[estimate.event_id].claim_ids)
        for claim_id in estimate.claim_ids:
            claim = claims[claim_id]
            text = texts[claim.document_id]
            assert claim.evidence
            for quote in (*claim.evidence, *claim.quantities, claim.trigger):
                assert text[quote.start : quote.end] == quote.quote
            assert claim.quantities


def test_each_number_reported_is_one_that_a_claim_behind_it_gives(case: Path) -> None:
    with Casebook.open(case) as casebook:
        claims = {claim.claim_id: claim for claim in casebook.claims()}
        reported = [one for one in casebook.estimates() if one.policy == "as-reported"]
    for estimate in reported:
        figures = [q for i in estimate.claim_ids for q in claims[i].quantities if q.measure == estimate.measure]
        given = {number for q in figures for number in (q.low, q.best, q.high)}
        assert {estimate.low, estimate.best, estimate.high} - {None} <= given, estimate


def test_show_names_the_claims_of_each_estimate_and_their_sentences(case: Path) -> None:
    run = CliRunner().invoke
    with Casebook.open(case) as casebook:
        claims = {claim.claim_id: claim for claim in casebook.claims()}
        for event in casebook.events():
            estimates = casebook.estimates_of(event.event_id)
            if not estimates:
                continue
            told = " ".join(run(app, ["show", str(case), event.event_id]).stdout.split())
            for claim_id in {i for one in estimates for i in one.claim_ids}:
                assert told.count(claim_id) >= 2
                assert " ".join(claims[claim_id].evidence[0].quote.split()) in told


def test_the_dossier_links_each_estimate_to_its_claims(case: Path, tmp_path: Path) -> None:
    with Casebook.open(case) as casebook:
        page = write_dossier(casebook, tmp_path / "dossier.html").read_text("utf-8")
        number = sum(len(one.claim_ids) for one in casebook.estimates())
    table = re.findall(r'<table class="estimates fold">(.*?)</table>', page, flags=re.DOTALL)
    links = [anchor for part in table for anchor in re.findall(r'href="#(c-[^"]+)"', part)]
    assert len(links) == number > 0
    anchors = set(re.findall(r'id="(c-[^"]+)"', page))
    assert set(links) <= anchors


def test_the_export_holds_every_claim_behind_an_estimate(case: Path, tmp_path: Path) -> None:
    with Casebook.open(case) as casebook:
        files = {file.stem: file for file in export_jsonl(casebook, tmp_path / "out")}
    rows = {name: [json.loads(line) for line in file.read_text("utf-8").splitlines()] for name, file in files.items()}
    claims = {row["claim_id"]: row for row in rows["claims"]}
    texts = {row["document_id"]: row["text"] for row in rows["documents"]}
    for estimate in rows["estimates"]:
        for claim_id in estimate["claim_ids"]:
            for quote in claims[claim_id]["evidence"]:
                assert texts[claims[claim_id]["document_id"]][quote["start"] : quote["end"]] == quote["quote"]
