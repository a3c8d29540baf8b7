"""Triggers: the words of a sentence that say what happened or what is counted.

In: the text of a passage and the codebook.  Out: the hits with document offsets, from left to right.  A word that is
part of an actor's or a place's name is no trigger ("Free Marn Front"; but "Ostravian warplanes" is one, in small
letters), nor is the release of a statement a release.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from crosswire.extract.parse import Sentence
from crosswire.extract.places.words import TYPE_WORDS
from crosswire.lexicon.event_types import Codebook, Trigger
from crosswire.model import Passage, Place, Span

# What is released, taken, lost, hit or freed without anybody being so.
_THINGS_SAID = {"statement", "video", "photo", "report", "footage", "picture", "image", "figure", "film", "result"}
_THINGS_SAID |= {"statements", "videos", "photos", "reports", "pictures", "images", "figures", "data", "bodies"}


_ARMS = {
    "missile", "missiles", "weapon", "weapons", "arms", "ammunition", "tank", "tanks", "vehicle", "vehicles", "rifle",
    "rifles", "explosive", "explosives", "rocket", "rockets", "gun", "guns", "machinegun", "machineguns", "launcher",
    "launchers", "grenade", "grenades", "equipment", "pistol", "pistols",
}  # fmt: skip


_PRONOUNS = {"him", "her", "them", "us", "me", "he", "she", "they", "who", "whom", "others"}
# Verbs that take people as well as things.
_TAKING = {"seize", "snatch"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger word in a parsed sentence: its offsets, its head token and what the codebook says it means."""

    start: int
    end: int
    token: Token
    meanings: tuple[Trigger, ...]

    def event_types(self) -> list[str]:
        return [meaning.event_type for meaning in self.meanings if meaning.event_type]

    def counting(self) -> Trigger | None:
        """What is counted at this word, if anything is."""
        return next((meaning for meaning in self.meanings if meaning.measure), None)


def may_hold_claim(text: str, passage: Passage, codebook: Codebook) -> bool:
    """Whether a passage has any trigger at all; the others are never parsed."""
    return next(codebook.triggers.find(text[passage.start : passage.end]), None) is not None


def find_triggers(sentence: Sentence, codebook: Codebook, names: Sequence[Span]) -> list[Hit]:
    """The triggers of a sentence outside the given names."""
    hits: list[Hit] = []
    base = sentence.passage.start
    for found in codebook.triggers.find(sentence.text):
        start, end = base + found.start, base + found.end
        if any(start < name.end and name.start < end for name in names) and not sentence.text[found.start].islower():
            continue
        token = sentence.root_of(start, end)
        if token is None or _is_about_words(token):
            continue
        several_words = " " in sentence.text[found.start : found.end]
        meanings = tuple(meaning for meaning in found.values if _fits(token, meaning, several_words, codebook))
        if any(meaning.event_type == "territory_change" for meaning in meanings) and _takes_ground(
            token, names, sentence
        ):
            meanings = tuple(meaning for meaning in meanings if not meaning.measure)
        if meanings:
            hits.append(Hit(start, end, token, meanings))
    return hits


def _is_about_words(token: Token) -> bool:
    """ "Released a statement", "captured on video": the object says that nothing happened to people or places."""
    return token.pos_ == "VERB" and any(
        child.dep_ in ("dobj", "nsubjpass") and child.lower_ in _THINGS_SAID for child in token.children
    )


def _several(noun: Token) -> bool:
    """ "3 shot": a noun in the singular cannot follow a count of several, so it is the participle."""
    return noun.tag_ == "NN" and any(
        child.dep_ == "nummod" and child.i == noun.i - 1 and child.lower_ not in ("1", "one") for child in noun.children
    )


def _takes_people_or_arms(token: Token, codebook: Codebook) -> bool:
    """ "Seized two women", "captured a missile": what is taken is no ground."""
    return any(word.lower_ in _ARMS or _is_people(word, codebook) for word in _taken(token))


def _takes_things(token: Token, codebook: Codebook) -> bool:
    """ "Seized rifles", "seized the town": who takes a thing abducts nobody."""
    taken = _taken(token) or ([token.head] if token.dep_ in ("acl", "relcl") else [])
    named = [[word, *(child for child in word.children if child.dep_ == "compound")] for word in taken]
    return bool(taken) and not any(
        _is_people(word, codebook) or word.lower_ in _PRONOUNS or (word.pos_ == "NUM" and word.dep_ == "dobj")
        for words in named
        for word in words
    )


def _taken(token: Token) -> list[Token]:
    return [child for child in token.children if child.dep_ in ("dobj", "nsubjpass")]


def _is_people(word: Token, codebook: Codebook) -> bool:
    return next(codebook.people.find(word.text), None) is not None


def _takes_ground(token: Token, names: Sequence[Span], sentence: Sentence) -> bool:
    """ "Seized Karsten", "captured the town": nobody is abducted or taken prisoner."""
    taken = [child for child in token.children if child.dep_ in ("dobj", "nsubjpass")]
    places = [name for name in names if isinstance(name, Place)]
    return any(
        child.lower_ in TYPE_WORDS or any(name.start <= sentence.start(child) < name.end for name in places)
        for child in taken
    )


def _fits(token: Token, meaning: Trigger, several_words: bool, codebook: Codebook) -> bool:
    """Whether the tag of the word agrees with the meaning: "a bus" evacuates nobody."""
    if meaning.event_type == "territory_change" and _takes_people_or_arms(token, codebook):
        return False
    if meaning.measure == "abducted" and token.lemma_.lower() in _TAKING and _takes_things(token, codebook):
        return False
    if meaning.event_type and meaning.form == "verb":
        infinitive = any(child.tag_ == "TO" for child in token.children) or (token.i and token.nbor(-1).tag_ == "TO")
        return bool(token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBG", "VBN", "VBD") or infinitive)
    if meaning.event_type and meaning.form == "noun":
        return several_words or token.pos_ not in ("VERB", "AUX")
    if meaning.form in ("object", "self") and token.pos_ in ("NOUN", "PROPN") and token.tag_ not in ("VBG", "VBN"):
        return token.lower_.endswith(("ed", "ing")) or _several(token)
    if token.lower_ == "lives":
        taken = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token  # "hundreds of lives"
        return taken.dep_ == "dobj" and taken.head.lemma_.lower() in ("claim", "take", "cost", "lose")
    return True
