"""Parsed sentences whose tokens know their place in the document.

In: a passage of a document, the names in it, and what is read in the place of names, loaded words and numbers
(`crosswire.extract.neutral`).  Out: a `Sentence` with spaCy's tags and dependency parse, all positions mapped back to
code points of the document.  Headlines in Title Case are lower-cased but for names (else every word is taken for a
name).  Blanks of other kinds are read as plain ones.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crosswire.extract.named import LONGEST
from crosswire.extract.neutral import StandIn, read_as
from crosswire.extract.syntax import parser
from crosswire.extract.tokens import Token, tokens_of
from crosswire.model import Passage, Quote, Span

_UNJOINED = 99
_ODD_BLANK = re.compile(r"[^\S ]")
_CLAUSE_DEPS = {"ccomp", "advcl", "relcl", "conj", "acl", "xcomp", "pcomp", "csubj", "csubjpass", "parataxis", "ROOT"}


@dataclass(slots=True)
class Sentence:
    """One parsed passage.  ``doc`` holds its tokens; `start` and `end` give their offsets in the document."""

    passage: Passage
    text: str
    doc: list[Token]
    _offsets: list[int]
    _starts: list[int]
    _steps: dict[int, dict[int, int]] = field(default_factory=dict)

    def start(self, token: Token) -> int:
        """Where the token begins, in code points of the document."""
        return self._offsets[token.idx]

    def end(self, token: Token) -> int:
        """Where the token ends (exclusive), in code points of the document."""
        return self._offsets[token.idx + len(token.text)]

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens that overlap ``[start, end)`` of the document, in order."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_left(self._starts, end)
        if first < last and self.end(self.doc[first]) <= start:
            first += 1
        return [token for token in self.doc[first:last] if not token.is_space]

    def root_of(self, start: int, end: int) -> Token | None:
        """The token of ``[start, end)`` on which the others there depend."""
        inside = self.tokens(start, end)
        if not inside:
            return None
        ids = {token.i for token in inside}
        return next((token for token in inside if token.head.i not in ids or token.head == token), inside[-1])

    def steps_between(self, a: Token, b: Token) -> int:
        """Steps between two tokens along the parse; a large number where nothing joins them."""
        up = self._steps_up(a)
        return next((steps + up[i] for i, steps in self._steps_up(b).items() if i in up), _UNJOINED)

    def _steps_up(self, token: Token) -> dict[int, int]:
        """For the token and each one above it, nearest first: how many steps up it is."""
        known = self._steps.get(token.i)
        if known is None:
            known = {above.i: steps for steps, above in enumerate([token, *ancestors(token)])}
            self._steps[token.i] = known
        return known

    def quote(self, start: int, end: int) -> Quote:
        """The words at ``[start, end)`` of the document."""
        base = self.passage.start
        return Quote(start=start, end=end, quote=self.text[start - base : end - base])


_OF_MEMBERS = {"including", "among", "most", "mostly", "mainly", "all", "many", "some", "both"}


def clause_head(token: Token) -> Token:
    """The verb of the clause the token stands in (the token itself where the sentence has no verb above it)."""
    at = token
    while at.head != at:
        if at.dep_ in _CLAUSE_DEPS and at.pos_ in ("VERB", "AUX"):
            return at
        at = at.head
    return at


def ancestors(token: Token) -> Iterator[Token]:
    """The tokens above this one, nearest first."""
    while token.head != token:
        token = token.head
        yield token


def _lowered(text: str, names: Sequence[tuple[int, int]]) -> str:
    """A headline in Title Case with small letters, but for names; as long as it was."""
    kept = [False] * len(text)
    for start, end in names:
        kept[start:end] = [True] * (end - start)
    return "".join(char if kept[i] or len(char.lower()) != 1 else char.lower() for i, char in enumerate(text))


def title_case(text: str) -> bool:
    """Whether nearly all words begin with a capital, so that capitals say nothing of names."""
    words = re.findall(r"[^\W\d_]{4,}", text)
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def parse(
    text: str, passages: Sequence[Passage], names: Sequence[Span], others: Sequence[StandIn] = ()
) -> list[Sentence]:
    """Parse passages of one document; ``names`` are the spans of its actors and places, ``others`` what is read in the
    place of words of it, in order and none over another, all in document offsets."""
    spans = sorted((span.start, span.end) for span in names)
    prepared: list[tuple[Passage, str, str, list[int]]] = []
    begins = [one.start for one in others]
    said = {one.start: text[one.start : one.end] for one in others if one.name}
    for passage in passages:
        end = min(passage.end, passage.start + LONGEST)
        own = text[passage.start : end]
        near = others[bisect_left(begins, passage.start) : bisect_left(begins, end)]
        given = [one.moved(-passage.start) for one in near if one.end <= end]
        plain = _ODD_BLANK.sub(" ", own)
        if passage.kind == "headline" and title_case(own):
            names_inside = [(s - passage.start, e - passage.start) for s, e in spans if passage.start <= s and e <= end]
            plain = _lowered(plain, names_inside)
            given = [one if plain[one.start] == own[one.start] else one.lowered() for one in given]
        rewritten, starts, _ = read_as(plain, 0, len(plain), given)
        prepared.append((passage, own, rewritten, [passage.start + offset for offset in (*starts, len(plain))]))
    docs = parser().pipe((rewritten for _, _, rewritten, _ in prepared), batch_size=64)
    sentences = []
    for (passage, own, _, offsets), tokens in zip(prepared, map(tokens_of, docs), strict=True):
        starts = [offsets[token.idx] for token in tokens]
        for token, start in zip(tokens, starts, strict=True):
            if (name := said.get(start)) is not None:
                token.lemma_, token.lower_ = name, name.lower()  # no rule shall take "Monitor" for a monitor
        sentences.append(Sentence(passage, own, tokens, offsets, starts))
    return sentences


def passive_controller(verb: Token) -> Token | None:
    """ "Two men are in hospital after being shot": the subject of the clause above is whom the participle befell."""
    if verb.dep_ != "pcomp" or not any(child.dep_ == "auxpass" for child in verb.children):
        return None
    above = verb.head.head
    return next((child for child in above.children if child.dep_ in ("nsubj", "nsubjpass")), None)


def lost_subject(verb: Token) -> Token | None:
    """ "After ten people, including two women, were killed": the noun before "was / were killed", where the parse gave
    it to another word.  What is said of its members between two commas is passed over."""
    if not any(child.dep_ == "auxpass" for child in verb.children):
        return None
    at = min(child.i for child in verb.children if child.dep_ in ("aux", "auxpass")) - 1
    if at > 0 and verb.doc[at].text == ",":
        commas = (i for i in range(at - 1, 0, -1) if verb.doc[i].text == ",")
        comma = next(commas, None)
        at = comma - 1 if comma is not None and verb.doc[comma + 1].lower_ in _OF_MEMBERS else -1
    before = verb.doc[at] if at >= 0 else None
    return before if before is not None and before.pos_ in ("NOUN", "PROPN") else None


def _is_where(noun: Token) -> bool:
    """ "In hospital with wounds", "walked into a shop with wounds": a place bears none."""
    return noun.lower_ in ("hospital", "condition") or noun.head.lower_ in ("into", "inside", "outside")


def bearer(wound: Token) -> Token | None:
    """ "A man with a gunshot wound", "ten people are in hospital with wounds", "died from a wound": who has it."""
    suffered = wound.lemma_.lower() in ("wound", "injury") and wound.dep_ == "pobj"
    if not suffered or wound.head.lower_ not in ("with", "for", "from", "of"):
        return None
    above = wound.head.head
    while above.dep_ == "pobj" and above.head.dep_ == "prep" and _is_where(above):
        above = above.head.head
    if above.lemma_.lower() in ("die", "kill", "perish", "succumb"):
        return None  # "died of a gunshot wound": who died is told of already
    if above.pos_ in ("NOUN", "PROPN"):
        return above
    return next((child for child in above.children if child.dep_ in ("nsubj", "nsubjpass")), None)
