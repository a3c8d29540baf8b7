"""Triggers: the words of a sentence that say what happened or what is counted.

In: the text of a passage and the codebook.  Out: the hits with document offsets, from left to right.  A word that is
part of an actor's or a place's name is no trigger ("Free Marn Front"; but "Ostravian warplanes" is one, in small
letters), nor is the release of a statement a release.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crosswire.extract.ground import ground_taken
from crosswire.extract.moved import ARMED, RUBBLE, moved
from crosswire.extract.numbers.words import NUMBER_WORDS
from crosswire.extract.pacts import end_of
from crosswire.extract.parse import Sentence, ancestors
from crosswire.extract.places.words import TYPE_WORDS
from crosswire.extract.statements import statements
from crosswire.extract.tokens import Token
from crosswire.lexicon.event_types import Codebook, Cues, Trigger
from crosswire.lexicon.phrases import Found
from crosswire.model import ActorMention, Measure, Passage, Place, Span

_PRONOUNS = {"him", "her", "them", "us", "me", "he", "she", "they", "who", "whom", "others"}
# Verbs that take people as well as things.
_TAKING = {"seize", "snatch"}
_STRIKING = {"hit", "strike"}
_STRUCK = {"deal", "deals", "agreement", "agreements", "accord", "pact", "bargain", "truce", "balance", "tone"}
_KNOWN = {"the", "these", "those", "their"}
_SENTENCING = {"sentence", "condemn"}
_WORK = {"hunger", "general", "labour", "labor", "wildcat", "sit-down", "teachers", "workers"}
_TAKEN_AS: dict[str, Measure] = {"prisoner": "captured", "captive": "captured", "hostage": "abducted"}
_NOT_DONE = {"attempted", "failed"}
SUFFERING = {"suffer", "sustain", "receive", "have"}
"""Verbs for having come to harm ("sustained a gunshot wound"); base forms."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger word in a parsed sentence: its offsets, its head token, what the codebook says it means, and the
    number of its last token."""

    start: int
    end: int
    token: Token
    meanings: tuple[Trigger, ...]
    last: int

    def event_types(self) -> list[str]:
        return [meaning.event_type for meaning in self.meanings if meaning.event_type]

    def counting(self) -> Trigger | None:
        """What is counted at this word, if anything is."""
        for meaning in self.meanings:
            if meaning.measure:
                return meaning
        return None


def verbs_of(hit: Hit) -> list[Token]:
    """The verb of a hit, and the second one of a phrase of two ("shot and killed")."""
    return [hit.token, *(child for child in hit.token.children if child.dep_ == "conj" and child.i <= hit.last)]


def objects_of(hit: Hit) -> list[Token]:
    """The objects of the verb of a hit; "shot and killed two men": of both its verbs."""
    return [child for verb in verbs_of(hit) for child in verb.children if child.dep_ == "dobj"]


def is_passive(verb: Token) -> bool:
    return verb.tag_ == "VBN" or any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children)


def may_hold_claim(text: str, passage: Passage, codebook: Codebook) -> bool:
    """Whether a passage has any trigger at all, speaks of a hospital, of bodies or of what is done to ground, or counts
    something and speaks of going, of being sent, of an ailment, of aid or of losses; the others are never parsed."""
    told = text[passage.start : passage.end]
    if next(codebook.triggers.find(told), None) is not None:
        return True
    cues = codebook.cues
    words = {word.strip(".,;:'\"()").casefold() for word in told.split()}
    if not (words.isdisjoint(cues.hospitals) and words.isdisjoint(cues.bodies) and words.isdisjoint(cues.of_ground)):
        return True
    if not any(words.isdisjoint(cues.stances[key]) for key in ("outrages", "naming", "refusing")):
        return True
    if words.isdisjoint(cues.of_moved) and words.isdisjoint(cues.lost):
        return False
    return not words.isdisjoint(NUMBER_WORDS) or any(word[:1].isdigit() for word in words)


def find_triggers(sentence: Sentence, codebook: Codebook, names: Sequence[Span]) -> list[Hit]:
    """The triggers of a sentence outside the given names."""
    hits: list[Hit] = []
    base = sentence.passage.start
    for found in _words(sentence, codebook):
        start, end = base + found.start, base + found.end
        if any(start < name.end and name.start < end <= name.end for name in names) and not (
            sentence.text[found.start].islower()
        ):
            continue
        token = sentence.root_of(start, end)
        if token is None or _is_about_words(token, codebook.cues):
            continue
        several_words = " " in sentence.text[found.start : found.end]
        meanings = tuple(meaning for meaning in found.values if _fits(token, meaning, several_words, codebook))
        if any(meaning.event_type == "territory_change" for meaning in meanings):
            if _takes_ground(token, names, sentence):
                meanings = tuple(meaning for meaning in meanings if not meaning.measure)
            elif _takes_somebody(token, names, sentence):
                meanings = tuple(meaning for meaning in meanings if meaning.event_type != "territory_change")
        if any(meaning.measure == "besieged" for meaning in meanings) and _under_rubble(token):
            meanings = tuple(replace(one, event_type="attack", measure="other") for one in meanings)
        over = end_of(token) if any(meaning.event_type == "agreement" for meaning in meanings) else None
        if over is not None:
            start, end = sentence.start(over), sentence.end(over)
            hits.append(Hit(start, end, over, (Trigger("verb", event_type="agreement"),), over.i))
        elif meanings:
            hits.append(Hit(start, end, token, meanings, sentence.tokens(start, end)[-1].i))
    hits += [*_cared_for(sentence, codebook.cues, hits), *_bodies(sentence, codebook.cues, hits)]
    hits += [*_lost(sentence, codebook, hits), *_held(sentence, hits)]
    counted = {hit.token.i for hit in hits if hit.counting()}
    for word, trigger in moved(sentence, names, codebook):
        if word.i not in counted:
            hits.append(Hit(sentence.start(word), sentence.end(word), word, (trigger,), word.i))
    told = {token.i for hit in hits for token in sentence.tokens(hit.start, hit.end)}
    for word, trigger in (*ground_taken(sentence, names, codebook), *statements(sentence, codebook)):
        if word.i not in told:
            hits.append(Hit(sentence.start(word), sentence.end(word), word, (trigger,), word.i))
    return sorted((hit for hit in hits if not _victim(hit, hits, codebook)), key=lambda hit: hit.start)


def _victim(hit: Hit, hits: Sequence[Hit], codebook: Codebook) -> bool:
    """ "Shot a protester", "fired on demonstrators": whom the act of another trigger befalls is no happening."""
    noun = hit.token
    if hit.event_types() != ["protest"] or not _is_people(noun, codebook):
        return False
    below = noun.dep_ == "pobj" and noun.head.lower_ in ("on", "at")
    verb = noun.head.head if below else noun.head
    told = below or noun.dep_ in ("dobj", "nsubjpass")
    fired = below and verb.lemma_.lower() in ("fire", "shoot")
    return fired or (told and any(other is not hit and verb in verbs_of(other) for other in hits))


def _words(sentence: Sentence, codebook: Codebook) -> Iterator[Found[Trigger]]:
    """The words of the codebook in the sentence; of "left two dead and injured ten" each of the two, as each has a
    number of its own."""
    base = sentence.passage.start
    for found in codebook.triggers.find(sentence.text):
        at = sentence.text.find(" and ", found.start, found.end)
        tokens = sentence.tokens(base + found.start, base + found.end)
        before = tokens[0].doc[max(tokens[0].i - 2, 0) : tokens[0].i]
        after = tokens[-1].doc[tokens[-1].i + 1 :][:1]
        if at < 0 or not any(token.like_num for token in before) or not any(token.like_num for token in after):
            yield found
            continue
        for start, end in ((found.start, at), (at + len(" and "), found.end)):
            words = codebook.triggers.find(sentence.text[start:end])
            yield from (word._replace(start=start + word.start, end=start + word.end) for word in words)


def _cared_for(sentence: Sentence, cues: Cues, hits: Sequence[Hit]) -> Iterator[Hit]:
    """ "Rushed to hospital", "treated at N Medical Center": who is taken to be healed is hurt; the dead are not."""
    taken = {hit.token.i for hit in hits}
    for verb in sentence.doc:
        if verb.lower_ not in cues.cared or verb.pos_ != "VERB" or verb.i in taken:
            continue
        where = [noun for prep in verb.children if prep.lower_ in ("to", "at", "in") for noun in prep.children]
        dead = any(child.lower_ in cues.remains for child in _taken(verb))
        named = (word for noun in where for word in (noun, *noun.children))  # "the Marn Medical Center"
        if not dead and any(word.lower_ in cues.hospitals for word in named):
            start = sentence.start(verb)
            harm = Trigger("care", measure="killed" if _died_there(verb, hits) else "wounded")
            yield Hit(start, sentence.end(verb), verb, (harm,), verb.i)


def _bodies(sentence: Sentence, cues: Cues, hits: Sequence[Hit]) -> Iterator[Hit]:
    """ "Rescuers recovered ten bodies", "the bodies of ten men were found": so many are dead; a "body" that nobody
    finds, brings or buries may be an assembly."""
    for noun in sentence.doc:
        start, end = sentence.start(noun), sentence.end(noun)
        if noun.lower_ not in cues.bodies or any(hit.start < end and start < hit.end for hit in hits):
            continue
        counted = any(child.dep_ == "nummod" for child in noun.children)
        if any(child.lower_ == "both" or (counted and child.lower_ in _KNOWN) for child in noun.lefts):
            continue  # "both bodies", "the two bodies": of those who were told of
        top = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun  # "dozens of bodies"
        acts = top.dep_ == "nsubj" and any(child.dep_ in ("dobj", "ccomp") for child in top.head.children)
        above = [top.head] if top.dep_ in ("dobj", "nsubj", "nsubjpass") and not acts else []
        verbs = [*above, *(child for child in noun.children if child.dep_ in ("acl", "relcl"))]
        if any(verb.lemma_.lower() in cues.done_with_bodies for verb in verbs):
            yield Hit(start, end, noun, (Trigger("noun", measure="killed"),), noun.i)


def _held(sentence: Sentence, hits: Sequence[Hit]) -> Iterator[Hit]:
    """ "Took six soldiers prisoner", "took 20 of its rivals prisoner": what they were taken as stands behind them."""
    known = {hit.token.i for hit in hits if hit.counting()}
    for verb in sentence.doc:
        if verb.lemma_.lower() != "take" or verb.pos_ != "VERB" or verb.i in known:
            continue
        taken_as = (word for word in verb.subtree if word.i > verb.i and word.lower_ in _TAKEN_AS)
        alone = (word for word in taken_as if word.dep_ != "pobj" and not any(one.dep_ == "det" for one in word.lefts))
        measure = next((_TAKEN_AS[word.lower_] for word in alone), None)
        if measure is not None and any(child.dep_ in ("dobj", "nsubjpass") for child in verb.children):
            yield Hit(sentence.start(verb), sentence.end(verb), verb, (Trigger("object", measure=measure),), verb.i)


def _lost(sentence: Sentence, codebook: Codebook, hits: Sequence[Hit]) -> Iterator[Hit]:
    """ "The army lost ten soldiers", "the village buried ten people", "at the cost of nine soldiers": who is lost or
    buried is dead."""
    taken = {hit.token.i for hit in hits}
    for verb in sentence.doc:
        if verb.lower_ not in codebook.cues.lost or verb.pos_ != "VERB" or verb.i in taken:
            continue
        objects = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
        if any(child.lower_ in ("under", "beneath", "alive") for child in verb.children):
            continue  # "buried under the rubble"
        inner = [noun for child in objects for of in child.children if of.lower_ == "of" for noun in of.children]
        counted = [noun for noun in (*objects, *inner) if any(word.like_num for word in (noun, *noun.children))]
        people = [found.values[0] for noun in (*objects, *inner) for found in codebook.people.find(noun.text)]
        if verb.lemma_ == "lose" and not hits and ARMED.isdisjoint(people):
            continue  # "the party lost 20 members"
        if people and counted:
            yield Hit(sentence.start(verb), sentence.end(verb), verb, (Trigger("object", measure="killed"),), verb.i)
    for noun in sentence.doc:
        if noun.lower_ in ("loss", "cost") and noun.dep_ == "pobj" and noun.head.lower_ in ("for", "at", "with"):
            lost = [word.lower_ for of in noun.children if of.lower_ == "of" for word in of.subtree]
            if any(not ARMED.isdisjoint(found.values) for word in lost for found in codebook.people.find(word)):
                yield Hit(sentence.start(noun), sentence.end(noun), noun, (Trigger("noun", measure="killed"),), noun.i)


def _died_there(verb: Token, hits: Sequence[Hit]) -> bool:
    """ "Was taken to hospital, where he died", "was rushed there but pronounced dead": who was brought in is dead."""
    for hit in hits:
        counting = hit.counting()
        word = hit.token
        while word.dep_ in ("oprd", "acomp") and word.head != word:
            word = word.head  # "pronounced dead"
        below = word.dep_ in ("relcl", "conj", "advcl") and any(above == verb for above in ancestors(word))
        if counting is not None and counting.measure == "killed" and below and word.i > verb.i and _same_subject(word):
            return True
    return False


def _same_subject(verb: Token) -> bool:
    """Whether nothing but pronouns and auxiliaries stands between the joining word and the verb: nobody new died."""
    at = verb.i - 1
    while at and verb.doc[at].pos_ in ("AUX", "ADV", "PRON", "PART"):
        if verb.doc[at].tag_ in ("WRB", "WP", "WDT"):
            return True
        at -= 1
    return verb.doc[at].pos_ in ("CCONJ", "SCONJ") or verb.doc[at].lower_ in ("before", "after")


def _is_about_words(token: Token, cues: Cues) -> bool:
    """ "Released a statement", "captured on video": the object says that nothing happened to people or places."""
    return token.pos_ == "VERB" and any(
        child.dep_ in ("dobj", "nsubjpass") and child.lower_ in cues.said_things for child in token.children
    )


def _several(noun: Token) -> bool:
    """ "3 shot": a noun in the singular cannot follow a count of several, so it is the participle."""
    return noun.tag_ == "NN" and any(
        child.dep_ == "nummod" and child.i == noun.i - 1 and child.lower_ not in ("1", "one") for child in noun.children
    )


def _headline_verb(noun: Token, codebook: Codebook) -> bool:
    """ "Shooting wounds 4", "after child shot": verbs of headlines that the parser takes for nouns."""
    following = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    bare = not any(child.dep_ in ("det", "poss", "nummod", "amod") for child in noun.lefts)
    if noun.tag_ == "NNS":
        counts = following is not None and following.like_num
        return counts and bare and noun.dep_ != "pobj"
    people = any(child.dep_ in ("compound", "nmod") and _is_people(child, codebook) for child in noun.children)
    return noun.lower_ == "shot" and bare and people


def _struck(token: Token) -> list[Token]:
    """Whom the verb hits: its object or passive subject, or the noun its participle stands with."""
    return _taken(token) or ([token.head] if token.dep_ == "acl" and token.tag_ == "VBN" else [])


def _takes_people_or_arms(token: Token, codebook: Codebook) -> bool:
    """ "Seized two women", "captured a missile", "recovered the remains of ten": what is taken is no ground."""
    cues = codebook.cues
    return any(
        word.lower_ in cues.arms or word.lower_ in cues.remains or _is_people(word, codebook) for word in _taken(token)
    )


def _let_home(verb: Token, cues: Cues) -> bool:
    """ "Was treated and released", "released from hospital": no captive is let go."""
    where = {noun.lower_ for prep in verb.children if prep.lower_ == "from" for noun in prep.children}
    healed = verb.dep_ == "conj" and verb.head.lower_ in ("treated", "hospitalized", "hospitalised", "examined")
    return healed or bool(where & cues.hospitals)


def _takes_things(token: Token, codebook: Codebook) -> bool:
    """ "Seized rifles", "seized the town": who takes a thing abducts nobody."""
    taken = _taken(token) or ([token.head] if token.dep_ in ("acl", "relcl") else [])
    named = [[word, *(child for child in word.children if child.dep_ == "compound")] for word in taken]
    return bool(taken) and not any(
        _is_people(word, codebook) or word.lower_ in _PRONOUNS or (word.pos_ == "NUM" and word.dep_ == "dobj")
        for words in named
        for word in words
    )


def _taken(token: Token) -> list[Token]:
    return [child for child in token.children if child.dep_ in ("dobj", "nsubjpass")]


def _strikes_nobody(word: Token) -> bool:
    """ "Went on strike", "a hunger strike", "struck a deal"."""
    if word.lower_ in ("strike", "strikes"):
        on = word.dep_ == "pobj" and word.head.lower_ == "on" and word.head.i == word.i - 1
        if on or any(child.lower_ in _WORK for child in word.lefts):
            return True
    return word.lemma_.lower() == "strike" and any(child.lower_ in _STRUCK for child in word.children)


def _is_people(word: Token, codebook: Codebook) -> bool:
    return next(codebook.people.find(word.text), None) is not None


def _takes_ground(token: Token, names: Sequence[Span], sentence: Sentence) -> bool:
    """ "Seized Karsten", "captured the town": nobody is abducted or taken prisoner."""
    taken = [child for child in token.children if child.dep_ in ("dobj", "nsubjpass")]
    places = [name for name in names if isinstance(name, Place)]
    return any(
        child.lower_ in TYPE_WORDS or any(name.start <= sentence.start(child) < name.end for name in places)
        for child in taken
    )


def _takes_somebody(token: Token, names: Sequence[Span], sentence: Sentence) -> bool:
    """ "Captured ten fighters of the FMF": the object is those whom an actor's name stands for."""
    people = [name for name in names if isinstance(name, ActorMention)]
    return any(name.start <= sentence.start(child) < name.end for child in _taken(token) for name in people)


