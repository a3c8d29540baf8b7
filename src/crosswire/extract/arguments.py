"""Arguments: which words of a sentence fill the roles of a happening.

In: a group of triggers and the cues.  Out: role and head token of each argument.  The parse gives them: subject and
object of the verb, "by" of a passive, possessor and "by / on / against / between" of a noun ("the group's attack on
…", "clashes between A and B"). A subject that the clause shares with the one above it ("…, killing ten") is found
there.  Who is held responsible for an act did it: see `crosswire.extract.blame`.
"""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.extract.blame import accused_of, blamed_for
from crosswire.extract.clauses import Group, is_warded_off
from crosswire.extract.parse import ancestors, bearer, lost_subject, passive_controller
from crosswire.extract.tokens import Token
from crosswire.extract.triggers import SUFFERING, Hit, objects_of
from crosswire.lexicon.event_types import Cues
from crosswire.model import Role

# Verbs for what happens to their subject.
_DYING = {"die", "perish", "succumb", "drown"}
_LOSING = {"lose", "bury", "cost"}  # whose people are dead, and who did not kill them
_HOLDING = {"contain", "carry", "fill", "load", "arm"}
_ANSWERING = {"respond", "retaliate", "reply", "answer", "react"}
_SELF = {"himself", "herself", "themselves", "itself", "self"}
_ALONE = _DYING | {"clash", "fight", "flee", "surrender", "explode", "retreat"}
_HITTING = {"hit", "strike", "bomb", "bombard", "shell", "attack", "target", "pound", "raid"}
_BEGINNING = {"start", "launch", "beginning", "onset", "resumption"}
_NEW = {"a", "an", "its", "their", "new", "another"}
# "Fired dozens of rockets", "a barrage of rockets": so many were fired.
_SALVOS = {
    "dozens", "scores", "hundreds", "thousands", "number", "barrage", "volley", "salvo", "series", "wave", "hail",
}  # fmt: skip
_TAKING_PART = {"engage", "involve", "lock", "embroil"}
# "Troops shot into the crowd": who is aimed at is no object of the verb.
_AIMING = {"into", "at", "toward", "towards"}


def group_subject(group: Group) -> str | None:
    """The subject of the group's verb in lower case, where it is a pronoun that no noun of the sentence explains."""
    for hit in group.hits:
        if hit.token.pos_ == "VERB":
            subject, _ = subject_of(hit.token)
            if subject is not None and subject.lower_ in ("it", "they"):
                return subject.lower_
    return None


def arguments(group: Group, cues: Cues) -> Iterator[tuple[Role, Token]]:
    for hit in group.hits:
        token = hit.token
        if token.pos_ in ("VERB", "AUX"):
            counting = hit.counting()
            yield from _of_verb(hit, transitive=counting is not None and counting.form in ("object", "care"))
        elif token.pos_ == "ADJ":
            yield from _of_adjective(token, cues)
        elif is_warded_off(token, cues):
            # "The army foiled the group's attack": the one did it, on the other; ", killing ten": whose attack it was
            # is whom the deaths befell.
            own, befell = {noun.i for noun in token.subtree}, group.counts_people()
            yield from (("target" if (noun.i in own) == befell else role, noun) for role, noun in _of_noun(token, cues))
        elif (counting := hit.counting()) is not None and counting.form == "toll":
            yield from (("target", noun) for _, noun in _of_noun(token, cues))  # whose dead a toll counts
        else:
            yield from _of_noun(token, cues)


def _objects(word: Token, *prepositions: str) -> Iterator[Token]:
    """The nouns that hang on the word by one of the prepositions."""
    for child in word.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in prepositions:
            yield from (sub for sub in child.children if sub.dep_ == "pobj")


