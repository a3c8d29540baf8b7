"""What is and is not one happening, pair by pair."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from link_world import LEXICON, claim, document, killed

from crosswire.link import link_claims
from crosswire.link.blocking import REACH, pairs_in_one_text
from crosswire.model import Claim

ATTACK: dict[str, Any] = {"event_type": "attack_on_civilians", "actor": "fmf", "at": "marn", "on": "2018-07-25"}
CLASH: dict[str, Any] = {
    "event_type": "armed_clash", "actor": "army", "target": "fmf", "at": "velmora", "on": "2018-07-25",
}  # fmt: skip
TOLL = killed(75, "fighters", side_id="rebels")
RUNNING: dict[str, Any] = {"actor": "army", "at": "marn", "on": "2018-07-15/"}


def running(count: int, bound: str, side: str = "rebels") -> Any:
    return killed(count, "fighters", bound=bound, counts="cumulative", side_id=side)


def one_event(a: Claim, b: Claim, **published: str) -> bool:
    documents = [document(name, published=published.get(name)) for name in sorted({a.document_id, b.document_id})]
    both = link_claims(documents, [a, b], LEXICON)
    assert len(both) in (1, 2)
    return len(both) == 1


CASES: list[tuple[str, dict[str, Any], dict[str, Any], bool]] = [
    ("same day, place, actor", ATTACK, ATTACK, True),
    ("a killing and an attack on civilians", ATTACK, ATTACK | {"event_type": "killing"}, True),
    ("a town inside the province", ATTACK, ATTACK | {"at": "velmora"}, True),
    ("two provinces", ATTACK, ATTACK | {"at": "brisk"}, False),
    ("two towns of a province", ATTACK | {"at": "velmora"}, ATTACK | {"at": "karsten"}, False),
    ("a town and a village beside it", ATTACK | {"at": "velmora"}, ATTACK | {"at": "dolna"}, True),
    ("two weeks later", ATTACK, ATTACK | {"on": "2018-08-08"}, False),
    ("a day later, nothing else shared", ATTACK, ATTACK | {"on": "2018-07-26"}, False),
    ("told and threatened", ATTACK, ATTACK | {"status": "threatened"}, False),
    ("told and predicted", ATTACK, ATTACK | {"status": "predicted"}, False),
    ("told and going on", ATTACK, ATTACK | {"status": "ongoing"}, True),
    (
        "a day taken from another sentence, a figure that is the same",
        ATTACK | {"on": "2018-07-23", "on_sentence": 4, "figures": [killed(47)]},
        ATTACK | {"figures": [killed(47)]},
        True,
    ),
    ("a day taken from another sentence, no figure", ATTACK | {"on": "2018-07-23", "on_sentence": 4}, ATTACK, False),
    (
        "a town taken from another sentence, a figure that is the same",
        ATTACK | {"at": "velmora", "figures": [killed(47)]},
        ATTACK | {"at": "karsten", "at_sentence": 4, "figures": [killed(47)]},
        True,
    ),
    ("an abduction and an attack", ATTACK, ATTACK | {"event_type": "abduction"}, False),
    ("no place, no figure, another text", ATTACK, ATTACK | {"at": None}, False),
    ("a day of the year and that day", ATTACK, ATTACK | {"on": "XXXX-07-25"}, True),
    ("a day of the year and another day", ATTACK, ATTACK | {"on": "XXXX-10-14"}, False),
    ("the year only", ATTACK | {"figures": [killed(215)]}, ATTACK | {"on": "2018", "figures": [killed(215)]}, True),
    ("another year", ATTACK | {"figures": [killed(215)]}, ATTACK | {"on": "2022", "figures": [killed(215)]}, False),
    (
        "a bare weekday that is the day, and a figure that agrees",
        ATTACK | {"figures": [killed(250, bound="more_than")]},
        ATTACK | {"on": "wednesday", "at": "velmora", "figures": [killed(220, bound="more_than")]},
        True,
    ),
    (
        "a part of the dead, told by day and figure alone",
        ATTACK | {"figures": [killed(250, bound="more_than")]},
        {"event_type": "killing", "on": "2018-07-25", "figures": [killed(215, "civilians")]},
        True,
    ),
    (
        "the attackers' own losses",
        ATTACK | {"figures": [killed(220, bound="more_than")]},
        {"event_type": "killing", "actor": "army", "at": "marn", "figures": [TOLL]},
        False,
    ),
    (
        "the attackers' own losses, same day",
        ATTACK | {"figures": [killed(220, bound="more_than")]},
        CLASH | {"at": "marn", "figures": [TOLL]},
        False,
    ),
    (
        "a clash told from both sides",
        CLASH,
        {"event_type": "armed_clash", "actor": "fmf", "target": "army", "at": "velmora", "on": "2018-07-25"},
        True,
    ),
    (
        "attacker and attacked changed over",
        {"event_type": "air_strike", "actor": "army", "target": "fmf", "at": "velmora", "on": "2018-07-25"},
        {"event_type": "air_strike", "actor": "fmf", "target": "army", "at": "velmora", "on": "2018-07-25"},
        False,
    ),
    (
        "running tolls of one side far apart",
        RUNNING | {"figures": [running(260, "about")]},
        {"actor": "army", "figures": [running(600, "more_than")]},
        True,
    ),
    (
        "running tolls of two sides",
        RUNNING | {"figures": [running(260, "about")]},
        RUNNING | {"figures": [running(260, "about", "government")]},
        False,
    ),
    (
        "running tolls that count from other times",
        RUNNING | {"figures": [running(260, "about")]},
        RUNNING | {"on": "2011-03-15/", "figures": [running(260, "about")]},
        False,
    ),
    (
        "a running toll and a toll of a day",
        RUNNING | {"figures": [running(260, "about")]},
        RUNNING | {"on": "2018-07-30", "figures": [killed(26, "fighters", side_id="rebels")]},
        False,
    ),
    (
        "a named man killed, a day apart",
        {"persons": ["Abu Samir al-Dolni"], "at": "velmora", "on": "2018-07-30"},
        {"persons": ["Abu Sameer el Dolni"], "at": "velmora", "on": "2018-07-29"},
        True,
    ),
    (
        "a named man killed, on two weekdays",
        {"persons": ["Abu Samir al-Dolni"], "event_type": "armed_clash", "at": "velmora", "on": "2018-07-30"},
        {"persons": ["Abu Samir al-Dolni"], "at": "velmora", "on": "sunday"},
        True,
    ),
    (
        "two named men killed, same day and place",
        {"persons": ["Abu Samir al-Dolni"], "at": "velmora", "on": "2018-07-30"},
        {"persons": ["Karim Tavarin"], "at": "velmora", "on": "2018-07-30"},
        False,
    ),
    (
        "hostages by place and actor",
        {"event_type": "abduction", "actor": "fmf", "at": "marn", "on": "2018-07-23/2018-07-29",
         "figures": [killed(30, "women_and_children", bound="about", measure="abducted")]},
        {"event_type": "abduction", "actor": "fmf", "at": "marn", "figures": [killed(14, "women", measure="abducted")]},
        True,
    ),
    (
        "hostages of two actors",
        {"event_type": "abduction", "actor": "fmf", "at": "marn", "on": "2018-07-25"},
        {"event_type": "abduction", "actor": "army", "at": "marn"},
        False,
    ),
    (
        "an execution and an air strike",
        ATTACK | {"event_type": "execution"},
        ATTACK | {"event_type": "air_strike", "actor": "army"},
        False,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two", "linked"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_pair(one: dict[str, Any], two: dict[str, Any], linked: bool) -> None:
    assert one_event(claim("doc-a", **one), claim("doc-b", **two)) is linked


def test_documents_far_apart_keep_an_undated_claim_out() -> None:
    dated = claim("doc-a", **(ATTACK | {"at": "velmora", "figures": [killed(24)]}))
    undated = claim("doc-b", event_type="killing", at="velmora", actor="fmf", figures=[killed(24)])
    assert one_event(dated, undated)
    assert one_event(dated, undated, **{"doc-a": "2018-07-26", "doc-b": "2018-07-27"})
    assert not one_event(dated, undated, **{"doc-a": "2018-07-26", "doc-b": "2021-10-20"})


QUARTER = "Planes struck a row of houses in the Old Mill district at dawn, aid workers in the town said"
TWIN = {"event_type": "air_strike", "at": "velmora", "actor": "army"}


@pytest.mark.parametrize(
    ("other", "days", "linked"),
    [
        ({"words": "Aid workers dug for survivors where planes had struck the Old Mill district"}, 1, True),
        ({"words": "Shops burned down when planes came back over the Harbour district before sunset"}, 1, False),
        ({"words": "Aid workers dug for survivors where planes had struck the Old Mill district"}, 60, False),
    ],
)
def test_undated_reports_of_days_next_to_each_other(other: dict[str, Any], days: int, linked: bool) -> None:
    one, two = claim("doc-a", **TWIN, words=QUARTER), claim("doc-b", **TWIN, **other)
    published = {"doc-a": "2018-07-10", "doc-b": (date(2018, 7, 10) + timedelta(days)).isoformat()}
    assert one_event(one, two, **published) is linked


def test_one_toll_of_one_day_bears_a_place_that_was_misread() -> None:
    one = claim("doc-a", **ATTACK | {"at": "velmora", "figures": [killed(43)]})
    assert one_event(one, claim("doc-b", **ATTACK | {"at": "brisk", "figures": [killed(43)]}))
    assert not one_event(one, claim("doc-b", **ATTACK | {"at": "brisk", "figures": [killed(40)]}))
    assert not one_event(one, claim("doc-b", **ATTACK | {"at": "brisk", "on": "2018-07-27", "figures": [killed(43)]}))


def test_an_offensive_is_one_over_weeks() -> None:
    push = {"event_type": "armed_clash", "actor": "army", "at": "velmora", "trigger": "offensive"}
    days = {"doc-a": "2018-06-10", "doc-b": "2018-07-15"}
    assert one_event(claim("doc-a", **push), claim("doc-b", **push), **days)
    assert not one_event(claim("doc-a", **push), claim("doc-b", **push | {"trigger": "attack"}), **days)
    assert not one_event(claim("doc-a", **push), claim("doc-b", **push | {"at": "karsten"}), **days)
    toll = {"on": "2018-07-14", "figures": [killed(9)]}
    assert not one_event(claim("doc-a", **push), claim("doc-b", **push | toll), **days)


def test_two_sides_wage_two_offensives() -> None:
    ours = {"event_type": "armed_clash", "actor": "army", "target": "fmf", "at": "velmora", "trigger": "offensive"}
    theirs = ours | {"actor": "fmf", "target": "army"}
    days = {"doc-a": "2018-06-10", "doc-b": "2018-06-15"}
    assert one_event(claim("doc-a", **ours), claim("doc-b", **ours), **days)
    assert not one_event(claim("doc-a", **ours), claim("doc-b", **theirs), **days)


def test_a_truce_foretold_is_the_truce_that_began() -> None:
    truce = {"event_type": "agreement", "trigger": "truce", "on": "2018-07-25"}
    assert one_event(claim("doc-a", **truce | {"status": "predicted"}), claim("doc-b", **truce))
    assert not one_event(claim("doc-a", **truce | {"status": "denied"}), claim("doc-b", **truce))
    assert not one_event(claim("doc-a", **truce), claim("doc-b", **truce | {"trigger": "deal"}))
    assert not one_event(claim("doc-a", **truce), claim("doc-b", **truce | {"on": "2018-07-27"}))


def test_a_town_sees_one_offensive_at_a_time() -> None:
    push = {"event_type": "armed_clash", "at": "velmora", "trigger": "offensive"}
    days = {"doc-a": "2018-06-10", "doc-b": "2018-07-01"}
    assert one_event(claim("doc-a", **push), claim("doc-b", **push), **days)
    assert not one_event(claim("doc-a", **push | {"at": "marn"}), claim("doc-b", **push | {"at": "marn"}), **days)


def test_one_sentence_in_two_texts_is_one_telling() -> None:
    words = "Fighters of the front took the old mill by the river and nobody was hurt"
    a = claim("doc-a", event_type="territory_change", words=words)
    b = claim("doc-b", event_type="territory_change", words=f"{words}, they said")
    assert one_event(a, b)


def test_words_that_stand_in_every_text_are_no_reason() -> None:
    words = "convoy of the ministry with flour had been at the old mill of the town"
    a = claim("doc-a", event_type="territory_change", words=f"Gunmen took the {words}")
    b = claim("doc-b", event_type="territory_change", words=f"Residents said that the {words} once")
    (event,) = link_claims([document("doc-a"), document("doc-b")], [a, b], LEXICON)
    (said,) = (reason.text for link in event.links for reason in link.reasons if reason.feature == "said")
    named = said.removeprefix("rare words in common: ").split(", ")
    assert named != [said] and set(named) <= {"convoy", "ministry", "flour", "mill"}


IN_ONE_TEXT: list[tuple[str, dict[str, Any], dict[str, Any], bool]] = [
    (
        "headline and lead",
        {"sentence": 0, "at": "velmora", "figures": [killed(12)]},
        {"sentence": 1, "at": "velmora", "on": "2018-07-25", "figures": [killed(12)]},
        True,
    ),
    (
        "a headline that shortens a running toll",
        {"sentence": 0, "actor": "army", "figures": [killed(600, "fighters", bound="more_than", side_id="rebels")]},
        {"sentence": 3, "actor": "army", "figures": [running(600, "more_than")]},
        True,
    ),
    (
        "two exact totals of one voice",
        {"sentence": 1, "at": "velmora", "on": "2018-07-25", "figures": [killed(12)]},
        {"sentence": 3, "at": "velmora", "on": "2018-07-25", "figures": [killed(31)]},
        False,
    ),
    (
        "the later sentence turns to another attack",
        {"sentence": 1, "actor": "fmf", "at": "velmora"},
        {"sentence": 2, "actor": "fmf", "at": "velmora", "words": "In a separate attack the front killed a guard."},
        False,
    ),
    (
        "a clash and the man killed in it",
        {"sentence": 1, "event_type": "armed_clash", "actor": "army", "at": "velmora", "on": "sunday"},
        {"sentence": 1, "nth": 2, "persons": ["Abu Samir al-Dolni"], "at": "velmora", "on": "sunday"},
        True,
    ),
]


@pytest.mark.parametrize(("one", "two", "linked"), [c[1:] for c in IN_ONE_TEXT], ids=[c[0] for c in IN_ONE_TEXT])
def test_pair_in_one_text(one: dict[str, Any], two: dict[str, Any], linked: bool) -> None:
    assert one_event(claim("doc-a", **one), claim("doc-a", **two)) is linked


def test_the_attack_speaks_of_what_was_told() -> None:
    attack = claim("doc-a", 1, event_type="bombing", at="velmora", actor="fmf")
    toll = claim("doc-a", 3, nth=3, actor="fmf", words="A guard was hurt in the attack, they said.")
    clash = claim("doc-a", 1, event_type="armed_clash", at="velmora", actor="fmf")
    assert one_event(attack, toll)
    assert not one_event(clash, toll)


SAID: dict[str, Any] = {
    "event_type": "statement",
    "actor": "fmf",
    "words": "The FMF condemned the raid.",
    "trigger": "condemned",
}


@pytest.mark.parametrize(
    ("one", "two", "days", "linked"),
    [
        (SAID, SAID, 0, True),
        (SAID, SAID, 1, True),
        (SAID, SAID, 9, False),
        (SAID | {"at": "velmora"}, SAID | {"at": "brisk", "at_sentence": 4}, 0, True),
        (SAID | {"on": "2018-07-21"}, SAID | {"on": "2018-07-25"}, 0, True),
        (SAID, SAID | {"actor": "army"}, 0, False),
        (SAID, SAID | {"actor": None}, 0, False),
        (SAID, SAID | {"trigger": "denied", "words": "The FMF denied the raid."}, 0, False),
    ],
)
def test_a_statement_is_known_by_who_makes_it(
    one: dict[str, Any], two: dict[str, Any], days: int, linked: bool
) -> None:
    first = date(2018, 7, 26)
    published = {"doc-a": first.isoformat(), "doc-b": (first + timedelta(days=days)).isoformat()}
    assert one_event(claim("doc-a", **one), claim("doc-b", **two), **published) is linked


ENDED: dict[str, Any] = {"event_type": "agreement", "trigger": "ended", "on": "2018-07-25", "words": "The truce ended."}


@pytest.mark.parametrize(
    ("two", "linked"),
    [
        (ENDED | {"trigger": "declared", "words": "The army declared the truce over."}, True),
        (ENDED | {"trigger": "truce", "words": "The truce began."}, False),
        (ENDED | {"status": "possible"}, False),
        (ENDED | {"on": "2018-07-20"}, False),
    ],
)
def test_the_end_of_a_truce_is_no_truce(two: dict[str, Any], linked: bool) -> None:
    assert one_event(claim("doc-a", **ENDED), claim("doc-b", **two)) is linked


def test_statements_of_one_text_are_one_where_one_says_the_same_again() -> None:
    again = claim("doc-a", 1, nth=2, **SAID)
    denial = claim("doc-a", 1, nth=2, **(SAID | {"trigger": "denied", "words": "The FMF denied the raid."}))
    unnamed = claim("doc-a", 1, nth=2, **(SAID | {"actor": None}))
    assert one_event(claim("doc-a", **SAID), again)
    assert not one_event(claim("doc-a", **SAID), denial)
    assert not one_event(claim("doc-a", **SAID), unnamed)


def test_a_very_long_text_is_compared_with_what_follows_nearby() -> None:
    views = {
        f"claim-{at:04}": SimpleNamespace(
            family="violence", claim=SimpleNamespace(document_id="doc-a", trigger=SimpleNamespace(start=at))
        )
        for at in range(1000)
    }
    pairs = pairs_in_one_text(views)  # type: ignore[arg-type]
    assert ("claim-0000", "claim-0001") in pairs
    assert len(pairs) <= 1000 * REACH


def test_a_clash_that_no_word_names_may_have_been_a_strike() -> None:
    """Who fell where an army attacked is told without saying how; "clashes" say how."""
    strike = claim("doc-a", 1, event_type="air_strike", at="velmora", figures=[killed(7, "fighters")])
    days = {"doc-a": "2018-07-25", "doc-b": "2018-07-27"}
    told: dict[str, Any] = {"event_type": "armed_clash", "at": "velmora", "figures": [killed(7, "fighters")]}
    assert one_event(strike, claim("doc-b", 1, words="Seven were killed in positions there.", **told), **days)
    assert not one_event(strike, claim("doc-b", 1, words="Seven were killed in clashes there.", **told), **days)
