"""MUC-4: incidents of Latin America, 1989-90, in texts that are all capitals.

In: the folder with ``raw/`` (or that folder).  Out: recall and precision by slot (`muc4_score`): incident type, date,
location, perpetrator (individual and organisation), human target, its number and the effect on it.  The text is put
in sentence case first (`truecase`), read alone, and each event becomes an incident by the set's own guide
(``template-doc-part1``): what happened, at most two months before the text, to people who are no soldiers or fighters
(a bombing may have no people); a day named by its weekday, and no day at all, become "on or before" the day of the
text.  Kinds that our codebook does not know (arson, robbery, hijacking, forced stoppage of work) are missed.  Look: the
DEV messages, at most `LIMIT` of them, those with the smallest SHA-256 of their id; score: all TST messages.  Intervals
resample messages.  Fails with `UsageError` when the files are missing.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.evaluate.alone import read_text
from crosswire.evaluate.muc4_key import Key, Message, files_of, read_keys, read_messages
from crosswire.evaluate.muc4_score import (
    NOTHING,
    SLOTS,
    Counts,
    Incident,
    Target,
    add,
    content_words,
    mapped,
    precision,
    recall,
    score_pair,
)  # fmt: skip
from crosswire.evaluate.report import ErrorLine, Progress, Report, Score, Split, data_hash, measured
from crosswire.evaluate.truecase import true_case
from crosswire.lexicon import Lexicon
from crosswire.lexicon.event_types import Codebook
from crosswire.model import Claim, Measure, Of, Participant, Place, Quantity

LIMIT = 400
"""How many messages of the look side are read."""
KINDS = {
    "bombing": "BOMBING", "abduction": "KIDNAPPING", "killing": "ATTACK", "attack": "ATTACK",
    "attack_on_civilians": "ATTACK", "execution": "ATTACK", "shelling": "ATTACK", "air_strike": "ATTACK",
    "chemical_attack": "ATTACK", "armed_clash": "ATTACK",
}  # fmt: skip
EFFECTS: dict[Measure, tuple[str, ...]] = {
    "killed": ("DEATH",), "wounded": ("INJURY",), "killed_or_wounded": ("DEATH", "INJURY"), "abducted": (),
    "captured": (), "missing": (), "released": ("REGAINED FREEDOM",),
}  # fmt: skip
_PERSONS = frozenset({"official", "population"})
_ARMED = frozenset({"fighters", "soldiers", "police"})
_RECENT = timedelta(days=62)
_PRONOUN = re.compile(r"(?:he|she|they|it|we|i|who|this|that|these|those|him|her|them|others?)", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:[a-z]+(?:men|women|people|children)|people|police|troops|[a-z]{2,}[^s\W]s)\b")
_AFTER = re.compile(r"^\W*((?:[\w'’-]+\s?){1,4})")


def evaluate(data: Path, split: Split, lexicon: Lexicon, progress: Progress, *, limit: int | None = LIMIT) -> Report:
    """Scores over one side; ``n`` counts the key's fillers for recall and ours for precision."""
    began = time.perf_counter()
    texts, key_files = files_of(data)
    keys = {name: found for file in key_files for name, found in read_keys(file).items()}
    messages = [m for file in texts for m in read_messages(file) if m.id in keys and split in ("all", side_of(m.id))]
    whole = len(messages)
    if split != "score":
        messages = sorted(messages, key=lambda m: hashlib.sha256(m.id.encode()).digest())[:limit]
    if not messages:
        raise UsageError(f"{data}: no messages with a key on the side {split!r}; name the set's folder with --data")
    units: dict[str, list[Counts]] = {slot: [] for slot in SLOTS}
    matched: dict[str, list[Counts]] = {slot: [] for slot in SLOTS}
    errors: list[ErrorLine] = []
    found = expected = 0
    for done, message in enumerate(messages, start=1):
        incidents = read_incidents(message, lexicon)
        pairs = mapped(keys[message.id], incidents)
        found += sum(key is not None and ours is not None for key, ours in pairs)
        expected += len(keys[message.id])
        by_slot = dict.fromkeys(SLOTS, NOTHING)
        by_slot_matched = dict.fromkeys(SLOTS, NOTHING)
        for key, ours in pairs:
            for slot, counts in score_pair(key, ours).items():
                by_slot[slot] = add(by_slot[slot], counts)
                if key is not None and ours is not None:
                    by_slot_matched[slot] = add(by_slot_matched[slot], counts)
                if split == "look" and (counts[1] or counts[2] or counts[3] or counts[4]):
                    errors.append(_error(message, slot, key, ours))
        for slot in SLOTS:
            units[slot].append(by_slot[slot])
            matched[slot].append(by_slot_matched[slot])
        if done % 20 == 0 or done == len(messages):
            progress("reading", done, len(messages))
    seconds = time.perf_counter() - began
    scores: dict[str, Score] = {}
    for slot in SLOTS:
        scores |= _scores(slot, units[slot])
    for slot in SLOTS:
        scores |= _scores(f"{slot}_matched", matched[slot])
    return Report(
        set="muc4",
        split=split,
        data_sha256=data_hash([*texts, *key_files]),
        scores=scores,
        seconds=seconds,
        documents_per_second=len(messages) / seconds,
        errors=tuple(errors),
        notes=(
            f"{len(messages)} of the {whole} messages of this side were read; look: DEV, score: TST",
            f"{found} of the {expected} incidents of the key have one of ours mapped to them; `_matched` scores count "
            "only those, the others ALL TEMPLATES",
        ),
    )


