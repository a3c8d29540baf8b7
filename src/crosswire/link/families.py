"""Which types of happening can be one and the same.

A family holds types that outlets use for one happening ("killed", "rampage", "car bomb").  Inside the violence
family the general words fit every special one; two special ones fit as the table says.  The families follow how
the types are told, not a codebook: PLOVER and ACLED both keep air strikes and clashes apart, and so does the
table.
"""

from __future__ import annotations

from functools import cache

FAMILIES: dict[str, str] = {
    "armed_clash": "violence",
    "air_strike": "violence",
    "shelling": "violence",
    "bombing": "violence",
    "chemical_attack": "violence",
    "attack_on_civilians": "violence",
    "killing": "violence",
    "execution": "violence",
    "evacuation": "deal",
    "agreement": "deal",
}
"""Type to family; a type that is not listed is a family of its own."""

VIOLENCE = frozenset(kind for kind, name in FAMILIES.items() if name == "violence")
GENERAL = ("killing", "attack_on_civilians")
"""Types that say that people were hurt, not how."""

SPEECH = frozenset({"statement"})
"""Types of what is said and not done: such a claim is an event of its own kind, and no document is mainly about it."""

RARE = frozenset({"abduction", "release", "evacuation"})
"""Types of which a place sees few: place and actor together then point to one happening."""

_FIT: dict[frozenset[str], float] = {
    frozenset({"air_strike", "shelling"}): 0.2,
    frozenset({"air_strike", "bombing"}): -0.1,
    frozenset({"shelling", "bombing"}): 0.0,
    frozenset({"air_strike", "chemical_attack"}): 0.2,
    frozenset({"shelling", "chemical_attack"}): 0.2,
    frozenset({"bombing", "chemical_attack"}): -0.2,
    frozenset({"air_strike", "armed_clash"}): -0.4,
    frozenset({"shelling", "armed_clash"}): -0.1,
    frozenset({"bombing", "armed_clash"}): -0.2,
    frozenset({"chemical_attack", "armed_clash"}): -0.8,
    frozenset({"evacuation", "agreement"}): 0.2,
}
_SAME, _GENERAL, _UNFIT = 0.6, 0.3, -1.0


def family(event_type: str) -> str:
    """The family of a type."""
    return FAMILIES.get(event_type, event_type)


@cache
def fit(a: str, b: str) -> float | None:
    """How well two types can name one happening: 0.6 for the same type down to -1; None when they cannot."""
    if a == b:
        return _SAME
    if family(a) != family(b):
        return None
    listed = _FIT.get(frozenset({a, b}))
    if listed is not None:
        return listed
    return _GENERAL if a in GENERAL or b in GENERAL else _UNFIT
