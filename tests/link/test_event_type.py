"""What an event is called, by what its claims say."""

from __future__ import annotations

import pytest
from link_world import claim, killed

from crosswire.link.events import build_event, event_time
from crosswire.model import Claim
from crosswire.publish.wording import happening


def kind_of(*claims: Claim) -> str:
    return build_event(claims, {}, (), ()).event_type


SHELLING = claim("doc-a", 1, event_type="shelling")
TOLL = claim("doc-a", 2, event_type="killing", figures=[killed(9, "civilians")])
MASSACRE = claim("doc-a", 3, event_type="attack_on_civilians", figures=[killed(9, "civilians")])
CLASH = claim("doc-a", 4, event_type="armed_clash", figures=[killed(6, "fighters")])


@pytest.mark.parametrize(
    ("claims", "kind"),
    [
        ((TOLL,), "killing"),
        ((SHELLING, TOLL), "shelling"),
        ((SHELLING, TOLL, MASSACRE), "shelling"),
        ((TOLL, MASSACRE), "attack_on_civilians"),
        # What is told with a figure and says how comes before the rest.
        ((SHELLING, CLASH), "armed_clash"),
        # Nobody says how the fighters were killed.
        ((claim("doc-a", 5, event_type="killing", figures=[killed(6, "fighters")]),), "armed_clash"),
        ((claim("doc-a", 5, event_type="killing", figures=[killed(6, "any")]),), "killing"),
    ],
)
def test_the_kind_of_an_event(claims: tuple[Claim, ...], kind: str) -> None:
    assert kind_of(*claims) == kind
    assert kind_of(*reversed(claims)) == kind


def test_an_event_was_when_the_claims_that_count_people_say() -> None:
    counts = claim("doc-a", 1, on="2018-07-25", figures=[killed(9)], words="Nine were killed on 25 July.")
    others = [claim("doc-a", at, on="2018-07-26", words="On 26 July planes were in the air.") for at in (2, 3)]
    time = event_time([*others, counts])
    assert time is not None and time.earliest == "2018-07-25"


def test_a_statement_is_called_by_its_speaker() -> None:
    said = build_event([claim("doc-a", 6, event_type="statement", actor="fmf")], {}, (), ())
    assert said.label == "statement by Free Marn Front"
    assert happening(said) == "Statement by Free Marn Front"
    assert build_event([claim("doc-a", 6, event_type="statement", persons=["Tavi"])], {}, (), ()).label == "statement"
    fight = build_event([claim("doc-a", 7, event_type="armed_clash", actor="fmf")], {}, (), ())
    assert (fight.label, happening(fight)) == ("armed clash", "Armed clash")