def _under_rubble(token: Token) -> bool:
    """ "Trapped under the rubble": who waits to be dug out is not besieged."""
    return any(noun.lower_ in RUBBLE for prep in token.children if prep.dep_ == "prep" for noun in prep.subtree)


def _fits(token: Token, meaning: Trigger, several_words: bool, codebook: Codebook) -> bool:
    """Whether the tag of the word agrees with the meaning: "a bus" evacuates nobody."""
    if meaning.event_type == "territory_change" and _takes_people_or_arms(token, codebook):
        return False
    if _strikes_nobody(token):
        return False
    if (
        meaning.event_type == "agreement"
        and token.dep_ == "compound"
        and token.head.lower_ in ("line", "lines", "zone")
    ):
        return False  # "crossed the ceasefire line"
    if meaning.measure == "abducted" and token.lemma_.lower() in _TAKING and _takes_things(token, codebook):
        return False
    if (meaning.event_type == "release" or meaning.measure == "released") and _let_home(token, codebook.cues):
        return False
    if meaning.event_type and meaning.form == "verb":
        infinitive = any(child.tag_ == "TO" for child in token.children) or (token.i and token.nbor(-1).tag_ == "TO")
        return bool(token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBG", "VBN", "VBD") or infinitive)
    if meaning.event_type and meaning.form == "noun":
        return several_words or token.pos_ not in ("VERB", "AUX")
    if meaning.form == "noun" and token.dep_ == "compound" and token.head.lower_ in codebook.cues.offices:
        return False  # "homicide detectives"
    if meaning.measure == "killed" and meaning.form == "noun" and token.i and token.nbor(-1).lower_ in _NOT_DONE:
        return False  # "attempted murder"
    if token.lower_ == "death" and token.dep_ == "pobj" and token.head.head.lemma_.lower() in _SENTENCING:
        return False  # "sentenced to death"
    if (
        meaning.measure == "killed"
        and meaning.form == "noun"
        and token.lemma_.lower() in codebook.cues.deaths_of_people
    ):
        whose = [noun for of in token.children if of.lower_ == "of" for noun in of.children]
        return any(_is_people(noun, codebook) or noun.pos_ in ("NUM", "PROPN") for noun in whose)
    brought_down = token.lemma_.lower() == "shoot" and any(child.lower_ == "down" for child in token.children)
    striking = token.lemma_.lower() in _STRIKING or brought_down  # "two drones were shot down"
    if meaning.measure == "killed_or_wounded" and striking and not several_words:
        return any(_is_people(word, codebook) for word in _struck(token))
    if meaning.form in ("object", "self") and token.pos_ in ("NOUN", "PROPN") and token.tag_ not in ("VBG", "VBN"):
        return token.lower_.endswith(("ed", "ing")) or _several(token) or _headline_verb(token, codebook)
    if token.lower_ == "lives" and token.i and token.nbor(-1).lower_ in ("claims", "takes", "costs"):
        return True  # "Blast claims lives of ten": a headline's verb that the parser takes for a noun
    if token.lower_ == "lives":
        taken = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token  # "hundreds of lives"
        return taken.dep_ == "dobj" and taken.head.lemma_.lower() in ("claim", "take", "cost", "lose")
    return True
