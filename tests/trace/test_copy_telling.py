"""What is told of a copy: who had it first, and what was changed, added and left out."""

import pytest
from wire_country import WIRES, corpus, document, lexicon

from crosswire.errors import CrosswireError
from crosswire.model import Change, Copy, Document
from crosswire.trace import find_copies, told_of
from crosswire.trace.telling import who_was_first

LEXICON = lexicon()
DENIAL = WIRES["market"][1][1]


def words(one: Document, other: Document, change: Change) -> tuple[str, str | None, str | None]:
    here = one.text[change.here.start : change.here.end] if change.here else None
    there = other.text[change.there.start : change.there.end] if change.there else None
    return change.kind, here, there


def told(one: Document, other: Document) -> list[tuple[str, str | None, str | None]]:
    copies = list(told_of(find_copies([one, other], LEXICON), [one, other], LEXICON))
    here = next(copy for copy in copies if copy.document_id == one.document_id)
    return [words(one, other, change) for change in here.changes]


def test_additions_omissions_replacements_and_other_names() -> None:
    edited = (
        "The FMF on Tuesday denied firing on the town and blamed an army battery on the ridge of trying to wreck the "
        "ceasefire talks."
    )
    assert told(document("b", edited), document("a", DENIAL)) == [
        ("renamed", "FMF", "Free Marn Front"),
        ("added", "on Tuesday", None),
        ("replaced", "blamed", "accused"),
        ("left_out", None, "northern"),
    ]
    assert told(document("a", DENIAL), document("b", edited)) == [
        ("renamed", "Free Marn Front", "FMF"),
        ("left_out", None, "on Tuesday"),
        ("replaced", "accused", "blamed"),
        ("added", "northern", None),
    ]


def test_case_and_marks_are_no_change() -> None:
    assert told(document("a", DENIAL), document("b", DENIAL.replace(" town", " Town,"))) == []


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        ({"outlet": "OPA"}, {"outlet": "Dolna Post", "agency": "OPA"}, "a"),
        ({"outlet": "Dolna Post", "agency": "OPA", "published": "2031-01-02"}, {"outlet": "OPA"}, "b"),
        ({"outlet": "Velmora Times"}, {"outlet": "Dolna Post", "republishes": "Velmora Times"}, "a"),
        ({"published": "2031-01-03"}, {"published": "2031-01-02"}, "b"),
        # unknown: one day; no date; two that credit one agency; a credit to who printed it later
        ({"published": "2031-01-03"}, {"published": "2031-01-03"}, None),
        ({"published": "2031-01-03"}, {}, None),
        ({"agency": "OPA", "published": "2031-01-03"}, {"agency": "OPA", "published": "2031-01-02"}, None),
        ({"outlet": "OPA", "published": "2031-01-05"}, {"agency": "OPA", "published": "2031-01-02"}, None),
    ],
)
def test_who_was_first(one: dict[str, str], other: dict[str, str], first: str | None) -> None:
    a, b = document("a", DENIAL, **one), document("b", DENIAL, **other)
    found = who_was_first(a, b, LEXICON)
    assert (found.document_id if found else None) == first
    assert who_was_first(b, a, LEXICON) is found


def test_changes_on_one_side_mirror_those_on_the_other() -> None:
    documents = {one.document_id: one for one in corpus()}
    copies = list(told_of(find_copies(documents.values(), LEXICON), documents.values(), LEXICON))
    assert {change.kind for copy in copies for change in copy.changes} == {"added", "left_out", "replaced", "renamed"}
    for copy in copies:
        for change in copy.changes:
            if change.here:
                assert copy.start <= change.here.start < change.here.end <= copy.end
            if change.there:
                assert copy.other_start <= change.there.start < change.there.end <= copy.other_end
            assert change.here or change.there
        if copy.kind == "identical":
            assert {change.kind for change in copy.changes} <= {"renamed"}


def test_a_document_that_is_missing_is_named() -> None:
    copy = Copy(document_id="a", start=0, end=4, other_id="b", other_start=0, other_end=4, kind="identical")
    with pytest.raises(CrosswireError, match="b: a copy names this document"):
        list(told_of([copy], [document("a", DENIAL)], LEXICON))
