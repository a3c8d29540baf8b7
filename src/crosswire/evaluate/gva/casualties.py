"""How many were killed and wounded in what one document is about.

In: the events of a document, its main event first.  Out: two numbers; 0 where nobody is said to have come to harm.

1. The number killed, wounded, or hit ("shot": killed or wounded) is the toll of the main event
   (`crosswire.evaluate.toll`), where that has none, of the first event that has one.  What is told in headlines alone
   after the first is the title of another report.
2. Who was hit and did not die was wounded: of "five people were shot, one fatally" four were wounded.  The difference
   counts where it is more than the number said to be wounded.  "Others" are not among those told of before:
   of "one man was killed and two others were shot" two were wounded.
3. Where somebody is said to have been killed (wounded, hit) and no figure is given, one was, for English counts more
   than one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosswire.evaluate.toll import Figure, document_toll, figures_of
from crosswire.lexicon.event_types import Codebook
from crosswire.model import Claim, Measure

_DEADLY = re.compile(
    r"\b(?:fatal|deadly)\b[^.;,]{0,40}\b(?:shootings?|stabbings?|shootout|gunfight|attack|wounds?|injur(?:y|ies))\b",
    re.IGNORECASE,
)
_BOTH_DEAD = re.compile(r"(?<!attempted )\bmurder[- ]suicide\b", re.IGNORECASE)

_HARMS: tuple[Measure, ...] = ("killed", "wounded", "killed_or_wounded")

Events = Sequence[Sequence[Claim]]


def casualties(events: Events, codebook: Codebook) -> tuple[int, int]:
    """Killed and wounded."""
    told = _own(events)
    killed = _killed(told, codebook)
    wounded, left = _toll(told, "wounded", killed), _left(told, killed)
    if wounded is not None:
        wounded = max(wounded - _died_later(told), 0)
    known = [number for number in (wounded, left) if number is not None]
    if known or any(figures_of(event, "wounded") for event in told):
        return killed, max(known, default=0)
    return killed, int(_told(told, "wounded", codebook) or (not killed and _told(told, "killed_or_wounded", codebook)))


def _died_later(events: Events) -> int:
    """ "Three were injured, including a girl who died": a part of the wounded that is told of as dead too."""
    dead = {one.start for event in events for one in figures_of(event, "killed")}
    parts = {one.start: one.value for event in events for one in figures_of(event, "wounded") if one.counts == "part"}
    return sum(value for start, value in parts.items() if start in dead)


def _own(events: Events) -> list[Sequence[Claim]]:
    """What the document itself tells: neither a list of headlines below its own, nor an event of headlines alone."""
    claims = [claim for event in events for claim in event]
    if all(claim.passage_kind == "headline" for claim in claims):
        first = min((claim.evidence[0].start for claim in claims), default=0)
        return [[claim for claim in event if claim.evidence[0].start == first] for event in events]
    first = min((claim.evidence[0].start for claim in claims if claim.passage_kind != "headline"), default=0)
    own = [
        [one for one in event if one.passage_kind != "headline" or one.evidence[0].start < first] for event in events
    ]
    counts = any(figures_of(own[0], measure) for measure in _HARMS)
    days = _days(own[0]) if counts else set()
    return [event for event in own if event and not _on_other_days(event, days)]


def _days(event: Sequence[Claim]) -> set[tuple[str, str]]:
    times = [claim.time for claim in event if claim.time is not None]
    return {(time.earliest, time.latest) for time in times if time.earliest is not None and time.latest is not None}


def _on_other_days(event: Sequence[Claim], days: set[tuple[str, str]]) -> bool:
    """Whether the event is told of at another time than the main one: a killing of last year beside this one."""
    own = _days(event)
    return bool(own and days) and not any(a <= d and c <= b for a, b in own for c, d in days)


def _killed(events: Events, codebook: Codebook) -> int:
    toll = _toll(events, "killed")
    if toll is None:
        toll = int(_told(events, "killed", codebook) or _says(events, _DEADLY))
    return max(toll, 2 if _says(events[:1], _BOTH_DEAD) else 0)


def _toll(events: Events, measure: Measure, killed: int = 0) -> int | None:
    """The toll of the first event that has one.  With ``killed``, one person is not counted again."""
    for event in events:
        toll = document_toll(event, measure)
        if toll is not None and not (toll == 1 and killed and _same_person(event, events, measure)):
            return toll
    return None


def _same_person(event: Sequence[Claim], events: Events, measure: Measure) -> bool:
    """Whether the one who was hurt may be one of the dead: no other person, and told of in no sentence with a death."""
    hurt = figures_of(event, measure)
    dead = [one for other in events for one in figures_of(other, "killed")]
    words, sentences = {one.start for one in dead}, {one.sentence for one in dead}
    return not any(one.other or (one.sentence in sentences and one.start not in words) for one in hurt)


def _left(events: Events, killed: int) -> int | None:
    """How many of those who were hit did not die."""
    dead = [one for event in events for one in figures_of(event, "killed") if one.counts != "part"]
    for event in events:
        hit = document_toll(event, "killed_or_wounded")
        if hit is not None:
            figures = figures_of(event, "killed_or_wounded")
            return hit if all(one.other or _apart(one, dead) for one in figures) else max(hit - killed, 0)
    return None


def _apart(hit: Figure, dead: Sequence[Figure]) -> bool:
    """ "Killed his wife and shot their daughter": one person who was hit, told of beside another who died."""
    beside = [one for one in dead if one.sentence == hit.sentence]
    return hit.value == 1 and bool(beside) and all(one.value == 1 and one.start != hit.start for one in beside)


def _told(events: Events, measure: Measure, codebook: Codebook) -> bool:
    """Whether a word whose people are counted under the measure tells of something that happened."""
    claims = (claim for event in events for claim in event if _happened(claim))
    return any(
        trigger.measure == measure
        for claim in claims
        for found in codebook.triggers.find(claim.trigger.quote)
        for trigger in found.values
    )


def _says(events: Events, words: re.Pattern[str]) -> bool:
    """ "A fatal bar shooting", "a murder-suicide": words that tell of deaths and are no trigger with a figure."""
    return any(words.search(claim.evidence[0].quote) for event in events for claim in event if _happened(claim))


def _happened(claim: Claim) -> bool:
    return claim.status in ("happened", "ongoing")
