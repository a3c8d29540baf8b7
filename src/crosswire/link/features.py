"""What speaks for and against two claims being one happening, a function a feature.

In: two `View`s without a hard conflict, and the lexicon.  Out: findings with a value in points and the same in
words; a feature that has nothing to say returns None, so missing information is neutral.  `FEATURES` is the
whole list, as in nomenklatura's ``logic_v2``: the matcher is a list of functions that can be read one by one.
The points are set by hand; a logistic regression on the look side of the FA-KES claims showed which were too high or
too low.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from crosswire.lexicon.stop_words import stop_words
from crosswire.link.alike import rarest_shared
from crosswire.link.conflicts import one_spot, season_apart, shared_persons
from crosswire.link.days import WEEKDAYS, gap, month_day_of, season_gap
from crosswire.link.families import RARE, fit
from crosswire.link.figures import compare_figures
from crosswire.link.finding import Finding, finding
from crosswire.link.names import same_name
from crosswire.link.pacts import both_ended
from crosswire.link.places import apart, compare_places
from crosswire.link.speech import same_statement
from crosswire.link.view import View

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

Feature = Callable[[View, View, "Lexicon"], Finding | None]
NEAR_DAYS = 21
DOCUMENT_DAYS: tuple[tuple[float, float], ...] = (
    (0, 1.0),
    (1, 0.6),
    (2, -0.2),
    (10, -0.5),
    (21, -1.2),
    (60, -1.6),
    (float("inf"), -2.5),
)
"""Points where a text gives no day, by the days between what the two documents tell of at most."""
ONE_TOWN = 1.0
"""From here on two places are one town, and not one province."""
CAMPAIGN_DAYS = 60
"""Reports this many days apart may tell of one offensive."""
CARRIED = 0.6
"""What a time or place is worth that a claim took from another sentence."""
FIGHTING = re.compile("fight|fought|clash|battl|combat|confront")
"""Words that can stand for an offensive."""
TRUCE = re.compile("truce|cease-?fire|cessation")
SHORT = 8
"""Sentences of fewer different words are too short to be like others."""
RAREST = 3
SAID: tuple[tuple[float, float, tuple[str, ...]], ...] = (
    (14.0, 1.6, ("said",)),
    (12.0, 1.1, ("said",)),
    (10.5, 0.8, ("said",)),
    (9.0, 0.5, ("said",)),
    (6.0, 0.0, ()),
    (0.0, -0.4, ()),
)
"""Points by how rare the `RAREST` rarest words in common are (nats, summed), and from where it is evidence."""


def event_type(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """The same type, or one that can name the other."""
    one, two = a.kind, b.kind
    value = fit(one, two) or 0.0
    if one == two == "agreement" and _truce(a) and _truce(b):
        return finding("type", 0.6, "both tell of a truce", "truce")
    kinds = ("rare",) if a.claim.event_type in RARE and b.claim.event_type in RARE else ()
    if one == two:
        value = 0.9 if kinds else value
        return finding("type", value, f"both tell of {one.replace('_', ' ')}", *kinds)
    value = -0.3 if 0 <= value < 0.3 else value
    return finding("type", value, f"{one.replace('_', ' ')} and {two.replace('_', ' ')}", *kinds)


def time(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """The same day, stretches that overlap, a day apart, or the weekday where a text gives no more."""
    if a.running and b.running:
        return None
    days = gap(a.when, b.when)
    if days and a.campaign and b.campaign:
        return None
    if a.when.first is not None and a.when.first == b.when.first and _truce(a) and _truce(b):
        return finding("time", 2.0, "truces that begin on one day", "time")
    if days is None:
        return _without_year(a, b) or _weekday(a, b)
    if days:
        return finding("time", -1.0 if days == 1 else -1.4, f"the days named are {days} apart", "shift")
    weight = CARRIED if a.time_carried or b.time_carried else 1.0
    lengths = [length for view in (a, b) if (length := view.when.length) is not None]
    longest = max(lengths) if len(lengths) == 2 else 400
    if longest == 1:
        return finding("time", 2.0 * weight, "same day", "time")
    if longest <= 9:
        return finding("time", 0.6 * weight, "the times overlap, within days", "time")
    return finding("time", 0.2 if longest <= 31 else 0.0, "the times overlap, widely")


def document_time(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """Where a claim bears no date, its document's dates speak, weakly: far apart is against."""
    lasts = (a.running and b.running) or (a.campaign and b.campaign)
    dated = gap(a.when, b.when) is not None and not lasts
    if dated or a.claim.document_id == b.claim.document_id:
        return None
    one, two = _about(a), _about(b)
    if one is not None and two is not None:
        apart = abs(one - two)
        lasting = (a.campaign and b.campaign and apart <= CAMPAIGN_DAYS) or (
            a.running and b.running and apart <= NEAR_DAYS
        )
        return _documents_apart(apart, lasting)
    one_season, two_season = _about_season(a), _about_season(b)
    if one_season and two_season and season_gap(one_season, two_season) > NEAR_DAYS:
        return finding("document_time", -2.5, "the documents tell of another time of the year")
    return None


