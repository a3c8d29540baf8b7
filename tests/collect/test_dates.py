from datetime import date

import pytest

from crosswire.collect.dates import find_dates, given_date, resolve


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sun 10 Jul 2016", date(2016, 7, 10)),
        ("Last updated at Jul 262016", date(2016, 7, 26)),
        ("Jul 52016", date(2016, 7, 5)),
        ("31 July, 2018", date(2018, 7, 31)),
        ("Posted on July 20 2016 by", date(2016, 7, 20)),
        ("Aug 01,2018", date(2018, 8, 1)),
        ("Monday, Oct. 3, 2016", date(2016, 10, 3)),
        ("3rd of October 2016", date(2016, 10, 3)),
        ("2018-07-05T10:00:00+02:00", date(2018, 7, 5)),
        ("18.10.2014Get", date(2014, 10, 18)),
        ("10/18/2014", date(2014, 10, 18)),
        ("01-10-2014", date(2014, 10, 1)),
    ],
)
def test_reads(text: str, day: date) -> None:
    assert [resolve(found) for found in find_dates(text)] == [day]


@pytest.mark.parametrize("text", ["31 June 2018", "May 2018", "July 5", "2018", "12.5.3", "call 555-01-2014-99"])
def test_no_date(text: str) -> None:
    assert find_dates(text) == []


def test_ambiguous() -> None:
    (found,) = find_dates("Thursday 04-09-2014")
    assert resolve(found) == date(2014, 9, 4)
    (found,) = find_dates("Wednesday 04-09-2014")  # 9 April 2014 was a Wednesday
    assert resolve(found) == date(2014, 4, 9)
    (found,) = find_dates("04-09-2014")
    assert resolve(found, find_dates("updated 10 April 2014")) == date(2014, 4, 9)
    assert resolve(found, (), "US") == date(2014, 4, 9)
    assert resolve(found, (), "XO") == date(2014, 9, 4)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2018-07-31", "2018-07-31"),
        ("20180731T101500", "2018-07-31"),
        (1533032400, "2018-07-31"),
        (1533032400000, "2018-07-31"),
        ("last week", None),
        (7, None),
        (True, None),
        (None, None),
    ],
)
def test_given(value: object, day: str | None) -> None:
    assert given_date(value) == day
