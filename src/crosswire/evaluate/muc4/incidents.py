"""Our reading of a message as incidents of MUC-4.

In: a message and the lexicon.  Out: `Incident`s, by the set's own guide (``template-doc-part1``, the number of the
section in brackets).  The text is put in sentence case (`truecase`) and read alone; each of its events becomes an
incident where the guide asks for one:

- something is done to people who are no soldiers, police or fighters [1.0.1]; a bombing may have no people;
- it happened, in one of the nine countries, at most two months before the text [1.0.4–6];
- it is told as one incident: a sum over a war, and harm to people in general ("the people"), are none [1.0.7].

Incidents of a kind that do not differ in place, day or perpetrator are one [5.0].  A day named by its weekday, and no
day at all, become "on or before" the day of the text [7.3]; no place becomes the country that the text is about
[7.4].  Kinds that our codebook does not know (arson, robbery, hijacking, forced stoppage of work) are missed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from crosswire.evaluate.alone import Reading, read_text
from crosswire.evaluate.muc4.key import Message
from crosswire.evaluate.muc4.score import Incident, Target, content_words
from crosswire.evaluate.muc4.truecase import true_case
from crosswire.lexicon import Lexicon
from crosswire.lexicon.event_types import Codebook
from crosswire.lexicon.transliteration import plain
from crosswire.model import Claim, Measure, Of, Participant, Place, Quantity

KINDS = {
    "bombing": "BOMBING", "abduction": "KIDNAPPING", "killing": "ATTACK", "attack": "ATTACK",
    "attack_on_civilians": "ATTACK", "execution": "ATTACK", "shelling": "ATTACK", "air_strike": "ATTACK",
    "chemical_attack": "ATTACK", "armed_clash": "ATTACK",
}  # fmt: skip
EFFECTS: dict[Measure, tuple[str, ...]] = {
    "killed": ("DEATH",), "wounded": ("INJURY",), "killed_or_wounded": ("DEATH", "INJURY"), "abducted": (),
    "captured": (), "missing": (), "released": ("REGAINED FREEDOM",),
}  # fmt: skip
COUNTRIES = (
    "El Salvador", "Guatemala", "Honduras", "Argentina", "Bolivia", "Chile", "Colombia", "Ecuador", "Peru",
)  # fmt: skip
"""The countries whose incidents are recorded, as the guide lists them."""
_PERSONS = frozenset({"official", "population"})
_ARMED = frozenset({"fighters", "soldiers", "police", "commanders"})
_RECENT = timedelta(days=62)
_BODY = re.compile(
    r"\b(?:alliance|army|association|battalion|brigade|commission|command|committee|council|department|embassy|federation|"
    r"forces?|front|group|guard|ministry|movement|organi[sz]ation|party|police|republic|troops|union|unit|university)\b",
    re.IGNORECASE,
)
_COUNT_ALONE = re.compile(r"[\w\s,]*\bcasualt(?:y|ies)\b.*", re.IGNORECASE)
"""No people by the guide's note on slot 19: only the word for their being harmed."""
_PRONOUN = re.compile(r"(?:he|she|they|it|we|i|who|this|that|these|those|him|her|them|others?)", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:[a-z]+(?:men|women|people|children)|people|police|troops|[a-z]{2,}[^s\W]s)\b")
_AFTER = re.compile(r"^\W*((?:[\w'’-]+\s?){1,4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one event tells, before the incidents of a message are made one: ``day`` and ``place`` only where they are
    told, ``bare`` where no word says what kind of attack it was."""

    incident: Incident
    day: tuple[date, date] | None
    place: Place | None
    bare: bool


def read_incidents(message: Message, lexicon: Lexicon) -> list[Incident]:
    """The incidents a message tells of, as we read it."""
    published = message.published.isoformat() if message.published else None
    return incidents_of(read_text(true_case(message.text, lexicon), lexicon, published=published), message, lexicon)


def incidents_of(reading: Reading, message: Message, lexicon: Lexicon) -> list[Incident]:
    """The incidents of a message that was read."""
    country = _country_of(message, lexicon)
    told = [one for claims in reading.events if (one := _told(claims, message.published, country, lexicon)) is not None]
    kept: list[Told] = []
    for one in told:
        twin = next((at for at, other in enumerate(kept) if _one_incident(other, one, lexicon)), None)
        if twin is None:
            kept.append(one)
        else:
            kept[twin] = _merged(kept[twin], one)
    return [one.incident for one in kept]


def _told(event: Sequence[Claim], published: date | None, country: str | None, lexicon: Lexicon) -> Told | None:
    claims = [claim for claim in event if claim.status in ("happened", "ongoing") and not _old(claim, published)]
    kinds = [kind for claim in claims if (kind := KINDS.get(claim.event_type))]
    if not kinds:
        return None
    kind = next((kind for kind in kinds if kind != "ATTACK"), kinds[0])
    targets = _targets(claims, lexicon)
    if not targets and kind != "BOMBING":
        return None
    if _military(claims, targets, lexicon):
        return None
    if kind != "BOMBING" and _in_general(targets, lexicon) and not any(claim.place and claim.time for claim in claims):
        return None
    place = min(
        (claim.place for claim in claims if claim.place is not None),
        key=lambda one: one.precision in ("country", "governorate", "area"),
        default=None,
    )
    if place is not None and _elsewhere(place, lexicon):
        if place.precision == "country" or country is None:
            return None
        place = None
    day = _day(claims)
    weekday = day is None or any(
        claim.time and claim.time.weekday and claim.time.anchor == "published" for claim in claims
    )
    incident = Incident(
        kind=kind,
        first=None if weekday or day is None else day[0],
        last=published if weekday or day is None else day[1],
        places=_places(place, country, lexicon),
        perpetrators=_perpetrators(claims),
        targets=targets,
    )
    bare = all(claim.event_type in ("killing", "attack", "attack_on_civilians", "armed_clash") for claim in claims)
    return Told(incident=incident, day=day, place=place, bare=bare)


def _old(claim: Claim, published: date | None) -> bool:
    """Whether a claim tells of what was over two months before the text, in any precision ("in 1976")."""
    last = _as_day(claim.time.latest if claim.time is not None else None)
    return published is not None and last is not None and published - last > _RECENT


def _as_day(edtf: str | None) -> date | None:
    """The last day of an EDTF date; None for none and for one without a year."""
    parts = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", edtf or "")
    if parts is None:
        return None
    year, month = int(parts[1]), int(parts[2] or 12)
    return date(year, month, int(parts[3]) if parts[3] else monthrange(year, month)[1])


def _day(claims: Sequence[Claim]) -> tuple[date, date] | None:
    """The first stretch told to the day or the week."""
    for claim in claims:
        when = claim.time
        if when is None or when.precision not in ("day", "days", "week") or not when.earliest or not when.latest:
            continue
        try:
            return date.fromisoformat(when.earliest), date.fromisoformat(when.latest)
        except ValueError:
            continue
    return None


def _military(claims: Sequence[Claim], targets: Sequence[Target], lexicon: Lexicon) -> bool:
    """Whether only soldiers, police and fighters came to harm, or people of whom nothing is said in a clash."""
    harmed = {figure.of for claim in claims for figure in _figures(claim)}
    harmed |= {of for one in targets for of in _classes(one.text, lexicon.codebook)}
    named = any(_is_name(one.text, lexicon) for one in targets)
    if named or harmed - _ARMED - {"any", "other"}:
        return False
    clash = any(claim.event_type == "armed_clash" for claim in claims)
    return bool(harmed & _ARMED) or (clash and bool(targets))


def _in_general(targets: Sequence[Target], lexicon: Lexicon) -> bool:
    """Whether nobody is named or counted ("the people", "civilians")."""
    return all(one.number is None and not _is_name(one.text, lexicon) for one in targets)


def _elsewhere(place: Place, lexicon: Lexicon) -> bool:
    """Whether a place lies in none of the nine countries."""
    if place.place_id is None or place.place_id not in lexicon.gazetteer:
        return False
    return lexicon.gazetteer.get(place.place_id).country not in _codes(lexicon)


def _country_of(message: Message, lexicon: Lexicon) -> str | None:
    """The name of the one of the nine countries that the dateline lies in, else of the one named most in the text."""
    codes = _codes(lexicon)
    city, _, within = (message.place or "").partition("(")
    for name in (within.strip(" )"), city.strip()):
        found = lexicon.gazetteer.lookup(name) if name else ()
        if found:
            best = max(found, key=lambda one: (one.kind == "country", one.population, one.place_id))
            if best.country in codes:
                return codes[best.country]
            break
    words = {name.lower(): name for name in COUNTRIES}
    words |= {word.lower(): codes[code] for word, code in lexicon.gazetteer.demonyms.items() if code in codes}
    text = message.text.lower()
    named: Counter[str] = Counter()
    for word, name in words.items():
        named[name] += len(re.findall(rf"\b{re.escape(word)}s?\b", text))
    name, count = max(named.items(), key=lambda item: (item[1], item[0]))
    return name if count else None


@lru_cache(maxsize=4)
def _codes(lexicon: Lexicon) -> dict[str, str]:
    """The names of the nine countries by their codes."""
    return {lexicon.gazetteer.lookup(name)[0].country: name for name in COUNTRIES}


def _places(place: Place | None, country: str | None, lexicon: Lexicon) -> tuple[str, ...]:
    """The place with those around it, the country first."""
    if place is None:
        return (country,) if country else ()
    above = _above(place, lexicon) or ([country] if country else [])
    return tuple(dict.fromkeys([*above, place.name]))


def _above(place: Place, lexicon: Lexicon) -> list[str]:
    if place.place_id is None or place.place_id not in lexicon.gazetteer:
        return []
    return [lexicon.gazetteer.get(one).name for one in reversed(lexicon.gazetteer.ancestors(place.place_id))]


def _perpetrators(claims: Sequence[Claim]) -> tuple[str, ...]:
    found: dict[tuple[str, ...], str] = {}
    for claim in claims:
        for one in claim.participants:
            words = tuple(content_words(one.quote))
            if one.role == "actor" and words and not _PRONOUN.fullmatch(one.quote):
                found.setdefault(words, one.quote)
    return tuple(found.values())


def _one_incident(one: Told, other: Told, lexicon: Lexicon) -> bool:
    """Whether two do not differ in kind, place, day or perpetrator.  A bare attack may be any kind."""
    a, b = one.incident, other.incident
    if a.kind != b.kind and (not (one.bare or other.bare) or "KIDNAPPING" in (a.kind, b.kind)):
        return False
    if one.day and other.day and (one.day[1] < other.day[0] or other.day[1] < one.day[0]):
        return False
    if one.place and other.place and not _may_be_one(a.places, b.places):
        return False
    theirs = [set(content_words(" ".join(who))) for who in (a.perpetrators, b.perpetrators)]
    if all(theirs) and not theirs[0] & theirs[1]:
        return False
    return (
        not a.targets
        or not b.targets
        or len(_joined([*a.targets, *b.targets])) < len(a.targets) + len(b.targets)
        or (one.day is not None and one.day == other.day)
        or (one.place is not None and other.place is not None)
    )


def _may_be_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one place lies in the other."""
    return one[-1] in other or other[-1] in one


def _merged(one: Told, other: Told) -> Told:
    """Both as one incident: the kind that is told, the narrower place, all people."""
    a, b = one.incident, other.incident
    dated = a if one.day else b if other.day else a
    return Told(
        incident=Incident(
            kind=b.kind if one.bare and not other.bare else a.kind,
            first=dated.first,
            last=dated.last,
            places=max((a.places, b.places), key=len),
            perpetrators=tuple(dict.fromkeys([*a.perpetrators, *b.perpetrators])),
            targets=_joined([*a.targets, *b.targets]),
        ),
        day=one.day or other.day,
        place=one.place or other.place,
        bare=one.bare and other.bare,
    )


def _figures(claim: Claim) -> list[Quantity]:
    return [q for q in claim.quantities if q.measure in EFFECTS and q.counts != "cumulative"]


def _classes(text: str, codebook: Codebook) -> set[Of]:
    """The kinds of people that a phrase names; none for a name and for a thing."""
    return {of for hit in codebook.people.find(text) for of in hit.values}


def _harmed_people(one: Participant, lexicon: Lexicon) -> bool:
    actor = lexicon.actors.get(one.actor_id) if one.actor_id is not None else None
    if actor is not None:
        return actor.kind in _PERSONS
    return bool(_classes(one.quote, lexicon.codebook)) or _is_name(one.quote, lexicon)


def _is_name(text: str, lexicon: Lexicon) -> bool:
    """Whether a phrase may be a person's name: capitals at both ends, and neither a place nor a body of people."""
    words = text.split()
    capitals = len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper()
    return capitals and _BODY.search(text) is None and not lexicon.gazetteer.lookup(text)


def _targets(claims: Sequence[Claim], lexicon: Lexicon) -> tuple[Target, ...]:
    return _joined([target for claim in claims for target in _targets_of(claim, lexicon)])


def _joined(targets: Sequence[Target]) -> tuple[Target, ...]:
    """Each group of people once: those named by the same words, or by a part of them."""
    found: list[Target] = []
    for target in targets:
        twin = next((at for at, one in enumerate(found) if _twins(one.text, target.text)), None)
        if twin is None:
            found.append(target)
            continue
        one = found[twin]
        effects = tuple(dict.fromkeys([*one.effects, *target.effects]))
        number = one.number if one.number is not None else target.number
        found[twin] = replace(one, number=number, effects=effects)
    return tuple(found)


def _twins(one: str, other: str) -> bool:
    """Whether the words of the one are among those of the other, or two names share one."""
    a, b = set(content_words(one)), set(content_words(other))
    names = [{plain(word) for word in text.split() if word[0].isupper()} for text in (one, other)]
    shared = names[0] & names[1] & a & b
    return a == b or bool(a and b and (a < b or b < a)) or (bool(shared) and min(len(names[0]), len(names[1])) > 1)


def _targets_of(claim: Claim, lexicon: Lexicon) -> Iterator[Target]:
    harmed = [one for one in claim.participants if one.role == "target" and not _PRONOUN.fullmatch(one.quote)]
    people = [one for one in harmed if _harmed_people(one, lexicon)]
    figures = _figures(claim)
    for figure in figures:
        named = next((one for one in people if one.start <= figure.start < one.end), None)
        text = named.quote if named else _after(claim, figure)
        number = next((n for n in (figure.best, figure.low, figure.high) if n is not None), None)
        if number != 0 and not _COUNT_ALONE.fullmatch(text):
            yield Target(text=text, number=number, effects=EFFECTS[figure.measure])
    counted = [(figure.start, figure.end) for figure in figures]
    effects = ("DEATH",) if claim.event_type in ("killing", "execution") else ()
    for one in people:
        if not any(one.start <= start < one.end for start, _ in counted):
            several = _SEVERAL.search(one.quote) is not None and not one.quote.istitle()
            yield Target(text=one.quote, number=None if several else 1, effects=effects)


def _after(claim: Claim, figure: Quantity) -> str:
    """The words the number stands before, where no participant says whom it counts."""
    evidence = claim.evidence[0]
    if not evidence.start <= figure.start < evidence.end:
        return figure.quote
    following = _AFTER.match(evidence.quote[figure.end - evidence.start :])
    return f"{figure.quote} {following[1].strip()}" if following else figure.quote
