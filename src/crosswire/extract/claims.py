"""Claims of one document: who did what to whom, where, when, how many, according to whom.

In: a `Document` that was read, and the lexicon.  Out: its claims in the order of the text, without voice and event.
Sentences and headlines that hold no trigger are never parsed.  Pure: the same document and lexicon give the same claims.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Token

from crosswire.extract.actors import find_actors
from crosswire.extract.attribution import Report, Speaker, attribute, find_reports
from crosswire.extract.clauses import Group, group_hits
from crosswire.extract.figures import Figure, find_figures
from crosswire.extract.numbers import find_numbers
from crosswire.extract.parse import Sentence, ancestors, clause_head, parse
from crosswire.extract.places import document_country, find_places
from crosswire.extract.roles import find_participants, group_subject
from crosswire.extract.scene import Scene
from crosswire.extract.status import status_of
from crosswire.extract.times import find_times
from crosswire.extract.triggers import Hit, find_triggers, may_hold_claim
from crosswire.lexicon import Lexicon
from crosswire.lexicon.event_types import Codebook
from crosswire.model import (
    ActorMention, Claim, Document, Number, Of, Participant, Place, PlaceMention, Quantity, Quote, Span, Status,
    TimeMention, content_id,
)  # fmt: skip

_ARMED = {"army", "armed_group", "coalition", "state"}
_FIGHTING = {"fighters", "soldiers", "commanders"}
_ROADS = {"highway", "road", "motorway", "route", "railway", "border"}
_FARTHEST = 12
_CLAUSE = 4
_PLACE_NOUNS = {
    "city",
    "town",
    "village",
    "province",
    "district",
    "area",
    "outskirts",
    "north",
    "south",
    "east",
    "west",
    "countryside",
}
_PRECISION = {"exact": 0, "near": 1, "district": 2, "area": 3, "governorate": 4, "country": 5}


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
    for sentence in parse(document.text, told, names):
        read = _mentions(sentence, actors, places, published)
        reports = find_reports(sentence, read.actors, lexicon, speaker)
        speaker = next((r.speaker for r in reversed(reports) if r.speaker and r.speaker.named), speaker)
        at = order[sentence.passage.start]
        claims += _claims_of(document, read, reports, lexicon, scene, at)
    return claims


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
        participants = find_participants(sentence, group, read.actors, read.places, codebook)
        if not any(p.role == "actor" for p in participants) and (meant := scene.subject_for(at, group_subject(group))):
            participants = [meant[0], *participants]
            evidence.append(meant[1])
        if own and not any(p.role == "actor" for p in participants):
            participants = [*_who_began(sentence, groups, read, codebook), *participants]
        time = _time_of(group, groups, read, said)
        place = _place_of(group, groups, read, lexicon)
        attribution = attribute(sentence, group.hits[0].token, reports, group.hits[0].start)
        has_time = bool(read.times) and time is not None
        if attribution.manner == "own_voice" and sentence.passage.kind == "sentence":
            carried = scene.attribution_for(at, actor_ids, bool(read.times))
            if carried is not None:
                attribution = carried[0]
                evidence.append(carried[1])
        taken_time = scene.time_for(at, sentence.text, group.family) if time is None and not _running(own) else None
        taken_place = scene.place_for(at, sentence.text, has_time) if place is None else None
        quantities = tuple(figure.quantity for figure in own) or _one_person(group, participants, sentence, codebook)
        if not (quantities or participants or place or time):
            continue
        event_type = _refined(group.event_type(codebook), quantities, participants, lexicon)
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
    scene: Scene, at: int, read: _Read, claims: Sequence[Claim], whole: Quote, actor_ids: frozenset[str], codebook: Codebook
) -> None:  # fmt: skip
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


def _distance(a: Token, b: Token) -> int:
    """Steps between two tokens along the parse."""
    up = {token.i: steps for steps, token in enumerate([a, *ancestors(a)])}
    for steps, token in enumerate([b, *ancestors(b)]):
        if token.i in up:
            return steps + up[token.i]
    return 99


def _nearest(token: Token, group: Group) -> int:
    return min(_distance(token, hit.token) for hit in group.hits)


def _belongs(token: Token, group: Group, groups: Sequence[Group]) -> bool:
    """Whether no other happening of the sentence is nearer to the token."""
    own = _nearest(token, group)
    return all(own <= _nearest(token, other) for other in groups if other is not group)


def _time_of(group: Group, groups: Sequence[Group], read: _Read, said: set[int]) -> TimeMention | None:
    """The time nearest to the group; a time that hangs on a verb of saying dates the statement, not the happening."""
    ranked: list[tuple[int, int, TimeMention]] = []
    for mention in read.times:
        token = read.sentence.root_of(mention.time.start, mention.time.end)
        if token is None or (clause_head(token).i in said and not any(h.i in said for h in group.heads)):
            continue
        distance = _nearest(token, group)
        if _belongs(token, group, groups) or all(_nearest(token, g) >= distance - 2 for g in groups):
            ranked.append((distance, mention.time.start, mention))
    return min(ranked, key=lambda item: item[:2])[2] if ranked else None


def _place_of(group: Group, groups: Sequence[Group], read: _Read, lexicon: Lexicon) -> Place | None:
    """The place nearest to the group, and of several that lie in each other the narrowest."""
    ranked: list[tuple[int, int, Place]] = []
    for mention in read.places:
        if mention.relation == "adjective":
            continue
        token = read.sentence.root_of(mention.place.start, mention.place.end)
        if token is None:
            continue
        if _qualifies_speaker(token, lexicon.codebook):
            continue
        distance = _nearest(token, group) + _remoteness(mention, token)
        distance += _CLAUSE * _verbs_between(token, group)
        if distance > 2 * _FARTHEST:
            continue
        if _belongs(token, group, groups) or all(_nearest(token, g) >= distance - 3 for g in groups):
            ranked.append((distance, mention.place.start, mention.place))
    if not ranked:
        return None
    best = min(ranked, key=lambda item: item[:2])[2]
    if min(ranked)[0] > _FARTHEST:
        return None
    for _, _, place in sorted(ranked, key=lambda item: _PRECISION[item[2].precision]):
        if place.place_id and best.place_id and _PRECISION[place.precision] < _PRECISION[best.precision]:
            if lexicon.gazetteer.relation(place.place_id, best.place_id) == "inside":
                return place
    return best


def _qualifies_speaker(token: Token, codebook: Codebook) -> bool:
    """ "A source close to N", "residents of N": the place says who speaks, not where it happened."""
    for above in ancestors(token):
        if above.pos_ in ("VERB", "AUX"):
            return False
        if above.lower_ in codebook.cues.unnamed_heads:
            return True
    return False


def _remoteness(mention: PlaceMention, token: Token) -> int:
    """Steps added for places that are less likely to be where it happened: a country, the ends of a road, a name
    that another noun bears ("the Sword of N")."""
    if mention.place.precision == "country":
        return 6
    if mention.relation == "between" or _names_road(token):
        return 6
    head = token.head
    if token.dep_ == "pobj" and head.lower_ == "of" and head.head.pos_ in ("NOUN", "PROPN"):
        return 0 if head.head.lower_ in _PLACE_NOUNS or head.head.pos_ == "NOUN" else 8
    return 0


def _verbs_between(token: Token, group: Group) -> int:
    """How many verbs that are no part of the happening stand between a word and the happening's triggers; an
    infinitive, which tells of what has not happened, counts twice."""
    ours = {hit.token.i for hit in group.hits} | {head.i for head in group.heads}
    nearest = min((hit.token for hit in group.hits), key=lambda word: _distance(token, word))
    above = [token, *ancestors(token)]
    word_up = [nearest, *ancestors(nearest)]
    common = {at.i for at in above} & {at.i for at in word_up}
    path = [at for at in above if at.i not in common] + [at for at in word_up if at.i not in common]
    verbs = [at for at in path if at.pos_ == "VERB" and at.i not in ours and at != token]
    return sum(2 if any(child.tag_ == "TO" for child in verb.children) else 1 for verb in verbs)


def _names_road(token: Token) -> bool:
    """ "The N–M highway": names that say which road is meant."""
    at = token
    while at.dep_ in ("compound", "nmod", "amod") and at.head != at:
        at = at.head
        if at.lower_ in _ROADS:
            return True
    return False


def _running(figures: Sequence[Figure]) -> bool:
    return any(figure.quantity.counts == "cumulative" for figure in figures)


def _one_person(
    group: Group, participants: Sequence[Participant], sentence: Sentence, codebook: Codebook
) -> tuple[Quantity, ...]:
    """One person who is named and described ("the commander N", "N, a journalist") counts as one."""
    counting = next((hit.counting() for hit in group.hits if hit.counting()), None)
    named = [p for p in participants if p.role == "target" and p.actor_id is None and p.name[:1].isupper()]
    if counting is None or counting.measure is None or len(named) != 1:
        return ()
    person = named[0]
    of = _described(person, sentence, codebook)
    if of is None:
        return ()
    return (
        Quantity(
            measure=counting.measure, of=of, side_id=person.side_id, counts="total",
            low=1, best=1, high=1, bound="exact", start=person.start, end=person.end, quote=person.quote,
        ),
    )  # fmt: skip


_NAMING = re.compile(r"(?:\s*,?\s*(?:identified as|named|called|known as|nicknamed|dubbed|of [^,]{1,40},)?\s*)$")


def _described(person: Participant, sentence: Sentence, codebook: Codebook) -> Of | None:
    """The class of the noun that stands beside a name: "the commander N", "a fighter named N", "N, a journalist"."""
    base = sentence.passage.start
    before = sentence.text[max(person.start - base - 60, 0) : person.start - base]
    after = sentence.text[person.end - base : person.end - base + 40]
    found = list(codebook.people.find(before))
    if found and _NAMING.fullmatch(before[found[-1].end :]):
        return found[-1].values[0]
    if match := re.match(r",? (?:a|an|the|who was a) ", after):
        following = next(codebook.people.find(after[match.end() :]), None)
        if following is not None and "," not in after[match.end() : match.end() + following.start]:
            return following.values[0]
    return None


def _refined(
    event_type: str, quantities: Sequence[Quantity], participants: Sequence[Participant], lexicon: Lexicon
) -> str:
    """A bare "attack" is named by its victims; a killing of fighters by an armed actor is a clash."""
    if event_type not in ("attack", "killing"):
        return event_type
    victims = {quantity.of for quantity in quantities if quantity.measure in ("killed", "wounded", "killed_or_wounded")}
    sides = [p for p in participants if p.role == "target" and p.actor_id in lexicon.actors]
    armed_target = bool(victims & _FIGHTING) or any(lexicon.actors[p.actor_id or ""].kind in _ARMED for p in sides)
    armed_actor = any(
        p.role == "actor" and p.actor_id in lexicon.actors and lexicon.actors[p.actor_id].kind in _ARMED for p in participants
    )  # fmt: skip
    if armed_target and (armed_actor or event_type == "attack"):
        return "armed_clash"
    if event_type == "attack":
        return "attack_on_civilians" if victims else "armed_clash"
    return "attack_on_civilians" if victims - _FIGHTING - {"any"} and armed_actor else event_type


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
