"""The generator of large sets: the same number gives the same reports, and what is planted stands where it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswire.casebook import Casebook
from crosswire.lexicon.check import check

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def generate(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import generate

    return generate


def test_the_same_number_gives_the_same_reports_and_a_greater_one_begins_with_them(generate) -> None:  # type: ignore[no-untyped-def]
    few = list(generate.reports(250))
    assert few == list(generate.reports(250))
    assert few[:200] == list(generate.reports(450))[:200]
    assert [report.nth for report in few] == list(range(250))


def test_copies_and_events_are_planted(generate) -> None:  # type: ignore[no-untyped-def]
    made = list(generate.reports(100))
    copies = [report for report in made if report.copy_of is not None]
    assert 10 < len(copies) < 50
    for copy in copies:
        original = made[copy.copy_of]
        assert sum(sentence in original.body for sentence in copy.body) >= 4
    assert max(map(len, generate.told_by(made).values())) > 3


def test_the_planted_casebook_holds_the_quote_law(generate, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    generate.write_casebook(tmp_path / "case", 40)
    assert not check(tmp_path / "case" / "lexicon")
    with Casebook.open(tmp_path / "case") as casebook:
        texts = {document.document_id: document.text for document in casebook.documents()}
        claims = casebook.claims()
        assert len(claims) > 6 * 40
        for claim in claims:
            for quote in (claim.trigger, *claim.quantities, *claim.participants, *claim.evidence):
                assert texts[claim.document_id][quote.start : quote.end] == quote.quote
        assert len(casebook.events()) > 10
        assert casebook.relations()
