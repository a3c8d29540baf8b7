"""``acled``: rows as ACLED has them, one day in one place between two sides.

In: an event.  Out: a row a day, or why there is none.  Columns are those of the contract of exports; the rules are
ACLED's where its codebook was read (``lexicon/data/PROVENANCE.md``): what is told of a longer stretch without its days,
or of a whole country, has no row; a total over several days is split over them, the first days taking what is left
over, and the notes say so; where nobody tells of dead people the number is 0.

Never filled: ``admin3``, ``region``, ``source_scale``, ``tags`` and ``timestamp`` (ACLED's own lists, or a clock).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from crosswire.lexicon import Lexicon
from crosswire.lexicon.codes import (
    AcledInter,
    AcledRule,
    Country,
    acled_codes,
    acled_disorder,
    acled_inter,
    acled_interaction,
    load_acled,
    load_countries,
)
from crosswire.model import Estimate, Policy
from crosswire.publish import wording
from crosswire.publish.figures import estimate_words
from crosswire.publish.handover import tables
from crosswire.publish.handover.cells import Cell, Row, filled
from crosswire.publish.handover.parties import Side, Sides, sides_of
from crosswire.publish.handover.periods import (
    Stretch,
    acled_days,
    acled_geo_precision,
    names_its_days,
    second_division,
    stretch_of,
)
from crosswire.publish.handover.record import Told
from crosswire.publish.handover.tables import LeftOut, claims_of, left_out, side_name, whole

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
POLICY: Policy = "acled"
_WHERE = {"name": "location", "admin1": "admin1", "country": "country", "lat": "latitude", "lon": "longitude"}
_DEADLY = ("killing", "execution")


def rows(told: Told, lexicon: Lexicon, policy: Policy) -> Iterator[Row | LeftOut]:
    """The rows of an event, or why it has none."""
    stretch, place, fatalities = stretch_of(told.event.time), told.event.place, told.total(policy, "killed")
    days: list[date] = []
    precision = 0
    why = tables.not_happened(told) or tables.episode(told) or _no_type(told, lexicon)
    if why is None and stretch is None:
        why = tables.WHY_DAYS
    if why is None and (place is None or place.precision == "country"):
        why = "no place finer than a country is told"
    if why is None and stretch is not None:
        days, precision = acled_days(stretch, over=_over(told, fatalities, stretch))
        if not days:
            why = f"{stretch.days} days, {stretch.first} to {stretch.last}: no day of it is told"
    if why is not None:
        yield left_out(told, why)
        return
    shares = split(tables.best_known(fatalities), len(days)) if fatalities is not None else [None] * len(days)
    common = _common(told, lexicon, policy)
    for number, (day, share) in enumerate(zip(days, shares, strict=True), start=1):
        row_id = told.event.event_id if len(days) == 1 else f"{told.event.event_id}-{number:02d}"
        saying = told.saying(told.event.time)
        cells = {
            **common,
            "event_id_cnty": whole(told, row_id),
            "event_date": Cell(day.isoformat(), saying),
            "year": Cell(day.year, saying),
            "time_precision": Cell(precision, saying, "codebook"),
            "fatalities": _fatalities(told, share, fatalities),
            "notes": whole(told, _notes(told, policy, fatalities, days, share)),
        }
        yield Row(id=row_id, event_id=told.event.event_id, cells=filled(cells))


def split(total: int | None, days: int) -> list[int | None]:
    """A total over several days, as even as may be, the first days taking what is left over.

    >>> split(7, 3), split(None, 2)
    ([3, 2, 2], [None, None])
    """
    if total is None:
        return [None] * days
    each, over = divmod(total, days)
    return [each + (number < over) for number in range(days)]


def _over(told: Told, fatalities: Estimate | None, stretch: Stretch) -> bool:
    """Whether it is told to have gone on over the days: the words name them, or its toll is a running one."""
    counted = {q.counts for c in told.claims if fatalities and c.claim_id in fatalities.claim_ids for q in c.quantities}
    return stretch.days > 1 and (names_its_days(told.event.time) or "cumulative" in counted)


def _no_type(told: Told, lexicon: Lexicon) -> str | None:
    """Why ACLED has no event like this; None where it has one, or where only the parties do not decide which."""
    event = told.event.event_type
    decided = event == "territory_change" or any(
        rule.acled_event for rule in _tables(lexicon.folders)[0] if rule.event_type == event
    )
    return None if decided else f"{wording_of(event)}: it alone decides no event type of ACLED's codebook"


def wording_of(event_type: str) -> str:
    return event_type.replace("_", " ")


@cache
def _tables(folders: tuple[Path, ...]) -> tuple[tuple[AcledRule, ...], dict[str, Country]]:
    return load_acled(folders), load_countries(folders)


def _common(told: Told, lexicon: Lexicon, policy: Policy) -> dict[str, Cell | None]:
    """The cells that do not depend on the day."""
    event, place, sides = told.event, told.event.place, sides_of(told, lexicon)
    assert place is not None
    rules, countries = _tables(lexicon.folders)
    mode = event.modes[0] if len(event.modes) == 1 else None
    kind, sub_kind = acled_codes(rules, event.event_type, mode=mode, doer=sides.doer, befell=sides.befell)
    iso = countries[place.country].numeric if place.country in countries else None
    typed = event.claim_ids
    return {
        "disorder_type": Cell(acled_disorder(kind, sub_kind), typed, "codebook"),
        "event_type": Cell(kind, typed, "codebook"),
        "sub_event_type": Cell(sub_kind, typed, "codebook"),
        **_actors(sides, place.country, lexicon, alone=kind != "Battles"),
        "civilian_targeting": _targeting(kind, sides),
        "iso": Cell(int(iso) if iso else None, told.saying(place), "gazetteer"),
        **tables.where_cells(told, lexicon, _WHERE, digits=4),
        "admin2": Cell(second_division(place, lexicon), told.saying(place), "gazetteer"),
        "geo_precision": Cell(acled_geo_precision(place, lexicon), told.saying(place), "codebook"),
        "source": Cell("; ".join(tables.outlets(told)), event.claim_ids, "documents"),
    }


def _actors(sides: Sides, where: str | None, lexicon: Lexicon, *, alone: bool) -> dict[str, Cell | None]:
    """The actors' cells; ``alone``: what has one side only is a sole action, and not a fight with somebody unnamed."""
    groups = {one.side: one.inter for one in lexicon.tables.acled_groups}
    cells: dict[str, Cell | None] = {}
    kinds: list[AcledInter | None] = [None, None]
    for number, side in enumerate((sides.first, sides.second)):
        if not side:
            continue
        main, others = side[0], side[1:]
        kinds[number] = acled_inter(
            main.party, named=main.name is not None, coalition=main.kind == "coalition",
            groups=groups.get(main.side_id or ""), country=main.country, where=where,
        )  # fmt: skip
        with_it = dict.fromkeys(name for one in others if (name := side_name(one, where, lexicon)))
        cells |= {
            f"actor{number + 1}": Cell(side_name(main, where, lexicon), main.claims, "lexicon"),
            f"assoc_actor_{number + 1}": Cell("; ".join(with_it), claims_of(others), "lexicon") if others else None,
            f"inter{number + 1}": Cell(kinds[number], main.claims, "codebook"),
        }
    between = acled_interaction(*kinds, alone=alone and not sides.second)
    return {**cells, "interaction": Cell(between, claims_of(sides.all()), "codebook") if between else None}


