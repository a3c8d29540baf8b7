"""What a "since" says of the happenings of its sentence.

In: a "since" of a parsed sentence and the words of a happening.  Out: whether it brings the happening in ("since a bomb
killed ten", "since 2018, when they took the town": it was then, and is no toll of a stretch), whether the happening
goes on from there ("since Monday ten have been killed"), or neither: it measures a superlative ("the worst attack since
May") or says how long something else has been so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from crosswire.extract.parse import ancestors, clause_head
from crosswire.extract.timed_from import clause_in_front, is_behind
from crosswire.extract.tokens import Token

_FIRST = {"first", "last", "only"}
_SUPERLATIVE = {"JJS", "RBS"}


def since_before(token: Token) -> Token | None:
    """The last "since" in front of a word."""
    return next((word for word in reversed(token.doc[: token.i]) if word.lower_ == "since"), None)


def brings_in(word: Token, since: Token) -> bool:
    """Whether the word stands in what "since" brings in; that is told in the past, and what has gone on from there in
    the perfect ("since they left ten have been killed")."""
    return is_behind(word, since) and not any(
        child.dep_ == "aux" and child.tag_ in ("VBZ", "VBP") and child.lemma_ == "have" for child in word.children
    )


def goes_on(words: Iterable[Token], since: Token, told: Collection[Token]) -> bool:
    """Whether what the words tell of is said of the stretch from "since" on: the clause that "since" belongs to is
    theirs or one above it, or the last of several that tell of happenings ("six were killed and ten have died since
    Monday").  ``told`` are the words of all happenings of the sentence."""
    if compares(since):
        return False
    clause = clause_in_front(since)
    clauses = [clause]
    while clause.dep_ == "conj" and clause in told:
        clause = clause.head
        clauses.append(clause)
    return any(one == word or one.is_ancestor(word) or since.head == word for word in words for one in clauses)


def compares(since: Token) -> bool:
    """ "The deadliest attack since May", "the first since May": a superlative is measured against what came before."""
    clause = [word for word in since.doc[: since.i] if word.pos_ in ("VERB", "AUX")]
    if since.dep_ == "mark" and any(
        word.tag_ in _SUPERLATIVE for word in since.doc[clause[-1].i if clause else 0 : since.i]
    ):
        return True  # "in the deadliest incident since it began"
    above = since.head
    nouns = (above, *(word for word in above.children if word.dep_ in ("attr", "dobj") and word.i < since.i))
    return any(
        word.tag_ in _SUPERLATIVE or word.lower_ in _FIRST
        for noun in nouns
        if noun.pos_ not in ("VERB", "AUX")
        for word in (noun, *noun.children, *(low for child in noun.lefts for low in child.children))
    )


def runs_from(token: Token) -> bool:
    """Whether a "since" of the sentence makes the figure tied to the word one of a stretch: not where it brings the
    happening in, compares it, or says from when a noun of a relative clause is something ("the city, which has been
    divided since 2012")."""
    for since in token.doc:
        if since.lower_ != "since" or compares(since) or brings_in(token, since):
            continue
        verb = clause_head(since.head if since.dep_ != "mark" else since.head.head)
        if since.i == 0 or verb == clause_head(token) or any(verb == other for other in ancestors(token)):
            return True
        if since.i > token.i and verb.dep_ != "relcl":
            return True
    return False
