"""Whether two readings name the same actor, source or place.

In: two `Name` (None: nobody, nowhere).  Out: yes or no.  Where both are known to the lexicon or the gazetteer, their
ids decide: actors are the same when one is, or belongs to, the other; sources when their voice is one; places when
one id is common or the gazetteer holds them for the same.  Where one is unknown, the words of the text decide: spans
that overlap, or names that are the same but for case, number, articles and words such as "source" and "group".  Names
of a careful reader are looked up as the phrases they are, without the article around them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crosswire.evaluate.careful.reading import Name, Stretch
from crosswire.extract.actors import find_actors
from crosswire.lexicon import Lexicon
from crosswire.lexicon.gazetteer import Gazetteer
from crosswire.lexicon.matcher import fold
from crosswire.model import Passage

_SEVERAL = re.compile(r"\s*(?:[;/()]|,|\b(?:and|incl\.|including|via|or)\b)\s*")
_EMPTY = re.compile(
    r"\b(?:an?|the|sources?|unnamed|named|in|at|of|from|reporters?|correspondents?|spokes(?:man|woman|person)|groups?|"
    r"organi[sz]ations?|officials?|director|head|report)\b"
)


def same_actor(a: Name | None, b: Name | None, lexicon: Lexicon) -> bool:
    """Whether the two name one actor, or a body and a part of it."""
    if a is None or b is None:
        return a is b
    if a.ids and b.ids:
        return any(_related(one, other, lexicon) for one in a.ids for other in b.ids)
    return overlap(a, b) or bool(a.words & b.words)


def same_source(a: Name | None, b: Name | None, lexicon: Lexicon) -> bool:
    """Whether the two are one voice."""
    if a is None or b is None:
        return a is b
    if a.ids and b.ids:
        return bool({_voice(one, lexicon) for one in a.ids} & {_voice(one, lexicon) for one in b.ids})
    return overlap(a, b) or bool(a.words & b.words)


def same_place(a: Name | None, b: Name | None, gazetteer: Gazetteer) -> bool:
    """Whether the two are one place."""
    if a is None or b is None:
        return a is b
    if a.ids and b.ids:
        return bool(a.ids & b.ids) or any(gazetteer.relation(one, other) == "same" for one in a.ids for other in b.ids)
    return overlap(a, b) or bool(a.words & b.words)


def overlap(a: Name, b: Name) -> bool:
    """Whether both stand on common words of the article."""
    return any(touch(one, other) for one in a.spans for other in b.spans)


def touch(a: Stretch, b: Stretch) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _related(a: str, b: str, lexicon: Lexicon) -> bool:
    if a == b or a not in lexicon.actors or b not in lexicon.actors:
        return a == b
    return b in lexicon.ancestors(a) or a in lexicon.ancestors(b)


def _voice(actor: str, lexicon: Lexicon) -> str:
    return lexicon.voice_of(actor) if actor in lexicon.actors else actor


def plain_words(name: str) -> frozenset[str]:
    """The name and the parts it joins, folded, without articles, words that name nobody and the s of a plural."""
    parts = [name, *_SEVERAL.split(name)]
    folded = (" ".join(_EMPTY.sub(" ", fold(part)).split()) for part in parts)
    return frozenset(part.removesuffix("s") for part in folded if len(part) > 1)


@lru_cache(maxsize=4096)
def actor_ids(name: str, lexicon: Lexicon, country: str) -> frozenset[str]:
    """The actors a name of a careful reader stands for, each of several, in a text about ``country``.  The name is
    read as that of a doer ("by N"), because a country's name alone may as well be a place."""
    found: set[str] = set()
    for part in (name, *_SEVERAL.split(name)):
        phrase = f"by {part}"
        passage = Passage(start=0, end=len(phrase), kind="sentence")
        found.update(one.actor_id for one in find_actors(phrase, [passage], lexicon, country=country, on=None))
    return frozenset(found)


@lru_cache(maxsize=4096)
def place_ids(name: str, gazetteer: Gazetteer) -> frozenset[str]:
    """The places a careful reader's "town, governorate" may stand for; the second part tells homonyms apart.  Of
    several places ("Brisk and Dolna, Marn") each is meant."""
    found: set[str] = set()
    for one in re.split(r"[;(/)]", name):
        first, *above = (part.strip() for part in one.split(","))
        for place in re.split(r" and | & ", first):
            entries = gazetteer.lookup(place)
            for wider in above:
                wanted = {entry.place_id for entry in gazetteer.lookup(wider)}
                inside = [e for e in entries if wanted & {e.place_id, *gazetteer.ancestors(e.place_id)}]
                entries = tuple(inside) or entries
            found.update(entry.place_id for entry in entries)
    return frozenset(found)