def _targeting(kind: str | None, sides: Sides) -> Cell | None:
    """Civilians were the main or only target; in a battle they are not."""
    civilians: tuple[Side, ...] = tuple(side for side in sides.second if side.party == "civilians")
    if kind in (None, "Battles", "Strategic developments") or not civilians or sides.befell != "civilians":
        return None
    return Cell("Civilians targeted", claims_of(civilians), "codebook")


def _fatalities(told: Told, share: int | None, estimate: Estimate | None) -> Cell | None:
    """The share of the day; 0 where nobody tells of dead people; empty where somebody does without a number."""
    if estimate is not None:
        return tables.estimated(share, estimate)
    dead = told.event.event_type in _DEADLY or any(
        q.measure in ("killed", "killed_or_wounded") for claim in told.claims for q in claim.quantities
    )
    return None if dead else Cell(0, (), "constant", "no claim tells of dead people")


def _notes(told: Told, policy: Policy, fatalities: Estimate | None, days: list[date], share: int | None) -> str:
    event = told.event
    place = wording.where(event.place) or "no place"
    told_on = wording.period(event.time) or "no day"
    parts = [f"{told_on}: {wording_of(event.event_type)}, {place}"]
    if fatalities is not None:
        parts.append(tables.told_figure(told, fatalities))
        if len(days) > 1:
            parts.append(f"The total is split over {len(days)} days; this day has {share}")
    hurt = told.total("as-reported", "wounded")
    if hurt is not None:
        parts.append(estimate_words(hurt).capitalize())
    if event.time_conflict:
        parts.append("Claims name different days")
    disputes = sum(one.kind == "contradiction" for one in told.relations)
    if disputes:
        parts.append(wording.count(disputes, "contradiction") + " between claims")
    parts.append(f"Voices: {'; '.join(tables.voices(told))}")
    if event.part_of:
        parts.append(f"Part of {event.part_of}")
    return ". ".join(part[:1].upper() + part[1:] for part in parts) + "."
