"""The map: every place is drawn or put into a mark that is, inside the picture, over lines of the right stretch."""

from __future__ import annotations

import re

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.casebook import Spot
from crosswire.publish.map import draw
from crosswire.publish.map.lines import LAYERS, Box, lines_in, mercator


def spot(lat: float, lon: float, events: int = 1, **more: object) -> Spot:
    given: dict[str, object] = {
        "place_id": f"p-{lat}-{lon}", "name": "Karsten", "precision": "exact", "radius_km": None, "disputed": 0,
        "killed": None, **more,
    }  # fmt: skip
    return Spot(lat=lat, lon=lon, events=events, **given)  # type: ignore[arg-type]


def test_nothing_to_draw_is_no_map() -> None:
    assert draw([]) is None
    assert draw([spot(32.6, 36.1, precision="country")]) is None


@given(
    st.lists(
        st.tuples(st.floats(-80, 80), st.floats(-179, 179), st.integers(1, 500)),
        min_size=1, max_size=25, unique_by=lambda place: place[:2],
    )
)  # fmt: skip
@settings(max_examples=30)
def test_marks_hold_every_event_and_lie_inside(places: list[tuple[float, float, int]]) -> None:
    view = draw([spot(lat, lon, events) for lat, lon, events in places])
    assert view is not None
    assert sum(mark.events for mark in view.marks) == sum(events for _, _, events in places) == view.events
    for mark in view.marks:
        assert 0 <= mark.x <= view.width and 0 <= mark.y <= view.height
        assert mark.box[0] < mark.box[2] and mark.box[1] < mark.box[3]


def test_an_area_is_as_wide_as_its_uncertainty() -> None:
    view = draw([spot(32.6, 36.1), spot(33.4, 36.3, precision="governorate", radius_km=50.0)])
    assert view is not None
    vague = [mark for mark in view.marks if mark.uncertainty]
    assert len(vague) == 1
    kilometres = vague[0].uncertainty / view.scale_px * view.scale_km  # type: ignore[operator]
    assert kilometres == pytest.approx(50, rel=0.05)


def test_places_at_one_point_of_the_picture_are_one_mark() -> None:
    view = draw([spot(32.6, 36.1, 9), spot(32.6001, 36.1001, 2, disputed=1), spot(34.9, 40.1)])
    assert view is not None
    first = view.marks[0]
    assert (first.events, first.disputed, first.place) == (11, 1, None)


def test_lines_are_of_the_stretch_that_is_shown() -> None:
    box = Box(west=34.0, south=31.0, east=39.0, north=35.0)
    for layer in LAYERS:
        points, runs = lines_in(layer, box)
        assert len(points) == len(runs) > 0, layer
        inside = (
            (points[:, 0] >= box.west) & (points[:, 0] <= box.east)
            & (points[:, 1] >= mercator(box.south)) & (points[:, 1] <= mercator(box.north))
        )  # fmt: skip
        assert set(runs[inside]) == set(runs)
        assert (numpy.diff(runs) >= 0).all()


@pytest.mark.parametrize(("lat", "lon"), [(32.9, 36.3), (34.0, 76.0), (42.9, 41.2), (24.5, -14.5), (35.1, 33.4)])
def test_a_disputed_border_is_a_line_of_its_own_wherever_there_is_one(lat: float, lon: float) -> None:
    view = draw([spot(lat, lon)])
    assert view is not None
    paths = dict(view.paths)
    assert paths["disputed"] and paths["disputed"] != paths["countries"]


def test_where_no_border_is_disputed_none_is_drawn_so() -> None:
    view = draw([spot(46.5, 2.5)])
    assert view is not None
    assert not dict(view.paths)["disputed"]


def test_the_same_places_make_the_same_picture_in_any_order() -> None:
    places = [spot(32.6, 36.1, 3), spot(33.5, 36.3, 3), spot(35.2, 40.1, 3)]
    assert draw(places) == draw(places[::-1])


def test_paths_are_plain_numbers() -> None:
    view = draw([spot(32.6, 36.1)])
    assert view is not None
    assert all(re.fullmatch(r"[m0-9, -]*", path) for _, path in view.paths)
