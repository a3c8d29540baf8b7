"""Which kind of attack is meant where its word leaves that open: "attack", "hit", "the raids", "killed".

In: the triggers of a happening, who did it, and the kinds of attack that the text has told of.  Out: the id of an event
type.  In this order: the weapon that the words name ("jets hit", "a bomb killed", "attacked by tanks"); the kind that
"strikes" or "raids" stood for when they were named in full; what the bare word says where nothing was named: a strike
comes from the air, and so does the bombing of those who have planes; the kind told in the sentence right before.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.extract.clauses import Group
from crosswire.extract.parse import Sentence
from crosswire.extract.scene import BARE, Scene, head_of
from crosswire.extract.tokens import Token
from crosswire.extract.triggers import Hit
from crosswire.lexicon import Actor, Lexicon
from crosswire.lexicon.event_types import Codebook
from crosswire.model import Participant

OPEN = frozenset({"attack", "killing"})
_FLYING = {"army", "coalition", "state"}
_WITH = {"by", "with", "from", "to"}
_MUNITIONS = {"bomb", "explosive", "mine", "missile"}
_BOMBING = {"bomb", "bombs", "bombed", "bombing", "bombings"}
_AIRBORNE = {"air", "aerospace"}
_OBJECTS = ("dobj", "nsubjpass")
_CRASHING = {"crash", "collide", "skid", "plunge", "overturn"}
_USING = {"drop", "fire", "launch", "use", "plant", "lay", "throw", "hurl", "lob", "detonate"}


def named_kinds(group: Group) -> frozenset[str]:
    """The kinds of violence that a group names by a word that says which."""
    types = {each for hit in group.hits for each in hit.event_types()} if group.family == "violence" else set()
    return frozenset(types - OPEN)


def kind_of(
    group: Group,
    groups: Sequence[Group],
    sentence: Sentence,
    scene: Scene,
    participants: Sequence[Participant],
    lexicon: Lexicon,
) -> str:
    """The type of a group; what its words leave open as the weapon or the name told before says it, and one of `OPEN`
    where neither does.  ``groups``: all happenings of the sentence."""
    kind, bare = group.event_type(lexicon.codebook), _bare_words(group, sentence, lexicon.codebook)
    if kind not in OPEN and not bare:
        return kind
    ids = (p.actor_id for p in participants if p.role == "actor")
    actors = [lexicon.actors[one] for one in ids if one is not None and one in lexicon.actors]
    told = (word for one in participants if one.role == "actor" for word in one.quote.casefold().split())
    said = _by_weapon(group, groups, sentence, actors, lexicon.codebook) or next(
        filter(None, map(lexicon.codebook.weapons.get, told)),
        None,  # "Ostravian jets" are who did it
    )
    return said or _by_name(bare, scene, actors) or kind


def _bare_words(group: Group, sentence: Sentence, codebook: Codebook) -> list[str]:
    """The words that name the happening and leave open what was done ("strikes", "bombed"), in small letters; none
    where another of its words says it."""
    words = {hit.start: sentence.quote(hit.start, hit.end).quote.casefold() for hit in group.hits}
    bare = [hit for hit in group.hits if hit.event_types() and (head_of(words[hit.start]) in BARE or _bombs(hit))]
    said = {kind for hit in group.hits if hit not in bare for kind in hit.event_types()}
    said |= {codebook.measure_types[one.measure] for hit in group.hits if (one := hit.counting()) and one.measure}
    return [] if said - OPEN else [words[hit.start] for hit in bare]


def _bombs(hit: Hit) -> bool:
    return hit.token.lemma_.lower() == "bomb" and hit.token.pos_ == "VERB"


def _by_weapon(
    group: Group, groups: Sequence[Group], sentence: Sentence, actors: Sequence[Actor], codebook: Codebook
) -> str | None:
    """The kind of attack whose weapon struck, or was used to strike; None where the words name none."""
    triggers = {hit.token.i for hit in group.hits}
    words = triggers | {head.i for head in group.heads}
    others = {head.i for other in groups for head in other.heads} - words
    for word in sentence.doc:
        kind = codebook.weapons.get(word.lower_)
        if kind is not None and _used(word, words, triggers, others):
            grounded = bool(actors) and not _fly(actors) and word.lemma_.lower() in _MUNITIONS
            return "shelling" if kind == "air_strike" and grounded else kind
    return None


def _fly(actors: Sequence[Actor]) -> bool:
    """Whether any of them has planes."""
    return any(actor.kind in _FLYING for actor in actors)


def _used(weapon: Token, words: set[int], triggers: set[int], others: set[int]) -> bool:
    """Whether the weapon does the act, or the act is done by or with it, or it is dropped or fired to do it; of a bomb
    or a missile it is enough that it went where it struck ("when a missile slammed into the camp").  ``words``: the
    numbers of the happening's triggers and of the verbs of its clauses, ``others`` of those of other happenings."""
    above = weapon.head
    if weapon.dep_ == "pobj" and above.lower_ in _WITH:
        above = above.head
    elif weapon.dep_ != "nsubj" and not (weapon.dep_ in _OBJECTS and above.lemma_.lower() in _USING):
        return False
    lemma = above.lemma_.lower()
    strikes = lemma in _USING or above.i in triggers
    if (
        above.i in others
        or lemma in _CRASHING
        or not (strikes or (weapon.dep_ == "nsubj" and weapon.lemma_.lower() in _MUNITIONS))
    ):
        return False
    return not words.isdisjoint((above.i, above.head.i, *(child.i for child in above.children)))


def _by_name(words: Sequence[str], scene: Scene, actors: Sequence[Actor]) -> str | None:
    """An air force strikes from the air; bare words stand for what the text called by its full name, else for what they
    say by themselves ("a strike" comes from the air, "bombed" where those did it who have planes); from the air only
    where no armed group did it."""
    if any(actor.kind == "army" and _AIRBORNE & set(actor.name.casefold().split()) for actor in actors):
        return "air_strike"
    flying = _fly(actors)
    for word in words:
        meant = scene.meant_by(word)
        if meant is None and (head_of(word) == "strike" or (word in _BOMBING and flying)):
            meant = "air_strike"
        if meant is not None and (meant != "air_strike" or flying or not actors):
            return meant
    return None
