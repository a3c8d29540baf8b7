"""Low, best and high of an event, for each measure and category, under each policy.

In: the ledger of an event and the lexicon.  Out: `Estimate`s.  Every voice counts once, with its latest figure:
the one it was first seen to give last.  So a copy of a text moves nothing, and neither does an old figure that
is repeated later.

Totals are what counts.  Where nobody gives a total of a category, running tolls do; and a part ("among them 7
children") is the figure of its own category when its voice gives no total of it.  Parts and additions are never
added to anything; an addition is named in the rule.  Fighters are counted a side each, for `Estimate` has no
side: the rule names it.  Vague words give no number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from crosswire.model import Estimate, Event, Measure, Of, content_id
from crosswire.reconcile.ledger import TOLD, Entry, number
from crosswire.reconcile.policies import POLICIES, top

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

Group = tuple[Measure, Of, str]
_SIDED = frozenset({"fighters", "commanders", "police"})


def make_estimates(event: Event, ledger: Sequence[Entry], lexicon: Lexicon) -> list[Estimate]:
    """All estimates of an event, sorted by measure, category, side and policy; none for what did not happen."""
    if event.status not in TOLD:
        return []
    groups: dict[Group, list[Entry]] = {}
    for entry in ledger:
        if entry.numbered:
            groups.setdefault(_group(entry), []).append(entry)
    groups = _with_sides(groups)
    estimates: list[Estimate] = []
    wider = {(_sentence(e), e.quantity.measure, e.category) for e in ledger if e.counts in ("total", "cumulative")}
    for (measure, of, side), entries in sorted(groups.items()):
        spoken = one_a_voice([e for e in entries if e.counts != "part" or _stands_alone(e, wider)])
        if not spoken:
            continue
        chosen = {(e.voice, e.key) for e in spoken}
        behind = [e for e in entries if (e.voice, e.key) in chosen and e.counts == spoken[0].counts]
        notes = _notes(entries, spoken, of, side)
        for policy, read in sorted(POLICIES.items()):
            reading = read(spoken, lexicon)
            estimates.append(
                Estimate(
                    estimate_id=content_id("estimate", event.event_id, measure, of, side, policy),
                    event_id=event.event_id,
                    measure=measure,
                    of=of,
                    policy=policy,
                    low=reading.low,
                    best=reading.best,
                    high=reading.high,
                    rule=reading.rule + notes,
                    claim_ids=tuple(sorted({e.claim.claim_id for e in (*behind, *spoken)})),
                    voice_ids=tuple(sorted({e.voice for e in spoken})),
                )
            )
    return estimates


def _with_sides(groups: dict[Group, list[Entry]]) -> dict[Group, list[Entry]]:
    """Figures that do not say whose people they count go with those that do, where only one side is named."""
    joined: dict[Group, list[Entry]] = {}
    for (measure, of, side), entries in sorted(groups.items()):
        named = [key[2] for key in groups if key[:2] == (measure, of) and key[2]]
        own = named[0] if not side and len(named) == 1 else side
        joined.setdefault((measure, of, own), []).extend(entries)
    return joined


def _group(entry: Entry) -> Group:
    of = entry.category
    return (entry.quantity.measure, of, (entry.quantity.side_id or "") if of in _SIDED else "")


def _sentence(entry: Entry) -> tuple[str, int]:
    evidence = entry.claim.evidence
    return entry.claim.document_id, evidence[0].start if evidence else entry.claim.trigger.start


def _stands_alone(part: Entry, wider: set[tuple[tuple[str, int], Measure, Of]]) -> bool:
    """True for a part named beside the total of a wider category: "18 people, among them 7 children"."""
    if part.category == "any":
        return False
    here = (_sentence(part), part.quantity.measure)
    return any((sentence, measure) == here and of != part.category for sentence, measure, of in wider)


def one_a_voice(entries: Sequence[Entry]) -> list[Entry]:
    """For each voice the figure that counts, sorted by voice."""
    totals = [e for e in entries if e.counts == "total"]
    usable = totals or [e for e in entries if e.counts == "cumulative"]
    heard = {e.voice for e in usable}
    if not any(e.counts == "cumulative" for e in usable):
        usable = usable + [e for e in entries if e.counts == "part" and e.voice not in heard]
    by_voice: dict[str, list[Entry]] = {}
    for entry in usable:
        by_voice.setdefault(entry.voice, []).append(entry)
    return [_latest(by_voice[voice]) for voice in sorted(by_voice)]


def _latest(entries: Iterable[Entry]) -> Entry:
    """The figure the voice gave last.

    A figure's day is the first on which the voice gave it; an unknown day comes before all others.  On one day
    an exact figure comes before a bound, then the higher one, for tolls grow.
    """
    figures: dict[tuple[int | None, int | None, int | None, str], list[Entry]] = {}
    for entry in entries:
        figures.setdefault(entry.key, []).append(entry)

    def rank(key: tuple[int | None, int | None, int | None, str]) -> tuple[str, bool, int]:
        own = figures[key]
        days = [e.published for e in own if e.published]
        return (min(days) if days else "", key[3] == "exact", top(own[0]) or 0)

    own = figures[max(figures, key=lambda key: (rank(key), key[3]))]
    return min(own, key=lambda e: (e.published or "9999", e.claim.claim_id))


def _notes(entries: Sequence[Entry], spoken: Sequence[Entry], of: Of, side: str) -> str:
    notes: list[str] = []
    if of in _SIDED:
        notes.append(f"of side {side}" if side else "side not said")
    if any(e.counts == "cumulative" for e in spoken):
        notes.append("a running toll of a longer episode")
    if any(e.counts == "part" for e in spoken):
        notes.append("a part of a total stands for its own category")
    more = sorted({number(e.quantity) for e in entries if e.counts == "additional"})
    if more:
        notes.append(f"additions named and not added: {', '.join(more)}")
    return "".join(f"; {note}" for note in notes)
