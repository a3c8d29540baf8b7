"""Noun phrases and the names of persons in them.

In: a token of a parsed sentence.  Out: where its noun phrase begins and ends, and the person it names, if any.
Persons are runs of capitalised words that are neither actors of the lexicon nor places; there is no list of persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crosswire.extract.parse import Sentence
from crosswire.extract.tokens import Token
from crosswire.lexicon.event_types import Codebook
from crosswire.lexicon.vocabulary import word_list
from crosswire.model import ActorMention, PlaceMention

_NAME = r"(?:(?:al|el|ad|as|ash|ar|an|at|az|Al|El)-[A-Z][\w’'-]*|[A-Z][\w’']*(?:-[A-Z][\w’']*)*)"
PERSON = re.compile(rf"{_NAME}(?:\s(?:(?:Abu|Abd|ibn|bin|bint|al|el|de|von|van)\s)?{_NAME})+")
"""Two or more capitalised words, with the particles of Arabic and European names between or before them."""

INSTITUTIONS = frozenset(word_list("institutions"))
"""Words that make a run of capitalised words the name of a place or an office."""

_CAPITAL = re.compile("[A-Z]")
_PARTICLE = 6  # a name begins where the phrase ends at the latest, and its first capital stands behind "al-" or a blank
_NAMING = {"identified", "named", "called", "nicknamed", "known", "dubbed"}
_NOT_LEFT = {"cc", "punct", "relcl", "prep", "appos", "conj"}


def phrase(token: Token) -> tuple[Token, Token]:
    """First and last token of the noun phrase around its head: left modifiers, and what directly follows with "of",
    in apposition, or as a name ("identified as N")."""
    lefts = [sub.i for child in token.lefts if child.dep_ not in _NOT_LEFT for sub in child.subtree]
    last = token.i
    for child in token.rights:
        follows = (
            (child.dep_ == "prep" and child.lower_ == "of")
            or (child.dep_ in ("appos", "flat") and child.pos_ == "PROPN" and child.i <= token.i + 4)
            or (child.dep_ == "acl" and child.lower_ in _NAMING)
        )
        if follows:
            last = max([last, *(sub.i for sub in child.subtree if sub.i <= child.i + 6)])
    return token.doc[min([token.i, *lefts])], token.doc[last]


def joined(noun: Token) -> Iterator[Token]:
    """The nouns that "and" or a list joins to the noun; the parser takes the bare nouns of a list for appositions
    ("his wife, son and daughter")."""
    for child in noun.children:
        if child.pos_ not in ("NOUN", "PROPN"):
            continue
        bare = child.dep_ == "appos" and child.pos_ == noun.pos_ == "NOUN" and not any(child.lefts)
        if child.dep_ == "conj" or bare:
            yield child
            yield from joined(child)


def is_nobody(noun: Token) -> bool:
    """ "Nobody", "none", "no one"."""
    if noun.lower_ in ("nobody", "none"):
        return True
    return noun.lower_ == "one" and any(child.lower_ == "no" for child in noun.children)


def names_people(noun: Token, codebook: Codebook) -> bool:
    """Whether the word is a noun for people of the codebook."""
    return next(codebook.people.find(noun.text), None) is not None


def find_person(
    sentence: Sentence,
    start: int,
    end: int,
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    *,
    one: bool,
) -> tuple[int, int] | None:
    """A run of capitalised words in the phrase that is neither an actor of the lexicon nor a place; of ``one`` person
    ("a commander of the group, N") it may follow after a comma."""
    base = sentence.passage.start
    if _CAPITAL.search(sentence.text, start - base, end - base + _PARTICLE) is None:
        return None
    for match in PERSON.finditer(sentence.text, start - base):
        at, stop = base + match.start(), base + match.end()
        # The name may run on where the phrase ends ("al-" is split off), or follow it at once ("commander N.").
        if at > end + (2 if one else 1):
            break
        while at < stop and (other := next((a for a in actors if a.start <= at < a.end), None)):
            at = other.end
            while at < stop and sentence.text[at - base] in " ’'s":
                at += 1
        overlaps = any(a.start < stop and at < a.end for a in actors)
        institution = any(word.casefold() in INSTITUTIONS for word in match[0].split())
        is_place = institution or any(m.place.start < stop and at < m.place.end and m.place.place_id for m in places)
        if not overlaps and not is_place and " " in sentence.text[at - base : stop - base].strip():
            return at, stop
    return None
