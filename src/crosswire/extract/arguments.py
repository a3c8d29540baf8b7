"""Arguments: which words of a sentence fill the roles of a happening.

In: a group of triggers.  Out: role and head token of each argument.  The parse gives them: subject and object of the
verb, "by" of a passive, possessor and "by / on / against / between" of a noun ("the group's attack on …", "clashes
between A and B"). A subject that the clause shares with the one above it ("…, killing ten") is found there.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from crosswire.extract.clauses import Group
from crosswire.model import Role

# Verbs whose subject tells of the happening and does not take part in it.
_SAYING = {
    "report", "announce", "confirm", "say", "claim", "document", "condemn", "denounce", "deny", "record", "cite",
    "follow", "witness", "see", "leak", "publish", "show", "blame", "describe", "suffer",
}  # fmt: skip
# Verbs that only say that an act was done.
_LIGHT = {"carry", "conduct", "launch", "stage", "mount", "wage", "commit", "perpetrate", "claim", "execute"}
# Nouns and verbs for what two sides do to, or with, each other.
_MUTUAL = {
    "clash", "clashes", "fighting", "battle", "battles", "clashed", "clashing", "fight", "fought", "firefight",
    "confrontation", "confrontations", "talks", "negotiations", "deal", "agreement", "ceasefire", "truce", "infighting",
}  # fmt: skip


# Nouns whose "of" names whom the act befell; an "attack of N" is N's.
_OF_VICTIM = {
    "death", "deaths", "killing", "killings", "murder", "murders", "assassination", "assassinations", "slaying",
    "massacre", "execution", "executions", "abduction", "abductions", "capture", "arrest", "arrests", "detention",
    "release", "injury", "rescue",
}  # fmt: skip


def group_subject(group: Group) -> str | None:
    """The subject of the group's verb in lower case, where it is a pronoun that no noun of the sentence explains."""
    for hit in group.hits:
        if hit.token.pos_ == "VERB":
            subject, _ = _subject(hit.token)
            if subject is not None and subject.lower_ in ("it", "they"):
                return subject.lower_
    return None


def arguments(group: Group) -> Iterator[tuple[Role, Token]]:
    for hit in group.hits:
        token = hit.token
        if token.pos_ in ("VERB", "AUX"):
            counting = hit.counting()
            yield from _of_verb(token, transitive=counting is not None and counting.form == "object")
        elif token.pos_ == "ADJ":
            yield from _of_adjective(token)
        else:
            yield from _of_noun(token)


def _of_verb(verb: Token, *, transitive: bool) -> Iterator[tuple[Role, Token]]:
    subject, passive_subject = _subject(verb)
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    whole = verb.dep_ != "relcl" and subject is not None and subject.head == verb
    if transitive and whole and not objects and verb.tag_ in ("VBN", "VBD"):
        # "Ten fighters killed": a headline's passive without its "were".
        subject, passive_subject = None, subject
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


def _of_light_verb(noun: Token) -> Iterator[tuple[Role, Token]]:
    """ "The attack was carried out by N", "N claimed responsibility for the attack"."""
    if noun.dep_ == "nsubjpass" and noun.head.lemma_.lower() in _LIGHT:
        for child in noun.head.children:
            if child.dep_ == "agent":
                yield from (("actor", sub) for sub in child.children if sub.dep_ == "pobj")
    claim = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "for" else None
    if claim is not None and claim.lower_ == "responsibility":
        yield from (("actor", child) for child in claim.head.children if child.dep_ == "nsubj")


def _of_adjective(word: Token) -> Iterator[tuple[Role, Token]]:
    head = word.head
    if head.pos_ in ("NOUN", "PROPN") and word.dep_ in ("amod", "acl"):
        yield "target", head
    for child in head.children if head.pos_ in ("VERB", "AUX") else ():
        if child.dep_ in ("nsubj", "dobj") and (child.i < word.i):
            yield ("target" if child.dep_ == "dobj" or head.pos_ == "AUX" else "actor"), child


def _of_noun(noun: Token) -> Iterator[tuple[Role, Token]]:
    both = noun.lower_ in _MUTUAL
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
            elif (child.lower_ == "with" and both) or (child.lower_ in ("of",) and noun.lower_ in _OF_VICTIM):
                yield "target", sub
    yield from _of_light_verb(noun)
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
            if child.dep_ in ("nsubj", "nsubjpass") and noun.head.head.lemma_.lower() not in (
                "kill",
                "wound",
                "injure",
            ):
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
