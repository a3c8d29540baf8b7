"""What one feature says of a pair: a value in points, the same in words, and whether it forbids the link."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from crosswire.model import Reason


class Finding(NamedTuple):
    """``value`` > 0 speaks for one happening, < 0 against.  ``veto`` forbids the pair whatever the rest says.

    ``kinds`` names the sorts of evidence this gives ("time", "place", "person", "actor", "figure", "words",
    "near", "spot", "campaign", "rare"); a link needs a combination of them, see `crosswire.link.score`.
    """

    feature: str
    value: float
    text: str
    veto: bool = False
    kinds: frozenset[str] = frozenset()

    @property
    def reason(self) -> Reason:
        """The finding as it is kept in the record."""
        return Reason(feature=self.feature, value=round(self.value, 3), text=self.text)


@lru_cache(maxsize=1 << 16)
def finding(feature: str, value: float, text: str, *kinds: str) -> Finding:
    """A finding that leaves the decision open."""
    return Finding(feature, value, text, False, frozenset(kinds))


def forbidden(feature: str, text: str) -> Finding:
    """A finding that forbids the link."""
    return Finding(feature, -5.0, text, True)
