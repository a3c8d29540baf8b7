"""Who a voice is to its event, and a person's grade in the place of the suggested one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from ledgers import LEXICON, Told, documents, make_claim, make_event

from crosswire.model import Attribution, Claim, EventParticipant, NamedQuote, Participant
from crosswire.reconcile import reconcile, set_grade
from crosswire.reconcile.ledger import make_ledger
from crosswire.reconcile.standing import About, standing


def described(words: str) -> Attribution:
    source = NamedQuote(name=words, quote=words, start=0, end=len(words))
    return Attribution(manner="reported", described=True, source=source)


def of(claim: Claim, *parties: tuple[str, str]) -> str:
    """The standing of the one figure of a claim in an event of these participants (role, actor)."""
    event = make_event([claim])
    taking_part = tuple(EventParticipant(role=role, actor_id=who, name=who) for role, who in parties)  # type: ignore[arg-type]
    ledger = make_ledger([claim], [], LEXICON)
    (entry,) = ledger
    return standing(entry, About(event=replace(event, participants=taking_part), lexicon=LEXICON))


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("medics", "medic"),
        ("officials at the hospital", "medic"),
        ("a local official", "official"),
        ("local residents", "resident"),
        ("an eyewitness", "resident"),
        ("a military source", "official"),
        ("activists", "anonymous"),
    ],
)
def test_a_described_source_is_known_by_its_nouns(words: str, wanted: str) -> None:
    assert of(replace(make_claim(1, Told("velmora-times", 6)), attribution=described(words))) == wanted


@pytest.mark.parametrize(
    ("voice", "manner", "wanted"),
    [
        ("marn-watch", "reported", "monitor"),
        ("opa", "own_voice", "own_reporting"),
        ("velmora-times", "own_voice", "own_reporting"),
        ("velmora-times", "unnamed", "anonymous"),
        ("document:d", "own_voice", "unknown_outlet"),
        ("name:a-man", "quoted", "person"),
        ("army", "reported", "state"),
    ],
)
def test_a_named_source_is_known_by_the_lexicon(voice: str, manner: Any, wanted: str) -> None:
    claim = replace(make_claim(1, Told(voice, 6)), attribution=Attribution(manner=manner))
    assert of(claim) == wanted


def test_a_party_speaks_about_itself_or_about_its_enemy() -> None:
    civilians, own = Told("army", 6, of="civilians"), Told("army", 6, of="soldiers", side="government")
    enemy = replace(own, side="fmf")
    fight = (("actor", "army"), ("target", "fmf"))
    assert of(make_claim(1, own), *fight) == "party_on_itself"
    assert of(make_claim(1, enemy), *fight) == "party_on_enemy"
    assert of(make_claim(1, civilians), ("actor", "army")) == "party_on_itself"
    assert of(make_claim(1, civilians), ("actor", "fmf"), ("target", "army")) == "party_on_enemy"
    assert of(make_claim(1, civilians), ("actor", "army"), ("actor", "fmf")) == "party_on_enemy"
    blamed = Participant(role="actor", actor_id="fmf", name="x", side_id=None, start=0, end=1, quote="x")
    assert of(replace(make_claim(1, civilians), participants=(blamed,)), ("actor", "army")) == "party_on_enemy"


def test_a_persons_grade_comes_before_the_suggested_one() -> None:
    told = (Told("opa", 6, of="civilians"), Told("marn-watch", 8, of="civilians"))
    claims = [make_claim(number, one) for number, one in enumerate(told)]
    estimates = reconcile(make_event(claims), claims, documents(told), LEXICON)[1]
    (graded,) = [e for e in estimates if e.grade is not None]
    assert (graded.policy, graded.grade) == ("airwars", "fair")
    assert graded.grade_reasons == (
        "2 independent voices", "marn-watch: a monitor", "opa: an outlet's own reporting",
    )  # fmt: skip
    changed = set_grade(graded, "contested", "set by Ada: two sides")
    assert changed.grade == "contested"
    assert changed.grade_reasons == ("set by Ada: two sides", "suggested: fair", *graded.grade_reasons)
    assert replace(changed, grade=graded.grade, grade_reasons=graded.grade_reasons) == graded
    (bare,) = [e for e in estimates if e.policy == "acled"]
    assert set_grade(bare, "weak", "set by Ada").grade_reasons == ("set by Ada",)
