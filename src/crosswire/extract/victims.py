"""What the people a happening befell say about it.

In: the figures and participants of a happening.  Out: the figure of one person who is named and described, and a
closer name for a bare "attack" or "killing".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosswire.extract.clauses import Group
from crosswire.extract.parse import Sentence
from crosswire.lexicon import Lexicon
from crosswire.lexicon.event_types import Codebook
from crosswire.model import Of, Participant, Quantity

_ARMED = {"army", "armed_group", "coalition", "state"}
_FIGHTING = {"fighters", "soldiers", "commanders"}
_SINGULAR = re.compile(r" (?:was|is|has been|had been) ")
_NAMING = re.compile(r"\s*,?\s*(?:identified as|named|called|known as|nicknamed|dubbed|of [^,]{1,40},)?\s*")


def one_person(
    group: Group, participants: Sequence[Participant], sentence: Sentence, codebook: Codebook
) -> tuple[Quantity, ...]:
    """One person who is named and described ("the commander N", "N, a journalist"), or of whom a verb in the singular
    tells ("N was killed"), counts as one."""
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


def _described(person: Participant, sentence: Sentence, codebook: Codebook) -> Of | None:
    """The class of the noun that stands beside a name: "the commander N", "a fighter named N", "N, a journalist"; any
    where a verb in the singular says that the name is one person's."""
    base = sentence.passage.start
    before = sentence.text[max(person.start - base - 60, 0) : person.start - base]
    after = sentence.text[person.end - base : person.end - base + 40]
    found = list(codebook.people.find(before))
    if found and _NAMING.fullmatch(before[found[-1].end :]):
        return found[-1].values[0]
    if _SINGULAR.match(after):
        return "any"
    if match := re.match(r",? (?:a|an|the|who was a) ", after):
        following = next(codebook.people.find(after[match.end() :]), None)
        if following is not None and "," not in after[match.end() : match.end() + following.start]:
            return following.values[0]
    return None


def refined_type(
    event_type: str, quantities: Sequence[Quantity], participants: Sequence[Participant], lexicon: Lexicon
) -> str:
    """A bare "attack" is named by its victims; a killing of fighters by an armed actor is a clash."""
    if event_type not in ("attack", "killing"):
        return event_type
    victims = {quantity.of for quantity in quantities if quantity.measure in ("killed", "wounded", "killed_or_wounded")}
    kinds = {
        (p.role, lexicon.actors[p.actor_id].kind)
        for p in participants
        if p.actor_id is not None and p.actor_id in lexicon.actors
    }
    armed_target = bool(victims & _FIGHTING) or any(role == "target" and kind in _ARMED for role, kind in kinds)
    armed_actor = any(role == "actor" and kind in _ARMED for role, kind in kinds)
    if armed_target and (armed_actor or event_type == "attack"):
        return "armed_clash"
    if event_type == "attack":
        return "attack_on_civilians" if victims else "armed_clash"
    return "attack_on_civilians" if victims - _FIGHTING - {"any"} and armed_actor else event_type
