"""MEANTIME (Minard et al. 2016), English: which marked mentions of 120 Wikinews texts are one event?

In: the folder with ``conll.csv`` (a token a line: topic/text, sentence, token, word) and ``event_mentions.json.gz``,
the conversion of Zhukova et al. 2022. Out: CoNLL F1 on gold mentions over the side at once, clusters of one mention
kept. There is no official split: the first half of the texts, in the order of their names, to look, the second to
score.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections import defaultdict
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.evaluate.mentions.coreference import measure
from crosswire.evaluate.mentions.marked import Marked, MarkedText, in_order
from crosswire.evaluate.report import Progress, Report, Split, data_hash
from crosswire.lexicon import Lexicon


def files(data: Path) -> tuple[Path, Path]:
    """The tokens and the mentions."""
    found = data / "conll.csv", data / "event_mentions.json.gz"
    for file in found:
        if not file.is_file():
            raise UsageError(f"{file}: no such file; name the folder of MEANTIME with --data")
    return found


def read(data: Path, split: Split) -> list[MarkedText]:
    """The texts of a side, sorted by name."""
    tokens, marks = files(data)
    words: dict[str, dict[int, dict[int, str]]] = {}
    with tokens.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            text = words.setdefault(row["topic/subtopic_name"], {})
            text.setdefault(int(row["sent_id"]), {})[int(row["token_id"])] = row["token"]
    mentions: dict[str, list[Marked]] = defaultdict(list)
    with gzip.open(marks, "rt", encoding="utf-8") as given:
        for i, mark in enumerate(json.load(given)):
            name, sentence = mark["topic/subtopic_name"], mark["sent_id"]
            if name not in words or any(token not in words[name].get(sentence, ()) for token in mark["tokens_number"]):
                raise UsageError(f"{marks}: mention {i} stands at tokens of {name} that {tokens.name} lacks")
            own = words[name]
            at = {token: j for j, token in enumerate(own[sentence])}
            mentions[name].append(
                Marked(
                    mention_id=f"{name}/{i}", sentence=list(own).index(sentence),
                    tokens=tuple(sorted(at[token] for token in mark["tokens_number"])), chain=mark["coref_chain"],
                )
            )  # fmt: skip
    names = sorted(words)
    middle = (len(names) + 1) // 2
    chosen = {"look": names[:middle], "score": names[middle:], "all": names}[split]
    return [
        MarkedText(
            name=name,
            sentences=tuple(tuple(sentence.values()) for sentence in words[name].values()),
            mentions=in_order(mentions[name]),
        )
        for name in chosen
    ]


def evaluate(data: Path, split: Split, lexicon: Lexicon, progress: Progress) -> Report:
    """Measures `conll_f1` and its three parts; ``n`` counts mentions."""
    return measure("meantime", read(data, split), split, data_hash(files(data)), lexicon, progress)
