"""The trigger that counts a number, along the parse: subject, object, participle, conjunction, apposition, "left ten
dead", "the toll rose to ten", "among the dead were ten".

In: a number of a parsed sentence with what it counts, and the triggers that count people.  Out: a `Tie`, or None.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.extract.beside import SUBJECTS, Found, Tie, form_of, has_object
from crosswire.extract.parse import Sentence, ancestors, bearer, lost_subject, passive_controller
from crosswire.extract.tokens import Token
from crosswire.extract.triggers import SUFFERING, Hit, is_passive, objects_of, verbs_of

_AMONG = ("including", "among", "amongst")
_LEAVE = {"leave", "leaves", "left", "leaving"}
_FORCED = {"forced", "compelled", "obliged", "made"}
_PUT = {"put", "number", "total", "estimate", "reach", "exceed"}
_COUNTS = {"number", "numbers", "total"}
_MODIFIERS = {"nummod", "amod", "compound", "quantmod", "nmod", "det"}


def by_parse(sentence: Sentence, one: Found, hits: Sequence[Hit]) -> Tie | None:
    """The trigger above the counted noun, along conjunctions, appositions and "including"."""
    part = False
    noun = one.counted.noun
    for word in (noun, one.token):
        if word is not None and (whose := _of_noun(sentence, word, hits)) is not None:
            return Tie(whose, 0.95)
    if noun is not None and noun.dep_ == "pobj" and noun.head.head == one.token:
        # "Ten of the wounded died": what is told now befell the ten.
        told = _direct(one.token, [hit for hit in hits if hit.token != noun])
        if told is not None:
            return Tie(told, 0.95)
    at = noun or one.token
    for _ in range(6):
        if (direct := _direct(at, hits)) is not None:
            return Tie(direct, 0.95, part)
        up = at.head
        if up == at:
            return None
        if (among := _among(at, hits)) is not None:
            return Tie(among, 0.9, True)
        if (told_by := _of_verb(at, hits)) is not None:
            return Tie(told_by[0], 0.9, part or told_by[1])
        part = part or (at.dep_ == "appos" and any(child.dep_ == "nummod" for child in up.children))
        if (beside := _along(at, hits)) is not None:
            return Tie(beside, 0.9, part)
        if at.dep_ == "quantmod" and _rises(up):
            return None  # what the figure was before
        if (
            at.dep_ in ("conj", "appos")
            or (at.dep_ == "dep" and up.pos_ == "VERB")
            or (at.dep_ in _MODIFIERS and (up.pos_ in ("NOUN", "PROPN", "NUM") or up.lower_ == "more"))
        ):
            at = up
        elif at.dep_ == "pobj" and up.lower_ in _AMONG:
            part = True
            at = up.head
        elif at.dep_ in ("dobj", "attr") and (toll := _toll(up, hits)) is not None:
            return Tie(toll, 0.9, part)
        elif at.dep_ == "pobj" and (up.lower_ in ("of", "to", "at", "as") or _rises(at)) and up.head != up:
            above = up.head
            while above.pos_ == "ADP" and above.head != above:
                above = above.head  # "revised from 29 to 31"
            if (toll := _toll(above, hits)) is not None:
                return Tie(toll, 0.95, part)
            at = above
            if at.pos_ not in ("NOUN", "NUM", "PROPN"):
                return None
        else:
            return None
    return None


def _along(noun: Token, hits: Sequence[Hit]) -> Hit | None:
    """ "Was seized along with two guards", "seized the mayor together with two guards": it befell them as well."""
    above = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "with" or above.lower_ not in ("along", "together"):
        return None
    for hit in hits:
        verb = hit.token
        befell = form_of(hit) == "self" or is_passive(verb) or any(one.i < above.i for one in objects_of(hit))
        if befell and above.i > verb.i and above.head in (verb, *objects_of(hit)):
            return hit
    return None


def _rises(number: Token) -> bool:
    """ "From 29 to 31", parsed as one number."""
    return number.head.lower_ == "from" and any(child.lower_ == "to" for child in number.children)


def _of_verb(noun: Token, hits: Sequence[Hit]) -> tuple[Hit, bool] | None:
    """ "Dozens sustained injuries": the subject is counted; "the dead included six women": the object, as a part."""
    lemma = noun.head.lemma_.lower()
    for hit in hits:
        same, dep = hit.token.head == noun.head, hit.token.dep_
        if same and noun.dep_ == "nsubj" and dep == "dobj" and lemma in SUFFERING:
            return hit, False
        if same and noun.dep_ == "dobj" and dep == "nsubj" and lemma == "include":
            return hit, True
        if same and noun.dep_ == "attr" and dep == "nsubj" and lemma == "be" and form_of(hit) == "adjective":
            return hit, True  # "the dead were two women and a child"
    return None


def _of_noun(sentence: Sentence, noun: Token, hits: Sequence[Hit]) -> Hit | None:
    """ "The lives of two people, injuring ten": the noun before "of" says what befell them, not what comes after."""
    of = noun.head
    if noun.dep_ != "pobj" or of.lower_ != "of":
        return None
    for hit in hits:
        if (form_of(hit) == "noun" and hit.token == of.head) or (
            form_of(hit) == "phrase" and hit.start < sentence.start(of) < hit.end
        ):
            return hit
    return None


def _direct(noun: Token, hits: Sequence[Hit]) -> Hit | None:
    """The trigger whose subject, object or attribute the noun is; what befell "hostages" before the word itself."""
    for hit in hits:
        if form_of(hit) != "noun" and noun.head in verbs_of(hit) and noun.dep_ in _argument_deps(form_of(hit)):
            return hit  # before a participle behind the noun: "ten people trapped there were killed"
        counting = hit.counting()
        if hit.token == noun and form_of(hit) == "noun" and counting is not None and counting.measure == "killed":
            return hit  # "left 50 martyrs and 200 others wounded"
    for hit in sorted(hits, key=lambda hit: form_of(hit) == "noun"):
        word, arguments = hit.token, _argument_deps(form_of(hit))
        if form_of(hit) == "care" and not any(child.dep_ == "dobj" for child in word.children):
            arguments = (*arguments, "nsubj")  # "Two taken to hospital"
        if word == noun or (noun.head == word and noun.dep_ in arguments):
            return hit
        if word.head == noun and word.dep_ in ("acl", "amod", "relcl", "appos", "acomp", "advcl"):
            if (form_of(hit) in ("object", "phrase") and _done_by(hit)) or _of_some(word):
                continue
            return hit
        if noun in (passive_controller(word), bearer(word)):
            return hit
        if noun == lost_subject(word) and not any(child.dep_ in SUBJECTS for child in word.children):
            return hit
        active = form_of(hit) in ("object", "phrase", "care") and has_object(hit)
        complement = word.dep_ in ("acomp", "attr", "oprd", "ccomp", "xcomp", "advcl") and not active
        if complement and _shares_clause(noun, word):
            return hit
        if form_of(hit) == "phrase" and noun.dep_ == "nsubj" and noun.head == word and _loses_its_own(hit):
            return hit
        bare = word.dep_ in ("xcomp", "oprd") and word.tag_ == "VBN" and not any(word.lefts)
        if bare and noun.head == word.head and noun.dep_ == "nsubjpass":
            return hit  # "eight have been confirmed killed"
        befell = form_of(hit) == "self" or any(child.dep_ == "auxpass" for child in word.children)
        if word.dep_ == "xcomp" and befell and (_made_to(noun, word) or _held_to_have(noun, word)):
            return hit
        leaves = noun.dep_ in ("dobj", "nsubj") and noun.head.lower_ in _LEAVE and word.i > noun.head.i
        if leaves and any(above == noun.head for above in ancestors(word)):
            return hit
        if word.dep_ == "conj" and noun.head == word.head and noun.dep_ == "nsubjpass" and form_of(hit) == "object":
            # "Ten people were shot and killed": the subject of the first verb, unless the second has its own.
            own = any(child.dep_ in arguments and child.i > word.i for child in word.children)
            if not own and not any(other.token == word.head for other in hits):
                return hit
    return None


def _of_some(clause: Token) -> bool:
    """ "179 casualties, 21 of whom died": the relative clause tells of some of them."""
    subjects = (child for child in clause.children if child.dep_ in SUBJECTS)
    return any(word.lower_ == "whom" and word.head.lower_ == "of" for noun in subjects for word in noun.subtree)


def _loses_its_own(hit: Hit) -> bool:
    """ "Lost their lives", "met his death": the subject is whom it befell."""
    objects = objects_of(hit)
    return bool(objects) and all(
        noun.i <= hit.last and any(own.dep_ == "poss" for own in noun.lefts) for noun in objects
    )


def _done_by(hit: Hit) -> bool:
    """ "The guard who shot his friend", "a man shooting two people": the noun is the doer."""
    verb = hit.token
    active = verb.tag_ == "VBG" or any(child.dep_ == "nsubj" for child in verb.children)
    who = any(child.dep_ == "nsubj" and child.tag_ in ("WP", "WDT") for child in verb.children)
    return active and not is_passive(verb) and (who or bool(objects_of(hit)))


def _argument_deps(form: str) -> tuple[str, ...]:
    """The parts of the clause that are counted: what dies is the subject, what is killed the object."""
    if form in ("self", "adjective"):
        return ("nsubj", "nsubjpass", "dobj", "npadvmod")
    return ("nsubjpass", "dobj", "dative", "npadvmod")


def _shares_clause(noun: Token, word: Token) -> bool:
    """ "Ten people are dead": subject or object of the verb whose complement says what happened."""
    beside = noun.head == word.head and noun.dep_ in (*SUBJECTS, "dobj") and word.pos_ == "ADJ"
    return beside or (noun.head == word and noun.dep_ in SUBJECTS)


def _made_to(noun: Token, word: Token) -> bool:
    """ "Thousands were forced to flee", "millions forced to flee": who is made to do it does it."""
    verb = word.head
    return noun.head == verb and noun.dep_ in (*SUBJECTS, "dobj") and verb.lower_ in _FORCED


def _held_to_have(noun: Token, word: Token) -> bool:
    """ "1,400 are estimated to have been killed", "ten are thought to have died"."""
    perfect = any(child.dep_ == "aux" and child.lower_ == "have" for child in word.children)
    return perfect and noun.head == word.head and noun.dep_ == "nsubjpass"


def _among(noun: Token, hits: Sequence[Hit]) -> Hit | None:
    """ "Ten women were among the dead", "among those killed were ten women": a part of the figure after "among"."""
    if noun.dep_ not in (*SUBJECTS, "attr") or noun.head.pos_ not in ("AUX", "VERB"):
        return None
    preps = [child for child in noun.head.children if child.dep_ == "prep" and child.lower_ in ("among", "amongst")]
    below = {token.i for prep in preps for token in prep.subtree}
    return next((hit for hit in hits if hit.token.i in below), None)


def _toll(head: Token, hits: Sequence[Hit]) -> Hit | None:
    """ "The death toll rose to N", "a toll of N": the toll is the word itself or the subject or object of the verb."""
    for hit in hits:
        word = hit.token
        if (told := _number_told(word)) is not None and (
            word == head or (told.head == head and told.dep_ in (*SUBJECTS, "dobj"))
        ):
            return hit
        if _the_dead(word) and word.head == head and head.lemma_ in _PUT:
            return hit  # "put the dead at 40"
        if form_of(hit) not in ("toll", "noun"):
            continue
        if word == head or (word.dep_ in (*SUBJECTS, "dobj") and word.head == head):
            return hit
        if head.pos_ == "VERB" and word.i < head.i and any(above == head for above in ancestors(word)):
            return hit
    return None


def _the_dead(word: Token) -> bool:
    return word.dep_ in (*SUBJECTS, "dobj") and any(child.lower_ == "the" for child in word.lefts)


def _number_told(word: Token) -> Token | None:
    """ "The number killed", "the number of civilians killed": the noun that makes a toll of the participle."""
    noun = word.head
    if word.dep_ not in ("acl", "relcl"):
        return None
    for _ in range(2):  # "the number of people from the town who died"
        if noun.dep_ == "pobj" and noun.lower_ not in _COUNTS:
            noun = noun.head.head
    return noun if noun.lower_ in _COUNTS else None
