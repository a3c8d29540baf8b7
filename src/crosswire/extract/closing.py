"""A source and a verb of saying that close a sentence: "…, the monitor said on Friday", "…, said the governor".

In: a parsed sentence and its actors.  Out: each verb of saying that stands in such a close, with its source.  The words
are read from right to left by their kinds, not by the parse: agency sentences are long and often have lost their
commas, and then the parser takes what is reported for the subject of "said".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswire.extract.parse import Sentence
from crosswire.extract.speakers import PRONOUNS
from crosswire.extract.tokens import Token
from crosswire.lexicon.event_types import Cues
from crosswire.model import ActorMention

_NOUNS = {"NOUN", "PROPN"}
_INSIDE = {"NOUN", "PROPN", "ADJ", "NUM"}
_DETERMINERS = {"DET", "PRON"}
_POSSESSIVES = {"POS", "PRP$"}
_TAIL = {"ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PUNCT", "PART", "ADV", "SYM", "X"}
_WHERE = {"in", "at", "from"}
_LINKS = {"of", "for", "and"}
_LONGEST_TAIL = 12
_LONGEST_SOURCE = 12
_GOES_ON = {"and", "but", "while", "as", "who", "which", "without", "after", "although", "though"}


@dataclass(frozen=True, slots=True)
class Closing:
    """``source``: first, last and head word of the one who speaks; ``told``: first and last word of whom they told."""

    verb: Token
    source: tuple[Token, Token, Token]
    pronoun: bool
    told: tuple[Token, Token] | None


def find_closing(sentence: Sentence, actors: Sequence[ActorMention], cues: Cues) -> Iterator[Closing]:
    """The verbs of saying that close what stands before them."""
    tokens = [token for token in sentence.doc if not token.is_space]
    for at, verb in enumerate(tokens):
        if verb.lower_ not in cues.closing or verb.pos_ == "PROPN" or _passive(tokens, at) or _province(tokens, at):
            continue
        source, after, told = before(sentence, tokens, at, actors, cues), at + 1, None
        if source is not None and verb.lower_ in cues.addressing:
            after = _over_noun(tokens, after)
            told = (tokens[at + 1], tokens[after - 1]) if after > at + 1 else None
        closes = source is not None and (told is not None) == (verb.lower_ in cues.addressing)
        if not (closes and _ends(tokens, after, cues)) and verb.lower_ in cues.inverting:
            source, after = _after(sentence, tokens, at, actors)
        if source is None or not _ends(tokens, after, cues):
            continue
        first = source[0]
        if any(token.pos_ in ("VERB", "AUX") and token.i < min(first.i, verb.i) for token in tokens):
            yield Closing(verb, source, source[2].lower_ in PRONOUNS, told)


def _province(tokens: Sequence[Token], at: int) -> bool:
    """ "In Velmora state": one name does not "state"; officials do."""
    return tokens[at].lower_ == "state" and at > 0 and tokens[at - 1].pos_ == "PROPN"


def _passive(tokens: Sequence[Token], at: int) -> bool:
    """ "Nine deaths were reported": the verb says nothing of who reports."""
    return any(token.lemma_ in ("be", "get") for token in tokens[max(0, at - 2) : at] if token.pos_ in ("AUX", "VERB"))


def before(
    sentence: Sentence, tokens: Sequence[Token], at: int, actors: Sequence[ActorMention], cues: Cues
) -> tuple[Token, Token, Token] | None:
    """First, last and head word of the noun phrase that ends right before the verb at ``at`` and its auxiliaries."""
    last = at - 1
    while last >= 0 and tokens[last].pos_ in ("AUX", "ADV"):
        last -= 1
    if last < 0:
        return None
    if tokens[last].lower_ in PRONOUNS:
        return tokens[last], tokens[last], tokens[last]
    closes = tokens[last].text == ")"
    opening = next((i for i in range(last, max(last - 6, -1), -1) if tokens[i].text == "("), None) if closes else None
    head = last if opening is None else opening - 1
    if head < 0 or tokens[head].pos_ not in _NOUNS:
        return None
    place = next((i for i in range(head, max(head - 5, 0), -1) if tokens[i].lower_ in _WHERE), None)
    if place is not None and (tokens[place - 1].lower_ in cues.unnamed_heads or _seated(tokens, place, head)):
        head = place - 1  # "an official in Velmora said", ", the general staff in Velmora said"
    first = head
    for place in range(head - 1, max(head - _LONGEST_SOURCE, -1), -1):
        token, known = tokens[place], _actor(sentence, tokens[place], actors)
        inside = known is not None and known == _actor(sentence, tokens[place + 1], actors)
        if inside or token.pos_ in _INSIDE or token.text in ("-", "’s", "'s", "’", "'") or _joins(tokens, place):
            if token.pos_ == "PROPN" and known is None and _plain(tokens[place + 1 : head + 1]):
                break
            first = place
        else:
            if token.pos_ in _DETERMINERS and (token.pos_ == "DET" or token.tag_ in _POSSESSIVES):
                first = place
            break
        if tokens[place].tag_ in ("PRP$",):
            break
    while first < head and (tokens[first].lower_ in _LINKS or tokens[first].is_punct or tokens[first].pos_ == "NUM"):
        first += 1
    return tokens[first], tokens[last], tokens[head]


def _seated(tokens: Sequence[Token], place: int, last: int) -> bool:
    """Whether a noun phrase that a comma opens stands before "in", and nothing but a name behind it."""
    if any(token.pos_ != "PROPN" for token in tokens[place + 1 : last + 1]) or tokens[place - 1].pos_ != "NOUN":
        return False
    first = place - 1
    while first > 0 and tokens[first - 1].pos_ in ("ADJ", "NOUN", "PROPN"):
        first -= 1
    return first > 1 and tokens[first - 1].pos_ == "DET" and tokens[first - 2].text == ","


def _plain(words: Sequence[Token]) -> bool:
    """Whether the words are common nouns without an article, before which a name begins another phrase."""
    return all(word.pos_ == "NOUN" and word.tag_ == "NNS" for word in words)


def _joins(tokens: Sequence[Token], place: int) -> bool:
    """Whether "of", "for" or "and" stands between two nouns (or before an article that a noun stands before)."""
    token = tokens[place]
    return token.lower_ in _LINKS and place > 0 and tokens[place - 1].pos_ in _NOUNS


def _actor(sentence: Sentence, token: Token, actors: Sequence[ActorMention]) -> ActorMention | None:
    return next((actor for actor in actors if actor.start <= sentence.start(token) < actor.end), None)


def _after(
    sentence: Sentence, tokens: Sequence[Token], at: int, actors: Sequence[ActorMention]
) -> tuple[tuple[Token, Token, Token] | None, int]:
    """The noun phrase that begins right after the verb, and where the words after it begin."""
    stop = _over_noun(tokens, at + 1)
    if stop == at + 1:
        return None, stop
    while stop < len(tokens) and (
        (tokens[stop].lower_ in _LINKS and _over_noun(tokens, stop + 1) > stop + 1)
        or ((known := _actor(sentence, tokens[stop], actors)) is not None
            and known == _actor(sentence, tokens[stop - 1], actors))
    ):  # fmt: skip
        stop = max(_over_noun(tokens, stop + 1), stop + 1)
    last = stop - 1
    heads = [token for token in tokens[at + 1 : stop] if token.pos_ in _NOUNS]
    return (tokens[at + 1], tokens[last], heads[-1] if not _names(tokens[at + 1 : stop]) else heads[0]), stop


def _names(words: Sequence[Token]) -> bool:
    return any(word.lower_ in _LINKS for word in words)


def _over_noun(tokens: Sequence[Token], at: int) -> int:
    """Where the noun phrase that begins here ends; ``at`` itself where none does."""
    place = at
    if place < len(tokens) and (tokens[place].pos_ == "DET" or tokens[place].tag_ == "PRP$"):
        place += 1
    noun = None
    while place < len(tokens) and (tokens[place].pos_ in _INSIDE or tokens[place].text in ("-", "’s", "'s")):
        if tokens[place].pos_ in _NOUNS:
            noun = place
        place += 1
    return at if noun is None else noun + 1


def _ends(tokens: Sequence[Token], at: int, cues: Cues) -> bool:
    """Whether nothing that could be what is said follows: the end of the sentence or of its clause, perhaps after when,
    where and to whom it was said."""
    for count, token in enumerate(tokens[at:]):
        if token.lower_ in _GOES_ON or token.tag_ == "VBG" or token.text in (";", "—", "–", "-"):
            return True
        if token.pos_ not in _TAIL or count >= _LONGEST_TAIL or token.text in (":", '"', "“"):
            return False
        if not count and token.pos_ in ("DET", "NUM", "PRON", "ADJ", "X") and token.lower_ not in cues.when:
            return False
        if not count and token.pos_ in _NOUNS and token.lower_ not in cues.when:
            return False
        if token.text == ",":
            return True
    return True
