"""Which words of a sentence name the source, which are the cue, and which are what is reported.

In: a parsed sentence and one of its reports (`crosswire.extract.attribution.find_reports`).  Out: `ReportSpans` in
code points of the document, as PARC and PolNeAR mark them (Pareti 2016; Newell et al. 2018): the source with all that
describes it, "he" itself and not whom it stands for; the cue; the content, the clause that is reported with its "that"
and its quotation marks.  Source and content are None where the sentence does not hold them.  Never fails.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from crosswire.extract.attribution import Report
from crosswire.extract.parse import Sentence
from crosswire.model import Span

_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_OPENING, _CLOSING = frozenset('“‘"«('), frozenset('”’"»)')
_BARE = frozenset(",;:–—-. ")
_CLAUSES = ("ccomp", "xcomp", "parataxis")
_OBJECTS = ("dobj", "attr", "prep")
_AUX = {"aux", "neg", "auxpass"}
_WHO = {"who", "which", "that"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSpans:
    """The words of one report."""

    source: Span | None
    cue: Span
    content: Span | None


def report_spans(sentence: Sentence, report: Report) -> ReportSpans:
    """The words of a report; that of a phrase such as "according to" covers the clause it stands beside."""
    if report.scope is not None:
        return _of_verb(sentence, report.scope)
    cue = Span(start=report.cue.start, end=report.cue.end)
    following = sentence.tokens(cue.end, sentence.passage.start + len(sentence.text))
    noun = next((t for t in following if t.dep_ in ("pobj", "dobj") and t.pos_ in ("NOUN", "PROPN")), None)
    if noun is None:
        return ReportSpans(source=None, cue=cue, content=None)
    source = _span(sentence, noun.subtree)
    before = _trim(sentence, sentence.passage.start, cue.start)
    after = _trim(sentence, source.end, sentence.passage.start + len(sentence.text)) if source else None
    return ReportSpans(source=source, cue=cue, content=_longer(before, after))


def _of_verb(sentence: Sentence, verb: Token) -> ReportSpans:
    subject = _subject(verb)
    source = None if subject is None else _source(sentence, subject)
    cue = _cue(sentence, verb, subject)
    clause = next((c for dep in _CLAUSES for c in verb.children if c.dep_ == dep), None)
    if clause is None and verb.dep_ in ("parataxis", "ccomp"):
        clause = verb.head
    if clause is None:
        clause = next((c for dep in _OBJECTS for c in verb.children if c.dep_ == dep), None)
    if clause is None:
        return ReportSpans(source=source, cue=cue, content=_rest(sentence, source, cue))
    own = {token.i for token in verb.subtree} if clause is verb.head else set()
    span = _span(sentence, (token for token in clause.subtree if token.i not in own))
    return ReportSpans(source=source, cue=cue, content=None if span is None else _apart(sentence, span, source, cue))


def _subject(verb: Token) -> Token | None:
    at = verb
    for _ in range(3):
        subject = next((child for child in at.children if child.dep_ in _SUBJECTS), None)
        if subject is not None:
            if subject.lower_ in _WHO and at.dep_ == "relcl":
                return at.head
            agent = next((noun for child in at.children if child.dep_ == "agent" for noun in child.children), None)
            return agent if agent is not None else subject
        if at.dep_ not in ("conj", "advcl", "xcomp"):
            break
        at = at.head
    return None


def _source(sentence: Sentence, subject: Token) -> Span | None:
    """The noun phrase of the source, without a clause about it and what that clause holds."""
    left_out = {sub.i for child in subject.children if child.dep_ in ("relcl", "parataxis") for sub in child.subtree}
    return _span(sentence, (token for token in subject.subtree if token.i not in left_out))


def _cue(sentence: Sentence, verb: Token, subject: Token | None) -> Span:
    """The verb with the auxiliaries that stand at it ("has said")."""
    tokens = [verb]
    for at in range(verb.i - 1, max(verb.i - 4, -1), -1):
        token = verb.doc[at]
        if token.head != verb or token.dep_ not in _AUX or token == subject:
            break
        tokens.append(token)
    return Span(start=min(map(sentence.start, tokens)), end=sentence.end(verb))


def _span(sentence: Sentence, tokens: Iterable[Token]) -> Span | None:
    found = [token for token in tokens if not token.is_space]
    if not found:
        return None
    return _trim(sentence, sentence.start(min(found, key=_place)), sentence.end(max(found, key=_place)))


def _place(token: Token) -> int:
    return token.i


def _trim(sentence: Sentence, start: int, end: int) -> Span | None:
    """The run without commas and stops at its ends; a stop inside quotation marks stays."""
    base, text = sentence.passage.start, sentence.text
    while start < end and text[start - base] in _BARE:
        start += 1
    while start < end and text[end - 1 - base] in _BARE:
        end -= 1
    return Span(start=start, end=end) if start < end else None


def _longer(one: Span | None, other: Span | None) -> Span | None:
    if one is None or other is None:
        return one or other
    return one if one.end - one.start >= other.end - other.start else other


def _rest(sentence: Sentence, source: Span | None, cue: Span) -> Span | None:
    """The longer stretch beside source and cue: what a sentence quotes when its parse shows no clause."""
    marks = [span for span in (source, cue) if span is not None]
    base, stop = sentence.passage.start, sentence.passage.start + len(sentence.text)
    first, last = min(span.start for span in marks), max(span.end for span in marks)
    return _longer(_trim(sentence, base, first), _trim(sentence, last, stop))


def _apart(sentence: Sentence, span: Span, source: Span | None, cue: Span) -> Span | None:
    """The content on the one side of source and cue where most of it stands, with its quotation marks."""
    marks = sorted((mark for mark in (source, cue) if mark is not None), key=lambda mark: mark.start)
    pieces: list[Span | None] = []
    at = span.start
    for mark in marks:
        if span.start < mark.end and mark.start < span.end:
            pieces.append(_trim(sentence, at, mark.start) if at < mark.start else None)
            at = max(at, mark.end)
    pieces.append(_trim(sentence, at, span.end) if at < span.end else None)
    best: Span | None = None
    for piece in pieces:
        best = _longer(best, piece)
    return None if best is None else _with_marks(sentence, best)


def _with_marks(sentence: Sentence, span: Span) -> Span:
    base, text = sentence.passage.start, sentence.text
    start, end = span.start, span.end
    if start > base and text[start - base - 1] in _OPENING:
        start -= 1
    closes = end - base
    while closes < len(text) and text[closes] in ".,!?":
        closes += 1
    if closes < len(text) and text[closes] in _CLOSING:
        end = base + closes + 1
    return Span(start=start, end=end)
