"""Voices: who speaks, and by which way it came."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wire_country import WIRES, corpus, document, lexicon

from crosswire.errors import CrosswireError
from crosswire.model import Attribution, Claim, Document, Manner, NamedQuote, Quote, Via
from crosswire.trace import assign_voices, find_copies
from crosswire.trace.names import name_id

LEXICON = lexicon()
TITLE, MARKET = WIRES["market"]
OWN = "Our correspondent found shopkeepers sweeping glass from the arcades two days later."


def claims_of(given_document: Document) -> list[Claim]:
    """One claim in the outlet's own voice for each passage."""
    text, found = given_document.text, []
    for passage in given_document.passages:
        quote = Quote(start=passage.start, end=passage.end, quote=text[passage.start : passage.end])
        found.append(
            Claim(
                claim_id=f"{given_document.document_id}:{passage.start}",
                document_id=given_document.document_id,
                event_type="attack",
                status="happened",
                trigger=Quote(start=passage.start + 9, end=passage.start + 12, quote=quote.quote[9:12]),
                passage_kind=passage.kind,
                attribution=Attribution(manner="own_voice"),
                evidence=(quote,),
            )
        )
    return found


def sourced(claim: Claim, manner: Manner, source_id: str | None, name: str | None, *via: str) -> Claim:
    source = None if name is None else NamedQuote(start=0, end=1, quote="x", name=name)
    way = tuple(Via(id=passer, name=passer) for passer in via)
    return replace(claim, attribution=Attribution(manner=manner, source_id=source_id, source=source, via=way))


def voices(*documents: Document, of: str | None = None) -> list[tuple[str | None, tuple[str, ...]]]:
    claims = [claim for each in documents for claim in claims_of(each) if of in (None, each.document_id)]
    assigned = assign_voices(documents, claims, find_copies(documents, LEXICON), LEXICON)
    return [(claim.voice_id, tuple(via.id for via in claim.attribution.via)) for claim in assigned]


def voice_of(given_document: Document, claim: Claim) -> tuple[str | None, tuple[str, ...]]:
    (assigned,) = assign_voices([given_document], [claim], [], LEXICON)
    return assigned.voice_id, tuple(via.id for via in assigned.attribution.via)


def test_an_agency_text_is_the_agencys_voice_wherever_it_is_copied() -> None:
    wire = document("w", ("headline", TITLE), *MARKET[:2], outlet="Velmora Times", agency="Ostravian Press Agency")
    copy = document("c", ("headline", "Blood on the stalls"), *MARKET[:2], OWN, outlet="The Hill Gazette")
    assert voices(wire, copy, of="w") == [("opa", ("velmora-times",))] * 3
    own = ("name:hill-gazette", ())
    assert voices(wire, copy, of="c") == [own, *[("opa", ("name:hill-gazette",))] * 2, own]


def test_a_copy_of_a_copy_is_still_the_agencys() -> None:
    wire = document("w", *MARKET[:2], agency="OPA")
    middle = document("m", *MARKET[:2], MARKET[3], outlet="Dolna Post")
    last = document("x", MARKET[1], MARKET[3], outlet="Velmora Times")
    assert voices(wire, middle, last, of="x") == [("opa", ("velmora-times",)), ("dolna-post", ("velmora-times",))]


def test_an_outlet_that_is_an_agency_needs_no_credit() -> None:
    wire, copy = document("w", MARKET[0], outlet="North Wire"), document("c", MARKET[0], outlet="Dolna Post")
    assert voices(wire, copy) == [("north-wire", ()), ("north-wire", ("dolna-post",))]


def test_of_two_agencies_the_smaller_id_speaks_for_an_uncredited_copy() -> None:
    one, two = document("w", MARKET[0], agency="OPA"), document("v", MARKET[0], agency="North Wire")
    copy = document("c", MARKET[0], outlet="Dolna Post")
    assert [voice for voice, _ in voices(one, two, copy)] == ["opa", "north-wire", "north-wire"]


def test_without_an_agency_the_earliest_speaks_for_the_copied_passage_only() -> None:
    late = document("a", MARKET[0], OWN, outlet="Velmora Times", published="2021-03-09")
    early = document("b", MARKET[0], outlet="Dolna Post", published="2021-03-08")
    undated = document("0", MARKET[0])
    assert voices(late, early, undated) == [
        ("dolna-post", ("velmora-times",)), ("velmora-times", ()), ("dolna-post", ()), ("dolna-post", ()),
    ]  # fmt: skip


def test_without_dates_the_one_that_names_what_it_republishes_is_followed() -> None:
    one = document("a", MARKET[0], outlet="Velmora Times")
    two = document("b", MARKET[0], outlet="Hill Gazette", republishes="Dolna Post")
    assert voices(one, two) == [
        ("dolna-post", ("name:hill-gazette", "velmora-times")), ("dolna-post", ("name:hill-gazette",)),
    ]  # fmt: skip


def test_without_anything_the_smallest_document_id_speaks() -> None:
    assert voices(document("b", MARKET[0]), document("a", MARKET[0])) == [("document:a", ())] * 2


