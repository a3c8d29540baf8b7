"""``python -m train``: train the learned reader on the look side of ``claims`` and write what is shipped.

``--fold N`` holds the texts of one fold out and trains on the rest; that network goes to ``--work`` and serves to
choose thresholds on what it has not seen (`train.held`, `train.sureness`). Without it all texts are learned from, and
the network is what is shipped. Checkpoints go to ``--work``; a run that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import os
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

SHARED = Path(os.environ.get("CROSSWIRE_SHARED", "../shared"))
FOLDS = 3
SWAPPED = 0.25  # of the texts of an epoch
BLOCKS = 4  # of the six of the encoder
FROZEN = 1  # of them


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "bench" / "claims")
    parser.add_argument("--work", type=Path, default=Path(".train"), help="where checkpoints are kept")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where the network goes")
    parser.add_argument("--fold", type=int, choices=range(FOLDS))
    parser.add_argument("--start", type=Path, help="a checkpoint whose weights are begun with")
    parser.add_argument("--rate", type=float, default=Recipe.rate)
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--version", default="2")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    lexicon = load()
    texts = read_claims_set(given.data, lexicon)
    fold_of = folds(texts, FOLDS)
    learnt = [text for text in texts if given.fold is None or fold_of[text.key] != given.fold]
    shape, tokenizer = Shape(LAYERS, LINKS, blocks=BLOCKS), tokenizer_of(encoder_folder())
    epochs = Epochs(learnt, stock(texts, lexicon), shape, tokenizer, given.seed)
    given.work.mkdir(parents=True, exist_ok=True)
    name = "whole" if given.fold is None else f"fold{given.fold}"
    recipe = Recipe(epochs=given.epochs, seed=given.seed, rate=given.rate, frozen=FROZEN)
    reader = fit(shape, epochs, recipe, checkpoint=given.work / f"{name}.pt", start=given.start)
    own = [one for text in learnt for one in examples(text, shape, tokenizer)]
    links = fit_links(see(reader, own), LINKS, seed=given.seed)
    export(reader, links, given.out if given.fold is None else given.work / name, version=given.version)


class Epochs:
    """The windows of each epoch: most of the texts as they are read later, with plain words in the place of names, the
    others with their names swapped for others."""

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
