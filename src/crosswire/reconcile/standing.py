"""Who a voice is to the event it tells of: a party to it, a monitor, an official, a resident, the outlet itself.

In: an entry of the ledger, its event, the lexicon.  Out: a `Standing` and the words for it.  A source that is only
described ("medics said") is known by its nouns (``counting.yaml``), a named one by what the lexicon says of it.  A
party is a force, a state or a medium of one whose side takes part in the event.  A party that the lexicon does not know
is taken for a named person or an outlet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from crosswire.model import Event
from crosswire.reconcile.ledger import SIDED, Entry

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

Standing = Literal[
    "monitor", "own_reporting", "unknown_outlet", "medic", "resident", "official", "state", "party_on_itself",
    "party_on_enemy", "person", "anonymous",
]  # fmt: skip
WORDS: dict[Standing, str] = {
    "monitor": "a monitor",
    "own_reporting": "an outlet's own reporting",
    "unknown_outlet": "the own words of an outlet that the lexicon does not know",
    "medic": "medics",
    "resident": "residents",
    "official": "an official",
    "state": "a state that takes no part",
    "party_on_itself": "a party to the fighting, about itself",
    "party_on_enemy": "a party to the fighting, about its enemy",
    "person": "a named person",
    "anonymous": "a source that is not named",
}
PARTIES = frozenset({"party_on_itself", "party_on_enemy"})
UNCONFIRMED: frozenset[Standing] = frozenset({"party_on_itself", "party_on_enemy", "anonymous"})
"""Whose figure alone confirms nothing."""
_RANK: dict[Standing, int] = {
    "monitor": 0, "own_reporting": 1, "medic": 1, "official": 2, "state": 2, "party_on_itself": 2, "resident": 2,
    "party_on_enemy": 2, "unknown_outlet": 3, "person": 3, "anonymous": 3,
}  # fmt: skip
_MEDIA = frozenset({"agency", "media"})
_FORCES = frozenset({"state", "army", "police", "armed_group", "coalition", "official"})
_NOUN = re.compile(r"[a-z]+(?: defen[cs]e)?")


@dataclass(frozen=True, slots=True)
class About:
    """What a policy is told beside the figures."""

    event: Event
    lexicon: Lexicon


def rank(entry: Entry, about: About) -> int:
    """How reliable the voice is taken to be: 0 a monitor, 1 agencies, other media and medics, 2 officials, residents
    and those who fight, 3 whoever the lexicon does not know and whoever is not named."""
    return _RANK[standing(entry, about)]


def standing(entry: Entry, about: About) -> Standing:
    """Who the voice of a figure is to the event."""
    attribution = entry.claim.attribution
    if attribution.manner == "unnamed":
        return "anonymous"
    if attribution.described and attribution.source is not None:
        return _by_nouns(attribution.source.quote, about.lexicon) or "anonymous"
    lexicon, voice = about.lexicon, entry.voice
    actor = lexicon.actors.get(voice)
    if actor is None:
        outlet = lexicon.outlets.get(voice)
        if outlet is not None:
            return "monitor" if outlet.kind in ("monitor", "organisation") else "own_reporting"
        if attribution.manner == "own_voice" or voice.startswith("document:"):
            return "unknown_outlet"
        described = attribution.source.quote if attribution.source is not None else ""
        return _by_nouns(described, lexicon) or "person"
    if actor.kind in ("monitor", "organisation"):
        return "monitor"
    if actor.kind == "population":
        return "resident"
    side = lexicon.side_of(voice)
    if actor.kind in _MEDIA and side is None:
        return "own_reporting"
    roles = {p.role for p in about.event.participants if _of_one_side(voice, p.actor_id, lexicon)}
    if roles & {"actor", "target"}:
        return "party_on_itself" if _about_itself(entry, about) else "party_on_enemy"
    if actor.kind in _MEDIA:
        return "own_reporting"
    return "state" if actor.kind in _FORCES else "person"


def _about_itself(entry: Entry, about: About) -> bool:
    """True when a party speaks of its own dead, or names itself as the one who did it.

    Whom the claim names as doers decides; where it names nobody, the doers of the event, if all are of its side.
    """
    lexicon, voice = about.lexicon, entry.voice
    counted = entry.quantity.side_id
    if entry.category in SIDED and counted is not None:
        return counted == lexicon.side_of(voice)
    for told in (entry.claim.participants, about.event.participants):
        doers = [p.actor_id for p in told if p.role == "actor" and p.actor_id in lexicon.actors]
        if doers:
            return all(_of_one_side(voice, doer, lexicon) for doer in doers)
    return False


def _of_one_side(voice: str, other: str | None, lexicon: Lexicon) -> bool:
    """True when the two are one, one belongs to the other, or both fight for one side."""
    if other is None or other not in lexicon.actors:
        return False
    side = lexicon.side_of(voice)
    kin = voice == other or other in lexicon.ancestors(voice) or voice in lexicon.ancestors(other)
    return kin or (side is not None and lexicon.side_of(other) == side)


def _by_nouns(words: str, lexicon: Lexicon) -> Standing | None:
    """What the nouns of a description say: a hospital's official is medics, else the last noun decides ("a local
    official")."""
    nouns = lexicon.counting.sources
    found: list[Standing] = [nouns[noun] for noun in _NOUN.findall(words.casefold()) if noun in nouns]
    return "medic" if "medic" in found else found[-1] if found else None
