"""How the telling of one text joins its claims, and what keeps them apart."""

from __future__ import annotations

from typing import Any

import pytest
from link_world import LEXICON, claim, document, killed

from crosswire.lexicon import load
from crosswire.link import link_claims
from crosswire.link.conflicts import conflict
from crosswire.link.discourse import (
    back_nouns,
    brings_in,
    campaign,
    picks_out,
    placed_names,
    somewhere,
    spots,
    turns_away,
)
from crosswire.link.view import make_views
from crosswire.model import Claim

LEAD: dict[str, Any] = {
    "sentence": 1, "event_type": "air_strike", "at": "velmora", "on": "2018-07-25", "figures": [killed(22)],
}  # fmt: skip
HURT: dict[str, Any] = {"figures": [killed(30, measure="wounded")]}


def events(*claims: Claim) -> list[set[str]]:
    found = link_claims([document("doc-a", 12)], list(claims), LEXICON)
    assert found == link_claims([document("doc-a", 12)], list(reversed(claims)), LEXICON)
    return [set(event.claim_ids) for event in found]


CASES: list[tuple[str, dict[str, Any], bool]] = [
    ("the wounded beside the dead", {"sentence": 2, "words": "Thirty people were wounded.", **HURT}, True),
    (
        "a part of the toll",
        {"sentence": 3, "figures": [killed(4, "children", counts="part")], "words": "Among the dead were 4 children."},
        True,
    ),
    (
        "the same toll by another voice, further on",
        {"sentence": 4, "voice": "marn-watch", "figures": [killed(22)], "words": "Marn Watch also said 22 had died."},
        True,
    ),
    (
        "another town, another toll",
        {"sentence": 2, "at": "karsten", "figures": [killed(5)], "words": "In Karsten shelling killed 5 people."},
        False,
    ),
    (
        "a place that no gazetteer knows",
        {"sentence": 3, "figures": [killed(7, measure="wounded")], "words": "Seven soldiers were hurt in Dolna."},
        False,
    ),
    (
        "a blast brought in as new, far on",
        {"sentence": 6, "event_type": "bombing", "figures": [killed(3)], "words": "A car bomb killed 3 people."},
        False,
    ),
    (
        "the text says that it tells of another attack",
        {"sentence": 2, "figures": [killed(5)], "words": "In a separate attack 5 people were killed."},
        False,
    ),
    (
        "the toll of the war",
        {
            "sentence": 2,
            "at": "xo",
            "figures": [killed(90000, bound="more_than")],
            "words": "The death toll of the nine-year war stands above 90,000.",
        },
        False,
    ),
    (
        "a quarter that the lead does not name, a smaller toll",
        {"sentence": 3, "figures": [killed(5)], "words": "Five people died in the Old Mill district, Marn Watch said."},
        False,
    ),
    (
        "a town inside the province of the lead, a smaller toll",
        {"sentence": 3, "at": "dolna", "figures": [killed(5)], "words": "Five people were killed in Dolna."},
        False,
    ),
    (
        "others who were also killed",
        {"sentence": 2, "figures": [killed(2, "fighters")], "words": "Two militiamen were also killed."},
        True,
    ),
    (
        "another toll of that raid",
        {"sentence": 3, "figures": [killed(5)], "words": "At first the toll of that raid was put at 5."},
        True,
    ),
    (
        "more shells, elsewhere",
        {"sentence": 2, "event_type": "shelling", "figures": [killed(1)], "words": "More rocket shells hit a market."},
        False,
    ),
    (
        "people who are merely besieged",
        {
            "sentence": 2,
            "event_type": "armed_clash",
            "figures": [killed(9000, measure="besieged")],
            "words": "Some 9,000 people are trapped there.",
        },
        False,
    ),
    (
        "an earlier day",
        {"sentence": 2, "on": "2018-07-20", "figures": [killed(8)], "words": "On 20 July raids killed 8 people."},
        False,
    ),
]


