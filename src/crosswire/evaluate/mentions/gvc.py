"""Gun Violence Corpus (Vossen et al. 2018): which marked mentions of shootings in US news are one event?

In: the folder with ``gvc_*.jsonl``: a text a line with its sentences (the first is its date), its marked mentions and
their chains. Out: CoNLL F1 on gold mentions over all texts at once, incidents not given, clusters of one mention
kept, the split of Bugert et al. 2021. All there is is for scoring: its training part cannot be had.
"""

from __future__ import annotations

import json
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.evaluate.mentions.coreference import measure
from crosswire.evaluate.mentions.marked import Marked, MarkedText, in_order
from crosswire.evaluate.report import Progress, Report, Split, data_hash
from crosswire.lexicon import Lexicon


def read(file: Path) -> list[MarkedText]:
    """The texts of one file, in its order."""
    texts = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            given = json.loads(line)
            sentences = tuple(tuple(sentence) for sentence in given["sentences"])
            mentions = [
                Marked(
                    mention_id=one["mention_id"], sentence=one["sent"],
                    tokens=tuple(range(one["start"], one["end"] + 1)), chain=one["chain"],
                )
                for one in given["event_mentions"]
            ]  # fmt: skip
            texts.append(
                MarkedText(
                    name=given["doc_id"], sentences=sentences, mentions=in_order(mentions), published=sentences[0][0]
                )
            )
        except (ValueError, KeyError, IndexError) as error:
            raise UsageError(f"{file}: line {number} is not a text of this set ({error!r})") from error
    return texts


def evaluate(data: Path, split: Split, lexicon: Lexicon, progress: Progress) -> Report:
    """Measures `conll_f1` and its three parts; ``n`` counts mentions."""
    if split == "look":
        raise UsageError("gvc: all of this set is for scoring; use --split score")
    files = sorted(data.glob("gvc_*.jsonl"))
    if not files:
        raise UsageError(f"{data}: no gvc_*.jsonl in it; name the folder of the set with --data")
    texts = [text for file in files for text in read(file)]
    return measure("gvc", texts, split, data_hash(files), lexicon, progress)
