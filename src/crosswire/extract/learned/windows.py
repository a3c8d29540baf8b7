"""Documents as the learned reader sees them: windows of whole sentences, as numbers of word pieces.

In: the text of a document, its sentence passages and the tokenizer. Out: `Window`s, each with the word pieces of some
sentences and where they stand. Every sentence is *read* in exactly one window; what stands before it there is context:
the first sentence of the document, which says what the report is about, and the sentences right before. Sentences
longer than a window are cut off at its end. Nothing here depends on how many windows are read at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosswire.model import Passage

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LIMIT = 320  # word pieces of a window, the marks at its ends included
CONTEXT = 112  # of them, at most so many are context
CLS, SEP, MASK = "[CLS]", "[SEP]", "[MASK]"
SMALL, CAPITAL, CAPITALS = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Piece:
    """One word piece: its number in the vocabulary, its span in the text, how its word is written."""

    id: int
    start: int
    end: int
    case: int


@dataclass(frozen=True, slots=True)
class Window:
    """``ids``, ``cases``, ``starts``, ``ends`` and ``sentence`` are as long as the window.  Marks between sentences
    have the span (-1, -1) and the number of the sentence they close; the first one is sentence -1.  ``read`` holds the
    numbers of the sentences (among the passages given) that are read here and not only seen."""

    ids: tuple[int, ...]
    cases: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentence: tuple[int, ...]
    read: frozenset[int]

    def tokens(self, start: int, end: int) -> list[int]:
        """The positions of the word pieces that touch ``[start, end)`` of the text, in order."""
        return [i for i, (s, e) in enumerate(zip(self.starts, self.ends, strict=True)) if s < end and start < e]


def pieces(text: str, passage: Passage, tokenizer: Tokenizer) -> list[Piece]:
    """The word pieces of one passage, with offsets in the text."""
    own = text[passage.start : passage.end]
    encoded = tokenizer.encode(own, add_special_tokens=False)
    found = []
    for number, (start, end), word in zip(encoded.ids, encoded.offsets, encoded.word_ids, strict=True):
        if end > start:
            first, last = (encoded.word_to_chars(word) if word is not None else None) or (start, end)
            found.append(Piece(number, passage.start + start, passage.start + end, _case(own[first:last])))
    return found


def _case(word: str) -> int:
    if len(word) > 1 and word.isupper():
        return CAPITALS
    return CAPITAL if word[:1].isupper() else SMALL


def windows(text: str, sentences: Sequence[Passage], tokenizer: Tokenizer) -> list[Window]:
    """The windows of a document, in order."""
    told = [pieces(text, sentence, tokenizer)[: LIMIT - 2] for sentence in sentences]
    cls, sep = tokenizer.token_to_id(CLS) or 0, tokenizer.token_to_id(SEP) or 0
    found: list[Window] = []
    at = 0
    while at < len(told):
        before = _context(told, at)
        room = LIMIT - 1 - sum(len(told[i]) + 1 for i in before)
        until = at
        while until < len(told) and len(told[until]) + 1 <= room:
            room -= len(told[until]) + 1
            until += 1
        if until == at:  # a sentence that leaves no room for context
            before, until = [], at + 1
        found.append(_window(told, [*before, *range(at, until)], frozenset(range(at, until)), cls, sep))
        at = until
    return found


def _context(told: Sequence[Sequence[Piece]], at: int) -> list[int]:
    """The first sentence and as many right before ``at`` as there is room for."""
    room, chosen = CONTEXT, []
    for number in ([0] if at else []) + list(range(at - 1, 0, -1)):
        if len(told[number]) + 1 > room:
            break
        room -= len(told[number]) + 1
        chosen.append(number)
    return sorted(chosen)


def _window(
    told: Sequence[Sequence[Piece]], numbers: Sequence[int], read: frozenset[int], cls: int, sep: int
) -> Window:
    ids, cases, starts, ends, sentence = [cls], [SMALL], [-1], [-1], [-1]
    for number in numbers:
        for piece in told[number]:
            ids.append(piece.id)
            cases.append(piece.case)
            starts.append(piece.start)
            ends.append(piece.end)
            sentence.append(number)
        ids.append(sep)
        cases.append(SMALL)
        starts.append(-1)
        ends.append(-1)
        sentence.append(number)
    return Window(tuple(ids), tuple(cases), tuple(starts), tuple(ends), tuple(sentence), read)