@pytest.mark.parametrize(("later", "joined"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_follows_the_lead(later: dict[str, Any], joined: bool) -> None:
    told = events(claim("doc-a", **LEAD), claim("doc-a", **later))
    assert len(told) == (1 if joined else 2)


def test_what_goes_on_goes_on_with_what_stands_near() -> None:
    first = claim("doc-a", **LEAD)
    other = claim("doc-a", 4, event_type="shelling", at="karsten", figures=[killed(5)], words="Elsewhere shells hit.")
    hurt = claim("doc-a", 5, words="Thirty people were wounded.", **HURT)
    assert {other.claim_id, hurt.claim_id} in events(first, other, hurt)


@pytest.mark.parametrize(("between", "joined"), [("Elsewhere a village was taken.", False), ("It was taken.", True)])
def test_a_text_that_turned_away_does_not_go_on(between: str, joined: bool) -> None:
    first = claim("doc-a", 1, event_type="air_strike", figures=[killed(22)])
    middle = claim("doc-a", 2, event_type="territory_change", words=between)
    hurt = claim("doc-a", 3, words="Thirty people were wounded.", **HURT)
    other = claim("doc-a", 2, nth=2, event_type="shelling", at="karsten", on="2018-07-01", words=between)
    assert ({first.claim_id, hurt.claim_id} in events(first, middle, other, hurt)) is joined


def test_every_link_and_refusal_of_a_text_has_its_reason() -> None:
    hurt = claim("doc-a", 2, words="Thirty people were wounded in the raid.", **HURT)
    other = claim("doc-a", 3, event_type="air_strike", figures=[killed(5)], words="In a separate raid 5 were killed.")
    found = link_claims([document("doc-a")], [claim("doc-a", **LEAD), hurt, other], LEXICON)
    texts = {reason.text for event in found for link in event.links for reason in link.reasons}
    assert any("names no place or time of its own" in text for text in texts)
    refused = {reason.text for event in found for pair in event.refused for reason in pair.reasons}
    assert any("turns to another happening" in text for text in refused)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Among the dead were three children.", "picks out"),
        ("Ten of those killed were guards.", "picks out"),
        ("The death toll stands at 12.", "picks out"),
        ("The toll of the civil war stands at 12,000.", None),
        ("Shells wounded three people, one of them a child.", None),
        ("On Sunday, two of them were found.", "picks out"),
        ("An air strike hit the bridge.", "brings in"),
        ("The air strike hit the bridge.", "back"),
        ("Elsewhere a guard was shot.", "turns"),
        ("Planes also killed a guard.", "turns"),
        ("A guard was also killed.", None),
        ("More shells hit the bridge.", "turns"),
        ("Hours earlier a guard was shot.", "turns"),
        ("The day before, a guard was shot.", "turns"),
        ("The guard was shot hours earlier.", None),
        ("The army responded with shells on the bridge.", "turns"),
        ("Three people were hurt.", None),
    ],
)
def test_how_a_sentence_stands_to_what_was_told(sentence: str, said: str | None) -> None:
    found = {
        "picks out": picks_out(sentence),
        "brings in": brings_in(sentence),
        "turns": turns_away(sentence),
        "back": bool(back_nouns(sentence, len(sentence))) and not picks_out(sentence),
    }
    assert {name for name, holds in found.items() if holds} - {"back" if said != "back" else ""} == ({said} - {None})


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Shells hit the Old Mill district of Karsten.", {"Old Mill"}),
        ("Planes struck the rebel-held village of Tavi.", {"Tavi"}),
        ("They hit the Sella, Dolna and al-Brisk neighbourhoods.", {"Sella", "Dolna", "al-Brisk"}),
        ("Planes struck an Ostravian town and a Christian quarter.", set()),
        ("Planes struck Velmora.", set()),
    ],
)
def test_quarters_are_named_beside_a_word_for_a_quarter(sentence: str, names: set[str]) -> None:
    assert spots(sentence) == names


@pytest.mark.parametrize(
    ("sentence", "nouns"),
    [
        ("Five guards had been killed in that attack.", ("attack",)),
        ("Five guards had been killed in the same air raid.", ("raid",)),
        ("Five guards had been killed in the attack on Dolna.", ()),
        ("Five guards had been killed in an attack.", ()),
    ],
)
def test_what_people_were_killed_in_is_known(sentence: str, nouns: tuple[str, ...]) -> None:
    assert back_nouns(sentence, sentence.index("killed")) == nouns


def test_one_of_the_killed_is_no_toll_of_what_is_told() -> None:
    assert back_nouns("A baker was killed in that attack.", 12, several=False) == ()
    assert back_nouns("Nine bakers were killed in that attack.", 17) == ("attack",)


MAY: dict[str, Any] = {"status": "possible", "figures": [killed(30, bound="more_than")]}


@pytest.mark.parametrize(
    ("first", "later", "joined"),
    [
        # What the toll may be is no other happening; what may happen is.
        ({}, {"words": "The death toll could be over 30.", **MAY}, True),
        ({}, {"words": "A strike on a camp could kill over 30.", **MAY}, False),
        # A siege is not the attack told before it.
        (
            {"event_type": "armed_clash", "trigger": "raid", "figures": []},
            {
                "event_type": "armed_clash",
                "words": "A siege holds 9,000.",
                "figures": [killed(9000, measure="besieged")],
            },
            False,
        ),
        (
            {"event_type": "armed_clash", "trigger": "raid", "figures": []},
            {"event_type": "armed_clash", "words": "The raid killed 9.", "figures": [killed(9)]},
            True,
        ),
        ({}, {"words": "A siege holds 9,000.", "figures": [killed(9000, measure="besieged")]}, False),
    ],
)
def test_what_one_text_tells_of_one_happening(first: dict[str, Any], later: dict[str, Any], joined: bool) -> None:
    told = events(claim("doc-a", **{**LEAD, **first}), claim("doc-a", 2, **later))
    assert len(told) == (1 if joined else 2)


