"""People who leave, are driven out, carried off or sent, fall ill or get aid, as a word and what hangs on it tell.

In: a parsed sentence, its names and the codebook.  Out: words that by themselves say nothing of people, but do with
their complement, and what each of them counts: "forced out of their homes", "crossed into N", "left on buses", "sent
500 soldiers", "food for 2,000 people", "treated for breathing difficulties".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.extract.numbers.words import PLURAL_SCALES, VAGUE
from crosswire.extract.parse import Sentence, ancestors
from crosswire.extract.places.words import TYPE_WORDS, WIDE_WORDS
from crosswire.extract.tokens import Token
from crosswire.lexicon.event_types import Codebook, Cues, Trigger
from crosswire.model import Measure, Of, Place, Span

RUBBLE = {"rubble", "debris", "wreckage", "ruins", "collapsed"}
_SELF = {"themselves", "himself", "herself"}
ARMED: frozenset[Of] = frozenset({"fighters", "soldiers", "commanders", "police"})
_OUT = {"from", "of"}
_AWAY = {"from", "out", "to", "towards", "toward"}
_ON = {"out", "on", "up", "off", "back"}
_ACROSS = {"into", "across", "over", "to", "from"}
_ABOARD = {"in", "on", "aboard", "by", "under", "via", "through"}
_GIVEN = {"for", "to"}


def moved(sentence: Sentence, names: Sequence[Span], codebook: Codebook) -> Iterator[tuple[Token, Trigger]]:
    """The words, from left to right, and what each counts."""
    cues = codebook.cues
    for word in sentence.doc:
        if word.lower_ in cues.aid_goods and word.pos_ == "NOUN":
            if _given(word, sentence, codebook):
                yield word, Trigger("care", event_type="aid", measure="other")
        elif word.pos_ == "VERB" and word.lower_ in cues.moving:
            goes = _goes(word, sentence, names, codebook)
            done = _done(word, sentence, codebook) if goes is None else None
            if goes is not None:
                yield word, Trigger("self", measure=goes)
            elif done is not None:
                yield word, Trigger("care", measure=done)


def _given(goods: Token, sentence: Sentence, codebook: Codebook) -> bool:
    """ "Food for 2,000 people": whatever the parser hangs the preposition on, it stands right behind the goods."""
    behind = goods.doc[goods.i + 1 : goods.i + 2]
    return any(
        _counted(noun) and _people(noun, sentence, codebook) is not None
        for word in behind
        if word.lower_ in _GIVEN
        for noun in word.children
    )


def _goes(verb: Token, sentence: Sentence, names: Sequence[Span], codebook: Codebook) -> Measure | None:
    """What is told of those whom the verb has as its subject: "700 gunmen left on buses", "thousands crossed into N",
    "20 people suffered from suffocation"."""
    cues = codebook.cues
    who = _filler(verb, "nsubj")
    if who is None or (of := _people(who, sentence, codebook)) is None:
        return None
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    if verb.lower_ in cues.yielding and any(noun.lower_ in _SELF for noun in objects):
        return "surrendered" if any(child.lower_ in ("over", "up", "in") for child in verb.children) else None
    if verb.lower_ in cues.ailing:
        return "wounded" if _ails(verb, cues) else None
    places = [name for name in names if isinstance(name, Place)]
    if of in ARMED and verb.lower_ in cues.entering:
        where = (*objects, *_behind(verb, _ACROSS))
        return "present" if any(_place(noun, sentence, places) for noun in where) else None
    if verb.lower_ not in cues.leaving:
        return None
    if any(noun.lower_ in cues.carriers | cues.deals for noun in (*objects, *_behind(verb, _ABOARD))):
        return "evacuated"
    if of in ARMED:
        return None
    if any(
        noun.lower_ in cues.borders or _country(noun, sentence, places) for noun in (*objects, *_behind(verb, _ACROSS))
    ):
        return "displaced"
    return (
        "displaced"
        if any(_place(noun, sentence, places) for noun in (*objects, *_behind(verb, {"from", "out"})))
        else None
    )


def _done(verb: Token, sentence: Sentence, codebook: Codebook) -> Measure | None:
    """What is told of those whom the verb has as its object or passive subject: "forced 300 families out of their
    homes", "350 wounded were taken out in ambulances", "sent 500 soldiers", "treated 35 people for burns"."""
    cues = codebook.cues
    whom = _filler(verb, "dobj", "nsubjpass") or (_filler(verb, "nsubj") if verb.lower_ in cues.gathering else None)
    of = _people(whom, sentence, codebook) if whom is not None else None
    if of is None:
        return None
    if verb.lower_ in cues.driving:
        out = any(noun.lower_ in cues.homes and noun.head.lower_ in _OUT for noun in verb.subtree)
        return "displaced" if out else None
    if (verb.lower_ in cues.sending and of in ARMED) or verb.lower_ in cues.recruiting:
        return "present"
    if verb.lower_ in cues.holding:
        return None if any(child.lower_ in _ON for child in verb.children) else "detained"
    if verb.lower_ in cues.cared and _ails(verb, cues):
        return "wounded"
    if verb.lower_ not in cues.carrying:
        return None
    if any(child.lower_ == "away" for child in verb.children):
        return "abducted"
    return "evacuated" if _carried(verb, of, cues) else None


