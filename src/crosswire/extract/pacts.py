"""Truces that end: the verb that says so is the happening, and not the truce.

In: the token of a word for a truce, in a parsed sentence.  Out: the verb of its end ("the truce collapsed", "declared
an end to the ceasefire", "declared the truce over"), or None.
"""

from __future__ import annotations

from crosswire.extract.parse import ancestors
from crosswire.extract.tokens import Token

_TRUCES = {"truce", "ceasefire", "cease-fire", "armistice"}
_ENDING = {"end", "collapse", "expire", "lapse", "unravel", "crumble", "fail"}
_ABANDONING = {"end", "abandon", "scrap", "break", "cancel", "terminate"}
_DECLARING = {"declare", "announce", "pronounce", "proclaim"}
_OVER = {"over", "ended", "dead", "finished", "void"}


def end_of(noun: Token) -> Token | None:
    """The verb that says that the truce ended; None where it does not end."""
    if noun.lower_ not in _TRUCES:
        return None
    verb = noun.head
    if noun.dep_ in ("nsubj", "nsubjpass") and verb.pos_ in ("VERB", "AUX"):
        lemma = verb.lemma_.lower()
        if lemma in _ENDING or (noun.dep_ == "nsubjpass" and lemma in _ABANDONING):
            return verb
        over = any(child.lower_ in _OVER and child.i > verb.i for child in verb.children)
        over = over and not any(child.dep_ == "neg" for child in verb.children)  # "the truce was not dead"
        if lemma == "be" and over:
            return verb
        return verb.head if verb.head.lemma_.lower() in _DECLARING and over else None
    if noun.dep_ == "dobj" and verb.pos_ == "VERB":
        if verb.lemma_.lower() in _ABANDONING:
            return verb
        over = any(child.lower_ in _OVER and child.i > noun.i for child in (*verb.children, *noun.children))
        return verb if verb.lemma_.lower() in _DECLARING and over else None
    for above in ancestors(noun):
        if above.lower_ == "end" and above.pos_ == "NOUN" and noun.head.lower_ in ("of", "to"):
            declared = above.head.lemma_.lower() in _DECLARING and above.dep_ == "dobj"
            return above.head if declared else None
        if above.pos_ in ("VERB", "AUX"):
            return None
    return None
