"""Documents as the learned reader sees them: windows of whole sentences, as numbers of word pieces.

In: the text of a document, its sentence passages, what is read in the place of names (`neutral`) and the tokenizer.
Out: `Window`s, each with the word pieces of some sentences and where they stand. Every sentence that is asked for is
*read* in exactly one window; what stands before it there is context: the first sentence of the document, which says
what the report is about, and the sentences right before. Sentences longer than a window are cut off at its end. Nothing
here depends on how many windows are read at a time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from crosswire.extract.neutral import StandIn, read_as
from crosswire.model import Passage, Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LIMIT = 320  # word pieces of a window, the marks at its ends included
CONTEXT = 80  # of them, at most so many are context
CLS, SEP, MASK = "[CLS]", "[SEP]", "[MASK]"
SMALL, CAPITAL, CAPITALS = 0, 1, 2
STRAIGHT = str.maketrans("‘’‛“”„‟", '\'\'\'""""')
"""How an outlet prints its quotation marks and apostrophes says nothing."""


class Piece(NamedTuple):
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
    _pieces: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _begins: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _stops: tuple[int, ...] = field(init=False, repr=False, compare=False)
    stretches: Mapping[int, tuple[int, int]] = field(init=False, repr=False, compare=False)
    """Of each sentence, by its number, the run of the text that is seen here; in order."""

    def __post_init__(self) -> None:
        pieces = tuple(i for i, start in enumerate(self.starts) if start >= 0)
        object.__setattr__(self, "_pieces", pieces)
        object.__setattr__(self, "_begins", tuple(self.starts[i] for i in pieces))
        object.__setattr__(self, "_stops", tuple(self.ends[i] for i in pieces))
        runs: dict[int, tuple[int, int]] = {}
        for i in pieces:
            number = self.sentence[i]
            runs[number] = (runs[number][0] if number in runs else self.starts[i], self.ends[i])
        object.__setattr__(self, "stretches", runs)

    def tokens(self, start: int, end: int) -> list[int]:
        """The positions of the word pieces that touch ``[start, end)`` of the text, in order."""
        return list(self._pieces[bisect_right(self._stops, start) : bisect_left(self._begins, end)])

    def touching(self, spans: Iterable[Span]) -> list[int]:
        """The positions of the word pieces that touch any of the spans, in order."""
        return sorted({i for one in spans for i in self.tokens(one.start, one.end)})


def pieces(text: str, passage: Passage, tokenizer: Tokenizer, neutral: Sequence[StandIn]) -> list[Piece]:
    """The word pieces of one passage, with offsets in the text; those of a stand-in have the offsets of what it stands
    for."""
    own, starts, ends = read_as(text, passage.start, passage.end, neutral)
    encoded = tokenizer.encode(own.translate(STRAIGHT), add_special_tokens=False)
    found = []
    for _, word in groupby(zip(encoded.ids, encoded.offsets, encoded.word_ids, strict=True), key=itemgetter(2)):
        parts = list(word)
        case = _case(own[parts[0][1][0] : parts[-1][1][1]])
        found += [Piece(n, starts[start], ends[end - 1], case) for n, (start, end), _ in parts if end > start]
    return found


def _case(word: str) -> int:
    if len(word) > 1 and word.isupper():
        return CAPITALS
    return CAPITAL if word[:1].isupper() else SMALL


def windows(
    text: str,
    sentences: Sequence[Passage],
    tokenizer: Tokenizer,
    neutral: Callable[[Passage], Sequence[StandIn]] = lambda _: (),
    asked: Iterable[int] | None = None,
) -> list[Window]:
    """The windows of a document, in order; ``neutral`` gives what is read in the place of names of a sentence.
    ``asked``: the numbers of the sentences to be read; of the others only the first and those right before an asked one
    are seen. None: all are read."""
    wanted = frozenset(range(len(sentences)) if asked is None else asked)
    seen = sorted({max(n - 1, 0) for n in wanted} | wanted | {0}) if wanted else []
    told = {n: pieces(text, sentences[n], tokenizer, neutral(sentences[n]))[: LIMIT - 2] for n in seen}
    cls, sep = tokenizer.token_to_id(CLS) or 0, tokenizer.token_to_id(SEP) or 0
    found: list[Window] = []
    at = 0
    while at < len(seen):
        before = _context(told, [*seen[: min(at, 1)], *seen[max(at - CONTEXT, 1) : at]])
        room = LIMIT - 1 - sum(len(told[i]) + 1 for i in before)
        until = at
        while until < len(seen) and len(told[seen[until]]) + 1 <= room:
            room -= len(told[seen[until]]) + 1
            until += 1
        if until == at:  # a sentence that leaves no room for context
            before, until = [], at + 1
        read = wanted.intersection(seen[at:until])
        if read:
            found.append(_window(told, [*before, *seen[at:until]], read, cls, sep))
        at = until
    return found


def _context(told: Mapping[int, Sequence[Piece]], before: Sequence[int]) -> list[int]:
    """The first sentence and as many of the last of those before as there is room for."""
    room, chosen = CONTEXT, []
    for number in [*before[:1], *reversed(before[1:])]:
        if len(told[number]) + 1 > room:
            break
        room -= len(told[number]) + 1
        chosen.append(number)
    return sorted(chosen)


def _window(
    told: Mapping[int, Sequence[Piece]], numbers: Sequence[int], read: frozenset[int], cls: int, sep: int
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