def _filler(verb: Token, *deps: str) -> Token | None:
    """The counted noun that fills one of the places beside the verb, itself or by "who", or which the verb stands with
    as a participle of the same sense; None where none does."""
    found = next((child for child in verb.children if child.dep_ in deps), None)
    if found is None and verb.dep_ == "acl" and (verb.tag_ == "VBN") == ("nsubjpass" in deps):
        found = verb.head
    elif found is not None and found.tag_ in ("WP", "WDT"):
        found = verb.head if verb.dep_ == "relcl" else None
    return found if found is not None and _counted(found) else None


def _carried(verb: Token, of: Of, cues: Cues) -> bool:
    """ "40 buses carrying 1,900 people left", "buses will take 300 fighters to N", "were taken out in ambulances"; who
    bears no arms is brought to safety when he is "moved out"."""
    away = any(child.lower_ in _AWAY for child in verb.children)
    subject = next((child for child in verb.children if child.dep_ == "nsubj" and child.pos_ == "NOUN"), None)
    if subject is not None and subject.lower_ in cues.carriers:
        return away
    if verb.dep_ in ("acl", "relcl") and verb.head.lower_ in cues.carriers:
        return any(above.lower_ in cues.leaving for above in [*ancestors(verb.head)][:2])
    if of not in ARMED and any(child.lower_ == "out" for child in verb.children):
        return not any(word.lower_ in RUBBLE for word in verb.subtree)
    return away and any(noun.lower_ in cues.carriers and noun.head.lower_ in _ABOARD for noun in verb.subtree)


def _ails(verb: Token, cues: Cues) -> bool:
    """ "Suffered from burns", "after inhaling gas"; the parser takes "to chlorine gas" for an infinitive."""
    return any(word.lower_ in cues.ailments and word.dep_ != "compound" for word in verb.subtree)


def _behind(word: Token, prepositions: set[str]) -> Iterator[Token]:
    """The nouns behind a preposition that hangs on the word, and those joined to them or behind an "of"."""
    for child in word.children:
        if child.lower_ in prepositions:
            for noun in child.children:
                if noun.dep_ in ("pobj", "pcomp"):
                    yield noun
                    yield from (low for low in noun.children if low.dep_ == "conj")
                    yield from _behind(noun, {"of"})
            yield from _behind(child, {"of"})  # "out of the town"


def _people(noun: Token, sentence: Sentence, codebook: Codebook) -> Of | None:
    """The class of people a noun names; "any" for a number alone; None where it names no people."""
    if noun.pos_ == "NUM" or noun.lower_ in PLURAL_SCALES | VAGUE:
        return next((_people(low, sentence, codebook) for low in _behind(noun, {"of"})), "any")
    found = list(codebook.people.find(sentence.quote(sentence.start(noun), sentence.end(noun)).quote))
    if not found:
        return next((of for low in _behind(noun, {"of"}) if (of := _people(low, sentence, codebook))), None)
    return next((of for hit in found for of in hit.values if of in ARMED), found[-1].values[0])


def _counted(noun: Token) -> bool:
    """Whether a number or "a" stands with the noun, or is it ("a group of 350 people")."""
    words = (noun, *noun.children)
    known = PLURAL_SCALES | VAGUE | {"a", "an", "another"}
    return any(word.pos_ == "NUM" or word.dep_ == "nummod" or word.lower_ in known for word in words)


def within(noun: Token, sentence: Sentence, spans: Sequence[Span]) -> bool:
    """Whether a word begins in one of the spans."""
    at = sentence.start(noun)
    return any(span.start <= at < span.end for span in spans)


def _place(noun: Token, sentence: Sentence, places: Sequence[Place]) -> bool:
    return noun.lower_ in TYPE_WORDS or noun.lower_ in WIDE_WORDS or within(noun, sentence, places)


def _country(noun: Token, sentence: Sentence, places: Sequence[Place]) -> bool:
    return within(noun, sentence, [place for place in places if place.precision == "country"])