def side_of(message: str) -> Split:
    return "look" if message.startswith("DEV") else "score"


def _scores(name: str, units: Sequence[Counts]) -> dict[str, Score]:
    total = NOTHING
    for unit in units:
        total = add(total, unit)
    return {
        f"{name}_recall": measured(units, recall, sum(total[:3]) + total[4]),
        f"{name}_precision": measured(units, precision, sum(total[:4])),
    }


def read_incidents(message: Message, lexicon: Lexicon) -> list[Incident]:
    """The incidents a message tells of, as we read it."""
    published = message.published
    reading = read_text(
        true_case(message.text, lexicon), lexicon, published=published.isoformat() if published else None
    )  # fmt: skip
    country = _country_of_dateline(message.place, lexicon)
    found = (_incident(claims, published, country, lexicon) for claims in reading.events)
    return [incident for incident in found if incident is not None]


def _incident(
    event: Sequence[Claim], published: date | None, country: str | None, lexicon: Lexicon
) -> Incident | None:  # fmt: skip
    claims = [claim for claim in event if claim.status in ("happened", "ongoing")]
    kinds = [kind for claim in claims if (kind := KINDS.get(claim.event_type))]
    if not kinds:
        return None
    figures = [q for claim in claims for q in claim.quantities if q.measure in EFFECTS and q.counts != "cumulative"]
    targets = _targets(claims, lexicon)
    kind = next((kind for kind in kinds if kind != "ATTACK"), kinds[0])
    if not targets and kind != "BOMBING":
        return None
    harmed = {figure.of for figure in figures} | {of for one in targets for of in _classes(one.text, lexicon.codebook)}
    if harmed and harmed <= _ARMED:
        return None
    first, last = _days(claims, published)
    if published is not None and last is not None and published - last > _RECENT:
        return None
    return Incident(
        kind=kind,
        first=first,
        last=last,
        places=_places(claims, country, lexicon),
        perpetrators=_perpetrators(claims),
        targets=targets,
    )


def _days(claims: Sequence[Claim], published: date | None) -> tuple[date | None, date | None]:
    """The first day told to the day, by the guide's three forms."""
    for claim in claims:
        when = claim.time
        if when is None or when.precision not in ("day", "days", "week") or not when.earliest or not when.latest:
            continue
        try:
            first, last = date.fromisoformat(when.earliest), date.fromisoformat(when.latest)
        except ValueError:
            continue
        if when.weekday is not None and when.anchor == "published":
            return None, published
        return first, last
    return None, published


def _places(claims: Sequence[Claim], country: str | None, lexicon: Lexicon) -> tuple[str, ...]:
    """The narrowest place of the event with those around it, the country first."""
    told = [claim.place for claim in claims if claim.place is not None]
    place = min(told, key=lambda one: one.precision in ("country", "governorate", "area"), default=None)
    if place is None:
        return (country,) if country else ()
    above = _above(place, lexicon) or ([country] if country else [])
    return tuple(dict.fromkeys([*above, place.name]))


def _above(place: Place, lexicon: Lexicon) -> list[str]:
    if place.place_id is None or place.place_id not in lexicon.gazetteer:
        return []
    return [lexicon.gazetteer.get(one).name for one in reversed(lexicon.gazetteer.ancestors(place.place_id))]


