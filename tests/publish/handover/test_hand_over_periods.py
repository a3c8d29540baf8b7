"""Days and places in the codes of ACLED and UCDP."""

from __future__ import annotations

from datetime import date

import pytest

from crosswire.model import Time
from crosswire.publish.handover.periods import Stretch, acled_days, names_its_days, stretch_of, ucdp_date_prec


def time(earliest: str | None, latest: str | None, precision: str = "days", words: str = "then") -> Time:
    return Time(
        start=0, end=len(words), quote=words, earliest=earliest, latest=latest,
        precision=precision, anchor="text",  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("earliest", "latest", "first", "last"),
    [
        ("2031-05-04", "2031-05-04", date(2031, 5, 4), date(2031, 5, 4)),
        ("2031-02", "2031-02", date(2031, 2, 1), date(2031, 2, 28)),
        ("2031", "2031", date(2031, 1, 1), date(2031, 12, 31)),
        ("2031-05", "2031-06-03", date(2031, 5, 1), date(2031, 6, 3)),
    ],
)
def test_a_time_is_the_days_it_may_have_been(earliest: str, latest: str, first: date, last: date) -> None:
    assert stretch_of(time(earliest, latest)) == Stretch(first, last)


@pytest.mark.parametrize(
    "unplaced", [None, time(None, "2031-05-04"), time("XXXX-05-04", "XXXX-05-04"), time("2031-05-04", "2031-05-01")]
)
def test_what_has_no_beginning_or_year_is_no_days(unplaced: Time | None) -> None:
    assert stretch_of(unplaced) is None


@pytest.mark.parametrize(
    ("first", "last", "over", "days", "precision", "ged"),
    [
        ("2031-05-04", "2031-05-04", False, ["2031-05-04"], 1, 1),
        ("2031-05-04", "2031-05-05", False, ["2031-05-04"], 2, 2),
        ("2031-05-04", "2031-05-06", True, ["2031-05-04", "2031-05-05", "2031-05-06"], 1, 2),
        ("2031-05-05", "2031-05-11", False, ["2031-05-08"], 2, 3),
        ("2031-05-04", "2031-05-11", False, ["2031-05-07"], 2, 3),
        ("2031-05-01", "2031-05-10", False, ["2031-05-01"], 3, 4),
        ("2031-05-21", "2031-05-31", False, ["2031-05-31"], 3, 4),
        ("2031-05-01", "2031-05-31", True, ["2031-05-16"], 3, 4),
        ("2031-01-01", "2031-12-31", True, [], 3, 5),
    ],
)
def test_days_and_precisions(first: str, last: str, over: bool, days: list[str], precision: int, ged: int) -> None:
    stretch = Stretch(date.fromisoformat(first), date.fromisoformat(last))
    found, code = acled_days(stretch, over=over)
    assert ([day.isoformat() for day in found], code) == (days, precision)
    assert ucdp_date_prec(stretch) == ged


def test_words_that_name_both_days() -> None:
    assert names_its_days(time("2031-05-03", "2031-05-04", words="Saturday and Sunday"))
    assert not names_its_days(time("2031-05-03", "2031-05-04", words="overnight"))
