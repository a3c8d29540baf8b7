"""The events of a casebook as columns: what filters, orders and counts ask of all of them at once.

In: a casebook as it stands.  Out: `Columns`, one array a column with the events by id, read once and kept until the
record is derived anew (`built.stamp`).  A filter is a mask; lists, counts, days and places of a hundred thousand
events then take a few milliseconds, where SQL reads the table again for each question.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from crosswire.casebook.lists import EventFilter

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Order = Literal["day", "killed", "voices", "documents"]
KEPT = 4
"""Casebooks whose columns are kept in memory."""
MASKS = 12
"""Filters whose events are kept in memory, a byte an event each."""
_READ = (
    "SELECT event_id, earliest, latest, event_type, place_id, place_words, place_name, precision, lat, lon, radius_km,"
    " voices, documents, disputed, killed FROM events ORDER BY event_id"
)


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of few different values: the values, sorted, and for each event the number of its value."""

    values: tuple[Any, ...]
    codes: Numbers

    @classmethod
    def of(cls, column: Iterable[Hashable]) -> Coded:
        column = list(column)
        values = sorted(set(column), key=lambda value: (value is not None, str(value)))  # None first
        number = {value: code for code, value in enumerate(values)}
        return cls(tuple(values), np.fromiter((number[value] for value in column), np.int64, len(column)))

    def where(self, wanted: Callable[[Any], bool]) -> Mask:
        """The events whose value is wanted; each value is asked for once."""
        return np.fromiter((wanted(value) for value in self.values), np.bool_, len(self.values))[self.codes]


@dataclass(slots=True)
class Columns:
    """``places`` are (id, words to search in), ``points`` (latitude, longitude) or None, ``named``: of each point the
    smallest id, name and precision and the greatest radius of what lies there.  ``killed`` is -1 where no toll is
    known."""

    ids: tuple[str, ...]
    earliest: Coded
    latest: Coded
    types: Coded
    places: Coded
    points: Coded
    named: tuple[tuple[str | None, str, str, float | None], ...]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    voices: Numbers
    documents: Numbers
    disputed: Mask
    killed: Numbers
    actors: tuple[tuple[tuple[str | None, str], Numbers], ...] = ()
    _ordered: dict[Order, Numbers] = field(default_factory=dict)
    _masks: OrderedDict[EventFilter, Mask] = field(default_factory=OrderedDict)

    def mask(self, wanted: EventFilter, plain: Callable[[str], str | None]) -> Mask:
        """The events a filter leaves; one page asks for the same several times."""
        found = self._masks.get(wanted)
        if found is None:
            found = self._masks[wanted] = self._mask(wanted, plain)
            while len(self._masks) > MASKS:
                self._masks.popitem(last=False)
        return found

    def _mask(self, wanted: EventFilter, plain: Callable[[str], str | None]) -> Mask:
        found = np.ones(len(self.ids), np.bool_)
        if wanted.place is not None:
            own, part = wanted.place, plain(wanted.place) or ""
            found &= self.places.where(lambda place: place[0] == own or (place[1] is not None and part in place[1]))
        if wanted.actor is not None:
            own, part = wanted.actor, plain(wanted.actor) or ""
            with_actor = np.zeros(len(self.ids), np.bool_)
            for (actor_id, words), events in self.actors:
                if actor_id == own or part in words:
                    with_actor[events] = True
            found &= with_actor
        # EDTF: a day without its year (XXXX-10-14) is in no range, a month (2018-07) is in every range that touches it.
        if (since := wanted.since) is not None:
            found &= self.latest.where(lambda day: day is not None and day[0] != "X" and f"{day}-99" >= since)
        if (until := wanted.until) is not None:
            found &= self.earliest.where(lambda day: day is not None and day[0] != "X" and day <= until)
        if wanted.event_type is not None:
            found &= self.types.where(lambda kind: kind == wanted.event_type)
        if wanted.disputed:
            found &= self.disputed
        if wanted.voices is not None:
            found &= self.voices >= wanted.voices
        if wanted.box is not None:
            west, south, east, north = wanted.box
            found &= (self.lat >= south) & (self.lat <= north) & (self.lon >= west) & (self.lon <= east)
        return found

    def ordered(self, order: Order) -> Numbers:
        """The positions of all events in this order; of equals the smaller id comes first."""
        if order not in self._ordered:
            last = len(self.earliest.values)
            none_first = int(self.earliest.values[:1] == (None,))
            keys: dict[Order, tuple[Any, ...]] = {
                "day": (np.where(self.earliest.codes < none_first, last, self.earliest.codes),),
                "killed": (np.where(self.killed < 0, 1, -self.killed),),
                "voices": (-self.documents, -self.voices),
                "documents": (-self.voices, -self.documents),
            }
            self._ordered[order] = np.lexsort(keys[order])
        return self._ordered[order]

    def by_day(self, found: Mask) -> list[tuple[str, int, int]]:
        """(day, events, disputed), by day; events without a day or without its year are left out."""
        codes, size = self.earliest.codes[found], len(self.earliest.values)
        events = np.bincount(codes, minlength=size).tolist()
        disputed = np.bincount(codes[self.disputed[found]], minlength=size).tolist()
        days = zip(self.earliest.values, events, disputed, strict=True)
        return [(day, n, d) for day, n, d in days if n and day is not None and day[0] != "X"]

    def by_point(self, found: Mask, limit: int) -> list[tuple[int, int, int, int | None]]:
        """(number of the point, events, disputed, killed), those with the most events first."""
        codes, size = self.points.codes[found], len(self.points.values)
        events = np.bincount(codes, minlength=size)
        disputed = np.bincount(codes[self.disputed[found]], minlength=size)
        told = self.killed[found] >= 0
        tolls = np.bincount(codes[told], minlength=size)
        killed = np.bincount(codes[told], weights=self.killed[found][told], minlength=size)
        full = [n for n in np.flatnonzero(events).tolist() if self.points.values[n] is not None]
        full.sort(key=lambda n: (-events[n], self.points.values[n]))
        return [(n, int(events[n]), int(disputed[n]), int(killed[n]) if tolls[n] else None) for n in full[:limit]]


