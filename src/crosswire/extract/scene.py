"""What a sentence may take over from the ones before it.

In: the sentences of a document in order.  Out: for a claim that names no time, place or source of its own, the one of
the scene it goes on telling.  A sentence goes on with a scene when it tells of the same kind of happening or begins
with a pronoun.  The place stays until another one is told, however far back it is: a report names where it is set once,
and again only when it moves.  Times and kinds of happening are taken over from at most two sentences back, but a day by
whatever is added to its toll ("another seven were killed", "also hit"); a report covers at most the one sentence after
it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from crosswire.model import Attribution, Participant, Place, Quote, Time

_REACH = 2
_POINTS_BACK = re.compile(
    r"\b(?:the|that|this|these|those)\s(?:\w+\s)?(?:city|town|village|area|province|provincial capital|governorate|"
    r"region|district|neighbou?rhood|camp|site|market|hospital|school|building|place|enclave|pocket)\b|\bthere\b",
    re.IGNORECASE,
)
_SAME_HAPPENING = re.compile(
    r"\b(?:the|that|this|these|those|twin)\s(?:\w+\s){0,2}(?:attacks?|blasts?|bombings?|explosions?|raids?|strikes?|"
    r"airstrikes?|shelling|clash(?:es)?|assault|bombardment|operation|massacre|incident|killings?|victims?|dead|wounded|"
    r"(?:death )?toll|offensive|rampage|fighting)\b",
    re.IGNORECASE,
)
_SAME_DEAD = re.compile(
    r"\b(?:among|of|including)\s(?:the|those|them)\b|\b(?:the|those|all)\s(?:\w+\s){0,2}(?:dead|killed|wounded|injured|casualties|"
    r"fatalities)\b|\b(?:also|another|others|more|further)\b",
    re.IGNORECASE,
)
_TURNS_AWAY = re.compile(
    r"\W*(?:elsewhere|separately|meanwhile|in (?:a separate|another|neighbou?ring)"
    r"|(?:[\w-]+ ){0,2}(?:days?|weeks?|months?|years?) (?:ago|earlier|later))\b",
    re.IGNORECASE,
)
_COUNTS_ON = re.compile(
    r"\W*(?:(?:\w+\s){1,3}of (?:them|those)\b|some of the\b|among (?:them|those|the)\b|(?:\w+\s){0,3}(?:an)?others?\b|"
    r"(?:\w+\s){1,6}also\b|the (?:dead|wounded|injured|victims|casualties|fatalities)\b)",
    re.IGNORECASE,
)
_ADDS = re.compile(r"\W*(?:another|(?:a )?further|\w+ (?:others?|more))\b|.{0,60}?\balso\b", re.IGNORECASE)
_CONTINUES = re.compile(r"\W*(?:it|they|he|she|also|another|others)\b", re.IGNORECASE)
_SOMEWHERE = re.compile(
    r"\b(?:in|at|near|outside|around) (?:the )?(?:[a-z-]+ ){0,3}"
    r"(?!January|February|March|April|May|June|July|August|September|October|November|December)([A-Z][\w’'-]+)"
)


# Heads of longer words that are used alone once the longer one has been told.
BARE = ("strike", "raid", "bombing", "bombardment")
# What else told makes a bare word say what it says by itself: "the bombing" after air strikes, unless a bomb went off.
_BY_ITSELF = {"bombing": "bombing", "bombardment": "shelling"}


def turns_away(text: str) -> bool:
    """Whether a sentence begins with words for another place or another day."""
    return _TURNS_AWAY.match(text) is not None


def pointed_at(text: str, places: Sequence[tuple[int, Place]]) -> Place | None:
    """The place of a sentence that its "the town" points back to: the one named last before it, unless the words only
    say what that is ("Velmora, the province next to Marn").  ``places``: each with where it ends in ``text``."""
    for found in _POINTS_BACK.finditer(text):
        end, place = next(((end, one) for end, one in reversed(places) if end <= found.start()), (0, None))
        if place is not None:
            return None if text[end : found.start()].strip() == "," else place
    return None


def head_of(words: str) -> str:
    """A word in small letters and in the singular."""
    return words.casefold().removesuffix("s")


@dataclass(slots=True)
class Scene:
    """The last time, place and report of the document, each with the number of the sentence that gave it."""

    time: Time | None = None
    time_at: int = -99
    time_passage: Quote | None = None
    time_families: set[str] = field(default_factory=set)
    place: Place | None = None
    place_at: int = -99
    place_passage: Quote | None = None
    named: Place | None = None
    named_at: int = -99
    named_passage: Quote | None = None
    attribution: Attribution | None = None
    attribution_at: int = -99
    attribution_passage: Quote | None = None
    actor_ids: frozenset[str] = frozenset()
    event_type: str | None = None
    event_type_at: int = -99
    in_full: dict[str, str] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    attacker: Participant | None = None
    attacker_at: int = -99
    attacker_passage: Quote | None = None
    attack_types: frozenset[str] = frozenset()
    attack_place_id: str | None = None
    subject: Participant | None = None
    subject_at: int = -99
    subject_passage: Quote | None = None

    def name_place(self, at: int, place: Place, passage: Quote) -> None:
        """Remember a place that a sentence named without telling of a happening there."""
        self.named, self.named_at, self.named_passage = place, at, passage

    def name_in_full(self, words: str, kinds: Sequence[str]) -> None:
        """Remember what kind of strike or raid is meant: "air strikes" are called "the strikes" from then on."""
        word, kind = head_of(words), next((kind for kind in kinds if kind != "attack"), None)
        if kind is None or word in BARE:
            return
        self.kinds.add(kind)
        head = next((head for head in BARE if word.endswith(head)), None)
        if head is not None:
            self.in_full[head] = kind

    def meant_by(self, word: str) -> str | None:
        """The kind of happening that "strikes" or "raids" stands for in this document, so far as it was named; what
        came from the air is called by any of these words, but a single raid may be one of men."""
        head = head_of(word)
        if (
            head in self.in_full
            or word.casefold() == "raid"
            or "air_strike" not in self.kinds
            or _BY_ITSELF.get(head) in self.kinds
        ):
            return self.in_full.get(head)
        return "air_strike"

    def time_for(self, at: int, text: str, family: str) -> tuple[Time, Quote] | None:
        """The time that a sentence without one goes on with."""
        if self.time is None or self.time_passage is None:
            return None
        same = family in self.time_families
        if same and self.time.precision == "day" and _ADDS.match(text):
            return self.time, self.time_passage
        if at - self.time_at > _REACH:
            return None
        if at - self.time_at == 1:
            goes_on = same or _CONTINUES.match(text) is not None
        else:
            goes_on = same and _SAME_HAPPENING.search(text) is not None
        return (self.time, self.time_passage) if goes_on else None

    def time_of_happening(self, text: str) -> tuple[Time, Quote] | None:
        """The time told last, however far back, for a sentence that takes up its happening ("the attack came …")."""
        if self.time is None or self.time_passage is None or _SAME_HAPPENING.search(text) is None:
            return None
        return self.time, self.time_passage

    def place_for(self, at: int, text: str) -> tuple[Place, Quote] | None:
        """The place that a sentence without one goes on with: that of the last happening, or, where "the town" points
        back to a place named since, that; before the first happening the place that was named."""
        if (
            self.named is not None and self.named_passage is not None
            and self.named_at > self.place_at and at - self.named_at <= _REACH
            and _POINTS_BACK.search(text) is not None
        ):  # fmt: skip
            return self.named, self.named_passage
        if self.place is not None and self.place_passage is not None:
            return self.place, self.place_passage
        if self.named is not None and self.named_passage is not None:
            return self.named, self.named_passage
        return None

    def type_for(self, at: int, text: str, *, goes_on: bool) -> str | None:
        """The kind of violence that "the attack" goes on telling of, and whatever ``goes_on`` with the sentence right
        before."""
        if self.event_type is None or at - self.event_type_at > _REACH:
            return None
        goes_on = goes_on and at - self.event_type_at == 1 and not turns_away(text) and not self._leaves(text)
        return self.event_type if goes_on or _SAME_HAPPENING.search(text) is not None else None

    def _leaves(self, text: str) -> bool:
        """Whether a sentence is set at a name that is no part of that of the last place, known or not."""
        known = "" if self.place is None else f"{self.place.quote} {self.place.name}"
        return any(found[1] not in known for found in _SOMEWHERE.finditer(text))

    def subject_for(self, at: int, pronoun: str | None) -> tuple[Participant, Quote] | None:
        """The actor that "it" or "they" at the head of a sentence stands for: the actor of the sentence before."""
        if pronoun is None or self.subject is None or self.subject_passage is None or at - self.subject_at != 1:
            return None
        return self.subject, self.subject_passage

    def attacker_for(
        self, at: int, text: str, types: frozenset[str], elsewhere: bool
    ) -> tuple[Participant, Quote] | None:
        """Who did what a sentence goes on telling of: "the raids", "among the dead"; right behind it any violence that
        is not ``elsewhere`` nor of another kind than ``types`` say."""
        if self.attacker is None or self.attacker_passage is None or at - self.attacker_at > _REACH:
            return None
        if types and self.attack_types and not types & self.attack_types:
            return None
        goes_on = _SAME_HAPPENING.search(text) is not None
        if not elsewhere and not turns_away(text):
            goes_on = goes_on or at - self.attacker_at == 1 or _SAME_DEAD.search(text) is not None
        return (self.attacker, self.attacker_passage) if goes_on else None

    def attribution_for(
        self, at: int, text: str, actor_ids: frozenset[str], *, own_time: bool, own_place: bool
    ) -> tuple[Attribution, Quote] | None:
        """The source whose report a sentence goes on with, right after it: one that counts on ("another three", "five
        of them", "also") and names no place of its own, or that tells of the same actors at no other time."""
        if self.attribution is None or self.attribution_passage is None or at - self.attribution_at != 1:
            return None
        counts_on = not own_place and _COUNTS_ON.match(text) is not None
        goes_on = counts_on or (not own_time and actor_ids & self.actor_ids)
        return (self.attribution, self.attribution_passage) if goes_on else None
