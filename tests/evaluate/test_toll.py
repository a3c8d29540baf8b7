"""The toll of a document: the rules a reader who wants one number follows."""

from __future__ import annotations

import pytest

from crosswire.evaluate.fakes.labels import number_in, numbers_in, score, title_baseline
from crosswire.evaluate.toll import by_toll, document_toll
from crosswire.model import Attribution, Claim, Quantity, Quote


def claim(sentence: str, start: int, *figures: tuple[str, str, str], **fields: object) -> Claim:
    """A claim on a sentence that begins at ``start``; figures are (words, of, counts), looked up in the sentence."""
    quantities = []
    for words, of, counts in figures:
        at = start + sentence.index(words)
        number = 1 if words == "a" else number_in(words)
        quantities.append(
            Quantity(
                start=at, end=at + len(words), quote=words, measure="killed", of=of, side_id=None, counts=counts,
                low=number, best=number, high=number, bound="exact",
            )
        )  # fmt: skip
    given = {"status": "happened", "passage_kind": "sentence", **fields}
    evidence = Quote(start=start, end=start + len(sentence), quote=sentence)
    return Claim(
        claim_id=f"claim-{start}",
        document_id="doc-1",
        event_type="killing",
        trigger=evidence,
        attribution=Attribution(manner="own_voice"),
        evidence=(evidence,),
        quantities=tuple(quantities),
        **given,
    )


def headline(sentence: str, *figures: tuple[str, str, str]) -> Claim:
    return claim(sentence, 0, *figures, passage_kind="headline")


LEAD = claim("Twelve people died in Velmora, among them three children.", 100,
             ("Twelve", "any", "total"), ("three", "children", "part"))  # fmt: skip
PARTS = claim(
    "Six civilians and 16 fighters were killed.", 200, ("Six", "civilians", "total"), ("16", "fighters", "total")
)


@pytest.mark.parametrize(
    ("claims", "toll"),
    [
        ([], None),
        ([LEAD], 12),
        ([PARTS], 22),
        ([headline("22 dead in Velmora", ("22", "any", "total")), PARTS], 22),
        ([headline("Six civilians dead", ("Six", "civilians", "total")), PARTS], 22),
        ([headline("Five dead in Brisk", ("Five", "any", "total")), LEAD], 5),
        ([headline("Three children dead in Velmora", ("Three", "children", "part")), LEAD], 12),
        ([claim("Twelve and then two died.", 0, ("Twelve", "any", "total"), ("two", "any", "additional"))], 14),
        ([LEAD, claim("The toll later rose to 15.", 300, ("15", "any", "total"))], 15),
        ([LEAD, claim("An earlier toll was nine.", 50, ("nine", "any", "total"))], 12),
        ([LEAD, claim("Up from 40 last week.", 50, ("40", "any", "total"))], 12),
        ([claim("The toll from the strikes was 45.", 0, ("45", "any", "total"))], 45),
        ([LEAD, claim("Doctors revised the number from about 40.", 50, ("40", "any", "total"))], 12),
        ([claim("Over 900 people have died since spring.", 0, ("900", "any", "cumulative")), LEAD], 12),
        ([claim("Over 900 people have died since spring.", 0, ("900", "any", "cumulative"))], 900),
        ([claim("Forty may have died.", 0, ("Forty", "any", "total"), status="possible"), LEAD], 12),
        ([claim("Forty will die, they said.", 0, ("Forty", "any", "total"), status="threatened")], None),
        (
            [claim("Eight fighters and their three commanders died.", 0, ("Eight", "fighters", "total"),
                   ("three", "commanders", "part"))],
            8,
        ),
        (
            [claim("23 civilians died, nine children among them.", 0, ("23", "civilians", "total"),
                   ("nine", "children", "part"))],
            23,
        ),
    ],
)  # fmt: skip
def test_the_toll(claims: list[Claim], toll: int | None) -> None:
    assert document_toll(claims) == toll
    assert document_toll(claims[::-1]) == toll


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("At least 16 killed", 16), ("Twenty-two dead", 22), ("Thirty five dead", 35), ("In 2031 four died", 4),
        ("1,400 dead", 1400), ("Somebody died", None), ("The attention of everyone", None),
    ],
)  # fmt: skip
def test_the_first_number(text: str, number: int | None) -> None:
    assert number_in(text) == number


def row(number: int, **fields: object):
    from crosswire.evaluate.fakes.labels import Row

    given = {
        "row": number, "title": "", "text": "", "place": "velmora", "actor": "", "total": 1,
        "event": f"day {number % 7}", "side": "look", "clean": True, "hard": True, "chemical": False, **fields,
    }  # fmt: skip
    return Row(**given)


def test_the_baseline_takes_the_title_and_else_the_first_sentence_on_the_dead() -> None:
    assert title_baseline(row(0, title="Nine dead", text="Ten people died.")) == 9
    assert title_baseline(row(0, title="Blast", text="On 5 May it rained. Ten people died.")) == 10
    assert title_baseline(row(0, title="Blast", text="It rained.")) is None


def test_intervals_hold_the_rate_and_do_not_change() -> None:
    rows = [row(number) for number in range(50)]
    one = score(rows, lambda r: r.row % 3 == 0)
    assert one == score(rows[::-1], lambda r: r.row % 3 == 0)
    assert one.low <= one.value <= one.high
    assert (one.n, one.value) == (50, 17 / 50)
    assert score([], lambda r: True).n == 0


def test_a_title_apart_from_the_text_says_which_toll_it_is_about() -> None:
    lead = claim("More than 40 people died.", 100, ("40", "any", "total"))
    later = claim("Local doctors counted 45 dead.", 200, ("45", "any", "total"))
    assert document_toll([lead, later]) == 40
    assert document_toll([lead, later], in_title=numbers_in("Strikes kill forty-five in 2018")) == 45
    assert document_toll([lead, later], in_title=numbers_in("Strikes kill three")) == 40


def test_a_dead_commander_is_no_toll_of_the_day() -> None:
    commander = [claim("The army killed a commander in Brisk.", 0, ("a", "commanders", "total"))]
    fight = [claim("Over 110 fighters were killed near Dolna.", 100, ("110", "fighters", "total"))]
    war = [claim("Over 900 people have died since spring.", 300, ("900", "any", "cumulative"))]
    assert by_toll([commander, war, fight]) == [fight, commander, war]
    assert by_toll([war, commander, fight]) == [war, commander, fight]
    assert by_toll([]) == []
