"""The learned reader: what is shipped, that its answers do not depend on company, and that its claims keep the laws."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from reading import document_of, lexicon
from test_claims import TEXT, check_laws

from crosswire.errors import CrosswireError
from crosswire.extract import extract_claims
from crosswire.extract.learned import network
from crosswire.extract.learned.both import Sure, asked, claims_by_both
from crosswire.extract.learned.heads import distances, sentence_steps
from crosswire.extract.learned.layers import LAYERS
from crosswire.extract.learned.loose import Ruled
from crosswire.extract.learned.reading import Reading
from crosswire.extract.learned.roles import described
from crosswire.extract.learned.said import Said, Words
from crosswire.extract.learned.sureness import chance_of
from crosswire.extract.learned.windows import CONTEXT, LIMIT, Window, windows
from crosswire.extract.named import find_named, participant
from crosswire.extract.neutral import StandIn, apart, read_as
from crosswire.extract.rules import claims_by_rules
from crosswire.extract.victims import type_by_victims
from crosswire.model import Claim, Document, Of, Quantity, Reader, Span

TOLD = (
    "At least 18 people were killed in Velmora on 3 July 2031.",
    "Marn Watch said that 12 of them were women.",
    "The governor of Marn visited a school.",
)
LAWS = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(document: Document, asked: Sequence[Span] | None = None) -> Reading:
    return network.read(find_named(document, lexicon()), lexicon(), asked)


def word(document: Document, words: str) -> Span:
    at = document.text.index(words)
    return Span(start=at, end=at + len(words))


def test_what_is_shipped_is_what_its_card_names_and_small() -> None:
    files = [file for file in network.FOLDER.iterdir() if file.is_file()]
    assert sum(file.stat().st_size for file in files) < 30_000_000
    assert {file.name for file in files} == {"model.json", *network.told_of()["sha256"]}


def test_another_file_than_the_named_one_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(network.FOLDER, folder)
    with (folder / "tokenizer.json").open("a", encoding="utf-8") as opened:
        opened.write(" ")
    with pytest.raises(CrosswireError, match=r"tokenizer\.json"):
        network.load(folder)
    (folder / "model.json").unlink()
    with pytest.raises(CrosswireError, match=r"model\.json"):
        network.load(folder)


def test_the_answer_for_a_document_is_the_same_bytes_in_any_company() -> None:
    """Nothing of a document read before, nor the length of another one, comes into its chances."""
    one, other = document_of(*TOLD), document_of(*TOLD, *(f"The army shelled Dolna {n} times." for n in range(60)))
    fresh = network.load(network.FOLDER)
    alone = fresh.read(find_named(one, lexicon()), lexicon())
    fresh.read(find_named(other, lexicon()), lexicon())
    for again in (fresh.read(find_named(one, lexicon()), lexicon()), read(one)):
        for (_, a), (_, b) in zip(alone.windows, again.windows, strict=True):
            assert a.anchors == b.anchors
            for name in a.layers:
                assert a.layers[name].tobytes() == b.layers[name].tobytes()
            for name in a.links:
                assert a.links[name].tobytes() == b.links[name].tobytes()


def test_windows_read_every_sentence_once_and_keep_its_offsets() -> None:
    sentences = [f"On day {n} the FMF shelled Karsten and 𝒶 {n} people fled to Tavi Pass." for n in range(70)]
    document = document_of(*sentences, "word " * 500)
    made = windows(document.text, document.passages, network.network().tokenizer)
    assert len(made) > 3
    assert sorted(number for window in made for number in window.read) == list(range(71))
    for window in made:
        assert len(window.ids) <= LIMIT
        context = [n for n in window.sentence if n >= 0 and n not in window.read]
        assert len(context) <= CONTEXT
        if min(window.read) > 0 and len(window.read) > 1:
            assert 0 in context, "the first sentence is always seen"
        for start, end, number in zip(window.starts, window.ends, window.sentence, strict=True):
            if start >= 0:
                passage = document.passages[number]
                assert passage.start <= start < end <= passage.end
                assert not document.text[start:end].isspace()


def test_only_what_is_asked_for_is_read_with_the_sentence_before_it_and_the_first() -> None:
    document = document_of(*(f"On day {n} the FMF shelled Karsten, and 18 people fled." for n in range(30)))
    named = find_named(document, lexicon())
    spans = [Span(start=one.start, end=one.end) for one in (document.passages[7], document.passages[8])]
    reading = network.read(named, lexicon(), [Span(start=one.start, end=one.start + 2) for one in spans])
    [(window, said)] = reading.windows
    assert window.read == {7, 8} and set(window.sentence) == {-1, 0, 6, 7, 8}
    assert all(document.text[window.starts[at] : window.ends[at]] == "On" for at in said.anchors)
    assert network.read(named, lexicon(), []).windows == []


def test_other_words_for_the_same_thing_cannot_move_the_network() -> None:
    """Names, loaded words and numbers are read as plain words that stand for them, at the places where they stand."""
    texts = (
        ("The Free Marn Front killed 14 terrorists in Velmora.", "The FMF said the regime shelled Dolna."),
        ("The FMF killed fourteen militants in Velmora.", "The Free Marn Front said the government shelled Dolna."),
    )
    seen = []
    for sentences in texts:
        document = document_of(*sentences)
        reading = read(document)
        [(window, said)] = reading.windows
        seen.append((window.ids, window.cases, [said.layers[name].tobytes() for name in said.layers]))
        for name in ("Velmora", "Dolna"):
            at = word(document, name)
            assert [(window.starts[i], window.ends[i]) for i in window.tokens(at.start, at.end)] == [(at.start, at.end)]
    assert seen[0] == seen[1]


def test_stand_ins_keep_the_offsets_of_the_text() -> None:
    text = "Then the FMF left Dolna."
    given = [StandIn(9, 12, "Group"), StandIn(18, 23, "Town")]
    own, starts, ends = read_as(text, 5, len(text), given)
    assert own == "the Group left Town."
    assert len(starts) == len(ends) == len(own)
    at = own.index("Group")
    assert {(starts[i], ends[i]) for i in range(at, at + 5)} == {(9, 12)}
    assert text[starts[own.index("left")]] == "l" and ends[-1] == len(text)
    assert apart([*given, StandIn(0, 12, "no")]) == given


def test_a_count_of_people_and_its_source_are_found() -> None:
    document = document_of("Eighteen people were killed in Velmora, Marn Watch said.", "The school has 18 rooms.")
    reading = read(document)
    assert (reading.counts(word(document, "Eighteen")) or 0) > 0.5
    assert (reading.counts(word(document, "18 rooms")) or 0) < 0.3
    anchor = reading.anchor(word(document, "Eighteen"))
    assert anchor is not None
    end = anchor.end("source")
    assert end is not None and "Marn Watch" in document.text[end[0] : end[1]]


def test_what_a_long_report_names_is_seen_in_its_own_windows_alone() -> None:
    """Looked up by its place in the text, it is what looking at every name finds."""
    towns = ("Velmora", "Karsten", "Dolna", "Brisk") * 12
    told = (
        f"The Ostravian army killed {n} people near {one}, Marn Watch said." for n, one in enumerate(towns, start=2)
    )
    document = document_of("The FMF said shells hit Karsten.", *told)
    named, reading = find_named(document, lexicon()), read(document)
    assert len(reading.windows) > 2
    for claim in extract_claims(document, lexicon()):
        for one in claim.quantities:
            touched = [w for w, _ in reading.windows for at in w.tokens(one.start, one.end) if w.sentence[at] in w.read]
            anchor = reading.anchor(one)
            assert anchor is not None and anchor.window in touched
            for mentions, span in ((named.actors, lambda m: m), (named.places, lambda m: m.place)):
                inside = [m for m in mentions if anchor.window.tokens(span(m).start, span(m).end)]
                assert anchor.seen(mentions, span) == inside
                assert inside


def test_chances_are_chances() -> None:
    for _, said in read(document_of(*TOLD)).windows:
        for rows in (*said.layers.values(), *said.links.values()):
            assert np.all(rows >= 0) and np.allclose(rows.sum(axis=-1), 1, atol=1e-4)


def test_steps_and_distances_are_what_the_heads_were_trained_on() -> None:
    document = document_of(*TOLD)
    [window] = windows(document.text, document.passages, network.network().tokenizer)
    second = window.tokens(*astuple(word(document, "12")))[0]
    steps = sentence_steps([second], window)[0]
    assert steps[second] == 3  # the own sentence
    assert steps[1] == 7  # the first sentence of the document
    assert steps[-1] == 4  # the next one
    away = distances([second], len(window.ids))[0]
    assert away[second] == 16 and away[second + 1] == 17 and away[second - 2] == 14


def astuple(span: Span) -> tuple[int, int]:
    return span.start, span.end


@pytest.mark.parametrize("reader", ["learned", "both"])
def test_claims_of_the_learned_reader_keep_the_laws(reader: Reader) -> None:
    @LAWS
    @given(TEXT)
    def keeps(sentences: list[str]) -> None:
        document = document_of(*sentences, published="2031-07-05")
        check_laws(document, extract_claims(document, lexicon(), reader=reader))

    keeps()


def test_each_claim_says_who_read_it() -> None:
    document = document_of(*TOLD)
    readers: dict[Reader, set[Reader]] = {"rules": {"rules"}, "learned": {"learned"}, "both": {"rules", "both"}}
    for reader, expected in readers.items():
        claims = extract_claims(document, lexicon(), reader=reader)
        assert claims and {claim.reader for claim in claims} <= expected


NEVER = Sure(source=1.1, actor=1.1, nobody=1.1, counts=1.1, open=1.1, of=1.1, loose=1.1, counted=0)
OPEN = replace(NEVER, open=0.8)


@pytest.mark.parametrize(
    ("sure", "between", "expected"), [(NEVER, (), None), (OPEN, (), "marn-watch"), (OPEN, ("It was cold.",), None)]
)
def test_a_source_is_named_only_where_the_network_is_sure_and_it_stands_near(
    sure: Sure, between: tuple[str, ...], expected: str | None
) -> None:
    document = document_of("The staff of Marn Watch had left.", *between, TOLD[0])
    named = find_named(document, lexicon())
    [first] = claims_by_rules(named, lexicon())
    assert first.attribution.source is None
    reading = pointing(read(document), first, "source", word(document, "Marn Watch"), 0.85)
    [found] = claims_by_both(Ruled.of([first], named), reading, sure)
    assert found.attribution.source_id == expected
    assert found.reader == ("rules" if expected is None else "both")
    assert any("Marn Watch" in quote.quote for quote in found.evidence) == (expected is not None)


@pytest.mark.parametrize(
    ("sure", "between", "named_too"), [(NEVER, (), False), (OPEN, (), True), (OPEN, ("It was cold.",), False)]
)
def test_an_actor_is_named_only_where_the_network_is_sure_and_it_stands_near(
    sure: Sure, between: tuple[str, ...], named_too: bool
) -> None:
    document = document_of("The Free Marn Front had left.", *between, "Eighteen people were killed in Velmora.")
    named = find_named(document, lexicon())
    [first] = claims_by_rules(named, lexicon())
    front = next(one.actor_id for one in named.actors)
    assert not any(one.role == "actor" for one in first.participants)
    reading = pointing(read(document), first, "actor", word(document, "Free Marn Front"), 0.85)
    [found] = claims_by_both(Ruled.of([first], named), reading, sure)
    assert [one.actor_id for one in found.participants if one.role == "actor"] == [front] * named_too


def test_a_sentence_that_says_by_whom_is_not_read_by_another() -> None:
    document = document_of("The Free Marn Front had left.", "Eighteen people were killed in Velmora by gunmen.")
    named = find_named(document, lexicon())
    [first] = claims_by_rules(named, lexicon())
    reading = pointing(read(document), first, "actor", word(document, "Free Marn Front"), 0.85)
    assert claims_by_both(Ruled.of([first], named), reading)[0].participants == first.participants


def test_who_did_it_for_the_network_is_not_whom_it_befell() -> None:
    document = document_of("The Free Marn Front had left.", "Eighteen people were killed in Velmora.")
    named = find_named(document, lexicon())
    [first] = claims_by_rules(named, lexicon())
    front = participant(named.actors[0], named)
    over = replace(first, participants=(*first.participants, replace(front, role="target")))
    reading = pointing(read(document), over, "actor", word(document, "Free Marn Front"), 0.85)
    [found] = claims_by_both(Ruled.of([over], named), reading, OPEN)
    assert [one.role for one in found.participants if one.actor_id == front.actor_id] == ["actor"]


@pytest.mark.parametrize("words", ["Army bombardment killed 18 people.", "18 people were killed by the army."])
def test_a_doer_whom_the_words_leave_no_doubt_of_stays(words: str) -> None:
    document = document_of("The Free Marn Front had left Velmora in Ostravia.", words)
    named = find_named(document, lexicon())
    first = next(one for one in claims_by_rules(named, lexicon()) if one.quantities)
    assert [one.actor_id for one in first.participants if one.role == "actor"] == ["ostravian-army"]
    reading = pointing(read(document), first, "actor", word(document, "Free Marn Front"), 0.85)
    assert claims_by_both(Ruled.of([first], named), reading)[0].participants == first.participants


def test_words_that_fill_a_role_are_not_cut_in_two() -> None:
    document = document_of(TOLD[0], "The Karstenburgers had fled.")
    named = find_named(document, lexicon())
    first = next(one for one in claims_by_rules(named, lexicon()) if one.quantities)
    reading = pointing(read(document), first, "source", word(document, "Karsten"), 0.9)
    anchor = reading.anchor(first.quantities[0])
    assert anchor is not None
    found = described(anchor, named, "source").what
    assert found is not None and found.quote.endswith("Karstenburgers")


def test_an_actor_of_another_sentence_goes_where_the_network_sees_none_and_one_of_the_sentence_stays() -> None:
    document = document_of("The Free Marn Front shelled Dolna.", "Eighteen people were killed in Velmora.")
    named = find_named(document, lexicon())
    claims = claims_by_rules(named, lexicon())
    first = next(one for one in claims if one.quantities)
    doer = next(p for one in claims for p in one.participants if p.role == "actor")
    over = replace(first, participants=(doer,))
    reading = pointing(read(document), over, "actor", word(document, "Dolna"), 0.1)
    sure = replace(NEVER, nobody=0.8)
    assert claims_by_both(Ruled.of([over], named), reading, NEVER)[0].participants == (doer,)
    assert claims_by_both(Ruled.of([over], named), reading, sure)[0].participants == ()
    own = replace(doer, start=over.evidence[0].start, end=over.evidence[0].start + 1)
    here = replace(first, participants=(own,))
    assert claims_by_both(Ruled.of([here], named), reading, sure)[0].participants == (own,)


def test_who_owns_up_in_a_sentence_behind_stays() -> None:
    document = document_of("A bomb killed nine people in Velmora.", "The Free Marn Front claimed responsibility.")
    named = find_named(document, lexicon())
    first = next(one for one in claims_by_rules(named, lexicon()) if one.quantities)
    doer = next(one for one in first.participants if one.role == "actor")
    reading = pointing(read(document), first, "actor", word(document, "bomb"), 0.0)
    assert doer in claims_by_both(Ruled.of([first], named), reading)[0].participants


@pytest.mark.parametrize("told", [TOLD[0], "Tavi Brenko, a baker, was killed in the shelling of Velmora."])
def test_a_number_that_counts_nobody_for_the_network_is_dropped_and_a_name_and_what_else_is_told_stay(
    told: str,
) -> None:
    document = document_of(told)
    named = find_named(document, lexicon())
    claim = next(one for one in claims_by_rules(named, lexicon()) if one.quantities)
    reading = read(document)
    doubting = Reading([(window, nobody(old)) for window, old in reading.windows])
    assert claims_by_both(Ruled.of([claim], named), doubting, NEVER)[0].quantities == claim.quantities
    [kept] = claims_by_both(Ruled.of([claim], named), doubting)
    is_name = claim.quantities[0].quote.startswith("Tavi")
    assert bool(kept.quantities) == is_name and kept.trigger == claim.trigger
    bare = replace(claim, participants=(), place=None, time=None)
    assert bool(claims_by_both(Ruled.of([bare], named), doubting)) == is_name


def nobody(said: Said) -> Said:
    """What the network said, with no word that counts people."""
    rows = said.layers["figure"].copy()
    rows[:, 0], rows[:, 1:] = 1, 0
    return replace(said, layers={**said.layers, "figure": rows})


def test_a_part_and_whom_it_counts_are_the_network_s_to_say_but_no_running_toll() -> None:
    document = document_of(TOLD[0])
    named = find_named(document, lexicon())
    claim = next(one for one in claims_by_rules(named, lexicon()) if one.quantities)
    [figure] = claim.quantities
    reading = read(document)
    anchor = reading.anchor(figure)
    assert anchor is not None and (figure.of, figure.counts) == ("any", "total")
    sure = replace(NEVER, counts=0.5, of=0.5)
    for counts, expected in (("part", "part"), ("cumulative", "total")):
        said = classed(classed(anchor.said, anchor.at, "of", "civilians"), anchor.at, "counts", counts)
        told = Reading([(window, said if old is anchor.said else old) for window, old in reading.windows])
        [found] = claims_by_both(Ruled.of([claim], named), told, sure)
        assert [(one.of, one.counts) for one in found.quantities] == [("civilians", expected)]
        [never] = claims_by_both(Ruled.of([claim], named), told, NEVER)
        assert never.quantities == claim.quantities
    more = replace(claim, quantities=(replace(figure, counts="additional"),))
    [kept] = claims_by_both(Ruled.of([more], named), told, sure)
    assert [one.counts for one in kept.quantities] == ["additional"]


def test_an_attack_in_which_the_network_counts_fighters_alone_is_a_clash() -> None:
    assert type_by_victims("attack_on_civilians", [counted("fighters"), counted("soldiers")]) == "armed_clash"
    assert type_by_victims("attack_on_civilians", [counted("fighters"), counted("any")]) == "attack_on_civilians"
    assert type_by_victims("shelling", [counted("fighters")]) == "shelling"
    assert type_by_victims("attack_on_civilians", []) == "attack_on_civilians"


def counted(of: Of) -> Quantity:
    """Ten killed of a class of people."""
    return Quantity(
        measure="killed", of=of, side_id=None, counts="total", low=10, best=10, high=10, bound="exact",
        start=0, end=3, quote="ten",
    )  # fmt: skip


def classed(said: Said, at: int, layer: str, name: str) -> Said:
    """What the network said, with a piece surely of that class."""
    rows = said.layers[layer].copy()
    rows[at] = 0
    rows[at, LAYERS[layer].index(name)] = 1
    return replace(said, layers={**said.layers, layer: rows})


def test_who_passes_a_report_on_is_not_its_source() -> None:
    document = document_of("OPA reported, citing the Ostravian army, that nine people were killed in Velmora.")
    named = find_named(document, lexicon())
    claims = claims_by_rules(named, lexicon())
    first = next(claim for claim in claims if claim.quantities)
    assert (first.attribution.source_id, [via.id for via in first.attribution.via]) == ("ostravian-army", ["opa"])
    reading = pointing(read(document), first, "source", word(document, "OPA"), 0.95)
    assert (
        next(c for c in claims_by_both(Ruled.of(claims, named), reading) if c.quantities).attribution
        == first.attribution
    )


def test_a_pronoun_is_whom_rules_know_it_to_mean() -> None:
    document = document_of("A doctor said a hospital was hit.", "He said that nine people were killed in Velmora.")
    named = find_named(document, lexicon())
    claims = claims_by_rules(named, lexicon())
    nine = next(claim for claim in claims if claim.quantities)
    assert nine.attribution.source is not None and nine.attribution.source.name == "A doctor"
    reading = pointing(read(document), nine, "source", word(document, "He"), 0.95)
    told = next(one for one in claims_by_both(Ruled.of(claims, named), reading) if one.quantities)
    assert told.attribution == nine.attribution


def test_a_place_says_nothing() -> None:
    document = document_of("Nine people were killed in the Qorvath quarter.")
    named = find_named(document, lexicon())
    [first] = claims_by_rules(named, lexicon())
    reading = pointing(read(document), first, "source", word(document, "Qorvath"), 0.95)
    assert claims_by_both(Ruled.of([first], named), reading)[0].attribution == first.attribution


def test_no_figure_of_people_is_dropped_or_changed_and_things_are_no_figures() -> None:
    document = document_of(
        "Eighteen people were killed in Velmora, Marn Watch said.", "The raid on Dolna burnt 40 bags of flour."
    )
    told, ruled = (extract_claims(document, lexicon(), reader=one) for one in ("both", "rules"))
    assert [one.quantities for one in told] == [one.quantities for one in ruled]


def test_a_number_that_rules_left_untied_is_of_the_happening_of_its_sentence() -> None:
    document = document_of(
        "The fighting in Dolna has also killed 30 regime and allied fighters as well as 50 FMF rebels."
    )
    named = find_named(document, lexicon())
    ruled = claims_by_rules(named, lexicon())
    assert [one.quote for claim in ruled for one in claim.quantities] == ["50"]
    reading = network.read(named, lexicon(), asked(Ruled.of(ruled, named)))
    for least, expected in ((1.1, ["50"]), (0.5, ["30", "50"])):
        [told] = claims_by_both(Ruled.of(ruled, named), reading, replace(NEVER, loose=least))
        assert [(one.quote, one.measure) for one in told.quantities] == [(quote, "killed") for quote in expected]


@pytest.mark.parametrize("words", ["40 farmers, not 60 as first reported.", "40 farmers, down from 60."])
def test_what_a_figure_was_said_to_be_before_is_not_loose(words: str) -> None:
    document = document_of(f"The raid on Dolna killed {words}")
    named = find_named(document, lexicon())
    assert not Ruled.of(claims_by_rules(named, lexicon()), named).loose
    [claim] = extract_claims(document, lexicon())
    assert [one.best for one in claim.quantities] == [40]


def pointing(reading: Reading, claim: Claim, link: str, at: Span, chance: float) -> Reading:
    """The reading, with a link of the claim's figure that leads to the words with this chance."""
    anchor = reading.anchor(claim.quantities[0])
    assert anchor is not None
    rows = anchor.said.links[link].copy()
    row = rows[anchor.said.anchors.index(anchor.at)]
    pieces = anchor.window.tokens(at.start, at.end)
    row[:] = 0
    row[pieces], row[0] = chance / len(pieces), 1 - chance
    said = replace(anchor.said, links={**anchor.said.links, link: rows})
    return Reading([(window, said if old is anchor.said else old) for window, old in reading.windows])


def test_a_figure_the_network_doubts_is_less_sure() -> None:
    document = document_of("Eighteen people were killed in Velmora.", "Some of them had come from Karsten.")
    reading = read(document)
    figure = next(q for c in extract_claims(document, lexicon()) for q in c.quantities)
    sure = chance_of(figure, reading)
    doubted = chance_of(replace(figure, measure="abducted"), reading)
    vague = chance_of(replace(figure, low=None, best=None, high=None), reading)
    assert sure is not None and doubted is not None and vague is not None
    assert 0 < doubted < sure < 1 and vague < sure


def test_the_words_of_a_long_text_are_looked_for_where_a_window_shows_it() -> None:
    window = Window((1, 2, 3), (0, 0, 0), (-1, 500, 505), (-1, 504, 509), (-1, 3, 3), frozenset({3}))
    words = [Span(start=at, end=at + 4) for at in range(0, 10_000, 5)] + [Span(start=490, end=506)]
    shown = list(Words(words).shown(window))
    assert {one.start for one in words if window.tokens(one.start, one.end)} <= {one.start for one in shown}
    assert len(shown) < 10
