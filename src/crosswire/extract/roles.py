"""Roles: who did it and to whom.

In: a group of triggers of a parsed sentence, the actors named in it.  Out: participants with the words that name them.
The parse gives them: subject and object of the verb, "by" of a passive, possessor and "by / on / against / between" of a
noun ("the group's attack on …", "clashes between A and B").  A subject that the clause shares with the clause above it
("…, killing ten") is found there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from crosswire.extract.clauses import Group
from crosswire.extract.parse import Sentence
from crosswire.lexicon.event_types import Codebook
from crosswire.model import ActorMention, Participant, PlaceMention, Role

_NAME = r"(?:(?:al|el|ad|as|ash|ar|an|at|az|Al|El)-[A-Z][\w’'-]*|[A-Z][\w’']*(?:-[A-Z][\w’']*)*)"
_PERSON = re.compile(rf"{_NAME}(?:\s(?:(?:Abu|Abd|ibn|bin|bint|al|el|de|von|van)\s)?{_NAME})+")
_WEAPONS = {
    "bomb", "bombs", "rocket", "rockets", "missile", "missiles", "shell", "shells", "mortar", "mortars", "artillery",
    "warplane", "warplanes", "jet", "jets", "helicopter", "helicopters", "drone", "drones", "blast", "explosion", "car",
    "strike", "strikes", "raid", "raids", "airstrike", "airstrikes", "attack", "attacks", "bombing", "bombings", "shelling",
    "clashes", "clash", "fighting", "offensive", "bombardment", "explosions", "blasts", "fire", "gas", "sarin", "device",
}  # fmt: skip
# Verbs whose subject tells of the happening and does not take part in it.
_SAYING = {
    "report",
    "announce",
    "confirm",
    "say",
    "claim",
    "document",
    "condemn",
    "denounce",
    "deny",
    "record",
    "cite",
    "follow",
    "witness",
    "see",
    "leak",
    "publish",
    "show",
    "blame",
    "describe",
    "suffer",
}
_PLURAL_BOTH_SIDES = {"clash", "clashes", "fighting", "battle", "battles", "clashed", "clashing", "fight", "fought", "firefight",
    "confrontation", "confrontations", "talks", "negotiations", "deal", "agreement", "ceasefire", "truce", "infighting"}  # fmt: skip


def find_participants(
    sentence: Sentence,
    group: Group,
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    codebook: Codebook,
) -> list[Participant]:
    """The participants of one happening, actors first, each named once."""
    found: dict[tuple[Role, str], Participant] = {}
    for role, token in _arguments(group):
        for participant in _named(sentence, role, token, actors, places, codebook):
            key = (participant.role, participant.actor_id or participant.name)
            found.setdefault(key, participant)
    ordered = sorted(found.values(), key=lambda p: (p.role != "actor", p.start, p.name))
    resolved = {p.role for p in ordered if p.actor_id is not None}
    # A bare description adds nothing where the same role is filled by somebody known.
    return [
        p for p in ordered
        if p.actor_id is not None or p.role not in resolved or _PERSON.fullmatch(p.name) is not None
    ]  # fmt: skip


def group_subject(group: Group) -> str | None:
    """The subject of the group's verb in lower case, where it is a pronoun that no noun of the sentence explains."""
    for hit in group.hits:
        if hit.token.pos_ == "VERB":
            subject, _ = _subject(hit.token)
            if subject is not None and subject.lower_ in ("it", "they"):
                return subject.lower_
    return None


def _arguments(group: Group) -> Iterator[tuple[Role, Token]]:
    for hit in group.hits:
        token = hit.token
        if token.pos_ in ("VERB", "AUX"):
            yield from _of_verb(token)
        elif token.pos_ == "ADJ":
            yield from _of_adjective(token)
        else:
            yield from _of_noun(token)


def _of_verb(verb: Token) -> Iterator[tuple[Role, Token]]:
    subject, passive_subject = _subject(verb)
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    agents = [sub for child in verb.children if child.dep_ == "agent" for sub in child.children if sub.dep_ == "pobj"]
    intransitive = verb.lemma_.lower() in ("die", "perish", "clash", "fight", "flee", "surrender", "explode", "retreat")
    if passive_subject is not None:
        # "Units were engaged in clashes": the passive of taking part.
        yield (
            ("actor" if verb.lemma_.lower() in ("engage", "involve", "lock", "embroil") else "target"),
            passive_subject,
        )
    if subject is not None:
        yield ("target" if verb.lemma_.lower() in ("die", "perish") else "actor"), subject
    for noun in agents:
        yield "actor", noun
    for noun in objects:
        yield "target", noun
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("with", "against") and intransitive:
            for noun in child.children:
                if noun.dep_ == "pobj":
                    yield "target", noun
    if verb.dep_ in ("relcl", "acl") and not objects:
        antecedent = verb.head
        passive = verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children)
        own = subject is not None or passive_subject is not None
        if (verb.dep_ == "acl" and passive) or (
            verb.dep_ == "relcl" and own and subject is not None and subject.tag_ not in ("WDT", "WP")
        ):
            yield "target", antecedent


