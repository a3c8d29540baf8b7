"""Estimates and tolls as plain tables.

In: estimates, tolls, names for voices.  Out: `Sheet`s.  Estimates stand by measure, class of people and side, the
policies in one order; of policies that are not asked for nothing is shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import get_args

from crosswire import lexicon
from crosswire.casebook import Casebook
from crosswire.model import Claim, Document, Estimate, Event, Policy, Quantity, Toll, TollPoint
from crosswire.publish import wording
from crosswire.publish.sheet import Sheet
from crosswire.publish.voices import Voices
from crosswire.reconcile import toll_over_time

_POLICIES = {policy: number for number, policy in enumerate(get_args(Policy))}


def of_policies(estimates: Iterable[Estimate], policies: Collection[str]) -> list[Estimate]:
    """The estimates of these policies (none named: all), the policies of one figure in their order."""

    def order(one: Estimate) -> tuple[str | int, ...]:
        figure = (one.event_id, one.measure, one.of, one.side_id or "")
        return (*figure, _POLICIES[one.policy], one.column or "", one.estimate_id)

    return sorted((one for one in estimates if not policies or one.policy in policies), key=order)


def estimate_words(estimate: Estimate) -> str:
    """ "civilians killed: 215–220, best 215": numbers that are equal are told once."""
    told = f"{wording.people(estimate.of)} {wording.measure(estimate.measure)}:"
    low, best, high = estimate.low, estimate.best, estimate.high
    if low is not None and low == high and best in (None, low):
        return f"{told} {low:,}"
    if low is not None and high is not None:
        span = f"{low:,}–{high:,}" if low != high else f"{low:,}"
    elif low is not None:
        span = f"{low:,} or more"
    elif high is not None:
        span = f"{high:,} or fewer"
    else:
        return f"{told} {best:,}" if best is not None else f"{told} not given"
    return f"{told} {span}" if best is None else f"{told} {span}, best {best:,}"


def estimates_sheet(estimates: Iterable[Estimate], voices: Voices, voice_ids: Sequence[str] = ()) -> Sheet:
    """A row an estimate.  ``voice_ids``: further voices that grades may name."""
    rows = tuple(
        (
            policy_words(one),
            wording.measure(one.measure),
            of_words(one, voices),
            *wording.spread(one),
            str(len(one.voice_ids)),
            voices.in_rule(one.rule, one.voice_ids),
            grade_words(one, voices, voice_ids),
            ", ".join(one.claim_ids),
        )
        for one in estimates
    )
    columns = ("policy", "measure", "of", "low", "best", "high", "voices", "rule", "grade", "claims")
    return Sheet(title="Estimates", columns=columns, rows=rows)


def policy_words(estimate: Estimate) -> str:
    """The policy, and the column of its codebook where it has several."""
    name = wording.POLICIES.get(estimate.policy, estimate.policy)
    return f"{name}, {estimate.column}" if estimate.column else name


def of_words(counted: Estimate | Toll, voices: Voices) -> str:
    """Who is counted, with the side where it is known."""
    side = counted.side_id
    return wording.people(counted.of) + (f" of {voices.sides.get(side, side)}" if side else "")


def grade_words(estimate: Estimate, voices: Voices, voice_ids: Sequence[str]) -> str:
    """The grade with its reasons; empty where there is none."""
    if estimate.grade is None:
        return ""
    known = {*voice_ids, *estimate.voice_ids}
    return f"{estimate.grade}: {'; '.join(voices.in_rule(reason, known) for reason in estimate.grade_reasons)}"


def tolls_of(
    casebook: Casebook, event: Event, claims: Sequence[Claim], documents: Iterable[Document]
) -> tuple[Toll, ...]:
    """The tolls of an event over time, with the lexicon of the casebook."""
    return toll_over_time(event, claims, list(documents), lexicon.load(casebook.lexicon_folder))


def toll_sheet(tolls: Iterable[Toll], voices: Voices) -> Sheet:
    """A row a figure of a voice as of the day it was first published, for each toll that has more than one."""
    rows = tuple(
        (
            f"{wording.measure(toll.measure)} {of_words(toll, voices)}",
            wording.day(point.as_of) or "day not known",
            point_words(point),
            voices.name(point.voice_id),
            wording.TOLL_CHANGES[point.change],
            " and ".join(point_notes(toll, point)),
            ", ".join(point.claim_ids),
        )
        for toll in tolls
        if len(toll.points) > 1
        for point in toll.points
    )
    return Sheet(
        title="Toll over time", columns=("toll", "as of", "figure", "voice", "change", "note", "claims"), rows=rows
    )


def point_words(point: TollPoint) -> str:
    """The figure of a point: "more than 250"."""
    return wording.figure(
        Quantity(
            measure="other", of="any", side_id=None, counts="total", low=point.low, best=point.best, high=point.high,
            bound=point.bound, start=0, end=1, quote="",
        )
    )  # fmt: skip


def point_notes(toll: Toll, point: TollPoint) -> list[str]:
    """What else is to be said of a point: it is the last, or its voice never updated it."""
    notes = ["the last figure"] if point in toll.last else []
    return [*notes, "never updated"] if point.voice_id in toll.never_updated else notes
