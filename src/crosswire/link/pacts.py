"""The end of a truce is another happening than the truce.

In: two `View`s.  Out: what forbids one that tells of an end to be one with another that does not, and what speaks for
two ends being one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crosswire.link.finding import Finding, finding, forbidden
from crosswire.link.view import TOLD, View

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

_PACT = "agreement"
_ENDED = re.compile(
    "end(?:s|ed|ing)?$|collaps|expir|laps|unravel|crumbl|fail|abandon|scrap|br[eo]ak|broke|cancel|terminat"
    "|declar|announc|pronounc|proclaim|is$|was$|were$|are$"
)


def ends(view: View) -> bool:
    """True where what a text tells of a truce is that it is over: the verb that says so is its trigger."""
    return view.claim.event_type == _PACT and any(_ENDED.match(word) for word in view.triggers)


def ended(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """A truce and its end are two, and so are an end and what would be one."""
    if a.claim.event_type != _PACT or b.claim.event_type != _PACT:
        return None
    if ends(a) != ends(b):
        return forbidden("pact", "one tells of a truce, the other of its end")
    if ends(a) and (a.claim.status in TOLD) != (b.claim.status in TOLD):
        return forbidden("pact", f"the truce ended is told as {a.claim.status} and as {b.claim.status}")
    return None


def both_ended(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """Two ends of a truce."""
    return finding("pact", 0.6, "both tell of the end of a truce", "truce") if ends(a) and ends(b) else None
