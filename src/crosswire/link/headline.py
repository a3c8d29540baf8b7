"""Which event a document is about.

In: documents, claims, events.  Out: document id to event id, None for a document that tells of no event.  A claim
earns points by where it stands (headline, first sentence, the next two), by the words its sentence shares with the
title and by a figure the title gives too, be it rounded; a running toll, what did not happen and what lies far behind
the document's own days lose.  An event takes its best claim, a little for every further one, and more when a claim of
this document gives its dead.  Ties go to the event told first in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from crosswire.link.days import read_when
from crosswire.link.families import SPEECH
from crosswire.model import Claim, Document, Event, Quantity

_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d,]*")
_LETTERS = re.compile(r"[^\W\d_]+")
_ONE = frozenset({"a", "an", "one", "another", "more", "others"})
_STOP = frozenset(
    {
        "the", "and", "for", "with", "from", "that", "this", "than", "are", "was", "were", "has", "have", "had", "been",
        "not", "but", "over", "after", "into", "amid", "says", "said", "its", "more", "less", "about", "out", "off",
        "who", "his", "her", "their", "they", "them", "what", "when", "where", "which", "will", "would", "could",
        "near", "least",
    }
)  # fmt: skip
_NUMBER = re.compile(r"(over |above |more than |at least )?(\d[\d,]*)")
_ROUND = {"dozens": (24, 100), "scores": (40, 200), "hundreds": (200, 1000), "thousands": (2000, 10000)}
_KILLING = frozenset({"killed", "killed_or_wounded"})
TOLL = 3.5
"""What a total of killed is worth; chosen on the look side of the FA-KES claims."""
FAR_BEHIND = 30
"""Days between an event and its document from which on it counts as background."""


def main_events(
    documents: Sequence[Document], claims: Iterable[Claim], events: Iterable[Event]
) -> dict[str, str | None]:
    """The main event of each document given."""
    event_of = {claim_id: event.event_id for event in events for claim_id in event.claim_ids}
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.claim_id in event_of and claim.event_type not in SPEECH:
            by_document.setdefault(claim.document_id, []).append(claim)
    return {
        document.document_id: _main_event(document, by_document.get(document.document_id, ()), event_of)
        for document in sorted(documents, key=lambda document: document.document_id)
    }


def _main_event(document: Document, claims: Sequence[Claim], event_of: Mapping[str, str]) -> str | None:
    earned: dict[str, list[float]] = {}
    toll: dict[str, float] = {}
    first: dict[str, int] = {}
    ends = sorted(passage.end for passage in document.passages if passage.kind == "sentence")
    for claim in claims:
        event_id = event_of[claim.claim_id]
        earned.setdefault(event_id, []).append(_points(document, claim, ends))
        toll[event_id] = max(toll.get(event_id, 0.0), _toll(claim))
        first[event_id] = min(first.get(event_id, claim.trigger.start), claim.trigger.start)
    if not earned:
        return None

    def rank(event_id: str) -> tuple[float, int, str]:
        points = sorted(earned[event_id], reverse=True)
        total = points[0] + 0.3 * sum(max(0.0, more) for more in points[1:4]) + toll[event_id]
        return (-round(total, 6), first[event_id], event_id)

    return min(earned, key=rank)


def _points(document: Document, claim: Claim, ends: Sequence[int]) -> float:
    """``ends``: where its sentences end, rising."""
    points = _standing(claim, ends)
    title = title_of(document)
    sentence = claim.evidence[0].quote if claim.evidence else claim.trigger.quote
    shared = _words(title) & _words(sentence)
    points += min(2.0, 0.4 * len(shared))
    figures = [q for q in claim.quantities if (q.low, q.best, q.high) != (None, None, None)]
    if any(_in_title(q, title) for q in figures):
        points += 2.5
    if all(q.counts == "cumulative" for q in figures) and figures:
        points -= 2.0
    if claim.status not in ("happened", "ongoing"):
        points -= 2.0
    if _background(document, claim):
        points -= 1.5
    return points


def _toll(claim: Claim) -> float:
    """What a killed figure is worth: a report is about those who died, and a total more than a part."""
    figures = [q for q in claim.quantities if q.measure in _KILLING and q.counts != "cumulative"]
    if any(q.counts == "total" and q.best is not None for q in figures):
        return TOLL
    return 1.0 if figures else 0.0


def title_of(document: Document) -> str:
    """The title given, else the text of the first headline passage, else nothing."""
    if document.title:
        return document.title
    for passage in document.passages:
        if passage.kind == "headline":
            return document.text[passage.start : passage.end]
    return ""


def _standing(claim: Claim, ends: Sequence[int]) -> float:
    if claim.passage_kind == "headline":
        return 2.5
    start = claim.evidence[0].start if claim.evidence else claim.trigger.start
    before = bisect_right(ends, start)
    return (2.0, 1.2, 0.8)[before] if before < 3 else max(0.0, 0.5 - 0.05 * (before - 3))


def _background(document: Document, claim: Claim) -> bool:
    when = read_when(claim.time)
    if document.published is None or when.last is None:
        return False
    try:
        published = date.fromisoformat(document.published[:10]).toordinal()
    except ValueError:
        return False
    return published - when.last > FAR_BEHIND


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.casefold()) if word not in _STOP)


def _in_title(figure: Quantity, title: str) -> bool:
    """Whether the title gives the figure, in digits or in the words of the text, or as a round number it lies above
    ("over 80": 84) or within ("dozens": 25)."""
    values = {figure.low, figure.best, figure.high} - {None}
    words = _LETTERS.findall(figure.quote.casefold())
    last = words[-1] if words and words[-1] not in _ONE else None
    if last in _LETTERS.findall(title.casefold()):
        return True
    return any(low <= value < high for value in values if value is not None for low, high in _title_figures(title))


@lru_cache(maxsize=4096)
def _title_figures(title: str) -> tuple[tuple[int, int], ...]:
    """What a title says of numbers: each as the stretch it covers, half-open."""
    found = [_ROUND[word] for word in _LETTERS.findall(title.casefold()) if word in _ROUND]
    for match in _NUMBER.finditer(title.casefold()):
        number = int(match[2].replace(",", ""))
        zeros = len(match[2]) - len(match[2].rstrip("0"))
        found.append((number, number + (10**zeros if match[1] and zeros else 1)))
    return tuple(found)