def test_two_stretches_of_a_joined_sentence_keep_two_origins() -> None:
    first, second = MARKET[0], WIRES["pass"][1][0]
    joined = document("j", f"{first.rstrip('.')}, and {second[0].lower()}{second[1:]}", outlet="Dolna Post")
    one, two = document("w", first, agency="OPA"), document("v", second, agency="North Wire")
    copies = find_copies([joined, one, two], LEXICON)
    (claim,) = claims_of(joined)
    at_end = replace(claim, trigger=Quote(start=len(joined.text) - 12, end=len(joined.text) - 9, quote="..."))
    given_claims = [claim, at_end]
    assigned = assign_voices([joined, one, two], given_claims, copies, LEXICON)
    assert [each.voice_id for each in assigned] == ["opa", "north-wire"]
    assert [each.voice_id for each in assign_voices([joined, one, two], claims_of(one), copies, LEXICON)] == ["opa"]


def test_a_named_source_speaks_and_what_passed_it_on_is_the_way() -> None:
    report = document("d", MARKET[0], outlet="Dolna Post", agency="OPA", republishes="Velmora Times")
    (claim,) = claims_of(report)
    way = ("opa", "velmora-times", "dolna-post")
    assert voice_of(report, sourced(claim, "reported", "marn-watch", "Marn Watch")) == ("marn-watch", way)
    assert voice_of(report, sourced(claim, "quoted", "ilen-dorsa", "Ilen Dorsa")) == ("marn-watch", way)
    assert voice_of(report, sourced(claim, "reported", None, "Bishop Émil")) == ("name:bishop-emil", way)
    assert voice_of(report, sourced(claim, "unnamed", None, "a military source"))[0] == "opa"
    described = sourced(claim, "reported", None, "a military source")
    described = replace(described, attribution=replace(described.attribution, described=True))
    assert voice_of(report, described)[0] == "opa"
    assert voice_of(report, sourced(claim, "reported", None, None))[0] == "opa"


def test_who_the_text_says_was_told_stays_next_to_the_source() -> None:
    report = document("d", MARKET[0], outlet="Dolna Post")
    (claim,) = claims_of(report)
    told = sourced(claim, "quoted", "marn-watch", "Marn Watch", "opa")
    assert voice_of(report, told) == ("marn-watch", ("opa", "dolna-post"))


def test_an_agency_that_quotes_itself_is_one_voice() -> None:
    report = document("d", MARKET[0], outlet="OPA")
    (claim,) = claims_of(report)
    assert voice_of(report, claim) == voice_of(report, sourced(claim, "reported", "opa", "OPA")) == ("opa", ())
    assert voice_of(report, sourced(claim, "reported", None, "Ostravian Press Agency")) == ("opa", ())


def test_outlet_then_document_speak_where_nobody_else_does() -> None:
    for outlet, voice in (("Velmora Times", "velmora-times"), ("The Hill Gazette", "name:hill-gazette"), (None, None)):
        report = document("d", MARKET[0], outlet=outlet)
        assert voice_of(report, claims_of(report)[0]) == (voice or "document:d", ())
    report = document("d", MARKET[0], outlet="Dolna Post", republishes="Velmora Times")
    assert voice_of(report, claims_of(report)[0]) == ("velmora-times", ("dolna-post",))


def test_names_of_other_scripts_keep_their_letters() -> None:
    assert name_id("وكالة الأنباء") != name_id("المرصد") != "name:unnamed"
    assert name_id("The Émigré's  Post") == "name:emigres-post"


def test_a_claim_or_copy_of_an_unknown_document_is_refused_with_its_name() -> None:
    wire, copy = document("w", MARKET[0], agency="OPA"), document("c", MARKET[0])
    with pytest.raises(CrosswireError, match="document c was not given"):
        assign_voices([wire], claims_of(copy), [], LEXICON)
    with pytest.raises(CrosswireError, match="c: a copy names"):
        assign_voices([wire], [], find_copies([wire, copy], LEXICON), LEXICON)


CORPUS = corpus()
WIRE = next(each for each in CORPUS if each.agency)
FAMILY = [each for each in CORPUS if each.document_id.startswith(WIRE.document_id.split("-")[0])]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, len(WIRE.passages) - 1), st.booleans())
def test_a_wire_copy_added_adds_no_voice(first: int, dated: bool) -> None:
    """Any end of the wire, printed by a further outlet without a credit, before or after the others."""
    lines = WIRE.text.splitlines()[first:]
    added = document("0-added", *lines, outlet="Hill Gazette", published="1999-01-01" if dated else None)
    before = {voice for voice, _ in voices(*FAMILY)}
    assert {voice for voice, _ in voices(*FAMILY, added)} == before


def test_an_unrelated_document_changes_no_voice() -> None:
    unrelated = document("0-unrelated", OWN, *WIRES["pass"][1], outlet="Hill Gazette", published="1999-01-01")
    assert voices(*FAMILY, unrelated)[: len(voices(*FAMILY))] == voices(*FAMILY)


def test_the_order_of_documents_and_copies_changes_no_voice_and_a_second_pass_changes_nothing() -> None:
    claims = [claim for each in CORPUS for claim in claims_of(each)]
    copies = find_copies(CORPUS, LEXICON)
    once = assign_voices(CORPUS, claims, copies, LEXICON)
    assert assign_voices(CORPUS[::-1], claims, copies[::-1], LEXICON) == once
    assert assign_voices(CORPUS, once, copies, LEXICON) == once
