"""Checking the YAML tables and the codes of a user's folder: keys that mean something, sentences that bear types out.

In: a folder, and the codebook read over the shipped one.  Out: problems, each with file, line and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import yaml

from crosswire.errors import LexiconError
from crosswire.lexicon.codes import load_acled
from crosswire.lexicon.counting import load_counting
from crosswire.lexicon.event_types import Codebook, load_codebook
from crosswire.lexicon.load import DATA
from crosswire.model import Measure, Of

_TYPE = frozenset({"label", "family", "rank", "plover", "verbs", "nouns", "phrases", "weapons", "fires", "silent"})
_MEASURE = frozenset({"type", "verbs", "self", "nouns", "adjectives", "tolls", "phrases", "self_phrases"})
_LISTS = frozenset({"verbs", "nouns", "phrases", "weapons", "self", "self_phrases", "adjectives", "tolls"})
_TOP = {
    "event_types.yaml": frozenset({"types", "measures", "irregular"}),
    "people.yaml": frozenset({"classes", "irregular_plurals"}),
}
_WORD = "tag:yaml.org,2002:str"
Lines = dict[tuple[str, ...], int]
Table = tuple[dict[str, Any], Lines]
"""What a YAML file holds, and the line on which each of its keys stands, three levels deep."""


def check_words(folder: Path) -> list[str]:
    """Everything wrong with the YAML tables and ``acled.csv`` of a folder."""
    problems: list[str] = []
    tables: dict[str, Table] = {}
    for name in ("event_types.yaml", "people.yaml", "cues.yaml", "counting.yaml"):
        path = folder / name
        if not path.is_file():
            continue
        try:
            tables[name] = _read(path)
        except LexiconError as broken:
            problems.append(str(broken))
    if not problems:
        problems = [*_shapes(folder, tables)]
    if problems:
        return problems
    try:
        codebook = load_codebook([DATA] if folder.resolve() == DATA.resolve() else [DATA, folder])
    except LexiconError as broken:
        return [str(broken)]
    try:
        load_counting([folder])
    except LexiconError as broken:
        problems.append(str(broken))
    _, lines = tables.get("event_types.yaml", ({}, {}))
    return [*problems, *_sentences(folder, lines, codebook), *_acled(folder, codebook)]


def _shapes(folder: Path, tables: dict[str, Table]) -> Iterator[str]:
    """Keys that are read by nobody, and values of the wrong kind."""
    for name, (content, found) in tables.items():
        path = folder / name
        known = _TOP.get(name) or frozenset(yaml.safe_load((DATA / name).read_text(encoding="utf-8")))
        for key in content:
            if key not in known:
                yield f"{path}:{found[(key,)]}: nothing is called {key!r}; choose of {', '.join(sorted(known))}"
        if name != "event_types.yaml":
            continue
        for group, keys in (("types", _TYPE), ("measures", _MEASURE)):
            for one, body in (content.get(group) or {}).items():
                here = found[group, one]
                if group == "measures" and one not in get_args(Measure):
                    yield f"{path}:{here}: unknown measure {one!r}; use one of {', '.join(get_args(Measure))}"
                if not isinstance(body, dict):
                    yield f"{path}:{here}: {one!r} holds nothing; write its label, family, rank, words and sentences"
                    continue
                for key, value in body.items():
                    line = found.get((group, one, key), here)
                    if key not in keys:
                        yield f"{path}:{line}: {one!r} has no {key!r}; choose of {', '.join(sorted(keys))}"
                    elif key in _LISTS and not (isinstance(value, list) and all(isinstance(v, str) for v in value)):
                        yield f"{path}:{line}: {key!r} is a list of words; write [word, other word]"
                    elif key == "rank" and not isinstance(value, int):
                        yield f"{path}:{line}: rank is {value!r}; write a whole number (air strikes have 80)"
                    elif key == "plover" and not (isinstance(value, dict) and value.keys() <= {"event", "mode"}):
                        yield f"{path}:{line}: plover is {value!r}; write {{event: ASSAULT, mode: null}}"
                lacks = {"label", "family", "rank", "fires", "silent"} - body.keys() if group == "types" else set()
                if lacks and one not in _shipped_types():
                    said = ", ".join(sorted(lacks))
                    yield f"{path}:{here}: type {one!r} lacks {said}; add it as the shipped file does"
    people, found = tables.get("people.yaml", ({}, {}))
    for of in people.get("classes") or {}:
        if of not in get_args(Of):
            where = f"{folder / 'people.yaml'}:{found['classes', of]}"
            yield f"{where}: unknown class {of!r}; use one of {', '.join(get_args(Of))}"


def _shipped_types() -> frozenset[str]:
    return frozenset(load_codebook([DATA]).event_types)


def _sentences(folder: Path, lines: Lines, codebook: Codebook) -> Iterator[str]:
    """Types of this folder whose own two sentences do not bear them out."""
    path = folder / "event_types.yaml"
    for type_id in [key[1] for key in lines if len(key) == 2 and key[0] == "types"]:
        one = codebook.event_types[type_id]
        if type_id not in _types_in(one.fires, codebook):
            line = lines.get(("types", type_id, "fires"), lines["types", type_id])
            yield f"{path}:{line}: {type_id!r} is not found in {one.fires!r}; add the word to the type, or correct it"
        if type_id in _types_in(one.silent, codebook):
            line = lines.get(("types", type_id, "silent"), lines["types", type_id])
            yield f"{path}:{line}: {type_id!r} is found in {one.silent!r}; take the word out, or correct the sentence"


def _types_in(text: str, codebook: Codebook) -> set[str]:
    meanings = [meaning for found in codebook.triggers.find(text) for meaning in found.values]
    by_measure = {codebook.measure_types[meaning.measure] for meaning in meanings if meaning.measure}
    return {meaning.event_type for meaning in meanings if meaning.event_type} | by_measure


def _acled(folder: Path, codebook: Codebook) -> Iterator[str]:
    path = folder / "acled.csv"
    if not path.is_file():
        return
    try:
        rules = load_acled([folder])
    except LexiconError as broken:
        yield str(broken)
        return
    for line, rule in enumerate(rules, start=2):
        if rule.event_type not in codebook.event_types:
            yield f"{path}:{line}: no event type {rule.event_type!r}; add it to event_types.yaml or correct it"
        elif rule.event_type not in _types_in(rule.example, codebook):
            said = f"{rule.event_type!r} is not found in the example {rule.example!r}"
            yield f"{path}:{line}: {said}; correct the sentence"


def _read(path: Path) -> Table:
    """A YAML mapping."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        content = {} if root is None else yaml.constructor.SafeConstructor().construct_document(root)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LexiconError(f"{path}:{line}: not readable as YAML ({error.problem}); mend the line") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: not UTF-8 (byte {error.start}); save the file as UTF-8") from error
    except RecursionError:
        raise LexiconError(f"{path}: its lists lie too deep in each other; write it as the shipped file is") from None
    if not isinstance(root, yaml.MappingNode):
        raise LexiconError(f"{path}:1: no mapping at the top; see the shipped file of that name")
    found: Lines = {}

    def walk(node: yaml.MappingNode, above: tuple[str, ...]) -> None:
        for key, value in node.value:
            if key.tag != _WORD:
                raise LexiconError(f"{path}:{key.start_mark.line + 1}: {key.value!r} is read as a number or as yes or "
                                   "no; put it in quotation marks")  # fmt: skip
            here = (*above, str(key.value))
            if here in found:
                raise LexiconError(f"{path}:{key.start_mark.line + 1}: {key.value!r} stands on line {found[here]} too; "
                                   "keep one of the two")  # fmt: skip
            found[here] = key.start_mark.line + 1
            if isinstance(value, yaml.MappingNode) and len(here) < 3:
                walk(value, here)

    walk(root, ())
    return content, found
