"""The word lists of the grammars: each is written once and read somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import crosswire
from crosswire.lexicon.vocabulary import word_classes, word_list, word_pairs

SOURCE = Path(crosswire.__file__).parent
LISTS = yaml.safe_load((SOURCE / "lexicon/data/vocabulary.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_list_holds_each_word_once_in_lower_case(name: str) -> None:
    content = LISTS[name]
    words = [w for ws in content.values() for w in ws] if name == "place_types" else list(content)
    assert all(isinstance(word, str) and word == word.lower() for word in words)
    assert len(set(words)) == len(words)


def test_every_list_is_read_by_a_grammar() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in (SOURCE / "extract").rglob("*.py"))
    assert [name for name in LISTS if f'("{name}")' not in code] == []


def test_the_three_shapes() -> None:
    assert "kilometres" in word_list("units")
    assert word_classes("place_types")["hamlet"] == "town"
    assert word_pairs("person_plurals")["child"] == "children"
    with pytest.raises(KeyError):
        word_list("no such list")
