"""The fields of a claim that a person may set, each as one line of text.

In: a claim and the name of a field, or a value for it.  Out: the value as a line (None: the claim has none), or the
claim with the field set.  The lines:

``event_type``, ``mode``  ids of the codebook; ``status``  one of the statuses; ``place``  an id of the gazetteer, or a
name it has not; ``time``  a day, month or year (``2018-07-25``), two of them (``2018-07-25/2018-07-26``) or a weekday;
``actor``, ``target``  ids or names, apart by ``; ``; ``source``  an id or a name, None for the outlet's own word;
``figure``  a line of `crosswire.casebook.figure_text`.

`checked` fails with `UsageError` where a value is none of these; `put` takes what was checked and never fails.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, get_args

from crosswire.casebook.figure_text import figure_text, parse_figure
from crosswire.errors import UsageError
from crosswire.model import (
    Attribution,
    Claim,
    Document,
    Field,
    Grade,
    NamedQuote,
    Participant,
    Place,
    PlacePrecision,
    Quantity,
    Quote,
    Role,
    Status,
    Time,
    TimePrecision,
)  # fmt: skip

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

FIELDS: tuple[Field, ...] = tuple(field for field in get_args(Field) if field != "grade")
GRADES: dict[str, Grade] = {one: one for one in get_args(Grade)}
_STATUSES: dict[str, Status] = {one: one for one in get_args(Status)}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EDTF = re.compile(r"(?:\d{4}|XXXX)(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_PRECISE: Mapping[str, PlacePrecision] = {"governorate": "governorate", "district": "district", "area": "area",
                                          "country": "country"}  # fmt: skip
_ROLES: Mapping[str, Role] = {"actor": "actor", "target": "target"}


def value_of(claim: Claim, field: Field, words: Quote | None = None) -> str | None:
    """What the claim has in a field; of its figures the one at ``words``."""
    if field == "place":
        return (claim.place.place_id or claim.place.name) if claim.place else None
    if field == "time":
        return _days(claim.time) if claim.time else None
    if field in _ROLES:
        return "; ".join(dict.fromkeys(p.actor_id or p.name for p in claim.participants if p.role == field)) or None
    if field == "source":
        source = claim.attribution.source
        return claim.attribution.source_id or (source.name if source else None)
    if field == "figure":
        at = figures_at(claim, words) if words else claim.quantities
        return figure_text(at[0]) if len(at) == 1 else None
    found: str | None = {"event_type": claim.event_type, "mode": claim.mode, "status": claim.status}[field]
    return found


def figures_at(claim: Claim, words: Quote, measure: str | None = None) -> tuple[Quantity, ...]:
    """The figures that stand at these words; of several the one with this measure."""
    there = tuple(q for q in claim.quantities if q.overlaps(words.start, words.end))
    exact = tuple(q for q in there if (q.start, q.end) == (words.start, words.end)) or there
    return tuple(q for q in exact if q.measure == measure) or exact


def checked(field: Field, value: str | None, lexicon: Lexicon | None = None) -> str | None:
    """The value as it goes into the log; `UsageError` with what to do where it means nothing.  Without a lexicon its
    ids are not looked up."""
    value = value.strip() if value else None
    if field == "grade":
        return _one_of(field, value, GRADES)
    if field == "event_type" and lexicon is not None:
        return _one_of(field, value, sorted(lexicon.codebook.event_types))
    if field == "status":
        return _one_of(field, value, _STATUSES)
    if value is None or field in ("mode", "actor", "target", "source"):
        return value
    if field in ("place", "event_type"):
        return _place_id(value, lexicon) if field == "place" and lexicon is not None else value
    if field == "time":
        return _checked_days(value)
    return figure_text(parse_figure(value).quantity(Quote(start=0, end=1, quote="?")))


def _one_of(field: str, value: str | None, known: Mapping[str, object] | list[str] | tuple[str, ...]) -> str:
    if value is None or value not in known:
        raise UsageError(f"{field}: {value!r} is not one of {', '.join(known)}")
    return value


def _place_id(value: str, lexicon: Lexicon) -> str:
    if value in lexicon.gazetteer:
        return value
    found = [
        e for e in lexicon.gazetteer.lookup(value) if value.casefold() in {n.casefold() for n in (e.name, *e.names)}
    ]
    if len(found) > 1:
        several = ", ".join(f"{e.place_id} ({e.kind}, {e.admin1 or e.country})" for e in found[:8])
        raise UsageError(f"place: {value!r} is the name of several; give the id: {several}")
    return found[0].place_id if found else value


def _checked_days(value: str) -> str:
    if value.casefold() in _WEEKDAYS:
        return value.casefold()
    days = value.split("/")
    wrong = [day for day in days if not _EDTF.fullmatch(day) or not _exists(day)]
    if wrong or len(days) > 2 or days != sorted(days):
        raise UsageError(
            f"time: {value!r} is no time; write a day, month or year as 2018-07-25, 2018-07 or 2018, two of them in "
            "order with / between, or a weekday"
        )
    return value


def _exists(day: str) -> bool:
    if len(day) != 10 or day.startswith("XXXX"):
        return True
    try:
        return bool(date.fromisoformat(day))
    except ValueError:
        return False


def _days(time: Time) -> str | None:
    first, last = time.earliest or time.latest, time.latest or time.earliest
    return time.weekday if first is None or last is None else first if first == last else f"{first}/{last}"


def put(claim: Claim, field: Field, value: str | None, words: Quote, document: Document, lexicon: Lexicon) -> Claim:
    """The claim with the field set to ``value``; ``words`` are the words of the text that stand behind it."""
    if value_of(claim, field, words) == value:
        return claim
    if field == "event_type":
        if value is None or value not in lexicon.codebook.event_types:
            return claim
        return replace(claim, event_type=value)
    if field == "mode":
        return replace(claim, mode=value)
    if field == "status" and value in _STATUSES:
        return replace(claim, status=_STATUSES[value])
    if field == "place":
        return replace(claim, place=None if value is None else _place(value, words, lexicon))
    if field == "time":
        return replace(claim, time=None if value is None else _time(value, words))
    if field in _ROLES:
        others = tuple(p for p in claim.participants if p.role != field)
        names = [name.strip() for name in (value or "").split(";") if name.strip()]
        named = tuple(_participant(name, _ROLES[field], words, document, lexicon) for name in names)
        return replace(claim, participants=(*others, *named))
    if field == "source":
        return replace(claim, attribution=_attribution(claim.attribution, value, words, lexicon))
    return replace(claim, quantities=_quantities(claim, value, words)) if field == "figure" else claim


def _place(value: str, words: Quote, lexicon: Lexicon) -> Place:
    if value not in lexicon.gazetteer:
        return Place(
            start=words.start, end=words.end, quote=words.quote, place_id=None, name=value, lat=None, lon=None,
            radius_km=None, precision="area", admin1=None, country=None,
        )  # fmt: skip
    entry = lexicon.gazetteer.get(value)
    return Place(
        start=words.start, end=words.end, quote=words.quote, place_id=entry.place_id, name=entry.name, lat=entry.lat,
        lon=entry.lon, radius_km=entry.radius_km, precision=_PRECISE.get(entry.kind, "exact"), admin1=entry.admin1,
        country=entry.country,
    )  # fmt: skip


def _time(value: str, words: Quote) -> Time:
    first, _, last = value.partition("/")
    last = last or first
    weekday = value if value in _WEEKDAYS else None
    shortest = min(len(first), len(last))
    precision: TimePrecision = "day" if first == last else "days"
    if weekday or shortest < 10:
        precision = "unknown" if weekday else "year" if shortest == 4 else "month"
    return Time(
        start=words.start, end=words.end, quote=words.quote, earliest=None if weekday else first,
        latest=None if weekday else last, precision=precision, weekday=weekday, anchor="decision",
    )  # fmt: skip


def _participant(name: str, role: Role, words: Quote, document: Document, lexicon: Lexicon) -> Participant:
    actor = lexicon.actors.get(name)
    on = date.fromisoformat(document.published) if document.published else None
    return Participant(
        start=words.start, end=words.end, quote=words.quote, role=role, actor_id=actor.id if actor else None,
        name=actor.name if actor else name, side_id=lexicon.side_of(actor.id, on) if actor else None,
    )  # fmt: skip


def _attribution(was: Attribution, value: str | None, words: Quote, lexicon: Lexicon) -> Attribution:
    if value is None:
        return replace(was, manner="own_voice", source_id=None, source=None, described=False, cue=None, via=())
    known = lexicon.actors.get(value) or lexicon.outlets.get(value)
    source = NamedQuote(start=words.start, end=words.end, quote=words.quote, name=known.name if known else value)
    manner = was.manner if was.manner in ("quoted", "reported") else "reported"
    return replace(was, manner=manner, source_id=known.id if known else None, source=source, described=False, via=())


def _quantities(claim: Claim, value: str | None, words: Quote) -> tuple[Quantity, ...]:
    """The figures with the one at ``words`` replaced, removed (None), or added where none stands there."""
    made = parse_figure(value).quantity(words) if value else None
    gone = figures_at(claim, words, made.measure if made else None)
    kept = tuple(q for q in claim.quantities if q not in gone)
    return tuple(sorted((*kept, *([made] if made else [])), key=lambda q: (q.start, q.end, q.measure, q.of)))
