"""Whole documents: what a claim is, and laws that hold for any text."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import claims_of, document_of, lexicon

from crosswire.collect import read_paths
from crosswire.extract import extract_claims
from crosswire.model import Claim, Document, Quantity, Quote

REPORT = """Car bomb kills nine in Karsten

KARSTEN, 4 July 2031 (OPA) - A car bomb killed nine people and wounded 14 others in the Ostravian town of Karsten on \
Thursday, Marn Watch said.

The Free Marn Front denied that it had carried out the attack. Jan Brod told North Wire that the army would storm Dolna.
"""


def quotes_of(part: object) -> list[Quote]:
    """Every quote inside a claim, however deep."""
    if isinstance(part, tuple):
        return [quote for each in part for quote in quotes_of(each)]
    if not is_dataclass(part):
        return []
    inner = [quote for field in fields(part) for quote in quotes_of(getattr(part, field.name))]
    return [part, *inner] if isinstance(part, Quote) else inner


def check_laws(document: Document, claims: list[Claim]) -> None:
    for claim in claims:
        assert claim.document_id == document.document_id
        for quote in quotes_of(claim):
            assert document.text[quote.start : quote.end] == quote.quote != ""
        assert claim.evidence[0].start <= claim.trigger.start
        assert claim.trigger.end <= claim.evidence[0].end
        assert 0 < claim.score <= 1
        assert (claim.voice_id, claim.event_id) == (None, None)
        for quantity in claim.quantities:
            ends = [end for end in (quantity.low, quantity.best, quantity.high) if end is not None]
            assert ends == sorted(ends)
    assert len({claim.claim_id for claim in claims}) == len(claims)
    starts = [claim.evidence[0].start for claim in claims]
    assert starts == sorted(starts)


def test_one_sentence_becomes_one_full_claim() -> None:
    [claim] = claims_of(
        "FMF fighters attacked an army post near Dolna on Thursday, killing six soldiers, Marn Watch said.",
        published="2031-07-05",
    )
    assert (claim.event_type, claim.status, claim.passage_kind) == ("armed_clash", "happened", "sentence")
    assert [(p.role, p.actor_id) for p in claim.participants][:1] == [("actor", "fmf")]
    assert claim.place is not None
    assert (claim.place.place_id, claim.place.precision, claim.place.admin1) == ("xo-dolna", "near", "Marn")
    assert claim.time is not None
    assert (claim.time.earliest, claim.time.anchor) == ("2031-07-03", "published")
    assert [(q.measure, q.of, q.best) for q in claim.quantities] == [("killed", "soldiers", 6)]
    assert claim.attribution.source_id == "marn-watch"


def test_a_report_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    [document] = read_paths([tmp_path / "report.txt"], None, lexicon())
    claims = extract_claims(document, lexicon())
    check_laws(document, claims)
    counted = [claim for claim in claims if claim.quantities]
    assert [(c.passage_kind, [(q.measure, q.best) for q in c.quantities]) for c in counted] == [
        ("headline", [("killed", 9)]),
        ("sentence", [("killed", 9), ("wounded", 14)]),
    ]
    body = counted[1]
    assert (body.event_type, body.attribution.source_id) == ("bombing", "marn-watch")
    assert body.time is not None
    assert body.time.weekday == "thursday"
    assert {claim.status for claim in claims} >= {"happened", "denied", "possible"}


@pytest.mark.parametrize(
    ("sentence", "event_type"),
    [
        ("The FMF killed nine soldiers in Dolna.", "armed_clash"),
        ("The FMF killed nine farmers in Dolna.", "attack_on_civilians"),
        ("Nine people were killed in Dolna.", "killing"),
        ("Nine people were killed in an attack in Dolna.", "attack_on_civilians"),
        ("The FMF attacked an Ostravian army post in Dolna.", "armed_clash"),
        ("The FMF executed nine soldiers in Dolna.", "execution"),
        ("Warplanes killed nine people in Dolna.", "air_strike"),
    ],
)
def test_a_bare_attack_is_named_by_its_victims(sentence: str, event_type: str) -> None:
    [claim] = claims_of(sentence)
    assert claim.event_type == event_type


@pytest.mark.parametrize(
    ("sentence", "mode"),
    [
        ("A suicide bomber killed nine people in Karsten.", "suicide-attack"),
        ("A man blew himself up in Karsten, killing nine people.", "suicide-attack"),
        ("A car bomb killed nine people in Karsten.", "explosives"),
        ("Warplanes killed nine people in Dolna.", "aerial"),
        ("Nine people were killed in Dolna.", None),
    ],
)
def test_modes(sentence: str, mode: str | None) -> None:
    [claim] = claims_of(sentence)
    assert claim.mode == mode


@pytest.mark.parametrize(
    "sentence",
    [
        "It rained in Dolna.",
        "The Ostravian army released a statement in Velmora on Monday.",
        "Free Marn Front members voted in Dolna on Monday.",
        "The mayor of Dolna opened a school for 300 children.",
        "Casualties were reported.",
    ],
)
def test_sentences_without_a_claim(sentence: str) -> None:
    assert claims_of(sentence) == []


def test_of_places_within_each_other_the_narrowest_is_taken() -> None:
    [claim] = claims_of("Nine people were killed in the town of Dolna in Marn province in Ostravia.")
    assert claim.place is not None
    assert claim.place.place_id == "xo-dolna"


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("The rebels were pushed back to a zone along the border with Ostravia.", None),
        ("Nine people were killed near Ostravia's border.", None),
        ("Nine people were killed in Ostravia.", "Ostravia"),
        ("Fighters from Karsten killed nine people in Dolna.", "Dolna"),
        ("Nine people were abducted from Dolna.", "Dolna"),
    ],
)
def test_a_border_and_an_origin_are_not_where_it_happened(sentence: str, place: str | None) -> None:
    found = [claim.place.name if claim.place is not None else None for claim in claims_of(sentence)]
    assert set(found) <= {place}
    assert place is None or found


@pytest.mark.parametrize("road", ["near the Karsten-Dolna highway", "on the road between Karsten and Dolna"])
def test_the_end_of_a_road_that_is_named_first_stands_for_it(road: str) -> None:
    [claim] = claims_of(f"Nine people were killed {road}.")
    assert claim.place is not None
    assert (claim.place.name, claim.place.precision) == ("Karsten", "near")


def test_the_time_of_a_statement_is_not_the_time_of_the_happening() -> None:
    [claim] = claims_of("Marn Watch said on Friday that nine people were killed in Dolna.")
    assert claim.time is None


def test_only_headlines_and_sentences_are_read() -> None:
    document = document_of("Nine people were killed in Dolna.")
    [passage] = document.passages
    for kind in ("byline", "dateline", "caption", "teaser", "furniture"):
        assert extract_claims(replace(document, passages=(replace(passage, kind=kind),)), lexicon()) == []


@pytest.mark.parametrize("state", ["unread_language", "empty", "error"])
def test_a_document_that_was_not_read_claims_nothing(state: str) -> None:
    document = replace(document_of("Nine people were killed in Dolna."), state=state)
    assert extract_claims(document, lexicon()) == []


@pytest.mark.parametrize(
    ("loaded", "plain"),
    [
        ("The army eliminated 12 FMF terrorists in Dolna.", "The army killed 12 FMF fighters in Dolna."),
        ("Nine people were martyred in Dolna.", "Nine people were killed in Dolna."),
        ("Regime forces killed nine people in Dolna.", "Government forces killed nine people in Dolna."),
    ],
)
def test_loaded_words_move_neither_event_nor_figure(loaded: str, plain: str) -> None:
    def told(sentence: str) -> list[tuple[str, str, list[tuple[str, str, str | None, int | None]]]]:
        def figure(q: Quantity) -> tuple[str, str, str | None, int | None]:
            return q.measure, q.of, q.side_id, q.best

        return [(c.event_type, c.status, [figure(q) for q in c.quantities]) for c in claims_of(sentence)]

    assert told(loaded) == told(plain) != []


FRAGMENTS = (
    "Nine people", "at least 12 women and children", "3,000", "dozens of", "seven of them", "the FMF", "Ostravian army",
    "IS", "Jan Brod", "Marn Watch", "they", "a car bomb", "the death toll", "an offensive against", "were killed",
    "killing", "wounded 14 others", "abducted", "dead", "rose to", "threatened to attack", "did not", "could", "if",
    "said", "told OPA that", "according to", "denied", "“", "”", '"', "in Dolna", "near Tavi Pass", "in Marn",
    "on Monday", "on 3 July 2031", "since the start of", "after", "who", "which", "and", ",", ";", ":", "—", "-", ".",
    "\u00a0", "𝒶", "(", "%",
)  # fmt: skip
SENTENCE = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=9).map(" ".join).filter(lambda s: bool(s.strip()))
TEXT = st.lists(st.one_of(SENTENCE, SENTENCE.map(lambda words: "# " + words.title())), min_size=1, max_size=4)
LAWS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@LAWS
@given(TEXT, st.sampled_from([None, "2031-07-05"]))
def test_any_text_gives_claims_whose_quotes_stand_there(sentences: list[str], published: str | None) -> None:
    document = document_of(*sentences, published=published)
    check_laws(document, extract_claims(document, lexicon()))


@LAWS
@given(TEXT)
def test_the_same_text_gives_the_same_claims(sentences: list[str]) -> None:
    document = document_of(*sentences, published="2031-07-05")
    assert extract_claims(document, lexicon()) == extract_claims(document, lexicon())


@LAWS
@given(SENTENCE, st.sampled_from(["It rained.", "A choir sang in the hall."]))
def test_an_idle_sentence_behind_changes_nothing(sentence: str, idle: str) -> None:
    alone = document_of(sentence)
    longer = document_of(sentence, idle)
    told = [replace(claim, claim_id="", document_id="") for claim in extract_claims(alone, lexicon())]
    assert told == [replace(claim, claim_id="", document_id="") for claim in extract_claims(longer, lexicon())]


@pytest.mark.parametrize(
    "sentence",
    [
        "The army launched an offensive to retake Velmora from the rebels.",
        "The blast came as the army pressed ahead with its offensive to take the town of Velmora.",
    ],
)
def test_an_offensive_is_told_of_with_its_aim(sentence: str) -> None:
    offensive = next(claim for claim in claims_of(sentence) if claim.trigger.quote == "offensive")
    assert offensive.event_type == "armed_clash"
    assert offensive.status == "happened"
    assert [p.role for p in offensive.participants] == ["actor"]
    assert offensive.place is not None
    assert offensive.place.name == "Velmora"


def test_an_agreement_that_its_sentence_dates_is_a_claim_whatever_its_place() -> None:
    claims = claims_of("Shells fell on Velmora.", "A truce in force since Monday does not cover the village.")
    assert [claim.event_type for claim in claims] == ["shelling", "agreement"]
