"""The same report in other words: so that the network learns how a thing is said, and not whose war it is.

In: marked texts, the lexicon, a seed. Out: a text in which names of actors, towns, persons, loaded words and figures
are swapped, each throughout the text for one other: an actor for another of its names or for one of the same kind from
anywhere, a town for any town of the gazetteer, a person for one of another text, a number for another of its length.
All marks move with the words. Such a text is read as it is, without the plain words that stand for names the lexicon
knows, so that the network also meets names it cannot know.
"""

from __future__ import annotations

import csv
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crosswire.extract.numbers.words import SMALL
from crosswire.lexicon import Lexicon
from crosswire.lexicon.load import DATA
from crosswire.lexicon.transliteration import plain
from crosswire.model import Passage
from train.data import Link, Marked, Span, Tag

_PLAIN = re.compile(r"[A-Za-z][A-Za-z .'’-]{2,30}")
_DIGITS = re.compile(r"\d{1,4}")
_SPELLED = [word for word, value in SMALL.items() if value > 1] + ["twenty"]


@dataclass(frozen=True)
class Stock:
    """Names to swap in: of actors by id and by kind, of towns, of persons; words by their neutral word."""

    names: dict[str, list[str]]
    kinds: dict[str, str]
    by_kind: dict[str, list[str]]
    towns: list[str]
    persons: list[str]
    loaded: dict[str, list[str]]


def stock(texts: Sequence[Marked], lexicon: Lexicon, towns: int = 20_000) -> Stock:
    """What the lexicon and the texts have to offer."""
    names: dict[str, list[str]] = defaultdict(list)
    for alias in lexicon.tables.aliases:
        if not (alias.generic or alias.place) and _PLAIN.fullmatch(alias.text) and alias.text[0].isupper():
            names[alias.actor_id].append(alias.text)
    kinds = {actor_id: actor.kind for actor_id, actor in lexicon.actors.items()}
    by_kind: dict[str, list[str]] = defaultdict(list)
    for actor_id in sorted(names):
        by_kind[kinds.get(actor_id, "")].append(actor_id)
    loaded: dict[str, list[str]] = defaultdict(list)
    for term in lexicon.terms:
        loaded[term.neutral].append(term.term)
    for neutral in loaded:
        loaded[neutral].append(neutral)
    with (DATA / "places.csv").open(encoding="utf-8", newline="") as opened:
        found = sorted({row["name"] for row in csv.DictReader(opened) if row["kind"] == "town"})
    found = [name for name in (plain(name).title() for name in found) if _PLAIN.fullmatch(name)]
    step = max(len(found) // towns, 1)
    persons = sorted({name for text in texts for _, kind, name in text.swappable if kind == "person"})
    return Stock(dict(names), kinds, dict(by_kind), found[::step], persons, dict(loaded))


def swapped(text: Marked, offered: Stock, seed: str, share: float = 0.7) -> Marked:
    """A text with that share of what it names swapped."""
    chance = random.Random(f"{seed} {text.key}")
    chosen: dict[tuple[str, str], str | None] = {}
    swaps: list[tuple[int, int, str]] = []
    end = 0
    for (start, stop), kind, name in sorted(text.swappable):
        word = text.text[start:stop]
        if start < end:
            continue
        key = (kind, name.casefold() if kind != "number" else str(start))
        if key not in chosen:
            chosen[key] = _other(kind, name, word, offered, chance) if chance.random() < share else None
        other = chosen[key]
        if other is not None and other != word:
            swaps.append((start, stop, other[0].upper() + other[1:] if word[:1].isupper() else other))
            end = stop
    return _moved(text, swaps)


def _other(kind: str, name: str, word: str, offered: Stock, chance: random.Random) -> str | None:
    if kind == "actor":
        own = offered.names.get(name, [])
        if not own or not word[:1].isupper():
            return None
        like = [n for n in own if n.isupper() == word.isupper()] or own
        if chance.random() < 0.4:
            return chance.choice(like)
        beside = offered.by_kind.get(offered.kinds.get(name, ""), [])
        return chance.choice(offered.names[chance.choice(beside)]) if beside else None
    if kind == "place":
        return chance.choice(offered.towns)
    if kind == "person":
        return chance.choice(offered.persons) if offered.persons else None
    if kind == "loaded":
        return chance.choice(offered.loaded.get(name, [word]))
    if _DIGITS.fullmatch(word) and word != "1":
        low, high = (10 ** (len(word) - 1), 10 ** len(word) - 1) if len(word) > 1 else (2, 9)
        number = chance.randint(low, high)
        return _SPELLED[number - 2] if number <= 20 and chance.random() < 0.3 else str(number)
    return chance.choice(_SPELLED) if word in _SPELLED else None


def _moved(text: Marked, swaps: Sequence[tuple[int, int, str]]) -> Marked:
    """The text with the swaps made, and all marks where their words stand now."""
    parts, at, edges, gained = [], 0, [], 0
    for start, end, other in swaps:
        parts += [text.text[at:start], other]
        at = end
        edges.append((start, end, gained, len(other)))
        gained += len(other) - (end - start)
    whole = "".join([*parts, text.text[at:]])

    def to(offset: int, *, closing: bool) -> int:
        shift = 0
        for start, end, before, length in edges:
            if offset <= start and not (closing and offset > start):
                break
            if offset < end:
                return start + before + (length if closing else 0)
            shift = before + length - (end - start)
        return offset + shift

    def span(one: Span) -> Span:
        return to(one[0], closing=False), to(one[1], closing=True)

    return replace(
        text,
        text=whole,
        sentences=tuple(
            Passage(start=to(p.start, closing=False), end=to(p.end, closing=True), kind=p.kind) for p in text.sentences
        ),
        tags=tuple(Tag(t.layer, span(t.span), t.label, t.at_first) for t in text.tags),
        links=tuple(Link(k.name, span(k.span), tuple(span(e) for e in k.ends), k.weight) for k in text.links),
        names=tuple(span(one) for one in text.names),
        swappable=(),
        neutral=(),
    )