def _of_verb(hit: Hit, *, transitive: bool) -> Iterator[tuple[Role, Token]]:
    verb = hit.token
    subject, passive_subject = subject_of(verb)
    lemma = verb.lemma_.lower()
    objects = objects_of(hit)
    whole = verb.dep_ != "relcl" and subject is not None and subject.head == verb
    aimed = any(child.dep_ == "prep" and child.lower_ in _AIMING for child in verb.children)
    if transitive and whole and not objects and not aimed and verb.tag_ in ("VBN", "VBD"):
        # "Ten fighters killed": a headline's passive without its "were".
        subject, passive_subject = None, subject
    if passive_subject is not None:
        # "Units were engaged in clashes": the passive of taking part.
        yield "actor" if lemma in _TAKING_PART else "target", passive_subject
        yield from (("target", noun) for noun in _more_subjects(verb, passive_subject))
    if subject is not None and lemma not in _LOSING:
        yield "target" if _befalls(verb) else "actor", subject
    # "Shelling by the army": the parser takes the noun for a verb.
    yield from (("actor", noun) for noun in _objects(verb, "by") if verb.tag_ in ("VBN", "VBD") or not objects)
    yield from (("target", noun) for noun in objects)
    if lemma in _ALONE:
        yield from (("target", noun) for noun in _objects(verb, "with", "against"))
    yield from (("actor", noun) for noun in blamed_for(verb))
    yield from (("actor", noun) for noun in _who_struck(verb))
    if verb.dep_ in ("relcl", "acl") and not objects:
        passive = verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children)
        own = subject is not None and subject != verb.head and subject.tag_ not in ("WDT", "WP")
        if (verb.dep_ == "acl" and passive) or (verb.dep_ == "relcl" and own):
            yield "target", verb.head


def _who_struck(verb: Token) -> Iterator[Token]:
    """ "Artillery of the army hit the quarter, where four died": who hit the place where people died."""
    where = any(word.lower_ in ("where", "which") and word.i < verb.i for word in verb.subtree)
    act = verb.head.head
    if verb.dep_ != "relcl" or not where or not _befalls_people(verb) or act.lemma_.lower() not in _HITTING:
        return
    if verb.head.dep_ == "dobj":
        subject, _ = subject_of(act)
        yield from (subject,) if subject is not None else ()
    elif verb.head.dep_ == "nsubjpass":
        yield from _objects(act, "by")


def _befalls_people(verb: Token) -> bool:
    """ "Died", "were killed": the clause names no doer."""
    return _befalls(verb) or any(child.dep_ == "nsubjpass" for child in verb.children)


def _more_subjects(verb: Token, first: Token) -> Iterator[Token]:
    """ "Two children, ages 3 and 5, and their mother were killed": the parser gives the verb a second subject."""
    return (
        noun
        for noun in verb.children
        if noun.dep_ == first.dep_ == "nsubjpass" and noun.i > first.i and noun.pos_ in ("NOUN", "PROPN")
    )


def _befalls(verb: Token) -> bool:
    """Whether what the verb says happens to its subject: "died", "succumbed", "killed himself", "took her own life"."""
    blast = verb.lemma_.lower() == "blow"  # "blew himself up": a bombing, and his doing
    return verb.lemma_.lower() in _DYING or (harms_itself(verb) and not blast)


def harms_itself(verb: Token) -> bool:
    """ "Killed himself", "took her own life", "turned the gun on himself": the doer is whom it befell."""
    own = [child for child in verb.children if child.dep_ == "dobj"]
    on = _objects(verb, "on") if verb.lemma_.lower() == "turn" else ()  # "turned the gun on himself"
    return any(child.lower_ in _SELF or any(word.lower_ == "own" for word in child.children) for child in (*own, *on))


