"""``ucdp``: rows as UCDP's Georeferenced Event Dataset has them, one incident with at least one death.

In: an event.  Out: its row, or why there is none: nobody gives a number of dead, or no day.  Columns are those of the
contract of exports; what they hold is as described for version 20.1 (``lexicon/data/PROVENANCE.md``), the codes of
precision as summarised: the codebook itself was not read.  Side a is a government where one takes part, else whoever
did it; civilians are side b.  ``best`` is the sum of the four columns.

Never filled: the numbers of conflicts, dyads, sides and countries, ``relid``, ``active_year``, ``code_status``,
``conflict_name``, ``region`` and ``event_clarity`` (UCDP's own lists and a coder's judgement).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from crosswire.lexicon import Lexicon
from crosswire.lexicon.codes import ucdp_violence
from crosswire.model import Column, Estimate, Policy
from crosswire.publish.handover import tables
from crosswire.publish.handover.cells import Cell, Row, filled
from crosswire.publish.handover.parties import Side, sides_of
from crosswire.publish.handover.periods import (
    country_name,
    second_division,
    stretch_of,
    ucdp_date_prec,
    ucdp_where_prec,
)
from crosswire.publish.handover.record import Told
from crosswire.publish.handover.tables import LeftOut, claims_of, left_out, whole

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
    "low", "gwnoa", "gwnob",
)  # fmt: skip
POLICY: Policy = "ucdp"
DEATHS: tuple[Column, ...] = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
_WHERE = {"name": "where_coordinates", "admin1": "adm_1", "country": "country", "lat": "latitude", "lon": "longitude"}
_STATE = ("state", "army", "police")


def rows(told: Told, lexicon: Lexicon, policy: Policy) -> Iterator[Row | LeftOut]:
    """The row of an event, or why it has none."""
    event, stretch, total = told.event, stretch_of(told.event.time), told.total(policy, "killed")
    why = tables.not_happened(told) or tables.episode(told)
    if why is None and (total is None or not any((total.low, total.best, total.high))):
        why = "no claim gives a number of dead"
    if why is None and stretch is None:
        why = tables.WHY_DAYS
    if why is not None or stretch is None or total is None:
        yield left_out(told, why or "")
        return
    saying, sources = told.saying(event.time), told.sources()
    sides = sides_of(told, lexicon)
    violence = ucdp_violence(sides.doer, sides.befell)
    articles = "; ".join(
        ", ".join(part for part in (tables.outlet_of(d), d.published, d.title) if part) for d in sources
    )
    days = (document.published for document in sources)
    cells = {
        "id": whole(told, event.event_id),
        "year": Cell(stretch.first.year, saying),
        "type_of_violence": Cell(violence, claims_of(sides.all()), "codebook"),
        **_named(told, total, lexicon, policy),
        "number_of_sources": whole(told, len(sources)),
        "source_article": Cell(articles, event.claim_ids, "documents"),
        "source_office": Cell("; ".join(tables.outlets(told)), event.claim_ids, "documents"),
        "source_date": Cell("; ".join(dict.fromkeys(filter(None, days))), event.claim_ids, "documents"),
        "source_headline": Cell("; ".join(d.title for d in sources if d.title), event.claim_ids, "documents"),
        "source_original": Cell("; ".join(tables.voices(told)), event.claim_ids),
        **_where(told, lexicon),
        "date_prec": Cell(ucdp_date_prec(stretch), saying, "codebook"),
        "date_start": Cell(stretch.first.isoformat(), saying),
        "date_end": Cell(stretch.last.isoformat(), saying),
        **deaths(told, total, policy),
    }  # fmt: skip
    yield Row(id=event.event_id, event_id=event.event_id, cells=filled(cells))


def deaths(told: Told, total: Estimate, policy: Policy) -> dict[str, Cell | None]:
    """The dead by column, and best, low and high around their sum."""
    columns = {e.column: e for e in told.figures(policy, "killed") if e.column in DEATHS}
    low, high = total.low, total.high
    if total.best is None:
        known: dict[str, Cell | None] = {
            name: tables.estimated(tables.best_known(e), e) for name, e in columns.items() if name is not None
        }
        return {**known, "low": tables.estimated(low, total), "high": tables.estimated(high, total)}
    found: dict[str, Cell | None] = {}
    best = 0
    for name in DEATHS:
        one = columns.get(name)
        if one is None:
            number = total.best if name == "deaths_unknown" and not columns else 0
            found[name] = Cell(number, total.claim_ids, "estimate", "no figure counts them apart")
        else:
            number = tables.best_known(one) or 0
            found[name] = tables.estimated(number, one)
        best += number
    why = total.rule if best == total.best else f"the sum of the columns; the total alone is {total.best}: {total.rule}"
    found["best"] = Cell(best, total.claim_ids, "estimate", why)
    found["low"] = Cell(min(best, best if low is None else low), total.claim_ids, "estimate", total.rule)
    found["high"] = Cell(max(best, best if high is None else high), total.claim_ids, "estimate", total.rule)
    return found


def _named(told: Told, total: Estimate, lexicon: Lexicon, policy: Policy) -> dict[str, Cell | None]:
    """The names of the two sides, side a the one whose dead are in ``deaths_a``."""
    sides = sides_of(told, lexicon)
    one, other = (side[0] if side else None for side in (sides.first, sides.second))
    counted = {e.column: e.side_id for e in told.figures(policy, "killed") if e.side_id is not None}
    if _swapped(one, other, counted):
        one, other = other, one
    where = told.event.place.country if told.event.place else None
    name_a, name_b = (None if side is None else _side(side, where, lexicon) for side in (one, other))
    cells = {
        "side_a": Cell(name_a, one.claims if one else ()),
        "side_b": Cell(name_b, other.claims if other else ()),
    }
    cells = {name: Cell(cell.value, cell.claims, "lexicon") for name, cell in cells.items()}
    if name_a and name_b and one and other:
        cells["dyad_name"] = Cell(f"{name_a} - {name_b}", claims_of((one, other)), "lexicon")
    return dict(cells)


def _swapped(one: Side | None, other: Side | None, counted: Mapping[Column | None, str]) -> bool:
    """Whether the second party is side a."""
    if other is None or other.party == "civilians":
        return False
    if counted.get("deaths_a") is not None:
        return other.side_id == counted["deaths_a"]
    if counted.get("deaths_b") is not None and one is not None:
        return one.side_id == counted["deaths_b"]
    return other.party == "state" and (one is None or one.party != "state")


def _side(side: Side, where: str | None, lexicon: Lexicon) -> str | None:
    """A state's forces are its government, as UCDP names them; civilians bear no country."""
    if side.party == "civilians":
        return "Civilians"
    if side.kind in _STATE and side.country is not None:
        return f"Government of {country_name(side.country, lexicon)}"
    return tables.side_name(side, where, lexicon)


def _where(told: Told, lexicon: Lexicon) -> dict[str, Cell | None]:
    place = told.event.place
    if place is None:
        return {}
    saying, at = told.saying(place), tables.point(place)
    wkt = f"POINT ({at[0]:.5f} {at[1]:.5f})" if at else None
    return {
        "where_prec": Cell(ucdp_where_prec(place, lexicon), saying, "codebook"),
        **tables.where_cells(told, lexicon, _WHERE),
        "where_description": Cell(place.quote, saying),
        "adm_2": Cell(second_division(place, lexicon), saying, "gazetteer"),
        "geom_wkt": Cell(wkt, saying, "gazetteer"),
        "priogrid_gid": Cell(priogrid(*at) if at else None, saying, "gazetteer"),
    }


def priogrid(lon: float, lat: float) -> int:
    """The cell of PRIO-GRID: half degrees, 720 a row, counted from 1 at 90 south, 180 west.

    >>> priogrid(2.29, 10.51)
    145085
    """
    row, column = (min(most, math.floor((value + edge) * 2)) for value, edge, most in ((lat, 90, 359), (lon, 180, 719)))
    return row * 720 + column + 1
