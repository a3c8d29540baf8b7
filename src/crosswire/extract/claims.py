"""Claims of one document: who did what to whom, where, when, how many, according to whom.

In: a `Document` that was read, and the lexicon.  Out: its claims in the order of the text, without voice and event.
Passages that hold no trigger are never parsed.  Pure: the same document and lexicon give the same claims.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from crosswire.extract.actors import find_actors
from crosswire.extract.lead import hedge_the_headline, place_the_lead
from crosswire.extract.numbers import find_numbers
from crosswire.extract.parse import Sentence, parse
from crosswire.extract.passing import with_chains
from crosswire.extract.places import document_country, find_places
from crosswire.extract.reader import Mentions, SentenceReader
from crosswire.extract.reports import find_reports
from crosswire.extract.scene import Scene
from crosswire.extract.speakers import Speaker
from crosswire.extract.times import find_times
from crosswire.extract.triggers import may_hold_claim
from crosswire.lexicon import Lexicon
from crosswire.model import ActorMention, Claim, Document, Passage, Place, PlaceMention, Quote, Span

# "The Sword of N": a capitalised noun that is no kind of place bears the name.
_BORNE = re.compile(r"[“\"'][^“”\"]{0,20}[A-Z]\w+ of $")


def extract_claims(document: Document, lexicon: Lexicon) -> list[Claim]:
    """The claims of a document; none for one that was not read."""
    readable = [passage for passage in document.passages if passage.kind in ("headline", "sentence")]
    if document.state != "read" or not readable:
        return []
    text = document.text
    published = date.fromisoformat(document.published) if document.published else None
    places = find_places(text, readable, lexicon)
    actors = find_actors(text, readable, lexicon, country=document_country(places), on=published)
    places = [mention for mention in places if not _acts(mention.place, actors)]
    names: list[Span] = [*actors, *(mention.place for mention in places if mention.place.place_id)]
    told = {passage.start for passage in readable if may_hold_claim(text, passage, lexicon.codebook)}
    parsed = iter(
        parse(text, [passage for passage in readable if passage.start in told], names, lexicon.find_terms(text))
    )
    claims: list[Claim] = []
    scene = Scene()
    speaker: Speaker | None = None
    for at, passage in enumerate(readable):
        if passage.start in told:
            sentence = next(parsed)
            mentions = _mentions(sentence, actors, places, published)
            reports = with_chains(
                find_reports(sentence, mentions.actors, lexicon, speaker), sentence, mentions.actors, lexicon
            )
            reader = SentenceReader(
                sentence, mentions, reports, scene, lexicon, speaker=speaker, document_id=document.document_id, at=at
            )
            claims += reader.claims()
            speaker = next((report.speaker for report in reversed(reports) if report.speaker), speaker)
        if (place := _first_place(text, passage, places)) is not None:
            quote = Quote(start=passage.start, end=passage.end, quote=text[passage.start : passage.end])
            scene.name_place(at, place, quote)
    return hedge_the_headline(place_the_lead(claims, readable, lexicon.codebook), readable)


def _first_place(text: str, passage: Passage, places: Sequence[PlaceMention]) -> Place | None:
    """The first place a passage is at, smaller than a country; not one that a nickname bears."""
    return next(
        (
            mention.place
            for mention in places
            if passage.start <= mention.place.start < passage.end
            and mention.relation == "in"
            and mention.place.country is not None
            and mention.place.precision != "country"
            and not _BORNE.search(text, passage.start, mention.place.start)
        ),
        None,
    )


def _acts(place: Place, actors: Sequence[ActorMention]) -> bool:
    """Whether a name of a place stands for who acts there ("US air strikes", "Moscow denied it")."""
    return any(actor.start < place.end and place.start < actor.end for actor in actors)


def _mentions(
    sentence: Sentence, actors: Sequence[ActorMention], places: Sequence[PlaceMention], published: date | None
) -> Mentions:
    """The mentions of one sentence; a number inside a time is none."""
    start, end = sentence.passage.start, sentence.passage.start + len(sentence.text)
    told = find_times(sentence.text, published=published)
    times = [
        replace(found, time=replace(found.time, start=found.time.start + start, end=found.time.end + start))
        for found in told
    ]
    numbers = [
        replace(
            found, start=found.start + start, end=found.end + start,
            number_start=found.number_start + start, number_end=found.number_end + start,
        )
        for found in find_numbers(sentence.text, [found.time for found in told])
    ]  # fmt: skip
    return Mentions(
        actors=[actor for actor in actors if start <= actor.start < end],
        places=[mention for mention in places if start <= mention.place.start < end],
        times=times,
        numbers=[n for n in numbers if not any(t.time.start <= n.number_start < t.time.end for t in times)],
    )
