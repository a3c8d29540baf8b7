"""Bars of the timeline, and texts cut at their marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from karsten_record import claim, document, killed

from crosswire.casebook import DayCount
from crosswire.model import Copy
from crosswire.web.marks import segments
from crosswire.web.timeline import WIDTH, timeline, usual_days


def day(text: str, events: int = 1, disputed: int = 0) -> DayCount:
    return DayCount(day=text, events=events, disputed=disputed)


def test_a_month_is_no_bar_of_a_day() -> None:
    drawn = timeline([day("2031-03-04", 4, 1), day("2031-03"), day("2031")])
    assert drawn is not None
    (bar,) = drawn.bars
    assert (bar.events, bar.disputed) == (4, 1) and bar.since <= "2031-03-04" <= bar.until
    assert [(b.since, b.until) for b in drawn.vague] == [("2031-01-01", "2031-12-31"), ("2031-03-01", "2031-03-31")]


def test_what_has_no_year_is_not_drawn() -> None:
    assert timeline([day("XXXX-03-04"), day("2031-13-01")]) is None
    assert timeline([]) is None


@given(st.lists(st.tuples(st.dates().map(str), st.integers(1, 50), st.integers(0, 50)), min_size=1, max_size=40))
def test_bars_hold_every_event_and_stay_inside(days: list[tuple[str, int, int]]) -> None:
    drawn = timeline([day(d, n, min(x, n)) for d, n, x in days])
    assert drawn is not None
    assert sum(b.events for b in drawn.bars) == sum(n for _, n, _ in days)
    for bar in drawn.bars:
        assert bar.x >= 0 and bar.x + bar.width <= WIDTH + 1
        assert 0 <= bar.dispute <= bar.height <= drawn.height
        assert bar.since <= bar.until


def test_a_few_events_long_ago_do_not_press_all_others_into_a_corner() -> None:
    days = [day("2001-05"), day("2030-03-01", 60), day("2031-02-28", 60), day("2033-01-01")]
    drawn = timeline(days, *usual_days(days))
    assert drawn is not None
    assert (drawn.since, drawn.until) == ("2030-03-01", "2031-02-28")
    assert (drawn.earlier, drawn.later) == (1, 1)
    assert (drawn.beside(-1), drawn.beside(1)) == ("2030-02-28", "2031-03-01")
    assert usual_days(days, "2001-01-01", "2001-12-31") == (None, None)  # days that were chosen are shown
    assert usual_days(days, None, "2031-06-01") == ("2030-03-01", "2031-06-01")
    assert usual_days([day("2030-03-01"), day("2032-03-01")]) == (None, None)


def test_one_day_alone_is_a_bar_and_no_block() -> None:
    drawn = timeline([day("2031-03-04", 9)])
    assert drawn is not None
    (bar,) = drawn.bars
    assert bar.width < WIDTH / 10 and abs(bar.x + bar.width / 2 - WIDTH / 2) < 1


TEXT = "Gunmen killed 20 people.\n\nNine were hurt. Read more.\n\n\nThe end."


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)), max_size=8))
def test_pieces_put_together_are_the_text(runs: list[tuple[int, int]]) -> None:
    report = document("one", TEXT)
    told = claim("one", report, "Gunmen killed 20 people.", "killed", "v", quantities=(killed(TEXT, "20 people", 20),))
    copies = [
        Copy(document_id="doc-one", start=start, end=min(start + length, len(TEXT)), other_id="o", other_start=0,
             other_end=1, kind="identical")
        for start, length in runs
    ]  # fmt: skip
    pieces = [piece for paragraph in segments(report, [told], copies) for piece in paragraph]
    assert "".join(piece.text for piece in pieces) == TEXT
    assert [p.start for p in pieces] == [0, *(p.end for p in pieces[:-1])]
    assert "".join(p.text for p in pieces if "figure" in p.kinds) == "20 people"
    assert "".join(p.text for p in pieces if 1 in p.claims) == "Gunmen killed 20 people."
    assert [p.start for p in pieces if 1 in p.first] == [0]
    for copy in copies:
        assert all("copied" in p.kinds for p in pieces if p.start >= copy.start and p.end <= copy.end)
