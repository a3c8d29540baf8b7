"""How sure both readers together are of a figure, as a chance that holds.

In: how firm the rules' tie is, and the chances the network gives that the words count people and that they count the
measure.  Out: the chance that a careful reader marks the same figure with the same measure and value.  A logistic
regression on 437 figures of 79 articles of the look side of ``claims`` that the network had not seen: cross-fitted over
articles its expected calibration error is 0.024 and its AUC 0.88, where the rules' own firmness has 0.077 and 0.54
(``docs/reference/learned-reader.md``).
"""

from __future__ import annotations

from dataclasses import replace
from math import exp, log

from crosswire.extract.learned.reading import Reading
from crosswire.model import Claim, Quantity, Span

_ALWAYS, _RULES, _COUNTS, _MEASURE, _NUMBER = 1.0130, 1.1173, 0.0775, 0.6133, 1.5492
_LEAST = 0.005


def with_chances(claim: Claim, reading: Reading) -> Claim:
    """The claim with the chance of its least sure figure as its score; as it is where the network read none of them."""
    chances = [one for quantity in claim.quantities if (one := chance_of(quantity, claim.score, reading)) is not None]
    return replace(claim, score=round(min(chances), 3)) if chances else claim


def chance_of(quantity: Quantity, firm: float, reading: Reading) -> float | None:
    """The chance that a figure is right; None where the network did not read it (a headline)."""
    counts = reading.counts(with_article(quantity))
    if counts is None:
        return None
    measure = reading.measures(quantity).get(quantity.measure, 0.0)
    told = quantity.low is not None or quantity.best is not None
    summed = _ALWAYS + _RULES * firm + _COUNTS * _logit(counts) + _MEASURE * _logit(measure)
    return 1 / (1 + exp(-summed - _NUMBER * told))


def with_article(quantity: Quantity) -> Span:
    """The figure's words with what stands right before them ("a commander" bears its number in its article)."""
    return Span(start=max(quantity.start - 3, 0), end=quantity.end)


def _logit(chance: float) -> float:
    kept = min(max(chance, _LEAST), 1 - _LEAST)
    return log(kept / (1 - kept))
