"""The record in words a reader understands: days, figures, places, statuses, relations.

In: nouns of the model.  Out: short English phrases, without markup.  Nothing here judges; an unknown value is shown as
it is stored.  Dates are EDTF level 1 as `crosswire.model.Time` holds them (``2018-07-25``,
``2018-07``, ``XXXX-10-14``).
"""

from __future__ import annotations

import calendar
import datetime
import re

from crosswire.casebook import EventBrief, PlaceTally
from crosswire.model import Attribution, Document, Estimate, Event, Place, Quantity, Time

OF = {
    "any": "people",
    "women_and_children": "women and children",
    "aid_workers": "aid workers",
    "other": "others",
}
MEASURES = {"killed_or_wounded": "killed or wounded", "other": "counted"}
STATUSES = {
    "happened": "reported as happened",
    "ongoing": "reported as going on",
    "denied": "denied",
    "possible": "reported as possible",
    "planned": "planned or under negotiation",
    "threatened": "threatened",
    "predicted": "predicted",
    "demanded": "demanded",
}
RELATIONS = {
    "same": "Same figure",
    "compatible": "Compatible",
    "revision": "Revision",
    "contradiction": "Contradiction",
    "scope": "Different scope",
    "category": "Different people counted",
    "day_shift": "Different days",
    "stale_copy": "Handed on",
}
AGREEING = frozenset({"same", "compatible", "stale_copy"})
POLICIES = {
    "as-reported": "as reported", "acled": "ACLED-like", "ucdp": "UCDP-like", "airwars": "Airwars-like",
    "gtd": "GTD-like", "every-casualty": "Every Casualty-like",
}  # fmt: skip
TOLL_CHANGES = {
    "first": "", "raised": "raised", "lowered": "lowered", "restated": "the same number, told otherwise",
    "order_unknown": "order not known",
}  # fmt: skip
CHANGES = {"added": "Added here", "left_out": "Left out here", "replaced": "Put here", "renamed": "Named here"}
STATES = {
    "read": "read",
    "unread_language": "kept but not read: in a language crosswire does not read",
    "empty": "holds no text",
    "error": "could not be read",
}
BOUNDS = {"at_least": "at least", "more_than": "more than", "about": "about", "nearly": "nearly", "up_to": "up to"}
_COUNTS = {"part": "part of a larger figure", "additional": "in addition", "cumulative": "running toll"}
_EDTF = re.compile(r"(?P<year>\d{4}|X{4})(?:-(?P<month>\d\d|XX))?(?:-(?P<day>\d\d|XX))?")


def day(value: str | None, *, weekday: bool = False) -> str | None:
    """An EDTF day, month or year in words; None for None.

    >>> day("2018-07-25"), day("2018-07"), day("XXXX-10-14")
    ('25 July 2018', 'July 2018', '14 October, year not given')
    """
    if value is None:
        return None
    match = _EDTF.fullmatch(value)
    if not match:
        return value
    year = match["year"] if match["year"] != "XXXX" else None
    month = int(match["month"]) if match["month"] not in (None, "XX") else None
    date = int(match["day"]) if match["day"] not in (None, "XX") else None
    if month is not None and not 1 <= month <= 12:
        return value
    words = " ".join(part for part in (str(date or ""), calendar.month_name[month] if month else "") if part)
    if year is None:
        return f"{words}, year not given" if words else value
    text = f"{words} {year}" if words else year
    if weekday and month and date:
        try:
            return f"{datetime.date(int(year), month, date):%A}, {text}"
        except ValueError:
            return text
    return text


def period(time: Time | None, *, weekday: bool = False) -> str | None:
    """When, in words; None when the claim or event bears no date."""
    if time is None or (time.earliest is None and time.latest is None):
        return None
    first, last = day(time.earliest, weekday=weekday), day(time.latest, weekday=weekday)
    if first == last or last is None:
        return first
    if first is None:
        return f"until {last}"
    return f"{first} to {last}"


