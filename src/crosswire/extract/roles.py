"""Roles: who did it and to whom.

In: a group of triggers of a parsed sentence and the actors named in it.  Out: participants with the words that name
them: actors of the lexicon by id, persons by name, others by their description.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crosswire.extract.actors.rules import only_qualifies
from crosswire.extract.arguments import arguments, subject_of
from crosswire.extract.clauses import Group, is_warded_off
from crosswire.extract.counted import class_between
from crosswire.extract.figures import Figure
from crosswire.extract.nominals import PERSON, find_person, is_nobody, joined, names_people, phrase
from crosswire.extract.parse import Sentence, title_case
from crosswire.extract.tokens import Token
from crosswire.extract.triggers import Hit
from crosswire.lexicon import Lexicon
from crosswire.lexicon.event_types import Codebook, Cues
from crosswire.model import ActorMention, Participant, PlaceMention, Role

# Kinds of actors that tell of violence and do none.
_TELLERS = {"monitor", "agency", "media", "organisation"}
# Who may stand right before the word for an act: "militant attack", but not "civilian massacre".
_ARMED = {"fighters", "soldiers", "police"}
# "A major offensive": a rank only as a noun.
_NO_RANKS = {"major", "general", "private"}
_NO_ACT_OF_THE_WORD_BEFORE = {"execution", "killing"}


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
    tellers = {actor.actor_id for actor in actors if actor.kind in _TELLERS and group.family == "violence"}
    found: dict[tuple[Role, str], Participant] = {}
    for participant in _right_before(sentence, group, actors, codebook):
        if _counted(participant, figures, sentence):
            continue  # "six suicide bombers killed"
        found.setdefault((participant.role, participant.actor_id or participant.name), participant)
    doers = {(p.start, p.end) for p in found.values()}
    for role, token in arguments(group, codebook.cues):
        for participant in _named(sentence, role, token, actors, places, codebook, says=group.family == "statement"):
            counted = _counted(participant, figures, sentence)
            settled = replace(participant, role="target") if counted else participant
            acts = settled.actor_id not in tellers and _may_act(settled, token, group, codebook)
            if (settled.start, settled.end) not in doers and (acts or settled.role != "actor"):
                found.setdefault((settled.role, settled.actor_id or settled.name), settled)
    targets = {(p.start, p.end) for p in found.values() if p.role == "target"}
    kept = [p for p in found.values() if p.role == "target" or (p.start, p.end) not in targets]
    ordered = sorted(kept, key=lambda p: (p.role != "actor", p.start, p.name))
    resolved = {p.role for p in ordered if p.actor_id is not None}
    # A bare description adds nothing where the same role is filled by somebody known.
    return [p for p in ordered if p.actor_id is not None or p.role not in resolved or PERSON.fullmatch(p.name)]


def hurt_his_own(doer: Participant, figures: Sequence[Figure], sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether the figures count people of the doer's country ("three Velmorans were wounded"), who was told of before:
    it was not him."""
    country = lexicon.actors[doer.actor_id].country if doer.actor_id is not None else None
    demonyms, base = lexicon.gazetteer.demonyms, sentence.passage.start
    words = [word.strip(".,;") for one in figures for word in sentence.text[one.number.end - base :].split()[:2]]
    return country is not None and any(
        demonyms.get(one) == country for word in words for one in (word, word.rstrip("s"))
    )


