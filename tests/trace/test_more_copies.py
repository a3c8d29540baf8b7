"""Copies among texts that come one after the other are those among all of them."""

from itertools import combinations
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from test_copies import CORPUS, FIRST, LEXICON, OTHER, OTHERS, PASS, REWRITTEN
from wire_country import WIRES, document

from crosswire.model import Copy
from crosswire.trace import candidates, find_copies, find_more_copies, through
from crosswire.trace.align import Pairs
from crosswire.trace.corpus import read_corpus
from crosswire.trace.through import through_others
from crosswire.trace.tiling import Match

STANDING = "The uprising in Marn province began nine winters ago after a quarrel over timber rights and grazing land."
PILE = [
    *CORPUS[::2],
    *(document(f"own-{n}", WIRES[wire][1][0], STANDING, outlet="Velmora Times") for n, wire in enumerate(WIRES)),
    document("z-other", OTHER, STANDING, outlet="Dolna Post"),
    document("w", FIRST),
    document("a", REWRITTEN[0], OTHERS[0], WIRES["raid"][1][3]),
    document("b", REWRITTEN[1], OTHERS[1], PASS[1], PASS[3]),
]


def by_place(copy: Copy) -> tuple[object, ...]:
    return copy.document_id, copy.start, copy.end, copy.other_id, copy.other_start, copy.other_end, copy.kind


@settings(max_examples=6, deadline=None)
@given(st.permutations(PILE), st.lists(st.integers(1, 9), min_size=2, max_size=2), st.sampled_from([2, 4, 50]))
def test_what_comes_later_changes_what_all_together_would(order: list, sizes: list[int], common: int) -> None:
    """Also where phrases become common, and lines standing ones, on the way."""
    there = order[:12]
    with patch.object(candidates, "COMMON", common):
        known = find_copies(there, LEXICON)
        for size in sizes:
            before = {one.document_id for one in there}
            there = order[: len(there) + size]
            found, stay = find_more_copies(there, LEXICON, known, before)
            known = find_copies(there, LEXICON)
            assert sorted([*found, *stay], key=by_place) == sorted(known, key=by_place)


def test_what_very_many_print_ties_each_to_the_next_ones() -> None:
    from crosswire.trace.candidates import ALL, NEXT, _tied

    assert len(list(_tied(range(ALL)))) == ALL * (ALL - 1) // 2
    pairs = list(_tied(range(10 * ALL)))
    assert len(pairs) <= 10 * ALL * NEXT
    assert {(a, a + 1) for a in range(10 * ALL - 1)} <= set(pairs)


def test_what_stands_around_many_alike_is_asked_of_once() -> None:
    """Each text is tied to the five that follow it, and two of them stand around several others."""
    corpus = read_corpus([document(f"d{n:02}", FIRST) for n in range(40)], LEXICON)
    match = Match(True, 9, 9, 1.0, 1.0, 1.0, (0, 9), (0, 9), False)
    shown: dict[tuple[int, int], Pairs] = {(a, b): {(0, 0): match} for a, b in combinations(range(40), 2) if b - a <= 5}
    for answer in (match, None):
        with patch.object(through, "still_alike", return_value=answer) as asked:
            found = through_others(shown, corpus)
        pairs = {(a, b): {(0, 0): match} for a, b in combinations(range(40), 2) if 5 < b - a <= 10}
        assert found == (pairs if answer else {})
        assert asked.call_count == len(pairs)