_kept: OrderedDict[tuple[str, str], Columns] = OrderedDict()
_lock = Lock()


def columns_of(connection: sqlite3.Connection) -> Columns:
    """The columns of an open casebook, read anew only where it was derived anew."""
    file = str(connection.execute("PRAGMA database_list").fetchone()[2])
    row = connection.execute("SELECT stamp FROM built").fetchone()
    key = (file, str(row[0]) if row else "")
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = _read(connection)
    with _lock:
        for old in [one for one in _kept if one[0] == file]:
            del _kept[old]
        if row is not None:
            _kept[key] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made


def _read(connection: sqlite3.Connection) -> Columns:
    rows = connection.execute(_READ).fetchall()
    columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [()] * 15
    ids, earliest, latest, types, place_id, words, name, precision, lat, lon, radius, voices, documents, *rest = columns
    disputed, killed = rest
    points = Coded.of((a, b) if a is not None and b is not None else None for a, b in zip(lat, lon, strict=True))
    named: list[tuple[str | None, str, str, float | None]] = [(None, "", "", None)] * len(points.values)
    there: dict[int, set[tuple[Any, ...]]] = {}
    for code, *own in zip(points.codes.tolist(), place_id, name, precision, radius, strict=True):
        there.setdefault(code, set()).add(tuple(own))
    for code, places in there.items():
        if points.values[code] is not None:
            first = [min((p[n] for p in places if p[n] is not None), default=None) for n in range(3)]
            wide = max((p[3] for p in places if p[3] is not None), default=None)
            named[code] = (first[0], first[1] or "", first[2] or "", wide)
    return Columns(
        ids=tuple(ids), earliest=Coded.of(earliest), latest=Coded.of(latest), types=Coded.of(types),
        places=Coded.of(zip(place_id, words, strict=True)), points=points, named=tuple(named),
        lat=np.array([np.nan if one is None else one for one in lat], np.float64),
        lon=np.array([np.nan if one is None else one for one in lon], np.float64),
        voices=np.array(voices, np.int64), documents=np.array(documents, np.int64),
        disputed=np.array(disputed, np.bool_), killed=np.array([-1 if k is None else k for k in killed], np.int64),
        actors=_actors(connection, ids),
    )  # fmt: skip


def _actors(connection: sqlite3.Connection, ids: Sequence[str]) -> tuple[tuple[tuple[str | None, str], Numbers], ...]:
    """Every actor, as (id, words to search in), with the positions of its events."""
    position = {event_id: at for at, event_id in enumerate(ids)}
    found: dict[tuple[str | None, str], list[int]] = {}
    for event_id, actor_id, words in connection.execute("SELECT event_id, actor_id, name_words FROM event_actors"):
        found.setdefault((actor_id, words or ""), []).append(position[event_id])
    return tuple((actor, np.array(events, np.int64)) for actor, events in found.items())
