"""``plover``: an event as a PLOVER record, one JSON object a line.

In: an event.  Out: the record, or why there is none: PLOVER's manual names no event for its type, or no day is told.
The rules and codes are those of the manual, version 0.7b1 (``lexicon/data/PROVENANCE.md``): where both sides use force
both are actors and there is no recipient; ``text`` stays empty, since the texts are their publishers'.  The names of
the fields are those of a later list; the manual of that version says ``source`` for ``actor``.  Modes other than those
of our event types, ``context`` and ``event_scale`` are not filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from crosswire import __version__
from crosswire.lexicon import Lexicon
from crosswire.lexicon.codes import Country, load_countries
from crosswire.model import Policy
from crosswire.publish.handover import tables
from crosswire.publish.handover.cells import Cell, Row, filled
from crosswire.publish.handover.parties import Side, sides_of
from crosswire.publish.handover.periods import country_name, second_division, stretch_of
from crosswire.publish.handover.record import Told
from crosswire.publish.handover.tables import LeftOut, claims_of, left_out, whole

POLICY: Policy = "gtd"
REQUIRED = ("id", "date", "actor", "event")
_QUAD = {
    1: ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    2: ("COOPERATE", "AID", "RETREAT"),
    3: ("DEMAND", "ACCUSE", "REJECT", "SANCTION", "THREATEN"),
    4: ("PROTEST", "MOBILIZE", "COERCE", "ASSAULT"),
}
_SECTOR = {"state": "GOV", "army": "MIL", "police": "COP", "population": "CVL"}
_SIZES = (("dead", "killed"), ("injured", "wounded"), ("arrested", "detained"))


def rows(told: Told, lexicon: Lexicon, policy: Policy) -> Iterator[Row | LeftOut]:
    """The record of an event, or why it has none."""
    event, stretch = told.event, stretch_of(told.event.time)
    kind, mode = lexicon.codebook.event_types[event.event_type].plover
    why = tables.not_happened(told) if kind != "THREATEN" or event.status != "threatened" else None
    if why is None and kind is None:
        why = f"{event.event_type.replace('_', ' ')}: PLOVER's manual names no event for it"
    if why is None and stretch is None:
        why = tables.WHY_DAYS
    if why is not None or stretch is None or kind is None:
        yield left_out(told, why or "")
        return
    saying, typed = told.saying(event.time), event.claim_ids
    modes = [*([mode] if mode else []), *(one for one in event.modes if one != mode)]
    ended = stretch.last.isoformat() if stretch.days > 1 else None
    cells = {
        "id": whole(told, event.event_id),
        "date": Cell(stretch.first.isoformat(), saying),
        "enddate": Cell(ended, saying),
        "event": Cell([kind], typed, "codebook"),
        "mode": Cell(modes, typed, "codebook"),
        "quad_code": Cell(next((n for n, kinds in _QUAD.items() if kind in kinds), None), typed, "codebook"),
        **_actors(told, lexicon),
        **_location(told, lexicon),
        "event_text": Cell(list(dict.fromkeys(claim.trigger.quote for claim in told.claims)), typed),
        "sizes": _sizes(told, policy),
        "link": whole(told, event.part_of),
        "cite_info": _cited(told),
        "comment": Cell(tables.figures_told(told, policy), _behind(told, policy), "estimate"),
        "coder": Cell(f"crosswire {__version__}", (), "constant"),
    }
    yield Row(id=event.event_id, event_id=event.event_id, cells=filled(cells))


def line(row: Row) -> dict[str, Any]:
    """The record as JSON; ``actor`` stands there even where nobody is named."""
    return {"actor": [], **{name: cell.value for name, cell in row.cells.items()}}


def _actors(told: Told, lexicon: Lexicon) -> dict[str, Cell | None]:
    sides = sides_of(told, lexicon)
    where = told.event.place.country if told.event.place else None
    both = told.event.event_type == "armed_clash" and sides.befell != "civilians"
    named = {"actor": sides.all() if both else sides.first, "recipient": () if both else sides.second}
    return {
        role: Cell([_actor(one, where, lexicon) for one in parties], claims_of(parties), "lexicon")
        for role, parties in named.items()
    }


def _actor(side: Side, where: str | None, lexicon: Lexicon) -> dict[str, str]:
    """An actor object; ``code`` only where the country of the actor is known."""
    countries = _countries(lexicon.folders)
    code = countries[side.country].alpha3 if side.country in countries else None
    sector = "UAF" if side.party == "group" and side.name is None else "CVL" if side.party == "civilians" else None
    found = {
        "code": code,
        "sector": sector or _SECTOR.get(side.kind or ""),
        "actor_text": tables.side_name(side, where, lexicon),
        "identifier_text": side.actor_id,
    }
    return {name: value for name, value in found.items() if value}


@cache
def _countries(folders: tuple[Path, ...]) -> dict[str, Country]:
    return load_countries(folders)


def _location(told: Told, lexicon: Lexicon) -> dict[str, Cell | None]:
    place = told.event.place
    if place is None:
        return {}
    at = tables.point(place)
    town = place.precision in ("exact", "near")
    found: dict[str, Any] = {
        "extracted_place": place.quote,
        "resolved_place": place.name if place.place_id else None,
        "geonameid": int(place.place_id) if place.place_id and place.place_id.isdecimal() else None,
        "lat": at[1] if at else None,
        "lon": at[0] if at else None,
        "city": place.name if town and place.place_id else None,
        "district": second_division(place, lexicon),
        "province": place.admin1,
        "country": country_name(place.country, lexicon),
        "country_code": place.country,
        "resolution": place.precision,
    }
    return {"event_loc": Cell(_object(found), told.saying(place), "gazetteer")}


def _object(values: dict[str, Any]) -> Any:
    return {name: value for name, value in values.items() if value is not None}


def _sizes(told: Told, policy: Policy) -> Cell | None:
    estimates = {name: told.total(policy, measure) for name, measure in _SIZES}  # type: ignore[arg-type]
    known = {name: tables.best_known(one) for name, one in estimates.items() if one is not None}
    claims = sorted({claim for one in estimates.values() if one is not None for claim in one.claim_ids})
    return Cell(_object(known), tuple(claims), "estimate") if _object(known) else None


def _behind(told: Told, policy: Policy) -> tuple[str, ...]:
    return tuple(sorted({claim for e in told.estimates if e.policy == policy for claim in e.claim_ids}))


def _cited(told: Told) -> Cell:
    """The earliest of the documents; the others are in the basis of the record."""
    first = told.sources()[0]
    found = {"title": first.title, "url": first.url, "language": first.lang, "publication": tables.outlet_of(first)}
    saying: Iterable[str] = (c.claim_id for c in told.claims if c.document_id == first.document_id)
    return Cell(_object(found), tuple(saying), "documents")
