"""Status: whether what a claim tells has happened.

In: the words of a group in a parsed sentence.  Out: one of the values of `Status`.  A happening has not happened
where its verb stands under a modal ("could attack"), a negation, a condition, or as an infinitive of purpose ("sent
troops to storm"), and where the verb or noun above it threatens, plans, demands, predicts, denies, offers or
bargains.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.extract.clauses import Group, is_warded_off
from crosswire.extract.nominals import is_nobody
from crosswire.extract.parse import ancestors
from crosswire.extract.tokens import Token
from crosswire.lexicon.event_types import Cues
from crosswire.model import Status

_BACKWARD = {"after", "following"}


def status_of(group: Group, cues: Cues) -> Status:
    """The status of the group's happening, read at the trigger nearest to the top of the sentence."""
    words = [hit.token for hit in group.hits]
    warded = [word for word in words if group.counts_people() and is_warded_off(word, cues)]
    done = [word for word in words if word not in warded and not any(noun in ancestors(word) for noun in warded)]
    # "Foiled an attack, killing ten": the attack was not carried out, and the ten are dead.
    word = min(done or words, key=lambda token: (sum(1 for _ in ancestors(token)), token.i))
    word = _told_of(word, done) or word
    if group.family == "agreement" and word.dep_ == "pobj" and word.head.lower_ == "under":
        return "happened"  # "under the deal, the fighters will leave"
    if group.family == "violence" and (_spoken_against(word, cues) or _presupposed(word, group, cues)):
        return "happened"
    return _of_word(word, cues)


def _told_of(noun: Token, words: Sequence[Token]) -> Token | None:
    """ "May have preceded a shooting that left ten dead": the relative clause is told by itself."""
    for word in words if noun.pos_ == "NOUN" else ():
        for above in (word, *ancestors(word)):
            of_noun = above.dep_ == "relcl" and above.head == noun
            if of_noun and (above == word or min(one.i for one in above.subtree) == noun.i + 1):
                return word
    return None


def _spoken_against(word: Token, cues: Cues) -> bool:
    """ "Rejected the murder of N", "wanted for the murder of N": deeds that one speaks against or answers for."""
    if word.dep_ == "dobj":
        return word.head.lemma_.lower() in cues.rejected and word.head.pos_ == "VERB" and word.pos_ in ("NOUN", "PROPN")
    verb = word.head.head
    passive = verb.tag_ == "VBN" and (verb.dep_ == "acl" or any(child.dep_ == "auxpass" for child in verb.children))
    return word.dep_ == "pobj" and word.head.lower_ == "for" and passive and verb.lemma_.lower() in cues.answered_for


def _presupposed(word: Token, group: Group, cues: Cues) -> bool:
    """ "Links with the murder of N", "the case of the death of N", "nobody claimed responsibility for the blast", "was
    to blame for the blast", "will meet after the blast": what is spoken of as known has happened."""
    if any(above.lower_ in ("responsibility", "blame") for above in ancestors(word)):
        return True
    if word.dep_ == "pobj" and word.head.lower_ in _BACKWARD and word.pos_ == "NOUN":
        return _of_nominal(word, cues) is None
    counting = next((hit.counting() for hit in group.hits if hit.token == word), None)
    if counting is None or counting.measure != "killed" or word.dep_ != "pobj" or word.head.lower_ == "for":
        return False
    known = any(child.lower_ == "the" for child in word.children) and any(c.lower_ == "of" for c in word.children)
    return known and word.head.head.lemma_.lower() not in cues.plans


def _of_word(word: Token, cues: Cues) -> Status:
    if word.pos_ not in ("VERB", "AUX", "ADJ"):
        nominal = _of_nominal(word, cues)
        if nominal is not None:
            return nominal
    at = word
    for step, verb in enumerate([word, *ancestors(word)]):
        if step and verb.pos_ not in ("VERB", "AUX", "NOUN", "ADJ"):
            at = verb
            continue
        own = _of_verb(verb, cues, finite_below=at)
        if own is not None and not (step and _own_clause(at)):
            return own
        if step:
            above = _under(verb, at, cues)
            if above is not None:
                return above
        if (
            verb.pos_ in ("VERB", "AUX")
            and verb.dep_ in ("ROOT", "relcl", "advcl", "ccomp", "acl")
            and not _infinitive(verb)
        ):
            if verb.dep_ == "ccomp":
                above = _under(verb.head, verb, cues)
                if above in ("denied", "predicted", "demanded", "threatened"):
                    return above
            if verb.dep_ == "acl" and _rejected_word(verb.head, cues):
                return "denied"
            break
        at = verb
    return "ongoing" if _progressive(word) else "happened"


def _rejected_word(noun: Token, cues: Cues) -> bool:
    """ "Rejected reports that ten had died": what the word for something said says is denied."""
    said = noun.lower_ in cues.hearsay or noun.lower_ in cues.stances["charges"]
    return said and noun.dep_ == "dobj" and noun.head.lower_ in cues.denied


def _of_verb(verb: Token, cues: Cues, finite_below: Token) -> Status | None:
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    for child in verb.children:
        lower = child.lower_
        if child.dep_ == "aux" and lower in cues.possible_modals and not (lower == "may" and child.text == "May"):
            return "possible"
        if child.dep_ == "aux" and lower == "should" and _perfect(verb):
            return "possible"  # "there should have been ten dead"
        if child.dep_ == "aux" and lower in cues.predicted_modals:
            return "possible" if lower == "would" else "predicted"
        if child.dep_ == "neg" and finite_below == verb:
            return "denied"
        if child.dep_ in ("nsubj", "nsubjpass") and (is_nobody(child) or _none_of_them(child)):
            return "denied"
        if child.dep_ == "mark" and lower in ("if", "unless", "lest"):
            return "possible"
    if _infinitive(verb) and not _perfect(verb):  # "is estimated to have killed ten" tells of the past
        return _purpose(verb, cues)
    return None


