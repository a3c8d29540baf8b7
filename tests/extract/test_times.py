"""The time grammar: absolute dates, weekdays, stretches, what the publication date supplies, and what is no time."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.extract.times import find_times
from crosswire.model import TimeMention

PUBLISHED = date(2018, 7, 31)  # a Tuesday


def shown(mention: TimeMention) -> str:
    """``quote | earliest latest precision anchor``, then the weekday and "since" where there are."""
    said = mention.time
    words = [f"{said.quote} | {said.earliest or '-'} {said.latest or '-'} {said.precision} {said.anchor}"]
    return " ".join(words + ([said.weekday] if said.weekday else []) + (["since"] if mention.since else []))


ANCHORED = [
    # dates with their year
    ("on 25 July 2018 in Brisk", ["25 July 2018 | 2018-07-25 2018-07-25 day text"]),
    ("on the 25th of July, 2018", ["25th of July, 2018 | 2018-07-25 2018-07-25 day text"]),
    ("Jul 31, 2018", ["Jul 31, 2018 | 2018-07-31 2018-07-31 day text"]),
    ("Updated Aug 01,2018", ["Aug 01,2018 | 2018-08-01 2018-08-01 day text"]),
    ("Jul 262016", ["Jul 262016 | 2016-07-26 2016-07-26 day text"]),
    ("Sept. 19, 2016", ["Sept. 19, 2016 | 2016-09-19 2016-09-19 day text"]),
    ("16/10/2017", ["16/10/2017 | 2017-10-16 2017-10-16 day text"]),
    ("10/16/2017", ["10/16/2017 | 2017-10-16 2017-10-16 day text"]),
    ("18.10.2014", ["18.10.2014 | 2014-10-18 2014-10-18 day text"]),
    ("04-09-2014", ["04-09-2014 | 2014-09-04 2014-09-04 day text"]),
    ("2018-07-25", ["2018-07-25 | 2018-07-25 2018-07-25 day text"]),
    ("Tuesday April 29 2014", ["Tuesday April 29 2014 | 2014-04-29 2014-04-29 day text tuesday"]),
    ("Sun, 31 Jul 2016", ["Sun, 31 Jul 2016 | 2016-07-31 2016-07-31 day text sunday"]),
    # dates without one
    ("On July 25 they came", ["July 25 | 2018-07-25 2018-07-25 day published"]),
    ("on July 25th", ["July 25th | 2018-07-25 2018-07-25 day published"]),
    ("starting 14 October, a sweep", ["14 October | 2018-10-14 2018-10-14 day published"]),
    ("on 14 October the town fell", ["14 October | 2017-10-14 2017-10-14 day published"]),
    ("the vote will be held on 14 October", ["14 October | 2018-10-14 2018-10-14 day published"]),
    ("on August 2", ["August 2 | 2018-08-02 2018-08-02 day published"]),
    ("the morning of 13 July", ["13 July | 2018-07-13 2018-07-13 day published"]),
    ("Wednesday, July 25", ["Wednesday, July 25 | 2018-07-25 2018-07-25 day published wednesday"]),
    ("On July 25 250 people died", ["July 25 | 2018-07-25 2018-07-25 day published"]),
    ("July 25 last year", ["July 25 last year | 2017-07-25 2017-07-25 day published"]),
    # ranges
    ("July 25-27", ["July 25-27 | 2018-07-25 2018-07-27 days published"]),
    ("25-27 July 2017", ["25-27 July 2017 | 2017-07-25 2017-07-27 days text"]),
    ("from 3 to 5 May", ["3 to 5 May | 2018-05-03 2018-05-05 days published"]),
    ("between 3 and 5 May", ["3 and 5 May | 2018-05-03 2018-05-05 days published"]),
    ("on 3 and 15 May", ["3 | 2018-05-03 2018-05-03 day published", "15 May | 2018-05-15 2018-05-15 day published"]),
    ("between September 30 2015 and March 15 2016",
     ["September 30 2015 and March 15 2016 | 2015-09-30 2016-03-15 days text"]),
    ("30 December to 2 January 2018", ["30 December to 2 January 2018 | 2017-12-30 2018-01-02 days text"]),
    ("on Saturday and Sunday", ["Saturday and Sunday | 2018-07-28 2018-07-29 days published"]),
    ("on Friday and Monday", ["Friday | 2018-07-27 2018-07-27 day published friday",
                              "Monday | 2018-07-30 2018-07-30 day published monday"]),
    ("from 2011 to 2013", ["2011 to 2013 | 2011 2013 year text"]),
    # months, years and their parts
    ("In May, they were bused out", ["May | 2018-05 2018-05 month published"]),
    ("in May 2017", ["May 2017 | 2017-05 2017-05 month text"]),
    ("in September", ["September | 2017-09 2017-09 month published"]),
    ("last July", ["last July | 2017-07 2017-07 month published"]),
    ("in July last year", ["July last year | 2017-07 2017-07 month published"]),
    ("mid-July", ["mid-July | 2018-07-11 2018-07-20 days published"]),
    ("in early July", ["early July | 2018-07-01 2018-07-10 days published"]),
    ("in late February", ["late February | 2018-02-21 2018-02-28 days published"]),
    ("the first week of July", ["first week of July | 2018-07-01 2018-07-07 week published"]),
    ("in 2018", ["2018 | 2018 2018 year text"]),
    ("early in 2013", ["early in 2013 | 2013-01 2013-04 month text"]),
    ("late 2014", ["late 2014 | 2014-09 2014-12 month text"]),
    ("the lightning 2014 campaign", ["2014 | 2014 2014 year text"]),
    ("the summer of 2014", ["summer of 2014 | 2014-06 2014-08 month text"]),
    ("at the end of last month", ["end of last month | 2018-06-21 2018-06-30 days published"]),
    # since
    ("fighting since mid-June", ["mid-June | 2018-06-11 2018-07-31 days published since"]),
    ("since 2011", ["2011 | 2011 2018-07-31 year text since"]),
    ("since the revolt began in March 2011", ["March 2011 | 2011-03 2018-07-31 month text since"]),
    ("since Thursday", ["Thursday | 2018-07-26 2018-07-31 days published thursday since"]),
    # weekdays
    ("on Wednesday", ["Wednesday | 2018-07-25 2018-07-25 day published wednesday"]),
    ("Heavy clashes erupted Tuesday", ["Tuesday | 2018-07-31 2018-07-31 day published tuesday"]),
    ("Tuesday afternoon’s violence", ["Tuesday afternoon | 2018-07-31 2018-07-31 day published tuesday"]),
    ("Wednesday's attack", ["Wednesday | 2018-07-25 2018-07-25 day published wednesday"]),
    ("Wednesdays attack", ["Wednesdays | 2018-07-25 2018-07-25 day published wednesday"]),
    ("early on Thursday", ["Thursday | 2018-07-26 2018-07-26 day published thursday"]),
    ("last Tuesday", ["last Tuesday | 2018-07-24 2018-07-24 day published tuesday"]),
    ("next Monday", ["next Monday | 2018-08-06 2018-08-06 day published monday"]),
    ("Friday last week", ["Friday last week | 2018-07-27 2018-07-27 day published friday"]),
    ("a truce due to begin on Thursday", ["Thursday | 2018-08-02 2018-08-02 day published thursday"]),
    ("the previous Friday", ["Friday | - - day none friday"]),
    # stretches
    ("today", ["today | 2018-07-31 2018-07-31 day published"]),
    ("yesterday evening", ["yesterday evening | 2018-07-30 2018-07-30 day published"]),
    ("overnight", ["overnight | 2018-07-30 2018-07-31 days published"]),
    ("overnight on Monday", ["Monday | 2018-07-30 2018-07-30 day published monday"]),
    ("overnight into Monday", ["Monday | 2018-07-30 2018-07-30 day published monday"]),
    ("last night", ["last night | 2018-07-30 2018-07-31 days published"]),
    ("last week", ["last week | 2018-07-23 2018-07-29 week published"]),
    ("this week", ["this week | 2018-07-30 2018-08-05 week published"]),
    ("last month", ["last month | 2018-06 2018-06 month published"]),
    ("earlier this month", ["this month | 2018-07 2018-07 month published"]),
    ("last year", ["last year | 2017 2017 year published"]),
    ("over the weekend", ["weekend | 2018-07-28 2018-07-29 days published"]),
    ("two days ago", ["two days ago | 2018-07-29 2018-07-29 day published"]),
    ("a week ago", ["a week ago | 2018-07-23 2018-07-29 week published"]),
    ("three months ago", ["three months ago | 2018-04 2018-04 month published"]),
    ("over the past few days", ["past few days | 2018-07-24 2018-07-31 days published"]),
    ("in the past 24 hours", ["past 24 hours | 2018-07-30 2018-07-31 days published"]),
    ("the last three weeks", ["last three weeks | 2018-07-10 2018-07-31 days published"]),
    ("in recent months", ["recent months | - 2018-07-31 unknown published"]),
    ("In around two weeks, they have won", ["around two weeks | 2018-07-17 2018-07-31 days published"]),
]  # fmt: skip

UNANCHORED = [
    ("starting 14 October", ["14 October | XXXX-10-14 XXXX-10-14 day none"]),
    ("a two-day operation, starting 14 October", ["14 October | XXXX-10-14 XXXX-10-14 day none"]),
    ("mid-July", ["mid-July | XXXX-07-11 XXXX-07-20 days none"]),
    ("in May", ["May | XXXX-05 XXXX-05 month none"]),
    ("in 2018", ["2018 | 2018 2018 year text"]),
    ("25 July 2018", ["25 July 2018 | 2018-07-25 2018-07-25 day text"]),
    ("on Wednesday", ["Wednesday | - - day none wednesday"]),
    ("last week", ["last week | - - week none"]),
    ("since mid-July", ["mid-July | XXXX-07-11 - days none since"]),
    ("July 30 to August 2", ["July 30 to August 2 | XXXX-07-30 XXXX-08-02 days none"]),
    ("29 February", ["29 February | XXXX-02-29 XXXX-02-29 day none"]),
]

NO_TIME = [
    "they may attack",
    "May God help them",
    "a march on the town",
    "the sun sat low",
    "for seven years",
    "a two-day operation",
    "the March 15 Brigade",
    "a 5-year-old boy, aged 12",
    "a day earlier",
    "the day before",
    "two days later",
    "the next day",
    "30 February",
    "13/13/2017",
    "Black Friday",
    "every Friday",
    "protests held on Fridays.",
    "the Sunday Times",
    "of 2000 fighters",
    "a force of 1950 people",
    "Ostravia (1881) - Ten people were killed",
    "version 10.10.10",
    "the 4th Division",
    "within days",
    "in two days they took it",
    "Posted: Monday, July 15, 2013",
]


@pytest.mark.parametrize(("text", "expected"), ANCHORED, ids=[text for text, _ in ANCHORED])
def test_read_against_the_publication_date(text: str, expected: list[str]) -> None:
    assert [shown(mention) for mention in find_times(text, published=PUBLISHED)] == expected


@pytest.mark.parametrize(("text", "expected"), UNANCHORED, ids=[text for text, _ in UNANCHORED])
def test_without_publication_date_nothing_is_invented(text: str, expected: list[str]) -> None:
    assert [shown(mention) for mention in find_times(text, published=None)] == expected


@pytest.mark.parametrize("text", NO_TIME)
def test_no_time(text: str) -> None:
    assert [shown(mention) for mention in find_times(text, published=PUBLISHED)] == []


@pytest.mark.parametrize("offset", range(7))
def test_a_weekday_lies_within_the_last_seven_days(offset: int) -> None:
    published = date(2018, 7, 25 + offset)
    (mention,) = find_times("on Wednesday", published=published)
    day = date.fromisoformat(mention.time.earliest or "")
    assert day.weekday() == 2 and 0 <= (published - day).days < 7


def test_the_weekday_picks_the_year() -> None:
    """July 25 was a Tuesday in 2017 and a Wednesday in 2018."""
    (mention,) = find_times("Tuesday, July 25", published=PUBLISHED)
    assert mention.time.earliest == "2017-07-25"


PIECES = [
    "July",
    "25",
    "2018",
    "-",
    "to",
    "and",
    "Monday",
    "last",
    "week",
    "two",
    "days",
    "ago",
    "since",
    "mid",
    "early",
    "of",
    "the",
    "May",
    "between",
    "past",
    "few",
    "months",
    "year",
    "next",
    "30",
    "February",
    ",",
    ".",
    "/",
    "summer",
    "overnight",
    "99999",
    "hours",
    "end",
    "weekend",
    "this",
    "first",
    "decades",
    "millions",
]
DATES = st.none() | st.dates()


def lawful(text: str, published: date | None) -> None:
    floor = 0
    for mention in find_times(text, published=published):
        said = mention.time
        assert floor <= said.start < said.end <= len(text)
        assert text[said.start : said.end] == said.quote
        if said.earliest and said.latest and "XXXX" not in said.earliest + said.latest and not mention.since:
            shared = min(len(said.earliest), len(said.latest))
            assert said.earliest[:shared] <= said.latest[:shared]
        if said.anchor == "none":
            assert published is None or said.earliest is None
        floor = said.end


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from([" ", ""]), DATES)
def test_laws_on_sentences(pieces: list[str], glue: str, published: date | None) -> None:
    lawful(glue.join(pieces), published)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), DATES)
def test_laws_on_any_text(text: str, published: date | None) -> None:
    lawful(text, published)


@pytest.mark.parametrize(
    "piece", ["July 25 ", "Monday to ", "25 and ", "2018-", "last ", "since ", "1/", "two hundred "]
)
def test_long_texts_stay_fast(piece: str) -> None:
    begin = time.process_time()
    find_times(piece * 10_000, published=PUBLISHED)
    assert time.process_time() - begin < 5
