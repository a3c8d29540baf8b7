"""Statements as happenings: who said what of it, whatever it is about.

In: two `View`s.  Out: what forbids two statements to be one, and what speaks for it.  A statement has no day and no
place of its own in a text (the day and place its sentence names are mostly those of what it is about), so one is known
by its speaker, by what it does (`act`) and by the days of the documents that tell of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from crosswire.link.families import SPEECH
from crosswire.link.finding import Finding, finding, forbidden
from crosswire.link.view import View

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

_ACTS = {
    "claims": ("claim", "took", "take", "taking", "carr", "behind"),
    "denies": ("den", "reject", "dismiss", "refut", "rebut"),
    "condemns": (
        "condemn", "denounc", "deplor", "slam", "call", "describ", "brand", "label", "express", "voic", "decr",
    ),
}  # fmt: skip


def act(triggers: Iterable[str]) -> str | None:
    """What the words of a statement do: claim, deny or condemn; None for other words, and for words of several."""
    found = {name for word in triggers for name, stems in _ACTS.items() if word.startswith(stems)}
    return found.pop() if len(found) == 1 else None


def other_statement(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """Statements of two speakers, or that do two things, are two; in one text only those that are alike in both are
    one."""
    if a.family not in SPEECH or b.family not in SPEECH:
        return None
    one, two = a.actors.get("actor", frozenset()), b.actors.get("actor", frozenset())
    if one and two and not one & two:
        return forbidden("speaker", f"statements of {lexicon.names_of(min(one), min(two))}")
    acts = {act(a.triggers), act(b.triggers)}
    if len(acts - {None}) == 2:
        return forbidden("speaker", f"one {min(acts - {None}, key=str)}, the other {max(acts - {None}, key=str)}")
    if a.claim.document_id == b.claim.document_id and (not one & two or len(acts) > 1):
        return forbidden("speaker", "nothing says that the two statements of the text are one")
    return None


def same_statement(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """Statements of two texts that do the same."""
    done = act(a.triggers)
    if a.family not in SPEECH or done is None or done != act(b.triggers):
        return None
    return finding("speaker", 0.5, f"both say that somebody {done}", "stance")
