"""Deriving what added documents change gives the record that deriving everything anew gives."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_redo import copied, decided, dump

from crosswire.casebook import Casebook
from crosswire.errors import UsageError
from crosswire.model import Claim, Document
from crosswire.run import build
from crosswire.run.redo import redo

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))


def reprinted(documents: list[Document], claims: list[Claim], chance: Random) -> tuple[list[Document], list[Claim]]:
    """The documents and some more that carry the whole text of one, or its first half, with what is claimed there."""
    documents, claims = list(documents), list(claims)
    for nth in range(chance.randint(2, 6)):
        of = chance.choice(documents)
        end = len(of.text) // chance.choice((1, 2))
        own = replace(
            of, document_id=f"doc-again-{nth}-{of.document_id}", text=of.text[:end],
            outlet=f"paper {chance.randrange(3)}",
            passages=tuple(one for one in of.passages if one.end <= end),
            agency=chance.choice((None, None, "OPA")),
            published=chance.choice((of.published, None)),
        )  # fmt: skip
        documents.append(own)
        claims += [
            replace(claim, claim_id=f"{claim.claim_id}-{nth}", document_id=own.document_id)
            for claim in claims
            if claim.document_id == of.document_id and claim.evidence[0].end <= end
        ]
    return documents, claims


def never(*given: object) -> int:
    raise AssertionError("not this way")


def derived_anew(folder: Path, to: Path) -> Path:
    """The same casebook, with everything derived anew."""
    copied(folder, to)
    connection = sqlite3.connect(to / "casebook.db")
    connection.execute("UPDATE built SET basis = NULL")
    connection.commit()
    connection.close()
    with Casebook.open(to) as casebook, patch("crosswire.run.flow._add", never):
        build(casebook)
    return to


def parts_of(documents: list[Document], chance: Random) -> Iterable[list[Document]]:
    chance.shuffle(documents)
    while documents:
        number = chance.randint(1, 9)
        yield documents[:number]
        documents = documents[number:]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000))
def test_what_is_added_in_any_order_is_derived_as_if_everything_were(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    from deciding import stand_ins, written
    from linking import Country, make

    chance = Random(seed)
    country = Country(Random(3))
    documents, claims = reprinted(*written(*make(14, 2, country, chance)), chance)
    folder = tmp_path_factory.mktemp("adding") / "case"
    with (
        stand_ins(country, claims, traced=True),
        patch("crosswire.run.flow.MOST_ADDED", 1.0),
        Casebook.open(folder, create=True) as casebook,
    ):
        for number, some in enumerate(parts_of(documents, chance)):
            casebook.add_documents(some)
            with patch("crosswire.run.flow._anew", never) if number else nullcontext():
                build(casebook)
            assert not casebook.documents_outside()
            mine = dump(folder)
            theirs = dump(derived_anew(folder, tmp_path_factory.mktemp("anew") / "case"))
            for table, found in theirs.items():
                assert mine[table] == found, (seed, number, table)
            if casebook.count_events():
                try:
                    decided(casebook, chance, number)
                except UsageError:
                    continue
                assert redo(casebook)
