"""The words that say what happened, and words that look like them and do not."""

from __future__ import annotations

import pytest
from reading import claims_of, document_of, lexicon, parsed

from crosswire.extract.triggers import find_triggers, may_hold_claim
from crosswire.model import Span


def triggers(sentence: str, *names: str) -> list[str]:
    text = sentence.removeprefix("# ")
    spans = [Span(start=(at := text.index(name)), end=at + len(name)) for name in names]
    return [text[hit.start : hit.end] for hit in find_triggers(parsed(sentence, *names), lexicon().codebook, spans)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Shells hit Dolna, killing nine people.", ["Shells", "hit", "killing"]),
        ("Two air strikes hit Dolna.", ["air strikes", "hit"]),
        ("Two air-strikes hit Dolna.", ["air-strikes", "hit"]),
        ("A suicide bomber blew himself up in Karsten.", ["suicide bomber", "blew himself up"]),
        ("The death toll rose to nine.", ["death toll"]),
        ("Nine men were taken hostage in Dolna.", ["taken hostage"]),
        ("The attack claimed the lives of nine people.", ["attack", "claimed the lives of"]),
        ("Nine people were shot dead.", ["shot dead"]),
        ("Nine people were shot to death.", ["shot to death"]),
        ("Two shops were dynamited in Dolna.", ["dynamited"]),
        ("Gunmen machine-gunned a bus in Dolna.", ["machine-gunned"]),
        ("The FMF took over the mill of Dolna.", ["took over"]),
        ("The army won back the mill and broke the siege of Dolna.", ["won back", "broke the siege"]),
        # Who takes people abducts them, who takes things does not.
        ("The FMF seized nine teachers in Dolna.", ["seized"]),
        ("The FMF seized 90 rifles in Dolna.", []),
        ("The FMF seized a printing press in Dolna.", ["seized"]),
        # The word is part of something else.
        ("The army released a statement on Dolna.", []),
        ("The group released a video from Dolna.", []),
        ("The fire brigade freed two roads.", ["freed"]),
        ("Families left Dolna in a bus.", []),
        ("The shellfish market of Dolna was closed.", []),
        ("Farmers of Dolna spend their lives in the fields.", []),
    ],
)
def test_triggers(sentence: str, expected: list[str]) -> None:
    assert triggers(sentence) == expected


def test_a_name_is_no_trigger() -> None:
    assert triggers("The Free Marn Front met in Dolna.", "Free Marn Front") == []
    assert triggers("The Battle Brigade attacked Dolna.", "Battle Brigade") == ["attacked"]


def test_a_verb_of_killing_counts_and_a_blast_does_not() -> None:
    hits = find_triggers(parsed("The blast killed nine people."), lexicon().codebook, [])
    assert [hit.event_types() for hit in hits] == [["bombing"], []]
    counting = [hit.counting() for hit in hits]
    assert counting[0] is None
    assert counting[1] is not None
    assert (counting[1].measure, counting[1].form) == ("killed", "object")


@pytest.mark.parametrize(("sentence", "worth"), [("Nine were killed.", True), ("It rained in Dolna.", False)])
def test_only_sentences_with_a_trigger_are_worth_parsing(sentence: str, worth: bool) -> None:
    document = document_of(sentence)
    assert may_hold_claim(document.text, document.passages[0], lexicon().codebook) is worth


@pytest.mark.parametrize("took", ["captured", "seized", "liberated"])
@pytest.mark.parametrize("ground", ["Karsten", "the town of Dolna"])
def test_who_takes_ground_abducts_nobody(took: str, ground: str) -> None:
    claims = claims_of(f"The Free Marn Front {took} {ground} on Tuesday.")
    assert [claim.event_type for claim in claims] == ["territory_change"]


def test_who_seizes_people_does() -> None:
    assert [claim.event_type for claim in claims_of("Gunmen seized nine villagers in Karsten.")] == ["abduction"]
