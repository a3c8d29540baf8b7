"""Templates of incidents with their fillers as strings, and the two scores that are published for them.

In: for each document the templates of the key and ours. Out: counts of one document, to be summed.

- *GTT micro-F1* (Du, Rush & Cardie 2021; called CEAF-REE-impl by Chen et al. 2023): templates of one type are mapped
  one to one so that the document's F1 is greatest. The type counts as a filler. A filler of ours is right when all its
  strings are among those of one entity of the mapped template in that role, an entity is found when a filler is right
  by it. All that is not mapped is spurious or missing.
- *CEAF-RME, subset* (Chen et al. 2023): templates are mapped one to one so that most of our fillers are right; a filler
  is right when one of its strings is one of an entity in that role of a template of that type, and finds the first such
  entity. The type itself is no filler.

Strings are compared in small letters, without marks, articles and further blanks. A type of the key that names two
("bombing / attack") fits either.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
KINDS = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
Counts = tuple[int, int, int, int]
"""Right of ours, ours, found of the key's, the key's."""
_MARKS = str.maketrans("", "", string.punctuation)
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")


@dataclass(frozen=True, slots=True)
class Template:
    """``roles[name]``: for each entity the strings that name it, normalised (`plain`)."""

    kind: str
    roles: Mapping[str, tuple[frozenset[str], ...]]

    def size(self) -> int:
        return sum(len(entities) for entities in self.roles.values())


def plain(text: str) -> str:
    """A string as it is compared."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_MARKS)).split())


def gtt_counts(key: Sequence[Template], ours: Sequence[Template]) -> Counts:
    """The counts of GTT's micro-F1 for one document."""
    given, wanted = (sum(1 + one.size() for one in templates) for templates in (ours, key))

    def gain(right: int, found: int) -> float:
        precision, recall = (right / given if given else 0.0), (found / wanted if wanted else 0.0)
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    right, found = _mapped(key, ours, _by_gtt, gain)
    return right, given, found, wanted


def ceaf_rme_counts(key: Sequence[Template], ours: Sequence[Template]) -> Counts:
    """The counts of CEAF-RME (subset) for one document."""
    right, found = _mapped(key, ours, _by_ceaf, lambda right, _: float(right))
    return right, sum(one.size() for one in ours), found, sum(one.size() for one in key)


def micro_f1(units: Iterable[Counts]) -> float | None:
    """The F1 of summed counts; None where there is nothing."""
    right, given, found, wanted = (sum(column) for column in zip(*units, strict=True))
    if not given and not wanted:
        return None
    precision, recall = (right / given if given else 0.0), (found / wanted if wanted else 0.0)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _mapped(
    key: Sequence[Template],
    ours: Sequence[Template],
    pair: Callable[[Template, Template], tuple[int, int]],
    gain: Callable[[int, int], float],
) -> tuple[int, int]:
    """(right, found) of the best mapping of ours onto the key's templates of the same type."""
    points = [
        [pair(wanted, one) if one.kind in wanted.kind.split(" / ") else None for wanted in key] for one in ours
    ]  # fmt: skip

    def best(at: int, taken: frozenset[int], right: int, found: int) -> tuple[int, int]:
        if at == len(ours):
            return right, found
        tried = [best(at + 1, taken, right, found)]
        for k, counted in enumerate(points[at]):
            if counted is not None and k not in taken:
                tried.append(best(at + 1, taken | {k}, right + counted[0], found + counted[1]))
        return max(tried, key=lambda one: gain(*one))

    return best(0, frozenset(), 0, 0)


def _by_gtt(key: Template, ours: Template) -> tuple[int, int]:
    right = found = 1  # the type
    for role, entities in ours.roles.items():
        wanted = key.roles.get(role, ())
        right += sum(any(one <= other for other in wanted) for one in entities)
        found += sum(any(one <= other for one in entities) for other in wanted)
    return right, found


def _by_ceaf(key: Template, ours: Template) -> tuple[int, int]:
    right = found = 0
    for role, entities in ours.roles.items():
        wanted = key.roles.get(role, ())
        firsts = [next((k for k, other in enumerate(wanted) if one & other), None) for one in entities]
        right += sum(k is not None for k in firsts)
        found += len({k for k in firsts if k is not None})
    return right, found
