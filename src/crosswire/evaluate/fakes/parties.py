"""The governorate and the party of an event, in the coarse terms of FA-KES's labels.

In: the claims of one event.  Out: a governorate's name, of the one country that the labels know (Damascus stands for
its countryside too), or
one of the parties ``government`` (with Russia, Iran and Hezbollah), ``islamic-state``, ``coalition``, ``opposition``
(Nusra among them) and ``kurdish``; None where the claims give none.  What most claims say counts; of several said as
often, the one said first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from crosswire.lexicon import Lexicon
from crosswire.lexicon.gazetteer import Gazetteer
from crosswire.link.events import event_place
from crosswire.link.families import VIOLENCE
from crosswire.model import Claim

PARTIES = frozenset({"government", "islamic-state", "coalition", "opposition", "kurdish"})
_HARM = VIOLENCE | {"territory_change"}
_COUNTRY = "SY"
_COUNTRYSIDE = {"Rif Dimashq": "Damascus"}
# The spellings of the labels, as the gazetteer names the governorates.
_LABELS = {
    "deir ezzor": "Deir ez-Zor",
    "hasakeh": "Al-Hasakah",
    "raqqa": "Ar-Raqqah",
    "lattakia": "Latakia",
}


def governorate_of(claims: Iterable[Claim], gazetteer: Gazetteer) -> str | None:
    """The name of the governorate of the event's place, as the gazetteer writes it."""
    here = [c for c in claims if c.place is not None and c.place.country == _COUNTRY]
    place = event_place([c for c in here if c.place is not None and (c.place.place_id or c.place.admin1)])
    if place is None:
        return None
    above = gazetteer.governorate_of(place.place_id) if place.place_id is not None else None
    name = gazetteer.get(above).name if above is not None else place.admin1
    if name is None:
        return None
    return _COUNTRYSIDE.get(name, name)


def label_place(label: str) -> str:
    """A label's governorate as the gazetteer writes it."""
    return _LABELS.get(label, label.title())


def tells_of_harm(claims: Iterable[Claim]) -> bool:
    """Whether people were harmed or land was taken, so that who did it is a party to the fight: one that brokers a
    ceasefire, sends aid or plans a strike is none."""
    return any(c.event_type in _HARM and c.status in ("happened", "ongoing") for c in claims)


def party_of(claims: Iterable[Claim], lexicon: Lexicon) -> str | None:
    """The party of the event's actors."""
    votes: Counter[str] = Counter()
    for claim in claims:
        for one in claim.participants:
            if one.role != "actor" or one.actor_id is None:
                continue
            side = one.side_id or (lexicon.side_of(one.actor_id) if one.actor_id in lexicon.actors else None)
            if side == "al-qaeda":  # the labels count Nusra with the armed opposition
                side = "opposition"
            if side in PARTIES:
                votes[side] += 1
    return votes.most_common(1)[0][0] if votes else None
