"""Statements on what happened: who claims it, denies it, condemns it, as a verb and what hangs on it tell.

In: a parsed sentence and the codebook.  Out: the verbs that with their complement take a stance: "took credit for the
blast", "said it had carried out the attack", "rejected accusations", "called the raid an outrage", "voiced outrage".
The verbs that do so by themselves ("condemned") stand in the codebook.
"""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.extract.parse import Sentence, ancestors
from crosswire.extract.tokens import Token
from crosswire.lexicon.event_types import Codebook, Trigger

_STATED = Trigger("verb", event_type="statement")
_IT = {"it", "they"}


def statements(sentence: Sentence, codebook: Codebook) -> Iterator[tuple[Token, Trigger]]:
    """The verbs, from left to right."""
    for verb in sentence.doc:
        if verb.pos_ == "VERB" and _states(verb, codebook):
            yield verb, _STATED


def _states(verb: Token, codebook: Codebook) -> bool:
    stances = codebook.cues.stances
    word = verb.lower_
    things = {child.lower_ for child in verb.children if child.dep_ == "dobj"}
    if word in stances["naming"]:
        return _speaks(verb) and _named(verb, stances["outrages"])
    if word in stances["voicing"]:
        return bool(things & stances["outrages"])
    if word in stances["refusing"]:
        return bool(things & stances["charges"])
    if verb.lemma_.lower() == "take":
        return bool(things & {"responsibility", "credit"})
    if verb.lemma_.lower() == "claim":
        return bool(things & stances["deeds"])
    return _owned(verb, codebook)


def _speaks(verb: Token) -> bool:
    """Whether somebody is said to speak: "was called an outrage" does not say who, "called on N to" asks for it."""
    if any(low.lower_ == word for low in verb.doc[verb.i + 1 : verb.i + 2] for word in ("on", "for")):
        return False
    return verb.tag_ == "VBG" or any(child.dep_ == "nsubj" for child in verb.children)


def _named(verb: Token, outrages: frozenset[str]) -> bool:
    """Whether one of the words stands in what the verb gives as a name, and not in a clause of its own below."""
    for word in verb.subtree:
        if word.lower_ in outrages and word.pos_ != "PROPN":
            above = [word, *ancestors(word)]
            between = above[: above.index(verb)]
            if not any(one.pos_ == "VERB" and one.dep_ in ("relcl", "acl", "advcl", "conj") for one in between):
                return True
    return False


def _owned(verb: Token, codebook: Codebook) -> bool:
    """ "The group said it had carried out the attack": a deed that the reader knows of."""
    if verb.dep_ != "ccomp" or verb.head.lower_ not in codebook.cues.reporting or verb.lemma_.lower() != "carry":
        return False
    if not any(child.dep_ == "nsubj" and child.lower_ in _IT for child in verb.children):
        return False
    return any(
        child.dep_ == "dobj"
        and child.lower_ in codebook.cues.stances["deeds"]
        and any(low.lower_ in ("the", "this", "that") for low in child.children)
        for child in verb.children
    )
