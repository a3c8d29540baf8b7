"""The toll chart: numbers stand where they should, open ends are open, names do not cover each other."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crosswire.model import Bound, Toll, TollPoint
from crosswire.web.toll_chart import HEIGHT, WIDTH, toll_chart


def point(voice: str, day: str | None, low: int | None, high: int | None, bound: Bound = "exact") -> TollPoint:
    best = low if low is not None else high
    return TollPoint(
        voice_id=voice, as_of=day, low=low, best=best, high=high, bound=bound, change="first", claim_ids=("c",)
    )


def toll(*points: TollPoint) -> Toll:
    return Toll(measure="killed", of="any", side_id=None, points=points, last=points[-1:], never_updated=())


def test_one_figure_is_no_chart() -> None:
    assert toll_chart(toll(point("a", "2031-03-04", 4, 4)), str) is None
    vague = point("b", "2031-03-05", None, None, "vague")
    assert toll_chart(toll(point("a", "2031-03-04", 4, 4), vague), str) is None


def test_a_later_and_higher_figure_stands_to_the_right_and_above() -> None:
    chart = toll_chart(toll(point("a", "2031-03-04", 40, 40), point("b", "2031-03-06", 90, 90)), str.upper)
    assert chart is not None
    first, second = (one.points[0] for one in chart.series)
    assert first.x < second.x and first.y > second.y
    assert [one.name for one in chart.series] == ["A", "B"]
    assert chart.levels[-1][1] == "100"
    assert [label for _, label in chart.days] == ["4 March 2031", "6 March 2031"]


def test_at_least_is_open_upwards_and_a_range_is_as_long_as_it_is() -> None:
    least = point("a", "2031-03-04", 40, None, "at_least")
    between = point("b", "2031-03-04", 30, 50, "between")
    chart = toll_chart(toll(least, between), str)
    assert chart is not None
    (open_up,), (range_,) = (one.points for one in chart.series)
    assert open_up.high < open_up.y == open_up.low
    assert range_.high < range_.low


def test_what_bears_no_day_stands_apart() -> None:
    chart = toll_chart(toll(point("a", None, 40, 40), point("b", "2031-03-06", 90, 90)), str)
    assert chart is not None
    assert chart.series[0].points[0].x < chart.series[1].points[0].x
    assert "no day" in [label for _, label in chart.days]


days = st.one_of(st.none(), st.dates().map(str))
figures = st.tuples(st.sampled_from("abcdefgh"), days, st.integers(0, 10**6), st.integers(0, 10**6))


@given(st.lists(figures, min_size=2, max_size=12))
def test_every_figure_lies_inside(given: list[tuple[str, str | None, int, int]]) -> None:
    chart = toll_chart(toll(*(point(v, d, min(a, b), max(a, b), "between") for v, d, a, b in given)), str)
    assert chart is not None
    assert sum(len(one.points) for one in chart.series) == len(given)
    for one in chart.series:
        for p in one.points:
            assert 0 <= p.x <= WIDTH and 0 <= p.high <= p.low <= HEIGHT
    labels = sorted(one.label_y for one in chart.series)
    assert all(b - a >= 14.9 for a, b in pairwise(labels))
