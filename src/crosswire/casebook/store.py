"""The casebook: a folder with ``casebook.db`` and ``parts/`` (a cache), the one thing that changes.

In: documents (`given`), what a run derived (`record`), decisions (`log`).  Out: the same nouns again, sorted by id, and
their counts.  Readers and one writer work at the same time; every write is one transaction.  Fails with `CasebookError`
(missing, locked, newer, damaged) and with `UsageError` for an id it does not have.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from crosswire.casebook import answers, between, lists, views
from crosswire.casebook import tallies as counted
from crosswire.casebook.given import Given
from crosswire.casebook.log import Log
from crosswire.casebook.record import Record
from crosswire.model import Decision, Event


class Casebook(Given, Record, Log):
    """Open with `Casebook.open`; use as a context manager."""

    def counts(self) -> counted.Counts:
        return counted.counts(self._connection)

    def tallies(self, kind: type[counted.Tally], *, limit: int | None = None, offset: int = 0) -> list[counted.Tally]:
        """The outlets, voices, actors or places of the record with their counts, a page of them."""
        return counted.tallies(self._connection, kind, limit=limit, offset=offset)

    def count_tallies(self, kind: type[counted.Tally]) -> int:
        return counted.count_tallies(self._connection, kind)

    def tally_of(self, kind: type[counted.Tally], key: str) -> counted.Tally:
        """The counts of one outlet, voice, actor or place."""
        return counted.tally_of(self._connection, kind, key)

    def latest_of_outlet(self, outlet: str, *, limit: int) -> list[str]:
        """The documents an outlet published last, the latest first."""
        return between.latest_of(self._connection, outlet, limit)

    def events_of_outlets(
        self, outlets: Sequence[str], *, limit: int, within: Sequence[Sequence[str]] | None = None
    ) -> list[Event]:
        """The events all these outlets tell of, those most voices tell of first; ``within``: of each outlet the
        documents to look at, in which case events of very many documents are passed over."""
        return between.events_of(self._connection, outlets, limit, within)

    def days_of_outlet(self, outlet: str) -> list[str]:
        """The days on which an outlet published, in order."""
        return between.days_of(self._connection, outlet)

    def copies_between(
        self, outlet: str, other: str | None = None, *, limit: int, within: Sequence[str] | None = None
    ) -> list[between.Handed]:
        """Documents of an outlet (``within``: of these) that share passages with those of others or of one, the most
        shared first."""
        return between.handed(self._connection, outlet, other, limit, within)

    def partners_of(self, outlet: str) -> list[between.Partner]:
        """The outlets that an outlet shares passages with, over the whole record."""
        return between.partners_of(self._connection, outlet)

    def carriers_of(self, voice_id: str) -> list[tuple[str, int]]:
        """The outlets that carry a voice ("" where documents name none), with how many of its claims."""
        query = "SELECT outlet, claims FROM voice_outlets WHERE voice_id = ? ORDER BY claims DESC, outlet LIMIT 100"
        return self._connection.execute(query, (voice_id,)).fetchall()

    def view_rows(self, name: str, events: lists.EventFilter | None = None) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a view (`crosswire.casebook.views`) in batches, of the events a filter leaves."""
        return views.rows_of(self._connection, views.view(name), events)

    def waiting(self, *, by: str | None = None, limit: int) -> list[answers.Waiting]:
        """Figures that a person should look at and ``by`` has not answered, those about most deaths first."""
        return answers.waiting(self._connection, by, limit)

    def count_waiting(self, by: str | None = None) -> int:
        """How many such figures there are."""
        return answers.count_waiting(self._connection, by)

    def has_answered(self, by: str | None, a: str, b: str) -> bool:
        """Whether this reviewer decided about a pair of claims, or about one of them as a whole."""
        return answers.has_answered(self._connection, by, a, b)

    def _decided(self, connection: sqlite3.Connection, decisions: Sequence[Decision]) -> None:
        answers.note(self, connection, decisions)
