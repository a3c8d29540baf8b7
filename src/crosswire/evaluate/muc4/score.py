"""Scoring incident templates as MUC-4 did.

In: the key's templates and ours for one message.  Out: counts by slot.  The measure is that of Chinchor 1992 ("MUC-4
evaluation metrics"): every filler is correct, partial, incorrect, spurious or missing; recall = (correct + partial/2)
/ (correct + partial + incorrect + missing), precision the same over (correct + partial + incorrect + spurious).  A
filler or template marked optional is not missing when we lack it.  The row is ALL TEMPLATES: fillers of a template of
ours that maps to none of the key are spurious, those of one we lack are missing.  Templates are mapped one to one, the
best first; a pair needs a type that fits and one more slot with a point.

What the official scorer asked a person is decided by rule here: two strings are the same when one holds the head (the
last content word) of the other, partly when they share a content word; a number of the right people is correct when
the value agrees ("6-" and "~100" by their number), of other people partial; a date is partial when the stretches
overlap, a place when ours is broader or narrower; ATTACK and BOMBING are partly the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crosswire.evaluate.muc4.key import MONTHS, Filler, Key
from crosswire.lexicon.transliteration import plain

SLOTS = ("type", "date", "location", "perpetrator", "target", "target_number", "effect")
Counts = tuple[int, int, int, int, int]
"""Correct, partial, incorrect, spurious, missing."""
NOTHING: Counts = (0, 0, 0, 0, 0)
_DATE = re.compile(r"(\d{1,2})\s+([A-Z]{3})\s+(\d{2})")
_EMPTY = frozenset(
    {
        "the", "a", "an", "of", "and", "or", "in", "at", "by", "to", "for", "from", "with", "on", "his", "her", "their",
        "its", "other", "others", "another", "several", "some", "least", "about", "more", "than", "who", "were", "was",
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "mr", "mrs",
        "presumed", "alleged", "group", "members", "member",
    }
)  # fmt: skip
_SPREAD = timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """People harmed: as the text calls them, how many (None: only that they are several), and what befell them."""

    text: str
    number: int | None
    effects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A template of ours.  ``first`` is None in "on or before ``last``"; ``places`` run from the country inwards."""

    kind: str
    first: date | None
    last: date | None
    places: tuple[str, ...]
    perpetrators: tuple[str, ...]
    targets: tuple[Target, ...]


def score_message(keys: Sequence[Key], ours: Sequence[Incident]) -> dict[str, Counts]:
    """The counts of one message, by slot."""
    total = dict.fromkeys(SLOTS, NOTHING)
    for key, incident in mapped(keys, ours):
        for slot, counts in score_pair(key, incident).items():
            total[slot] = add(total[slot], counts)
    return total


def mapped(keys: Sequence[Key], ours: Sequence[Incident]) -> list[tuple[Key | None, Incident | None]]:
    """Each template of the key with ours that fits best; None where there is none."""
    points = sorted(
        ((_fit(key, incident), -k, -i) for k, key in enumerate(keys) for i, incident in enumerate(ours)), reverse=True
    )
    pairs: list[tuple[Key | None, Incident | None]] = []
    keys_left, ours_left = set(range(len(keys))), set(range(len(ours)))
    for fit, k, i in points:
        if fit > 0 and -k in keys_left and -i in ours_left:
            keys_left.remove(-k)
            ours_left.remove(-i)
            pairs.append((keys[-k], ours[-i]))
    pairs += [(keys[k], None) for k in sorted(keys_left)]
    return pairs + [(None, ours[i]) for i in sorted(ours_left)]


def _fit(key: Key, incident: Incident) -> float:
    counts = score_pair(key, incident)
    points = {slot: found[0] + 0.5 * found[1] for slot, found in counts.items()}
    if not points["type"] or not sum(points[slot] for slot in ("date", "location", "perpetrator", "target")):
        return 0.0
    return 2 * points["target"] + points["perpetrator"] + points["date"] + points["location"] + points["type"]


def score_pair(key: Key | None, incident: Incident | None) -> dict[str, Counts]:
    """The counts of two templates held together, or of one that stands alone."""
    slots = key.slots if key else {}
    free = key is not None and key.optional and incident is None
    named = slots.get(18, ()) + tuple(filler for filler in slots.get(19, ()) if not filler.referents)
    people = incident.targets if incident else ()
    answers: dict[str, tuple[tuple[Filler, ...], list[object], Callable[[Filler, object], float]]] = {
        "type": (slots.get(4, ()), [incident.kind] if incident else [], _same_kind),
        "date": (slots.get(2, ()), [(incident.first, incident.last)] if incident and incident.last else [], _same_date),
        "location": (slots.get(3, ()), [incident.places] if incident and incident.places else [], _same_place),
        "perpetrator": (
            slots.get(9, ()) + slots.get(10, ()), list(incident.perpetrators) if incident else [], _same_name
        ),
        "target": (named, [person.text for person in people], _same_name),
        "target_number": (slots.get(21, ()), list(people), _same_number),
        "effect": (slots.get(23, ()), [(e, person.text) for person in people for e in person.effects], _same_effect),
    }  # fmt: skip
    return {slot: _count(*given, free=free) for slot, given in answers.items()}


