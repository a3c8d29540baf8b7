"""Every noun of the model goes through Arrow and comes back the same."""

from __future__ import annotations

import dataclasses

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import crosswire.model
from crosswire.run.arrow import arrow_type, from_array, from_table, schema_of, to_array, to_table

NOUNS = [kind for kind in vars(crosswire.model).values() if dataclasses.is_dataclass(kind)]


def nouns_of(kind: type) -> st.SearchStrategy[object]:
    st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))
    st.register_type_strategy(float, st.floats(allow_nan=False))
    st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
    return st.lists(st.from_type(kind), max_size=2)


@pytest.mark.parametrize("kind", NOUNS, ids=lambda kind: kind.__name__)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_round_trip(kind: type, data: st.DataObject) -> None:
    nouns = data.draw(nouns_of(kind))
    table = to_table(kind, nouns)
    assert table.schema == schema_of(kind)
    assert from_table(kind, table) == nouns
    assert from_array(kind, to_array(kind, nouns)) == nouns


def test_what_may_be_absent_is_nullable_and_nothing_else() -> None:
    schema = schema_of(crosswire.model.Document)
    assert schema.field("url").nullable
    assert not schema.field("document_id").nullable
    assert schema.field("passages").type == pa.list_(
        pa.field("item", arrow_type(crosswire.model.Passage), nullable=False)
    )


def test_a_type_arrow_has_no_place_for_is_refused() -> None:
    with pytest.raises(TypeError, match="no Arrow type"):
        arrow_type(dict)
