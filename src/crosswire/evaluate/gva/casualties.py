"""How many were killed and wounded in what one document is about.

In: the events of a document, its main event first.  Out: two numbers; 0 where nobody is said to have come to harm.

1. The number killed, wounded, or hit ("shot": killed or wounded) is the toll of the main event
   (`crosswire.evaluate.toll`), where that has none, of the first event that has one.
2. Who was hit and did not die was wounded: of "five people were shot, one fatally" four were wounded.  The difference
   counts where it is more than the number said to be wounded.  "Others" are not among those told of before:
   of "one man was killed and two others were shot" two were wounded.
3. Where somebody is said to have been killed (wounded, hit) and no figure is given, one was, for English counts more
   than one.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.evaluate.toll import document_toll, figures_of
from crosswire.lexicon.event_types import Codebook
from crosswire.model import Claim, Measure

Events = Sequence[Sequence[Claim]]


def casualties(events: Events, codebook: Codebook) -> tuple[int, int]:
    """Killed and wounded."""
    killed = _toll(events, "killed")
    if killed is None:
        killed = int(_told(events, "killed", codebook))
    wounded, left = _toll(events, "wounded", killed), _left(events, killed)
    known = [number for number in (wounded, left) if number is not None]
    if known or any(figures_of(event, "wounded") for event in events):
        return killed, max(known, default=0)
    return killed, int(_told(events, "wounded", codebook))


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
    claims = (claim for event in events for claim in event if claim.status in ("happened", "ongoing"))
    return any(
        trigger.measure == measure
        for claim in claims
        for found in codebook.triggers.find(claim.trigger.quote)
        for trigger in found.values
    )
