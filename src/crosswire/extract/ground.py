"""Ground that is entered, taken, given up, besieged or cut off, as a verb and what hangs on it tell.

In: a parsed sentence, its names and the codebook.  Out: verbs that by themselves tell of no fighting, but do where
armed people do it and it is done to ground: "entered the town", "lost the hill", "cut the road", "N fell", "came under
the army's control", "lifted the siege", "hoisted the flag over N"; and nouns of taking where they say what was taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.extract.moved import ARMED, within
from crosswire.extract.parse import Sentence, ancestors
from crosswire.extract.places.words import TYPE_WORDS
from crosswire.extract.tokens import Token
from crosswire.lexicon.event_types import Codebook, Trigger
from crosswire.model import ActorMention, Place, Span

_FORCES = {"army", "armed_group", "coalition"}
_INTO = {"into", "through", "inside", "onto"}
_UPON = {"on", "upon"}
_OUT = {"out", "back", "from"}
_ABOVE = {"over", "above", "at", "in", "on", "atop"}
_OF_MINES = {"mine", "mines", "explosive", "explosives", "rubble", "debris", "booby", "bombs"}
_LIES = {"hill", "hills", "hilltop", "checkpoint", "checkpoints", "garrison", "barracks", "stronghold", "bastion"}
_MOST = {
    "all", "areas", "center", "centre", "control", "edge", "edges", "half", "heart", "most", "much", "outskirts",
    "part", "parts", "string", "swathe", "swathes",
}  # fmt: skip
FORM = "ground"
"""The form of these triggers: a word of the codebook beside them names the happening."""
_TAKEN = Trigger(FORM, event_type="territory_change")
_BESIEGED = Trigger(FORM, event_type="armed_clash")


def ground_taken(sentence: Sentence, names: Sequence[Span], codebook: Codebook) -> Iterator[tuple[Token, Trigger]]:
    """The verbs, from left to right, and what each tells."""
    reader = _Reader(sentence, names, codebook)
    for word in sentence.doc:
        if word.pos_ == "VERB" and word.lower_ in codebook.cues.of_ground:
            found = reader.told(word)
            if found is not None:
                yield word, found
        elif word.pos_ == "NOUN" and word.lower_ in codebook.cues.ground["takings"] and reader.of_ground(word):
            yield word, _TAKEN


class _Reader:
    def __init__(self, sentence: Sentence, names: Sequence[Span], codebook: Codebook) -> None:
        self.sentence, self.codebook = sentence, codebook
        self.ground = codebook.cues.ground
        named = [name for name in names if isinstance(name, Place)]
        self.places = [name for name in named if name.precision != "country"]
        self.countries = [name for name in named if name.precision == "country"]
        self.forces = [name for name in names if isinstance(name, ActorMention) and name.kind in _FORCES]

    def told(self, verb: Token) -> Trigger | None:
        """What the verb tells of ground; None where it tells nothing."""
        ground, word = self.ground, verb.lower_
        siege = any(noun.lower_ in ground["sieges"] for noun in _things(verb)) and verb.dep_ != "acl"
        if siege and word in ground["besieging"] | ground["relieving"]:
            return _BESIEGED if word in ground["besieging"] else _TAKEN
        if word in ground["passing_over"] and self._passes(verb):
            return _TAKEN
        if not self._by_arms(verb):
            return None
        if word in ground["hoisting"] and self._flag(verb):
            return _TAKEN
        if word in ground["invading"] and any(
            self._ground(noun) or self._country(noun) for noun in self._entered(verb)
        ):
            return _TAKEN
        if word in ground["winning"] and any(map(self._ground, _things(verb))):
            return None if any(low.lower_ in _OF_MINES for low in verb.subtree) else _TAKEN
        if word in ground["retreating"] and self._left(verb):
            return _TAKEN
        blocked = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
        if word in ground["cutting"] and not blocked and any(noun.lower_ in ground["ways"] for noun in _things(verb)):
            return _TAKEN
        if word in ground["gaining"] and any(noun.lower_ in ground["gains"] for noun in _things(verb)):
            return _TAKEN
        return None

    def of_ground(self, noun: Token) -> bool:
        """ "The capture of N", "the fall of the town": whether the noun says of which ground."""
        return any(self._ground(low) for of in noun.children if of.lower_ == "of" for low in of.children)

    def _entered(self, verb: Token) -> Iterator[Token]:
        """ "Entered the town", "pushed into the centre of N", "closed in on N"."""
        closing = any(child.lower_ == "in" and child.dep_ in ("prt", "advmod") for child in verb.children)
        prepositions = _INTO | (_UPON if closing else set())
        if verb.lemma_.lower() in ("enter", "reach", "invade"):
            yield from (noun for noun in _things(verb) if noun.dep_ != "nsubjpass")
        for child in verb.children:
            if child.lower_ in prepositions:
                yield from (noun for noun in child.children if noun.dep_ == "pobj")
                yield from (low for inner in child.children if inner.lower_ in prepositions for low in inner.children)

    def _left(self, verb: Token) -> bool:
        """ "Pulled out of N", "pulled its men back from N"."""
        out = [child for child in verb.children if child.lower_ in _OUT]
        return any(self._ground(noun) or self._country(noun) for at in out for noun in at.subtree)

    def _passes(self, verb: Token) -> bool:
        """ "N fell on Monday", "came under the army's control", "fell into the hands of the rebels", "control of N
        passed to the army"."""
        subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is None:
            return False
        behind = [(child.lower_, noun) for child in verb.children if child.dep_ == "prep" for noun in child.children]
        under = any(
            (at, noun.lower_) in {("under", "control"), ("into", "hands"), ("into", "control")} for at, noun in behind
        )
        if subject.lower_ == "control":
            to = any(at == "to" and self._armed(noun) for at, noun in behind)
            return to and any(self._ground(noun) for of in subject.children for noun in of.children)
        if not self._ground(subject):
            return False
        plain = not any(child.dep_ in ("dobj", "acomp", "attr", "advcl") for child in verb.children)
        alone = not any(at in ("by", "from", "into", "under", "short", "within") for at, _ in behind)
        named = self._named(subject) or subject.lower_ in ("town", "city", "village")
        return under or (verb.lemma_.lower() == "fall" and plain and alone and named)

    def _flag(self, verb: Token) -> bool:
        flags = [noun for noun in _things(verb) if noun.lower_ in ("flag", "flags", "banner")]
        over = [at for word in (verb, *flags) for at in word.children if at.lower_ in _ABOVE]
        return bool(flags) and any(self._ground(noun) for at in over for noun in at.subtree)

    def _by_arms(self, verb: Token) -> bool:
        """Whether armed people do it, or, in the passive, nobody is said to."""
        at = verb
        for above in (verb, *ancestors(verb)):
            at = above
            subject = next((child for child in above.children if child.dep_ == "nsubj"), None)
            if subject is None and above.dep_ == "acl" and above.tag_ == "VBD":
                return self._armed(above.head)  # the parser takes the verb of the sentence for a participle
            if subject is not None:
                who = above.head if subject.tag_ in ("WP", "WDT") and above.dep_ == "relcl" else subject
                return self._armed(who)
            if any(child.dep_ in ("nsubjpass", "agent", "auxpass") for child in above.children):
                break
            if above.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "ccomp"):
                break
        by = [noun for child in at.children if child.dep_ == "agent" for noun in child.children]
        passive = at == verb and any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
        return any(map(self._armed, by)) if by else passive

    def _armed(self, noun: Token) -> bool:
        words = [
            noun,
            *(low for low in noun.subtree if low.dep_ in ("compound", "amod", "nmod", "poss", "conj", "appos")),
        ]
        inner = [low for of in noun.children if of.lower_ in ("of", "from") for low in of.children]
        spans = [(self.sentence.start(word), self.sentence.end(word)) for word in (*words, *inner)]
        if any(force.start < end and start < force.end for start, end in spans for force in self.forces):
            return True
        quotes = (
            self.sentence.text[s - self.sentence.passage.start : e - self.sentence.passage.start] for s, e in spans
        )
        return any(of in ARMED for quote in quotes for hit in self.codebook.people.find(quote) for of in hit.values)

    def _ground(self, noun: Token) -> bool:
        """ "The town", "N", "half of N", "the eastern outskirts of the city"."""
        if noun.lower_ in TYPE_WORDS or noun.lower_ in _LIES or self._named(noun):
            return True
        return noun.lower_ in _MOST and any(
            self._ground(low) for of in noun.children if of.lower_ == "of" for low in of.children
        )

    def _named(self, noun: Token) -> bool:
        return within(noun, self.sentence, self.places)

    def _country(self, noun: Token) -> bool:
        return within(noun, self.sentence, self.countries)


def _things(verb: Token) -> list[Token]:
    """Objects and passive subjects of a verb, and what is joined to them; of a participle what it stands with."""
    found = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    if not found and verb.dep_ == "acl" and verb.tag_ == "VBN":
        found = [verb.head]
    return [*found, *(low for noun in found for low in noun.children if low.dep_ == "conj")]
