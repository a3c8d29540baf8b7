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

from crosswire.casebook import Built, Casebook, Redone
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


def test_events_that_an_addition_leaves_as_they_are_at_most_tell_what_is_kept_apart(tmp_path: Path) -> None:
    from deciding import stand_ins, written
    from linking import Country, make

    country = Country(Random(3))
    documents, claims = written(*make(120, 3, country, Random(5)))
    written_some: list[Redone] = []

    def noted(casebook: Casebook, redone: Redone, built: Built) -> bool:
        written_some.append(redone)
        return replace_some(casebook, redone, built)

    replace_some = Casebook.replace_some
    with stand_ins(country, claims), Casebook.open(tmp_path / "case", create=True) as casebook:
        casebook.add_documents(documents[:-1])
        build(casebook)
        before = {event.event_id: event for event in casebook.events()}
        casebook.add_documents(documents[-1:])
        with patch.object(Casebook, "replace_some", noted):
            build(casebook)
        (redone,) = written_some
        new = {claim.claim_id for claim in casebook.claims_of(documents[-1].document_id)}
        linked = casebook.alike(new, linked=True)
        kept_apart = {casebook.event_of_claim(one) for one in linked} - {e.event_id for e in redone.made.events}
        assert kept_apart and not kept_apart & redone.gone_events
        assert len(redone.made.events) < len(before) / 20
        assert redone.retold
        for event in redone.retold:
            stood = before[event.event_id]
            assert event.refused != stood.refused and replace(event, refused=stood.refused) == stood
