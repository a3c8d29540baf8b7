"""``ftm``: statements of FollowTheMoney, each value with who says so and where.

In: the record.  Out: ``statements.json``, a statement a line.  An event is an `Event`, its documents are `Article`s,
who takes part an `Organization`, `PublicBody` or `Person`, its place an `Address`.  **The dataset of a statement is the
voice that says it, its origin the claim** (for credits, the outlet and the document; for what the record itself says,
``crosswire`` and the estimate).  Two outlets with one agency text are one dataset.  Needs the extra ``ftm``; fails with
`ExportError` that says so where it is not installed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from crosswire.lexicon import Lexicon
from crosswire.model import Claim, Document, Place, Policy, content_id
from crosswire.publish.handover import tables
from crosswire.publish.handover.periods import country_name, stretch_of
from crosswire.publish.handover.record import Record, Told
from crosswire.publish.voices import voice_of
from crosswire.publish.whole import ExportError

OWN = "crosswire"
POLICY: Policy = "as-reported"
_SCHEMA = {
    "state": "PublicBody", "army": "PublicBody", "police": "PublicBody", "armed_group": "Organization",
    "coalition": "Organization", "agency": "Organization", "media": "Organization", "monitor": "Organization",
    "organisation": "Organization", "official": "Person",
}  # fmt: skip
_ROLES = ("actor", "target", "beneficiary")
Fact = tuple[str, str, str, str, str, str]
"""Entity, schema, property, value, dataset, origin."""


def write_statements(record: Record, file: Path) -> None:
    """Write the statements of all wanted events, those of one entity by their ids, each once."""
    statement, writer, cleaned = _library()
    with file.open("wb") as out, writer(out) as lines:
        written: set[str] = set()
        for told in record.events():
            for fact in facts(told, record):
                entity, schema, prop, given, dataset, origin = fact
                value = cleaned(schema, prop, given)
                if value is None:
                    continue
                made = statement(entity, prop, schema, value, dataset, origin=origin)
                key = sys.intern(made.id)
                if key not in written:
                    lines.write(made)
                    if not entity.startswith("event-"):  # events come once, documents, actors and places again
                        written.add(key)


def _library() -> tuple[Any, Callable[..., Any], Callable[[str, str, str], str | None]]:
    """A statement, the writer of statements, and FollowTheMoney's own check of a value (None: it takes it not)."""
    try:
        from followthemoney import model
        from followthemoney.statement import Statement
        from followthemoney.statement.serialize import JSONStatementWriter
    except ImportError as error:
        raise ExportError('followthemoney is not installed; run `pip install "crosswire[ftm]"`') from error

    def cleaned(schema: str, prop: str, value: str) -> str | None:
        if prop == "id":
            return value
        known: Any = model
        found: str | None = known.get(schema).get(prop).type.clean(value)
        return found

    return Statement, JSONStatementWriter, cleaned


def facts(told: Told, record: Record) -> list[Fact]:
    """What is stated about one event and those it names, each once, in the order of claims."""
    event, policy = told.event, record.policy or POLICY
    found: list[Fact] = [(event.event_id, "Event", "id", event.event_id, OWN, event.event_id)]
    found += [(event.event_id, "Event", "name", event.label, OWN, event.event_id)]
    for estimate in told.estimates:
        if estimate.policy == policy and estimate.column in (None, "total"):
            summary = tables.told_figure(told, estimate)
            found.append((event.event_id, "Event", "summary", summary, OWN, estimate.estimate_id))
    for claim in told.claims:
        found += _of_claim(told, claim, record.lexicon)
    for document in told.sources():
        found += _of_document(document)
    known: dict[tuple[str, ...], Fact] = {}
    for fact in found:  # of one voice's equal statements the first stands
        known.setdefault(fact[:5], fact)
    return list(known.values())


def _of_claim(told: Told, claim: Claim, lexicon: Lexicon) -> Iterator[Fact]:
    event_id = told.event.event_id
    dataset, origin = slug(voice_of(claim)), claim.claim_id

    def says(prop: str, value: str | None) -> Iterator[Fact]:
        if value:
            yield event_id, "Event", prop, value, dataset, origin

    stretch = stretch_of(claim.time)
    if stretch is not None:
        yield from says("startDate", stretch.first.isoformat())
        yield from says("endDate", stretch.last.isoformat() if stretch.days > 1 else None)
    yield from says("keywords", claim.event_type)
    yield from says("proof", claim.document_id)
    if claim.place is not None:
        yield from says("location", claim.place.name)
        country = claim.place.country
        yield from says("country", country.lower() if country else None)
        address = content_id("place", claim.place.place_id or claim.place.name)
        yield from says("addressEntity", address)
        yield from _of_place(address, claim.place, lexicon, dataset, origin)
    for p in claim.participants:
        actor = lexicon.actors.get(p.actor_id) if p.actor_id else None
        schema = _SCHEMA.get(actor.kind) if actor is not None else None
        if actor is not None and schema is not None and p.role in _ROLES:
            entity = f"actor-{actor.id}"
            yield from says("involved", entity)
            yield entity, schema, "id", entity, dataset, origin
            yield entity, schema, "name", actor.name, dataset, origin
            if actor.country:
                yield entity, schema, "country", actor.country.lower(), dataset, origin


def _of_place(address: str, place: Place, lexicon: Lexicon, dataset: str, origin: str) -> Iterator[Fact]:
    parts = (place.name, place.admin1 if place.admin1 != place.name else None, country_name(place.country, lexicon))
    at = tables.point(place)
    values = {
        "id": address,
        "full": ", ".join(part for part in parts if part),
        "city": place.name if place.precision in ("exact", "near") else None,
        "state": place.admin1,
        "country": place.country.lower() if place.country else None,
        "latitude": f"{at[1]:.5f}" if at else None,
        "longitude": f"{at[0]:.5f}" if at else None,
    }
    for prop, value in values.items():
        if value:
            yield address, "Address", prop, value, dataset, origin


def _of_document(document: Document) -> Iterator[Fact]:
    values = {
        "id": document.document_id,
        "title": document.title,
        "publisher": document.outlet,
        "author": document.byline,
        "publishedAt": document.published,
        "sourceUrl": document.url,
        "fileName": document.file,
    }
    for prop, value in values.items():
        if value:
            yield document.document_id, "Article", prop, value, slug(document.outlet or OWN), document.document_id


def slug(name: str) -> str:
    """A name as that of a dataset: small letters, digits and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_") or OWN
