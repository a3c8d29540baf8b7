"""What our event types are called in the codebooks of ACLED and UCDP.

In: an event type, how it was done, and what kind of party did it and whom it befell.  Out: ACLED's event type,
sub-event type, disorder type and kinds of actors; UCDP's type of violence; the ISO codes of countries.  None where the
codebook's own words do not decide it from these.  Where its text was read stands in ``data/PROVENANCE.md``.  The table
is ``acled.csv`` (one rule a line; an empty cell fits anything, the line with most cells that fit decides), the user's
rows after the shipped ones.  Fails with `LexiconError` naming file and line.  PLOVER's codes stand with the types in
``event_types.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from crosswire.lexicon.lexicon import ActorKind
from crosswire.lexicon.table import read_table
from crosswire.model import Of

Party = Literal["state", "group", "civilians"]
AcledInter = Literal["State forces", "Rebel group", "Political militia", "Civilians", "External/Other forces"]
"""Those of ACLED's eight that the lexicon can tell; rioters are not told from protesters."""
AcledEvent = Literal[
    "Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots", "Strategic developments"
]
AcledSubEvent = Literal[
    "Government regains territory", "Non-state actor overtakes territory", "Armed clash",
    "Excessive force against protesters", "Protest with intervention", "Peaceful protest",
    "Violent demonstration", "Mob violence",
    "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED", "Grenade",
    "Sexual violence", "Attack", "Abduction/forced disappearance",
    "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
    "Looting/property destruction", "Non-violent transfer of territory", "Other",
]  # fmt: skip
_OF_KIND: dict[ActorKind, Party] = {
    "state": "state", "army": "state", "police": "state", "coalition": "state", "armed_group": "group",
    "population": "civilians", "media": "civilians", "organisation": "civilians", "monitor": "civilians",
    "agency": "civilians",
}  # fmt: skip
_OF_VICTIMS: dict[Of, Party] = {
    "civilians": "civilians", "women": "civilians", "children": "civilians", "women_and_children": "civilians",
    "families": "civilians", "journalists": "civilians", "medics": "civilians", "aid_workers": "civilians",
    "soldiers": "state", "police": "state", "fighters": "group",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AcledRule:
    """One line of ``acled.csv``.  ``mode`` is PLOVER's, as claims have it; ``example`` a sentence of ours in which the
    type is found.  Without ``acled_event`` the codebook does not decide."""

    event_type: str
    mode: str | None = None
    doer: Party | None = None
    befell: Party | None = None
    acled_event: AcledEvent | None = None
    acled_sub_event: AcledSubEvent | None = None
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """The ISO 3166 codes of a country; ``country`` is the alpha-2 code that places and actors bear."""

    country: str
    alpha3: str | None = None
    numeric: str | None = None


def load_countries(folders: Sequence[Path]) -> dict[str, Country]:
    """``countries.csv`` of the folders by alpha-2 code, a later row in the place of an earlier one."""
    files = [folder / "countries.csv" for folder in folders]
    return {row.value.country: row.value for file in files if file.is_file() for row in read_table(file, Country)}


def load_acled(folders: Sequence[Path]) -> tuple[AcledRule, ...]:
    """The rules of the folders that have the table, in their order."""
    files = [folder / "acled.csv" for folder in folders]
    return tuple(row.value for file in files if file.is_file() for row in read_table(file, AcledRule))


def party_of_actor(kind: ActorKind) -> Party | None:
    """A coalition is one of states; an official may be of anybody."""
    return _OF_KIND.get(kind)


def party_of_victims(of: Of) -> Party | None:
    """None for people of whom the words do not say whether they bear arms."""
    return _OF_VICTIMS.get(of)


def acled_codes(
    rules: Sequence[AcledRule], event_type: str, *, mode: str | None, doer: Party | None, befell: Party | None
) -> tuple[AcledEvent | None, AcledSubEvent | None]:
    """ACLED's event type and sub-event type, each None where it is not decided.  Of lines that fit equally well the
    last decides, so that a user's line comes before a shipped one."""
    best: AcledRule | None = None
    most = -1
    for rule in rules:
        asked = ((rule.mode, mode), (rule.doer, doer), (rule.befell, befell))
        filled = [given == wanted for wanted, given in asked if wanted is not None]
        if rule.event_type == event_type and all(filled) and len(filled) >= most:
            best, most = rule, len(filled)
    return (best.acled_event, best.acled_sub_event) if best is not None else (None, None)


def acled_disorder(event: AcledEvent | None, sub_event: AcledSubEvent | None) -> str | None:
    """ACLED's disorder type; None for demonstrations of which the sub-event type is not decided."""
    if event in ("Protests", "Riots"):
        if sub_event == "Excessive force against protesters":
            return "Political violence; Demonstrations"
        return {"Mob violence": "Political violence", None: None}.get(sub_event, "Demonstrations")
    return "Strategic developments" if event == "Strategic developments" else "Political violence" if event else None


def acled_inter(
    party: Party, *, named: bool, coalition: bool, groups: AcledInter | None, country: str | None, where: str | None
) -> AcledInter | None:
    """ACLED's kind of actor.  ``groups``: of the armed groups of its side; ``country``: whose it is, ``where``: the
    country of the event.

    A state's forces are external outside of their own country, and so are those of several states; an armed group that
    nobody names counts as a political militia; None for another country's armed group, for one whose side has groups of
    several kinds, and for forces of which the country is not known.
    """
    if party == "civilians":
        return "Civilians"
    if party == "group" and named:
        return groups if country is None or country == where else None
    if party == "group":
        return "Political militia"
    if coalition:
        return "External/Other forces"
    if country is None or where is None:
        return None
    return "State forces" if country == where else "External/Other forces"


def acled_interaction(one: AcledInter | None, other: AcledInter | None, *, alone: bool) -> str | None:
    """The two kinds in ACLED's order, whoever comes first; ``alone``: there is no other side.  None where a kind is
    not decided."""
    if one is None or (other is None and not alone):
        return None
    if other is None:
        return f"{one} only"
    if {one, other} == {"Civilians", "External/Other forces"}:
        return "External/Other forces-Civilians"
    return "-".join(sorted((one, other), key=get_args(AcledInter).index))


def ucdp_violence(doer: Party | None, befell: Party | None) -> Literal[1, 2, 3] | None:
    """UCDP's type of violence: 1 state-based, 2 non-state, 3 one-sided; None where a side is not known.

    Armed force against civilians by a government or a formally organised group is one-sided; between two parties of
    which at least one is the government of a state, state-based; between two organised groups, non-state.  UCDP counts
    what killed: whether anybody died, and its 25 deaths a year, are not asked here.
    """
    if doer is None or befell is None or doer == "civilians":
        return None
    if befell == "civilians":
        return 3
    return 1 if "state" in (doer, befell) else 2