def _subject(verb: Token) -> tuple[Token | None, Token | None]:
    """Active and passive subject, taken over from the clause above where the verb has none."""
    at = verb
    for _ in range(4):
        for child in at.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                noun = child
                if child.tag_ in ("WDT", "WP") and at.dep_ == "relcl":
                    noun = at.head
                passive = child.dep_ == "nsubjpass" and at == verb
                return (None, noun) if passive else ((None, None) if child.dep_ == "nsubjpass" else (noun, None))
        if at == verb and (lost := _lost_subject(verb)) is not None:
            return None, lost
        if at.dep_ in ("advcl", "xcomp", "conj", "pcomp") and at.head.pos_ in ("VERB", "AUX"):
            if at.tag_ == "VBN" and at.dep_ != "conj":
                return None, None
            at = at.head
        elif at.dep_ == "acl" and at.tag_ == "VBG":
            return at.head, None
        else:
            break
    return None, None


def _lost_subject(verb: Token) -> Token | None:
    """The noun right before "was / were killed", where the parse gave it to another verb."""
    auxiliaries = [child for child in verb.children if child.dep_ == "auxpass"]
    if not auxiliaries:
        return None
    first = min(child.i for child in verb.children if child.dep_ in ("aux", "auxpass"))
    before = verb.doc[first - 1] if first else None
    return before if before is not None and before.pos_ in ("NOUN", "PROPN") else None


def _of_adjective(word: Token) -> Iterator[tuple[Role, Token]]:
    head = word.head
    if head.pos_ in ("NOUN", "PROPN") and word.dep_ in ("amod", "acl"):
        yield "target", head
    for child in head.children if head.pos_ in ("VERB", "AUX") else ():
        if child.dep_ in ("nsubj", "dobj") and (child.i < word.i):
            yield ("target" if child.dep_ == "dobj" or head.pos_ == "AUX" else "actor"), child


def _of_noun(noun: Token) -> Iterator[tuple[Role, Token]]:
    both = noun.lower_ in _PLURAL_BOTH_SIDES
    for child in noun.children:
        if child.dep_ == "poss" or (child.dep_ in ("amod", "compound", "nmod") and child.i < noun.i):
            yield "actor", child
        if child.dep_ != "prep":
            continue
        for sub in child.children:
            if sub.dep_ != "pobj":
                continue
            if child.lower_ in ("by", "from") or (child.lower_ == "of" and noun.lower_.endswith("ing")):
                yield ("actor" if child.lower_ == "by" else "target"), sub
            elif child.lower_ in ("on", "against", "at", "targeting"):
                yield "target", sub
            elif child.lower_ == "between":
                yield "actor", sub
                for other in sub.children:
                    if other.dep_ == "conj":
                        yield "target", other
            elif (child.lower_ == "with" and both) or (
                child.lower_ in ("of",)
                and noun.lower_
                in (
                    "death",
                    "killing",
                    "abduction",
                    "execution",
                    "release",
                    "arrest",
                )
            ):
                yield "target", sub
    if noun.dep_ == "acl":
        return
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            for agent in child.children:
                if agent.dep_ == "agent":
                    for sub in agent.children:
                        if sub.dep_ == "pobj":
                            yield "actor", sub
    if (
        both
        and noun.dep_ == "pobj"
        and noun.head.head.pos_ == "VERB"
        and noun.head.head.lemma_.lower() not in _SAYING
        and noun.head.lower_ in ("in", "during")
    ):
        for child in noun.head.head.children:
            if child.dep_ == "nsubj":
                yield "actor", child
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB" and noun.head.lemma_.lower() not in _SAYING:
        subject, _ = _subject(noun.head)
        if subject is not None:
            yield "actor", subject
        for child in noun.head.children:
            if child.dep_ == "prep" and child.lower_ in ("on", "against"):
                for sub in child.children:
                    if sub.dep_ == "pobj":
                        yield "target", sub


