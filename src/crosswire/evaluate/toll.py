"""How many were killed in one event as one document tells it.

In: the claims of one event in one document.  Out: one number, or None when the document gives none.  A document says
a toll several times: in the headline, in the lead, in parts, as it was earlier, as another source has it.  The rules,
in this order, are those of a reader who wants one number:

1. Only figures of people killed in what happened count; former tolls ("up from 12"), zero and vague words do not, and
   a running toll of a longer episode only when there is nothing else.
2. A sentence that says how a toll grew ("the toll rose to 15") gives the newest number and wins.
3. Else the first sentence with a figure wins, the headline before all others, and where the title stands apart from
   the text, the first sentence that gives a number of the title.
4. Within a sentence a total of all people is the number ("22 people, among them 6 civilians": 22) and additions add to
   it; without one, the figures for civilians and for armed people add up ("six civilians and 16 fighters": 22).
   Parts are not counted beside a total of their kind, children and women not beside civilians, commanders not beside
   fighters.
5. People told of one by one ("a man", "her brother", "N") are one each and add up: "his sister and two children": 3.
6. A sentence that tells only of a part, of one person, or of one kind of people, gives way to one that tells of
   more of the dead, if its number is larger.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from crosswire.model import Claim, Measure, Quantity

_FORMER = re.compile(
    r"\b(?:earlier|previous(?:ly)?|initial(?:ly)?|preliminary|provisional|up from|rising from|rose from)\W+"
    r"(?:\w+\W+){0,4}$"
    r"|\bfrom\W+(?:(?:at|least|more|than|about|around|some|nearly|the|earlier|just|only)\W+){0,4}$",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:rose|risen|rises|rising|climbed|climbs|increased|jumped|revised|updated|up)\b\W+(?:\w+\W+){0,4}?to\W+"
    r"(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"another\b|(?:\w+ ){1,3}(?:others?|more|remaining)\b|(?:a|the) (?:second|third|fourth|fifth|sixth)\b",
    re.IGNORECASE,
)
_ALSO = re.compile(r"[^.;]*?\b(?:was|were|is|are|has|have|had|been) also\b", re.IGNORECASE)
_RANKS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_RANKED = re.compile(rf"an? ({'|'.join(_RANKS[2:])})\b", re.IGNORECASE)
# Kinds of people that are counted among civilians or fighters when those are counted as well.
_AMONG = frozenset(
    {"children", "women", "women_and_children", "medics", "aid_workers", "journalists", "families", "men", "commanders"}
)
_ARMED = frozenset({"fighters", "soldiers", "police", "commanders"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of people killed.  ``sentence`` is where its sentence starts; ``headline`` comes before all.

    ``article``: one person told of with "a"; ``single``: one person told of without a number; ``other``: said of
    others than those told of before; ``rank``: 5 of "a fifth victim", else 0.
    """

    value: int
    of: str
    side_id: str | None
    counts: str
    start: int
    sentence: int
    headline: bool
    updated: bool
    article: bool = False
    single: bool = False
    rank: int = 0
    other: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """What a sentence gives.  ``reach``: 2 said of all the dead, 1 of one kind of people, 0 of a part of them."""

    value: int
    reach: int


def document_toll(claims: Iterable[Claim], measure: Measure = "killed", in_title: Collection[int] = ()) -> int | None:
    """The number killed (or of another measure) in the event these claims tell of, as their document tells it.

    ``in_title``: the numbers of a title that stands apart from the text.
    """
    found = figures_of(claims, measure)
    own = _own(found)
    sentences = _by_sentence(own if any(one.counts != "part" for one in own) else found)
    told = [(figures, toll) for figures in sentences if (toll := sentence_toll(figures)) is not None]
    if not told:
        return None
    titled = [toll for _, toll in told if toll.value in in_title]
    first = (titled or [toll for _, toll in told])[0]
    nth = max((one.rank for figures, _ in told for one in figures), default=0)
    if nth == first.value + 1:
        return nth  # "four women were killed ... a fifth victim"
    grown = [toll for figures, toll in told if any(one.updated for one in figures) and toll.value > first.value]
    if grown:
        return grown[-1].value
    wider = [toll.value for _, toll in told if toll.reach > first.reach and toll.value > first.value]
    return wider[0] if wider else first.value


def by_toll(events: Sequence[Sequence[Claim]]) -> list[Sequence[Claim]]:
    """The events of a document, the main one first, in the order in which they are asked for a toll.

    A commander's death is news for who he was and not for a count: a main event of which only dead commanders are
    counted comes after those with a toll of their own.
    """
    if not events or not _only_commanders(events[0]):
        return list(events)
    return sorted(events, key=lambda claims: _only_commanders(claims) or not _own(figures_of(claims, "killed")))