def without_doers(sentence: Sentence, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """The mentions without descriptions that would make somebody befall himself: in "the FMF killed nine fighters" the
    object is others than the subject, so "fighters" does not take up its name."""
    return [actor for actor in actors if not (actor.generic and _befalls_himself(sentence, actor, actors))]


def _befalls_himself(sentence: Sentence, actor: ActorMention, actors: Sequence[ActorMention]) -> bool:
    head = sentence.root_of(actor.start, actor.end)
    if head is None or head.dep_ not in ("dobj", "nsubjpass"):
        return False
    doer, _ = subject_of(head.head) if head.dep_ == "dobj" else (None, None)
    agents = [doer] if doer is not None else []
    if head.dep_ == "nsubjpass":
        agents = [noun for by in head.head.children if by.dep_ == "agent" for noun in by.children]
    names = [other for other in actors if other.actor_id == actor.actor_id and not other.generic]
    if any(agent.lower_ in ("it", "they") and _before(sentence, agent, actors) in names for agent in agents):
        return True  # "the FMF said it had killed nine fighters"
    return any(
        name.start <= sentence.start(token) < name.end for agent in agents for token in agent.subtree for name in names
    )


def _counted(participant: Participant, figures: Sequence[Figure], sentence: Sentence) -> bool:
    """Whether a figure counts the participant: its number stands in its words, or right before them."""
    base = sentence.passage.start
    return any(
        participant.start <= figure.number.start < participant.end
        or (
            figure.number.end <= participant.start
            and not sentence.text[figure.number.end - base : participant.start - base].strip()
        )
        for figure in figures
    )


def _may_act(participant: Participant, token: Token, group: Group, codebook: Codebook) -> bool:
    """Whether a description says who did it: "militant attack", not "civilian massacre", nor the massacre itself."""
    if participant.actor_id is not None:
        return True
    if any(hit.token == token for hit in group.hits):
        return names_people(token, codebook)
    if token.dep_ not in ("compound", "amod", "nmod"):
        return True
    return any(found.values[0] in _ARMED for found in codebook.people.find(participant.name))


def _right_before(
    sentence: Sentence, group: Group, actors: Sequence[ActorMention], codebook: Codebook
) -> Iterator[Participant]:
    """Who stands right before the word for an act of violence ("rebel shelling", "terrorist rocket attack"), whatever
    the parse makes of the words."""
    if group.family != "violence":
        return
    base = sentence.passage.start
    for hit in group.hits:
        act = hit.token.pos_ in ("NOUN", "PROPN") or hit.token.tag_ == "VBG"
        warded_off = group.counts_people() and is_warded_off(hit.token, codebook.cues)
        if not act or warded_off or hit.counting() or set(hit.event_types()) & _NO_ACT_OF_THE_WORD_BEFORE:
            continue
        word = _word_before(sentence, hit, codebook.cues)
        if word is None or hit.token.head == word or word.lower_ in _NO_RANKS:
            continue
        end = sentence.end(word)
        mention = next((actor for actor in actors if actor.end == end), None)
        if mention is not None and mention.kind not in _TELLERS:
            yield _known(sentence, "actor", mention)
            continue
        people = [found for found in codebook.people.find(sentence.text[: end - base]) if base + found.end == end]
        if people and people[0].values[0] in _ARMED:
            yield _described(sentence, "actor", base + people[0].start, end, side_id=None)


def _word_before(sentence: Sentence, hit: Hit, cues: Cues) -> Token | None:
    """The word right before a hit, over the means that stand between ("rebel rocket attack")."""
    words = (token for token in reversed(sentence.doc[: hit.last + 1]) if not token.is_space)
    before = (token for token in words if sentence.end(token) <= hit.end)
    next(before, None)  # the last word of the hit
    return next((token for token in before if token.lower_ != "-" and token.lower_ not in cues.means), None)


def _named(
    sentence: Sentence,
    role: Role,
    token: Token,
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    codebook: Codebook,
    *,
    says: bool,
) -> Iterator[Participant]:
    """The participants that an argument and what is joined to it by "and" name; ``says``: of a statement, which also
    those make who are no people ("a ministry condemned it")."""
    for head in (token, *joined(token)):
        first, last = phrase(head)
        start, end = sentence.start(first), sentence.end(last)
        inside = [actor for actor in actors if actor.start < end and start < actor.end]
        inside = inside or _whose(sentence, head, actors)
        one = head.tag_ == "NN" and names_people(head, codebook)
        told_apart = one or not (sentence.passage.kind == "headline" and title_case(sentence.text))
        person = find_person(sentence, start, end, inside, places, one=one) if told_apart else None
        if person is not None and person[1] < sentence.start(head):
            person = None  # "South Marnian rebels": the name says whence they are
        if person is not None and (role != "actor" or not inside):
            yield _described(sentence, role, *person, side_id=inside[0].side_id if inside else None)
        elif inside:
            yield from (_known(sentence, role, actor) for actor in inside[:3])
        elif role == "actor" and head.lower_ in ("it", "they"):
            if (meant := _before(sentence, head, actors)) is not None:
                yield _known(sentence, role, meant)
        elif role == "actor" and (_either(head) or is_nobody(head)):
            continue
        elif head.pos_ in ("NOUN", "PROPN") and head.lower_ not in codebook.cues.means | {"life", "lives"}:
            described = _described(sentence, role, start, end, side_id=None)
            aged = class_between(sentence, start, end, codebook) is not None
            people = codebook.people.find(described.quote)
            if role == "actor":  # "rebel-held areas" do nothing
                people = (one for one in people if not only_qualifies(described.quote, one.start, one.end))
            speaks = says and role == "actor" and head.dep_ == "nsubj" and not described.quote.lower().startswith("no ")
            if aged or speaks or next(people, None) is not None:
                yield described


def _whose(sentence: Sentence, noun: Token, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """ "Fighters from the N Front", "gunmen with N": the armed group they belong to."""
    at = [sentence.start(sub) for prep in noun.children if prep.lower_ in ("from", "with") for sub in prep.children]
    return [actor for actor in actors if actor.kind == "armed_group" and any(actor.start <= i < actor.end for i in at)]


def _either(noun: Token) -> bool:
    """Whether "or" joins the noun to another, so that it is left open who is meant."""
    chain = (noun, noun.head) if noun.dep_ == "conj" else (noun,)
    return any(child.dep_ == "cc" and child.lower_ == "or" for one in chain for child in one.children)


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
    """Who says it ("the FMF said it had carried out the attack"), else the first actor of the sentence, where it
    stands before the pronoun: most often its subject."""
    clause = pronoun.head
    if clause.dep_ == "ccomp":
        for subject in (child for child in clause.head.children if child.dep_ == "nsubj" and child.i < pronoun.i):
            at = sentence.start(subject)
            speaking = [actor for actor in actors if actor.start <= at < actor.end]
            if speaking:
                return speaking[0]
    return next((actor for actor in actors if actor.end <= sentence.start(pronoun)), None)
