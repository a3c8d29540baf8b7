"""Which words of a sentence tell of one happening, and which of another."""

from __future__ import annotations

import pytest
from reading import claims_of, lexicon, parsed

from crosswire.extract.clauses import group_hits
from crosswire.extract.triggers import find_triggers


def groups(sentence: str) -> list[tuple[str, list[str]]]:
    """The type and the triggers of each happening."""
    codebook = lexicon().codebook
    hits = find_triggers(parsed(sentence), codebook, [])
    return [
        (group.event_type(codebook), [sentence[hit.start : hit.end] for hit in group.hits])
        for group in group_hits(hits, codebook)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A car bomb exploded in Karsten, killing ten.", [("bombing", ["car bomb", "exploded", "killing"])]),
        ("The raid left ten people dead in Karsten.", [("attack", ["raid", "dead"])]),
        ("The army carried out a raid that left ten people dead.", [("attack", ["raid", "dead"])]),
        ("Ten people were killed when a bomb exploded in Karsten.", [("bombing", ["killed", "exploded"])]),
        ("Ten soldiers were killed after rebels stormed Karsten.", [("armed_clash", ["killed", "stormed"])]),
        ("Ten people were killed and four wounded in a blast.", [("bombing", ["killed", "wounded", "blast"])]),
        ("Ten soldiers were killed in the offensive.", [("armed_clash", ["killed", "offensive"])]),
        ("The army waged an offensive, killing ten people.", [("armed_clash", ["offensive", "killing"])]),
        ("Ten soldiers were killed as fighting raged in Dolna.", [("armed_clash", ["killed", "fighting"])]),
    ],
)
def test_one_happening(sentence: str, expected: list[tuple[str, list[str]]]) -> None:
    assert groups(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Forty soldiers have been killed since the start of the operation.", [["killed"], ["operation"]]),
        ("Forty soldiers have been killed since the army stormed Dolna.", [["killed"], ["stormed"]]),
        ("The army shelled Brisk before it stormed Dolna.", [["shelled"], ["stormed"]]),
        ("The clashes came after the group attacked Dolna.", [["clashes"], ["attacked"]]),
        ("The army attacked Velmora and the group shelled Karsten.", [["attacked"], ["shelled"]]),
        (
            "Ten soldiers were killed in Velmora and four civilians were killed in Dolna.",
            [["killed"], ["killed"]],
        ),
        ("The group released nine women abducted in Dolna.", [["released"], ["abducted"]]),
        ("The group attacked Dolna, abducting nine women.", [["attacked"], ["abducting"]]),
        ("The army sent men to bomb Dolna after it attacked Karsten.", [["bomb"], ["attacked"]]),
        ("Warplanes bombed Dolna in support of an offensive on Karsten.", [["Warplanes", "bombed"], ["offensive"]]),
        ("A blast hit Dolna as the army pressed ahead with its offensive.", [["blast", "hit"], ["offensive"]]),
        ("Air strikes killed nine people as fighting raged in Dolna.", [["Air strikes", "killed"], ["fighting"]]),
        ("Clashes killed nine fighters as jets bombed the town of Dolna.", [["Clashes", "killed"], ["bombed"]]),
        ("The group attacked Dolna in revenge for a raid on Karsten.", [["attacked"], ["raid"]]),
        ("The offensive has prolonged a war that has killed 4,000 people.", [["offensive"], ["killed"]]),
    ],
)
def test_happenings_that_stay_apart(sentence: str, expected: list[list[str]]) -> None:
    assert [words for _, words in groups(sentence)] == expected


def test_an_abduction_during_a_rampage_is_two_claims() -> None:
    claims = claims_of("The FMF abducted 30 women during a rampage in Dolna that left 200 people dead.")
    assert [(c.event_type, [(q.measure, q.best) for q in c.quantities]) for c in claims] == [
        ("abduction", [("abducted", 30)]),
        ("attack_on_civilians", [("killed", 200)]),
    ]


def test_what_comes_after_an_attack_is_not_the_attack() -> None:
    claims = claims_of("The offer comes after the FMF attacked Dolna and abducted 30 women.")
    assert [c.event_type for c in claims] == ["armed_clash", "abduction"]
    assert claims[0].quantities == ()
    assert [p.actor_id for c in claims for p in c.participants if p.role == "actor"] == ["fmf", "fmf"]


def test_each_half_of_a_sentence_keeps_its_place_and_its_figure() -> None:
    claims = claims_of("An air strike killed six people in Velmora and a car bomb killed nine in Karsten.")
    assert [(c.event_type, c.place.name if c.place else None, c.quantities[0].best) for c in claims] == [
        ("air_strike", "Velmora", 6),
        ("bombing", "Karsten", 9),
    ]


def test_the_type_of_highest_rank_names_the_happening() -> None:
    [claim] = claims_of("An attack with a car bomb killed nine people in Karsten.")
    assert claim.event_type == "bombing"


def test_what_is_answered_is_told_apart() -> None:
    first, second = claims_of(
        "The army killed 11 FMF fighters near Velmora in response to rocket fire that wounded a girl in Dolna."
    )
    assert [(q.measure, q.best) for q in first.quantities] == [("killed", 11)]
    assert [(q.measure, q.best) for q in second.quantities] == [("wounded", 1)]
    assert [one for one in second.participants if one.role == "actor"] == []


def test_a_clause_before_the_verb_of_saying_belongs_to_what_is_said() -> None:
    (claim,) = claims_of(
        "Three soldiers were killed and seven others wounded when their bus hit a landmine in Dolna, North Wire quoted "
        "a doctor as saying."
    )
    assert claim.event_type == "bombing"
    assert claim.attribution.source is not None
    assert claim.attribution.source.name == "a doctor"
    assert [(q.measure, q.best) for q in claim.quantities] == [("killed", 3), ("wounded", 7)]


def test_who_counts_the_dead_did_not_kill_them_and_a_ceasefire_line_is_no_truce() -> None:
    (claim,) = claims_of("Rescue workers counted 19 dead in Dolna.")
    assert claim.participants == ()
    told = claims_of("The army shot and killed four men who had crossed the ceasefire line near Dolna.")
    assert [claim.event_type for claim in told] == ["attack_on_civilians"]
