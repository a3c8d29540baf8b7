"""``python -m train.sureness``: how sure both readers are of a figure, fitted anew on texts the network has not seen.

In: the folder ``claims`` and the networks made each without the articles of a fold (see `train.held`). Out: the
numbers of `crosswire.extract.learned.sureness`, printed; the expected calibration error (ten bins) and the AUC of its
chances, cross-fitted over ten parts of the articles, and those of the rules' own firmness; ``learned-reliability.csv``
and ``.svg`` with how often figures of each bin are right. A figure is right when a careful reader marks the same one
with the same measure and value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crosswire.evaluate.careful.compare import compare
from crosswire.evaluate.careful.ours import to_reading
from crosswire.extract.learned.both import claims_by_both
from crosswire.extract.learned.sureness import features
from crosswire.lexicon import load
from train.held import arguments, read

Array = NDArray[np.float64]
PARTS, BINS = 10, 10
PULL = 1e-2  # towards zero


def main() -> None:
    parser = arguments("sureness", __doc__)
    parser.add_argument("--out", type=Path, default=Path("docs/reference"))
    given = parser.parse_args()
    rows, given_of, firm, right_of = figures(given.data, given.folds, given.work)
    told, right = np.array(given_of), np.array(right_of, float)
    chances = np.empty(len(right))
    for part in range(PARTS):
        asked = np.array([row % PARTS == part for row in rows])
        chances[asked] = sigmoid(told[asked] @ fitted(told[~asked], right[~asked]))
    print("numbers:", ", ".join(f"{value:.4f}" for value in fitted(told, right)))
    for name, own in (("both", chances), ("rules", np.array(firm))):
        print(f"{name}: figures {len(right)}, ECE {error(own, right):.3f}, AUC {auc(own, right):.3f}")
    bins = binned(chances, right)
    lines = [f"{low:.1f}-{low + 1 / BINS:.1f},{n},{mean:.3f},{share:.3f}" for low, n, mean, share in bins]
    (given.out / "learned-reliability.csv").write_text("\n".join(["score,figures,mean_score,right", *lines, ""]))
    (given.out / "learned-reliability.svg").write_text(drawn(bins))


def figures(
    data: Path, folds: Sequence[int], work: Path
) -> tuple[list[int], list[tuple[float, ...]], list[float], list[bool]]:
    """For each figure of both readers that a careful reader could mark: its article, what is known, how firm the rules
    are, whether it is right."""
    lexicon = load()
    rows: list[int] = []
    given: list[tuple[float, ...]] = []
    firmness: list[float] = []
    right: list[bool] = []
    for one in read(data, folds, work, lexicon):
        document, article = one.document, one.article
        firm = {claim.claim_id: claim.score for claim in one.ruled.claims}
        at = document.text.find(article.text)
        for claim in claims_by_both(one.ruled, one.reading):
            for quantity in claim.quantities:
                known = features(quantity, one.reading)
                if known is None or quantity.start < at:
                    continue
                alone = to_reading(document, article.text, [replace(claim, quantities=(quantity,))])
                agreed = compare(alone, article.first, lexicon)
                if agreed.f1["figure_f1"][1]:
                    rows.append(article.row)
                    given.append(known)
                    firmness.append(firm[claim.claim_id])
                    right.append(bool(agreed.f1["figure_f1"][0]))
    return rows, given, firmness, right


def sigmoid(summed: Array) -> Array:
    return 1 / (1 + np.exp(-summed))


def fitted(told: Array, right: Array) -> Array:
    """Logistic regression by Newton's steps."""
    weights = np.zeros(told.shape[1])
    for _ in range(30):
        chances = sigmoid(told @ weights)
        slope = told.T @ (right - chances) - PULL * weights
        bend = (told * (chances * (1 - chances))[:, None]).T @ told + PULL * np.eye(told.shape[1])
        weights += np.linalg.solve(bend, slope)
    return weights


def binned(chances: Array, right: Array) -> list[tuple[float, int, float, float]]:
    """For each bin that holds any: where it begins, how many, their mean chance, the share that is right."""
    found = []
    for low in range(BINS):
        own = np.minimum((chances * BINS).astype(int), BINS - 1) == low
        if own.any():
            found.append((low / BINS, int(own.sum()), float(chances[own].mean()), float(right[own].mean())))
    return found


def error(chances: Array, right: Array) -> float:
    """The expected calibration error."""
    return sum(n * abs(mean - share) for _, n, mean, share in binned(chances, right)) / len(right)


def auc(chances: Array, right: Array) -> float:
    """The chance that a right figure has a higher chance than a wrong one."""
    wrong, good = chances[right == 0], chances[right == 1]
    return float(((good[:, None] > wrong[None, :]) + 0.5 * (good[:, None] == wrong[None, :])).mean())


def drawn(bins: Sequence[tuple[float, int, float, float]]) -> str:
    """The bins as circles over the diagonal on which they should lie."""
    side, edge = 260, 36
    marks = [
        f'<text x="{edge + side * at:g}" y="{edge + side + 14}" text-anchor="middle">{at:g}</text>'
        f'<text x="{edge - 6}" y="{edge + side * (1 - at) + 3:g}" text-anchor="end">{at:g}</text>'
        for at in (0, 0.5, 1)
    ]
    circles = [
        f'<circle cx="{edge + side * mean:.1f}" cy="{edge + side * (1 - share):.1f}" r="{2 + n**0.5 / 2:.1f}"'
        f' fill="#2b6cb0" fill-opacity="0.7"><title>{n} figures</title></circle>'
        for _, n, mean, share in bins
    ]
    whole = side + 2 * edge
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" font-family="sans-serif"'
            ' font-size="10" role="img" aria-label="Reliability of the score: mean score against share right">',
            f'<rect width="100%" height="100%" fill="white"/><rect x="{edge}" y="{edge}" width="{side}"'
            f' height="{side}" fill="none" stroke="#888"/>',
            f'<line x1="{edge}" y1="{edge + side}" x2="{edge + side}" y2="{edge}" stroke="#bbb"'
            ' stroke-dasharray="4 3"/>',
            *marks,
            *circles,
            f'<text x="{edge + side / 2:g}" y="{whole - 6}" text-anchor="middle">mean score</text>',
            f'<text x="12" y="{edge + side / 2:g}" text-anchor="middle"'
            f' transform="rotate(-90 12 {edge + side / 2:g})">share right</text>',
            "</svg>",
            "",
        ]
    )


if __name__ == "__main__":
    main()
