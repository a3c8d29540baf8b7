"""ECB+ (Cybulska & Vossen 2014): which marked mentions of 982 news texts tell of one event?

In: the folder with ``ECB_Train_*`` and ``ECB_Dev_*``: a token a line (text, sentence, token, word, chain), and the
event mentions as JSON; the validated sentences, Cybulska's split. Out: CoNLL F1 on gold mentions over the whole side
at once, topics not given, clusters of one mention kept, as Barhom et al. 2019 and Held et al. 2021 score it. Train to
look, dev to score (where there is no dev, ``ECB_Test_*``).
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.evaluate.mentions.coreference import measure
from crosswire.evaluate.mentions.marked import Marked, MarkedText, in_order
from crosswire.evaluate.report import Progress, Report, Split, data_hash
from crosswire.lexicon import Lexicon


def read(data: Path, part: str) -> list[MarkedText]:
    """The texts of ``Train``, ``Dev`` or ``Test``, in the order of the file."""
    corpus, marks = files(data, part)
    words: dict[str, dict[str, dict[int, str]]] = {}
    for number, line in enumerate(corpus.read_text(encoding="utf-8").split("\n"), start=1):
        cells = line.split("\t")
        if len(cells) < 4:
            continue
        try:
            words.setdefault(cells[0], {}).setdefault(cells[1], {})[int(cells[2])] = cells[3]
        except ValueError as error:
            raise UsageError(f"{corpus}: line {number} does not read text, sentence, token, word") from error
    sentence_number = {name: {given: i for i, given in enumerate(own)} for name, own in words.items()}
    mentions: dict[str, list[Marked]] = defaultdict(list)
    for i, mark in enumerate(json.loads(marks.read_text(encoding="utf-8"))):
        name, sentence = mark["doc_id"], str(mark["sent_id"])
        at = sentence_number.get(name, {}).get(sentence)
        if at is None:
            raise UsageError(f"{marks}: mention {i} stands in sentence {sentence} of {name}, which the corpus lacks")
        position = {token: j for j, token in enumerate(words[name][sentence])}
        mentions[name].append(
            Marked(
                mention_id=f"{name}/{i}",
                sentence=at,
                tokens=tuple(sorted(position[token] for token in mark["tokens_number"])),
                chain=mark["coref_chain"],
            )
        )
    return [
        MarkedText(
            name=name,
            sentences=tuple(tuple(sentence.values()) for sentence in own.values()),
            mentions=in_order(mentions[name]),
        )
        for name, own in words.items()
    ]


def files(data: Path, part: str) -> tuple[Path, Path]:
    """The two files of a part."""
    found = data / f"ECB_{part}_corpus.txt", data / f"ECB_{part}_Event_gold_mentions.json"
    for file in found:
        if not file.is_file():
            raise UsageError(f"{file}: no such file; name the folder of ECB+ with --data")
    return found


def evaluate(data: Path, split: Split, lexicon: Lexicon, progress: Progress) -> Report:
    """Measures `conll_f1` and its three parts; ``n`` counts mentions."""
    scored = "Dev" if (data / "ECB_Dev_corpus.txt").exists() or not (data / "ECB_Test_corpus.txt").exists() else "Test"
    parts = {"look": ["Train"], "score": [scored], "all": ["Train", scored]}[split]
    texts = [text for part in parts for text in read(data, part)]
    return measure(
        "ecbplus", texts, split, data_hash(file for part in parts for file in files(data, part)), lexicon, progress
    )