def _count(
    fillers: Sequence[Filler], given: Sequence[object], same: Callable[[Filler, object], float], *, free: bool
) -> Counts:
    pairs = sorted(((same(f, g), -a, -b) for a, f in enumerate(fillers) for b, g in enumerate(given)), reverse=True)
    left, ours = set(range(len(fillers))), set(range(len(given)))
    correct = partial = 0
    for points, a, b in pairs:
        if points > 0 and -a in left and -b in ours:
            left.remove(-a)
            ours.remove(-b)
            correct += points == 1
            partial += points < 1
    needed = 0 if free else sum(not fillers[a].optional for a in left)
    incorrect = min(needed, len(ours))
    return correct, partial, incorrect, len(ours) - incorrect, needed - incorrect


def add(one: Counts, other: Counts) -> Counts:
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3], one[4] + other[4])


def recall(units: Iterable[Counts]) -> float | None:
    """None where the key has nothing to find."""
    return _share(units, missed=4)


def precision(units: Iterable[Counts]) -> float | None:
    """None where we gave nothing."""
    return _share(units, missed=3)


def _share(units: Iterable[Counts], missed: int) -> float | None:
    right = total = 0.0
    for unit in units:
        right += unit[0] + 0.5 * unit[1]
        total += unit[0] + unit[1] + unit[2] + unit[missed]
    return right / total if total else None


def _same_kind(filler: Filler, given: object) -> float:
    if given in filler.values:
        return 1.0
    return 0.5 if {given, *filler.values} >= {"ATTACK", "BOMBING"} else 0.0


def _same_name(filler: Filler, given: object) -> float:
    return max((alike(value, str(given)) for value in filler.values), default=0.0)


def alike(one: str, other: str) -> float:
    """1 where one string holds the head of the other, 0.5 where they share a content word, else 0."""
    a, b = content_words(one), content_words(other)
    if not a or not b:
        return 0.0
    if a[-1] in b or b[-1] in a:
        return 1.0
    return 0.5 if set(a) & set(b) else 0.0


def content_words(text: str) -> list[str]:
    """The words that say something, in the singular."""
    words = [word for word in plain(text).split() if word not in _EMPTY and not word.isdigit()]
    return [word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words]


def _same_number(filler: Filler, given: object) -> float:
    assert isinstance(given, Target)
    values = {_number(value) for value in filler.values}
    if given.number not in values:
        return 0.0
    of_them = max((alike(name, given.text) for name in filler.referents), default=1.0)
    return 1.0 if of_them else 0.5


def _number(value: str) -> int | None:
    digits = re.search(r"\d+", value)
    return int(digits[0]) if digits else None


def _same_effect(filler: Filler, given: object) -> float:
    assert isinstance(given, tuple)
    effect, text = given
    if effect not in filler.values:
        return 0.0
    of_them = max((alike(name, text) for name in filler.referents), default=1.0)
    return 1.0 if of_them else 0.5


def _same_date(filler: Filler, given: object) -> float:
    assert isinstance(given, tuple)
    first, last = given
    best = 0.0
    for value in filler.values:
        days = [day for match in _DATE.finditer(value) if (day := _day(match)) is not None]
        if not days:
            continue
        theirs = (None, days[0]) if value.lstrip("( ").startswith("-") else (days[0], days[-1])
        if theirs == (first, last):
            return 1.0
        if (first or last - _SPREAD) <= theirs[1] and (theirs[0] or theirs[1] - _SPREAD) <= last:
            best = 0.5
    return best


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(1900 + int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))
    except ValueError:
        return None


def _same_place(filler: Filler, given: object) -> float:
    assert isinstance(given, tuple)
    ours = [plain(name) for name in given]
    best = 0.0
    for value in filler.values:
        levels = [[plain(re.sub(r"\([^)]*\)", "", n)) for n in part.split(" - ")] for part in value.split(":")]
        if ours[-1] in levels[-1]:
            return 1.0
        if any(name in level for name in ours for level in levels):
            best = 0.5
    return best