def subject_of(verb: Token) -> tuple[Token | None, Token | None]:
    """Active and passive subject, taken over from the clause above where the verb has none."""
    if (controller := passive_controller(verb)) is not None:
        return None, controller
    if (found := _found(verb)) is not None:
        return None, found
    at = verb
    for _ in range(4):
        for child in at.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                noun = child
                if child.tag_ in ("WDT", "WP") and at.dep_ == "relcl":
                    noun = at.head
                passive = child.dep_ == "nsubjpass" and at == verb
                return (None, noun) if passive else ((None, None) if child.dep_ == "nsubjpass" else (noun, None))
        if at == verb and (lost := lost_subject(verb)) is not None:
            return None, lost
        if (accused := accused_of(at)) is not None:
            return accused, None
        if at.dep_ in ("advcl", "xcomp", "conj", "pcomp", "acomp") and at.head.pos_ in ("VERB", "AUX", "ADJ"):
            if at.tag_ == "VBN" and at.dep_ != "conj":
                return None, None
            at = at.head
        elif at.dep_ == "pcomp" and at.tag_ == "VBG" and at.head.head.pos_ in ("VERB", "AUX"):
            above = (child for child in at.head.head.children if child.dep_ in ("nsubj", "nsubjpass"))
            return next(above, None), None  # "was found dead after killing two": who was found had killed
        elif at.dep_ == "ccomp" and at == verb and verb.lemma_.lower() in _DYING:
            at = at.head  # "a boy shot on Monday has died": the parser takes the participle for the verb
        elif at.dep_ == "acl" and at.tag_ == "VBG":
            return at.head, None
        else:
            break
    return None, None


def _found(verb: Token) -> Token | None:
    """ "Two men were found shot": who was found is who was shot."""
    if verb.tag_ != "VBN" or verb.dep_ not in ("ccomp", "xcomp", "oprd") or verb.head.lemma_ != "find":
        return None
    return next((child for child in verb.head.children if child.dep_ == "nsubjpass"), None)


def _of_adjective(word: Token, cues: Cues) -> Iterator[tuple[Role, Token]]:
    head = word.head
    if head.pos_ in ("NOUN", "PROPN") and word.dep_ in ("amod", "acl"):
        yield "target", head
    # "Found N dead": the parser makes N the subject of the adjective.
    yield from (("target", child) for child in word.children if child.dep_ == "nsubj")
    telling = head.lemma_.lower() in cues.telling  # "rescuers counted 19 dead"
    for child in head.children if head.pos_ in ("VERB", "AUX") and not telling else ():
        if child.dep_ in ("nsubj", "dobj") and (child.i < word.i):
            yield ("target" if child.dep_ == "dobj" or head.pos_ == "AUX" else "actor"), child


def _of_noun(noun: Token, cues: Cues) -> Iterator[tuple[Role, Token]]:
    if noun.lower_ == "shot":
        # "Two arrested after child shot": the participle, which the parser takes for a noun.
        yield from (("target", child) for child in noun.children if child.dep_ in ("compound", "nmod"))
        return
    if (bearing := bearer(noun)) is not None:
        yield "target", bearing
    both = noun.lower_ in cues.mutual
    above = noun.head.head if noun.dep_ == "pobj" else None
    for child in noun.children:
        if child.tag_ == "WP$" and child.i and child.doc[child.i - 1].pos_ in ("NOUN", "PROPN"):
            yield "actor", child.doc[child.i - 1]  # "militants whose assault left ten dead"
        elif child.dep_ == "poss" and noun.lower_ in cues.undergone and not any(_objects(noun, "of")):
            yield "target", child  # "the general's death"; but "the army's killing of N" is its deed
        elif child.dep_ == "poss" or (child.dep_ in ("amod", "compound", "nmod") and child.i < noun.i):
            yield "actor", child
    yield from (("actor", sub) for sub in _objects(noun, "by"))
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
        # "A wave of strikes by N": of the strikes, not of the wave.
        yield from (("actor", sub) for sub in _objects(noun.head.head, "by"))
    yield from (("target", sub) for sub in _objects(noun, "on", "against", "at", "targeting"))
    for sub in _objects(noun, "between"):
        yield "actor", sub
        yield from (("target", other) for other in sub.children if other.dep_ == "conj")
    befalls = noun.lower_.endswith("ing") or noun.lower_ in cues.befalling | cues.sums
    # "The shelling of the town"; but "operations of the army" are what it does.
    yield from (("target" if befalls else "actor", sub) for sub in _objects(noun, "of"))
    if both:
        # "Ten soldiers were killed in clashes with N": it befell the one side, so the other did it.
        harmed = above is not None and any(word.lower_ in cues.harming for word in (above, *ancestors(above)))
        yield from (("actor" if harmed else "target", sub) for sub in _objects(noun, "with"))
    yield from (("actor", sub) for sub in blamed_for(noun))
    yield from _done(noun, cues)
    if above is not None and above.lemma_.lower() in _ANSWERING and noun.head.lower_ in ("with", "by"):
        yield from (("actor", child) for child in above.children if child.dep_ == "nsubj")
    if above is not None and above.pos_ == "VERB" and noun.lower_ in cues.lasting:
        yield from (("actor", subject) for subject in _pressing(noun, above, cues))
    if both and above is not None and above.pos_ == "VERB" and noun.head.lower_ in ("in", "during"):
        neutral = not {above.lower_, above.lemma_.lower()} & (cues.telling | cues.harming)
        yield from (("actor", child) for child in above.children if neutral and child.dep_ in ("nsubj", "nsubjpass"))
    whole = noun
    while whole.dep_ in ("conj", "compound", "nmod") and whole.head.pos_ in ("NOUN", "PROPN"):
        whole = whole.head  # "fired rocket and mortar shells"
    whole = _filled(whole, cues)
    if whole.dep_ == "pobj" and whole.head.lower_ == "of" and whole.head.head.lower_ in _SALVOS:
        whole = whole.head.head
    begins = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in _BEGINNING
    whole = noun.head.head if begins else whole  # "the start of an offensive"
    told = whole.head.lemma_.lower() in cues.telling or whole.lower_ in cues.bodies  # "rescuers found ten bodies"
    told = told and not _announced_as_own(noun, whole, cues, begins=begins)
    if whole.dep_ == "dobj" and whole.head.pos_ == "VERB" and not told:
        subject, _ = subject_of(whole.head)
        if subject is not None:
            yield "target" if whole.head.lemma_.lower() in SUFFERING else "actor", subject
        yield from (("target", sub) for sub in _objects(whole.head, "on", "against"))


