"""``python -m train``: train the learned reader on the look side of ``claims`` and write what is shipped.

``--fold N`` holds the texts of one fold out, trains on the rest and writes what the network says of those it has not
seen (a pickle, to choose thresholds on); without it all texts are learned from and the network is exported.
Checkpoints go to ``--work``; a run that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
from collections.abc import Sequence
from pathlib import Path

import torch

from crosswire.extract.learned.layers import LAYERS, LINKS
from crosswire.extract.learned.network import FOLDER
from crosswire.lexicon import load
from train.augment import Stock, stock, swapped
from train.claims_set import read_claims_set
from train.data import Example, Marked, examples, folds, tokenizer_of
from train.export import export
from train.fit import Recipe, fit
from train.links import fit_links, see
from train.model import Shape, encoder_folder
from train.predict import predict

SHARED = Path(os.environ.get("CROSSWIRE_SHARED", "../shared"))
FOLDS = 3
SWAPPED = 0.4  # of the texts of an epoch


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "bench" / "claims")
    parser.add_argument("--work", type=Path, default=Path(".train"), help="where checkpoints are kept")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where the network goes")
    parser.add_argument("--fold", type=int, choices=range(FOLDS))
    parser.add_argument("--ship", action="store_true", help="export the network of a fold too")
    parser.add_argument("--start", type=Path, help="a checkpoint whose weights are begun with")
    parser.add_argument("--rate", type=float, default=Recipe.rate)
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--version", default="1")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    lexicon = load()
    texts = read_claims_set(given.data, lexicon)
    fold_of = folds(texts, FOLDS)
    learnt = [text for text in texts if given.fold is None or fold_of[text.key] != given.fold]
    shape, tokenizer = Shape(LAYERS, LINKS), tokenizer_of(encoder_folder())
    epochs = Epochs(learnt, stock(texts, lexicon), shape, tokenizer, given.seed)
    given.work.mkdir(parents=True, exist_ok=True)
    name = "whole" if given.fold is None else f"fold{given.fold}"
    recipe = Recipe(epochs=given.epochs, seed=given.seed, rate=given.rate)
    reader = fit(shape, epochs, recipe, checkpoint=given.work / f"{name}.pt", start=given.start)
    own = [one for text in learnt for one in examples(text, shape, tokenizer)]
    links = fit_links(see(reader, own), LINKS, seed=given.seed)
    if given.fold is None or given.ship:
        export(reader, links, given.out, version=given.version)
    if given.fold is None:
        return
    held_out = [text for text in texts if fold_of[text.key] == given.fold]
    told = [(text.key, one) for text in held_out for one in see(reader, list(examples(text, shape, tokenizer)))]
    (given.work / f"{name}.pickle").write_bytes(pickle.dumps(predict(told, links)))


class Epochs:
    """The windows of each epoch: most of the texts as they are, the others with their names swapped."""

    def __init__(self, texts: Sequence[Marked], offered: Stock, shape: Shape, tokenizer: object, seed: int) -> None:
        self.texts, self.offered, self.shape, self.tokenizer, self.seed = texts, offered, shape, tokenizer, seed

    def __call__(self, number: int) -> list[Example]:
        chance = random.Random(f"{self.seed} {number}")
        told = [
            swapped(text, self.offered, f"{self.seed} {number}") if chance.random() < SWAPPED else text
            for text in self.texts
        ]
        return [one for text in told for one in examples(text, self.shape, self.tokenizer)]  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
