"""Two readings of one article compared, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosswire.evaluate.careful.compare import Agreement, compare, pair_figures, pair_happenings, same_days
from crosswire.evaluate.careful.reading import Figure, Happening, Name, Reading
from crosswire.lexicon import Lexicon, load


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


def figure(start: int, best: int | None, **fields: object) -> Figure:
    given = {
        "span": (start, start + 2), "measure": "killed", "of": "any", "counts": "total", "low": best, "best": best,
        "high": best, "bound": "exact", "manner": "own_voice", "status": "happened", "source": None,
        "happening": "e1", **fields,
    }  # fmt: skip
    return Figure(**given)


def happening(*triggers: int, **fields: object) -> Happening:
    given = {
        "type": "bombing", "status": "happened", "triggers": tuple((at, at + 4) for at in triggers), "actor": None,
        "place": None, "days": None, **fields,
    }  # fmt: skip
    return Happening(**given)


def reading(*figures: Figure, capped: bool = False, **happenings: Happening) -> Reading:
    return Reading(figures=figures, happenings=happenings or {"e1": happening()}, capped=capped)


def test_a_reading_agrees_with_itself(lexicon: Lexicon) -> None:
    one = reading(figure(0, 5), figure(50, 7, measure="wounded"))
    agreed = compare(one, one, lexicon)
    assert agreed.f1 == {"figure_f1": (2, 2, 2), "attach_f1": (2, 2, 2), "figure_found_f1": (2, 2, 2)}
    assert set(agreed.shares.values()) == {(2, 2)}
    assert agreed.faults == ()


def test_figures_by_hand(lexicon: Lexicon) -> None:
    expected = reading(figure(0, 5), figure(50, 7), figure(90, 3), figure(120, 2))
    ours = reading(figure(0, 5), figure(50, 8), figure(90, 3, measure="wounded"), figure(200, 9))
    f1 = compare(ours, expected, lexicon).f1
    assert f1["figure_found_f1"] == (2, 4, 4)  # at 0 and 50; at 90 the measure differs, 120 is missed, 200 is extra
    assert f1["figure_f1"] == (1, 4, 4)


def test_of_several_figures_on_one_number_the_most_alike_are_paired() -> None:
    dead, hurt = figure(0, 5), figure(0, 5, measure="wounded")
    assert pair_figures([hurt, dead], [dead, hurt]) == [(dead, dead), (hurt, hurt)]
    assert pair_figures([dead], [hurt, dead]) == [(dead, dead)]
    assert pair_figures([figure(10, 5)], [dead]) == []


def test_softened_zero_share_repeat_and_cap(lexicon: Lexicon) -> None:
    def extra(agreed: Agreement) -> tuple[int, int, int]:
        return agreed.f1["figure_f1"]

    one = reading(figure(0, 5))
    assert extra(compare(reading(figure(0, 5), figure(60, 5)), one, lexicon)) == (1, 1, 1)  # told twice
    assert extra(compare(reading(figure(0, 5), figure(60, 6)), one, lexicon)) == (1, 2, 1)
    assert extra(compare(reading(figure(0, 5), figure(60, 6)), replace(one, capped=True), lexicon)) == (1, 1, 1)
    vague = reading(figure(0, None))
    assert extra(compare(reading(figure(0, None), figure(60, None)), vague, lexicon)) == (1, 2, 1)
    nobody = reading(figure(0, 0, loose=True))
    assert extra(compare(nobody, nobody, lexicon)) == (0, 0, 0)
    assert extra(compare(reading(), nobody, lexicon)) == (0, 0, 0)


def test_happenings_are_paired_so_that_most_is_shared() -> None:
    expected = reading(
        figure(0, 1, happening="e1"), figure(10, 2, happening="e1"), figure(20, 3, happening="e2"),
        e1=happening(100), e2=happening(200),
    )  # fmt: skip
    ours = reading(
        figure(0, 1, happening="a"), figure(10, 2, happening="b"), figure(20, 3, happening="b"),
        a=happening(100), b=happening(300),
    )  # fmt: skip
    pairs = pair_figures(ours.figures, expected.figures)
    assert pair_happenings(ours, expected, pairs) == {"a": "e1", "b": "e2"}


def test_a_figure_in_the_wrong_event_is_not_attached(lexicon: Lexicon) -> None:
    expected = reading(
        figure(0, 1), figure(10, 2), figure(20, 3, happening="e2"), e1=happening(), e2=happening()
    )  # fmt: skip
    merged = reading(
        figure(0, 1, happening="a"), figure(10, 2, happening="a"), figure(20, 3, happening="a"), a=happening()
    )
    agreed = compare(merged, expected, lexicon)
    assert agreed.f1["figure_f1"] == (3, 3, 3)
    assert agreed.f1["attach_f1"] == (2, 3, 3)


def test_a_running_total_hangs_on_no_event_that_counts(lexicon: Lexicon) -> None:
    expected = reading(figure(0, 9), figure(10, 400, counts="cumulative"))
    ours = reading(figure(0, 9), figure(10, 400, happening="e2"), e1=happening(), e2=happening(type="shelling"))
    agreed = compare(ours, expected, lexicon)
    assert agreed.f1["attach_f1"] == (1, 1, 1)
    assert (agreed.shares["event_type"], agreed.shares["counts"]) == ((1, 1), (1, 2))


def test_the_whole_war_is_no_event_to_attach_to(lexicon: Lexicon) -> None:
    expected = reading(figure(0, 9), figure(10, 400, happening="war"),
                       e1=happening(), war=happening(whole_war=True))  # fmt: skip
    ours = reading(figure(0, 9), figure(10, 400), e1=happening(type="shelling"))
    agreed = compare(ours, expected, lexicon)
    assert agreed.f1["figure_f1"] == (2, 2, 2)
    assert agreed.f1["attach_f1"] == (1, 1, 1)
    assert agreed.shares["event_type"] == (0, 1)
    assert agreed.shares["counts"] == (2, 2)


@pytest.mark.parametrize(
    ("ours", "theirs", "side", "right"),
    [
        ("part", "additional", "civilian", True), ("part", "total", "opposition", True),
        ("part", "total", "civilian", False), ("part", "total", "unknown", False), ("cumulative", "total", "is", False),
    ],
)  # fmt: skip
def test_counts_are_softened_where_readers_differ(
    lexicon: Lexicon, ours: str, theirs: str, side: str, right: bool
) -> None:
    agreed = compare(reading(figure(0, 5, counts=ours)), reading(figure(0, 5, counts=theirs, side=side)), lexicon)
    assert agreed.shares["counts"] == (int(right), 1)


def test_denials_have_no_status_and_no_type(lexicon: Lexicon) -> None:
    expected = reading(figure(0, 5, status="denied"), e1=happening(status="denied", type="statement"))
    shares = compare(reading(figure(0, 5)), expected, lexicon).shares
    assert (shares["status"], shares["event_type"], shares["place"]) == ((0, 0), (0, 0), (1, 1))


def test_actors_sources_places_and_days(lexicon: Lexicon) -> None:
    army = Name(ids=frozenset({"syrian-army"}))
    state = Name(ids=frozenset({"syrian-government"}))
    group = Name(ids=frozenset({"islamic-state"}))
    words = Name(spans=((70, 75),))

    def shares(mine: dict[str, object], theirs: dict[str, object], a: Name | None, b: Name | None) -> tuple[int, ...]:
        agreed = compare(
            reading(figure(0, 5, source=a), e1=happening(**mine)),
            reading(figure(0, 5, source=b), e1=happening(**theirs)),
            lexicon,
        )
        return tuple(agreed.shares[name][0] for name in ("actor", "source", "date"))

    day, other = ("2031-05-03", "2031-05-03"), ("2031-05-04", "2031-05-04")
    assert shares({"actor": army, "days": day}, {"actor": state, "days": day}, army, army) == (1, 1, 1)
    assert shares({"actor": army, "days": day}, {"actor": group, "days": other}, army, group) == (0, 0, 0)
    assert shares({"actor": words}, {"actor": replace(words, ids=group.ids)}, words, words) == (1, 1, 1)
    assert shares({"actor": None, "days": day}, {"actor": group}, None, group) == (0, 0, 0)


def test_days() -> None:
    assert same_days(None, None)
    assert not same_days(None, ("2031", "2031"))
    assert same_days(("2031-03", None), ("2031-03", "2031-05"))
    assert not same_days(("2031-03", "2031-04"), ("2031-03", "2031-05"))
