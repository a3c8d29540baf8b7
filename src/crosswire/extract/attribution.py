"""Attribution: according to whom.

In: a parsed sentence, its actors, and what earlier sentences said about sources.  Out: an `Attribution` for a
trigger. The verb of saying above the trigger's clause gives cue and source; "according to" and a source named at the
end of a headline give it for the sentence.  A passive without agent and an indefinite description ("a military
source", "activists") is ``unnamed``; words in quotation marks are ``quoted``; without any cue the outlet speaks
itself (``own_voice``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from crosswire.extract.nominals import PERSON, phrase
from crosswire.extract.parse import Sentence, ancestors, clause_head
from crosswire.lexicon import Lexicon
from crosswire.lexicon.event_types import Cues
from crosswire.model import ActorMention, Attribution, Manner, NamedQuote, Quote, Via

_CARRIERS = {"agency", "media"}
_TELLERS = {"tell", "told", "tells", "telling"}
_CONTENT = {"ccomp", "dobj", "prep", "xcomp"}
_SAYING_CLAUSES = {"ccomp", "parataxis", "ROOT", "advcl", "conj", "relcl"}
_PRONOUNS = {"he", "she", "they", "it"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source as the text names it: its words, its id where the lexicon has one, whether it is named at all."""

    quote: Quote
    name: str
    actor_id: str | None
    named: bool

    def as_source(self) -> NamedQuote:
        """The words of the source with its name."""
        return NamedQuote(start=self.quote.start, end=self.quote.end, quote=self.quote.quote, name=self.name)


@dataclass(frozen=True, slots=True)
class Report:
    """A verb of saying (or "according to") with its speaker; ``scope`` is the verb whose complement is reported."""

    cue: Quote
    speaker: Speaker | None
    scope: Token | None
    via: tuple[Via, ...]


def find_reports(
    sentence: Sentence, actors: Sequence[ActorMention], lexicon: Lexicon, last_speaker: Speaker | None
) -> list[Report]:
    """The reports of a sentence, those by a verb first."""
    return [
        *_verbs(sentence, actors, lexicon, last_speaker),
        *_phrases(sentence, actors, lexicon),
        *_closing(sentence, actors, lexicon),
    ]


def attribute(sentence: Sentence, trigger: Token, reports: Sequence[Report], trigger_start: int) -> Attribution:
    """The attribution of what a trigger tells; ``own_voice`` where no report covers it."""
    report = _covering(trigger, reports)
    if report is None:
        hedge = next((t for t in sentence.doc if t.lower_ in ("reportedly", "allegedly", "purportedly")), None)
        if hedge is not None and clause_head(hedge) == clause_head(trigger):
            return Attribution(manner="unnamed", cue=sentence.quote(sentence.start(hedge), sentence.end(hedge)))
        return Attribution(manner="own_voice")
    return as_attribution(report, quoted=in_quotation_marks(sentence, trigger_start))


def as_attribution(report: Report, *, quoted: bool) -> Attribution:
    """The attribution a report gives to its content."""
    speaker = report.speaker
    manner: Manner = "unnamed" if speaker is None or not speaker.named else ("quoted" if quoted else "reported")
    return Attribution(
        manner=manner,
        source_id=speaker.actor_id if speaker else None,
        source=None if speaker is None else speaker.as_source(),
        cue=report.cue,
        via=report.via,
    )  # fmt: skip


def spoken(sentence: Sentence, speaker: Speaker | None) -> Attribution | None:
    """The attribution of a sentence of direct speech that names no speaker: it goes on with the one who spoke last."""
    if speaker is None or not sentence.text.startswith(('"', "“")):
        return None
    return Attribution(
        manner="quoted",
        source_id=speaker.actor_id,
        source=speaker.as_source(),
    )  # fmt: skip


def in_quotation_marks(sentence: Sentence, at: int) -> bool:
    """Whether a place in the sentence stands between quotation marks."""
    before = sentence.text[: at - sentence.passage.start]
    if before.count("“") > before.count("”"):
        return True
    return before.count('"') % 2 == 1


def _covering(trigger: Token, reports: Sequence[Report]) -> Report | None:
    by_verb = {report.scope.i: report for report in reports if report.scope is not None and report.scope != trigger}
    nearest = next((by_verb[token.i] for token in ancestors(trigger) if token.i in by_verb), None)
    return nearest or next((report for report in reports if report.scope is None), None)


def _verbs(
    sentence: Sentence, actors: Sequence[ActorMention], lexicon: Lexicon, last_speaker: Speaker | None
) -> Iterator[Report]:
    cues = lexicon.codebook.cues
    for token in sentence.doc:
        if token.pos_ != "VERB" or not _reports(token, cues):
            continue
        subject = next((child for child in token.children if child.dep_ == "nsubj"), None)
        if subject is None and token.dep_ == "conj" and token.head.lower_ in cues.reporting:
            subject = next((child for child in token.head.children if child.dep_ == "nsubj"), None)
        if subject is None and token.dep_ == "advcl" and token.tag_ == "VBG":
            subject = next((child for child in token.head.children if child.dep_ == "nsubj"), None)
        cue = sentence.quote(sentence.start(token), sentence.end(token))
        has_content = any(child.dep_ in _CONTENT for child in token.children) or token.dep_ in _SAYING_CLAUSES
        if not has_content:
            continue
        if any(child.dep_ == "nsubjpass" for child in token.children):
            agents = (noun for child in token.children if child.dep_ == "agent" for noun in child.children)
            subject = next((noun for noun in agents if noun.dep_ == "pobj"), None)
            if subject is None:
                # "Nine people were reported killed": somebody says so, and the text does not say who.
                yield Report(cue, None, token, ())
                continue
        if subject is None:
            continue
        speaker = _speaker(sentence, subject, actors, lexicon, last_speaker)
        if speaker is None:
            continue
        yield Report(cue, *_through(sentence, token, speaker, actors))


