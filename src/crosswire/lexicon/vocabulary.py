"""Word lists of the field that the grammars of the reader go by, from ``vocabulary.yaml``.

In: the name of a list.  Out: its words, in lower case.  Only the shipped file is read, once: these lists belong to the
grammars and not to the record, so a folder of the user's lays nothing over them.  Fails with `KeyError` on a name that
is no list.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml


def word_list(name: str) -> tuple[str, ...]:
    """The words of a list, in the order of the file."""
    return tuple(_lists()[name])


def word_classes(name: str) -> dict[str, str]:
    """The class of each word of a table that holds one list a class."""
    return {word: kind for kind, words in _lists()[name].items() for word in words}


def word_pairs(name: str) -> dict[str, str]:
    """A table of one word for another."""
    return dict(_lists()[name])


@lru_cache(maxsize=1)
def _lists() -> dict[str, Any]:
    path = Path(__file__).parent / "data" / "vocabulary.yaml"
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content