def _none_of_them(noun: Token) -> bool:
    """ "No group claimed it": whoever might have done it did not."""
    return any(child.dep_ == "det" and child.lower_ == "no" for child in noun.children)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def _own_clause(verb: Token) -> bool:
    """ "The row may have set off the attack and ten people were hurt": a clause joined by "and" with a subject of its
    own is not under the other's modal; what stands under "if" is."""
    if verb.dep_ != "conj" or not _has_subject(verb):
        return False
    return not any(child.dep_ == "mark" for child in verb.head.children)


def _perfect(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in ("have", "'ve", "’ve") for child in verb.children)


def _infinitive(verb: Token) -> bool:
    return any(child.tag_ == "TO" and child.dep_ == "aux" for child in verb.children)


def _purpose(verb: Token, cues: Cues) -> Status | None:
    """What an infinitive says of its act: what the verb above says, and a plan where that one says nothing."""
    head = verb.head
    if head == verb:
        return "planned"
    if head.lemma_.lower() in cues.carried_out and verb.dep_ in ("xcomp", "ccomp"):
        return None
    if head.lemma_.lower() in cues.not_carried_out and verb.dep_ == "xcomp":
        return "denied"
    return _under(head, verb, cues) or "planned"


def _under(head: Token, below: Token, cues: Cues) -> Status | None:
    """The status that the verb or noun above gives to what stands in its complement (not to its subject)."""
    word = head.lower_
    lemma = head.lemma_.lower()
    if below.dep_ == "nsubjpass" and below.pos_ in ("NOUN", "PROPN"):
        # "An offensive is expected", "an attack was foiled".
        if word in cues.predicted or lemma == "fear":
            return "predicted"
        planned = word in cues.planned and lemma in cues.prepared
        return "planned" if planned else "denied" if lemma in cues.prevented else None
    if below.dep_ in ("nsubj", "nsubjpass", "advcl", "relcl", "agent", "npadvmod"):
        return None
    if head.pos_ in ("VERB", "ADJ", "AUX"):
        complement = below.dep_ in ("ccomp", "xcomp", "dobj", "acl", "pcomp", "pobj", "prep", "oprd")
        if not complement:
            return None
        if (
            word in cues.threatened
            and below.dep_ in ("xcomp", "ccomp", "dobj")
            and (_infinitive(below) or below.dep_ == "dobj")
        ):
            return "threatened"
        if word in cues.denied:
            return "denied"
        if lemma == "let" and any(child.dep_ == "neg" for child in head.children) and not _has_subject(head):
            return "demanded"  # "don't let my child die"
        named = lemma == "call" and below.dep_ in ("dobj", "ccomp")  # "called the deaths a crime": it asks for nothing
        if word in cues.demanded and below.dep_ in ("xcomp", "ccomp", "dobj", "prep") and not named:
            return "demanded"
        if word in cues.predicted:
            return "predicted"
        if word in cues.planned and (below.dep_ in ("xcomp",) or (below.dep_ == "ccomp" and _infinitive(below))):
            return "planned"
        if lemma == "aim" and below.dep_ == "prep" and below.lower_ == "at":
            return "planned"  # "a push aimed at taking the town"
        if lemma in cues.prevented and below.dep_ == "dobj":
            return "denied"
        if lemma in cues.bargained and below.dep_ == "dobj" and below.lemma_.lower() in cues.nominal_acts:
            return "possible"
    if head.pos_ == "NOUN" and lemma in cues.plans and below.dep_ in ("acl", "prep", "pobj", "ccomp"):
        return "threatened" if lemma == "threat" else "demanded" if lemma in ("call", "demand") else "planned"
    return None


def _of_nominal(noun: Token, cues: Cues) -> Status | None:
    for child in noun.children:
        if child.dep_ in ("amod", "compound") and child.lower_ in cues.unfulfilled:
            return "possible"
        if child.dep_ == "det" and child.lower_ == "no":
            return "denied"
    head = noun.head
    if noun.dep_ == "pobj" and head.head.pos_ == "NOUN":
        return _under(head.head, head, cues)
    if noun.dep_ == "pobj" and head.head.pos_ == "VERB" and head.lower_ in ("for", "in", "to"):
        lemma = head.head.lemma_.lower()
        if head.head.lower_ in cues.demanded or head.head.lower_ in cues.planned or lemma in ("involve", "participate"):
            demanded = head.head.lower_ in cues.demanded
            fallback: Status | None = "demanded" if demanded else "planned"
            return _of_verb(head.head, cues, head.head) or (None if lemma in ("involve", "participate") else fallback)
    if noun.dep_ == "dobj":
        above = _under(head, noun, cues)
        if above is None and head.lower_ in cues.planned and head.lemma_.lower() in ("prepare", "plan", "intend"):
            return "planned"
        return above
    return None


def _progressive(word: Token) -> bool:
    return word.tag_ == "VBG" and any(
        child.lower_ in ("is", "are", "’re", "'re") for child in word.children if child.dep_ == "aux"
    )