def _phrase(token: Token) -> tuple[Token, Token]:
    """First and last token of the noun phrase around its head: left modifiers, and what directly follows with "of"."""
    left = min((sub for child in token.lefts if child.dep_ not in ("cc", "punct", "relcl", "prep", "appos", "conj") for sub in child.subtree),
               key=lambda sub: sub.i, default=token)  # fmt: skip
    right = token
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            right = max((sub for sub in child.subtree if sub.i <= child.i + 6), key=lambda sub: sub.i)
        elif child.dep_ in ("appos", "flat") and child.pos_ == "PROPN" and child.i <= token.i + 4:
            right = max((sub for sub in child.subtree if sub.i <= child.i + 5), key=lambda sub: sub.i, default=child)
        elif child.dep_ == "acl" and child.lower_ in ("identified", "named", "called", "nicknamed", "known", "dubbed"):
            right = max((sub for sub in child.subtree if sub.i <= child.i + 6), key=lambda sub: sub.i)
    return (left if left.i < token.i else token), (right if right.i > token.i else token)


def _named(
    sentence: Sentence,
    role: Role,
    token: Token,
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    codebook: Codebook,
) -> Iterator[Participant]:
    for head in [
        token,
        *(child for child in token.children if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN")),
    ]:
        first, last = _phrase(head)
        start, end = sentence.start(first), sentence.end(last)
        inside = [actor for actor in actors if actor.start < end and start < actor.end]
        person = _person(sentence, start, end, inside, places, one=head.tag_ == "NN" and _names_people(head, codebook))
        if (person is not None and role != "actor") or (person is not None and not inside):
            name_start, name_end = person
            quote = sentence.quote(name_start, name_end)
            side = inside[0].side_id if inside else None
            yield Participant(
                role=role,
                actor_id=None,
                name=quote.quote,
                side_id=side,
                start=name_start,
                end=name_end,
                quote=quote.quote,
            )
            continue
        if inside:
            for actor in inside[:3]:
                quote = sentence.quote(actor.start, actor.end)
                yield Participant(
                    role=role, actor_id=actor.actor_id, name=actor.name, side_id=actor.side_id,
                    start=actor.start, end=actor.end, quote=quote.quote,
                )  # fmt: skip
            continue
        if role == "actor" and head.lower_ in ("it", "they") and (meant := _before(sentence, head, actors)):
            quote = sentence.quote(meant.start, meant.end)
            yield Participant(
                role=role, actor_id=meant.actor_id, name=meant.name, side_id=meant.side_id,
                start=meant.start, end=meant.end, quote=quote.quote,
            )  # fmt: skip
            continue
        if head.pos_ not in ("NOUN", "PROPN") or head.lower_ in _WEAPONS:
            continue
        phrase = sentence.quote(start, end)
        if any(True for _ in codebook.people.find(phrase.quote)):
            yield Participant(
                role=role, actor_id=None, name=phrase.quote, side_id=None, start=start, end=end, quote=phrase.quote
            )


def _names_people(noun: Token, codebook: Codebook) -> bool:
    return next(codebook.people.find(noun.text), None) is not None


def _before(sentence: Sentence, pronoun: Token, actors: Sequence[ActorMention]) -> ActorMention | None:
    """The first actor of the sentence, where it stands before the pronoun: most often its subject."""
    return next((actor for actor in actors if actor.end <= sentence.start(pronoun)), None)


def _person(
    sentence: Sentence,
    start: int,
    end: int,
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    *,
    one: bool,
) -> tuple[int, int] | None:
    """A run of capitalised words in the phrase that is neither an actor of the lexicon nor a place; of ``one`` person
    ("a commander of the group, N") it may follow after a comma."""
    base = sentence.passage.start
    for match in _PERSON.finditer(sentence.text, start - base):
        at, stop = base + match.start(), base + match.end()
        # The name may run on where the phrase ends ("al-" is split off), or follow it at once ("commander N.").
        if at > end + (2 if one else 1):
            break
        while at < stop and (other := next((a for a in actors if a.start <= at < a.end), None)):
            at = other.end
            while at < stop and sentence.text[at - base] in " ’'s":
                at += 1
        overlaps = any(a.start < stop and at < a.end for a in actors)
        is_place = any(m.place.start < stop and at < m.place.end and m.place.place_id for m in places)
        if not overlaps and not is_place and " " in sentence.text[at - base : stop - base].strip():
            return at, stop
    return None
