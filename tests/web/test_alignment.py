"""Documents laid beside each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from karsten_record import document

from crosswire.model import Change, Copy, Document, Span
from crosswire.web.alignment import Alignment, align


def copy(one: Document, words: str, other: Document, there: str | None = None, **more: object) -> Copy:
    there = there or words
    start, other_start = one.text.index(words), other.text.index(there)
    return Copy(
        document_id=one.document_id, start=start, end=start + len(words), other_id=other.document_id,
        other_start=other_start, other_end=other_start + len(there), kind="identical", **more,  # type: ignore[arg-type]
    )  # fmt: skip


def column(found: Alignment, n: int) -> str:
    return "".join(piece.text for row in found.rows for piece in row.cells[n])


def test_three_texts_share_one_row() -> None:
    a, b, c = (
        document(n, t) for n, t in (("a", "Own. Shared words."), ("b", "Shared words. More."), ("c", "Shared words."))
    )
    found = align([a, b, c], [copy(a, "Shared words.", b), copy(a, "Shared words.", c), copy(b, "Shared words.", c)])
    (row,) = [row for row in found.rows if row.number]
    assert ["".join(p.text for p in cell) for cell in row.cells] == ["Shared words."] * 3
    assert (found.passages, found.own) == (1, (1, 1, 0))
    assert [column(found, n) for n in range(3)] == [a.text, b.text, c.text]


def test_a_passage_in_another_order_stays_where_it_is() -> None:
    a, b = document("a", "First part. Second part."), document("b", "Second part. First part.")
    found = align([a, b], [copy(a, "First part.", b), copy(a, "Second part.", b)])
    assert column(found, 1) == b.text
    assert [p.text for row in found.rows for p in row.cells[1] if p.moved] in (["First part."], ["Second part."])


def test_what_was_changed_is_marked_in_the_later_one() -> None:
    a, b = document("a", "Rebels hit Dolna at dawn."), document("b", "Terrorists hit Dolna at dawn.")
    changed = Change(kind="renamed", here=Span(start=0, end=10), there=Span(start=0, end=6))
    found = align([a, b], [copy(b, b.text, a, a.text, changes=(changed,)), copy(a, a.text, b, b.text)])
    assert [p.text for row in found.rows for p in row.cells[1] if p.changed] == ["Terrorists"]
    assert [(n, k) for n, _, k in found.changes[1]] == [(1, 0)] and found.changes[0] == ()


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 30), st.integers(0, 30), st.integers(1, 12)),
        max_size=8,
    )
)
def test_every_text_stands_whole_in_its_column(runs: list[tuple[int, int, int, int, int]]) -> None:
    documents = [document(name, name * 40) for name in "abc"]
    copies = [
        Copy(document_id=f"doc-{'abc'[one]}", start=s, end=min(s + length, 40), other_id=f"doc-{'abc'[other]}",
             other_start=t, other_end=min(t + length, 40), kind="identical")
        for one, other, s, t, length in runs
    ]  # fmt: skip
    found = align(documents, copies)
    assert [column(found, n) for n in range(3)] == [d.text for d in documents]
    assert found == align(documents, copies[::-1])