TAKEN: dict[str, Any] = {"sentence": 1, "event_type": "territory_change", "trigger": "captured", "at": "velmora"}
TRUCE: dict[str, Any] = {
    "sentence": 1,
    "event_type": "agreement",
    "trigger": "truce",
    "at": "velmora",
    "on": "2018-07-20",
}
TAKEN_AWAY: dict[str, Any] = {"sentence": 1, "event_type": "abduction", "figures": [killed(3, measure="abducted")]}
STATED: dict[str, Any] = {"sentence": 1, "event_type": "statement", "trigger": "claimed", "actor": "fmf"}


@pytest.mark.parametrize(
    ("first", "later", "joined"),
    [
        # A side takes a town once.
        (TAKEN, TAKEN | {"sentence": 4, "nth": 2, "words": "The capture of Velmora cuts the road."}, True),
        (
            TAKEN,
            TAKEN | {"sentence": 4, "nth": 2, "at": "karsten", "words": "The capture of Karsten cuts the road."},
            False,
        ),
        (TAKEN | {"actor": "army"}, TAKEN | {"sentence": 4, "actor": "fmf", "words": "They took Velmora."}, False),
        # "The deal" is the one told of, and the place it names one of its terms.
        (
            TRUCE,
            TRUCE | {"sentence": 4, "at": "brisk", "on": None, "nth": 2, "words": "The truce also covers Brisk."},
            True,
        ),
        (
            TRUCE,
            TRUCE | {"sentence": 4, "at": "brisk", "on": None, "nth": 2, "words": "A truce was made in Brisk."},
            False,
        ),
        # Another abduction.
        (TAKEN_AWAY, TAKEN_AWAY | {"sentence": 2, "figures": [], "words": "The abduction was filmed."}, True),
        (
            TAKEN_AWAY | {"at": "velmora"},
            TAKEN_AWAY
            | {
                "sentence": 2,
                "at": "dolna",
                "figures": [killed(2, measure="abducted")],
                "words": "Earlier two men were kidnapped in Dolna.",
            },
            False,
        ),
        # A speaker says it again, further on.
        (
            STATED,
            STATED | {"sentence": 5, "trigger": "carried", "words": "The FMF said it had carried out the raid."},
            True,
        ),
        # Parts that make up the toll; of a place of their own they may be another attack.
        (
            {"figures": [killed(12)], "at": "velmora"},
            {"sentence": 3, "figures": [killed(9, "fighters"), killed(3, "soldiers")], "at": "velmora"},
            True,
        ),
        (
            {"figures": [killed(12)], "at": "velmora"},
            {"sentence": 3, "figures": [killed(9, "fighters"), killed(3, "soldiers")], "at": "dolna"},
            False,
        ),
        (
            {"figures": [killed(12)], "at": "velmora"},
            {"sentence": 3, "figures": [killed(8, "fighters"), killed(3, "soldiers")], "at": "velmora"},
            False,
        ),
    ],
)
def test_how_happenings_without_dead_and_sums_go_on(first: dict[str, Any], later: dict[str, Any], joined: bool) -> None:
    told = events(claim("doc-a", **first), claim("doc-a", **later))
    assert len(told) == (1 if joined else 2)


def forbidden(a: Claim, b: Claim) -> bool:
    views = make_views([document("doc-a", 12)], [a, b], LEXICON)
    return conflict(views[a.claim_id], views[b.claim_id], LEXICON) is not None


def test_both_sides_fall_in_a_clash_whoever_is_named() -> None:
    dead = claim("doc-a", 1, nth=1, event_type="killing", figures=[killed(17, "soldiers", side_id="government")])
    fighters = [killed(34, "fighters", side_id="rebels")]
    assert not forbidden(claim("doc-a", 1, event_type="killing", actor="army", figures=fighters), dead)
    assert forbidden(claim("doc-a", 1, event_type="air_strike", actor="army", figures=fighters), dead)


def test_just_days_after_borders_on_the_day_meant() -> None:
    day = claim("doc-a", 4, event_type="air_strike", on="2018-07-20", figures=[killed(12)])
    assert not forbidden(claim("doc-a", 1, on="2018-07-14/2018-07-19", figures=[killed(30)]), day)
    assert forbidden(claim("doc-a", 1, on="2018-07-19", figures=[killed(30)]), day)


def test_an_offensive_lasts_and_an_attack_does_not() -> None:
    assert all(campaign(word) for word in ("offensive", "counter-offensive", "battle", "Operation"))
    assert not any(campaign(word) for word in ("attack", "killed", "clashes"))


def test_tolls_of_two_quarters_stay_apart() -> None:
    one = claim("doc-a", 1, event_type="air_strike", figures=[killed(9)], words="Nine died in the Old Mill district.")
    two = claim("doc-a", 2, event_type="air_strike", figures=[killed(5)], words="Five died in the Harbour district.")
    assert len(events(one, two)) == 2


def test_where_a_group_is_by_its_name_says_nothing_of_where_it_acted() -> None:
    names = placed_names(load())
    assert not somewhere("Nine fighters of the Islamic State in Iraq and Syria were killed.", names)
    assert somewhere("Nine fighters of the Islamic State in Iraq and Syria were killed in Velmora.", names)
    assert somewhere("Nine fighters were killed in Iraq.", names)
