"""Which trigger counts a number.

In: a number of a parsed sentence with what it counts, and the triggers that count people.  Out: a `Tie`, or None
where nothing happens to the people counted.  First by standing in a list ("three killed five injured"), then by the
parse (subject, object, participle, "left ten dead", "the toll rose to ten", "among the dead were ten"), then by
standing right beside the trigger, for texts whose punctuation was lost, and last by a pronoun ("photos of ten women,
saying they were taken").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crosswire.extract.beside import (
    NEAR,
    SUBJECTS,
    Found,
    Tie,
    by_neighbourhood,
    by_pronoun,
    form_of,
    has_object,
    listed,
    right_behind,
)
from crosswire.extract.numbers.words import FRACTIONS, MULTIPLYING, RISE_VERBS, SHARES, VAGUE
from crosswire.extract.parse import Sentence, ancestors, bearer, lost_subject, passive_controller
from crosswire.extract.tokens import Token
from crosswire.extract.triggers import SUFFERING, Hit, is_passive, objects_of, verbs_of

_AMONG = ("including", "among", "amongst")
_LEAVE = {"leave", "leaves", "left", "leaving"}
_FORCED = {"forced", "compelled", "obliged", "made"}
_LIVING = {"live", "reside", "remain", "stay", "be"}
_PUT = {"put", "number", "total", "estimate", "reach", "exceed"}
_COUNTS = {"number", "numbers", "total"}
_MODIFIERS = {"nummod", "amod", "compound", "quantmod", "nmod", "det"}
_MULTIPLYING = frozenset(MULTIPLYING) - {"both"}
_INCLUDING = re.compile(r"\bincluding(?: at least| more than| about| some)?\s*$", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|and|,\s*and)?\s*(?:at least\s*)?", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of (?:them|whom)\b", re.IGNORECASE)
_AMONG_THEM = re.compile(
    r"\b(?:among|amongst|of) (?:them|whom|which)(?: were| are| was)?(?: \w+){0,1}\s*$", re.IGNORECASE
)
# "Killed 40, not 60", "31 dead, up from 29": what the figure was said to be before.
REPLACED = re.compile(
    r"(?:(?:,| and| –) (?:and )?not|rather than|\b(?:up|down) from)(?: an? \w+ \w+ of| the \w+)? $", re.IGNORECASE
)
_OF_WHOLE = re.compile(r"(?:^|, |that |but |: |[\"“])[Oo]f (?:the |those |these )?$")
_ARE = re.compile(r" (?:were|was|are|is)\b")


_PREPOSITION = re.compile(
    r" (in|at|near|by|from|outside|around|under|inside|during|elsewhere)\b(?! (?:hospital|(?:\w+ )?condition)\b)",
    re.IGNORECASE,
)
_SERIOUSLY = re.compile(
    r" (?:very )?(?:seriously|critically|severely|badly|gravely|slightly|lightly)(?=[,.;]|$| and\b)"
)
_COLON = re.compile(r"(?: \w+)?(?::| [–—-]) ")
_JOINS = re.compile(r"(?:[,;:—–]|\band|\bwhile) $")


def tie_numbers(sentence: Sentence, found: Sequence[Found], hits: Sequence[Hit]) -> list[Tie | None]:
    """The tie of each number, in the order given.  ``hits`` are triggers that count people."""
    on_list = listed(sentence, found, hits)
    taken = {token.i for one in found for token in sentence.tokens(one.number.start, one.number.end)}
    ties: list[Tie | None] = []
    every = hits
    for one in found:
        base = sentence.passage.start
        whole = _whole(one, found)
        hits = every if whole is None else [hit for hit in every if hit.token == whole or whole.is_ancestor(hit.token)]
        part = _INCLUDING.search(sentence.text[max(one.number.start - base - 30, 0) : one.number.start - base])
        before = next((tie for tie in reversed(ties) if tie is not None), None)
        behind = None if _some_of(one) else right_behind(sentence, one, hits)
        if (ties and REPLACED.search(sentence.text, 0, one.number.start - base)) or (whole is not None and not hits):
            ties.append(None)
            continue
        tie = (
            (None if _some_of(one) else on_list.get(one.number.start))
            or _multiplied(sentence, one, hits)
            or _reached(sentence, one, hits)
            or (Tie(before.hit, 0.8, True) if before is not None and _of_those(sentence, one, hits) else None)
            or (Tie(before.hit, 0.85, True) if before is not None and _so(sentence, one) else None)
            or _shared_out(sentence, one, found, ties)
            or _gapped(sentence, found, ties, hits)
            or _listed_behind(sentence, found, ties, hits)
            or (Tie(ties[-1].hit, 0.9, True) if part and ties and ties[-1] is not None and _no_own(one, hits) else None)
            or behind
            or _by_parse(sentence, one, hits)
            or _besieged(one, hits)
            or by_neighbourhood(sentence, one, hits, taken)
            or by_pronoun(one, hits)
        )
        if tie is not None and ties and (ahead := ties[-1]) is not None and ahead.part and not part:
            # "Among them four women and three children": the second count is a part as the first is.
            last = found[len(ties) - 1].counted.end
            other = behind is not None and tie.hit != ahead.hit  # "and ten wounded"
            part = None if other else _AND.fullmatch(sentence.text[last - base : one.number.start - base])
        ties.append(replace(tie, part=True) if tie is not None and part else tie)
    return _told_behind(sentence, found, ties)


def _told_behind(sentence: Sentence, found: Sequence[Found], ties: list[Tie | None]) -> list[Tie | None]:
    """ "Ten were killed and six officers and two guards wounded": a verb that has its subject before it takes nobody
    behind "and", so the word right behind the last count holds for all that are joined to it."""
    base = sentence.passage.start
    for at in reversed(range(len(found) - 1)):
        (one, after), (tie, last) = found[at : at + 2], ties[at : at + 2]
        if tie is None or last is None or tie.part or tie.hit == last.hit or not is_passive(tie.hit.token):
            continue
        joined = _AND.fullmatch(sentence.text[one.counted.end - base : after.number.start - base])
        behind = last.hit.start >= after.counted.end and len(sentence.tokens(after.counted.end, last.hit.start)) <= 1
        if joined and behind and tie.hit.end <= one.number.start and last.hit.token.tag_ in ("VBN", "VBD", "JJ"):
            ties[at] = replace(tie, hit=last.hit)
    return ties


def _multiplied(sentence: Sentence, one: Found, hits: Sequence[Hit]) -> Tie | None:
    """ "Killed in a double shooting": the adjective counts whom its own noun befell."""
    if one.token.lower_ not in _MULTIPLYING:
        return None
    return next((Tie(hit, 0.9) for hit in hits if one.number.end < hit.start < one.number.end + NEAR), None)


def _reached(sentence: Sentence, one: Found, hits: Sequence[Hit]) -> Tie | None:
    """ "The toll rose to 32 and more than 100 wounded people": the first number is the toll, and shares no noun."""
    behind = sentence.text[one.number.end - sentence.passage.start :]
    if not behind.startswith((" and ", ", ")):
        return None
    for hit in hits:
        between = (
            sentence.tokens(hit.end, one.number.start) if form_of(hit) == "toll" and hit.end < one.number.start else []
        )
        if len(between) > 1 and between[-1].lower_ == "to" and between[-2].lower_ in RISE_VERBS:
            return Tie(hit, 0.95)
    return None


def _of_those(sentence: Sentence, one: Found, hits: Sequence[Hit]) -> bool:
    """ "Ten people were killed, four of them children", "among them four children": a part of the figure before; but
    "and wounded four of them", "and four of them died" have a word of their own."""
    own = ("dobj", *SUBJECTS)
    if any(form_of(hit) != "noun" and one.token.head == hit.token and one.token.dep_ in own for hit in hits):
        return False
    base, number = sentence.passage.start, one.number
    after = sentence.text[number.end - base : number.end - base + 12]
    before = sentence.text[max(number.start - base - 24, 0) : number.start - base]
    return _OF_THEM.match(after) is not None or _AMONG_THEM.search(before) is not None


def _shared_out(sentence: Sentence, one: Found, found: Sequence[Found], ties: Sequence[Tie | None]) -> Tie | None:
    """ "Of the ten killed, six were children and three women": parts of the figure that "of" puts in front."""
    base, noun = sentence.passage.start, one.counted.noun
    said_to_be = _ARE.match(sentence.text, one.number.end - base) is not None and noun is None
    listed = noun is not None and noun.dep_ in ("attr", "conj", "appos")
    if one.counted.of is None or not (said_to_be or listed):
        return None
    wholes = (
        tie
        for whole, tie in zip(found, ties, strict=False)
        if _OF_WHOLE.search(sentence.text, 0, whole.number.start - base)
    )
    whole = next((tie for tie in wholes if tie is not None), None)
    return replace(whole, sure=0.9, part=True) if whole is not None else None


def _some_of(one: Found) -> bool:
    """ "Six of the men shot there died": what stands behind the men is told of all of them."""
    noun = one.counted.noun
    of = noun.head if noun is not None and noun.dep_ == "pobj" else None
    some = of is not None and of.lower_ == "of" and of.head == one.token
    return some and noun is not None and any(child.dep_ == "det" for child in noun.lefts)


def _so(sentence: Sentence, one: Found) -> bool:
    """ "Thirty were hurt, five of them seriously", "some seriously": a bare number of those counted before."""
    return (
        one.counted.noun is None
        and _SERIOUSLY.match(sentence.text, one.number.end - sentence.passage.start) is not None
    )


def _gapped(sentence: Sentence, found: Sequence[Found], ties: Sequence[Tie | None], hits: Sequence[Hit]) -> Tie | None:
    """ "Ten were killed: six in Velmora and four in Dolna", "four by shells, one by a mine": a bare number behind a
    figure, and a preposition behind it; the verb of the figure is left out.  They are parts where a colon says so,
    where they make up the figure, or where the figure has no such preposition of its own."""
    at = len(ties)
    one, before = found[at], ties[at - 1] if at else None
    behind = _gap(sentence, one)
    if before is None or behind is None or one.counted.noun is not None:
        return None
    base, last = sentence.passage.start, found[at - 1]
    start = max(last.counted.end, before.hit.end) if before.hit.start < one.number.start else last.counted.end
    between = sentence.tokens(start, one.number.start)
    if any(token.pos_ in ("VERB", "AUX") and token.dep_ != "pcomp" for token in between) or any(
        start <= hit.start < one.number.start for hit in hits
    ):
        return None
    if not _JOINS.search(sentence.text, start - base, one.number.start - base):
        return None
    if at > 1 and _gap(sentence, last) is not None:
        return replace(before, sure=0.85)  # as the one before it
    rest = [other.number.best for other in found[at:] if _gap(sentence, other) is not None]
    whole = last.number.best is not None and sum(number or 0 for number in rest) == last.number.best
    alike = any(token.lower_ == behind for token in between)
    colon = any(token.text in (":", "—", "–") for token in between)
    return replace(before, sure=0.85, part=before.part or whole or colon or not alike)


def _listed_behind(
    sentence: Sentence, found: Sequence[Found], ties: Sequence[Tie | None], hits: Sequence[Hit]
) -> Tie | None:
    """ "Killed seven people: five patients, a nurse and a guard": the list behind a colon holds the parts."""
    at = len(ties)
    if not at or (before := ties[-1]) is None or found[at].counted.of is None or not _no_own(found[at], hits):
        return None
    base = sentence.passage.start
    between = sentence.text[found[at - 1].counted.end - base : found[at].number.start - base]
    opens, goes_on = _COLON.fullmatch(between), before.part and _AND.fullmatch(between)
    return replace(before, sure=0.85, part=True) if opens or goes_on else None


def _gap(sentence: Sentence, one: Found) -> str | None:
    """The preposition right behind a number."""
    found = _PREPOSITION.match(sentence.text, one.number.end - sentence.passage.start)
    return found[1].casefold() if found is not None else None


def _no_own(one: Found, hits: Sequence[Hit]) -> bool:
    """ "Ten dead including four children and dozens more wounded": no word right behind says what befell the four."""
    return not any(one.number.end < hit.end and hit.start <= one.counted.end + 1 for hit in hits)


def _by_parse(sentence: Sentence, one: Found, hits: Sequence[Hit]) -> Tie | None:
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


def _besieged(one: Found, hits: Sequence[Hit]) -> Tie | None:
    """ "Ten live in the besieged part", "besieging districts where ten live": who lives in what is besieged."""
    noun = one.counted.noun or one.token
    if noun.dep_ not in SUBJECTS:
        return None
    verbs = [noun.head, *(child for child in noun.head.children if child.dep_ == "xcomp" and noun.dep_ == "nsubjpass")]
    living = [verb for verb in verbs if verb.lemma_.lower() in _LIVING]
    for hit in hits:
        counting = hit.counting()
        if counting is None or counting.measure != "besieged":
            continue
        places = [hit.token.head] if hit.token.dep_ == "amod" else objects_of(hit)
        for verb in living:
            inside = {part for prep in verb.children if prep.dep_ == "prep" for part in prep.children}
            if any(place in inside or (verb.dep_ == "relcl" and place in ancestors(verb)) for place in places):
                return Tie(hit, 0.8)
    return None


def _whole(one: Found, found: Sequence[Found]) -> Token | None:
    """ "Nine of the 23 abducted villagers were freed", "a third of its 90,000 people fled": the noun of those of whom
    another count is a part; only what stands with it befell them all.  None where the number counts no such whole."""
    if any(other.token.dep_ == "quantmod" and other.token.head == one.token and _of(other, one) for other in found):
        return one.token  # "eight of 20 people", which the parser takes for one number
    noun = one.counted.noun or one.token
    if noun == one.token and noun.head.head.lower_ == "population":
        noun = noun.head.head  # "half of a population of 90,000"
    if noun.dep_ != "pobj" or noun.head.lower_ != "of" or one.token.i < noun.head.i:
        return None
    above = noun.head.head
    shares = above.lower_ in SHARES or above.lower_ in VAGUE or above.lower_ in FRACTIONS
    return noun if shares or any(other is not one and other.token == above for other in found) else None


def _of(one: Found, other: Found) -> bool:
    """Whether nothing but "of" stands between two numbers."""
    return [word.lower_ for word in one.token.doc[one.token.i + 1 : other.token.i]] == ["of"]


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
            if form_of(hit) in ("object", "phrase") and _done_by(hit):
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