def _announced_as_own(noun: Token, whole: Token, cues: Cues, *, begins: bool) -> bool:
    """ "Announced an offensive", "declared the start of the battle": who says that fighting begins is who fights."""
    new = begins or any(child.lower_ in _NEW for child in noun.children)
    return new and noun.lower_ in cues.lasting and whole.head.lemma_.lower() in ("announce", "declare")


def _pressing(noun: Token, verb: Token, cues: Cues) -> Iterator[Token]:
    """ "Pressed ahead with their offensive", "are trying to take the town in an offensive": whose offensive it is."""
    if noun.head.lower_ == "with" and verb.dep_ == "acl":
        yield verb.head  # the parser takes a verb that has no object for a participle
        return
    neutral = not {verb.lower_, verb.lemma_.lower()} & (cues.telling | cues.harming)
    subject, _ = subject_of(verb)
    if noun.head.lower_ in ("with", "in") and neutral and subject is not None:
        yield subject


def _filled(noun: Token, cues: Cues) -> Token:
    """ "Fired missiles containing toxic gas", "shells filled with gas": what was fired is the missile."""
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head
    holds = verb.dep_ == "acl" and verb.lemma_.lower() in _HOLDING
    means = holds and {verb.head.lower_, verb.head.lemma_.lower()} & cues.means
    return verb.head if means and noun.dep_ in ("dobj", "pobj") else noun


def _done(noun: Token, cues: Cues) -> Iterator[tuple[Role, Token]]:
    """ "The attack was carried out by N", "an attack launched by N", but not "an attack condemned by N"."""
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ in ("VBN", "VBD") and child.lemma_.lower() not in cues.telling:
            # "Thought to have been carried out by N".
            for verb in (child, *(below for below in child.children if below.dep_ == "xcomp")):
                yield from (("actor", sub) for sub in _objects(verb, "by"))
    if noun.dep_ == "nsubjpass":
        # "The strikes are believed to have been carried out by N".
        for verb in (noun.head, *(below for below in noun.head.children if below.dep_ == "xcomp")):
            if verb.lemma_.lower() in cues.doing:
                yield from (("actor", sub) for sub in _objects(verb, "by"))
