"""Texts with marks, as what the network learns from.

In: texts with their sentences, spans that bear labels, and links between them (`Marked`). Out: `Example`s: a window
with a class for each piece and layer, and the wanted ends of each link. `read_claims_set` makes such texts from the
look side of ``claims``; other sets need only give `Marked` texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tokenizers import Tokenizer

from crosswire.extract.learned.windows import Window, windows
from crosswire.extract.neutral import StandIn
from crosswire.model import Passage
from train.model import Shape

IGNORED = -100
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tag:
    """A span that a layer calls ``label``; with BIO layers the label is left out.  ``at_first`` asks for the label at
    the first piece of the span alone and leaves all others of that layer unasked."""

    layer: str
    span: Span
    label: str = "I"
    at_first: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """From the first piece of ``span`` to any piece of ``ends``; no ends: to none.  ``weight``: how much it counts."""

    name: str
    span: Span
    ends: tuple[Span, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with all that is marked in it.  ``key`` names it, ``group`` what must not stand on two sides of a split.
    ``names`` are proper names, which may be hidden in training; ``swappable`` what `train.augment` may swap;
    ``neutral`` the plain words that are read in the place of names, loaded words and counts.
    """

    key: str
    group: str
    text: str
    sentences: tuple[Passage, ...]
    tags: tuple[Tag, ...] = ()
    links: tuple[Link, ...] = ()
    names: tuple[Span, ...] = ()
    swappable: tuple[tuple[Span, str, str], ...] = ()  # the words, their kind, what they name
    neutral: tuple[StandIn, ...] = ()


@dataclass(slots=True)
class Example:
    """A window and what is wanted: ``layers[name]`` a class for each piece (`IGNORED`: not asked), ``links`` as (name,
    from, ends, weight).  ``names``: positions of pieces of proper names."""

    window: Window
    layers: dict[str, list[int]]
    links: list[tuple[str, int, list[int], float]] = field(default_factory=list)
    names: list[int] = field(default_factory=list)


def examples(marked: Marked, shape: Shape, tokenizer: Tokenizer) -> Iterator[Example]:
    """The windows of a text with what is marked there; only sentences that are read there are asked about."""

    def neutral(sentence: Passage) -> list[StandIn]:
        return [one for one in marked.neutral if sentence.start <= one.start < sentence.end]

    for window in windows(marked.text, marked.sentences, tokenizer, neutral):
        yield _example(window, marked, shape)


def _example(window: Window, marked: Marked, shape: Shape) -> Example:
    asked = [n in window.read and s >= 0 for n, s in zip(window.sentence, window.starts, strict=True)]
    once = {tag.layer for tag in marked.tags if tag.at_first}
    layers: dict[str, list[int]] = {}
    for name, classes in shape.layers.items():
        if name == "holds":
            layers[name] = _holds(window, marked)
            continue
        only_marked = name in MARKED_ONLY or name in once
        row = [IGNORED if only_marked or not ask else 0 for ask in asked]
        for tag in marked.tags:
            if tag.layer != name:
                continue
            places = [i for i in window.tokens(*tag.span) if asked[i]]
            if tag.at_first:
                places = places[:1]
            for order, i in enumerate(places):
                if classes == ("O", "B", "I"):
                    row[i] = 1 if order == 0 else 2
                elif order and tag.label + "+" in classes:
                    row[i] = classes.index(tag.label + "+")
                else:
                    row[i] = classes.index(tag.label)
        layers[name] = row
    found = Example(window=window, layers=layers)
    for link in marked.links:
        start = _first(window, link.span)
        if start is not None and asked[start]:
            ends = sorted({i for end in link.ends for i in window.tokens(*end)})
            found.links.append((link.name, start, ends, link.weight))
    covered = {(one.start, one.end) for one in marked.neutral}
    found.names = sorted({i for span in marked.names if span not in covered for i in window.tokens(*span)})
    return found


MARKED_ONLY = {"of", "counts", "manner", "status", "event_type"}


def _first(window: Window, span: Span) -> int | None:
    return next(iter(window.tokens(*span)), None)


def _holds(window: Window, marked: Marked) -> list[int]:
    """At the mark that closes a sentence: whether anything is marked in it."""
    hot = {window.sentence[i] for tag in marked.tags if not tag.at_first for i in window.tokens(*tag.span)}
    return [
        IGNORED if start >= 0 or n not in window.read else int(n in hot)
        for start, n in zip(window.starts, window.sentence, strict=True)
    ]


def tokenizer_of(folder: Path) -> Tokenizer:
    """The tokenizer of an encoder, without its cuts and paddings."""
    made: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    return made


def folds(texts: Sequence[Marked], count: int) -> Mapping[str, int]:
    """The fold of each text by its key; texts of one group are in one fold.  Groups go, largest first, to the fold that
    has fewest texts."""
    by_group: dict[str, list[str]] = {}
    for one in texts:
        by_group.setdefault(one.group, []).append(one.key)
    sizes = [0] * count
    found: dict[str, int] = {}
    for _, keys in sorted(by_group.items(), key=lambda item: (-len(item[1]), item[0])):
        fold = min(range(count), key=lambda n: (sizes[n], n))
        sizes[fold] += len(keys)
        found.update(dict.fromkeys(keys, fold))
    return found
