"""What must hold between the rows of the lexicon's tables: keys, references, examples.

In: rows with their file and line.  Out: a list of problems, each naming file, line and what to do; empty when all is
well.  Never fails on bad data.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, get_args

from crosswire.lexicon.lexicon import ActorKind, ForceRole
from crosswire.lexicon.matcher import PhraseMatcher, fold
from crosswire.lexicon.table import Row


def duplicates(rows: Sequence[Row[Any]], key: Callable[[Any], Hashable]) -> list[str]:
    """Rows of one file that share a key."""
    first: dict[Hashable, int] = {}
    problems = []
    for row in rows:
        line = first.setdefault(key(row.value), row.line)
        if line != row.line:
            problems.append(f"{row.path}:{row.line}: says the same thing as line {line}; keep one of the two")
    return problems


def references(tables: Mapping[str, Sequence[Row[Any]]]) -> list[str]:
    """Ids that name nothing, circles of parents, names that mean two actors, days in the wrong order."""
    actors = {row.value.id: row.value for row in tables["actors"]}
    sides = {row.value.id for row in tables["sides"]}
    owners = {f"@{role}" for role in get_args(ForceRole)}
    problems: list[str] = []

    def need(row: Row[Any], column: str, known: object) -> None:
        value = getattr(row.value, column)
        if value is not None and value not in known:  # type: ignore[operator]
            where = "sides.csv" if column == "side" else "actors.csv"
            problems.append(f"{row.path}:{row.line}: {column} {value!r} is not in {where}; add it there or correct it")

    for row in tables["actors"]:
        need(row, "side", sides)
        need(row, "parent", actors)
        need(row, "speaks_for", actors)
        if _in_circle(row.value.id, actors):
            problems.append(f"{row.path}:{row.line}: {row.value.id!r} is its own ancestor; correct the parent")
    for name, column in (("aliases", "actor_id"), ("affiliations", "actor"), ("affiliations", "to"),
                         ("forces", "owner"), ("forces", "actor_id")):  # fmt: skip
        for row in tables[name]:
            need(row, column, actors)
    for row in tables["adjectives"]:
        need(row, "owner", owners | actors.keys())
    for row in tables["acled_groups"]:
        need(row, "side", sides)
    for row in tables["anaphors"]:
        for kind in row.value.kinds:
            if kind not in get_args(ActorKind):
                problems.append(
                    f"{row.path}:{row.line}: kinds holds {kind!r}; choose of {', '.join(get_args(ActorKind))}"
                )
    for name in ("aliases", "affiliations"):
        for row in tables[name]:
            if row.value.since and row.value.until and row.value.since > row.value.until:
                problems.append(f"{row.path}:{row.line}: since is after until; swap them")
    for row in tables["aliases"]:
        if row.value.generic and (actor := actors.get(row.value.actor_id)) and actor.country is None:
            problems.append(f"{row.path}:{row.line}: generic, but {actor.id!r} has no country; give it one")
    return problems + _two_meanings(tables["aliases"])


def _in_circle(start: str, actors: Mapping[str, Any]) -> bool:
    seen, here = set(), actors[start].parent
    while here in actors and here not in seen:
        if here == start:
            return True
        seen.add(here)
        here = actors[here].parent
    return False


def _two_meanings(aliases: Sequence[Row[Any]]) -> list[str]:
    by_text: dict[tuple[str, str], list[Row[Any]]] = {}
    problems = []
    for row in aliases:
        alias = row.value
        if alias.generic:
            continue
        text = alias.text if alias.case == "exact" else fold(alias.text)
        for other in by_text.setdefault((alias.case, text), []):
            apart = (other.value.until and alias.since and other.value.until < alias.since) or (
                alias.until and other.value.since and alias.until < other.value.since
            )
            if other.value.actor_id != alias.actor_id and not apart:
                problems.append(
                    f"{row.path}:{row.line}: {alias.text!r} already means {other.value.actor_id!r} "
                    f"({other.path.name}:{other.line}); drop one, or date both"
                )
        by_text[(alias.case, text)].append(row)
    return problems


def examples(terms: Sequence[Row[Any]]) -> list[str]:
    """Loaded terms whose own sentences do not bear them out."""
    matcher = PhraseMatcher((row.value.term, row.value.term) for row in terms)
    problems = []
    for row in terms:
        term = row.value.term
        if term not in {found for _, _, found in matcher.longest(row.value.example_fire)}:
            problems.append(f"{row.path}:{row.line}: {term!r} is not found in its example_fire; correct the sentence")
        if term in {found for _, _, found in matcher.longest(row.value.example_not)}:
            problems.append(f"{row.path}:{row.line}: {term!r} is found in its example_not; correct the sentence")
    return problems


def spellings(outlets: Sequence[Row[Any]]) -> list[str]:
    """Spellings that two outlets share, so that only the first is ever found."""
    first: dict[str, Row[Any]] = {}
    problems = []
    for row in outlets:
        for name in row.value.names:
            other = first.setdefault(fold(name), row)
            if other is not row:
                problems.append(
                    f"{row.path}:{row.line}: {name!r} already names {other.value.id!r} "
                    f"({other.path.name}:{other.line}); drop it from one of the two"
                )
    return problems
