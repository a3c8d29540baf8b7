"""Which words of a sentence name the source, which are the cue, and which are what is said, thought or wanted.

In: a parsed sentence, its reports (`crosswire.extract.reports.find_reports`) and whether it begins inside a quotation.
Out: `ReportSpans` in code points of the document, as PARC and PolNeAR mark them (Pareti 2016; Newell et al. 2018): the
source with all that describes it, "he" itself and not whom it stands for; the cue, a verb with its auxiliaries,
adverbs and the particle that belongs to it; the content, what the verb takes, with its "that" and its quotation marks.
Attitudes count there too: to urge, to vow, to praise, to want.  Which verbs, and what they take, is data
(``cues.yaml``).  Never fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crosswire.extract.parse import Sentence
from crosswire.extract.reports import Report
from crosswire.extract.tokens import Token
from crosswire.lexicon.event_types import Cues
from crosswire.model import Span

_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_OPENING, _CLOSING = frozenset('“‘"«('), frozenset('”’"»)')
_MARKS = frozenset('“”"«»')
_BARE = frozenset(",;:–—-. ")
_CLAUSES = ("ccomp", "xcomp", "parataxis")
_LOOSE = {"advcl", "conj", "cc", "punct", "npadvmod", "prt", "aux", "neg", "auxpass", "mark", "dep"} | _SUBJECTS
_AUX = {"aux", "neg", "auxpass"}
_WHO = {"who", "which", "that"}
_PRESENT = {"i", "we", "you"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSpans:
    """The words of one report; ``cue`` is None for speech that goes on, ``contents`` has each piece of a broken one."""

    source: Span | None
    cue: Span | None
    contents: tuple[Span, ...]


def report_spans(sentence: Sentence, reports: Sequence[Report], cues: Cues, *, inside: bool) -> list[ReportSpans]:
    """The words of all reports of a sentence, those of verbs of attitude too; ``inside``: the sentence begins within a
    quotation."""
    found = [_of_phrase(sentence, report) for report in reports if report.verb is None]
    verbs = {report.verb.i for report in reports if report.verb is not None}
    quoted = inside
    for token in sentence.doc:
        if token.text in _MARKS:
            quoted = within_quotation(sentence.text[: sentence.end(token) - sentence.passage.start], inside=inside)
        closing = token.i in verbs and token.tag_ in ("VBD", "VBZ")
        if closing or (not quoted and token.pos_ == "VERB" and token.lower_ in cues.attitudes and _told(token)):
            found.append(_of_verb(sentence, token, cues))
    found = _outermost(found)
    text = sentence.text
    if not found and (inside or text.lstrip()[:1] in _MARKS):
        speech = _speech(sentence, inside=inside)
        return [] if speech is None else [ReportSpans(source=None, cue=None, contents=(speech,))]
    return found


def within_quotation(text: str, *, inside: bool) -> bool:
    """Whether a quotation is open after ``text`` (a passage), given whether one was before it."""
    for at, char in enumerate(text):
        if char == "“":
            inside = True
        elif char == "”":
            inside = False
        elif char == '"':
            inside = at + 1 < len(text) and not text[at + 1].isspace() and (at == 0 or not text[at - 1].isalnum())
    return inside


def _told(verb: Token) -> bool:
    """Whether a verb says that somebody did say, think or want: not what they may, will or did not, nor what the writer
    and the reader do ("I think", "you know")."""
    if verb.tag_ in ("VB", "NNP", "NNPS") or any(child.dep_ == "neg" for child in verb.children):
        return False
    subject = _subject(verb)
    if subject is None or subject.lower_ in _PRESENT:
        return False
    return verb.dep_ == "parataxis" or any(
        child.dep_ in _CLAUSES or (child.i > verb.i and child.dep_ not in _LOOSE) for child in verb.children
    )


def _outermost(found: Sequence[ReportSpans]) -> list[ReportSpans]:
    """Without the reports that stand in what another reports."""
    return [
        one
        for one in found
        if one.cue is None
        or not any(
            content.start <= one.cue.start and one.cue.end <= content.end
            for other in found
            if other is not one
            for content in other.contents
        )
    ]


def _speech(sentence: Sentence, *, inside: bool) -> Span | None:
    """What of a sentence without a cue stands in quotation marks, where that is all of it."""
    base, text = sentence.passage.start, sentence.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if inside:
        closes = next((at for at, char in enumerate(text) if char in '”"'), None)
        end = end if closes is None else closes + 1
    elif not within_quotation(text, inside=False) and text[end - 1] not in '”"':
        return None
    return Span(start=base + start, end=base + end) if start < end else None


def _of_phrase(sentence: Sentence, report: Report) -> ReportSpans:
    """A phrase such as "according to" covers the clause it stands beside."""
    cue = Span(start=report.cue.start, end=report.cue.end)
    following = sentence.tokens(cue.end, sentence.passage.start + len(sentence.text))
    noun = next((t for t in following if t.dep_ in ("pobj", "dobj") and t.pos_ in ("NOUN", "PROPN")), None)
    if noun is None:
        return ReportSpans(source=None, cue=cue, contents=())
    source = _span(sentence, noun.subtree)
    before = _trim(sentence, sentence.passage.start, cue.start)
    after = _trim(sentence, source.end, sentence.passage.start + len(sentence.text)) if source else None
    content = _longer(before, after)
    return ReportSpans(source=source, cue=cue, contents=() if content is None else (content,))


def _of_verb(sentence: Sentence, verb: Token, cues: Cues) -> ReportSpans:
    subject = _subject(verb)
    source = None if subject is None else _source(sentence, subject, verb)
    clause = next((c for dep in _CLAUSES for c in verb.children if c.dep_ == dep), None)
    if clause is None and verb.dep_ in ("parataxis", "ccomp") and verb.i > verb.head.i:
        clause = verb.head
    particle = None if clause is not None else _particle(verb)
    cue = _cue(sentence, verb, subject, particle)
    if clause is None:
        tokens = list(_object(verb, particle))
        if not tokens:
            rest = _rest(sentence, source, cue)
            return ReportSpans(source=source, cue=cue, contents=() if rest is None else (rest,))
    else:
        own = {token.i for token in verb.subtree} if clause is verb.head else set()
        tokens = [token for token in clause.subtree if token.i not in own]
        whom = next((c for c in clause.children if c.dep_ in _SUBJECTS), None)
        to = next((c for c in clause.children if c.tag_ == "TO"), None)
        if whom is not None and to is not None and verb.lower_ in cues.asking:
            tokens = [token for token in tokens if token.i >= to.i]  # "asked the army to leave"
        if clause.i > verb.i:
            tokens = [token for token in tokens if token.i > verb.i] or tokens
    span = _span(sentence, tokens)
    contents = () if span is None else tuple(_apart(sentence, span, source, cue))
    return ReportSpans(source=source, cue=cue, contents=contents)


def _particle(verb: Token) -> Token | None:
    """The "for" of "called for", the "out" of "pointed out": right after a verb that has no object."""
    if any(child.dep_ in ("dobj", "dative") for child in verb.children):
        return None
    return next((c for c in verb.children if c.i == verb.i + 1 and c.dep_ in ("prep", "prt")), None)


def _object(verb: Token, particle: Token | None) -> Iterator[Token]:
    """What a verb takes that is no clause: its object, or that of its particle, and the words that go with it."""
    for child in verb.children:
        if child.i <= verb.i or child.dep_ in _LOOSE:
            continue
        yield from (token for token in child.subtree if token != particle)


def _subject(verb: Token) -> Token | None:
    at = verb
    for _ in range(3):
        subject = next((child for child in at.children if child.dep_ in _SUBJECTS), None)
        if subject is not None:
            agent = next((noun for child in at.children if child.dep_ == "agent" for noun in child.children), None)
            return agent if agent is not None else subject
        if at.dep_ == "acl" and at.tag_ == "VBG":
            return at.head
        if at.dep_ not in ("conj", "advcl", "xcomp", "pcomp", "prep"):
            break
        at = at.head
    return None


def _source(sentence: Sentence, subject: Token, verb: Token) -> Span | None:
    """The noun phrase of the source, without a clause about it and what that clause holds."""
    clauses = [child for child in subject.children if child.dep_ in ("relcl", "parataxis") or child == verb]
    left_out = {sub.i for clause in clauses for sub in clause.subtree}
    return _span(sentence, (token for token in subject.subtree if token.i not in left_out))


def _cue(sentence: Sentence, verb: Token, subject: Token | None, particle: Token | None) -> Span:
    """The verb with the auxiliaries and adverbs that stand at it ("has also said") and its particle."""
    first = verb
    for at in range(verb.i - 1, max(verb.i - 5, -1), -1):
        token = verb.doc[at]
        adverb = token.dep_ == "advmod" and token.lower_ not in _WHO and subject is not None and subject.i < token.i
        if token.head != verb or not (token.dep_ in _AUX or adverb) or token == subject or token.tag_ == "TO":
            break
        first = token
    return Span(start=sentence.start(first), end=sentence.end(particle if particle is not None else verb))


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
    rest = _longer(_trim(sentence, base, first), _trim(sentence, last, stop))
    return None if rest is None else _with_marks(sentence, rest)


def _apart(sentence: Sentence, span: Span, source: Span | None, cue: Span) -> Iterator[Span]:
    """The content on the sides of source and cue: the longest piece, and others that are quotations of their own."""
    marks = sorted((mark for mark in (source, cue) if mark is not None), key=lambda mark: mark.start)
    pieces: list[Span] = []
    at = span.start
    for mark in marks:
        if span.overlaps(mark.start, mark.end):
            piece = _trim(sentence, at, mark.start) if at < mark.start else None
            pieces += [piece] if piece is not None else []
            at = max(at, mark.end)
    piece = _trim(sentence, at, span.end) if at < span.end else None
    pieces += [piece] if piece is not None else []
    longest: Span | None = None
    for one in pieces:
        longest = _longer(longest, one)
    for one in pieces:
        whole = _with_marks(sentence, one)
        if one == longest or sentence.text[whole.start - sentence.passage.start] in _MARKS:
            yield whole


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
    elif within_quotation(text[: end - base], inside=False):
        end = base + len(text.rstrip()) if closes >= len(text.rstrip()) else end
    return Span(start=start, end=end)
