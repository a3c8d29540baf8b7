"""Hard conflicts: what forbids two claims to be one happening, whatever else they share.

In: two `View`s and the lexicon.  Out: a forbidding `Finding` or None.  These alone are asked again between all
members when two clusters are to be joined, so each is cheap and symmetric.  Missing information never forbids.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from crosswire.link.days import gap, month_day_of, season_gap
from crosswire.link.families import fit
from crosswire.link.figures import distinctive, size
from crosswire.link.finding import Finding, forbidden
from crosswire.link.names import name_keys, same_name
from crosswire.link.pacts import ended
from crosswire.link.places import apart
from crosswire.link.speech import other_statement
from crosswire.link.view import View

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

CARRIED_DAYS = 60
"""Days two times may lie apart when one was taken from another sentence: the reader may have taken the wrong one."""
_LOOSE_DAYS = 2
Conflict = Callable[[View, View, "Lexicon"], Finding | None]


def status(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """What happened is never one with what was planned, threatened, possible or denied."""
    if a.realis == b.realis or _toll_to_come(a, b):
        return None
    return forbidden("status", f"one is told as {a.claim.status}, the other as {b.claim.status}")


def event_type(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """Types of different families name different happenings."""
    if fit(a.claim.event_type, b.claim.event_type) is not None:
        return None
    return forbidden("type", f"{_words(a)} and {_words(b)} are different kinds of happening")


def extent(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """A running toll of an episode is not the toll of a single happening."""
    if a.running == b.running or (a.campaign and b.campaign):
        return None
    return forbidden("extent", "one gives a running toll of a longer episode, the other tells of a single happening")


def time(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """Two or more days apart, or another day of the year, is another happening.

    A person is killed once, so a shared named victim bears up to a week; a time taken from another sentence
    bears more.  Starts of running tolls may lie two weeks apart.
    """
    if a.running and b.running:
        if a.when.first is not None and b.when.first is not None and abs(a.when.first - b.when.first) > 21:
            return forbidden("time", "the running tolls count from different times")
        return None
    days = gap(a.when, b.when)
    if a.campaign and b.campaign and (days or 0) <= CARRIED_DAYS:
        return None
    apart_in_year = season_apart(a, b)
    if not days and not apart_in_year:
        return None
    allowed = CARRIED_DAYS if a.time_carried or b.time_carried else 7 if shared_persons(a, b) else 1
    if days is not None and days > allowed:
        return forbidden("time", f"{_when(a)} and {_when(b)} are {days} days apart")
    if days == 1 and allowed == 1 and not _telling_figure(a, b) and not _loosely_dated(a, b):
        return forbidden("time", f"{_when(a)} and {_when(b)} are a day apart, and no person or figure is shared")
    if apart_in_year is not None and apart_in_year > allowed:
        return forbidden("time", f"the days of the year are {apart_in_year} days apart")
    return None


def place(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """Two towns, or two provinces, that lie apart are two places; so are those of a list, and the whole they make up
    ("31 were killed: 12 in Velmora and nine in Dolna")."""
    if a.claim.document_id == b.claim.document_id and a.claim.trigger == b.claim.trigger:
        one, two = ((view.claim.place.place_id if view.claim.place else None) for view in (a, b))
        if one != two and a.figures and b.figures:
            return forbidden("place", "the same word tells of each, at a place of its own")
    if a.place_carried or b.place_carried:
        return None
    said = apart(a.where, b.where, lexicon)
    return forbidden("place", said) if said and not one_spot(a, b) and not _one_toll(a, b) else None


def losses(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """The dead of a side are not the dead of an attack that this side alone made; a clash has dead on both sides."""
    if a.claim.document_id == b.claim.document_id and a.claim.trigger == b.claim.trigger:
        return None
    for one, two in ((a, b), (b, a)):
        attackers = two.sides.get("actor", frozenset())
        if len(attackers) != 1 or {q.side_id for q in one.figures} != attackers:
            continue
        if not _in_a_clash(two) and two.figures and not attackers & {q.side_id for q in two.figures}:
            side = lexicon.name_of(min(attackers))
            return forbidden("losses", f"one counts losses of {side}, the other those whom {side} attacked")
    return None


def offensives(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """The offensive of one side is not the one against it; a text that names two sides' offensives tells of two."""
    one_side, two_side = a.sides.get("actor", frozenset()), b.sides.get("actor", frozenset())
    if not (a.campaign and b.campaign) or one_side & two_side:
        return None
    if a.claim.document_id == b.claim.document_id and one_side and two_side:
        return forbidden(
            "offensives", f"offensives of different sides: {lexicon.names_of(min(one_side), min(two_side))}"
        )
    for one, two in ((a, b), (b, a)):
        turned = one.sides.get("actor", frozenset()) & two.sides.get("target", frozenset())
        if turned:
            return forbidden(
                "offensives", f"one is an offensive of {lexicon.name_of(min(turned))}, the other one against it"
            )
    return None


