"""A casebook of the invented record of Karsten, for those who take it as tables."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "publish"))


@pytest.fixture(scope="session")
def karsten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the casebook."""
    from karsten_record import a_record, derived_of

    from crosswire.casebook import Casebook
    from crosswire.model import Anchored, Decision

    record = a_record()
    claim = record.claims[2]
    anchor = Anchored(
        document_id=claim.document_id, quote=claim.trigger.quote, start=claim.trigger.start, end=claim.trigger.end
    )
    folder = tmp_path_factory.mktemp("karsten") / "karsten"
    with Casebook.open(folder, create=True) as casebook:
        casebook.add_documents(record.documents)
        casebook.replace_derived(
            replace(derived_of(record), main_events={claim.document_id: record.events[0].event_id})
        )
        casebook.decide(
            Decision(decision_id="decision-1", kind="reject", by="ada", at="2031-04-01T10:00:00Z", a=anchor, note="no")
        )
    return folder
