"""Texts in which event mentions are marked and grouped across documents: what ECB+, GVC and MEANTIME have in common.

In: tokens and marks as a set gives them.  Out: `MarkedText`s, whose `text` is the tokens with blanks between, so that
the rooms of the reading can be used on it, and whose mentions know their tokens and their offsets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One marked event mention.  ``sentence`` and ``tokens`` count from 0 (``tokens`` within its sentence, sorted);
    ``chain`` names the event it tells of, across documents."""

    mention_id: str
    sentence: int
    tokens: tuple[int, ...]
    chain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """One text: its sentences as tokens, its marks in the order of the text, and its date (ISO) where the set gives
    one."""

    name: str
    sentences: tuple[tuple[str, ...], ...]
    mentions: tuple[Marked, ...]
    published: str | None = None


def in_order(mentions: Sequence[Marked]) -> tuple[Marked, ...]:
    """Mentions in the order of the text."""
    return tuple(sorted(mentions, key=lambda one: (one.sentence, one.tokens, one.mention_id)))
