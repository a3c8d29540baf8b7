"""How many were killed and wounded in what one document is about.

In: the events of a document, its main event first.  Out: two numbers; 0 where nobody is said to have come to harm.

1. The number killed, wounded, or hit ("shot": killed or wounded) is the toll of the main event
   (`crosswire.evaluate.toll`), where that has none, of the first event that has one.  What is told in headlines alone
   after the first is the title of another report.
2. Who was hit and did not die was wounded: of "five people were shot, one fatally" four were wounded.  The difference
   counts where it is more than the number said to be wounded.  "Others" are not among those told of before:
   of "one man was killed and two others were shot" two were wounded.
3. Where nobody is counted and people are told of one by one, they are summed over the sentences
   (`crosswire.evaluate.gva.persons`).
4. Where somebody is said to have been killed (wounded, hit) and no figure is given, one was, for English counts more
   than one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosswire.evaluate.gva.persons import lone, people
from crosswire.evaluate.toll import document_toll, figures_of
from crosswire.lexicon.event_types import Codebook
from crosswire.model import Claim, Measure

_DEADLY = re.compile(
    r"\b(?:fatal|deadly)\b[^.;,]{0,40}\b(?:shootings?|stabbings?|shootout|gunfight|attack)\b", re.IGNORECASE
)

Events = Sequence[Sequence[Claim]]


def casualties(events: Events, codebook: Codebook) -> tuple[int, int]:
    """Killed and wounded."""
    told = _own(events)
    killed = _killed(told, codebook)
    if not (_counted(told, "wounded") or _counted(told, "killed_or_wounded")):
        return killed, _hurt_singly(told, killed, codebook)
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
        return int(_told(events, "killed", codebook) or _deadly(events))
    if _counted(events, "killed"):
        return toll
    return max(toll, sum(one.died for one in people(claim for event in events[:1] for claim in event)))


def _hurt_singly(events: Events, killed: int, codebook: Codebook) -> int:
    """How many were hurt and lived, where nobody counts them.  Who was "shot" may be one of the dead that nobody
    describes."""
    everybody = people(claim for event in events for claim in event)
    if not everybody:
        return int(_told(events, "wounded", codebook))
    if killed and _by_pronoun(events, codebook):
        return max(len(everybody) - killed, 0)
    alive = [one for one in everybody if not one.died]
    wounded = sum("wounded" in one.harms for one in alive)
    undescribed = max(killed - (len(everybody) - len(alive)), 0)
    return wounded + max(len(alive) - wounded - undescribed, 0)


def _counted(events: Events, measure: Measure) -> bool:
    """Whether a sentence counts people ("two men", "one of them") and does not only tell of them one by one."""
    return any(not lone(one) and one.counts != "cumulative" for event in events for one in figures_of(event, measure))


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


def _deadly(events: Events) -> bool:
    """ "A fatal bar shooting": the adjective tells of a death."""
    return any(_DEADLY.search(claim.evidence[0].quote) for event in events for claim in event if _happened(claim))


def _by_pronoun(events: Events, codebook: Codebook) -> bool:
    """ "He was pronounced dead": somebody died whom no figure stands for, so it is one of the people told of."""
    return not any(figures_of(event, "killed") for event in events) and _told(events, "killed", codebook)


def _happened(claim: Claim) -> bool:
    return claim.status in ("happened", "ongoing")
