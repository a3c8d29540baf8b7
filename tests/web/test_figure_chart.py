"""Figures by voice: rows on one scale, arcs between those that differ."""

from __future__ import annotations

from karsten_record import claim, document, killed

from crosswire.model import Claim, Relation
from crosswire.publish.voices import name_voices
from crosswire.web.figure_chart import figure_charts

TEXT = "Marn Watch said 31 people were killed. The army said 20 people were killed."


def record() -> tuple[list[Claim], list[Relation]]:
    of = document("one", TEXT)
    first, second = TEXT.split(". ")[0] + ".", TEXT.split(". ")[1]
    more = killed(TEXT, "31 people", 31)
    claims = [
        claim("a", of, first, "killed", "marn-watch", quantities=(more,)),
        claim("b", of, second, "killed", "army", quantities=(killed(TEXT, "20 people", 20),)),
        claim("c", of, second, "said", "army", quantities=(killed(TEXT, "20 people", 20),)),
    ]
    relation = Relation(
        relation_id="r", event_id="e", claim_a="claim-a", claim_b="claim-b", measure="killed", of_a="any", of_b="any",
        kind="contradiction", reason="31 is more than 20", figure_a=claims[0].quantities[0],
        figure_b=claims[1].quantities[0],
    )  # fmt: skip
    return claims, [relation]


def test_a_figure_that_two_claims_of_a_voice_give_is_one_row() -> None:
    claims, relations = record()
    (chart,) = figure_charts(claims, relations, name_voices(claims, [document("one", TEXT)], {}))
    assert sorted((row.words, row.claims) for row in chart.rows) == [("20", 2), ("31", 1)]
    by_words = {row.words: row for row in chart.rows}
    assert by_words["31"].x > by_words["20"].x
    (arc,) = chart.arcs
    assert arc.kind == "contradiction" and {arc.y1, arc.y2} == {row.y for row in chart.rows}


def test_one_figure_alone_is_no_chart() -> None:
    claims, _ = record()
    assert figure_charts(claims[:1], [], name_voices(claims, [document("one", TEXT)], {})) == []
