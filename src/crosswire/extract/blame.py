"""Who a sentence holds responsible for an act.

In: the word for the act, in a parsed sentence.  Out: the head token of whoever is said to have done it: "blamed N for
the attack", "blamed the attack on N", "said ten were killed, blaming N", "accused N of killing", "N is responsible for
the attack", "N was to blame for it", "N claimed responsibility for the attack", "N was behind the attack" (in a
headline without "was"). That somebody says so, and
who, is the claim's attribution.
"""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.extract.parse import ancestors
from crosswire.extract.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass")


def blamed_for(act: Token) -> Iterator[Token]:
    """Everybody who is named as the one who did ``act``, a noun, or a verb after "for" and "of"."""
    yield from _of_preposition(act)
    yield from _blamed_on(act)
    yield from _blamed_beside(act)


def accused_of(verb: Token) -> Token | None:
    """Who is "accused of" doing what ``verb`` says: the subject of "accused N of killing"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ not in ("of", "for"):
        return None
    return next(_held(verb.head), None)


def _of_preposition(act: Token) -> Iterator[Token]:
    if act.dep_ in ("pobj", "pcomp") and act.head.lower_ in ("for", "of", "behind"):
        yield from _held(act.head)


def _held(preposition: Token) -> Iterator[Token]:
    """Whom the word before "for", "of" or "behind" holds to be the one."""
    word = preposition.head
    if word.dep_ == "dobj" and word.head.lemma_.lower() == "accuse" and preposition.lower_ == "of":
        yield word  # the parser hangs "of" on whoever is accused
        return
    lemma = word.lemma_.lower()
    link = preposition.lower_
    if (lemma == "blame" and link == "for" and word.head.lemma_ != "be") or (lemma == "accuse" and link == "of"):
        yield from (child for child in word.children if child.dep_ in ("dobj", "nsubjpass"))
        if word.dep_ == "acl" and word.tag_ == "VBN":
            yield word.head
    elif lemma == "blame" and link == "for" and word.dep_ == "xcomp" and word.head.lemma_ == "be":
        yield from (child for child in word.head.children if child.dep_ in _SUBJECTS)
    elif link == "for" and word.lower_ == "responsible":
        yield from (child for child in word.head.children if child.dep_ in (*_SUBJECTS, "dobj"))
    elif link == "for" and word.lower_ == "responsibility" and word.dep_ == "dobj":
        yield from (child for child in word.head.children if child.dep_ == "nsubj")
    elif link == "behind" and lemma == "be":
        yield from (child for child in word.children if child.dep_ == "nsubj")
    elif link == "behind" and word.dep_ == "ROOT" and word.pos_ in ("NOUN", "PROPN"):
        yield word  # a headline without a verb


def _blamed_on(act: Token) -> Iterator[Token]:
    """ "Blamed the attack on N", "the attack was blamed on N", "an attack (that was) blamed on N"."""
    verbs = [child for child in act.children if child.dep_ in ("acl", "relcl")]
    if act.dep_ in ("dobj", "nsubjpass"):
        verbs.append(act.head)
    for verb in verbs:
        if verb.lemma_.lower() == "blame":
            for child in verb.children:
                if child.dep_ == "prep" and child.lower_ == "on":
                    yield from (sub for sub in child.children if sub.dep_ == "pobj")


def _blamed_beside(act: Token) -> Iterator[Token]:
    """ "Said ten were killed, blaming N": blamed, for nothing else, for what the same one says."""
    for above in (act, *ancestors(act)):
        said = [child for child in above.children if child.dep_ == "parataxis"]
        for verb in (child for word in (above, *said) for child in word.children):
            beside = verb.lemma_.lower() == "blame" and verb.dep_ in ("advcl", "conj", "parataxis")
            if beside and not any(child.dep_ == "prep" for child in verb.children):
                yield from (child for child in verb.children if child.dep_ == "dobj")
        if above.dep_ in ("relcl", "advcl"):
            return
