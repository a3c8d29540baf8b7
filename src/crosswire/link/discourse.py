"""How a sentence stands to what its text told before: it goes on with it, or it turns to something else.

In: a sentence.  Out: the nouns that point back ("the attack"), and whether it picks some people out of those told of
("among the dead"), brings in an attack as new ("an air strike") or turns away ("in a separate attack").  What is
known to the reader stands behind "the", what is new behind "a" (Prince 1981, *Toward a taxonomy of given-new
information*).  English only.

A *spot* is what a text calls a place closer than a gazetteer knows: "the Old Mill district", "the village of Tavi".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from crosswire.lexicon.matcher import PhraseMatcher

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

_DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those)\s+(?:[\w'’-]+\s+){0,3}?"
    r"(attacks?|incident|assaults?|rampage|massacre|killings?|ambush|violence|strikes?|(?:air ?)?raids?|air ?strikes?"
    r"|bombardments?|shelling|shells|rockets|blasts?|bombings?|explosions?|bombs?|clashes|fighting|battles?|fight"
    r"|dead|victims|casualties|deaths|death toll|toll|wounded|injured|hostages|abductions?|kidnappings?"
    r"|truce|cease-?fire|deal|agreement|accord|talks|evacuations?|withdrawal|retreat|recapture|capture|takeover"
    r"|prisoner swap|release|protests?|demonstrations?)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\w+ (?:in|by|during) (?:the|this|that|these|those) (?:same )?(?:[\w-]+ )?"
    r"(attacks?|incident|assault|massacre|ambush|strikes?|(?:air ?)?raids?|air ?strikes?|bombardment|shelling|blasts?"
    r"|bombings?|explosions?|clashes|fighting|battle)\b(?! (?:on|in|at|near|against|of|that|which|targeting)\b)",
    re.IGNORECASE,
)
"""What people were killed in, where it is known and no more is said of it."""
SEQUENCE = re.compile(
    r"\b(?:com(?:es?|ing)|came)\s+(?:\w+\s+){0,3}after\b|\b(?:hours?|days?|weeks?|months?|years?) after\b"
    r"|\bfollowed by\b"
    r"|\bin (?:response|retaliation|revenge)\b|\bahead of\b",
    re.IGNORECASE,
)
"""Words that put one happening after another one."""
MEANWHILE = re.compile(r"\b(?:as|while)\b", re.IGNORECASE)
"""Words that tell what goes on beside a happening."""
_ANOTHER = re.compile(
    r"^\W*(?:meanwhile|elsewhere|separately|later|also|in addition|additionally|moreover|earlier|on another front"
    r"|(?:[\w-]+\s){0,2}(?:minutes?|hours?|days?|weeks?|months?|years?)\s(?:earlier|later)"
    r"|the\s(?:day|night)\sbefore|the\s(?:next|following|previous)\s(?:day|week|month))\b"
    r"|\b(?:(?:another|more|separate|second|third|other|further|similar)\s+"
    r"(?:\w+\s+){0,2}(?:attacks?|strikes?|raids?|air ?strikes?|bombings?|blasts?|explosions?|clash(?:es)?|shells?|"
    r"incidents?|ambush(?:es)?|operations?|fire|bombs?|towns?|villages?|areas?|neighbou?rhoods?)"
    r"|(?:responded|retaliated|replied) (?:with|by)"
    r"|(?<!was )(?<!were )(?<!been )also\s+(?:hit|struck|killed|shelled|fired|bombed|targeted|carried|destroyed|"
    r"attacked|clashed|launched|seized|took control|captured)"
    r"|meanwhile|elsewhere|separately)\b",
    re.IGNORECASE,
)
_PICKS_OUT = re.compile(
    r"\b(?:(?:among|of) (?:them|those)"
    r"|(?:among|of) (?:the|its|their) (?:\w+ )?(?:dead|victims|casualties|wounded|injured|killed|deaths)"
    r"|the (?:rest|others|remaining|dead|victims|casualties|wounded|injured)"
    r"|toll\b(?!\W+(?:from|of|in) (?:the |this |its )?(?:[\w-]+ ){0,2}(?:war|conflict|uprising|revolt|crisis)\b)"
    r")\b",
    re.IGNORECASE,
)
_OF_ITS_OWN = re.compile(
    r"(?<=\w), (?:[\w-]+ ){1,3}of them\b(?! (?:were|was|are|is|have|has|had|died|later)\b)", re.IGNORECASE
)
_BRINGS_IN = re.compile(
    r"\b(?:an?|several|two|three|many|numerous)\s(?:[\w-]+ ){0,3}?"
    r"(?:attacks?|strikes?|raids?|air ?strikes?|bombings?|blasts?|explosions?|bombs?|rockets?|shells?|missiles?)\b",
    re.IGNORECASE,
)
_SOMEWHERE = re.compile(
    r"\b[Ii]n\s(?:the\s)?(?:[a-z-]+\s){0,2}"
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)[A-Z][a-z]"
)

_ARTICLE = r"(?:(?:al|el|as|ash|ar|at|az|an|ad)-)"
_NAME = rf"{_ARTICLE}?[A-Z][\w'’]+(?:[- ]{_ARTICLE}?[A-Z][\w'’]+){{0,2}}"
_NAMES = rf"{_NAME}(?:(?:,? and |, ){_NAME})*"
_QUARTER = r"(?:neighbou?rhoods?|districts?|quarters?|suburbs?|villages?|towns?|areas?|camps?|hamlets?)"
_SPOTS = re.compile(
    rf"\b(?P<before>{_NAMES})\s+(?:[a-z-]+ )?{_QUARTER}\b|\b{_QUARTER}\s+(?:of|called|including)\s+(?P<behind>{_NAMES})"
)
_PEOPLE = re.compile(r"\w+(?:ian|ish|ite|ese|raqi)s?$|(?:Sunni|Shia|Druze|Arab|Christian|Muslim|Jewish)s?$|The$|Some$")
"""Words before "town" or "district" that say whose it is."""
_BETWEEN_NAMES = re.compile(r",? and |, ")

_CAMPAIGN = re.compile(
    r"(?:counter-?)?offensive|counter-?attack|campaign|operation|battle|assault|push|siege",
    re.IGNORECASE,
)
_IN_CAMPAIGN = re.compile(
    r"\b(?:in|during)\s(?:an?|the|their|its|this|that)\s(?:[\w-]+\s){0,4}?(?:counter-?)?(?:offensive|campaign|assault|battle)\b",
    re.IGNORECASE,
)


def campaign(trigger: str) -> bool:
    """True for a word that names fighting of days or weeks: "offensive", "battle", "operation"; several of
    them are no one happening."""
    return _CAMPAIGN.fullmatch(trigger) is not None


def in_campaign(sentence: str) -> bool:
    """True when it tells what happened "in a two-day offensive": the toll of all of it."""
    return _IN_CAMPAIGN.search(sentence) is not None


def spots(sentence: str) -> frozenset[str]:
    """The names that the sentence gives to quarters, villages and the like."""
    found = (match["before"] or match["behind"] for match in _SPOTS.finditer(sentence))
    return frozenset(name for names in found for name in _BETWEEN_NAMES.split(names) if not _PEOPLE.match(name))


@lru_cache(maxsize=256)
def somewhere(sentence: str, names: PhraseMatcher[str] | None = None) -> bool:
    """True when it says "in" and a name, also one that no gazetteer knows.  ``names``: of actors, which say nothing of
    where ("the Islamic State in Iraq")."""
    found = [one.start() for one in _SOMEWHERE.finditer(sentence)]
    inside = [(start, end) for start, end, _ in names.longest(sentence)] if found and names is not None else []
    return any(not any(start <= at < end for start, end in inside) for at in found)


@lru_cache(maxsize=4)
def placed_names(lexicon: Lexicon) -> PhraseMatcher[str]:
    """The names of actors that say "in" and a name."""
    return PhraseMatcher((alias.text, alias.actor_id) for alias in lexicon.tables.aliases if somewhere(alias.text))


def back_nouns(sentence: str, trigger: int, *, several: bool = True) -> tuple[str, ...]:
    """Nouns for a happening behind "the", "this" … up to the trigger, or, where ``several`` people are told of, right
    behind it ("killed in that attack"; who is told of alone is one of them and no toll): the sentence takes that
    happening as known."""
    if several and (behind := _BEHIND.match(sentence[trigger:])) is not None:
        return (behind.group(1).casefold(),)
    return tuple(
        found.group(1).casefold()
        for found in _DEFINITE.finditer(sentence)
        if found.start(1) <= trigger and not SEQUENCE.search(sentence[found.end() : max(trigger, found.end())])
    )


def picks_out(sentence: str) -> bool:
    """True when it tells of some of the people told of before, or of their toll; not of its own ("wounding three
    people, one of them a child")."""
    return _PICKS_OUT.search(_OF_ITS_OWN.sub("", sentence)) is not None


def brings_in(words: str) -> bool:
    """True when the words name an attack as new."""
    return _BRINGS_IN.search(words) is not None


def turns_away(sentence: str) -> bool:
    """True when it says that it tells of something else."""
    return _ANOTHER.search(sentence) is not None
