"""How a set of figures, one a voice, becomes low, best and high.

In: the figures of one measure and one category, one a voice.  Out: `Reading` with the three numbers and the
rule in words.

- ``as-reported``: the spread of the voices.  Low is the lowest figure any voice gives, high the highest; best
  is the figure that most voices give when at least two agree and no other figure has as many, else the lower
  median, so best is always a figure somebody gave.
- ``ucdp``: low and high as above; best is the figure of the most reliable voice.  The rule is as summarised for
  this project; the GED codebook itself was not checked.  Reliable here: a monitor, then agencies and other
  media, then parties that fight, states and officials, then whoever the lexicon does not know; among equals the
  later figure, then the lower.

An open bound ("more than 250") stands for its number; "up to" and "nearly" give no low; "between" gives no best
of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosswire.model import Policy
from crosswire.reconcile.ledger import Entry

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

_RELIABLE = {"monitor": 0, "agency": 1, "media": 1, "broadcaster": 1, "newspaper": 1, "site": 1, "organisation": 1}
_PARTY, _UNKNOWN = 2, 3


@dataclass(frozen=True, slots=True)
class Reading:
    """Low, best, high (each None when no figure gives it) and the rule in words."""

    low: int | None
    best: int | None
    high: int | None
    rule: str


def bottom(entry: Entry) -> int | None:
    """The lowest number a figure states; None for "up to" and "nearly", which state none."""
    q = entry.quantity
    if q.bound in ("up_to", "nearly"):
        return None
    return q.low if q.low is not None else q.best


def top(entry: Entry) -> int | None:
    """The highest number a figure states."""
    q = entry.quantity
    return next((value for value in (q.high, q.best, q.low) if value is not None), None)


def spread(entries: Sequence[Entry], best: int | None) -> tuple[int | None, int | None]:
    """Lowest and highest number stated; they always hold best between them."""
    lows = [value for entry in entries if (value := bottom(entry)) is not None]
    highs = [value for entry in entries if (value := top(entry)) is not None]
    if best is not None:
        highs.append(best)
        lows = [*lows, best] if lows else []
    return (min(lows) if lows else None), (max(highs) if highs else None)


def as_reported(entries: Sequence[Entry], lexicon: Lexicon) -> Reading:
    """The spread of the voices."""
    bests = sorted(e.quantity.best for e in entries if e.quantity.best is not None)
    best, how = None, "no voice gives a single figure"
    if bests:
        votes = Counter(bests).most_common()
        count = votes[0][1]
        agreed = count >= 2 and sum(1 for _, n in votes if n == count) == 1
        if len(set(bests)) == 1:
            best, how = bests[0], "best is the figure given"
        elif agreed:
            best, how = votes[0][0], f"best is the figure {count} voices give"
        else:
            best, how = bests[(len(bests) - 1) // 2], "best is the lower median of their figures"
    low, high = spread(entries, best)
    return Reading(low, best, high, f"lowest and highest figure of {_voices(len(entries))}; {how}")


def ucdp(entries: Sequence[Entry], lexicon: Lexicon) -> Reading:
    """Best from the most reliable voice."""
    given = [e for e in entries if e.quantity.best is not None]
    best, how = None, "no voice gives a single figure"
    if given:
        latest = sorted(given, key=lambda e: (e.quantity.best or 0, e.voice))
        latest.sort(key=lambda e: e.published or "", reverse=True)
        chosen = min(latest, key=lambda e: reliability(e.voice, lexicon))
        best, how = chosen.quantity.best, f"best is that of the most reliable voice, {chosen.voice}"
    low, high = spread(entries, best)
    rule = f"lowest and highest figure of {_voices(len(entries))}; {how} (rule as summarised, codebook not checked)"
    return Reading(low, best, high, rule)


POLICIES: dict[Policy, Callable[[Sequence[Entry], Lexicon], Reading]] = {"as-reported": as_reported, "ucdp": ucdp}
"""All policies by name."""


def reliability(voice_id: str, lexicon: Lexicon) -> int:
    """0 for the most reliable kind of voice, 3 for one the lexicon does not know."""
    actor = lexicon.actors.get(voice_id)
    if actor is not None and actor.kind in _RELIABLE:
        return _RELIABLE[actor.kind]
    outlet = lexicon.outlets.get(voice_id)
    if outlet is not None:
        return _RELIABLE.get(outlet.kind, 1)
    return _PARTY if actor is not None else _UNKNOWN


def _voices(count: int) -> str:
    return "1 voice" if count == 1 else f"{count} voices"