def why_undated(time: Time | None, *, event: bool = False) -> str:
    """Why there is no day, for claims, or for an event, that bear none."""
    if time is not None and time.weekday is not None:
        return f"a {time.weekday.capitalize()}, but the text bears no date that says which"
    if time is not None and time.quote:
        return f"the text says only “{time.quote}” and bears no date to count from"
    return "no text names a day for it" if event else "this passage names no day"


def happening(event: Event | EventBrief) -> str:
    """An event in a line: "Bombing, Velmora, Marn, 4 March 2031"; what is not known is left out."""
    told = what(event, event.event_type.replace("_", " "))
    parts = [told[:1].upper() + told[1:], where(event.place), period(event.time)]
    return ", ".join(part for part in parts if part)


def what(event: Event | EventBrief, kind: str) -> str:
    """What happened, by the words for its type; of a statement also whose it is ("statement by the Marn Police"), where
    that is an actor of the lexicon."""
    speakers = [one.name for one in event.participants if one.role == "actor" and one.actor_id is not None]
    return f"{kind} by {' and '.join(speakers)}" if event.event_type == "statement" and speakers else kind


def where(place: Place | PlaceTally | None) -> str | None:
    """Where, in words, with how exactly it is known; None when no place was read."""
    if place is None:
        return None
    parts = [place.name]
    if place.admin1 and place.admin1 != place.name:
        parts.append(place.admin1)
    text = ", ".join(parts)
    if place.place_id is None:
        return f"{text} (not in the gazetteer)"
    how = {"near": "near ", "area": "area of ", "governorate": "governorate of ", "district": "district of "}
    prefix = how.get(place.precision or "", "")
    return prefix + text if not text.lower().startswith(prefix.strip()) else text


def people(of: str) -> str:
    return OF.get(of, of)


def measure(name: str) -> str:
    return MEASURES.get(name, name)


def figure(quantity: Quantity) -> str:
    """A figure as its text gives it: "more than 250", "between 30 and 40", "dozens"."""
    q = quantity
    if q.bound == "between" and q.low is not None and q.high is not None:
        return f"between {q.low:,} and {q.high:,}"
    number = next((n for n in (q.best, q.low, q.high) if n is not None), None)
    if q.bound == "vague" or number is None:
        return f"“{q.quote}”"
    return " ".join(part for part in (BOUNDS.get(q.bound), f"{number:,}") if part)


def of_whom(quantity: Quantity) -> str:
    """Measure, of whom and what kind of count: "killed, civilians, running toll"."""
    parts = [measure(quantity.measure), people(quantity.of)]
    if quantity.counts in _COUNTS:
        parts.append(_COUNTS[quantity.counts])
    return ", ".join(parts)


def spread(estimate: Estimate) -> tuple[str, str, str]:
    """Low, best and high of an estimate; a dash where the policy gives none."""

    def cell(number: int | None) -> str:
        return "–" if number is None else f"{number:,}"

    return cell(estimate.low), cell(estimate.best), cell(estimate.high)


def manner(attribution: Attribution, *, text_of: str | None = None) -> str:
    """How the outlet passes it on; ``text_of`` names whose text it is where that is not the outlet's own."""
    source = attribution.source.name if attribution.source else "a source"
    if attribution.manner == "own_voice" and text_of is not None:
        return f"text of {text_of}"
    if attribution.described:
        return (
            f"{'quotes' if attribution.manner == 'quoted' else 'on the word of'} a source it does not name ({source})"
        )
    return {
        "quoted": f"quotes {source}",
        "reported": f"reports what {source} said",
        "own_voice": "in its own words",
        "unnamed": "on the word of a source it does not name",
    }.get(attribution.manner, attribution.manner)


def published(document: Document) -> str:
    """The publication day, or that there is none."""
    return day(document.published) or "bears no date"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """
    >>> count(1, "voice"), count(3, "voice")
    ('1 voice', '3 voices')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
