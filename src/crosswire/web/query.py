"""Filters in an address: which events a list shows, in which order, and which page of it.

In: the query string.  Out: an `EventFilter` and the same as an address again, so that every view can be shared.
Fails with `BadQueryError` for what is no day, number or box.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import get_args
from urllib.parse import quote

from crosswire.casebook import EventFilter, Order
from crosswire.errors import UsageError
from crosswire.publish.map.draw import Degrees, Mark
from crosswire.web.site import address

APART = 0.02  # degrees: marks nearer than this are not told apart by a nearer view


class BadQueryError(UsageError):
    """An address asks for what cannot be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventQuery:
    """What an address asks of the list of events; ``page`` counts from 1.  ``view``: the stretch the map shows (None:
    where most events are); ``at``: the number of one event in the list, from 1."""

    wanted: EventFilter = field(default_factory=EventFilter)
    order: Order = "day"
    page: int = 1
    view: Degrees | None = None
    at: int | None = None

    @classmethod
    def of(cls, query: Mapping[str, str]) -> EventQuery:
        def text(name: str) -> str | None:
            return query.get(name, "").strip()[:200] or None

        order = text("order") or "day"
        if order not in get_args(Order):
            raise BadQueryError(f"no order {order!r}; there are {', '.join(get_args(Order))}")
        wanted = EventFilter(
            place=text("place"), actor=text("actor"), since=_day(text("since")), until=_day(text("until")),
            event_type=text("type"), disputed=text("disputed") is not None, voices=_number(text("voices")),
            box=_box(text("box")),
        )  # fmt: skip
        return cls(
            wanted=wanted, order=order, page=max(_number(text("page")) or 1, 1), view=_box(text("view")),  # type: ignore[arg-type]
            at=_number(text("at")) or None,
        )  # fmt: skip

    def address(self, path: str = "/events", **other: object) -> str:
        """This query with some of it changed (None takes a filter away).  Another filter starts at the first page."""
        w = self.wanted
        given: dict[str, object] = {
            "place": w.place, "actor": w.actor, "since": w.since, "until": w.until, "type": w.event_type,
            "disputed": "1" if w.disputed else None, "voices": w.voices,
            "box": degrees(w.box), "order": self.order if self.order != "day" else None, "view": degrees(self.view),
        }  # fmt: skip
        if not other:
            given["page"] = self.page if self.page > 1 else None
        return address(path, **{**given, **other})

    def mark(self, mark: Mark) -> str:
        """Where a mark of the map leads: to its place; several are shown nearer, or chosen where the map cannot."""
        if mark.place is not None:
            return self.address(place=mark.place, box=None)
        west, south, east, north = mark.box
        wide, high = east - west, north - south
        if max(wide, high) < APART:
            return self.address(box=degrees(mark.box))
        return self.seeing((max(west - wide / 3, -180.0), max(south - high / 3, -85.0),
                            min(east + wide / 3, 180.0), min(north + high / 3, 85.0)))  # fmt: skip

    def seeing(self, view: Degrees | None) -> str:
        """The same list with the map over another stretch."""
        return self.address(view=degrees(view), page=self.page if self.page > 1 else None)

    def one(self, event_id: str, at: int) -> str:
        """One event of this list, which then leads on to its neighbours."""
        return self.address(f"/events/{quote(event_id, safe='')}", view=None, at=at)

    @property
    def narrowed(self) -> bool:
        return self.wanted != EventFilter()

    def without_box(self) -> EventFilter:
        return replace(self.wanted, box=None)

    def without_days(self) -> EventFilter:
        return replace(self.wanted, since=None, until=None)


def degrees(box: Degrees | None) -> str | None:
    """A box as an address has it."""
    return ",".join(f"{edge:.4f}" for edge in box) if box else None


def _day(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise BadQueryError(f"{text!r} is no day; write it as 2018-07-25") from error


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isdecimal() or len(text) > 9:
        raise BadQueryError(f"{text!r} is no number")
    return int(text)


def _box(text: str | None) -> tuple[float, float, float, float] | None:
    if text is None:
        return None
    try:
        west, south, east, north = (float(edge) for edge in text.split(","))
    except ValueError as error:
        raise BadQueryError(f"{text!r} is no box; write west,south,east,north in degrees") from error
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise BadQueryError(f"{text!r} is no box on the globe; write west,south,east,north in degrees")
    return (west, south, east, north)