def _country_of_dateline(place: str | None, lexicon: Lexicon) -> str | None:
    """The country of "LIMA" or "CLANDESTINE (COLOMBIA)"."""
    if place is None:
        return None
    city, _, within = place.partition("(")
    for name in (within.strip(" )"), city.strip()):
        found = lexicon.gazetteer.lookup(name) if name else ()
        if found:
            best = max(found, key=lambda one: (one.kind == "country", one.population, one.place_id))
            above = lexicon.gazetteer.ancestors(best.place_id)
            return lexicon.gazetteer.get(above[-1]).name if above else best.name
    return None


def _perpetrators(claims: Sequence[Claim]) -> tuple[str, ...]:
    found: dict[tuple[str, ...], str] = {}
    for claim in claims:
        for one in claim.participants:
            words = tuple(content_words(one.quote))
            if one.role == "actor" and words and not _PRONOUN.fullmatch(one.quote):
                found.setdefault(words, one.quote)
    return tuple(found.values())


def _classes(text: str, codebook: Codebook) -> set[Of]:
    """The kinds of people that a phrase names; none for a name and for a thing."""
    return {of for hit in codebook.people.find(text) for of in hit.values}


def _harmed_people(one: Participant, lexicon: Lexicon) -> bool:
    actor = lexicon.actors.get(one.actor_id) if one.actor_id is not None else None
    return actor.kind in _PERSONS if actor is not None else _is_people(one.quote, lexicon.codebook)


def _is_people(text: str, codebook: Codebook) -> bool:
    """Whether a phrase names people: by a word for them, or as a name of its own with no article."""
    words = text.split()
    return bool(_classes(text, codebook)) or (words[0][0].isupper() and words[-1][0].isupper() and len(words) > 1)


def _targets(claims: Sequence[Claim], lexicon: Lexicon) -> tuple[Target, ...]:
    found: list[Target] = []
    for claim in claims:
        for target in _targets_of(claim, lexicon):
            words = set(content_words(target.text))
            twin = next((t for t in found if _twins(set(content_words(t.text)), words)), None)
            if twin is None:
                found.append(target)
                continue
            effects = tuple(dict.fromkeys([*twin.effects, *target.effects]))
            number = twin.number if twin.number is not None else target.number
            found[found.index(twin)] = Target(text=twin.text, number=number, effects=effects)
    return tuple(found)


def _twins(one: set[str], other: set[str]) -> bool:
    return one == other or bool(one and other and (one < other or other < one))


def _targets_of(claim: Claim, lexicon: Lexicon) -> Iterator[Target]:
    harmed = [one for one in claim.participants if one.role == "target" and not _PRONOUN.fullmatch(one.quote)]
    people = [one for one in harmed if _harmed_people(one, lexicon)]
    figures = [q for q in claim.quantities if q.measure in EFFECTS and q.counts != "cumulative"]
    for figure in figures:
        named = next((one for one in people if one.start <= figure.start < one.end), None)
        text = named.quote if named else _after(claim, figure)
        number = next((n for n in (figure.best, figure.low, figure.high) if n is not None), None)
        if number == 0:
            continue
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


_say = partial(str.join, " / ")


def _error(message: Message, slot: str, key: Key | None, ours: Incident | None) -> ErrorLine:
    numbers = {
        "type": (4,), "date": (2,), "location": (3,), "perpetrator": (9, 10), "target": (18, 19),
        "target_number": (21,), "effect": (23,),
    }[slot]  # fmt: skip
    fillers = [filler for number in numbers for filler in (key.slots.get(number, ()) if key else ())]
    said = [f"{_say(f.values)}: {_say(f.referents)}" if f.referents else _say(f.values) for f in fillers]
    given: dict[str, object] = {}
    if ours is not None:
        given = {
            "type": ours.kind, "date": f"{ours.first or ''} - {ours.last}", "location": ": ".join(ours.places),
            "perpetrator": _say(ours.perpetrators), "target": _say([t.text for t in ours.targets]),
            "target_number": _say([f"{t.number}: {t.text}" for t in ours.targets]),
            "effect": _say([f"{', '.join(t.effects)}: {t.text}" for t in ours.targets]),
        }  # fmt: skip
    return ErrorLine(
        document=message.id,
        name=slot,
        expected="; ".join(said) or ("nothing" if key else "no incident"),
        got=str(given.get(slot, "no incident")),
        quote=message.text[:400],
    )
