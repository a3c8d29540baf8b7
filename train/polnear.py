"""``python -m train.polnear``: who says what in PolNeAR, trained on its train part and scored on its dev part.

In: the folder with ``train.zip`` and ``cofenet/valid.txt.gz`` or ``dev.zip`` (see `crosswire.evaluate.spans.polnear`).
Out: F1 of exact spans of source, cue and content, as in the published table. The train part is that of the zip, its
marks made flat as there; the file that CofeNet trained on was not to be had. Texts are read in runs of whole sentences.
"""

from __future__ import annotations

import random

from crosswire.evaluate.report import f1, measured
from crosswire.evaluate.spans.polnear import LABELS, Article, articles_of, counts
from train.data import Marked
from train.model import Shape
from train.spans import BIO, chunks, find_spans, flat_text
from train.table import options, shown, timed, train

LETTERS = 900  # of a run of sentences


def main() -> None:
    given = options("polnear", __doc__, epochs=2)
    learnt, asked = articles_of(given.data, "look")[1], articles_of(given.data, "score")[1]
    random.Random(7).shuffle(learnt)
    texts = [part for one in learnt[: given.limit] for part in chunks(text_of(one), LETTERS)]
    shape = Shape(dict.fromkeys(LABELS, BIO), blocks=given.blocks)
    reader, tokenizer = train("polnear", texts, shape, given)
    units: dict[str, list[tuple[int, int, int]]] = {label: [] for label in LABELS}
    for one in asked:
        found = frozenset(
            mark for part in chunks(text_of(one), LETTERS) for mark in find_spans(reader, part, tokenizer)
        )
        for label in LABELS:
            units[label].append(counts(found, one.gold, label))
    print(shown({f"{name}_f1": measured(own, f1, sum(unit[2] for unit in own)) for name, own in units.items()}))


def text_of(one: Article) -> Marked:
    """An article with its marks."""
    return flat_text(one.name, one.text, one.sentences, one.gold)


if __name__ == "__main__":
    timed(main)
