"""The second model over fillers, on invented documents in which two words tell everything."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("sklearn", reason="the extra `train` is not installed")

from train.second import Known, Place, Said, Second, Weighed, strings_of, templates_of
from train.templates import KINDS, ROLES, Template


def named(kind: str, **roles: str) -> Template:
    return Template(kind, {role: (frozenset([roles[role]]),) if role in roles else () for role in ROLES})


def place(role: str, words: str, chance: float, kind: str = "bombing", sentence: int = 0) -> Place:
    return Place(role, words, chance, tuple(0.9 if name == kind else 0.02 for name in KINDS), sentence)


def document(number: int, chance: random.Random) -> tuple[Said, list[Template], list[Template]]:
    """What is said, the key and what we should give. A bombing of the bridge where the text has a blast, every fourth
    time another of the mill far below, a kidnapping where it has a captive, else nothing; the network holds the bridge
    and the mayor for likely whatever the text says, and a clerk for a little likely."""
    told, again = number % 3, number % 12 == 0
    sign = ("blast shook dolna bridge near river", "captive mayor was led away at night", "fair was held")[told]
    text = f"{sign} " + " ".join(chance.choice(("rain", "wind", "road", "market", "clerk")) for _ in range(12))
    kind = ("bombing", "kidnapping", "bombing")[told]
    places = [
        place("Target", "dolna bridge", chance.uniform(0.4, 0.6), kind),
        place("Victim", "mayor", chance.uniform(0.4, 0.6), kind, 1),
        place("Victim", "clerk", 0.01, kind, 1),
    ]
    bridge = named("bombing", Target="dolna bridge")
    key = ([bridge], [named("kidnapping", Victim="mayor")], [])[told]
    wanted = key
    if again:
        text, key = f"{text} blast shook mill", [bridge, named("bombing", Target="mill")]
        places.append(place("Target", "mill", chance.uniform(0.4, 0.6), kind, 8))
        both = (frozenset(["dolna bridge"]), frozenset(["mill"]))
        wanted = [Template("bombing", {**bridge.roles, "Target": both}), named("bombing")]
    return Said(text, 9, tuple(places)), key, wanted


def test_places_of_one_string_are_one_candidate_and_the_hardly_likely_are_none() -> None:
    said = Said("fmf struck fmf", 1, (
        place("PerpOrg", "fmf", 0.5), place("PerpOrg", "fmf", 0.5, "attack"), place("Target", "fmf", 0.001),
    ))  # fmt: skip
    [one] = strings_of(said)
    assert (ROLES[one.role], one.words, one.chance) == ("PerpOrg", "fmf", pytest.approx(0.75))
    assert one.kinds[KINDS.index("attack")] == pytest.approx(one.kinds[KINDS.index("bombing")])


def test_words_of_the_text_say_what_is_told_of_and_who_fills_it() -> None:
    chance = random.Random(3)
    told, keys, _ = zip(*(document(number, chance) for number in range(240)), strict=True)
    known = Known([(said.text, key) for said, key in zip(told, keys, strict=True)])
    second = Second(told, [known] * len(told), keys)
    for number in range(240, 264):
        said, _, wanted = document(number, chance)
        [*ours] = templates_of([second.weighed(said, known)])
        assert [{role: set(own) for role, own in one.roles.items()} for one in ours] == [
            {role: set(own) for role, own in one.roles.items()} for one in wanted
        ]
        assert [one.kind for one in ours] == [one.kind for one in wanted]
    assert [KINDS[k] for k in second.kinds] == ["bombing", "kidnapping"]  # nobody told of the others


def test_what_is_known_of_a_string_counts_documents() -> None:
    key = [named("bombing", Target="dolna bridge"), named("attack", Target="dolna bridge")]
    known = Known([("blast shook dolna bridge", key), ("dolna bridge was mended", []), ("old bridge", [])])
    assert (known.filled["Target", "dolna bridge"], known.stands["dolna bridge"]) == (1, 2)
    assert (known.last_filled["Target", "bridge"], known.last_stands["bridge"]) == (1, 3)
    assert known.numbers("Target", "dolna bridge")[1] == 1 and known.numbers("Victim", "mayor")[1] == 0


def test_what_is_likely_by_the_mean_of_the_networks_is_given() -> None:
    bombing, attack = KINDS.index("bombing"), KINDS.index("attack")
    one = Weighed(
        {attack: 0.1, bombing: 0.9},
        {
            ("Target", "dolna bridge", bombing): 0.9,
            ("Target", "bridge", bombing): 0.8,
            ("Victim", "mayor", bombing): 0.3,
        },
        {attack: 0.9, bombing: 0.6},
    )
    other = Weighed({attack: 0.2, bombing: 0.5}, {("Victim", "clerk", bombing): 0.6}, {attack: 0.9, bombing: 0.1})
    assert templates_of([one, other]) == [
        named("bombing", Target="dolna bridge", Victim="clerk"), named("bombing"),
    ]  # fmt: skip
    assert templates_of([other]) == [named("bombing", Victim="clerk")]
