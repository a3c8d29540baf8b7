"""Tokens know their place in the document, whatever was rewritten to help the parser."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import document_of, lexicon, parsed

from crosswire.extract.named import find_named
from crosswire.extract.neutral import stand_ins
from crosswire.extract.parse import Sentence, ancestors, clause_head, parse
from crosswire.model import Span


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Nine people were killed in Dolna.", ()),
        ("Fighters of IS attacked Dolna, and IS said so.", ("IS", "IS attacked")),
        ("# Rocket Attack Kills Three In Velmora", ("Velmora",)),
        ("Nine\u00a0people\twere killed\u2009in Dolna.", ()),
        ("“Nine” people – 𝒶 few – were killed.", ()),
    ],
)
def test_every_token_stands_where_it_says(sentence: str, names: tuple[str, ...]) -> None:
    document = document_of("It rained in Karsten.", sentence)
    spans = [Span(start=(at := document.text.index(name)), end=at + len(name)) for name in names]
    read = parse(document.text, document.passages, spans)[1]
    rebuilt = [document.text[read.start(token) : read.end(token)] for token in read.doc if not token.is_space]
    assert "".join(rebuilt) == "".join(sentence.removeprefix("# ").split())


def in_plain_words(sentence: str) -> Sentence:
    """The sentence as rules have it parsed."""
    named = find_named(document_of(sentence), lexicon())
    text, passages = named.document.text, named.passages
    return parse(text, passages, [], stand_ins(named, passages[0], lexicon()))[0]


def test_a_group_called_is_is_no_verb() -> None:
    sentence = in_plain_words("IS attacked Dolna on Monday.")
    token = sentence.tokens(0, 2)[0]
    assert (token.dep_, token.head.text) == ("nsubj", "attacked")
    assert (sentence.start(token), sentence.end(token)) == (0, 2)


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("Troops seized Karsten on Monday.", "captured"),
        ("Troops seized the town of Karsten on Monday.", "captured"),
        ("Troops seized nine workers in Karsten on Monday.", "seized"),
        ("Troops seized a bridge near Karsten on Monday.", "seized"),
    ],
)
def test_a_place_is_captured_when_it_is_seized(sentence: str, verb: str) -> None:
    read = in_plain_words(sentence)
    token = read.doc[1]
    assert (token.text, read.start(token), read.end(token)) == (verb, 7, 13)


@pytest.mark.parametrize("killed", ["killed", "slaughtered", "eliminated", "martyred"])
@pytest.mark.parametrize("watch", ["Marn Watch", "the Marn Watch"])
@pytest.mark.parametrize("town", ["Dolna", "Karsten"])
@pytest.mark.parametrize("nine", ["Nine", "9"])
def test_another_word_for_the_same_is_parsed_alike(nine: str, killed: str, town: str, watch: str) -> None:
    read = in_plain_words(f"{nine} mujahideen were {killed} in {town}, {watch} said.")
    words = [(token.text, token.dep_, token.head.text) for token in read.doc if token.dep_ != "det"]
    assert words == [
        ("5", "nummod", "fighters"), ("fighters", "nsubjpass", "killed"), ("were", "auxpass", "killed"),
        ("killed", "ccomp", "said"), ("in", "prep", "killed"), ("Town", "pobj", "in"), (",", "punct", "said"),
        ("Monitor", "nsubj", "said"), ("said", "ROOT", "said"), (".", "punct", "said"),
    ]  # fmt: skip
    at = next(token for token in read.doc if token.text == "Monitor")
    assert read.text[read.start(at) : read.end(at)] == "Marn Watch"


def test_a_loaded_word_with_a_capital_in_a_headline_is_no_name() -> None:
    read = in_plain_words("# Army Kills Nine Terrorists In Velmora After Long Battle")
    assert [token.text for token in read.doc][1:5] == ["kills", "5", "fighters", "in"]


def test_a_headline_in_title_case_has_a_verb() -> None:
    sentence = parsed("# Rocket Attack Kills Three People In Velmora", "Velmora")
    assert [token.text for token in sentence.doc if token.pos_ == "VERB"] == ["kills"]
    assert sentence.doc[-1].text == "Velmora"


def test_a_sentence_in_title_case_is_left_as_it_is() -> None:
    assert parsed("Rocket Attack Kills Three People In Velmora").doc[0].text == "Rocket"


def test_the_clause_of_a_word_is_its_nearest_verb() -> None:
    sentence = parsed("The army said the blast in Dolna killed nine people.")
    nine = next(token for token in sentence.doc if token.text == "nine")
    assert clause_head(nine).text == "killed"
    assert [token.text for token in ancestors(nine)] == ["people", "killed", "said"]


def test_the_head_of_a_stretch_is_the_word_the_others_hang_on() -> None:
    sentence = parsed("More than nine people were killed.")
    root = sentence.root_of(0, len("More than nine"))
    assert root is not None
    assert root.text == "nine"
    assert sentence.root_of(500, 510) is None


def test_an_endless_sentence_is_read_as_far_as_it_goes() -> None:
    long = "Nine people were killed in Dolna " * 400
    sentence = parsed(long)
    assert len(sentence.text) == 4000
    assert sentence.end(sentence.doc[-1]) <= 4000


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=60))
def test_any_text_can_be_parsed(text: str) -> None:
    words = text.replace("\n", " ")
    if not words.strip() or words.startswith("# "):
        return
    sentence = parsed(words)
    places = [(sentence.start(token), sentence.end(token)) for token in sentence.doc]
    assert places == sorted(places)
    assert all(0 <= start <= end <= len(words) for start, end in places)
