"""Words around a place name: what sort of place it is, and how a happening lies to it.

In: the words left and right of a name in its passage.  Out: a type class, a relation, and whether the words show that
a place is meant at all.  Pure tables and patterns of English; nothing here knows a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, cast

from crosswire.lexicon.vocabulary import word_classes, word_list

TypeClass = Literal["governorate", "town", "quarter", "camp", "district", "area", "installation"]

TYPE_WORDS = cast(dict[str, TypeClass], word_classes("place_types"))
WIDE_WORDS = word_list("wide_places")
DIRECTION = (
    r"(?:(?:north|south|east|west)(?:ern)?|(?:north|south)[- ]?(?:east|west)(?:ern)?|central|upper|lower|rural|"
    r"old|greater|downtown)"
)
BEFORE_A_PLACE = r"\s+(?:the\s+)?(?:(?:town|village|city|district)\s+of\s+)?"
"""What stands between a verb and the name of the place that it captures, if anything does."""
_TYPE = "|".join(sorted(TYPE_WORDS, key=len, reverse=True))
_CAPITALISED = r"(?:(?:al|el|as|ash|ar|ad|at|az|an)[- ])?[A-Z][\w'’‘`-]*"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CALENDAR = _words(
    """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january
    february march april may june july august september october november december jan feb mar apr jun jul aug sep sept
    oct nov dec"""
)
#: Pronouns: beside a name they begin what is told next ("in Karsten they …").
PRONOUNS = _words("i he she it we you they")
#: Words that are no place where they stand alone, and no part of the name beside them: forces, honours, peoples.
ALONE = _words("army martyr saudi saudis")
#: Capitalised words that are never a place: the calendar, titles, name particles, directions, peoples, pronouns.
NEVER = (
    _CALENDAR
    | PRONOUNS
    | _words(
        """mr mrs ms dr sir lord lady president king queen prince princess minister general colonel captain major
        lieutenant commander sheikh shaikh imam sayyid sayyed emir ayatollah pope brigadier sergeant governor mayor
        ambassador new abu ibn bin ben um umm al el center centre capital north south east west northern southern
        eastern western central daesh isis isil allah god islam islamic muslim sunni shia shiite alawite druze kurd
        kurds kurdish arab arabs christian christians"""
    )
)
#: Of these, what a place's own name may begin with ("the village of Sheikh Hadid").
TITLES = _words("sheikh shaikh imam sayyid sayyed emir king queen prince saint abu umm um ibn bin")
#: Capitalised words that may stand beside a name without being part of it: what begins a sentence, and the calendar.
BESIDE = _CALENDAR | _words(
    """the a an this that these those in on at near from to of by with and but or as for after before since during when
    while where around outside inside across over between towards toward into through until under above along among
    against also both all some many most more less at least what which who whose how why if though although however
    meanwhile elsewhere earlier later today yesterday tomorrow now then there here only even just still its his her
    their our not no dozens hundreds thousands scores several is are was were has have had"""
)
_WEAK = re.compile(r"(?:^|[\s(,—–-])(?:from|to|of|on|over|off|via|against)\s+(?:the\s+)?$", re.I)
_LOCATIVE = re.compile(
    r"(?:^|[\s(,—–-])(?:in|at|near|around|outside|inside|into|across|through|throughout|towards?|between|within|reach(?:ed)?|left|leaving|enter(?:ed|ing)?|captured?|seized?|took|retook|retaken|recaptured?|"
    r"liberated?|shell(?:ed|ing)|bomb(?:ed|ing)|besieged?|hit|struck|target(?:ed|ing))\s+(?:the\s+)?$",
    re.I,
)
_TYPE_BEFORE = re.compile(rf"\b({_TYPE})\s+(?:(?:of|named|called)\s+)?(?:the\s+)?$", re.I)
_TYPE_LIST_BEFORE = re.compile(
    rf"\b({_TYPE})\s+of\s+(?:{_CAPITALISED}(?:[ -]{_CAPITALISED}){{0,3}}(?:,\s+|\s+and\s+|,\s+and\s+)){{1,6}}$"
)
_TYPE_AFTER = re.compile(
    rf"^(?:['’]s)?[ -](?:(?:refugee|military|air|border|international|residential)\s){{0,2}}({_TYPE})\b", re.I
)
_APPOSITION = re.compile(rf"^,\s(?:a|an|the)\s(?:\w+\s){{0,2}}({_TYPE})\b")
_TYPE_LIST_AFTER = re.compile(
    rf"^(?:\s(?:and|or)\s|,\s)(?:{_CAPITALISED}(?:[ -]{_CAPITALISED}){{0,2}}(?:,\s|\sand\s|,\sand\s)?){{1,4}}\s"
    r"(?:residential\s)?(provinces|governorates|cities|towns|villages|districts|neighbou?rhoods|suburbs)\b"
)
_NEAR = re.compile(
    r"\b(?:near|outside|nearby|around|close\s+to|next\s+to|not\s+far\s+from|outskirts\s+of|edges?\s+of|periphery\s+of|"
    r"vicinity\s+of|adjacent\s+to|towards?|direction\s+of|surrounding|overlooking|approaches\s+to|entrances?\s+(?:to|of)|"
    r"(?:km|kilomet(?:re|er)s|miles)\s+from|gates\s+of)\s+(?:the\s+)?(?:(?:\w+\s+)?(?:" + _TYPE + r")\s+(?:of\s+)?)?$",
    re.I,
)
_NEAR_AFTER = re.compile(
    r"^(?:['’]s)?(?:[-–][A-Z][\w'’]*)?\s+(?:outskirts|countryside|highway|road|motorway|border|suburbs|periphery)\b"
)
_DIRECTION_OF = re.compile(
    rf"\b{DIRECTION}\s+(?:(?:countryside|suburbs?|part|parts|outskirts|edge|side|sector|area|areas|half|corner)\s+)?"
    rf"(?:of|from)\s+(?:the\s+)?(?:(?:{_TYPE})\s+(?:of\s+)?)?$",
    re.I,
)
_DIRECTION_BEFORE = re.compile(rf"\b{DIRECTION}(?:\s+and\s+{DIRECTION})?\s+$", re.I)
_DIRECTION_AFTER = re.compile(
    rf"^(?:['’]s|s)?\s+{DIRECTION}\s+(?:countryside|suburbs?|outskirts|parts?|areas?)\b", re.I
)
_OUTSIDE_OF = re.compile(
    r"(?<!the\s)\b(?:(?:north|south)[- ]?)?(?:north|south|east|west)\s+of\s+(?:the\s+)?(?:\w+\s+of\s+)?$", re.I
)
_BETWEEN = re.compile(
    rf"\bbetween\s+(?:the\s+)?(?:(?:{_TYPE})\s+of\s+)?(?:{_CAPITALISED}(?:[ -]{_CAPITALISED}){{0,3}}\s+and\s+"
    rf"(?:the\s+)?(?:(?:{_TYPE})\s+of\s+)?)?$"
)
# "the X-Y highway", seen from X and from Y: it runs between the two
_ROAD_TO = re.compile(
    rf"^[-–]{_CAPITALISED}(?:[ -]{_CAPITALISED}){{0,2}}\s(?:international\s)?(?:highway|motorway|road)\b"
)
_ROAD_FROM = re.compile(r"[^\W\d_][-–]$")
_ROAD = re.compile(r"^\s(?:international\s)?(?:highway|motorway|road)\b")
_COMPOUND = re.compile(r"^[-–][a-z]+")
_WIDE_AFTER = re.compile(rf"^(?:['’]s|s)?\s+(?:{DIRECTION}\s+)?({'|'.join(WIDE_WORDS)})\b", re.I)

_WIDE_BEFORE = re.compile(
    r"\b(?:villages?|towns?|areas?|parts?|districts|countryside|farms?|pockets?|regions?|mountains|all|most|much|majority)\s+"
    r"(?:in|of|across)\s+$",
    re.I,
)
CLOSE = 45

Relation = Literal["in", "near", "direction", "between", "adjective"]


def type_class(before: str, after: str) -> TypeClass | None:
    """The sort of place the words beside a name say it is; None when they do not."""
    found = _TYPE_AFTER.match(after) or _APPOSITION.match(after)
    if not found and after[:1] in (" ", ","):
        found = _TYPE_LIST_AFTER.match(after)
    found = found or _TYPE_BEFORE.search(before[-CLOSE:])
    if not found and " of " in before:
        found = _TYPE_LIST_BEFORE.search(before)
    return _class_of(found[1]) if found else None


def _class_of(word: str) -> TypeClass:
    return TYPE_WORDS.get(word.lower()) or TYPE_WORDS[word.lower().replace("u", "", 1)]


def relation(before: str, after: str) -> Relation:
    """How the text relates what happens to the name between ``before`` and ``after``."""
    close = before[-CLOSE:]
    if _COMPOUND.match(after):
        return "adjective"
    if "between" in before and _BETWEEN.search(before):
        return "between"
    if _ROAD_TO.match(after) or (_ROAD.match(after) and _ROAD_FROM.search(before)):
        return "between"
    if _NEAR_AFTER.match(after):
        return "direction" if _DIRECTION_BEFORE.search(close) or _DIRECTION_OF.search(close) else "near"
    if _DIRECTION_OF.search(close) or _DIRECTION_AFTER.match(after):
        return "direction"
    if _NEAR.search(close):
        return "near"
    return "direction" if _DIRECTION_BEFORE.search(close) else "in"


def wide(before: str, after: str) -> bool:
    """Whether the words speak of the land of a name ("X countryside", "a village in X", "most of X")."""
    return bool(_WIDE_AFTER.match(after) or _WIDE_BEFORE.search(before[-CLOSE:]))


_STRIKES_ON = re.compile(
    r"\b(?:strikes?|airstrikes?|raids?|attacks?|assaults?|offensive|shells|shelling|rockets?|bombs|mortars?|fire|siege|"
    r"control|bombardment|bombing|surroundings?|bastion|stronghold|advance)\s+(?:on|of|over)\s+(?:the\s+)?$",
    re.I,
)
_LIST = re.compile(r"^(?:,|,?\s(?:and|or)|\s?/)\s?(?:the\s)?$")
_NAME = rf"{_CAPITALISED}(?:[ -](?:al|el)?[ -]?{_CAPITALISED}){{0,3}}"
_UNKNOWN_BEHIND = re.compile(
    rf"\b(?:city|town|village|hamlet|suburb|neighbou?rhood|district|province|governorate)s?\s+(?:of|called|named)\s+"
    rf"(?P<name>{_NAME})|(?<![\w'’-])(?P<apposed>{_NAME}),\s(?:a|an|the)\s(?:[\w-]+\s){{0,2}}"
    r"(?:town|village|hamlet|suburb|neighbou?rhood)\s(?:in|of|near|outside|(?:north|south|east|west)\sof)\b"
)
_UNKNOWN_BEFORE = re.compile(
    rf"(?<![\w'’-])({_NAME})\s(?:residential\s)?(?:town|village|hamlet|suburb|neighbou?rhood|district|quarter)s?\b"
)

_MAY_NAME = re.compile("city|town|village|hamlet|suburb|neighbo|district|province|governorate|quarter")
"""A word of each of the two; the most of a text's sentences have none."""


def unknown_names(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Offsets of capitalised runs that a type word calls a place ("the village of X", "X village"), and whether
    nothing but the name stands in the run (before "village" there may be that of the town as well)."""
    if _MAY_NAME.search(text, start, end) is None:
        return
    for found in _UNKNOWN_BEHIND.finditer(text, start, end):
        yield *found.span(found.lastgroup or 0), True
    for found in _UNKNOWN_BEFORE.finditer(text, start, end):
        yield *found.span(1), False


def continues_list(between: str) -> bool:
    """Whether two names with this text between them stand in one list ("X, Y and Z")."""
    return bool(_LIST.match(between))


def shows_place(before: str) -> bool:
    """Whether the word before a name takes a place: a preposition of place, or a verb of attack or capture."""
    return bool(_LOCATIVE.search(before) or _STRIKES_ON.search(before))


def may_show_place(before: str) -> bool:
    """Whether the word before a name takes places and persons alike: "from", "to", "of"."""
    return bool(_WEAK.search(before))


def outside_of(before: str) -> bool:
    """Whether the direction leaves the place ("west of X") instead of naming a part of it ("western X")."""
    return bool(_OUTSIDE_OF.search(before))
