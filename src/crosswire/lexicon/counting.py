"""What figures count: which class of people or measure is part of which, and the words that bear on figures.

In: ``counting.yaml``, the shipped one and then the user's.  Out: a `Counting`: two partial orders (people, measures),
the words that announce an update, the numbers of vague words, the nouns that describe a source.  Fails with
`LexiconError` naming the file: an unknown class, or a class within itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

from crosswire.errors import LexiconError
from crosswire.model import Measure, Of
from crosswire.yaml_file import read_yaml

SourceNoun = Literal["medic", "resident", "official"]


@dataclass(frozen=True, slots=True)
class ClassOrder:
    """A partial order of classes, and which of them nobody can be in both.

    ``above`` holds for each class itself and all wider ones; ``apart`` the pairs that are told to be disjoint;
    ``counts_as`` the class a class is compared as; ``units`` the classes that count no people.
    """

    above: Mapping[str, frozenset[str]]
    pairs: frozenset[frozenset[str]]
    counts_as: Mapping[str, str]
    units: frozenset[str]

    def within(self, part: str, whole: str) -> bool:
        """True when everybody of ``part`` is of ``whole``; a class is within itself."""
        return whole in self.above.get(part, frozenset({part}))

    def strictly_within(self, part: str, whole: str) -> bool:
        """True when ``part`` is within ``whole`` and another class."""
        return part != whole and self.within(part, whole)

    def apart(self, one: str, other: str) -> bool:
        """True when nobody is of both: the two, or two classes they are within, are told to be disjoint."""
        wider = (self.above.get(one, frozenset({one})), self.above.get(other, frozenset({other})))
        return any(frozenset((a, b)) in self.pairs for a in wider[0] for b in wider[1])

    def widest(self, classes: Iterable[str]) -> list[str]:
        """The classes of these that are within no other of them, sorted."""
        given = set(classes)
        return sorted(one for one in given if not any(self.strictly_within(one, other) for other in given))


@dataclass(frozen=True, slots=True)
class Counting:
    """See the comments in ``counting.yaml``."""

    people: ClassOrder
    measures: ClassOrder
    rises: frozenset[str]
    falls: frozenset[str]
    updates: frozenset[str]
    some: frozenset[str]
    several: frozenset[str]
    vague: Mapping[str, int]
    sources: Mapping[str, SourceNoun]


def load_counting(folders: Sequence[Path]) -> Counting:
    """The shipped file, then the user's laid over it, entry by entry."""
    shipped = Path(__file__).parent / "data"
    return _load(tuple(dict.fromkeys((shipped, *folders))))


@lru_cache(maxsize=8)
def _load(folders: tuple[Path, ...]) -> Counting:
    merged: dict[str, dict[str, Any]] = {"people": {}, "measures": {}, "vague": {}, "sources": {}}
    words: dict[str, set[str]] = {name: set() for name in ("rises", "falls", "updates", "some", "several")}
    path = folders[0] / "counting.yaml"
    for folder in folders:
        file = folder / "counting.yaml"
        if not file.is_file():
            continue
        path = file
        try:
            content = read_yaml(file)
            for section, entries in merged.items():
                entries.update(content.get(section, {}))
            for section, known in words.items():
                known.update(content.get(section, []))
        except (AttributeError, TypeError, ValueError) as error:
            raise LexiconError(f"{file}: not readable ({error}). See the shipped file of that name.") from error
    return Counting(
        people=_order(merged["people"], get_args(Of), path),
        measures=_order(merged["measures"], get_args(Measure), path),
        rises=frozenset(words["rises"]),
        falls=frozenset(words["falls"]),
        updates=frozenset(words["updates"]),
        some=frozenset(words["some"]),
        several=frozenset(words["several"]),
        vague=merged["vague"],
        sources={noun: cast(SourceNoun, kind) for kind, nouns in merged["sources"].items() for noun in nouns},
    )


def _order(entries: Mapping[str, dict[str, Any]], known: Sequence[str], path: Path) -> ClassOrder:
    named = {*entries, *(body["within"] for body in entries.values() if "within" in body)}
    named |= {other for body in entries.values() for other in body.get("apart", [])}
    if strange := sorted(named - set(known)):
        raise LexiconError(f"{path}: unknown class {strange[0]}. Use one of {', '.join(known)}.")
    above: dict[str, frozenset[str]] = {}
    for one in known:
        chain = [one]
        while (wider := entries.get(chain[-1], {}).get("within")) is not None:
            if wider in chain:
                raise LexiconError(f"{path}: {one} is within itself ({' in '.join([*chain, wider])}). Cut the circle.")
            chain.append(wider)
        above[one] = frozenset(chain)
    return ClassOrder(
        above=above,
        pairs=frozenset(frozenset((one, other)) for one, body in entries.items() for other in body.get("apart", [])),
        counts_as={one: body["counts_as"] for one, body in entries.items() if "counts_as" in body},
        units=frozenset(one for one, body in entries.items() if "units" in body),
    )
