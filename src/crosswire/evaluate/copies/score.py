"""How well found copies meet planted ones: pairs, characters and groups.

In: what was planted on each side, and what a method found there.  Out: scores by name, with intervals over happenings.
A pair counts in the happening of its first text.  See `crosswire.evaluate.copies.planted` for the definitions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import comb
from typing import TYPE_CHECKING

from crosswire.evaluate.report import Score, f1, measured

if TYPE_CHECKING:
    from crosswire.evaluate.copies.planted import Planted

Pair = tuple[str, str]  # ids of two texts, the smaller first
Span = tuple[int, int]
Found = dict[Pair, list[tuple[Span, Span]]]  # the copied passages of two texts, in the first and in the second


@dataclass(slots=True)
class Story:
    """Counts of one happening: (right, found, expected) pairs and characters, (clean, all) topic pairs, and for each
    text its group as planted and as found."""

    pairs: list[int] = field(default_factory=lambda: [0, 0, 0])
    characters: list[int] = field(default_factory=lambda: [0, 0, 0])
    topic: list[int] = field(default_factory=lambda: [0, 0])
    groups: list[tuple[str, str]] = field(default_factory=list)


def scores_of(planted: Sequence[Planted], found: Sequence[Found]) -> dict[str, Score]:
    """The scores over one or more sides."""
    stories = [
        story
        for number, (truth, ours) in enumerate(zip(planted, found, strict=True))
        for story in _stories(truth, ours, str(number))
    ]
    pairs = sum(len(truth.pairs) for truth in planted)
    texts = sum(len(truth.texts) for truth in planted)
    scores = {}
    for name, counts in (("pair", _pairs), ("overlap", _characters)):
        scores[f"{name}_precision"] = measured(stories, _of(counts, precision), pairs)
        scores[f"{name}_recall"] = measured(stories, _of(counts, recall), pairs)
        scores[f"{name}_f1"] = measured(stories, _of(counts, f1), pairs)
    scores["ari"] = measured(stories, _ari, texts)
    scores["topic_pairs_clean"] = measured(stories, _clean, sum(len(truth.topic_pairs) for truth in planted))
    return scores


def precision(units: Sequence[tuple[int, int, int]]) -> float | None:
    """Right / found; None where nothing was found."""
    found = sum(unit[1] for unit in units)
    return sum(unit[0] for unit in units) / found if found else None


def recall(units: Sequence[tuple[int, int, int]]) -> float | None:
    """Right / expected; None where nothing was expected."""
    expected = sum(unit[2] for unit in units)
    return sum(unit[0] for unit in units) / expected if expected else None


def adjusted_rand(labels: Iterable[tuple[str, str]]) -> float | None:
    """The adjusted Rand index of two groupings, given each thing's group in the one and in the other; 1 where both are
    the same, about 0 where they agree by chance; None for fewer than two things."""
    both = Counter(labels)
    total = sum(both.values())
    if total < 2:
        return None
    first, second = Counter[str](), Counter[str]()
    for (one, other), count in both.items():
        first[one] += count
        second[other] += count
    joint = sum(comb(count, 2) for count in both.values())
    ones, others = (sum(comb(count, 2) for count in side.values()) for side in (first, second))
    expected = ones * others / comb(total, 2)
    most = (ones + others) / 2
    return 1.0 if most == expected else (joint - expected) / (most - expected)


def groups(names: Iterable[str], pairs: Iterable[Pair]) -> dict[str, str]:
    """For each text the smallest id of those it hangs together with, directly or through others."""
    parent = {name: name for name in names}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    return {name: root(name) for name in parent}


def shared_characters(truth: Planted, pair: Pair, spans: Sequence[tuple[Span, Span]]) -> tuple[int, int, int]:
    """(right, found, expected) characters of a pair, both sides; white space, credits and, where the pair is planted,
    standing lines do not count."""
    counts = [0, 0, 0]
    for side, name in enumerate(pair):
        text = truth.texts[name]
        open_pieces = [piece for piece in truth.pieces[name] if not (piece.standing and pair in truth.pairs)]
        scored = {at for piece in open_pieces for at in range(piece.start, piece.end) if not text[at].isspace()}
        found = {at for both in spans for at in range(*both[side])} & scored
        expected = {at for both in truth.pairs.get(pair, ()) for at in range(both[side].start, both[side].end)} & scored
        counts[0] += len(found & expected)
        counts[1] += len(found)
        counts[2] += len(expected)
    return counts[0], counts[1], counts[2]


def _stories(truth: Planted, found: Found, side: str) -> Iterable[Story]:
    stories: dict[int, Story] = defaultdict(Story)
    wanted, got = groups(truth.texts, truth.pairs), groups(truth.texts, found.keys() - truth.titles_only)
    for name in sorted(truth.texts):
        stories[truth.story[name]].groups.append((f"{side} {wanted[name]}", f"{side} {got[name]}"))
    for pair in sorted((truth.pairs.keys() | found.keys()) - truth.titles_only):
        story = stories[truth.story[pair[0]]]
        is_found, is_expected = pair in found, pair in truth.pairs
        for place, count in enumerate((is_found and is_expected, is_found, is_expected)):
            story.pairs[place] += count
        for place, characters in enumerate(shared_characters(truth, pair, found.get(pair, ()))):
            story.characters[place] += characters
    for pair in truth.topic_pairs:
        stories[truth.story[pair[0]]].topic[0] += pair not in found
        stories[truth.story[pair[0]]].topic[1] += 1
    return [stories[number] for number in sorted(stories)]


def _pairs(story: Story) -> list[int]:
    return story.pairs


def _characters(story: Story) -> list[int]:
    return story.characters


def _of(
    counts: Callable[[Story], list[int]], statistic: Callable[[Sequence[tuple[int, int, int]]], float | None]
) -> Callable[[Sequence[Story]], float | None]:
    return lambda stories: statistic([(c[0], c[1], c[2]) for c in map(counts, stories)])


def _ari(stories: Sequence[Story]) -> float | None:
    """A happening drawn twice stands for two happenings."""
    drawn: Counter[int] = Counter()
    labels = []
    for story in stories:
        drawn[id(story)] += 1
        labels += [(f"{a} {drawn[id(story)]}", f"{b} {drawn[id(story)]}") for a, b in story.groups]
    return adjusted_rand(labels)


def _clean(stories: Sequence[Story]) -> float | None:
    total = sum(story.topic[1] for story in stories)
    return sum(story.topic[0] for story in stories) / total if total else None
