"""What the wording says: inside one text, and between two texts that share a sentence.

In: two `View`s.  Out: a `Finding` or None.  Inside one text headline and lead, one sentence and sentences that
follow each other tend to tell of one happening, unless the words turn to another one ("in a separate attack",
"comes a day after").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crosswire.link.families import GENERAL, RARE, VIOLENCE
from crosswire.link.finding import Finding, finding
from crosswire.link.view import SEQUENCE, View

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

_NOUNS: tuple[tuple[re.Pattern[str], frozenset[str], int], ...] = (
    (re.compile("dead|victim|casualt|death|toll|wounded|injured"), VIOLENCE, 2),
    (re.compile("strike|raid"), frozenset({"air_strike", "chemical_attack", *GENERAL}), 12),
    (re.compile("blast|bombing|explosion|bomb"), frozenset({"bombing", "air_strike", "shelling", *GENERAL}), 12),
    (re.compile("bombardment|shell|rocket"), frozenset({"shelling", "air_strike", *GENERAL}), 12),
    (re.compile("clash|fight|battle"), frozenset({"armed_clash"}), 6),
    (re.compile("hostage|abduct|kidnap"), frozenset({"abduction"}), 12),
    (re.compile("."), VIOLENCE - {"armed_clash"}, 12),
)
"""What a noun behind "the" can stand for, and over how many sentences.

"The dead" are those just told of; "the attack" may lie further back and is no clash, which has no one attacker.
"""


def in_sequence(a: View, b: View) -> bool:
    """True when words between the two triggers of one sentence say that one happening came after the other."""
    first, second = sorted((a.claim.trigger, b.claim.trigger), key=lambda t: t.start)
    passage = a.claim.evidence[0] if a.claim.evidence else first
    return bool(SEQUENCE.search(passage.quote[first.end - passage.start : second.start - passage.start]))


def _refers(later: View, earlier: View, between: int) -> str | None:
    """The noun of the later sentence that can stand for the earlier happening, or None."""
    told = earlier.claim.event_type
    for noun in later.back:
        types, reach = next((types, reach) for pattern, types, reach in _NOUNS if pattern.search(noun))
        if between <= reach and (told in types or earlier.claim.trigger.quote.casefold()[:5] == noun[:5]):
            return noun
    return None


def wording(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """Sentences of two documents that share most of their words: one telling, copied or edited."""
    if a.claim.document_id == b.claim.document_id or not a.shingles or not b.shingles:
        return None
    share = len(a.shingles & b.shingles) / min(len(a.shingles), len(b.shingles))
    if share < 0.3:
        return None
    same_trigger = a.claim.trigger.quote.casefold() == b.claim.trigger.quote.casefold()
    if not same_trigger:
        return None
    return finding("wording", 2.0 if share >= 0.5 else 1.2, f"{share:.0%} of the sentence is the same text", "words")


def same_text(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """Inside one document: headline and lead, one sentence, sentences that follow each other, "the attack"."""
    if a.claim.document_id != b.claim.document_id:
        return None
    between = abs(a.sentence - b.sentence)
    if between == 0 and in_sequence(a, b):
        return finding("same_text", -1.0, "the sentence says that one came after the other")
    if between == 0:
        return finding("same_text", 0.8, "told in one sentence", "document")
    if a.headline != b.headline:
        lead = max(a.sentence, b.sentence) <= 2
        return finding("same_text", 0.8 if lead else 0.4, "headline and text", "document")
    later = a if a.sentence > b.sentence else b
    if later.another:
        return finding("same_text", -1.2, "the later sentence turns to another happening")
    noun = _refers(later, b if later is a else a, between)
    if noun:
        value = 1.2 if between <= 2 else 0.8
        return finding("same_text", value, f'"the {noun}" speaks of what was told before', "document", "back")
    rare = a.claim.event_type == b.claim.event_type and a.claim.event_type in RARE
    if between <= 1:
        return finding("same_text", 1.0 if rare else 0.4, "sentences that follow each other", "document")
    return finding("same_text", 0.4 if rare else 0.1, "told in one text")
