"""People told of one by one in a list: "the mayor, his deputy and a driver", "N, 24, M, 31, and O, 44".

In: a parsed sentence, the figures of one happening in it, and the names in it that are no persons.  Out: a figure of
one for each person of the list whom the parser lost.  A list holds nothing but single persons (an article or possessive
with a noun for one person, or a person's name, each with an age or "a teacher" behind it); at least two of it are
read, three or more stand in it, and whoever is the subject of another verb is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crosswire.extract.counted import class_between
from crosswire.extract.nominals import INSTITUTIONS, PERSON
from crosswire.extract.parse import Sentence
from crosswire.extract.tokens import Token
from crosswire.lexicon.event_types import Codebook
from crosswire.lexicon.vocabulary import word_list
from crosswire.model import Of, Quantity, Span

_OPENS = re.compile(r"(?:an?|the|his|her|their|another)\s+(?:\d{1,2}-year-old\s+)?", re.IGNORECASE)
_BEHIND = re.compile(r"(?:,? \(?\d{1,2}\)?(?=[,. ]))?(?:, an? [a-z]+(?: [a-z]+)?(?=,))?")
# "Her daughter, N, and her father, M, 50": the name says who the one before it is.
_NAMED = re.compile(rf", (?:{PERSON.pattern})(?:, \d{{1,2}})?(?=,| and )")
_LINK = re.compile(r",? and |, ")
_OF = re.compile(r" of [A-Z][\w’'-]+")
_COLLECTIVES = frozenset(word_list("collectives"))
_SHORT = 3  # words between the article and the noun's end
_LIST = 3


@dataclass(frozen=True, slots=True)
class _One:
    """A person of the list: where the words begin and end in the sentence (``reach``: with an age and "a teacher"), and
    the class of people."""

    start: int
    end: int
    reach: int
    of: Of
    head: Token


def completed(
    sentence: Sentence,
    quantities: Sequence[Quantity],
    taken: Sequence[Quantity],
    names: Sequence[Span],
    hits: Sequence[Token],
    codebook: Codebook,
) -> tuple[Quantity, ...]:
    """``quantities`` with those of the lists they stand in.  ``taken``: all figures of the sentence; ``names``: its
    actors and places; ``hits``: the words of the happening."""
    singles = [q for q in quantities if q.low == q.best == q.high == 1 and q.counts == "total"]
    if not singles:
        return tuple(quantities)
    base = sentence.passage.start
    told = list(quantities)
    for members in _lists(sentence, names, codebook):
        within = [q for q in singles if any(one.start <= q.start - base < one.reach for one in members)]
        if not within or len({q.measure for q in within}) > 1 or any(_elsewhere(one.head, hits) for one in members):
            continue
        if any(_counts_them(q, within[0], base + members[0].start) for q in (*quantities, *taken)):
            continue
        for one in members:
            if not any(span.start < base + one.reach and base + one.start < span.end for span in (*told, *taken)):
                quote = sentence.quote(base + one.start, base + one.end)
                told.append(
                    replace(
                        within[0], of=one.of, side_id=None, start=quote.start, end=quote.end, quote=quote.quote
                    )
                )  # fmt: skip
    return tuple(told)


def _counts_them(other: Quantity, one: Quantity, start: int) -> bool:
    """ "Three victims, a man, a woman and a boy, are in hospital": the list says who the three are."""
    return other.measure == one.measure and other.best != 1 and other.end <= start


def _elsewhere(head: Token, hits: Sequence[Token]) -> bool:
    """Whether the person is subject of a verb that does not tell of the happening."""
    return head.dep_ in ("nsubj", "nsubjpass") and head.head not in hits and head.head.pos_ == "VERB"


def _lists(sentence: Sentence, names: Sequence[Span], codebook: Codebook) -> list[list[_One]]:
    """Runs of three or more persons that nothing but commas and "and" divide, the last by "and"."""
    text, found = sentence.text, []
    at = 0
    while " and " in text and at < len(text):
        members: list[_One] = []
        closed = 0  # how many stand up to the last "and" and the one behind it
        one = _person(sentence, at, names, codebook)
        while one is not None:
            members.append(one)
            link = _LINK.match(text, one.reach)
            one = _person(sentence, link.end(), names, codebook) if link is not None else None
            if link is not None and one is not None and "and" in link[0]:
                closed = len(members) + 1
        if closed >= _LIST:
            found.append(members[:closed])
            at = members[closed - 1].end
        blank = text.find(" ", at)
        at = blank + 1 if blank >= 0 else len(text)
    return found


def _person(sentence: Sentence, at: int, names: Sequence[Span], codebook: Codebook) -> _One | None:
    """The single person whose words begin at ``at``."""
    base, text = sentence.passage.start, sentence.text
    if opened := _OPENS.match(text, at):
        for noun in codebook.people.find(text[opened.end() : opened.end() + 40]):
            end = opened.end() + noun.end
            if len(text[opened.end() : end].split()) > _SHORT:
                return None
            head = sentence.root_of(base + opened.end() + noun.start, base + end)
            of = class_between(sentence, base + at, base + end, codebook)
            if (
                head is None
                or of in (None, "families")
                or head.tag_ != "NN"
                or head.lower_ in _COLLECTIVES
                or re.search(r"[,;.]", text[at:end])
            ):
                return None
            after = _OF.match(text, end)
            end = after.end() if after else end
            named = _NAMED.match(text, end)
            return _One(at, end, named.end() if named else _reach(text, end), of, head)
        return None
    named = PERSON.match(text, at)
    if named is None or any(word.casefold() in INSTITUTIONS for word in named[0].split()):
        return None
    if any(span.overlaps(base + at, base + named.end()) for span in names):
        return None
    head = sentence.root_of(base + at, base + named.end())
    return _One(at, named.end(), _reach(text, named.end()), "any", head) if head is not None else None


def _reach(text: str, end: int) -> int:
    """Where the age and the trade behind a person end."""
    behind = _BEHIND.match(text, end)
    return behind.end() if behind is not None else end
