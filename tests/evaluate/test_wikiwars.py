"""WikiWars: values of times and the pairing of expressions, against cases counted by hand."""

from datetime import date
from pathlib import Path

import pytest

from crosswire.errors import UsageError
from crosswire.evaluate.spans.timex import Timex, timexes
from crosswire.evaluate.spans.wikiwars import counts, evaluate, pairs, read_tml, side
from crosswire.extract.times import find_times, find_times_told
from crosswire.lexicon import load

TML = """<?xml version="1.0" ?><TimeML><DOCID>{name}</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2019-05-04">2019-05-04</TIMEX3></DCT>
<TEXT>{body}</TEXT></TimeML>"""


def mark(words: str, value: str) -> str:
    return f'<TIMEX3 tid="t" type="DATE" value="{value}">{words}</TIMEX3>'


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("The siege of Velmora began on 3 May 1931.", ["1931-05-03"]),
        ("It fell in early October 1931.", ["1931-10"]),
        ("It fell in mid-October 1931.", ["1931-10"]),
        ("It was free by mid-1931.", ["1931"]),
        ("The siege of 1931-33 was long.", ["1931", "1933"]),
        ("Dolna was rebuilt in the summer of 1932.", ["1932-SU"]),
        ("The winter of 1932 was hard.", ["1932-WI"]),
        ("Karsten grew in the 1930s.", ["193"]),
        ("Brisk was founded in 480 BC.", ["BC0480"]),
        ("The first war of Velmora was fought from 264 to 241 BC.", ["BC0264", "BC0241"]),
        ("It held from 3 May 1931 to 5 June 1931.", ["1931-05-03", "1931-06-05"]),
        ("The army came in 1931 and left late in 1932.", ["1931", "1932"]),
        ("The first week of July 1931 was calm.", ["1931-07"]),
    ],
)
def test_values(words: str, values: list[str]) -> None:
    found = [timex.value for mention in find_times(words, published=None) for timex in timexes(mention.time)]
    assert found == values


def test_part_of_day_and_week() -> None:
    published = date(2019, 5, 8)  # a Wednesday
    (night,) = find_times("Velmora was shelled on Tuesday night.", published=published)
    (week,) = find_times("Velmora was shelled last week.", published=published)
    (open_day,) = find_times("Velmora was shelled on Tuesday.", published=None)
    assert [timexes(mention.time)[0].value for mention in (night, week, open_day)] == [
        "2019-05-07TNI", "2019-W18", "XXXX-WXX-2",
    ]  # fmt: skip


def told(text: str) -> list[str | None]:
    sentences = [(0, len(text))]
    mentions = find_times_told(text, sentences, published=date(2019, 5, 4))
    return [timex.value for mention in mentions for timex in timexes(mention.time)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("In April 1931 Velmora fell; in June the army left.", ["1931-04", "1931-06"]),
        ("In November 1931 Velmora fell; in February the army left.", ["1931-11", "1932-02"]),
        ("On 3 May 1931 Velmora fell, and the next day Dolna.", ["1931-05-03", "1931-05-04"]),
        ("On 30 May 1931 Velmora fell, and two days later Dolna.", ["1931-05-30", "1931-06-01"]),
        ("It fell in May 1931 and was free by the end of the year.", ["1931-05", "1931"]),
        ("It fell in May 1931, and the following year Dolna.", ["1931-05", "1932"]),
        ("It fell in 480 BC and was free in September.", ["BC0480", "BC0480-09"]),
        ("The next day it fell.", [None]),
    ],
)
def test_a_narrative_counts_from_what_it_told(text: str, values: list[str | None]) -> None:
    assert told(text) == values


def test_pairs_are_one_to_one_and_the_longer_overlap_comes_first() -> None:
    ours = [Timex(0, 10, "1931"), Timex(12, 20, "1932")]
    theirs = [Timex(5, 13, "1931"), Timex(12, 20, "1932"), Timex(30, 34, "1933")]
    assert pairs(ours, theirs, strict=False) == [(ours[1], theirs[1]), (ours[0], theirs[0])]
    assert pairs(ours, theirs, strict=True) == [(ours[1], theirs[1])]
    assert counts(ours, theirs, strict=False) == (2, 2, 3)
    assert counts(ours, theirs, strict=True) == (1, 2, 3)


def test_an_outer_mark_holds_an_inner_one() -> None:
    inner = mark("May", "1931-05")
    outer = f'<TIMEX3 tid="t" type="DATE" value="1931-05-03">the 3rd of {inner}</TIMEX3>'
    narrative = read_tml(TML.format(name="n", body=f"Velmora &amp; Dolna fell on {outer}."), "n")
    assert narrative.text == "Velmora & Dolna fell on the 3rd of May."
    assert narrative.gold == (Timex(24, 38, "1931-05-03"),)
    assert narrative.published == date(2019, 5, 4)


def test_scores_of_a_set(tmp_path: Path) -> None:
    folder = tmp_path / "tml"
    folder.mkdir()
    first = f"Velmora fell on {mark('3 May 1931', '1931-05-03')}. It was free {mark('within days', 'PXD')}."
    second = f"Dolna fell in {mark('June 1931', '1931-06')}. Karsten fell {mark('in 1932', '1932')}."
    for name, body in (("a.tml", first), ("b.tml", second)):
        (folder / name).write_text(TML.format(name=name, body=body), encoding="utf-8")
    report = evaluate(tmp_path, "all", load(), lambda *_: None)
    # found 3, expected 4; lenient right 3, strict right 2 ("1932" without its preposition)
    assert report.scores["value_f1_lenient"].value == pytest.approx(6 / 7)
    assert report.scores["value_f1_strict"].value == pytest.approx(4 / 7)
    assert report.scores["value_f1_lenient"].n == 4
    score = evaluate(tmp_path, "score", load(), lambda *_: None)
    assert score.scores["value_f1_lenient"].n == 2
    assert all(line.quote is None and "Dolna" not in line.got for line in score.errors)


def test_sides_are_halves_in_the_order_of_names() -> None:
    files = [Path(name) for name in ("c", "a", "b")]
    assert side(files, "look") == [Path("a"), Path("b")]
    assert side(files, "score") == [Path("c")]


def test_a_folder_without_the_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no \*\.tml files"):
        evaluate(tmp_path, "all", load(), lambda *_: None)