@cache
def _documents_apart(days: int, lasting: bool) -> Finding:
    if lasting:
        return finding("document_time", 0.3, "the documents are of the same weeks")
    points = next(points for most, points in DOCUMENT_DAYS if days <= most)
    words = "of the same day" if not days else "a day apart" if days == 1 else f"{days} days apart"
    return finding("document_time", points, f"the documents are {words}", *(("near",) if days <= 1 else ()))


def place(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """The same place, one inside the other, near each other, or in one province."""
    if a.family == "deal" and (a.place_carried or b.place_carried):
        return None
    found = compare_places(a.where, b.where, lexicon)
    carried = a.place_carried or b.place_carried
    said = apart(a.where, b.where, lexicon)
    if said:
        return finding("place", -0.8 if carried or one_spot(a, b) else -1.6, said)
    if not carried:
        return found
    if found is None or found.value <= 0:
        return found
    return finding("place", found.value * CARRIED, f"{found.text} (from the text around)", *found.kinds)


def campaign(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """Two that name an offensive or a battle for one place: a place sees one at a time; an attack is not all of it."""
    if a.campaign != b.campaign:
        short = b if a.campaign else a
        if short.claim.event_type == "armed_clash" and any(FIGHTING.match(word) for word in short.triggers):
            return None
        return finding("campaign", -0.8, "one names fighting that lasts, the other an attack")
    if not a.campaign:
        return None
    where = compare_places(a.where, b.where, lexicon)
    one_town = where is not None and where.value >= ONE_TOWN
    kinds = ("campaign", "battlefield") if one_town else ("campaign",)
    return finding("campaign", 0.8, "both name fighting that lasts", *kinds)


def actors(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """Who did it: the same actor, the same side, another side, or actor and target changed over."""
    one, two = a.actors.get("actor", frozenset()), b.actors.get("actor", frozenset())
    side_one, side_two = a.sides.get("actor", frozenset()), b.sides.get("actor", frozenset())
    symmetric = "armed_clash" in (a.claim.event_type, b.claim.event_type)
    if symmetric:
        one, two = one | a.actors.get("target", frozenset()), two | b.actors.get("target", frozenset())
        side_one, side_two = (
            side_one | a.sides.get("target", frozenset()),
            side_two | b.sides.get("target", frozenset()),
        )
    if one & two:
        return finding("actors", 0.7, f"same actor: {lexicon.name_of(min(one & two))}", "actor")
    if side_one & side_two:
        return finding("actors", 0.5, f"actors of one side: {lexicon.name_of(min(side_one & side_two))}", "actor")
    if not side_one or not side_two:
        return None
    if (
        not symmetric
        and side_one & b.sides.get("target", frozenset())
        and side_two & a.sides.get("target", frozenset())
    ):
        return finding("actors", -2.0, "who acts in one is hit in the other")
    return finding("actors", -1.5, f"actors of different sides: {lexicon.names_of(min(side_one), min(side_two))}")


def targets(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """Whom it hit: the same people or group, the same side, another side."""
    if "armed_clash" in (a.claim.event_type, b.claim.event_type):
        return None
    same = a.actors.get("target", frozenset()) & b.actors.get("target", frozenset())
    if same:
        return finding("targets", 0.9, f"same target: {lexicon.name_of(min(same))}", "target")
    one, two = a.sides.get("target", frozenset()), b.sides.get("target", frozenset())
    if not one or not two:
        return None
    if one & two:
        return finding("targets", 0.3, f"same side hit: {lexicon.name_of(min(one & two))}")
    return finding("targets", -0.8, f"different sides hit: {lexicon.names_of(min(one), min(two))}")


def victim_side(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """Dead of the very side that did it in the other claim: the attackers' losses are told as another happening."""
    if not (a.dead or b.dead):
        return None
    for one, two in ((a, b), (b, a)):
        if len(one.dead) == 1 and one.dead == two.sides.get("actor") and not one.dead & two.dead:
            side = lexicon.name_of(min(one.dead))
            return finding("victim_side", -1.6, f"one counts losses of {side}, the other tells what {side} did")
    if a.running and b.running and a.dead and b.dead:
        if a.dead & b.dead:
            return finding(
                "victim_side", 1.2, f"running tolls of {lexicon.name_of(min(a.dead & b.dead))}", "victim_side"
            )
        return finding("victim_side", -3.0, "running tolls of different sides")
    return None


def persons(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """The same named person, above all as the one hurt."""
    if not a.persons or not b.persons:
        return None
    if shared_persons(a, b):
        return finding("persons", 2.5, "the same named person was hit", "person")
    if any(same_name(keys, other) for _, keys in a.persons for _, other in b.persons):
        return finding("persons", 1.0, "the same person is named", "person")
    hit = [{keys for role, keys in view.persons if role == "target"} for view in (a, b)]
    if len(hit[0]) == 1 and len(hit[1]) == 1:
        return finding("persons", -2.0, "different persons were hit")
    return None


def figures(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """Figures that count the same people."""
    days = gap(a.when, b.when)
    return compare_figures(a, b, time_agrees=days == 0)


def wording(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """Sentences of two documents that share most of their words: one telling, copied or edited."""
    if a.claim.document_id == b.claim.document_id or not a.shingles or not b.shingles:
        return None
    if a.shingles.isdisjoint(b.shingles):
        return None
    share = len(a.shingles & b.shingles) / min(len(a.shingles), len(b.shingles))
    if share < 0.3:
        return None
    if not a.triggers & b.triggers:
        return None
    return finding("wording", 2.0 if share >= 0.5 else 1.2, f"{share:.0%} of the sentence is the same text", "words")


def said(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """Sentences that share rare words speak of the same thing: a school, a convoy, a market."""
    if a.claim.document_id == b.claim.document_id or min(len(a.words), len(b.words)) < SHORT:
        return None
    rarest = rarest_shared(a.words, b.words, RAREST)
    rarity = sum(weight for weight, _ in rarest)
    points, kinds = next((points, kinds) for least, points, kinds in SAID if rarity >= least)
    words = ", ".join(word for _, word in rarest if word not in stop_words())
    return finding("said", points, f"rare words in common: {words}" if words else "no rare word in common", *kinds)


def spots(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """The same quarter or village named, or others."""
    if not a.spots or not b.spots:
        return None
    if one_spot(a, b):
        return finding("spots", 1.3, "both name one quarter or village", "spot")
    return finding("spots", -1.0, "they name other quarters or villages")


FEATURES: tuple[Feature, ...] = (
    event_type, time, document_time, place, campaign, actors, targets, victim_side, persons, figures, wording, said,
    spots, same_statement, both_ended,
)  # fmt: skip


def _truce(view: View) -> bool:
    return any(TRUCE.match(word) for word in view.triggers)


def _about(view: View) -> int | None:
    """The day a claim is about, else the day of its document; for a running toll or an offensive the day it was
    written, for the day named is that from which it goes on."""
    if view.running or view.campaign:
        return view.context.day
    day = view.when.first if view.when.first is not None else view.when.last
    return day if day is not None else view.context.day


def _about_season(view: View) -> tuple[int, int] | None:
    if view.when.month_day:
        return view.when.month_day
    day = _about(view)
    return month_day_of(day) if day is not None else view.context.month_day


def _without_year(a: View, b: View) -> Finding | None:
    apart = season_apart(a, b)
    if apart is None:
        return None
    if apart == 0:
        both = a.when.month_day and b.when.month_day
        return finding("time", 1.0 if both else 0.6, "same day of the year", "time")
    return finding("time", -0.8, f"the days of the year are {apart} apart", "shift")


def _weekday(a: View, b: View) -> Finding | None:
    one, two = a.when.weekday, b.when.weekday
    if one is None or two is None:
        return None
    if one == two:
        return finding("time", 0.5, f"both on a {WEEKDAYS[one].capitalize()}", "weekday")
    return finding("time", -0.8, f"{WEEKDAYS[one].capitalize()} and {WEEKDAYS[two].capitalize()}")
