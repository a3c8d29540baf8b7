"""Who speaks: the source that a noun phrase of a sentence stands for.

In: a noun phrase beside a cue of saying, and the actors of the sentence.  Out: a `Speaker`, known to the lexicon,
named, or described ("a military source", "activists"); a pronoun is who spoke last.  None where it is nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crosswire.extract.nominals import PERSON, phrase
from crosswire.extract.parse import Sentence
from crosswire.extract.tokens import Token
from crosswire.lexicon import Lexicon
from crosswire.model import ActorMention, NamedQuote, Quote

PRONOUNS = {"he", "she", "they", "it"}
_LANDS = {"population", "state"}
_OTHER = ("another ", "other ")
_ARTICLE = re.compile(r"(?:the|an?|its|his|her|their|our|my)\s+", re.IGNORECASE)
_BESIDE = ("in", "at", "from", "with")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source as the text gives it: its words, its id where the lexicon has one, whether it is named at all."""

    quote: Quote
    name: str
    actor_id: str | None
    named: bool

    def as_source(self) -> NamedQuote:
        """The words of the source with its name."""
        return NamedQuote(start=self.quote.start, end=self.quote.end, quote=self.quote.quote, name=self.name)


def in_full(speaker: Speaker, earlier: Sequence[Speaker]) -> Speaker:
    """A person named by the last name alone as named in full before ("Brod said" after "Jan Brod said")."""
    if speaker.named and speaker.actor_id is None and " " not in speaker.name:
        full = (one.name for one in earlier if one.actor_id is None and one.name.endswith(f" {speaker.name}"))
        return replace(speaker, name=next(full, speaker.name))
    return speaker


def speaker_of(
    sentence: Sentence, noun: Token, actors: Sequence[ActorMention], lexicon: Lexicon, last: Speaker | None
) -> Speaker | None:
    """The speaker that the noun phrase around ``noun`` stands for; ``last`` spoke before."""
    if noun.lower_ in PRONOUNS:
        return last
    if noun.pos_ not in ("NOUN", "PROPN") or _happening(noun, lexicon):
        return None
    first, final = phrase(noun)
    start, end = sentence.start(first), sentence.end(final)
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in _BESIDE and child.i <= noun.i + 3:
            end = max([end, *(sentence.end(token) for token in child.subtree if token.i <= child.i + 5)])
    return speaker_at(sentence, start, end, noun, actors, lexicon, last)


def speaker_at(
    sentence: Sentence,
    start: int,
    end: int,
    noun: Token,
    actors: Sequence[ActorMention],
    lexicon: Lexicon,
    last: Speaker | None,
) -> Speaker | None:
    """The speaker that the words at ``[start, end)`` with the head ``noun`` stand for; None for hearsay, words that
    pass on what nobody is said to have said ("reports").  "The group", "the source" and "the statement" are who spoke
    last."""
    cues = lexicon.codebook.cues
    quote = sentence.quote(start, end)
    if last is not None and noun.lower_ in cues.again and _the(noun):
        return last
    inside = [actor for actor in actors if actor.start < end and start < actor.end]
    if sentence.text[start - sentence.passage.start :].lower().startswith(_OTHER):
        # "Another monitoring group": not the one that "the monitoring group" stands for.
        inside = [a for a in inside if not sentence.quote(a.start, a.end).quote.islower()]
    head_actor = next((a for a in inside if a.start <= sentence.start(noun) < a.end), None)
    actor = (
        head_actor
        or next((a for a in inside if lexicon.actors[a.actor_id].speaks_for), None)
        or (inside[0] if inside else None)
    )
    article = _ARTICLE.match(quote.quote)
    person = PERSON.search(quote.quote, article.end() if article else 0)
    if actor is not None and (head_actor is not None or actor.kind not in _LANDS):
        inner = sentence.quote(actor.start, actor.end) if head_actor else quote
        return Speaker(inner, actor.name, actor.actor_id, True)
    if noun.lower_ in cues.hearsay:
        return None
    if person is not None and noun.lower_ not in cues.unnamed_heads:
        inner = sentence.quote(start + person.start(), start + person.end())
        return Speaker(inner, inner.quote, None, True)
    named = noun.pos_ == "PROPN" and noun.lower_ not in cues.unnamed_heads
    return Speaker(quote, quote.quote, None, named)


def _the(noun: Token) -> bool:
    """Whether the phrase has "the" and no name in it."""
    return any(child.lower_ == "the" for child in noun.lefts) and not any(
        child.pos_ == "PROPN" and child.dep_ == "compound" for child in noun.lefts
    )


def _happening(noun: Token, lexicon: Lexicon) -> bool:
    """Whether the noun tells of a happening ("the blast"), which says nothing."""
    found = next(lexicon.codebook.triggers.find(noun.text), None)
    return found is not None and any(meaning.event_type and meaning.form == "noun" for meaning in found.values)
