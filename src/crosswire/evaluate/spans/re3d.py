"""re3d: names of actors, places and persons, times and numbers in sentences on Syria and Iraq.

In: a folder with ``conll/train.txt`` and ``conll/dev.txt`` (or those files, or a ``test.txt``, themselves): a token
and its IOB2 tag a line, a blank line between sentences, as ConfliBERT split Dstl's re3d (Hu et al. 2022).  Train is
the look side, dev (and a test part, where there is one) the scoring side.  Out: ``entity_f1``, the measure of
CoNLL-2003 (Tjong Kim Sang & De Meulder 2003): a mention counts when its tokens and its type are those of the gold;
precision, recall and F1 are micro-averaged over all ten published types.  Intervals resample sentences, for the set
does not say which sentences stand in one document.

Our mentions become re3d's so: an actor Organisation (an official Person), a place Location, a demonym of the
gazetteer Nationality, a time Temporal, a number Quantity.  re3d counts the article into the name of an actor ("the
SDF"), so an article that stands before one is taken in.  Pronouns, common nouns ("the town"), weapons, vehicles,
documents and sums of money are entities in re3d and no mentions of ours: they are misses, and `Report.notes` says how
many the mapping cannot reach.  Fails with `UsageError` on a missing file or a line that is no token with a tag.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.evaluate.report import ErrorLine, Progress, Report, Score, Split, data_hash, f1, measured, rate
from crosswire.extract.actors import find_actors
from crosswire.extract.numbers import find_numbers
from crosswire.extract.places import find_places
from crosswire.extract.times import find_times
from crosswire.lexicon import Lexicon
from crosswire.model import Passage

SIDES: dict[str, Split] = {"train.txt": "look", "dev.txt": "score", "test.txt": "score"}
GIVEN = ("Organisation", "Person", "Location", "Nationality", "Temporal", "Quantity")
"""The types our mentions can become."""
_ARTICLES = frozenset({"the", "a", "an"})
_PRONOUNS = frozenset(
    [
        "i",
        "me",
        "my",
        "he",
        "him",
        "his",
        "she",
        "her",
        "we",
        "us",
        "our",
        "they",
        "them",
        "their",
        "it",
        "its",
        "you",
        "your",
        "who",
        "this",
        "these",
        "that",
        "those",
        "there",
        "here",
    ]
)
_CLOSING = frozenset(".,;:!?)]}%’”")
_OPENING = frozenset("([{$£€“")
_SHORT = frozenset({"s", "t", "re", "ve", "ll", "d", "m"})
_TAG = re.compile(r"O|[BI]-\w+")

Entity = tuple[int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Tokens of one sentence and its gold entities as (first token, token after the last, type)."""

    name: str
    tokens: tuple[str, ...]
    entities: frozenset[Entity]


