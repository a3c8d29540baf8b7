"""Figures: which number counts whom, and what happened to them.

In: a parsed sentence, its numbers, its triggers and its actors.  Out: a `Figure` for each number of people that a
trigger of the sentence counts.  Numbers of things, and numbers of people to whom nothing happens, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crosswire.extract.beside import Found, Tie, form_of
from crosswire.extract.counted import Counted, counted_by, whose
from crosswire.extract.parse import Sentence, ancestors
from crosswire.extract.since import runs_from
from crosswire.extract.ties import tie_numbers
from crosswire.extract.tokens import Token
from crosswire.extract.triggers import Hit, is_passive
from crosswire.lexicon.event_types import Codebook
from crosswire.model import ActorMention, Counts, Number, Quantity, Quote

_WARS = {"war", "conflict", "uprising", "crisis", "revolution"}
_RIGHT_BEHIND = ("object", "adjective", "phrase")
_RISEN_TO = re.compile(
    r"\b(?:rose|ris(?:es|en|ing)|climb(?:s|ed|ing)|increas(?:es|ed|ing)|jump(?:s|ed)|mount(?:s|ed)|gr(?:ew|own|ows)|"
    r"(?:went|gone|goes) up|soar(?:s|ed)|swollen|swelled) to (?:[a-z]+ ){0,2}$"
)
_AS = re.compile(r" [^\d,.;]{0,40}\b(?:after|when|as) [^\d,.;]{0,40}$")
_SUMMING = {"bring", "take", "raise"}
_LONG_STRETCH = _WARS | {"year", "years", "month", "months"}
_FATALLY = re.compile(r"(?: of (?:them|whom))? fatally\b(?! (?:shot|wound|injur|stab|struck|hit))", re.IGNORECASE)
# "One of them a child": the article counts nobody else.
_WHO_ONE_IS = re.compile(r"\bone of (?:them|whom)(?: was)? $", re.IGNORECASE)
_OF_PEOPLE = ("detained", "abducted", "displaced", "released")
_BEFORE_DEATH = ("detained", "abducted", "captured", "wounded", "killed_or_wounded")
_DEMONSTRATIVES = {"them", "whom", "those", "these"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number tied to the trigger that counts it; ``sure`` is how firm the tie is, in [0, 1]."""

    hit: Hit
    number: Number
    quantity: Quantity
    sure: float


def find_figures(
    sentence: Sentence,
    numbers: Sequence[Number],
    hits: Sequence[Hit],
    actors: Sequence[ActorMention],
    codebook: Codebook,
    sources: Sequence[Quote] = (),
) -> list[Figure]:
    """The figures of a sentence, in order of their numbers; ``sources`` are the words of those who speak in it."""
    counting = [hit for hit in hits if hit.counting()]
    if not counting:
        return []
    found = [
        Found(number, token, _counted(sentence, number, token, counting, actors, codebook))
        for number in numbers
        if (token := sentence.root_of(number.number_start, number.number_end)) is not None
        and not _WHO_ONE_IS.search(sentence.text, 0, number.start - sentence.passage.start)
    ]
    figures: list[Figure] = []
    for one, tie in zip(found, tie_numbers(sentence, found, counting), strict=True):
        if tie is None or _speaks(sentence, one, tie, sources):
            continue
        if _plausible(one.counted, tie.hit) and not _apposed(one, found):
            figures.append(_figure(sentence, one, _outcome(tie, counting), figures, actors, codebook))
    return figures


def _speaks(sentence: Sentence, one: Found, tie: Tie, sources: Sequence[Quote]) -> bool:
    """ "Five were wounded, a doctor said": who speaks is none of those it befell, unless his own words say so ("a
    wounded man said")."""
    noun, verb = one.counted.noun, tie.hit.token
    if noun is None or noun == verb or noun.is_ancestor(verb):
        return False
    if tie.hit.end == one.number.start - 1 and not any(child.dep_ == "auxpass" for child in verb.children):
        return False  # "killing ten villagers activists said": a comma was lost
    at = sentence.start(noun)
    return any(source.start <= at < source.end for source in sources)


def _outcome(tie: Tie, hits: Sequence[Hit]) -> Tie:
    """ "Forty men were rounded up and executed", "two men were shot and died": who was taken or hit and then killed, as
    two verbs of one subject say, is dead."""
    befell = tie.hit.counting()
    if befell is None or befell.measure not in _BEFORE_DEATH or befell.form == "care" or not is_passive(tie.hit.token):
        return tie
    for hit in hits:
        word, counting, form = hit.token, hit.counting(), form_of(hit)
        killed = counting is not None and counting.measure == "killed"
        own = any(child.dep_ in ("nsubj", "nsubjpass", "dobj") for child in word.children)
        then = form == "self" or (form in ("object", "phrase") and word.tag_ == "VBN")
        if killed and then and not own and word.dep_ == "conj" and word.head == tie.hit.token and _joined(word):
            return replace(tie, hit=hit)
    return tie


def _joined(verb: Token) -> bool:
    """Whether "and" or "but" stands between the verb and the one it is joined to; "wounded or killed" is another
    thing."""
    return any(child.lower_ in ("and", "&", "but") and child.i < verb.i for child in verb.head.children)


def _counted(
    sentence: Sentence,
    number: Number,
    token: Token,
    hits: Sequence[Hit],
    actors: Sequence[ActorMention],
    codebook: Codebook,
) -> Counted:
    """What the number counts; "14 dead, 30 injured in the blast" counts whom its own word says, and no blast."""
    counted = counted_by(sentence, number, token, actors, codebook)
    own = next((hit for hit in hits if hit.start == number.end + 1 and form_of(hit) in _RIGHT_BEHIND), None)
    far = own is not None and counted.noun is not None and counted.noun.i > own.last + 1
    return Counted(None, None, number.end) if own is not None and (far or counted.of is None) else counted