def _only_commanders(claims: Iterable[Claim]) -> bool:
    figures = figures_of(claims, "killed")
    return bool(figures) and all(one.of == "commanders" for one in figures)


def _own(figures: Iterable[Figure]) -> list[Figure]:
    """The figures that are not of a longer episode."""
    return [one for one in figures if one.counts != "cumulative"]


def sentence_toll(figures: Sequence[Figure]) -> Toll | None:
    """What the figures of one sentence come to."""
    alone = [one for one in figures if one.single]
    added = len(alone) + sum(one.value for one in figures if one.counts == "additional")
    counted = [one for one in figures if one.counts != "additional" and not one.single]
    if alone and not counted:
        return Toll(value=added, reach=0 if added == 1 else 1)
    totals = [one for one in counted if one.counts != "part" and one.of not in _AMONG]
    of_all = [one for one in totals if _domain(one) == "all"]
    if of_all:
        return Toll(value=_one_or_each(of_all) + added, reach=2)
    domains = {domain: _of_domain([one for one in counted if _domain(one) == domain]) for domain in ("civil", "armed")}
    value = sum(domains.values())
    if not value:
        value = _of_domain(counted)
    if not value and not added:
        return None
    reach = 2 if all(domains.values()) else 1 if totals else 0
    return Toll(value=value + added, reach=reach)


def _domain(figure: Figure) -> str:
    if figure.of in _ARMED:
        return "armed"
    return "all" if figure.of == "any" else "civil"


def _of_domain(figures: Sequence[Figure]) -> int:
    """The sum over different people of one kind: totals before parts, the wider words before the narrower ones."""
    for chosen in (
        [one for one in figures if one.counts != "part" and one.of not in _AMONG],
        [one for one in figures if one.of not in _AMONG],
        [one for one in figures if one.counts != "part"],
        list(figures),
    ):
        kinds: dict[tuple[str, str | None], list[Figure]] = {}
        for one in chosen:
            kinds.setdefault((one.of, one.side_id), []).append(one)
        if kinds:
            return sum(_one_or_each(same) for same in kinds.values())
    return 0


def _one_or_each(same: Sequence[Figure]) -> int:
    """A count said twice is one; "a man, 20, and a man, 30" are two."""
    counted = [one for one in same if not one.article]
    return counted[0].value if counted else len(same)


def figures_of(claims: Iterable[Claim], measure: Measure) -> list[Figure]:
    """The figures of people to whom it happened, in the order of the claims."""
    found = []
    for claim in claims:
        if claim.status not in ("happened", "ongoing"):
            continue
        evidence = claim.evidence[0]
        for quantity in claim.quantities:
            value = _value(quantity)
            if quantity.measure != measure or not value:
                continue
            inside = evidence.start <= quantity.start < evidence.end
            before = evidence.quote[: quantity.start - evidence.start] if inside else ""
            if _FORMER.search(before) and not _UPDATED.search(before):
                continue
            found.append(
                Figure(
                    value=value,
                    of=quantity.of,
                    side_id=quantity.side_id,
                    counts=quantity.counts,
                    start=quantity.start,
                    sentence=evidence.start if inside else quantity.start,
                    headline=claim.passage_kind == "headline",
                    updated=_UPDATED.search(before) is not None,
                    article=quantity.quote.casefold() in ("a", "an"),
                    single=any((one.start, one.end) == (quantity.start, quantity.end) for one in claim.participants),
                    rank=_rank(quantity, evidence.quote[quantity.end - evidence.start :] if inside else ""),
                    other=_others(quantity, evidence.quote[quantity.end - evidence.start :] if inside else ""),
                )
            )
    return sorted(found, key=lambda one: (not one.headline, one.start, one.of, one.value))


def _others(quantity: Quantity, after: str) -> bool:
    """ "Another", "two others", "a third man", "were also hit": said of people not told of before."""
    told = f"{quantity.quote}{after}"
    return quantity.counts == "additional" or bool(_OTHERS.match(told) or _ALSO.match(told))


def _rank(quantity: Quantity, after: str) -> int:
    """5 of "a fifth victim"."""
    match = _RANKED.match(f"{quantity.quote}{after}")
    return _RANKS.index(match[1].lower()) + 1 if match else 0


def _value(quantity: Quantity) -> int | None:
    return next((number for number in (quantity.best, quantity.low, quantity.high) if number is not None), None)


def _by_sentence(figures: Iterable[Figure]) -> list[list[Figure]]:
    sentences: dict[tuple[bool, int], list[Figure]] = {}
    for one in figures:
        same = sentences.setdefault((not one.headline, one.sentence), [])
        if all(one.start != other.start for other in same):  # one number that two claims rest on
            same.append(one)
    return [sentences[key] for key in sorted(sentences)]
