"""``python -m train.polnear``: who says what in PolNeAR, trained on its train part and scored on its dev part.

In: the folder with ``train.zip`` and ``cofenet/valid.txt.gz`` or ``dev.zip`` (see `crosswire.evaluate.spans.polnear`).
Out: F1 of exact spans of source, cue and content, as in the published table. The train part is that of the zip, its
marks made flat as there; the file that CofeNet trained on was not to be had. Texts are read in runs of whole sentences.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from crosswire.evaluate.report import f1, measured
from crosswire.evaluate.spans.polnear import LABELS, Article, articles_of, counts
from train.data import Marked
from train.spans import chunks, find_spans, flat_text, row_shape
from train.table import apart, options, shown, timed, train

LETTERS = 900  # of a run of sentences


def main() -> None:
    given = options("polnear", __doc__, epochs=4)
    learnt = articles_of(given.data, "look")[1]
    random.Random(7).shuffle(learnt)
    learnt, held = apart(learnt[: given.limit])
    texts = [part for one in learnt for part in chunks(text_of(one), LETTERS)]
    reader, tokenizer = train("polnear", texts, row_shape(LABELS, given.blocks), given)

    def score(articles: Sequence[Article]) -> None:
        units: dict[str, list[tuple[int, int, int]]] = {label: [] for label in LABELS}
        for one in articles:
            found = frozenset(
                mark for part in chunks(text_of(one), LETTERS) for mark in find_spans(reader, part, tokenizer)
            )
            for label in LABELS:
                units[label].append(counts(found, one.gold, label))
        print(shown({f"{name}_f1": measured(own, f1, sum(unit[2] for unit in own)) for name, own in units.items()}))

    score(held)
    if given.score:
        score(articles_of(given.data, "score")[1])


def text_of(one: Article) -> Marked:
    """An article with its marks."""
    return flat_text(one.name, one.text, one.sentences, one.gold)


if __name__ == "__main__":
    timed(main)
