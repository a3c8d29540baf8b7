"""The two published scores of incident templates, on cases counted by hand."""

from __future__ import annotations

import pytest
from train.templates import Template, ceaf_rme_counts, gtt_counts, micro_f1, plain


def made(kind: str, **roles: list[list[str]]) -> Template:
    return Template(kind, {role: tuple(frozenset(plain(m) for m in one) for one in own) for role, own in roles.items()})


KEY = [
    made("bombing", PerpOrg=[["Free Marn Front", "FMF"]], Target=[["the bridge"]], Victim=[["two guards", "guards"]]),
    made("kidnapping", PerpOrg=[["Free Marn Front", "FMF"]], Victim=[["the mayor"]]),
]


def test_strings_are_compared_without_articles_marks_and_capitals() -> None:
    assert plain('The "Dolna"  bridge, a crossing') == "dolna bridge crossing"


def test_the_type_and_each_filler_count_once() -> None:
    ours = [made("bombing", PerpOrg=[["FMF"]], Target=[["bridge"], ["road"]])]
    # Right: type, FMF, bridge; ours: these and the road. Found: type, front, bridge; the key holds 4 + 3.
    assert gtt_counts(KEY, ours) == (3, 4, 3, 7)
    # Without the types: right FMF and bridge of 3; found 2 of 3 + 2.
    assert ceaf_rme_counts(KEY, ours) == (2, 3, 2, 5)
    assert micro_f1([gtt_counts(KEY, ours)]) == pytest.approx(2 * (3 / 4) * (3 / 7) / (3 / 4 + 3 / 7))


def test_a_template_of_another_type_is_all_spurious() -> None:
    ours = [made("arson", PerpOrg=[["FMF"]], Target=[["bridge"]])]
    assert gtt_counts(KEY, ours) == (0, 3, 0, 7)
    assert ceaf_rme_counts(KEY, ours) == (0, 2, 0, 5)


def test_a_template_is_mapped_to_the_one_it_fits_best_and_to_no_other() -> None:
    key = [made("attack", Victim=[["a farmer"]]), made("attack", Victim=[["a driver"], ["a clerk"]])]
    ours = [made("attack", Victim=[["clerk"], ["driver"]]), made("attack", Victim=[["clerk"]])]
    assert gtt_counts(key, ours) == (4, 5, 4, 5)  # the second gains its type alone
    assert ceaf_rme_counts(key, ours) == (2, 3, 2, 3)


def test_a_filler_of_two_strings_needs_both_for_one_score_and_one_for_the_other() -> None:
    ours = [made("kidnapping", PerpOrg=[["FMF", "the rebels"]])]
    assert gtt_counts(KEY, ours) == (1, 2, 1, 7)
    assert ceaf_rme_counts(KEY, ours) == (1, 1, 1, 5)


def test_two_fillers_for_one_entity_find_it_once() -> None:
    ours = [made("bombing", PerpOrg=[["FMF"], ["Free Marn Front"]])]
    assert gtt_counts(KEY, ours) == (3, 3, 2, 7)
    assert ceaf_rme_counts(KEY, ours) == (2, 2, 1, 5)


def test_a_type_that_names_two_fits_either() -> None:
    key = [made("bombing / attack", Target=[["the depot"]])]
    for kind in ("bombing", "attack"):
        assert gtt_counts(key, [made(kind, Target=[["depot"]])]) == (2, 2, 2, 2)


def test_nothing_told_and_nothing_found_is_no_score() -> None:
    assert gtt_counts([], []) == (0, 0, 0, 0)
    assert micro_f1([gtt_counts([], [])]) is None
    assert micro_f1([gtt_counts(KEY, [])]) == 0.0