def _figure(
    sentence: Sentence,
    one: Found,
    tie: Tie,
    before: Sequence[Figure],
    actors: Sequence[ActorMention],
    codebook: Codebook,
) -> Figure:
    number, trigger = one.number, tie.hit.counting()
    assert trigger is not None and trigger.measure is not None
    measure = "killed" if _fatally(sentence, number) else trigger.measure
    of, side = whose(sentence, number, one.counted, tie.hit, actors, codebook)
    toll = form_of(tie.hit) == "toll" or _summed(one.token)
    bare = one.counted.noun is None and of == "any" and side is None and not toll
    if bare and before and before[-1].quantity.counts != "part":
        # "Killed six fighters and wounded ten": a bare number is of the people counted before it.
        of, side = before[-1].quantity.of, before[-1].quantity.side_id
    quantity = Quantity(
        measure=measure, of=of, side_id=side, counts=_counts(one, tie, before, sentence),
        low=number.low, best=number.best, high=number.high, bound=number.bound,
        start=number.start, end=number.end, quote=sentence.quote(number.start, number.end).quote,
    )  # fmt: skip
    return Figure(tie.hit, number, quantity, tie.sure)


def _apposed(one: Found, found: Sequence[Found]) -> bool:
    """ "A fifth victim, a man, was hurt", "one of the victims, a man": the second noun says who the one person is, and
    counts nobody else."""
    noun = one.counted.noun
    if noun is None or noun.dep_ != "appos" or one.number.best != 1:
        return False
    return any(
        noun.head in (other.counted.noun, other.token) and other.number.best == 1 for other in found if other is not one
    )


def _fatally(sentence: Sentence, number: Number) -> bool:
    """ "Four people were shot, one fatally", "one of them fatally": the adverb says what the verb leaves open."""
    return _FATALLY.match(sentence.text, number.end - sentence.passage.start) is not None


def _plausible(counted: Counted, hit: Hit) -> bool:
    """People are killed or wounded under any name; for what also happens to things, a noun for people is needed."""
    trigger = hit.counting()
    assert trigger is not None
    if counted.noun is not None and counted.noun == hit.token and counted.noun.lower_ in ("wound", "wounds"):
        return False  # "one gunshot wound" counts no people
    if counted.noun is None or counted.of is not None or counted.noun == hit.token:
        return True
    if trigger.measure in _OF_PEOPLE and counted.noun.lower_ in _DEMONSTRATIVES:
        return True  # "eight of them were kidnapped"
    if trigger.measure in ("killed", "wounded", "killed_or_wounded"):
        return counted.noun.pos_ in ("PROPN", "NUM", "PRON") or counted.noun.lower_ in ("others", "more")
    return False


def _counts(one: Found, tie: Tie, before: Sequence[Figure], sentence: Sentence) -> Counts:
    """Whether the figure is a part, an addition, a running toll, or the total of its happening.

    "Killed six and wounded another ten": what is said to come on top of another measure is a total of its own.
    """
    if tie.part or _partitive(one.token):
        return "part"
    trigger = tie.hit.counting()
    measures = {figure.quantity.measure for figure in before}
    if one.number.additional and (not measures or (trigger is not None and trigger.measure in measures)):
        return "additional"
    if before and trigger is not None and trigger.measure in measures and _raised(before[-1], one, sentence):
        return "additional"
    return "cumulative" if _running(tie.hit.token) or _running(one.token) else "total"


def _raised(toll: Figure, one: Found, sentence: Sentence) -> bool:
    """ "Rose to 31 after six died of their wounds": the six are the last of the 31."""
    base = sentence.passage.start
    risen = _RISEN_TO.search(sentence.text, 0, toll.number.start - base)
    return risen is not None and _AS.match(sentence.text[toll.number.end - base : one.number.start - base]) is not None


def _partitive(token: Token) -> bool:
    """ "Seven of them", "three of whom", "one of the hostages", "one of four people"."""
    return any(
        noun.lower_ in _DEMONSTRATIVES
        or any(det.lower_ in ("the", "these", "those") or det.dep_ == "nummod" for det in noun.children)
        for child in token.children
        if child.lower_ == "of"
        for noun in child.children
    )


def _running(token: Token) -> bool:
    """Whether the clause counts over a stretch: "since the start of …", "so far", "the seven-year war has killed …"."""
    if _summed(token) or runs_from(token):
        return True
    for verb in [token, *ancestors(token)][:4]:
        for child in verb.children:
            if child.lower_ == "far" and any(sub.lower_ == "so" for sub in child.children):
                return True
            if child.dep_ == "nsubj" and child.lower_ in _WARS:
                return True
            within = child.dep_ == "prep" and child.lower_ in ("in", "during", "over", "throughout")
            if within and any(noun.lower_ in _LONG_STRETCH for noun in child.children):
                return True
            of_war = child.dep_ == "prep" and child.lower_ in ("from", "of") and child.i > token.i
            if of_war and any(noun.lower_ in _WARS for noun in child.children):
                return True
        if verb.dep_ == "relcl" and verb.head.lower_ in _WARS:
            return True
        if verb.pos_ in ("VERB", "AUX") and verb != token and verb.dep_ in ("ROOT", "ccomp"):
            break
    return False


def _summed(token: Token) -> bool:
    """ "Brings to ten the number of ...", "taking the total to ten": the last ones are added to those before."""
    to_figure = token.dep_ == "pobj" and token.head.lower_ == "to"
    return to_figure and any(above.lemma_ in _SUMMING for above in ancestors(token.head))
