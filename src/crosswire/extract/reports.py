"""Reports: where a sentence says that somebody says something.

In: a parsed sentence, its actors, and who spoke last.  Out: its `Report`s, surest first: a source and a verb of saying
that close the sentence ("…, the monitor said on Friday"), verbs of saying with a subject, phrases ("according to"),
and sources at either end of a headline.  Which words report is data (``cues.yaml``).  Never fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswire.extract.closing import before, find_closing
from crosswire.extract.nominals import phrase
from crosswire.extract.parse import Sentence, ancestors
from crosswire.extract.speakers import PRONOUNS, Speaker, speaker_at, speaker_of
from crosswire.extract.tokens import Token
from crosswire.lexicon import Lexicon
from crosswire.lexicon.event_types import Cues
from crosswire.model import ActorMention, Quote, Via

_CARRIERS = {"agency", "media"}
_HEADLINE_SOURCES = {"monitor", "agency", "media", "organisation", "official", "army", "state"}
_CONTENT = {"ccomp", "dobj", "prep", "xcomp"}
_SAYING_CLAUSES = {"ccomp", "parataxis", "ROOT", "advcl", "conj", "relcl"}
_GOING_ON = {"go", "continue"}
_SUBJECTLESS = {"conj", "advcl"}


@dataclass(frozen=True, slots=True)
class Report:
    """A cue with its speaker (None: nobody is said to say so).  ``verb`` is the verb of saying, if the cue is one;
    ``scope`` is the verb whose complement is reported, None where the whole sentence is."""

    cue: Quote
    speaker: Speaker | None
    verb: Token | None
    scope: Token | None
    via: tuple[Via, ...]


def find_reports(
    sentence: Sentence, actors: Sequence[ActorMention], lexicon: Lexicon, last_speaker: Speaker | None
) -> list[Report]:
    """The reports of a sentence; of one cue the surest."""
    closing = list(_closing(sentence, actors, lexicon, last_speaker))
    closed = {report.verb.i for report in closing if report.verb is not None}
    return [
        *(
            r
            for r in _verbs(sentence, actors, lexicon, last_speaker, closing)
            if r.verb is None or r.verb.i not in closed
        ),
        *closing,
        *_phrases(sentence, actors, lexicon, last_speaker),
        *_headline(sentence, actors),
    ]


def _closing(
    sentence: Sentence, actors: Sequence[ActorMention], lexicon: Lexicon, last_speaker: Speaker | None
) -> Iterator[Report]:
    for found in find_closing(sentence, actors, lexicon.codebook.cues):
        first, final, head = found.source
        if found.pronoun:
            speaker = last_speaker
            if speaker is None:
                continue
        else:
            start, end = sentence.start(first), sentence.end(final)
            speaker = speaker_at(sentence, start, end, head, actors, lexicon, last_speaker)
        cue = sentence.quote(sentence.start(found.verb), sentence.end(found.verb))
        yield Report(cue, speaker, found.verb, None, _told(sentence, found.told, actors))


def _verbs(
    sentence: Sentence,
    actors: Sequence[ActorMention],
    lexicon: Lexicon,
    last_speaker: Speaker | None,
    closing: Sequence[Report],
) -> Iterator[Report]:
    cues = lexicon.codebook.cues
    for token in sentence.doc:
        if token.pos_ != "VERB" or not _reports(token, cues) or (token.tag_ == "VBN" and token.dep_ in ("acl", "amod")):
            continue
        has_content = any(child.dep_ in _CONTENT for child in token.children) or token.dep_ in _SAYING_CLAUSES
        if not has_content:
            continue
        cue = sentence.quote(sentence.start(token), sentence.end(token))
        subject = _subject(token, cues)
        if any(child.dep_ == "nsubjpass" for child in token.children):
            agents = (noun for child in token.children if child.dep_ == "agent" for noun in child.children)
            subject = next((noun for noun in agents if noun.dep_ == "pobj"), None)
            if subject is None:
                # "Nine people were reported killed": somebody says so, and the text does not say who.
                yield Report(cue, None, token, token, ())
                continue
        said = next((r for r in closing if token.tag_ == "VBG" and r.verb is not None and r.verb.i < token.i), None)
        if said is not None:
            speaker = said.speaker
        elif subject is not None:
            speaker = speaker_of(sentence, subject, actors, lexicon, last_speaker)
        else:
            speaker = _right_before(sentence, token, actors, lexicon, last_speaker)
        hearsay = subject is not None and subject.lower_ in cues.hearsay
        if speaker is not None or hearsay:
            yield Report(cue, speaker, token, token, _told(sentence, _whom(token, cues), actors))


def _subject(verb: Token, cues: Cues) -> Token | None:
    """The subject of a verb of saying; "went on to say", "…, adding that", "after saying that" and "said … and added"
    have that of the verb above, "quoted a source as saying" has the one quoted."""
    own = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if own is not None:
        return _quoted_as(verb, cues) or own
    above = verb.head
    if verb.dep_ == "pcomp" and above.dep_ == "prep":
        above = above.head
    if verb.dep_ == "xcomp" and above.lemma_ in _GOING_ON:
        return _subject(above, cues)
    quoted = next((child for child in above.children if child.dep_ == "dobj"), None)
    if verb.tag_ == "VBG" and quoted is not None and quoted.i < verb.i and above.lower_ in cues.quoting:
        return quoted
    if verb.tag_ == "VBG":
        above = next((one for one in ancestors(verb) if one.lower_ in cues.reporting), above)
    if (verb.dep_ == "conj" and above.lower_ in cues.reporting) or (
        verb.dep_ in ("advcl", "pcomp") and verb.tag_ == "VBG"
    ):
        return next((child for child in above.children if child.dep_ == "nsubj"), None)
    return None


def _quoted_as(verb: Token, cues: Cues) -> Token | None:
    """ "Ten were killed, the agency quoted a doctor as saying": who is quoted behind what he says."""
    as_saying = any(child.lower_ == "as" and child.i > verb.i for child in verb.children)
    content = any(child.dep_ == "ccomp" and child.i < verb.i for child in verb.children)
    if verb.lower_ not in cues.quoting or not as_saying or not content:
        return None
    return next((child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i), None)


def _right_before(
    sentence: Sentence, verb: Token, actors: Sequence[ActorMention], lexicon: Lexicon, last: Speaker | None
) -> Speaker | None:
    """The speaker right before a verb that reports a clause and has no subject in the parse ("On Monday a doctor the
    clinic's director said nine …", where commas are lost)."""
    clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)
    if clause is None or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    tokens = [token for token in sentence.doc if not token.is_space]
    found = before(
        sentence, tokens, next(at for at, token in enumerate(tokens) if token == verb), actors, lexicon.codebook.cues
    )
    if found is None:
        return None
    first, final, head = found
    if head.lower_ in PRONOUNS:
        return last
    return speaker_at(sentence, sentence.start(first), sentence.end(final), head, actors, lexicon, last)


