"""What is told of a copied run: who had it first, and what was changed, added and left out.

In: copies, their documents and the lexicon.  Out: the same copies, in the same order, with ``first`` and ``changes``.
May fail with `CrosswireError` where a copy names a document that is not among the documents.

First, by credit, then by time: an agency had first what the other document credits to it, and an outlet what the other
one says it took from it.  Without such a credit, the document published on an earlier day had it first.  None, unknown:
both credit one agency and neither is it, the dates say the opposite of the credit, the day is the same, or one bears
no date.

Changes: the words of both sides, in the normal form of `words`, are aligned in order (`difflib`).  Words only here are
``added``, words only there ``left_out``, words in one slot ``replaced``; another name of the same actor is ``renamed``.
Punctuation and case are no change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from crosswire.errors import CrosswireError
from crosswire.model import Change, Copy, Document, Documents, Span, by_id
from crosswire.trace.names import agency_of, organisation
from crosswire.trace.words import ActorNames, Line, normal_form, read_line

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

_Read = Callable[[str, int, int], tuple[Line, list[tuple[int, int]]]]
"""Gives the line of a run, and the span of each of its words."""


def told_of(copies: Iterable[Copy], documents: Documents, lexicon: Lexicon) -> Iterator[Copy]:
    """The copies with who had them first and what was changed, one after the other."""
    given = by_id(documents)
    names = ActorNames(lexicon.aliases)

    @lru_cache(maxsize=256)
    def line(text: str, start: int, end: int) -> tuple[Line, list[tuple[int, int]]]:
        return read_line(text, start, end, names, ())

    for copy in copies:
        for document_id in (copy.document_id, copy.other_id):
            if document_id not in given:
                raise CrosswireError(f"{document_id}: a copy names this document, which was not given; pass all")
        one, other = given[copy.document_id], given[copy.other_id]
        first = who_was_first(one, other, lexicon)
        yield replace(
            copy,
            first=first.document_id if first else None,
            changes=tuple(changes(one.text, _here(copy), other.text, _there(copy), line)),
        )


def who_was_first(one: Document, other: Document, lexicon: Lexicon) -> Document | None:
    """Which of two documents with text in common had it first; None where that is not known."""
    by_credit = [a for a, b in ((one, other), (other, one)) if _credits(b, a, lexicon)]
    if len(by_credit) == 1:
        late = other if by_credit[0] is one else one
        contradicted = _day(late) is not None and (_day(by_credit[0]) or "") > (_day(late) or "")
        return None if contradicted else by_credit[0]
    agencies = agency_of(one, lexicon), agency_of(other, lexicon)
    if by_credit or (agencies[0] is not None and agencies[0] == agencies[1]):
        return None
    if one.published is None or other.published is None or _day(one) == _day(other):
        return None
    return min(one, other, key=lambda document: document.published or "")


def _credits(taker: Document, giver: Document, lexicon: Lexicon) -> bool:
    """Whether the one document names the outlet of the other as where its text is from."""
    if giver.outlet is None:
        return False
    outlet = organisation(giver.outlet, lexicon)[0]
    if taker.outlet is not None and organisation(taker.outlet, lexicon)[0] == outlet:
        return False
    named = (name for name in (taker.agency, taker.republishes) if name is not None)
    return outlet in {organisation(name, lexicon)[0] for name in named}


def _day(document: Document) -> str | None:
    return document.published[:10] if document.published else None


def changes(text: str, here: tuple[int, int], other_text: str, there: tuple[int, int], line: _Read) -> Iterator[Change]:
    """What differs between two runs, in the order of the one here; ``line`` reads one."""
    if text[slice(*here)] == other_text[slice(*there)]:
        return
    ours, spans = line(text, *here)
    theirs, other_spans = line(other_text, *there)
    matcher = SequenceMatcher(a=ours.words, b=theirs.words, autojunk=False)
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal":
            for at, twin in zip(range(i, j), range(k, m), strict=True):
                if ours.words[at][0] == "@" and _named(text, spans[at]) != _named(other_text, other_spans[twin]):
                    yield Change(kind="renamed", here=Span(start=spans[at][0], end=spans[at][1]),
                                 there=Span(start=other_spans[twin][0], end=other_spans[twin][1]))  # fmt: skip
        else:
            own, lost = _run(spans, i, j), _run(other_spans, k, m)
            yield Change(kind="replaced" if own and lost else "added" if own else "left_out", here=own, there=lost)


def _named(text: str, span: tuple[int, int]) -> str:
    return " ".join(normal_form(word) for word in text[slice(*span)].split())


def _run(spans: Sequence[tuple[int, int]], first: int, end: int) -> Span | None:
    return Span(start=spans[first][0], end=spans[end - 1][1]) if end > first else None


def _here(copy: Copy) -> tuple[int, int]:
    return copy.start, copy.end


def _there(copy: Copy) -> tuple[int, int]:
    return copy.other_start, copy.other_end