CONFLICTS: tuple[Conflict, ...] = (
    status, event_type, extent, other_statement, ended, time, offensives, losses, place,
)  # fmt: skip
"""All hard conflicts, the cheapest first."""


def conflict(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """The first hard conflict between two claims, or None."""
    for check in CONFLICTS:
        found = check(a, b, lexicon)
        if found is not None:
            return found
    return None


def _toll_to_come(a: View, b: View) -> bool:
    """True when one only says, of what its text told before, what the toll may be ("could be over 50")."""
    if a.claim.document_id != b.claim.document_id or {a.realis, b.realis} != {"told", "possible"}:
        return False
    may = a if a.realis == "possible" else b
    return bool(may.figures) and may.bare and (may.picks_out or bool(may.back))


def _loosely_dated(a: View, b: View) -> bool:
    """True when one of two claims of a text gives days and not a day: "just days after" borders on the day meant."""
    longest = max(a.when.length or 0, b.when.length or 0)
    return a.claim.document_id == b.claim.document_id and longest > _LOOSE_DAYS


def _in_a_clash(view: View) -> bool:
    """True for a clash, and where those who were killed are all fighters and soldiers, of whom nobody says how."""
    kind = view.claim.event_type
    fell = bool(view.figures) and all(q.of in ("fighters", "soldiers") for q in view.figures)
    return kind == "armed_clash" or (kind == "killing" and fell)


def _telling_figure(a: View, b: View) -> bool:
    """True when both claims give one figure that is not too small to be shared by chance."""
    return any(
        (q.measure, q.low, q.best, q.high) == (r.measure, r.low, r.best, r.high) and size(q) >= 4
        for q in a.figures
        for r in b.figures
    )


def one_spot(a: View, b: View) -> bool:
    """True when both name one quarter or village: then the gazetteer may have put it in two places."""
    pairs = ((name_keys(one), name_keys(two)) for one in a.spots for two in b.spots)
    return any(one <= two or two <= one for one, two in pairs)


def _one_toll(a: View, b: View) -> bool:
    """True when both tell of one day and give one total that is hardly shared by chance."""
    days = gap(a.when, b.when)
    if days is None and a.context.day is not None and b.context.day is not None:
        days = abs(a.context.day - b.context.day) // 2
    return days == 0 and any(
        (q.measure, q.low, q.best, q.high) == (r.measure, r.low, r.best, r.high) and distinctive(q)
        for q in a.figures
        for r in b.figures
        if q.counts == r.counts == "total"
    )


def shared_persons(a: View, b: View) -> bool:
    """True when both name one person as the one who was hurt, taken or killed."""
    return any(
        same_name(keys, other)
        for role, keys in a.persons
        if role == "target"
        for other_role, other in b.persons
        if other_role == "target"
    )


def season_apart(a: View, b: View) -> int | None:
    """Days between two times of the year where at least one of them has no year; None when either has no day."""
    one, two = a.when.month_day, b.when.month_day
    if one is None and two is None:
        return None
    one = one or _month_day(a)
    two = two or _month_day(b)
    return season_gap(one, two) if one and two else None


def _month_day(view: View) -> tuple[int, int] | None:
    day = view.when.one_day
    return month_day_of(day) if day is not None else None


def _when(view: View) -> str:
    first, last = view.when.first, view.when.last
    if first is not None and first == last:
        return date.fromordinal(first).isoformat()
    ends = ["…" if end is None else date.fromordinal(end).isoformat() for end in (first, last)]
    return " to ".join(ends)


def _words(view: View) -> str:
    return view.claim.event_type.replace("_", " ")