def _reports(verb: Token, cues: Cues) -> bool:
    """Whether a verb says something: one of the cues, or "put the toll at"; "claimed ten lives" says nothing."""
    objects = {child.lower_ for child in verb.children if child.dep_ == "dobj"}
    if verb.lower_ in cues.giving:
        return bool(objects & cues.sums)
    return verb.lower_ in cues.reporting and not objects & cues.claimed


def _whom(verb: Token, cues: Cues) -> tuple[Token, Token] | None:
    """Whom a verb of telling tells."""
    if verb.lower_ not in cues.addressing:
        return None
    told = next((child for child in verb.children if child.dep_ in ("dobj", "dative")), None)
    return None if told is None else phrase(told)


def _told(sentence: Sentence, whom: tuple[Token, Token] | None, actors: Sequence[ActorMention]) -> tuple[Via, ...]:
    """ "A military source told the agency": the agency told is the first link of the chain."""
    if whom is None:
        return ()
    start, end = sentence.start(whom[0]), sentence.end(whom[1])
    agency = next((a for a in actors if a.start < end and start < a.end and a.kind in _CARRIERS), None)
    return (Via(id=agency.actor_id, name=agency.name),) if agency else ()


def _phrases(
    sentence: Sentence, actors: Sequence[ActorMention], lexicon: Lexicon, last_speaker: Speaker | None
) -> Iterator[Report]:
    base = sentence.passage.start
    for found in lexicon.codebook.cues.according.find(sentence.text):
        cue = sentence.quote(base + found.start, base + found.end)
        following = sentence.tokens(cue.end, base + len(sentence.text))
        nouns = (token for token in following if token.dep_ in ("pobj", "dobj") and token.pos_ in ("NOUN", "PROPN"))
        noun = next(nouns, None)
        if noun is None:
            continue
        speaker = speaker_of(sentence, noun, actors, lexicon, last_speaker)
        if speaker is not None:
            yield Report(cue, speaker, None, None, ())


def _headline(sentence: Sentence, actors: Sequence[ActorMention]) -> Iterator[Report]:
    """ "… kills ten: monitor", "Ministry: ten killed": a source at the very end of a headline, after a colon or dash or
    alone, or at its beginning before a colon."""
    if sentence.passage.kind != "headline":
        return
    base, text = sentence.passage.start, sentence.text
    end = base + len(text.rstrip(" .:"))
    for actor in actors:
        if actor.kind not in _HEADLINE_SOURCES:
            continue
        quote = sentence.quote(actor.start, actor.end)
        ends = actor.end == end and (
            text[: actor.start - base].rstrip().endswith((":", "-", "–", "—")) or actor.kind == "monitor"
        )
        begins = not text[: actor.start - base].strip() and text[actor.end - base :].lstrip().startswith(":")
        if ends or begins:
            yield Report(quote, Speaker(quote, actor.name, actor.actor_id, True), None, None, ())
