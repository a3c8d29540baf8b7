"""Claims of one document: who did what to whom, where, when, how many, according to whom.

In: a `Document` that was read, and the lexicon.  Out: its claims in the order of the text, without voice and event.
Sentences and headlines that hold no trigger are never parsed.  Pure: the same document and lexicon give the same
claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from crosswire.extract.actors import find_actors
from crosswire.extract.arguments import group_subject
from crosswire.extract.attribution import Report, Speaker, attribute, find_reports
from crosswire.extract.clauses import Group, group_hits
from crosswire.extract.figures import Figure, find_figures
from crosswire.extract.numbers import find_numbers
from crosswire.extract.parse import Sentence, parse
from crosswire.extract.places import document_country, find_places
from crosswire.extract.roles import find_participants
from crosswire.extract.scene import Scene
from crosswire.extract.setting import place_of, time_of
from crosswire.extract.status import status_of
from crosswire.extract.times import find_times
from crosswire.extract.triggers import Hit, find_triggers, may_hold_claim
from crosswire.extract.victims import one_person, refined_type
from crosswire.lexicon import Lexicon
from crosswire.lexicon.event_types import Codebook
from crosswire.model import (
    ActorMention,
    Claim,
    Document,
    Number,
    Participant,
    Passage,
    Place,
    PlaceMention,
    Quote,
    Span,
    Status,
    TimeMention,
    content_id,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Read:
    """All mentions of one sentence, in document offsets."""

    sentence: Sentence
    actors: list[ActorMention]
    places: list[PlaceMention]
    times: list[TimeMention]
    numbers: list[Number]


def extract_claims(document: Document, lexicon: Lexicon) -> list[Claim]:
    """The claims of a document; none for one that was not read."""
    readable = [passage for passage in document.passages if passage.kind in ("headline", "sentence")]
    if document.state != "read" or not readable:
        return []
    published = _day(document.published)
    places = find_places(document.text, readable, lexicon)
    actors = find_actors(document.text, readable, lexicon, country=document_country(places), on=published)
    names: list[Span] = [*actors, *(mention.place for mention in places if mention.place.place_id)]
    told = [passage for passage in readable if may_hold_claim(document.text, passage, lexicon.codebook)]
    order = {passage.start: number for number, passage in enumerate(readable)}
    claims: list[Claim] = []
    scene = Scene()
    speaker: Speaker | None = None
    placed = {passage.start: _first_place(passage, places) for passage in readable}
    reached = 0
    for sentence in parse(document.text, told, names):
        read = _mentions(sentence, actors, places, published)
        reports = find_reports(sentence, read.actors, lexicon, speaker)
        speaker = next((r.speaker for r in reversed(reports) if r.speaker and r.speaker.named), speaker)
        at = order[sentence.passage.start]
        for before in range(reached, at):
            passage = readable[before]
            if (place := placed[passage.start]) is not None:
                quote = document.text[passage.start : passage.end]
                scene.name_place(before, place, Quote(start=passage.start, end=passage.end, quote=quote))
        reached = at
        claims += _claims_of(document, read, reports, lexicon, scene, at)
    return claims


def _first_place(passage: Passage, places: Sequence[PlaceMention]) -> Place | None:
    """The first place a passage is at, smaller than a country."""
    return next(
        (
            mention.place
            for mention in places
            if passage.start <= mention.place.start < passage.end
            and mention.relation == "in"
            and mention.place.place_id is not None
            and mention.place.precision != "country"
        ),
        None,
    )


def _mentions(
    sentence: Sentence, actors: Sequence[ActorMention], places: Sequence[PlaceMention], published: date | None
) -> _Read:
    start, end = sentence.passage.start, sentence.passage.start + len(sentence.text)
    times = [
        replace(found, time=replace(found.time, start=found.time.start + start, end=found.time.end + start))
        for found in find_times(sentence.text, published=published)
    ]
    numbers = [
        replace(
            found, start=found.start + start, end=found.end + start,
            number_start=found.number_start + start, number_end=found.number_end + start,
        )
        for found in find_numbers(sentence.text)
    ]  # fmt: skip
    return _Read(
        sentence,
        [actor for actor in actors if start <= actor.start < end],
        [mention for mention in places if start <= mention.place.start < end],
        times,
        [n for n in numbers if not any(t.time.start <= n.number_start < t.time.end for t in times)],
    )


def _claims_of(
    document: Document, read: _Read, reports: Sequence[Report], lexicon: Lexicon, scene: Scene, at: int
) -> list[Claim]:
    sentence, codebook = read.sentence, lexicon.codebook
    names: list[Span] = [*read.actors, *(m.place for m in read.places if m.place.place_id)]
    hits = find_triggers(sentence, codebook, names)
    if not hits:
        return []
    figures = find_figures(sentence, read.numbers, hits, read.actors, codebook)
    groups = group_hits(hits, codebook)
    said = {report.scope.i for report in reports if report.scope is not None}
    whole = sentence.quote(sentence.passage.start, sentence.passage.start + len(sentence.text))
    actor_ids = frozenset(actor.actor_id for actor in read.actors)
    claims: list[Claim] = []
    for group in groups:
        own = [figure for figure in figures if figure.hit in group.hits]
        if not own and not any(_tells(hit) for hit in group.hits):
            continue
        trigger = _name_of(group, own, sentence)
        evidence = [whole]
        participants = find_participants(sentence, group, read.actors, read.places, codebook, own)
        if not any(p.role == "actor" for p in participants) and (meant := scene.subject_for(at, group_subject(group))):
            participants = [meant[0], *participants]
            evidence.append(meant[1])
        if own and not any(p.role == "actor" for p in participants):
            participants = [*_who_began(sentence, groups, read, codebook), *participants]
        time = time_of(group, groups, sentence, read.times, said)
        place = place_of(group, groups, sentence, read.places, lexicon)
        attribution = attribute(sentence, group.hits[0].token, reports, group.hits[0].start)
        has_time = bool(read.times) and time is not None
        if attribution.manner == "own_voice" and sentence.passage.kind == "sentence":
            carried = scene.attribution_for(at, actor_ids, bool(read.times))
            if carried is not None:
                attribution = carried[0]
                evidence.append(carried[1])
        taken_time = scene.time_for(at, sentence.text, group.family) if time is None and not _running(own) else None
        taken_place = scene.place_for(at, sentence.text, has_time) if place is None else None
        quantities = tuple(figure.quantity for figure in own) or one_person(group, participants, sentence, codebook)
        if not (quantities or participants or place or time):
            continue
        event_type = refined_type(group.event_type(codebook), quantities, participants, lexicon)
        for taken in (taken_time, taken_place):
            if taken is not None and taken[1] not in evidence:
                evidence.append(taken[1])
        claims.append(
            Claim(
                claim_id=content_id("claim", document.document_id, trigger.start, trigger.end, len(claims)),
                document_id=document.document_id,
                event_type=event_type,
                mode=_mode(group, sentence, codebook),
                status=_status(group, event_type, codebook),
                trigger=trigger,
                passage_kind=sentence.passage.kind,
                participants=tuple(participants),
                place=place or (taken_place[0] if taken_place else None),
                time=time.time if time else (taken_time[0] if taken_time else None),
                quantities=quantities,
                attribution=attribution,
                evidence=tuple(evidence),
                score=_score(own, sentence, taken_time is not None or taken_place is not None),
            )
        )
    _remember(scene, at, read, claims, whole, actor_ids, codebook)
    return claims


def _remember(
    scene: Scene,
    at: int,
    read: _Read,
    claims: Sequence[Claim],
    whole: Quote,
    actor_ids: frozenset[str],
    codebook: Codebook,
) -> None:
    """What the sentence leaves for those after it: only what it said itself, never what it took over."""
    own = [mention.time for mention in read.times]
    timed = [claim for claim in claims if claim.time in own]
    if timed and not any(mention.since for mention in read.times if mention.time == timed[0].time):
        scene.time, scene.time_at, scene.time_passage = timed[0].time, at, whole
        scene.time_families = {codebook.event_types[claim.event_type].family for claim in timed}
    elif own:
        scene.time = None
    placed = next((claim for claim in claims if claim.place is not None and claim.place.start >= whole.start), None)
    if placed is not None:
        scene.place, scene.place_at, scene.place_passage = placed.place, at, whole
    subject = next((p for claim in claims for p in claim.participants if p.role == "actor" and p.actor_id), None)
    if subject is not None:
        scene.subject, scene.subject_at, scene.subject_passage = subject, at, whole
    reported = next((claim.attribution for claim in claims if claim.attribution.cue is not None), None)
    if reported is not None and reported.manner == "reported" and (reported.cue or whole).start >= whole.start:
        scene.attribution, scene.attribution_at, scene.attribution_passage = reported, at, whole
        scene.actor_ids = actor_ids


def _who_began(sentence: Sentence, groups: Sequence[Group], read: _Read, codebook: Codebook) -> list[Participant]:
    """ "Ten have been killed since the army launched its offensive": a toll counted from an offensive is its doing."""
    for group in groups:
        if group.head.dep_ == "advcl" and any(child.lower_ == "since" for child in group.head.children):
            began = find_participants(sentence, group, read.actors, read.places, codebook)
            return [participant for participant in began if participant.role == "actor"]
    return []


def _tells(hit: Hit) -> bool:
    """Whether a word tells of a happening by itself; "hostages" and "casualties" only do with a figure."""
    return bool(hit.event_types()) or any(meaning.form not in ("noun", "toll") for meaning in hit.meanings)


def _name_of(group: Group, figures: Sequence[Figure], sentence: Sentence) -> Quote:
    """The trigger a claim is known by: the word that counts its first figure, else the first word of the group."""
    hit = figures[0].hit if figures else group.hits[0]
    return sentence.quote(hit.start, hit.end)


def _running(figures: Sequence[Figure]) -> bool:
    return any(figure.quantity.counts == "cumulative" for figure in figures)


def _status(group: Group, event_type: str, codebook: Codebook) -> Status:
    """The status of the happening; a threat that was made is of what is threatened, which has not happened."""
    status = status_of(group, codebook.cues)
    return "threatened" if event_type == "threat" and status in ("happened", "ongoing") else status


def _mode(group: Group, sentence: Sentence, codebook: Codebook) -> str | None:
    """How it was done, in PLOVER's modes: suicide attacks by their word, else what the type says."""
    words = " ".join(sentence.quote(hit.start, hit.end).quote.casefold() for hit in group.hits)
    event_type = group.event_type(codebook)
    if event_type == "bombing" and ("suicide" in words or "himself" in words or "herself" in words):
        return "suicide-attack"
    known = codebook.event_types.get(event_type)
    return known.plover[1] if known else None


def _score(figures: Sequence[Figure], sentence: Sentence, taken_over: bool) -> float:
    """How sure the reading is: the firmness of the figure's tie, less for headlines and for what was taken over."""
    score = min((figure.sure for figure in figures), default=0.8)
    if sentence.passage.kind == "headline":
        score -= 0.05
    if taken_over:
        score -= 0.1
    return round(max(score, 0.1), 3)


def _day(published: str | None) -> date | None:
    return date.fromisoformat(published) if published else None
