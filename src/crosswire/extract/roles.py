"""Roles: who did it and to whom.

In: a group of triggers of a parsed sentence and the actors named in it.  Out: participants with the words that name
them: actors of the lexicon by id, persons by name, others by their description.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from crosswire.extract.arguments import arguments
from crosswire.extract.clauses import Group
from crosswire.extract.figures import Figure
from crosswire.extract.nominals import PERSON, find_person, names_people, phrase
from crosswire.extract.parse import Sentence, title_case
from crosswire.lexicon.event_types import Codebook
from crosswire.model import ActorMention, Participant, PlaceMention, Role

# What strikes or goes off is how it was done, not who did it.
_WEAPONS = {
    "bomb", "bombs", "rocket", "rockets", "missile", "missiles", "shell", "shells", "mortar", "mortars", "artillery",
    "warplane", "warplanes", "jet", "jets", "helicopter", "helicopters", "drone", "drones", "blast", "explosion",
    "car", "strike", "strikes", "raid", "raids", "airstrike", "airstrikes", "attack", "attacks", "bombing", "bombings",
    "shelling", "clashes", "clash", "fighting", "offensive", "bombardment", "explosions", "blasts", "fire", "gas",
    "sarin", "device",
}  # fmt: skip


def find_participants(
    sentence: Sentence,
    group: Group,
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    codebook: Codebook,
    figures: Sequence[Figure] = (),
) -> list[Participant]:
    """The participants of one happening, actors first, each named once.

    Whom one of the group's ``figures`` counts is never the one who did it, whatever the parse of a telegraphic sentence
    says.
    """
    found: dict[tuple[Role, str], Participant] = {}
    for role, token in arguments(group):
        for participant in _named(sentence, role, token, actors, places, codebook):
            counted = any(participant.start <= figure.number.start < participant.end for figure in figures)
            settled = replace(participant, role="target") if counted else participant
            found.setdefault((settled.role, settled.actor_id or settled.name), settled)
    targets = {(p.start, p.end) for p in found.values() if p.role == "target"}
    kept = [p for p in found.values() if p.role == "target" or (p.start, p.end) not in targets]
    ordered = sorted(kept, key=lambda p: (p.role != "actor", p.start, p.name))
    resolved = {p.role for p in ordered if p.actor_id is not None}
    # A bare description adds nothing where the same role is filled by somebody known.
    return [p for p in ordered if p.actor_id is not None or p.role not in resolved or PERSON.fullmatch(p.name)]


def _named(
    sentence: Sentence,
    role: Role,
    token: Token,
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    codebook: Codebook,
) -> Iterator[Participant]:
    """The participants that an argument and what is joined to it by "and" name."""
    joined = (child for child in token.children if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN"))
    for head in (token, *joined):
        first, last = phrase(head)
        start, end = sentence.start(first), sentence.end(last)
        inside = [actor for actor in actors if actor.start < end and start < actor.end]
        one = head.tag_ == "NN" and names_people(head, codebook)
        told_apart = one or not (sentence.passage.kind == "headline" and title_case(sentence.text))
        person = find_person(sentence, start, end, inside, places, one=one) if told_apart else None
        if person is not None and (role != "actor" or not inside):
            yield _described(sentence, role, *person, side_id=inside[0].side_id if inside else None)
        elif inside:
            yield from (_known(sentence, role, actor) for actor in inside[:3])
        elif role == "actor" and head.lower_ in ("it", "they"):
            if (meant := _before(sentence, head, actors)) is not None:
                yield _known(sentence, role, meant)
        elif head.pos_ in ("NOUN", "PROPN") and head.lower_ not in _WEAPONS and head.lower_ not in ("life", "lives"):
            described = _described(sentence, role, start, end, side_id=None)
            if next(codebook.people.find(described.quote), None) is not None:
                yield described


def _known(sentence: Sentence, role: Role, actor: ActorMention) -> Participant:
    quote = sentence.quote(actor.start, actor.end).quote
    return Participant(
        role=role, actor_id=actor.actor_id, name=actor.name, side_id=actor.side_id,
        start=actor.start, end=actor.end, quote=quote,
    )  # fmt: skip


def _described(sentence: Sentence, role: Role, start: int, end: int, *, side_id: str | None) -> Participant:
    quote = sentence.quote(start, end).quote
    return Participant(role=role, actor_id=None, name=quote, side_id=side_id, start=start, end=end, quote=quote)


def _before(sentence: Sentence, pronoun: Token, actors: Sequence[ActorMention]) -> ActorMention | None:
    """The first actor of the sentence, where it stands before the pronoun: most often its subject."""
    return next((actor for actor in actors if actor.end <= sentence.start(pronoun)), None)
