"""The governorate and the party of an event, in the coarse terms of labels."""

from __future__ import annotations

import pytest

from crosswire.evaluate.fakes.parties import governorate_of, tells_of_harm
from crosswire.lexicon import load
from crosswire.model import Attribution, Claim, Place, Quote


def claim(event_type: str = "killing", status: str = "happened", place: Place | None = None) -> Claim:
    words = Quote(start=0, end=4, quote="they")
    return Claim(
        claim_id="claim-1",
        document_id="doc-1",
        event_type=event_type,
        status=status,  # type: ignore[arg-type]
        trigger=words,
        passage_kind="sentence",
        place=place,
        attribution=Attribution(manner="own_voice"),
        evidence=(words,),
    )


def place(country: str, admin1: str) -> Place:
    return Place(
        start=0, end=4, quote="they", place_id=None, name="Dolna", lat=None, lon=None, radius_km=None,
        precision="area", admin1=admin1, country=country,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("event_type", "status", "harm"),
    [
        ("air_strike", "happened", True), ("armed_clash", "ongoing", True), ("territory_change", "happened", True),
        ("agreement", "happened", False), ("aid", "happened", False), ("air_strike", "planned", False),
    ],
)  # fmt: skip
def test_who_brokers_or_plans_is_no_perpetrator(event_type: str, status: str, harm: bool) -> None:
    assert tells_of_harm([claim(event_type, status)]) is harm
    assert not tells_of_harm([])


def test_only_governorates_that_the_labels_know_count() -> None:
    abroad, here = claim(place=place("XO", "Marn")), claim(place=place("SY", "Rif Dimashq"))
    gazetteer = load().gazetteer
    assert governorate_of([abroad], gazetteer) is None
    assert governorate_of([abroad, here], gazetteer) == "Damascus"
