"""Tokens know their place in the document, whatever was rewritten to help the parser."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import document_of, lexicon, parsed

from crosswire.extract.actors import find_actors
from crosswire.extract.parse import ancestors, clause_head, parse
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


def test_a_group_called_is_is_no_verb() -> None:
    sentence = parsed("IS attacked Dolna on Monday.", "IS")
    token = sentence.tokens(0, 2)[0]
    assert (token.dep_, token.head.text) == ("nsubj", "attacked")
    assert (sentence.start(token), sentence.end(token)) == (0, 2)


@pytest.mark.parametrize("killed", ["killed", "slaughtered", "eliminated", "martyred"])
@pytest.mark.parametrize("watch", ["Marn Watch", "North Wire"])
def test_loaded_words_and_names_of_who_speaks_are_parsed_alike(killed: str, watch: str) -> None:
    document = document_of(f"Nine mujahideen were {killed} in Dolna, {watch} said.")
    actors = find_actors(document.text, document.passages, lexicon(), country="XO", on=None)
    read = parse(document.text, document.passages, actors, lexicon().find_terms(document.text))[0]
    assert [(token.lower_, token.dep_, token.head.lower_) for token in read.doc][:4] == [
        ("nine", "nummod", "fighters"), ("fighters", "nsubjpass", "killed"), ("were", "auxpass", "killed"),
        ("killed", read.doc[3].dep_, read.doc[3].head.lower_),
    ]  # fmt: skip
    start = document.text.index(watch)
    assert [(t.text, t.dep_) for t in read.tokens(start, start + len(watch))] == [("Reuters", "nsubj")]
    token = read.tokens(start, start + len(watch))[0]
    assert document.text[read.start(token) : read.end(token)] == watch


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
