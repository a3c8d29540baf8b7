"""The options that say which events are meant: those of ``events``, ``export`` and ``review``."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from crosswire.casebook import Casebook, EventFilter

_day = click.DateTime(["%Y-%m-%d"])
_OPTIONS = (
    click.option("--place", help="Id of a place, or part of the name of a town or governorate."),
    click.option("--actor", help="Id of an actor, or part of its name."),
    click.option("--from", "since", type=_day, help="First day, as 2018-07-25."),
    click.option("--to", "until", type=_day, help="Last day."),
    click.option("--type", "event_type", help="Event type, as the table shows it."),
    click.option("--contradiction", "--disputed", "disputed", is_flag=True, help="Only events with a contradiction."),
)


def event_filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options, handed to the command as one ``wanted``, an `EventFilter`."""

    @functools.wraps(command)
    def with_filter(
        *,
        place: str | None,
        actor: str | None,
        since: datetime | None,
        until: datetime | None,
        event_type: str | None,
        disputed: bool,
        **others: Any,
    ) -> Any:
        from crosswire.casebook import EventFilter
        from crosswire.errors import UsageError

        if since and until and since > until:
            raise UsageError(f"--from {since:%Y-%m-%d} is after --to {until:%Y-%m-%d}; name the earlier day first")
        wanted = EventFilter(
            place=place,
            actor=actor,
            since=since.date().isoformat() if since else None,
            until=until.date().isoformat() if until else None,
            event_type=event_type.strip().lower().replace(" ", "_") if event_type else None,
            disputed=disputed,
        )
        return command(wanted=wanted, **others)

    made: Callable[..., Any] = with_filter
    for option in reversed(_OPTIONS):
        made = option(made)
    return made


def check_type(casebook: Casebook, wanted: EventFilter) -> None:
    """Fail with `UsageError` where no event of the casebook is of the wanted type."""
    from crosswire.errors import UsageError

    if wanted.event_type is None:
        return
    types = sorted({event.event_type for event in casebook.events()})
    if wanted.event_type not in types:
        raise UsageError(
            f"no event of the type {wanted.event_type!r}; {casebook.folder} has {', '.join(types) or 'no events'}"
        )
