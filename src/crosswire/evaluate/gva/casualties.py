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

from crosswire.evaluate.toll import document_toll, figures_of
from crosswire.lexicon.event_types import Codebook
from crosswire.model import Claim, Measure

_DEADLY = re.compile(
    r"\b(?:fatal|deadly)\b[^.;,]{0,40}\b(?:shootings?|stabbings?|shootout|gunfight|attack)\b", re.IGNORECASE
)
_BOTH_DEAD = re.compile(r"(?<!attempted )\bmurder[- ]suicide\b", re.IGNORECASE)

Events = Sequence[Sequence[Claim]]


def casualties(events: Events, codebook: Codebook) -> tuple[int, int]:
    """Killed and wounded."""
    told = _own(events)
    killed = _killed(told, codebook)
    wounded, left = _toll(told, "wounded", killed), _left(told, killed)
    known = [number for number in (wounded, left) if number is not None]
    if known or any(figures_of(event, "wounded") for event in told):
        return killed, max(known, default=0)
    return killed, int(_told(told, "wounded", codebook))


def _own(events: Events) -> list[Sequence[Claim]]:
    """What the document itself tells: neither a list of headlines below its own, nor an event of headlines alone."""
    claims = [claim for event in events for claim in event]
    if all(claim.passage_kind == "headline" for claim in claims):
        first = min((claim.evidence[0].start for claim in claims), default=0)
        return [[claim for claim in event if claim.evidence[0].start == first] for event in events]
    return [*events[:1], *(event for event in events[1:] if any(one.passage_kind != "headline" for one in event))]


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
    for event in events:
        hit = document_toll(event, "killed_or_wounded")
        if hit is not None:
            figures = figures_of(event, "killed_or_wounded")
            return hit if all(one.other for one in figures) else max(hit - killed, 0)
    return None


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
