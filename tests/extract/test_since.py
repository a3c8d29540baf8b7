"""What a "since" dates: what it brings in happened then, its own clause goes on from there, the rest is not dated."""

from __future__ import annotations

import pytest
from reading import claims_of

THURSDAY = "2022-10-20"
STRETCH = [
    ("Velmora has been calm since 2018, when the Ostravian army captured the town.", "captured", "2018", "2018"),
    ("The Ostravian army has held Velmora since it captured the town in July 2018.", "captured", "2018-07", "2018-07"),
    ("The town has been empty since a car bomb killed 12 people in Dolna on 3 October.", "killed", "2022-10-03",
     "2022-10-03"),
    ("Ten soldiers have been wounded since 12 October, when rebels attacked Velmora.", "wounded", "2022-10-12",
     THURSDAY),
    ("Ten soldiers have been wounded since 12 October, when rebels attacked Velmora.", "attacked", "2022-10-12",
     "2022-10-12"),
    ("Since Saturday, strikes on Velmora have killed 12 people.", "killed", "2022-10-15", THURSDAY),
    ("The Ostravian army has been pounding Dolna since Monday, killing 20 people.", "killing", "2022-10-17", THURSDAY),
    ("Six were killed in Dolna and ten have been wounded since Tuesday.", "killed", "2022-10-18", THURSDAY),
    ("Since 19 September when rebels ended the truce, 30 people have been killed in Dolna.", "killed", "2022-09-19",
     THURSDAY),
    ("A sniper has killed a mayor in Velmora, where troops have been stationed since 2018.", "killed", None, None),
    ("A blast killed ten people in Velmora, the deadliest attack since March 2018.", "killed", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "trigger", "earliest", "latest"), STRETCH)
def test_what_since_dates(sentence: str, trigger: str, earliest: str | None, latest: str | None) -> None:
    claims = claims_of(sentence, published=THURSDAY)
    (time,) = [claim.time for claim in claims if claim.trigger.quote == trigger]
    assert (time and time.earliest, time and time.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("The town has been empty since a car bomb killed 12 people in Dolna.", "total"),
        ("Since a car bomb killed 12 people in Dolna, the town has been empty.", "total"),
        ("A blast killed 12 people in Velmora, the deadliest attack since March 2018.", "total"),
        ("Since the truce ended 12 people have been killed in Velmora.", "cumulative"),
    ],
)
def test_a_toll_runs_only_from_what_since_names(sentence: str, counts: str) -> None:
    assert [q.counts for claim in claims_of(sentence) for q in claim.quantities] == [counts]
