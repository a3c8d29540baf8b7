"""Who came to harm, where a document tells of its people one by one.

In: claims of one document.  Out: one `Person` for each of the people told of without a count ("a woman", "her brother,
12", "the driver", "N, 24"), with what befell them.  Reports name one person in many ways, so a mention is taken for
somebody told of before unless its words say otherwise: another sex, age, name or walk of life, "another" or "also", or
a second mention beside the first ("a man and a woman").  These are the attributes that rule a pair out in the sieve of
Lee et al. 2013 (Deterministic Coreference Resolution).  Never fails; words that say nothing merge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from crosswire.evaluate.toll import Figure, figures_of
from crosswire.model import Claim, Measure

_HARMS: tuple[Measure, ...] = ("killed", "wounded", "killed_or_wounded")
_SEX = re.compile(
    r"\b(?:(?P<male>man|male|boy|father|son|brother|husband|grandfather|uncle|nephew|boyfriend|grandson|stepson|"
    r"stepfather|stepbrother|ex-husband|ex-boyfriend)|(?P<female>woman|female|girl|mother|daughter|sister|wife|"
    r"grandmother|aunt|niece|girlfriend|granddaughter|stepdaughter|stepmother|stepsister|ex-wife|ex-girlfriend))\b",
    re.IGNORECASE,
)
_YOUNG = re.compile(r"\b(?:boy|girl|child|infant|baby|toddler|kid|newborn)\b", re.IGNORECASE)
_GROWN = re.compile(r"\b(?:man|woman|adult|mother|father|wife|husband|grandmother|grandfather)\b", re.IGNORECASE)
_LAW = re.compile(r"\b(?:officer|deputy|trooper|policeman|detective|sheriff|marshal|sergeant|soldier)\b", re.IGNORECASE)
_DOER = re.compile(
    r"\b(?:suspect|gunman|shooter|attacker|assailant|robber|intruder|burglar|killer|himself|herself)\b", re.IGNORECASE
)
_YEARS_OLD = re.compile(r"\b(\d{1,3})[- ](year|month)s?[- ]old\b", re.IGNORECASE)
_AGE_AFTER = re.compile(r",? \(?(?:age )?(\d{1,2})\b(?=[,.;:)]| of | from | was| is|$)")
_NAMED = re.compile(r"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)+")
_PHRASE_END = re.compile(r"[,;:.()]|\b(?:was|were|is|are|has|had|and|who|in|at|near|after|with|from|on|by|while|to)\b")
_ALSO = re.compile(r"[^,;.]{0,60}\b(?:was|were|is|are) also\b")
_GROWN_UP, _OF_AGE, _CHILD = 20, 18, 12


@dataclass(slots=True)
class Person:
    """Somebody told of singly; an attribute is empty where no words say it."""

    sex: str = ""
    age: int | None = None
    stage: str = ""
    walk: str = ""
    name: tuple[str, ...] = ()
    harms: set[Measure] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)

    @property
    def died(self) -> bool:
        return "killed" in self.harms


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A figure of one person, with the words that begin at it and those of its own."""

    figure: Figure
    measure: Measure
    quote: str
    words: str

    @property
    def points_back(self) -> bool:
        return self.words[:4].casefold() == "the "


def people(claims: Iterable[Claim]) -> list[Person]:
    """The people told of singly, in the order in which they are first told of."""
    found: list[Person] = []
    for mention in _mentions(list(claims)):
        told = _described(mention)
        # Rather who suffered the same, then who was told of last.
        likely = list(reversed(found))
        likely.sort(key=lambda one: not told.harms & one.harms)
        same = next((one for one in likely if _is(one, mention, told)), None)
        if same is None:
            found.append(told)
        else:
            _join(same, told)
    return found


def _mentions(claims: list[Claim]) -> list[Mention]:
    words = {
        quantity.start: (quantity.quote, evidence.quote[quantity.start - evidence.start :][:100])
        for claim in claims
        for evidence in claim.evidence[:1]
        for quantity in claim.quantities
        if evidence.start <= quantity.start < evidence.end
    }
    told = [
        Mention(figure=figure, measure=measure, quote=words[figure.start][0], words=words[figure.start][1])
        for measure in _HARMS
        for figure in figures_of(claims, measure)
        if figure.start in words and lone(figure) and figure.counts != "cumulative"
    ]
    return sorted(told, key=lambda one: (not one.figure.headline, one.figure.start, one.measure))


def lone(figure: Figure) -> bool:
    """Whether one person is told of without being counted: "a man", "her brother", "another"; not "one man"."""
    return figure.value == 1 and (figure.single or figure.article or figure.other)


def _described(mention: Mention) -> Person:
    """What the words of a mention say of the person; the last noun is the head ("the boy's mother")."""
    named = _NAMED.fullmatch(mention.quote)
    words = mention.words[len(mention.quote) :] if named else mention.words
    end = None if named else _PHRASE_END.search(words, 1)
    phrase = "" if named else words[: end.start()] if end else words
    after = words[end.start() :] if end else words if named else ""
    person = Person(harms={mention.measure}, mentions=[mention])
    last = None
    for last in _SEX.finditer(phrase):
        person.sex = last.lastgroup or ""
    age = _YEARS_OLD.search(phrase) or _AGE_AFTER.match(after)
    if age:
        person.age = int(age[1]) if age.re is _AGE_AFTER or age[2].lower() == "year" else int(age[1]) // 12
    young, grown = last and _YOUNG.fullmatch(last[0]), last and _GROWN.fullmatch(last[0])
    if person.age is not None and not _CHILD < person.age < _GROWN_UP:
        person.stage = "young" if person.age <= _CHILD else "grown"
    elif (young and (person.age or 0) < _OF_AGE) or (last is None and _YOUNG.search(phrase)):
        person.stage = "young"
    elif grown and (person.age or _GROWN_UP) >= _GROWN_UP:
        person.stage = "grown"
    person.walk = "law" if _LAW.search(phrase) else "doer" if _DOER.search(phrase) else ""
    person.name = tuple(mention.quote.split()) if named else ()
    return person


def _is(one: Person, mention: Mention, told: Person) -> bool:
    """Whether the mention may be of a person told of before."""
    if any(other.figure.start == mention.figure.start for other in one.mentions):
        return True
    if any(_beside(other, mention) for other in one.mentions):
        return False
    if mention.figure.other and not one.mentions[0].figure.other:
        return False
    if _ALSO.match(mention.words) and not mention.points_back:
        return False
    if one.age is not None and told.age is not None and one.age != told.age:
        return False
    if one.name and told.name and (one.name[0] != told.name[0] or not set(one.name[1:]) & set(told.name[1:])):
        return False
    said = ((one.sex, told.sex), (one.stage, told.stage), (one.walk, told.walk))
    return all(not a or not b or a == b for a, b in said)


def _beside(first: Mention, second: Mention) -> bool:
    """Whether a sentence tells of two people: "a man and N"; not "a friend, a boy of ten" or "a man ... the man"."""
    if first.figure.sentence != second.figure.sentence or second.points_back:
        return False
    between = second.figure.start - first.figure.start
    apposed = re.fullmatch(r"[^,]{1,60}, (?:and )?", first.words[:between]) if 0 < between < len(first.words) else None
    return apposed is None or " and " in first.words[:between]


def _join(one: Person, other: Person) -> None:
    one.sex, one.stage, one.walk = one.sex or other.sex, one.stage or other.stage, one.walk or other.walk
    one.age = one.age if one.age is not None else other.age
    one.name = one.name or other.name
    one.harms |= other.harms
    one.mentions += other.mentions
