"""``python -m train.muc4``: incident templates of MUC-4, trained on DEV 1-1300 and scored on TST1-2.

In: the folder with ``gtt/train.json`` and ``gtt/dev.json``, a JSON object a line: ``docid``, ``doctext`` in small
letters, ``templates`` with the incident's type and five roles of string fillers. Out: GTT's micro-F1 and CEAF-RME
(subset), see `train.templates`.

The network tags the fillers of the five roles, at every place where the string of one stands, and says at the first
piece of each of what type of incident it is a part. What it holds for likely, and how likely, goes to a second model
(`train.second`), which is fitted on what two networks, each trained on a half of the documents, say of the other half.
What it says of a new document is the mean over these two and the network of all documents.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from crosswire.evaluate.report import measured
from crosswire.extract.learned.heads import softmax
from train.data import Marked, Tag
from train.model import Reader
from train.second import FOLDS, Known, Place, Said, Second, templates_of
from train.spans import ROW, chances_of, flat_text, row_shape, tags_of
from train.table import Given, apart, options, shown, timed, train
from train.templates import KINDS, ROLES, Template, ceaf_rme_counts, gtt_counts, micro_f1, plain

LEAST = 0.0002  # a place less likely than this is not looked at
EMPTY = 0.5  # the share of documents without any template that is learned from
_END = re.compile(r"(?<=[.!?\"')])\s{2,}")


Document = dict[str, Any]
Key = list[Template]


@dataclass(frozen=True, slots=True)
class Learnt:
    """A network, and what the documents it learned from tell of strings."""

    reader: Reader
    tokenizer: Tokenizer
    known: Known


def main() -> None:
    given = options("muc4", __doc__, epochs=3)
    learnt, held = apart(read(given.data / "gtt" / "train.json"))
    told: list[Said] = []
    known: list[Known] = []
    keys: list[Key] = []
    networks: list[Learnt] = []
    for half in (0, 1):
        own, other = learnt[1 - half :: 2], learnt[half::2]
        networks.append(learnt_from(own, replace(given, work=given.work / f"half{half}")))
        told += [said_of(networks[-1], one) for one in other]
        known += [networks[-1].known] * len(other)
        keys += [key_of(one) for one in other]
    print(f"the halves, each by the network of the other one\n{scored(keys, crossed(told, known, keys))}", flush=True)
    second = Second(told, known, keys)
    networks.append(learnt_from(learnt, given))

    def score(documents: Sequence[Document]) -> str:
        ours = [
            templates_of([second.weighed(said_of(network, one), network.known) for network in networks])
            for one in documents
        ]  # fmt: skip
        return scored([key_of(one) for one in documents], ours)

    print(f"held out\n{score(held)}", flush=True)
    if given.score:
        print(f"the development part\n{score(read(given.data / 'gtt' / 'dev.json'))}")


def crossed(told: Sequence[Said], known: Sequence[Known], keys: Sequence[Key]) -> list[list[Template]]:
    """The templates of each document by a second model that is fitted on the other folds."""
    found: list[list[Template]] = [[] for _ in told]
    for fold in range(FOLDS):
        fitted = [n for n in range(len(told)) if n % FOLDS != fold]
        second = Second([told[n] for n in fitted], [known[n] for n in fitted], [keys[n] for n in fitted])
        for n in range(fold, len(told), FOLDS):
            found[n] = templates_of([second.weighed(told[n], known[n])])
    return found


def learnt_from(documents: Sequence[Document], given: Given) -> Learnt:
    """A network that is trained on these documents, and what they tell of strings."""
    given.work.mkdir(parents=True, exist_ok=True)
    chance = random.Random(7)
    texts = [text_of(one) for one in documents if one["templates"] or chance.random() < EMPTY]
    chance.shuffle(texts)
    reader, tokenizer = train("muc4", texts[: given.limit], row_shape(ROLES, given.blocks, event_type=KINDS), given)
    return Learnt(reader, tokenizer, Known([(plain(one["doctext"]), key_of(one)) for one in documents]))


def scored(keys: Sequence[Key], ours: Sequence[Sequence[Template]]) -> str:
    """Both scores of our templates."""
    gtt = [gtt_counts(key, own) for key, own in zip(keys, ours, strict=True)]
    rme = [ceaf_rme_counts(key, own) for key, own in zip(keys, ours, strict=True)]
    return shown({
        "gtt_micro_f1": measured(gtt, micro_f1, sum(unit[3] for unit in gtt)),
        "ceaf_rme_f1": measured(rme, micro_f1, sum(unit[3] for unit in rme)),
    })  # fmt: skip


def read(file: Path) -> list[Document]:
    """The documents of a file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def text_of(one: Document) -> Marked:
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


def key_of(one: Document) -> Key:
    """The templates of the key, each once."""
    found: Key = []
    for template in one["templates"]:
        roles = {
            role: tuple(frozenset(plain(m[0]) for m in entity) for entity in template[role] if entity)
            for role in ROLES
        }  # fmt: skip
        made = Template(template["incident_type"], roles)
        if made not in found:
            found.append(made)
    return found


def said_of(network: Learnt, one: Document) -> Said:
    """All that a network holds for a filler in a document."""
    reader, tokenizer = network.reader, network.tokenizer
    text = text_of(one)
    places = []
    for window, layers in tags_of(reader, text, tokenizer):
        for role, start, end, chance in chances_of(text.text, window, layers[ROW], reader, LEAST):
            at = window.tokens(start, end)[0]
            kinds = tuple(float(kind) for kind in softmax(layers["event_type"][at]))
            places.append(Place(role, plain(text.text[start:end]), chance, kinds, window.sentence[at]))
    return Said(plain(text.text), max(len(text.sentences), 1), tuple(places))


if __name__ == "__main__":
    timed(main)
