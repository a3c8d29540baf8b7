"""Which texts are worth comparing word by word: none is left out that shows a copy or a statement that both quote."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wire_country import corpus, document, lexicon

from crosswire.model import Document
from crosswire.trace import find_copies
from crosswire.trace.candidates import Packed, candidate_rows, unpacked
from crosswire.trace.cells import RUN, worth_comparing
from crosswire.trace.corpus import Corpus, read_corpus

LEXICON = lexicon()
PRESS = corpus()
DAYS = [None, *(str(date(2031, 3, 1) + timedelta(days=days)) for days in (0, 3, 15, 40))]


def everything(pairs: Packed, known: Corpus) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """All pairs, with all passages that share words in a row, looked at one by one."""

    def runs(line: int) -> set[tuple[str, ...]]:
        words = known.lines[line].words
        return {words[at : at + RUN] for at in range(len(words) - RUN + 1)}

    for a, b in unpacked(pairs):
        ours, theirs = known.rows[a].lines, known.rows[b].lines
        yield a, b, [(i, j) for i in range(len(ours)) for j in range(len(theirs)) if runs(ours[i]) & runs(theirs[j])]


def shuffled(document: Document, chance: Random) -> Document:
    """The document on another day, some words of its text in other places."""
    words = document.text.split(" ")
    for _ in range(chance.choice((0, 1, 4))):
        one, other = sorted(chance.sample(range(len(words)), 2))
        if len(words[one]) == len(words[other]) and "\n" not in words[one] + words[other]:
            words[one], words[other] = words[other], words[one]
    text = " ".join(words)
    return Document(
        **{f: getattr(document, f) for f in document.__slots__} | {"text": text, "published": chance.choice(DAYS)}
    )


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False))
def test_what_is_left_out_shows_nothing(chance: Random) -> None:
    documents = [shuffled(one, chance) for one in chance.sample(PRESS, min(len(PRESS), 24))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("crosswire.trace.copies.worth_comparing", everything)
        expected = find_copies(documents, LEXICON)
    assert find_copies(documents, LEXICON) == expected


def test_a_turn_of_phrase_is_not_worth_comparing() -> None:
    """Nor is an edited sentence after weeks; the same one a few days later is."""
    phrase = "{} near the old salt market of the river quarter"
    told = "Four wagons of copper ore overturned near the northern toll bridge before dawn"
    again = "Four heavy wagons of copper ore overturned near the northern toll bridge before dawn"
    pile = [
        document("a", told, phrase.format("Two teachers opened a school for weavers"), published="2031-03-01"),
        document("b", again, "Nobody was hurt", published="2031-03-05"),
        document("c", again, "Rain fell in the hills", published="2031-05-01"),
        document("d", phrase.format("Engineers closed every dam yesterday"), published="2031-03-01"),
    ]
    known = read_corpus(pile, LEXICON)
    proposed = candidate_rows(known)
    assert {(0, 1), (0, 2), (0, 3)} <= set(unpacked(proposed))
    assert {(a, b) for a, b, _ in worth_comparing(proposed, known)} & {(0, 1), (0, 2), (0, 3)} == {(0, 1)}
