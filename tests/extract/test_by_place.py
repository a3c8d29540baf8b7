"""Figures that a list puts in several places."""

from __future__ import annotations

from reading import claims_of, document_of, lexicon

from crosswire.extract import extract_claims
from crosswire.run.flow import derive


def told(sentence: str) -> list[tuple[int | None, str | None]]:
    return sorted(
        ((q.best, claim.place and claim.place.name) for claim in claims_of(sentence) for q in claim.quantities),
        key=str,
    )


def test_each_place_of_a_list_has_its_own_claim() -> None:
    assert told("Six people were killed in Dolna and two in Brisk.") == [(2, "Brisk"), (6, "Dolna")]
    assert told("Shelling killed six people in Dolna, two in Brisk and four near Velmora on Tuesday.") == [
        (2, "Brisk"), (4, "Velmora"), (6, "Dolna"),
    ]  # fmt: skip


def test_the_whole_of_a_list_is_at_none_of_its_places() -> None:
    sentence = "At least 31 people were killed on Tuesday: 12 in Dolna, nine in Brisk and ten in Velmora."
    assert told(sentence) == [(10, "Velmora"), (12, "Dolna"), (31, None), (9, "Brisk")]
    assert {q.counts for claim in claims_of(sentence) for q in claim.quantities} == {"total"}


def test_what_is_said_anew_or_at_one_place_stays_together() -> None:
    assert told("Six people were killed and two wounded in Dolna.") == [(2, "Dolna"), (6, "Dolna")]
    assert told("Six people were killed in Dolna, including two in Dolna.") == [(2, "Dolna"), (6, "Dolna")]


def test_the_places_of_a_list_are_happenings_of_their_own() -> None:
    document = document_of("Shelling killed six people in Dolna, two in Brisk and four near Velmora on Tuesday.")
    derived = derive([document], extract_claims(document, lexicon(), reader="rules"), lexicon())
    assert len({claim.event_id for claim in derived.claims if claim.quantities}) == 3
    assert all(estimate.low == estimate.high for estimate in derived.estimates)


def test_while_others_are_killed_elsewhere() -> None:
    sentence = "Two people were killed in Dolna, while three were killed in Brisk on Sunday."
    assert told(sentence) == [(2, "Dolna"), (3, "Brisk")]
    (claim,) = claims_of("Nine attackers were killed in Dolna, while two soldiers lost their lives.")
    assert [q.best for q in claim.quantities] == [9, 2]