def _reports(verb: Token, cues: Cues) -> bool:
    """Whether a verb says something: one of the cues, or "put the toll at"; "claimed ten lives" says nothing."""
    objects = {child.lower_ for child in verb.children if child.dep_ == "dobj"}
    if verb.lemma_.lower() == "put":
        return bool(objects & {"toll", "number", "figure", "count"})
    return verb.lower_ in cues.reporting and not objects & {"lives", "life", "responsibility"}


def _through(
    sentence: Sentence, verb: Token, speaker: Speaker, actors: Sequence[ActorMention]
) -> tuple[Speaker, Token, tuple[Via, ...]]:
    """ "A military source told the agency": the agency told is the first link of the chain, and the voice of a source
    without a name."""
    if verb.lower_ not in _TELLERS:
        return speaker, verb, ()
    told = next((child for child in verb.children if child.dep_ in ("dobj", "dative")), None)
    if told is None:
        return speaker, verb, ()
    first, last = phrase(told)
    agency = next(
        (a for a in actors if a.start < sentence.end(last) and sentence.start(first) < a.end and a.kind in _CARRIERS),
        None,
    )
    return speaker, verb, (Via(id=agency.actor_id, name=agency.name),) if agency else ()


def _phrases(sentence: Sentence, actors: Sequence[ActorMention], lexicon: Lexicon) -> Iterator[Report]:
    base = sentence.passage.start
    for found in lexicon.codebook.cues.according.find(sentence.text):
        cue = sentence.quote(base + found.start, base + found.end)
        following = sentence.tokens(cue.end, base + len(sentence.text))
        nouns = (token for token in following if token.dep_ in ("pobj", "dobj") and token.pos_ in ("NOUN", "PROPN"))
        noun = next(nouns, None)
        if noun is None:
            continue
        speaker = _speaker(sentence, noun, actors, lexicon, None)
        if speaker is not None and speaker.name.casefold() not in ("updated data", "the updated data"):
            yield Report(cue, speaker, None, ())
    if sentence.passage.kind == "headline":
        yield from _headline_tail(sentence, actors, lexicon)


def _closing(sentence: Sentence, actors: Sequence[ActorMention], lexicon: Lexicon) -> Iterator[Report]:
    """ "… the monitor said on Friday.": a source and a verb of saying that close a sentence cover all of it, also where
    lost commas hide that from the parse."""
    cues = lexicon.codebook.cues
    tokens = [token for token in sentence.doc if not token.is_space]
    for place, token in enumerate(tokens):
        rest = tokens[place + 1 :]
        if token.lower_ not in cues.reporting or len(rest) > 5 or any(other.pos_ in ("VERB", "NOUN") for other in rest):
            continue
        start = sentence.start(token)
        for actor in actors:
            if actor.end <= start <= actor.end + 1 and actor.kind != "population":
                quote = sentence.quote(actor.start, actor.end)
                speaker = Speaker(quote, actor.name, actor.actor_id, True)
                yield Report(sentence.quote(start, sentence.end(token)), speaker, None, ())


def _headline_tail(sentence: Sentence, actors: Sequence[ActorMention], lexicon: Lexicon) -> Iterator[Report]:
    """ "… kills ten: monitor": a source named at the very end of a headline, after a colon or dash or alone."""
    end = sentence.passage.start + len(sentence.text.rstrip(" .:"))
    for actor in actors:
        if actor.end == end and actor.kind in (
            "monitor",
            "agency",
            "media",
            "organisation",
            "official",
            "army",
            "state",
        ):
            before = sentence.text[: actor.start - sentence.passage.start].rstrip()
            if before.endswith((":", "-", "–", "—")) or actor.kind == "monitor":
                quote = sentence.quote(actor.start, actor.end)
                yield Report(quote, Speaker(quote, actor.name, actor.actor_id, True), None, ())


def _speaker(
    sentence: Sentence, noun: Token, actors: Sequence[ActorMention], lexicon: Lexicon, last_speaker: Speaker | None
) -> Speaker | None:
    if noun.lower_ in _PRONOUNS:
        return last_speaker
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    first, last = phrase(noun)
    start, end = sentence.start(first), sentence.end(last)
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in ("in", "at", "from", "with") and child.i <= noun.i + 3:
            end = max([end, *(sentence.end(token) for token in child.subtree if token.i <= child.i + 5)])
    quote = sentence.quote(start, end)
    inside = [actor for actor in actors if actor.start < end and start < actor.end]
    head_actor = next((a for a in inside if a.start <= sentence.start(noun) < a.end), None)
    actor = (
        head_actor
        or next((a for a in inside if lexicon.actors[a.actor_id].speaks_for), None)
        or (inside[0] if inside else None)
    )
    if actor is not None and (head_actor is not None or actor.kind not in ("population",)):
        inner = sentence.quote(actor.start, actor.end) if head_actor else quote
        return Speaker(inner, actor.name, actor.actor_id, True)
    person = PERSON.search(quote.quote)
    if person is not None and noun.lower_ not in lexicon.codebook.cues.unnamed_heads:
        inner = sentence.quote(start + person.start(), start + person.end())
        return Speaker(inner, inner.quote, None, True)
    named = noun.pos_ == "PROPN" and noun.lower_ not in lexicon.codebook.cues.unnamed_heads
    return Speaker(quote, quote.quote, None, named)
