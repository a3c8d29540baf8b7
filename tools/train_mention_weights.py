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
from crosswire.evaluate.mentions.coreference import join
from crosswire.evaluate.mentions.ecbplus import read
from crosswire.evaluate.mentions.pairs import NAMES, WEIGHTS, pairs, values
from crosswire.evaluate.mentions.read import read_side
from crosswire.lexicon import load

FOLDS = 4
STEPS = 50


def fit(rows: numpy.ndarray, right: numpy.ndarray, penalty: float = 1.0) -> numpy.ndarray:
    """The weights, in the order of the features."""
    weights = numpy.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = chances(rows, weights)
        slope = rows.T @ (chance - right) + penalty * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + penalty * numpy.eye(len(weights))
        step = numpy.linalg.solve(bend, slope)
        weights -= step
        if abs(step).max() < 1e-9:
            break
    return weights.round(2)


def chances(rows: numpy.ndarray, weights: numpy.ndarray) -> numpy.ndarray:
    """The chance of each pair."""
    return 1 / (1 + numpy.exp(-rows @ weights))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--check", action="store_true")
    given = options.parse_args()
    texts = read(given.data, "Train")
    side = read_side(texts, load())
    chain = {mark.mention_id: mark.chain for text in texts for mark in text.mentions}
    compared = list(pairs(side))
    rows = numpy.array([values(pair) for _, pair in compared])
    right = numpy.array([chain[pair.a.mention_id] == chain[pair.b.mention_id] for _, pair in compared], float)
    if not given.check:
        weights = dict(zip(NAMES, map(float, fit(rows, right)), strict=True))
        WEIGHTS.write_text(json.dumps(weights, indent=2) + "\n", encoding="utf-8")
        return
    topics = sorted({text.name.split("_")[0] for text in texts})
    fold = [topics.index(text.name.split("_")[0]) % FOLDS for text in texts]
    one, other = (
        numpy.array([fold[m.text] for m in ms]) for ms in zip(*((p.a, p.b) for _, p in compared), strict=True)
    )
    held_out: dict[tuple[int, int], float] = {}
    for k in range(FOLDS):
        weights = fit(rows[(one != k) & (other != k)], right[(one != k) & (other != k)])
        own = numpy.flatnonzero((one == k) & (other == k))
        held_out |= {compared[i][0]: float(c) for i, c in zip(own, chances(rows[own], weights), strict=True)}
    for least in (0.35, 0.4, 0.45):
        print(f"least {least}: conll_f1 {conll_f1([agreement(chain, join(side.mentions, held_out, least))]):.3f}")


if __name__ == "__main__":
    main()
