"""``geojson``: one Feature an event, as RFC 7946 has it.

In: an event.  Out: the Feature: a Point ``[lon, lat]``, or no geometry where only the country is known or nothing is.
The point is the centre of a disc of ``uncertainty_km``; a governorate is a point too, and its ``where_prec`` says so.
``date_prec`` and ``where_prec`` are the codes of UCDP.  What did not happen is left out, so that no map shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crosswire.lexicon import Lexicon
from crosswire.model import Policy
from crosswire.publish.handover import tables
from crosswire.publish.handover.cells import Cell, Row, filled
from crosswire.publish.handover.periods import stretch_of, ucdp_date_prec, ucdp_where_prec
from crosswire.publish.handover.record import Told
from crosswire.publish.handover.tables import LeftOut, estimated, left_out, whole

COLUMNS = (
    "event_id", "label", "event_type", "date_start", "date_end", "date_prec", "where_prec", "uncertainty_km",
    "place_as_written", "geonameid", "killed_low", "killed_best", "killed_high", "rule", "n_documents", "n_voices",
    "grade", "claims", "sources",
)  # fmt: skip
POLICY: Policy = "as-reported"


def rows(told: Told, lexicon: Lexicon, policy: Policy) -> Iterator[Row | LeftOut]:
    """The Feature of an event, or why it has none."""
    event, place, killed = told.event, told.event.place, told.total(policy, "killed")
    why = tables.not_happened(told)
    if why is not None:
        yield left_out(told, why)
        return
    stretch, at = stretch_of(event.time), tables.point(place)
    when, where = told.saying(event.time), told.saying(place)
    written = sorted({claim.place.quote for claim in told.claims if claim.place is not None})
    geonameid = int(place.place_id) if place and place.place_id and place.place_id.isdecimal() else None
    graded = [e for e in told.estimates if e.grade is not None]
    cells = {
        "event_id": whole(told, event.event_id),
        "label": whole(told, event.label),
        "event_type": Cell(event.event_type, event.claim_ids),
        "date_start": Cell(stretch.first.isoformat(), when) if stretch else None,
        "date_end": Cell(stretch.last.isoformat(), when) if stretch else None,
        "date_prec": Cell(ucdp_date_prec(stretch), when, "codebook") if stretch else None,
        "where_prec": Cell(ucdp_where_prec(place, lexicon), where, "codebook") if place else None,
        "uncertainty_km": Cell(place.radius_km, where, "gazetteer") if place and at else None,
        "place_as_written": Cell(list(written), where),
        "geonameid": Cell(geonameid, where, "gazetteer"),
        "killed_low": estimated(killed.low, killed) if killed else None,
        "killed_best": estimated(killed.best, killed) if killed else None,
        "killed_high": estimated(killed.high, killed) if killed else None,
        "rule": Cell(tables.told_figure(told, killed), killed.claim_ids, "estimate") if killed else None,
        "n_documents": whole(told, len(event.document_ids)),
        "n_voices": whole(told, len(event.voice_ids)),
        "grade": Cell(graded[0].grade, graded[0].claim_ids, "estimate") if graded else None,
        "claims": whole(told, list(event.claim_ids)),
        "sources": Cell(list(tables.outlets(told)), event.claim_ids, "documents"),
        "geometry": Cell(list(at), where, "gazetteer") if at else None,
    }
    yield Row(id=event.event_id, event_id=event.event_id, cells=filled(cells))


def feature(row: Row) -> dict[str, Any]:
    """The Feature of a row; every property stands in every Feature, empty ones as null."""
    at = row.value("geometry")
    return {
        "type": "Feature",
        "id": row.id,
        "geometry": None if at is None else {"type": "Point", "coordinates": at},
        "properties": {name: row.value(name) for name in COLUMNS},
    }
