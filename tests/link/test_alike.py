"""Likeness of texts: names and rare words count, an unrelated text does not."""

import pytest

from crosswire.lexicon.word_weights import WordWeights, word_weights
from crosswire.link.alike import alike, cosine, weigh

COMMON = WordWeights(texts=100, seen={"the": 100, "in": 90, "people": 40, "were": 80})


def test_a_text_is_like_itself() -> None:
    one = weigh("The shelling in Velmora killed nine people.", COMMON)
    assert alike(one, one) == pytest.approx(1.0)


def test_names_are_capitals_inside_a_sentence() -> None:
    assert set(weigh("Shells fell. Nine died in Velmora on 3 May.", COMMON).names) == {"velmora", "3", "may"}


def test_rare_words_count_more_than_common_ones() -> None:
    about = weigh("The people were in Velmora.", COMMON)
    same_place = weigh("Shells hit Velmora.", COMMON)
    same_chatter = weigh("The people were in here.", COMMON)
    assert cosine(about.words, same_place.words) > 0
    assert alike(about, same_place) > alike(weigh("The people were in Karsten.", COMMON), same_place)
    assert cosine(about.names, same_chatter.names) == 0.0


def test_an_empty_text_is_like_nothing() -> None:
    assert alike(weigh("", COMMON), weigh("Velmora", COMMON)) == 0.0


def test_the_shipped_table_knows_common_words() -> None:
    shipped = word_weights()
    assert shipped.weight("the") < shipped.weight("attack") < shipped.weight("velmora")
