"""Parts of a figure that a sentence after it tells: "Ten people were killed. Four of them were children."

In: the claims of a document in the order of the text, what is named in it, and the codebook.  Out: the same claims;
the figure told last takes as its parts the people of "four of them were …", "of those, four were …", "among the
victims were …", "they included …" and "… were among them", and the sentence that tells them becomes evidence.  Pronouns
stand for whoever was counted right before; where people of several measures were, it is not said for whom, and nothing
is read.  Victims are the
dead where any were told.  A sentence that counts people by words of its own is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crosswire.extract.counted import class_of
from crosswire.extract.named import Named
from crosswire.lexicon.event_types import Codebook
from crosswire.model import Claim, Number, Of, Passage, Quantity, Quote

_THOSE = r"(?P<who>them|these|those|the victims)"
_ARE = r"(?:were|was|are|is)"
_BEHIND = (
    re.compile(rf"\b(?:among|amongst) {_THOSE},? {_ARE}\b", re.IGNORECASE),
    re.compile(r"(?:^|[“\"' ])(?P<who>they|the victims) include[sd]?\b", re.IGNORECASE),
)
_BEFORE = re.compile(rf"\b{_ARE} (?:also )?(?:among|amongst) {_THOSE}\b", re.IGNORECASE)
_OF_THOSE = re.compile(rf" of {_THOSE},? {_ARE} (?P<noun>[^.,;]{{3,40}})", re.IGNORECASE)
_IN_FRONT = re.compile(rf"\W*of {_THOSE},? ", re.IGNORECASE)
_SAID_TO_BE = re.compile(rf" {_ARE} (?P<noun>[^.,;]{{3,40}})", re.IGNORECASE)
# One of these words stands in each of the above; the most of a text's sentences have none.
_MAY_TELL = re.compile("among|include|of the(?:m|se| victims)|of those", re.IGNORECASE)
# What may stand between two counts of a list.
_LINK = re.compile(r"(?:[^.;,]{0,30}?,)?(?: and| as well as)? ?(?:at least |about |some )?", re.IGNORECASE)
_REACH = {"victims": 3}  # passages back; a pronoun reaches one


def with_parts(claims: Sequence[Claim], named: Named, codebook: Codebook) -> list[Claim]:
    """The claims, with the parts that later sentences tell."""
    told = list(claims)
    number_of = {passage.start: at for at, passage in enumerate(named.passages)}
    for at, passage in enumerate(named.passages):
        text = named.document.text[passage.start : passage.end]
        if not _MAY_TELL.search(text) or not any(
            frame.search(text) for frame in (*_BEHIND, _BEFORE, _OF_THOSE, _IN_FRONT)
        ):
            continue
        if any(passage.start <= q.start < passage.end for claim in told for q in claim.quantities):
            continue
        parts = list(_parts(text, passage, named.mentions(passage).numbers, codebook))
        whole = _whole(told, number_of, at, "victims" if parts and "victims" in parts[0][2] else "them")
        if whole is None:
            continue
        claim, figure = whole
        own = [_part(figure, number, of, named) for number, of, _ in parts if _fits(number, figure)]
        if own:
            evidence = Quote(start=passage.start, end=passage.end, quote=text)
            grown = replace(claim, quantities=(*claim.quantities, *own), evidence=(*claim.evidence, evidence))
            told[told.index(claim)] = grown
    return told


def _parts(
    text: str, passage: Passage, numbers: Sequence[Number], codebook: Codebook
) -> Iterator[tuple[Number, Of, str]]:
    """The numbers of people that are told as parts, with their class and the word for those they are part of."""
    ahead = [n for n in numbers if n.start >= passage.start]
    for number in ahead:
        if (of_those := _OF_THOSE.match(text, number.end - passage.start)) is not None:
            if (named := _class_in(of_those["noun"], codebook)) is not None:
                yield number, named[0], of_those["who"].casefold()
            return
    if (found := _IN_FRONT.match(text)) is not None:
        for number in ahead:
            said = _SAID_TO_BE.match(text, number.end - passage.start)
            if said is not None and (named := _class_in(said["noun"], codebook)) is not None:
                yield number, named[0], found["who"].casefold()
        return
    for frame in _BEHIND:
        if (found := frame.search(text)) is not None:
            yield from _listed(text, passage, ahead, found.end(), len(text), found["who"].casefold(), codebook)
            return
    if (found := _BEFORE.search(text)) is not None:
        yield from _listed(text, passage, ahead, 0, found.start(), found["who"].casefold(), codebook)


def _listed(
    text: str, passage: Passage, numbers: Sequence[Number], start: int, end: int, who: str, codebook: Codebook
) -> Iterator[tuple[Number, Of, str]]:
    """The counts of a list that fills ``[start, end)`` of the passage, from its first count to the first break."""
    last: int | None = None
    for number in numbers:
        begins, ends = number.start - passage.start, number.end - passage.start
        if begins < start or ends > end:
            continue
        if last is not None and not _LINK.fullmatch(text, last, begins):
            return
        found = _class_in(text[ends : min(ends + 40, end)], codebook)
        if found is None:
            return
        last = ends + found[1]
        yield number, found[0], who


def _class_in(stretch: str, codebook: Codebook) -> tuple[Of, int] | None:
    """The class of the first noun for people in a stretch, and where the noun ends; None where there is none."""
    for noun in codebook.people.find(stretch):
        of = class_of(stretch[: noun.end], codebook)
        if of is not None:
            return of, noun.end
    return None


def _whole(claims: Sequence[Claim], number_of: dict[int, int], at: int, who: str) -> tuple[Claim, Quantity] | None:
    """The figure the parts are of, with its claim: of the nearest passage before that has any."""
    for there in range(at - 1, at - 1 - _REACH.get(who, 1), -1):
        told = [
            (claim, quantity)
            for claim in claims
            if number_of.get(claim.evidence[0].start) == there
            for quantity in claim.quantities
            if quantity.counts != "part"
        ]
        measures = {quantity.measure for _, quantity in told}
        if who == "victims" and "killed" in measures:
            told = [one for one in told if one[1].measure == "killed"]
        elif len(measures) > 1:
            return None
        if told:
            return max(told, key=lambda one: one[1].start)
    return None


def _fits(part: Number, whole: Quantity) -> bool:
    """Whether a part can be of that figure: it is not larger, as far as both are known."""
    most = whole.high if whole.high is not None else whole.best
    least = part.low if part.low is not None else part.best
    return most is None or least is None or whole.bound in ("at_least", "more_than") or least <= most


def _part(whole: Quantity, number: Number, of: Of, named: Named) -> Quantity:
    return Quantity(
        measure=whole.measure, of=of, side_id=None, counts="part",
        low=number.low, best=number.best, high=number.high, bound=number.bound,
        start=number.start, end=number.end, quote=named.document.text[number.start : number.end],
    )  # fmt: skip
