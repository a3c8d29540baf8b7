"""Which trigger counts a number.

In: a number of a parsed sentence with what it counts, and the triggers that count people.  Out: a `Tie`, or None
where nothing happens to the people counted.  First by standing in a list ("three killed five injured"), then as a part
of the figure before (`parts`), then along the parse (`along_parse`), then by standing right beside the trigger, for
texts whose punctuation was lost, and last by a pronoun ("photos of ten women, saying they were taken").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from crosswire.extract.along_parse import by_parse
from crosswire.extract.beside import (
    NEAR,
    SUBJECTS,
    Found,
    Tie,
    by_neighbourhood,
    by_pronoun,
    form_of,
    listed,
    right_behind,
)
from crosswire.extract.numbers.words import FRACTIONS, MULTIPLYING, RISE_VERBS, SHARES, VAGUE
from crosswire.extract.parse import Sentence, ancestors
from crosswire.extract.parts import (
    AND,
    among_them,
    gapped,
    listed_behind,
    no_own,
    of_those,
    shared_out,
    so_many,
    some_of,
)
from crosswire.extract.tokens import Token
from crosswire.extract.triggers import Hit, is_passive, objects_of

_LIVING = {"live", "reside", "remain", "stay", "be"}
_MULTIPLYING = frozenset(MULTIPLYING) - {"both"}
_INCLUDING = re.compile(r"\bincluding(?: at least| more than| about| some)?\s*$", re.IGNORECASE)
_THEN = re.compile(r"(?: of [^,]{1,40})?, (?:\w+ )?", re.IGNORECASE)
# "Killed 40, not 60", "31 dead, up from 29": what the figure was said to be before.
REPLACED = re.compile(
    r"(?:(?:,| and| –) (?:and )?not|rather than|\b(?:up|down) from)(?: an? \w+ \w+ of| the \w+)? $"
    r"|\b(?:earlier|previous|initial|prior) (?:death )?(?:toll|count|tally|figure|estimate)s? of $",
    re.IGNORECASE,
)


def tie_numbers(sentence: Sentence, found: Sequence[Found], hits: Sequence[Hit]) -> list[Tie | None]:
    """The tie of each number, in the order given.  ``hits`` are triggers that count people."""
    on_list = listed(sentence, found, hits)
    taken = {token.i for one in found for token in sentence.tokens(one.number.start, one.number.end)}
    ties: list[Tie | None] = []
    every = hits
    for one in found:
        base = sentence.passage.start
        whole = _whole(one, found)
        hits = every if whole is None else [hit for hit in every if hit.token == whole or whole.is_ancestor(hit.token)]
        part = _INCLUDING.search(sentence.text[max(one.number.start - base - 30, 0) : one.number.start - base])
        before = next((tie for tie in reversed(ties) if tie is not None), None)
        behind = None if some_of(one) else right_behind(sentence, one, hits)
        if (ties and REPLACED.search(sentence.text, 0, one.number.start - base)) or (whole is not None and not hits):
            ties.append(None)
            continue
        tie = (
            (None if some_of(one) else on_list.get(one.number.start))
            or _multiplied(sentence, one, hits)
            or _reached(sentence, one, hits)
            or (Tie(before.hit, 0.8, True) if before is not None and of_those(sentence, one, hits) else None)
            or (Tie(before.hit, 0.85, True) if before is not None and so_many(sentence, one) else None)
            or shared_out(sentence, one, found, ties)
            or gapped(sentence, found, ties, hits)
            or listed_behind(sentence, found, ties, hits)
            or (Tie(ties[-1].hit, 0.9, True) if part and ties and ties[-1] is not None and no_own(one, hits) else None)
            or behind
            or by_parse(sentence, one, hits)
            or _besieged(one, hits)
            or by_neighbourhood(sentence, one, hits, taken)
            or by_pronoun(one, hits)
        )
        if tie is not None and ties and (ahead := ties[-1]) is not None and ahead.part and not part:
            # "Among them four women and three children": the second count is a part as the first is.
            last = found[len(ties) - 1].counted.end
            other = behind is not None and tie.hit != ahead.hit  # "and ten wounded"
            part = None if other else AND.fullmatch(sentence.text[last - base : one.number.start - base])
        if tie is not None and before is not None and among_them(sentence, one) and _measure(tie) == _measure(before):
            tie = replace(tie, part=True)  # "ten were killed, of whom six were killed by the army"
        ties.append(replace(tie, part=True) if tie is not None and part else tie)
    return _told_behind(sentence, found, _whole_before(sentence, found, ties))


def _measure(tie: Tie) -> str | None:
    counting = tie.hit.counting()
    return counting.measure if counting is not None else None


def _whole_before(sentence: Sentence, found: Sequence[Found], ties: Sequence[Tie | None]) -> list[Tie | None]:
    """ "Twelve people, seven of them minors, perished": what befell the seven befell the twelve they are part of, which
    the parser cut off."""
    told, base = list(ties), sentence.passage.start
    for at, (one, part) in enumerate(pairwise(found)):
        behind = told[at + 1]
        if told[at] is not None or behind is None or one.counted.of is None or not of_those(sentence, part, ()):
            continue
        follows = _THEN.fullmatch(sentence.text[one.counted.end - base : part.number.start - base])
        aside = "," in sentence.text[part.number.end - base : behind.hit.start - base]  # not "seven of whom perished"
        if follows and aside and behind.hit.start > part.number.end:
            told[at], told[at + 1] = replace(behind, part=False), replace(behind, part=True)
    return told


def _told_behind(sentence: Sentence, found: Sequence[Found], ties: list[Tie | None]) -> list[Tie | None]:
    """ "Ten were killed and six officers and two guards wounded": a verb that has its subject before it takes nobody
    behind "and", so the word right behind the last count holds for all that are joined to it."""
    base = sentence.passage.start
    for at in reversed(range(len(found) - 1)):
        (one, after), (tie, last) = found[at : at + 2], ties[at : at + 2]
        if tie is None or last is None or tie.part or tie.hit == last.hit or not is_passive(tie.hit.token):
            continue
        joined = AND.fullmatch(sentence.text[one.counted.end - base : after.number.start - base])
        behind = last.hit.start >= after.counted.end and len(sentence.tokens(after.counted.end, last.hit.start)) <= 1
        if joined and behind and tie.hit.end <= one.number.start and last.hit.token.tag_ in ("VBN", "VBD", "JJ"):
            ties[at] = replace(tie, hit=last.hit)
    return ties


def _multiplied(sentence: Sentence, one: Found, hits: Sequence[Hit]) -> Tie | None:
    """ "Killed in a double shooting": the adjective counts whom its own noun befell."""
    if one.token.lower_ not in _MULTIPLYING:
        return None
    return next((Tie(hit, 0.9) for hit in hits if one.number.end < hit.start < one.number.end + NEAR), None)


def _reached(sentence: Sentence, one: Found, hits: Sequence[Hit]) -> Tie | None:
    """ "The toll rose to 32 and more than 100 wounded people": the first number is the toll, and shares no noun."""
    behind = sentence.text[one.number.end - sentence.passage.start :]
    if not behind.startswith((" and ", ", ")):
        return None
    for hit in hits:
        between = (
            sentence.tokens(hit.end, one.number.start) if form_of(hit) == "toll" and hit.end < one.number.start else []
        )
        if len(between) > 1 and between[-1].lower_ == "to" and between[-2].lower_ in RISE_VERBS:
            return Tie(hit, 0.95)
    return None


def _besieged(one: Found, hits: Sequence[Hit]) -> Tie | None:
    """ "Ten live in the besieged part", "besieging districts where ten live": who lives in what is besieged."""
    noun = one.counted.noun or one.token
    if noun.dep_ not in SUBJECTS:
        return None
    verbs = [noun.head, *(child for child in noun.head.children if child.dep_ == "xcomp" and noun.dep_ == "nsubjpass")]
    living = [verb for verb in verbs if verb.lemma_.lower() in _LIVING]
    for hit in hits:
        counting = hit.counting()
        if counting is None or counting.measure != "besieged":
            continue
        places = [hit.token.head] if hit.token.dep_ == "amod" else objects_of(hit)
        for verb in living:
            inside = {part for prep in verb.children if prep.dep_ == "prep" for part in prep.children}
            if any(place in inside or (verb.dep_ == "relcl" and place in ancestors(verb)) for place in places):
                return Tie(hit, 0.8)
    return None


def _whole(one: Found, found: Sequence[Found]) -> Token | None:
    """ "Nine of the 23 abducted villagers were freed", "a third of its 90,000 people fled": the noun of those of whom
    another count is a part; only what stands with it befell them all.  None where the number counts no such whole."""
    if any(other.token.dep_ == "quantmod" and other.token.head == one.token and _of(other, one) for other in found):
        return one.token  # "eight of 20 people", which the parser takes for one number
    noun = one.counted.noun or one.token
    if noun == one.token and noun.head.head.lower_ == "population":
        noun = noun.head.head  # "half of a population of 90,000"
    if noun.dep_ != "pobj" or noun.head.lower_ != "of" or one.token.i < noun.head.i:
        return None
    above = noun.head.head
    shares = above.lower_ in SHARES or above.lower_ in VAGUE or above.lower_ in FRACTIONS
    return noun if shares or any(other is not one and other.token == above for other in found) else None


def _of(one: Found, other: Found) -> bool:
    """Whether nothing but "of" stands between two numbers."""
    return [word.lower_ for word in one.token.doc[one.token.i + 1 : other.token.i]] == ["of"]
