"""Mentions: spans of the text that name an actor, a place, a time or a number, before any claim is made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosswire.model.claim import Bound, Place, Time
from crosswire.model.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention(Span):
    """A run of text that names an actor of the lexicon.

    ``name`` is the lexicon's name, ``side_id`` the side it fights for at the document's date (None: none or
    unknown).  ``generic`` is True for a description ("the army", "the militants") that was resolved by the
    document's country or by what was named before it, not by a name of its own.
    """

    actor_id: str
    name: str
    side_id: str | None
    kind: str
    generic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place name with its reading in this document and the words that relate the happening to it.

    ``relation``: how the text relates to the name: in it, near it, in a direction of it ("west of"), between two
    places, or ``adjective`` where the name only qualifies something else ("the Aleppo Police Command").
    """

    place: Place
    relation: Literal["in", "near", "direction", "between", "adjective"] = "in"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A time expression.  ``since``: the time itself, where ``time`` is the stretch from then until the text was
    published ("since 2018"); None where there is no such stretch."""

    time: Time
    since: Time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Span):
    """A number of countable things.  ``start``/``end`` cover the modifiers too ("more than 250"),
    ``number_start``/``number_end`` the number word alone.  ``additional``: "a further", "another", "more".
    """

    number_start: int
    number_end: int
    low: int | None
    best: int | None
    high: int | None
    bound: Bound
    additional: bool = False