def read_sentences(file: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL file of two columns."""
    tokens: list[str] = []
    tags: list[str] = []
    start = 1
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate([*lines, "\n"], start=1):
            fields = line.rstrip("\n").rsplit(None, 1)
            if not fields:
                if tokens:
                    name = f"{file.name}:{start}"
                    yield Sentence(name=name, tokens=tuple(tokens), entities=frozenset(entities_of(tags)))
                tokens, tags, start = [], [], number + 1
            elif len(fields) == 2 and _TAG.fullmatch(fields[1]):
                tokens.append(fields[0].strip())
                tags.append(fields[1])
            else:
                raise UsageError(f"{file}, line {number}: not a token and its tag; name re3d's folder with --data")


def entities_of(tags: Sequence[str]) -> list[Entity]:
    """The entities of IOB2 tags; an inner tag that continues nothing begins one, as CoNLL's scorer has it."""
    found: list[Entity] = []
    for at, tag in enumerate(tags):
        if tag == "O":
            continue
        kind = tag[2:]
        if tag[0] == "I" and found and found[-1][1:] == (at, kind):
            found[-1] = (found[-1][0], at + 1, kind)
        else:
            found.append((at, at + 1, kind))
    return found


def written(tokens: Sequence[str]) -> tuple[str, list[int]]:
    """The sentence as one would write it, and where each token begins in it.

    The set splits at every mark and keeps no blanks.  No blank stands before a closing mark, after an opening one,
    around a hyphen or a slash inside a compound, in a number ("6 , 602") or before the end of a word ("ISIL ' s").
    """
    text, starts = "", []
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else ""
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        if text and not _joined(before, token, after, tokens[at - 2] if at > 1 else ""):
            text += " "
        starts.append(len(text))
        text += token
    return text, starts


def _joined(before: str, token: str, after: str, second: str) -> bool:
    if (token in _CLOSING and token not in "’") or before in _OPENING:
        return True
    if token in ("'", "’"):
        return after in _SHORT
    if before in ("'", "’"):
        return token in _SHORT
    if token in ("-", "/") or before in ("-", "/"):
        return True
    return before in (",", ".") and token.isdigit() and second.isdigit()


def read_entities(text: str, starts: Sequence[int], tokens: Sequence[str], lexicon: Lexicon) -> list[Entity]:
    """Our mentions as re3d's entities, sorted, without overlaps: actors, then places, times, numbers, demonyms."""
    passages = [Passage(start=0, end=len(text), kind="sentence")]
    spans: list[tuple[int, int, str]] = []
    for actor in find_actors(text, passages, lexicon, country=None, on=None):
        spans.append((actor.start, actor.end, "Person" if actor.kind == "official" else "Organisation"))
    for place in find_places(text, passages, lexicon):
        spans.append((place.place.start, place.place.end, "Location"))
    spans += [(found.time.start, found.time.end, "Temporal") for found in find_times(text, published=None)]
    spans += [(found.number_start, found.number_end, "Quantity") for found in find_numbers(text)]
    demonyms = lexicon.gazetteer.demonyms
    spans += [(begin, begin + len(w), "Nationality") for begin, w in zip(starts, tokens, strict=True) if w in demonyms]
    taken: set[int] = set()
    entities: list[Entity] = []
    for start, end, kind in spans:
        inside = [at for at, begin in enumerate(starts) if begin < end and begin + len(tokens[at]) > start]
        if not inside or taken.intersection(inside):
            continue
        first = inside[0]
        if (
            kind in ("Organisation", "Person")
            and first
            and tokens[first - 1].lower() in _ARTICLES
            and first - 1 not in taken
        ):
            first -= 1
        taken.update(range(first, inside[-1] + 1))
        entities.append((first, inside[-1] + 1, kind))
    return sorted(entities)


def evaluate(data: Path, split: Split, lexicon: Lexicon, progress: Progress) -> Report:
    """Scores over one side; ``n`` counts gold entities."""
    began = time.perf_counter()
    files = _files(data)
    chosen = [file for file in files if split in ("all", SIDES[file.name])]
    sentences = [sentence for file in chosen for sentence in read_sentences(file)]
    if not sentences:
        raise UsageError(f"{data}: no sentences on the side {split!r}; name re3d's folder with --data")
    units: list[tuple[int, int, int]] = []
    by_type: dict[str, list[tuple[int, int, int]]] = {kind: [] for kind in GIVEN}
    errors: list[ErrorLine] = []
    unreachable: Counter[str] = Counter()
    for done, sentence in enumerate(sentences, start=1):
        text, starts = written(sentence.tokens)
        found = frozenset(read_entities(text, starts, sentence.tokens, lexicon))
        gold = sentence.entities
        units.append((len(found & gold), len(found), len(gold)))
        for kind in GIVEN:
            ours, theirs = ({e for e in group if e[2] == kind} for group in (found, gold))
            by_type[kind].append((len(ours & theirs), len(ours), len(theirs)))
        for first, end, kind in gold:
            words = sentence.tokens[first:end]
            if kind not in GIVEN:
                unreachable["of a type we do not read"] += 1
            elif len(words) == 1 and words[0].lower() in _PRONOUNS:
                unreachable["pronouns"] += 1
            elif all(word.islower() or not word.isalpha() for word in words) and kind in GIVEN[:4]:
                unreachable["common nouns"] += 1
        if split == "look":
            errors += _errors(sentence, text, found)
        if done % 100 == 0 or done == len(sentences):
            progress("reading", done, len(sentences))
    expected = sum(unit[2] for unit in units)
    seconds = time.perf_counter() - began
    scores: dict[str, Score] = {
        "entity_f1": measured(units, f1, expected),
        "entity_precision": measured([(right, found) for right, found, _ in units], rate, sum(u[1] for u in units)),
        "entity_recall": measured([(right, gold) for right, _, gold in units], rate, expected),
    }
    for kind in GIVEN:
        scores[f"{kind.lower()}_f1"] = measured(by_type[kind], f1, sum(unit[2] for unit in by_type[kind]))
    notes = (
        "look: train.txt; score: dev.txt (and test.txt where there is one); documents per second are sentences",
        "out of reach of our mentions: "
        + ", ".join(f"{count} of {expected} {what}" for what, count in sorted(unreachable.items())),
    )
    return Report(
        set="re3d",
        split=split,
        data_sha256=data_hash(files),
        scores=scores,
        seconds=seconds,
        documents_per_second=len(sentences) / seconds,
        errors=tuple(errors),
        notes=notes,
    )


def _errors(sentence: Sentence, text: str, found: frozenset[Entity]) -> Iterator[ErrorLine]:
    def said(entity: Entity | None) -> str:
        return "nothing" if entity is None else f"{entity[2]}: {' '.join(sentence.tokens[entity[0] : entity[1]])}"

    gold = sentence.entities
    wrong = set(found - gold)
    for missed in sorted(gold - found):
        near = next((e for e in sorted(wrong) if e[0] < missed[1] and missed[0] < e[1]), None)
        wrong.discard(near or missed)
        yield ErrorLine(
            document=sentence.name, name="entity_f1", expected=said(missed), got=said(near), quote=text
        )  # fmt: skip
    for extra in sorted(wrong):
        yield ErrorLine(
            document=sentence.name, name="entity_f1", expected=said(None), got=said(extra), quote=text
        )  # fmt: skip


def _files(data: Path) -> list[Path]:
    folder = data / "conll" if (data / "conll").is_dir() else data
    files = [data] if data.is_file() else [folder / name for name in SIDES if (folder / name).is_file()]
    if not files or any(file.name not in SIDES for file in files):
        raise UsageError(f"{data}: no {', '.join(SIDES)} there; name re3d's folder with --data")
    return files
