"""The chain inside a sentence: who has it from whom before it reached the text.

In: the reports of a sentence (`crosswire.extract.reports`), its actors and the lexicon.  Out: the same reports, with
the one who spoke first as speaker and those who passed it on in ``via``, from the speaker on.  Never fails.

Three constructions say so: "OPA said, citing the army" (the army speaks, OPA passes on), "according to the army, quoted
by OPA" and "in a statement carried by OPA" (the same), and "OPA quoted a source as saying" (a source speaks, OPA passes
on).  Links of the chain are organisations and persons of the lexicon; "citing security reasons" names nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from crosswire.extract.parse import Sentence
from crosswire.extract.reports import Report
from crosswire.extract.speakers import Speaker, speaker_of
from crosswire.extract.tokens import Token
from crosswire.lexicon import Lexicon
from crosswire.model import ActorMention, Via


def with_chains(
    reports: Sequence[Report], sentence: Sentence, actors: Sequence[ActorMention], lexicon: Lexicon
) -> list[Report]:
    """The reports with their chains, in the same order."""
    found = [_quoted_as_saying(report, sentence, actors, lexicon) for report in reports]
    cues = lexicon.codebook.cues
    passing = dict(_passers(sentence, actors, lexicon))
    for place, report in enumerate(found):
        if report.verb is not None or report.speaker is None or report.cue.quote.lower() not in cues.citing:
            continue
        if link_to(report.speaker, lexicon) is None or _one_of_them(report, sentence):
            continue
        at = _nearest(found, report.cue.start, report.speaker, passing.keys() | {report.cue.start})
        if at is not None:
            link = link_to(found[at].speaker, lexicon)
            via = (*((link,) if link else ()), *found[at].via)
            found[at] = replace(found[at], speaker=report.speaker, via=via)
            found[place] = replace(report, via=via)
    for start, link in passing.items():
        at = _nearest(found, start, None, passing.keys())
        if at is not None and link_to(found[at].speaker, lexicon) != link:
            via = (*found[at].via, link)
            found[at] = replace(found[at], via=via)
            found = [
                replace(one, speaker=found[at].speaker, via=via) if one.cue.start == start else one for one in found
            ]
    return found


def _one_of_them(report: Report, sentence: Sentence) -> bool:
    """ "Citing an opposition source": somebody of theirs, and not they."""
    return sentence.text[report.cue.end - sentence.passage.start :].lstrip().lower().startswith(("a ", "an "))


def link_to(speaker: Speaker | None, lexicon: Lexicon) -> Via | None:
    """A speaker of the lexicon, actor or outlet, as a link; None for others."""
    if speaker is None:
        return None
    if speaker.actor_id is not None:
        return Via(id=speaker.actor_id, name=speaker.name)
    outlet = lexicon.outlet_named(speaker.name) if speaker.named else None
    return Via(id=outlet.id, name=outlet.name) if outlet else None


def _nearest(reports: Sequence[Report], start: int, not_by: Speaker | None, skipped: Set[int]) -> int | None:
    """The place of the report whose cue stands nearest; none by the same speaker."""
    places = [
        at
        for at, report in enumerate(reports)
        if report.speaker is not None and report.cue.start not in skipped
        and (not_by is None or report.speaker.name != not_by.name)
    ]  # fmt: skip
    return min(places, key=lambda at: (abs(reports[at].cue.start - start), at), default=None)


def _passers(sentence: Sentence, actors: Sequence[ActorMention], lexicon: Lexicon) -> Iterator[tuple[int, Via]]:
    """Where a phrase such as "carried by" begins, and whom it names."""
    base = sentence.passage.start
    for found in lexicon.codebook.cues.passing.find(sentence.text):
        following = sentence.tokens(base + found.end, base + len(sentence.text))
        noun = next((token for token in following if token.pos_ in ("NOUN", "PROPN") and token.dep_ == "pobj"), None)
        speaker = None if noun is None else speaker_of(sentence, noun, actors, lexicon, None)
        link = link_to(speaker, lexicon)
        if link is not None:
            yield base + found.start, link


def _quoted_as_saying(report: Report, sentence: Sentence, actors: Sequence[ActorMention], lexicon: Lexicon) -> Report:
    """ "OPA quoted a source as saying": the report of "saying" with OPA as a link."""
    if report.verb is None or report.verb.tag_ != "VBG" or report.speaker is None:
        return report
    above: Token = report.verb.head
    if report.verb.dep_ == "pcomp" and above.dep_ == "prep":
        above = above.head
    if above.lower_ not in lexicon.codebook.cues.quoting:
        return report
    subject = next((child for child in above.children if child.dep_ == "nsubj"), None)
    quoter = None if subject is None else speaker_of(sentence, subject, actors, lexicon, None)
    link = link_to(quoter, lexicon)
    if link is None or link == link_to(report.speaker, lexicon):
        return report
    return replace(report, via=(link, *report.via))
