"""Train the weights with which two marked mentions are compared, on ECB+ train (CC BY 3.0).

In: the folder of ECB+.  Out: ``mention_weights.json``: logistic regression with an L2 penalty of 1, fitted by Newton's
method to all compared pairs, rounded to two decimals.  The same inputs give the same bytes.  With ``--check`` nothing
is written; the CoNLL F1 of four folds by topic is printed for several thresholds.

    python tools/train_mention_weights.py --data ECBPLUS [--check]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy

from crosswire.evaluate.clusterings import agreement, conll_f1
from crosswire.evaluate.mentions.coreference import clusters
from crosswire.evaluate.mentions.ecbplus import read
from crosswire.evaluate.mentions.pairs import FEATURES, WEIGHTS, mentions_of, pairs, values
from crosswire.lexicon import load

FOLDS = 4
STEPS = 50


def fit(rows: numpy.ndarray, right: numpy.ndarray, penalty: float = 1.0) -> dict[str, float]:
    """The weights by feature."""
    weights = numpy.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + numpy.exp(-rows @ weights))
        slope = rows.T @ (chance - right) + penalty * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + penalty * numpy.eye(len(weights))
        step = numpy.linalg.solve(bend, slope)
        weights -= step
        if abs(step).max() < 1e-9:
            break
    return {name: round(float(weight), 2) for name, weight in zip(FEATURES, weights, strict=True)}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--check", action="store_true")
    given = options.parse_args()
    texts = read(given.data, "Train")
    mentions, weighed = mentions_of(texts, load())
    chain = {mark.mention_id: mark.chain for text in texts for mark in text.mentions}
    compared = list(pairs(mentions, weighed))
    rows = numpy.array([values(pair) for _, pair in compared])
    right = numpy.array([chain[pair.a.mention_id] == chain[pair.b.mention_id] for _, pair in compared], float)
    if not given.check:
        WEIGHTS.parent.mkdir(exist_ok=True)
        WEIGHTS.write_text(json.dumps(fit(rows, right), indent=2) + "\n", encoding="utf-8")
        return
    topics = sorted({text.name.split("_")[0] for text in texts})
    fold = [topics.index(text.name.split("_")[0]) % FOLDS for text in texts]
    for least in (0.25, 0.3, 0.35, 0.4):
        found: dict[str, tuple[int, int]] = {}
        for k in range(FOLDS):
            train = numpy.array([fold[p.a.text] != k and fold[p.b.text] != k for _, p in compared])
            own = [mention for mention in mentions if fold[mention.text] == k]
            weights = fit(rows[train], right[train])
            found |= {one: (k, cluster) for one, cluster in clusters(own, weighed, weights, least).items()}
        print(f"least {least}: conll_f1 {conll_f1([agreement(chain, found)]):.3f}")


if __name__ == "__main__":
    main()
