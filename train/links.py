"""The heads that join a figure or a trigger to the words of its roles, trained on the states of a trained encoder.

In: examples, and for each window the encoder's states and layer scores. Out: `LinkHeads`.
From an anchor i to a piece j the score of a role is ``w · relu(A h_i + B [h_j, t_j] + distance + sentence)``, with t
the chances of the tags at j, the distance in pieces and the distance in sentences (the first sentence of a document
has a mark of its own); "none" has a score of its own. The encoder is not trained along, so that an epoch takes
seconds: heads that are trained with it alone need far more passes than a processor has time for.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from crosswire.extract.learned.heads import DISTANCES, SENTENCES, distances, layer_chances, sentence_steps, tag_chances
from train.data import Example
from train.model import Reader


@dataclass(frozen=True)
class Seen:
    """A window with what the encoder makes of it: ``states`` [pieces, width], ``told`` [pieces, classes]."""

    example: Example
    states: NDArray[np.float32]
    told: NDArray[np.float32]


class LinkHeads(nn.Module):
    """Scores [anchors, roles, pieces]; piece 0 is "none"."""

    def __init__(self, roles: int, width: int, tags: int, size: int = 64) -> None:
        super().__init__()
        self.roles, self.size = roles, size
        self.anchor = nn.Linear(width, roles * size)
        self.piece = nn.Linear(width + tags, roles * size, bias=False)
        self.distance = nn.Embedding(DISTANCES, roles * size)
        self.sentence = nn.Embedding(SENTENCES, roles * size)
        self.weight = nn.Parameter(torch.randn(roles, size) * 0.1)
        self.none = nn.Linear(width, roles)
        self.dropout = nn.Dropout(0.2)
        nn.init.zeros_(self.distance.weight)
        nn.init.zeros_(self.sentence.weight)

    def forward(self, states: Tensor, tags: Tensor, anchors: Tensor, away: Tensor, steps: Tensor) -> Tensor:
        states = self.dropout(states)
        own = self.anchor(states[anchors])[:, None, :]
        mixed = own + self.piece(torch.cat([states, tags], 1))[None] + self.distance(away) + self.sentence(steps)
        scores = (torch.relu(mixed).unflatten(-1, (self.roles, self.size)) * self.weight).sum(-1).transpose(1, 2)
        return torch.cat([self.none(states[anchors])[:, :, None], scores[:, :, 1:]], 2)


@torch.inference_mode()
def see(reader: Reader, examples: Sequence[Example]) -> list[Seen]:
    """What the encoder makes of each window."""
    reader.eval()
    found = []
    for one in examples:
        ids, cases = torch.tensor([one.window.ids]), torch.tensor([one.window.cases])
        states = reader.states(ids, cases, torch.ones(ids.shape))
        found.append(Seen(one, states[0].numpy(), reader.layers(states)[0].numpy()))
    return found


def fit_links(
    seen: Sequence[Seen],
    links: Sequence[str],
    *,
    epochs: int = 10,
    rate: float = 1.5e-3,
    seed: int = 7,
    told: Callable[[str], None] = print,
) -> LinkHeads:
    """Train the heads for the named links."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    items = [made for one in seen if (made := _item(one, links)) is not None]
    heads = LinkHeads(len(links), items[0][0].shape[1], items[0][1].shape[1])
    optimizer = torch.optim.AdamW(heads.parameters(), lr=rate, weight_decay=0.02)
    total = epochs * len(items)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / 100, 1) * max(1 - step / total, 0.02)
    )
    for number in range(epochs):
        chance.shuffle(items)
        summed, started = 0.0, time.perf_counter()
        for states, tags, anchors, away, steps, closed, wanted in items:
            scores = torch.log_softmax(heads(states, tags, anchors, away, steps).masked_fill(closed, -1e4), 2)
            lost = [-weight * torch.logsumexp(scores[k, role, ends], 0) for k, role, ends, weight in wanted]
            loss = torch.stack(lost).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            summed += float(loss.detach())
        told(f"links {number + 1}/{epochs}: loss {summed / len(items):.3f}, {time.perf_counter() - started:.0f} s")
    heads.eval()
    return heads


Wanted = list[tuple[int, int, list[int], float]]
Item = tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Wanted]


def _item(seen: Seen, links: Sequence[str]) -> Item | None:
    """A window as tensors; None where it has no link."""
    window = seen.example.window
    anchors = sorted({start for _, start, _, _ in seen.example.links})
    if not anchors:
        return None
    wanted = [
        (anchors.index(start), links.index(name), ends or [0], weight)
        for name, start, ends, weight in seen.example.links
        if name in links
    ]
    closed = torch.tensor([start < 0 for start in window.starts])
    closed[0] = False
    return (
        torch.from_numpy(seen.states),
        torch.from_numpy(tag_chances(layer_chances(seen.told))),
        torch.tensor(anchors),
        torch.from_numpy(distances(anchors, len(window.ids))),
        torch.from_numpy(sentence_steps(anchors, window)),
        closed[None, None, :],
        wanted,
    )
