"""The record as five flat tables: what the workbook has as sheets and Parquet as files.

In: the record.  Out: rows of plain values, an event at a time, for ``events``, ``claims``, ``estimates``, ``relations``
and ``documents``.  Every row of the first four names the claims it rests on; a row of the last is a document's credits,
without its text.  Numbers are numbers and what is not known is None.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crosswire.model import Document, Estimate, Policy, Relation
from crosswire.publish.handover import claims_csv, tables
from crosswire.publish.handover.cells import Value
from crosswire.publish.handover.parties import sides_of
from crosswire.publish.handover.periods import stretch_of, ucdp_date_prec
from crosswire.publish.handover.record import Record, Told

Kind = type[str] | type[int] | type[float] | type[bool]
_CLAIM_NUMBERS = ("sentence_start", "sentence_end", "low", "best", "high")
COLUMNS: Mapping[str, Mapping[str, Kind]] = {
    "events": {
        "event_id": str, "label": str, "event_type": str, "modes": str, "status": str, "date_start": str,
        "date_end": str, "date_prec": int, "time_as_written": str, "days_differ": bool, "place": str,
        "place_as_written": str, "place_precision": str, "admin1": str, "country": str, "latitude": float,
        "longitude": float, "uncertainty_km": float, "doers": str, "befell": str, "killed_low": int,
        "killed_best": int, "killed_high": int, "killed_rule": str, "wounded_low": int, "wounded_best": int,
        "wounded_high": int, "disputed": bool, "grade": str, "documents": int, "voices": int, "outlets": str,
        "voice_names": str, "part_of": str, "claim_ids": str,
    },
    "claims": {name: int if name in _CLAIM_NUMBERS else str for name in claims_csv.COLUMNS},
    "estimates": {
        "estimate_id": str, "event_id": str, "measure": str, "of_whom": str, "side": str, "policy": str, "column": str,
        "low": int, "best": int, "high": int, "rule": str, "grade": str, "grade_reasons": str, "voices": int,
        "claim_ids": str,
    },
    "relations": {
        "relation_id": str, "event_id": str, "kind": str, "claim_a": str, "claim_b": str, "measure": str, "of_a": str,
        "of_b": str, "words_a": str, "words_b": str, "reason": str,
    },
    "documents": {
        "document_id": str, "file": str, "row": int, "url": str, "title": str, "outlet": str, "byline": str,
        "agency": str, "republishes": str, "dateline": str, "published": str, "published_how": str, "lang": str,
        "state": str, "supersedes": str, "sha256": str,
    },
}  # fmt: skip
"""The columns of each table and what they hold."""
_WHERE = {"name": "place", "admin1": "admin1", "country": "country", "lat": "latitude", "lon": "longitude"}
POLICY: Policy = "as-reported"
Line = tuple[str, dict[str, Value]]


def lines(record: Record) -> Iterator[Line]:
    """The rows, each with the name of its table."""
    seen: set[str] = set()
    for told in record.events():
        seen.update(told.documents)
        yield "events", _event(told, record)
        for estimate in told.estimates:
            if record.policy in (None, estimate.policy):
                yield "estimates", _estimate(told, estimate)
        for relation in told.relations:
            yield "relations", _relation(relation)
    for row in claims_csv.rows(record):
        yield "claims", {name: cell.value for name, cell in row.cells.items()}
    for document in record.documents(None if record.whole else seen):
        yield "documents", _document(document)


def _event(told: Told, record: Record) -> dict[str, Value]:
    event, place, stretch = told.event, told.event.place, stretch_of(told.event.time)
    policy = record.policy or POLICY
    killed, wounded = told.total(policy, "killed"), told.total(policy, "wounded")
    at, sides, where = tables.point(place), sides_of(told, record.lexicon), place.country if place else None
    names = [[tables.side_name(one, where, record.lexicon) for one in side] for side in (sides.first, sides.second)]
    doers, befell = ("; ".join(dict.fromkeys(name for name in side if name)) for side in names)
    graded = [e.grade for e in told.estimates if e.grade is not None]
    held = tables.where_cells(told, record.lexicon, _WHERE)
    return {
        "event_id": event.event_id,
        "label": event.label,
        "event_type": event.event_type,
        "modes": "; ".join(event.modes),
        "status": event.status,
        "date_start": stretch.first.isoformat() if stretch else None,
        "date_end": stretch.last.isoformat() if stretch else None,
        "date_prec": ucdp_date_prec(stretch) if stretch else None,
        "time_as_written": event.time.quote if event.time else None,
        "days_differ": event.time_conflict,
        **{name: cell.value for name, cell in held.items() if cell is not None},
        "place_as_written": "; ".join(sorted({claim.place.quote for claim in told.claims if claim.place is not None})),
        "place_precision": place.precision if place else None,
        "uncertainty_km": place.radius_km if place and at else None,
        "doers": doers,
        "befell": befell,
        **_spread("killed", killed),
        "killed_rule": tables.told_figure(told, killed) if killed else None,
        **_spread("wounded", wounded),
        "disputed": any(one.kind == "contradiction" for one in told.relations),
        "grade": graded[0] if graded else None,
        "documents": len(event.document_ids),
        "voices": len(event.voice_ids),
        "outlets": "; ".join(tables.outlets(told)),
        "voice_names": "; ".join(tables.voices(told)),
        "part_of": event.part_of,
        "claim_ids": "; ".join(event.claim_ids),
    }


def _spread(name: str, estimate: Estimate | None) -> dict[str, Value]:
    if estimate is None:
        return {}
    return {f"{name}_low": estimate.low, f"{name}_best": estimate.best, f"{name}_high": estimate.high}


def _estimate(told: Told, estimate: Estimate) -> dict[str, Value]:
    known = {*told.event.voice_ids, *estimate.voice_ids}
    return {
        "estimate_id": estimate.estimate_id,
        "event_id": estimate.event_id,
        "measure": estimate.measure,
        "of_whom": estimate.of,
        "side": told.voices.sides.get(estimate.side_id, estimate.side_id) if estimate.side_id else None,
        "policy": estimate.policy,
        "column": estimate.column,
        "low": estimate.low,
        "best": estimate.best,
        "high": estimate.high,
        "rule": tables.rule_words(told, estimate),
        "grade": estimate.grade,
        "grade_reasons": "; ".join(told.voices.in_rule(reason, known) for reason in estimate.grade_reasons),
        "voices": len(estimate.voice_ids),
        "claim_ids": "; ".join(estimate.claim_ids),
    }


def _relation(one: Relation) -> dict[str, Value]:
    return {
        "relation_id": one.relation_id, "event_id": one.event_id, "kind": one.kind, "claim_a": one.claim_a,
        "claim_b": one.claim_b, "measure": one.measure, "of_a": one.of_a, "of_b": one.of_b,
        "words_a": one.figure_a.quote if one.figure_a else None,
        "words_b": one.figure_b.quote if one.figure_b else None, "reason": one.reason,
    }  # fmt: skip


def _document(document: Document) -> dict[str, Value]:
    own = COLUMNS["documents"]
    held = {name: getattr(document, name) for name in own if name != "sha256"}
    return {**held, "sha256": document.origin.sha256 if document.origin else None}


def claim_ids(name: str, row: Mapping[str, Value]) -> list[str]:
    """The claims a row rests on; none for a document."""
    if name == "claims":
        return [str(row["claim_id"])]
    if name == "relations":
        return [str(row["claim_a"]), str(row["claim_b"])]
    return str(row.get("claim_ids") or "").split("; ") if name != "documents" else []
