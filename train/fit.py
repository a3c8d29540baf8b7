"""One training run: seeded, resumable, on the processor.

In: examples, the shape of the network and a folder for its checkpoints. Out: the trained `Reader`. The loss is the sum
of the layers' cross-entropies and of the links' (the log of what is given to all right ends together).
A run that was stopped goes on from its last epoch; the same seed and data give the same weights on one machine.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from train.chain import chain_loss
from train.data import IGNORED, Example
from train.model import Reader, Shape

PAD = 0


@dataclass(frozen=True)
class Recipe:
    """How a run goes.  ``masked``: the share of pieces of proper names that are hidden in an epoch; ``budget`` is the
    number of pieces of a batch."""

    epochs: int = 8
    rate: float = 2e-4
    head_rate: float = 1.5e-3
    budget: int = 500
    masked: float = 0.15
    seed: int = 7
    frozen: int = 2
    half: bool = False
    weights: tuple[tuple[str, float], ...] = (("figure", 2.0), ("links", 1.0))


Epoch = Callable[[int], Sequence[Example]]


def fit(
    shape: Shape,
    epoch: Epoch,
    recipe: Recipe,
    *,
    checkpoint: Path | None = None,
    start: Path | None = None,
    mask_id: int = 103,
    told: Callable[[str], None] = print,
) -> Reader:
    """Train on what ``epoch(n)`` gives for each epoch n; ``start``: a checkpoint whose weights are begun with."""
    torch.manual_seed(recipe.seed)
    random.seed(recipe.seed)
    reader = Reader(shape)
    if recipe.half:
        reader.encoder.config._attn_implementation = "eager"  # plain products are faster in sixteen bits
    if start is not None:
        reader.load_state_dict(torch.load(start, weights_only=True)["reader"])
    reader.freeze(recipe.frozen)
    body = [p for n, p in reader.named_parameters() if n.startswith("encoder") and p.requires_grad]
    heads = [p for n, p in reader.named_parameters() if not n.startswith("encoder")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": recipe.rate}, {"params": heads, "lr": recipe.head_rate}], weight_decay=0.01
    )
    total = recipe.epochs * len(_batches(epoch(0), recipe.budget, random.Random(0)))
    warm = max(total // 15, 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(total - step, 0) / max(total - warm, 1))
    )
    first = 0
    if checkpoint is not None and checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        reader.load_state_dict(kept["reader"])
        optimizer.load_state_dict(kept["optimizer"])
        schedule.load_state_dict(kept["schedule"])
        first = kept["epoch"] + 1
    for number in range(first, recipe.epochs):
        chance = random.Random(recipe.seed * 1000 + number)
        torch.manual_seed(recipe.seed * 1000 + number)
        started, summed = time.perf_counter(), 0.0
        reader.train()
        batches = _batches(epoch(number), recipe.budget, chance)
        for batch in batches:
            # Small batches: a processor gains nothing by large ones, and more steps learn more.
            optimizer.zero_grad(set_to_none=True)
            with torch.autocast("cpu", torch.bfloat16, enabled=recipe.half):
                loss = loss_of(reader, batch, recipe, chance, mask_id)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            summed += float(loss.detach())
        if checkpoint is not None:
            state = {
                "reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(),
                "epoch": number,
            }  # fmt: skip
            torch.save(state, checkpoint.with_suffix(".part"))
            checkpoint.with_suffix(".part").replace(checkpoint)
        seconds = time.perf_counter() - started
        told(f"epoch {number + 1}/{recipe.epochs}: loss {summed / len(batches):.3f}, {seconds:.0f} s")
    reader.eval()
    return reader


def _batches(examples: Sequence[Example], budget: int, chance: random.Random) -> list[list[Example]]:
    """Batches of windows of about one length, in an order left to chance."""
    ordered = sorted(examples, key=lambda one: len(one.window.ids) + chance.randint(0, 40))
    batches: list[list[Example]] = [[]]
    for one in ordered:
        if batches[-1] and (len(batches[-1]) + 1) * len(one.window.ids) > budget:
            batches.append([])
        batches[-1].append(one)
    chance.shuffle(batches)
    return batches


def collate(
    batch: Sequence[Example], masked: float, chance: random.Random, mask_id: int
) -> tuple[Tensor, Tensor, Tensor]:
    longest = max(len(one.window.ids) for one in batch)
    ids = torch.full((len(batch), longest), PAD)
    cases = torch.zeros((len(batch), longest), dtype=torch.long)
    mask = torch.zeros((len(batch), longest))
    for row, one in enumerate(batch):
        length = len(one.window.ids)
        ids[row, :length] = torch.tensor(one.window.ids)
        cases[row, :length] = torch.tensor(one.window.cases)
        mask[row, :length] = 1
        if masked:
            for at in one.names:
                if chance.random() < masked:
                    ids[row, at] = mask_id
    return ids, cases, mask


def loss_of(reader: Reader, batch: Sequence[Example], recipe: Recipe, chance: random.Random, mask_id: int) -> Tensor:
    ids, cases, mask = collate(batch, recipe.masked, chance, mask_id)
    told, joints = reader(ids, cases, mask)
    weights = dict(recipe.weights)
    loss = told.new_zeros((), dtype=torch.float32)
    for name, scores in reader.split(told.float()).items():
        wanted = torch.full(ids.shape, IGNORED)
        for row, one in enumerate(batch):
            classes = one.layers.get(name)
            if classes is not None:
                wanted[row, : len(classes)] = torch.tensor(classes)
        count = int((wanted != IGNORED).sum())
        if count:
            told_of = max(int((wanted > 0).sum()), 1) if name in reader.shape.layers and wanted.max() >= 0 else 1
            summed = (
                chain_loss(scores, reader.follows, wanted, mask)
                if name == reader.shape.chain
                else functional.cross_entropy(
                    scores.flatten(0, 1), wanted.flatten(), ignore_index=IGNORED, reduction="sum"
                )
            )
            # Divided by what is marked, not by all pieces, so that rare marks count as much as frequent ones.
            loss = loss + weights.get(name, 1.0) * summed / max(told_of, 4)
    if joints is None:
        return loss
    shape = reader.shape
    links = [(row, shape.links.index(name), start, ends or [0], weight) for row, one in enumerate(batch)
             for name, start, ends, weight in one.links]  # fmt: skip
    if links:
        rows, names, starts = (torch.tensor([link[i] for link in links]) for i in range(3))
        scores = joints[rows, names, starts].float().masked_fill(mask[rows] == 0, -1e4)
        right = torch.zeros(scores.shape, dtype=torch.bool)
        for number, link in enumerate(links):
            right[number, link[3]] = True
        lost = torch.logsumexp(scores, 1) - torch.logsumexp(scores.masked_fill(~right, -1e4), 1)
        share = max(len(links) / len(shape.links), 1)
        loss = loss + weights.get("links", 1.0) * (lost * torch.tensor([link[4] for link in links])).sum() / share
    return loss
