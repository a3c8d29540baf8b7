"""A row of classes in which each depends on the one before it: a conditional random field (Lafferty et al. 2001).

In: scores of the classes at each piece and of each class after each other one. Out: the loss of the wanted row. A piece
that nothing is asked of may be of any class.
"""

from __future__ import annotations

import torch
from torch import Tensor


def chain_loss(scores: Tensor, follows: Tensor, wanted: Tensor, mask: Tensor) -> Tensor:
    """Minus the log of the chance of what is wanted, summed over the rows: ``scores`` [rows, length, classes],
    ``follows`` [before, after], ``wanted`` [rows, length] (negative: not asked), ``mask`` [rows, length]; a row ends
    where its mask does."""
    classes = torch.arange(scores.shape[2])
    barred = (wanted[:, :, None] >= 0) & (wanted[:, :, None] != classes)
    both = torch.cat([scores, scores.masked_fill(barred, -1e4)])
    goes_on = torch.cat([mask, mask]) > 0
    summed = both[:, 0]
    for at in range(1, scores.shape[1]):
        on = torch.logsumexp(summed[:, :, None] + follows, 1) + both[:, at]
        summed = torch.where(goes_on[:, at, None], on, summed)
    free, right = torch.logsumexp(summed, 1).chunk(2)
    return (free - right).sum()
