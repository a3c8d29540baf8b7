"""``python -m train.muc4``: incident templates of MUC-4, trained on DEV 1-1300 and scored on TST1-2.

In: the folder with ``gtt/train.json`` and ``gtt/dev.json``, a JSON object a line: ``docid``, ``doctext`` in small
letters, ``templates`` with the incident's type and five roles of string fillers. Out: GTT's micro-F1 and CEAF-RME
(subset), see `train.templates`.

The network tags the fillers of the five roles, at every place where the string of one stands, and says at the first
piece of each of what type of incident it is a part. A document has one template of each type that a filler is most
likely of; two incidents of one type in a document become one, which is this reader's limit.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from crosswire.evaluate.report import measured
from crosswire.extract.learned.heads import softmax
from train.data import Marked, Tag
from train.model import Reader
from train.spans import ROW, flat_text, row_shape, spans_in, tags_of
from train.table import apart, options, shown, timed, train
from train.templates import Template, ceaf_rme_counts, gtt_counts, micro_f1, plain

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
KINDS = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
WHOSE = ("PerpInd", "PerpOrg")
EMPTY = 0.5  # the share of documents without any template that is learned from
_END = re.compile(r"(?<=[.!?\"')])\s{2,}")


@dataclass(frozen=True, slots=True)
class Told:
    """A filler the network found: its role, its words, and the chances of the types."""

    role: str
    words: str
    kinds: tuple[float, ...]


def main() -> None:
    given = options("muc4", __doc__, epochs=3)
    learnt, held = apart(read(given.data / "gtt" / "train.json"))
    chance = random.Random(7)
    texts = [text_of(one) for one in learnt if one["templates"] or chance.random() < EMPTY]
    chance.shuffle(texts)
    shape = row_shape(ROLES, given.blocks, event_type=KINDS)
    reader, tokenizer = train("muc4", texts[: given.limit], shape, given)

    def score(documents: Sequence[dict[str, Any]]) -> None:
        gtt, rme = [], []
        for one in documents:
            key, ours = key_of(one), templates_of(fillers(reader, text_of(one), tokenizer))
            gtt.append(gtt_counts(key, ours))
            rme.append(ceaf_rme_counts(key, ours))
        told = {
            "gtt_micro_f1": measured(gtt, micro_f1, sum(unit[3] for unit in gtt)),
            "ceaf_rme_f1": measured(rme, micro_f1, sum(unit[3] for unit in rme)),
        }
        print(shown(told))

    score(held)
    if given.score:
        score(read(given.data / "gtt" / "dev.json"))


def read(file: Path) -> list[dict[str, Any]]:
    """The documents of a file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def text_of(one: dict[str, Any]) -> Marked:
    """A document with its fillers marked wherever their strings stand as whole words; the type of a string that fills
    several incidents is that of the first."""
    text = one["doctext"]
    marks: set[tuple[str, int, int]] = set()
    kinds: dict[tuple[int, int], str] = {}
    for template in one["templates"]:
        kind = template["incident_type"].split(" / ")[0]
        for role in ROLES:
            for words in {mention[0] for entity in template[role] for mention in entity}:
                for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
                    marks.add((role, *found.span()))
                    kinds.setdefault(found.span(), kind)
    marked = flat_text(one["docid"], text, sentences(text), longest(marks))
    types = tuple(Tag("event_type", span, kind, at_first=True) for span, kind in sorted(kinds.items()))
    return replace(marked, tags=(*marked.tags, *types))


def longest(marks: set[tuple[str, int, int]]) -> frozenset[tuple[str, int, int]]:
    """The marks that lie in no longer one of their role."""
    return frozenset(
        one for one in marks
        if not any(o != one and o[0] == one[0] and o[1] <= one[1] and one[2] <= o[2] for o in marks)
    )  # fmt: skip


def sentences(text: str) -> list[tuple[int, int]]:
    """Sentences of a text without capitals, which two blanks part."""
    ends = [0, *(one.end() for one in _END.finditer(text)), len(text)]
    found = []
    for start, end in pairwise(ends):
        own = text[start:end]
        if own.strip():
            found.append((start, start + len(own.rstrip())))
    return found


def key_of(one: dict[str, Any]) -> list[Template]:
    """The templates of the key, each once."""
    found: list[Template] = []
    for template in one["templates"]:
        roles = {
            role: tuple(frozenset(plain(m[0]) for m in entity) for entity in template[role] if entity)
            for role in ROLES
        }  # fmt: skip
        made = Template(template["incident_type"], roles)
        if made not in found:
            found.append(made)
    return found


def fillers(reader: Reader, text: Marked, tokenizer: Tokenizer) -> Iterator[Told]:
    """The fillers of a document, in order."""
    for window, layers in tags_of(reader, text, tokenizer):
        spans = spans_in(text.text, window, layers[ROW], reader)
        for role, start, end in sorted(spans, key=lambda one: (one[1], one)):
            chances = softmax(layers["event_type"][window.tokens(start, end)[0]])
            yield Told(role, text.text[start:end], tuple(float(chance) for chance in chances))


def templates_of(found: Iterator[Told] | Sequence[Told]) -> list[Template]:
    """A template for each type that some filler is likeliest of. Strings of a role that hold one another are one
    filler, under the one that stands most often. Whoever did any of it did what nobody is told to have done."""
    told = list(found)
    by_kind: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_kind[KINDS[max(range(len(KINDS)), key=lambda k: one.kinds[k])]].append(one)
    templates = []
    for kind in (kind for kind in KINDS if kind in by_kind):
        mine = by_kind[kind]
        if not any(one.role in WHOSE for one in mine):
            mine = [*mine, *(one for one in told if one.role in WHOSE)]
        roles = {}
        for role in ROLES:
            own = [plain(one.words) for one in mine if one.role == role]
            roles[role] = tuple(frozenset([words]) for words in _distinct([words for words in own if words]))
        templates.append(Template(kind, roles))
    return templates


def _distinct(words: Sequence[str]) -> list[str]:
    """One string for each thing named, the most frequent of those that hold one another, first ones first."""
    kept: list[str] = []
    for one, _ in Counter(words).most_common():
        if not any(_holds(one, other) or _holds(other, one) for other in kept):
            kept.append(one)
    return kept


def _holds(longer: str, shorter: str) -> bool:
    return f" {shorter} " in f" {longer} "


if __name__ == "__main__":
    timed(main)
