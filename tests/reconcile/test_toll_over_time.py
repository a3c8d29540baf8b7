"""A toll over time: points by voice and day, the last, and who never updated."""

from __future__ import annotations

from dataclasses import replace

from ledgers import LEXICON, Told, documents, make_claim, make_event

from crosswire.model import Time, Toll
from crosswire.reconcile import toll_over_time


def tolls(*ledger: Told, span: tuple[str, str] | None = None, status: str = "happened") -> tuple[Toll, ...]:
    claims = [make_claim(number, told, status=status) for number, told in enumerate(ledger)]
    event = make_event(claims, status)
    if span is not None:
        time = Time(earliest=span[0], latest=span[1], precision="days", anchor="text", start=0, end=1, quote="x")
        event = replace(event, time=time)
    return toll_over_time(event, claims, documents(ledger), LEXICON)


def points(toll: Toll) -> list[tuple[str, str | None, int | None, str]]:
    return [(p.voice_id, p.as_of, p.best, p.change) for p in toll.points]


def test_a_toll_by_voice_and_day() -> None:
    (toll,) = tolls(
        Told("opa", 18, doc="d", day="2031-05-02"),
        Told("opa", 22, doc="e", day="2031-05-04"),
        Told("opa", 20, doc="f", day="2031-05-06"),
        Told("marn-watch", 18, doc="g", day="2031-05-03"),
    )
    assert points(toll) == [
        ("opa", "2031-05-02", 18, "first"),
        ("marn-watch", "2031-05-03", 18, "first"),
        ("opa", "2031-05-04", 22, "raised"),
        ("opa", "2031-05-06", 20, "lowered"),
    ]
    assert [(p.voice_id, p.best) for p in toll.last] == [("opa", 20)]
    assert toll.never_updated == ("marn-watch",)


def test_a_copy_adds_no_point_and_keeps_its_claim() -> None:
    (toll,) = tolls(Told("opa", 18, doc="d", day="2031-05-02"), Told("opa", 18, doc="e", day="2031-05-09"))
    assert points(toll) == [("opa", "2031-05-02", 18, "first")]
    assert toll.points[0].claim_ids == ("claim-000", "claim-001") and toll.never_updated == ()


def test_without_days_the_order_is_not_known() -> None:
    (toll,) = tolls(Told("opa", 18, doc="d"), Told("opa", 22, doc="e"), Told("marn-watch", 20, doc="g"))
    assert points(toll) == [
        ("marn-watch", None, 20, "first"), ("opa", None, 18, "first"), ("opa", None, 22, "order_unknown"),
    ]  # fmt: skip
    assert toll.last == () and toll.never_updated == ()


def test_one_number_with_another_bound_is_told_otherwise() -> None:
    (toll,) = tolls(Told("opa", 18, "at_least", doc="d", day="2031-05-02"), Told("opa", 18, doc="e", day="2031-05-04"))
    assert [p.change for p in toll.points] == ["first", "restated"]


def test_whoever_agrees_with_the_later_figure_needs_no_update() -> None:
    (toll,) = tolls(Told("opa", 18, doc="d", day="2031-05-02"), Told("marn-watch", 18, doc="e", day="2031-05-04"))
    assert toll.never_updated == ()


def test_classes_and_sides_have_their_own_tolls() -> None:
    found = tolls(
        Told("a", 18), Told("a", 7, of="civilians"), Told("a", 3, of="fighters", side="fmf"), Told("a", None, "vague")
    )
    assert [(t.of, t.side_id) for t in found] == [("any", None), ("civilians", None), ("fighters", "fmf")]


def test_a_running_toll_is_that_of_a_longer_event_only() -> None:
    running = Told("a", 600, counts="cumulative", day="2031-05-04")
    assert tolls(running) == ()
    (toll,) = tolls(running, span=("2031-05-01", "2031-05-09"))
    assert points(toll) == [("a", "2031-05-04", 600, "first")]


def test_what_did_not_happen_has_no_toll() -> None:
    assert tolls(Told("a", 6000), status="planned") == ()
