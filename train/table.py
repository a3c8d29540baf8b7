"""What the scripts of the published tables share: their options, their training runs, how a score is printed.

The networks of these tables are trained on a set's own training part, but for a twentieth on which it is chosen how,
and with ``--score`` scored on its development part. They go to ``--work`` and nowhere else, because some of these sets
are for measuring only.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeVar

import torch
from tokenizers import Tokenizer

from crosswire.evaluate.report import Score
from train.data import Marked, examples, tokenizer_of
from train.fit import Recipe, fit
from train.model import Reader, Shape, encoder_folder

T = TypeVar("T")
SHARED = Path(os.environ.get("CROSSWIRE_SHARED", "../shared"))


@dataclass(frozen=True)
class Given:
    """The options of a script."""

    data: Path
    work: Path
    epochs: int
    frozen: int
    blocks: int
    rate: float
    limit: int | None
    half: bool
    score: bool


def options(name: str, about: str | None, *, epochs: int, frozen: int = 3, rate: float = 2e-4) -> Given:
    """Read the command line of a script that trains for the set ``name``."""
    parser = argparse.ArgumentParser(prog=f"python -m train.{name}", description=about)
    parser.add_argument("--data", type=Path, default=SHARED / "bench" / name)
    parser.add_argument("--work", type=Path, default=Path(".train"), help="where checkpoints are kept")
    parser.add_argument("--epochs", type=int, default=epochs)
    parser.add_argument("--frozen", type=int, default=frozen, help="blocks of the encoder that are left as they are")
    parser.add_argument("--blocks", type=int, default=6, help="blocks of the encoder that are used")
    parser.add_argument("--rate", type=float, default=rate)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--half", action="store_true", help="sixteen bits (faster on processors with AVX512-BF16)")
    parser.add_argument("--score", action="store_true", help="score the development part too: once, at the end")
    parser.add_argument("--limit", type=int, help="train on so many texts only")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    given.work.mkdir(parents=True, exist_ok=True)
    return Given(**{one.name: getattr(given, one.name) for one in fields(Given)})


def apart(texts: Sequence[T]) -> tuple[list[T], list[T]]:
    """What is learned from, and every twentieth text, on which is chosen how."""
    return [one for n, one in enumerate(texts) if n % 20], list(texts[::20])


def train(name: str, texts: Sequence[Marked], shape: Shape, given: Given) -> tuple[Reader, Tokenizer]:
    """A network trained on the texts, every epoch on all of them."""
    tokenizer = tokenizer_of(encoder_folder())
    own = [one for text in texts for one in examples(text, shape, tokenizer)]
    print(f"{len(texts)} texts, {sum(len(one.window.ids) for one in own)} word pieces an epoch", flush=True)
    recipe = Recipe(epochs=given.epochs, rate=given.rate, frozen=given.frozen, budget=800, half=given.half)
    checkpoint = given.work / f"{name}.pt"
    return fit(shape, lambda _: own, recipe, checkpoint=checkpoint, told=_told), tokenizer


def _told(line: str) -> None:
    print(line, flush=True)


def shown(scores: Mapping[str, Score]) -> str:
    """A line for each score: value, 95 % interval, on how many."""
    return "\n".join(
        f"{name:24} {score.value:.3f} [{score.low:.3f}-{score.high:.3f}] n={score.n}"
        if score.value is not None and score.low is not None and score.high is not None
        else f"{name:24} nothing to measure"
        for name, score in scores.items()
    )


def timed(work: Callable[[], None]) -> None:
    """Run and say how long it took."""
    began = time.perf_counter()
    work()
    print(f"{time.perf_counter() - began:.0f} s", flush=True)
