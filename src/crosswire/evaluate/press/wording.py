"""The grammar reports are worded with: sentences as trees whose words can be picked again.

In: ``grammar.yaml`` and a source of chance.  Out: `Sentence` trees; their words for given facts; the same sentence with
a share of its words picked anew, as an editor does who rewrites.  Fails with ``KeyError`` where the grammar names a
symbol or a fact that there is none of (a test expands every alternative).
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

import yaml

_PART = re.compile(r"\{([A-Za-z_0-9]+)\}")
_FACT = re.compile(r"[A-Z_0-9]+")
_JOINTS = (", while ", ", and ", ", as ", "; ")
_TRIES = 60


@dataclass(frozen=True, slots=True)
class Node:
    """A symbol with the alternative picked for it, and the nodes of that alternative's symbols."""

    symbol: str
    choice: int
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One or more frames joined to a sentence.  ``joints``: the words between them; ``short``: of each frame, whether
    its tail is cut off.  ``key`` names the sentence of the report it was first written for."""

    key: str
    frames: tuple[Node, ...]
    joints: tuple[str, ...]
    short: tuple[bool, ...]


@lru_cache(maxsize=1)
def grammar() -> dict[str, tuple[str, ...]]:
    """The alternatives of each symbol."""
    text = (Path(__file__).parent / "grammar.yaml").read_text(encoding="utf-8")
    given: dict[str, str] = yaml.safe_load(text)
    return {symbol: tuple(line.strip() for line in lines.splitlines()) for symbol, lines in given.items()}


def grow(symbol: str, chance: random.Random, choice: int | None = None) -> Node:
    """A symbol with all below it picked by chance; ``choice`` None: its own alternative too."""
    alternatives = grammar()[symbol]
    picked = chance.randrange(len(alternatives)) if choice is None else choice
    below = (name for name in _PART.findall(alternatives[picked]) if not _FACT.fullmatch(name))
    return Node(symbol, picked, tuple(grow(name, chance) for name in below))


def join(key: str, frames: tuple[Node, ...], chance: random.Random) -> Sentence:
    """Frames as one sentence; all but the last lose their tails half of the time."""
    return Sentence(
        key, frames, tuple(chance.choice(_JOINTS) for _ in frames[1:]),
        (*(chance.random() < 0.5 for _ in frames[1:]), False),
    )  # fmt: skip


def words_of(node: Node, facts: Mapping[str, str]) -> str:
    """The words of a node, its cut mark in them."""
    children = iter(node.children)

    def part(match: re.Match[str]) -> str:
        name = match[1]
        return facts[name] if _FACT.fullmatch(name) else words_of(next(children), facts)

    found = _PART.sub(part, grammar()[node.symbol][node.choice])
    return "" if found == "~" else found


def parts_of(sentence: Sentence, facts: Mapping[str, str]) -> list[tuple[str, str]]:
    """The sentence as (key, words) in order: its frames under keys of their own, each with the joint before it."""
    found = []
    last = len(sentence.frames) - 1
    for number, (frame, short) in enumerate(zip(sentence.frames, sentence.short, strict=True)):
        head, _, tail = words_of(frame, facts).rstrip(".").partition("|")
        words = head if short else head + tail
        if number:
            words = sentence.joints[number - 1] + words
        else:
            at = 1 if words[0] == "“" else 0
            words = words[:at] + words[at].upper() + words[at + 1 :]
        if number == last and not words.endswith(".”"):
            words += "."
        found.append((f"{sentence.key}.{frame.symbol}.{frame.choice}", re.sub(r"\s+", " ", words).replace(" ,", ",")))
    return found


def text_of(sentence: Sentence, facts: Mapping[str, str]) -> str:
    return "".join(words for _, words in parts_of(sentence, facts))


def reworded(
    sentence: Sentence, shares: tuple[float, float], facts: Mapping[str, str], chance: random.Random
) -> Sentence:
    """The sentence with words picked anew until at least the one share of them differs and never more than the other;
    fewer, where no picking comes to that."""
    before = text_of(sentence, facts).split()
    least, most = shares
    for _ in range(_TRIES):
        number = chance.randrange(len(sentence.frames))
        frames = list(sentence.frames)
        frames[number] = _repicked(frames[number], chance)
        tried = Sentence(sentence.key, tuple(frames), sentence.joints, sentence.short)
        share = changed(before, text_of(tried, facts).split())
        if share <= most:
            sentence = tried
        if least <= share <= most:
            break
    return sentence


def changed(before: list[str], after: list[str]) -> float:
    """The share of the words before that are not in the text after, in order."""
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    return 1 - sum(block.size for block in matcher.get_matching_blocks()) / max(len(before), 1)


def _repicked(node: Node, chance: random.Random) -> Node:
    """One node below this one picked again; the frame itself stays."""
    if not node.children:
        return node
    number = chance.randrange(len(node.children))
    child = node.children[number]
    deeper = child.children and chance.random() < 0.5
    new = _repicked(child, chance) if deeper else grow(child.symbol, chance)
    return Node(node.symbol, node.choice, (*node.children[:number], new, *node.children[number + 1 :]))
