"""Reports of an invented press: who wrote what, and what the others made of it.

In: a seed and a number of happenings.  Out: `Report` texts, each with the pieces it is made of and where each piece was
first written.  Fails with `UsageError` where the grammar has no sentence left that is not taken (beyond 80 happenings).
The same seed gives the same reports.

Each happening is told by two or three reports that were written independently: same facts, other words. Two of them
have no seven words in a row in common (a name or figure counted as one), and neither eight words nor a clause with a
report on another happening, but for a statement that both quote. Outlets then take reports over: whole, reworded in up
to `REWORDED` of the words of each sentence (in words that keep as far from other reports), cut, merged with another
report on the happening, in another order, under another title, with other names for the parties, and with lines of
their own. Each outlet prints its standing line under everything, each agency its own. Situation reports fill one
pattern again and again.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from crosswire.errors import UsageError
from crosswire.evaluate.press.wording import Sentence, grow, join, parts_of, reworded, text_of, words_of

APART = (8, 7)
REWORDED = (0.1, 0.4)
_OWN = 12
_PATIENCE = 100
_REWORDINGS = 12
_MOST = 4000
_RESTAMPED = 0.1
FACETS = (
    "claim", "scene", "hospital", "diplomacy", "road", "losses", "history", "aid", "politics", "military", "outlook",
    "displaced", "prisoners", "weapons", "weather", "economy", "worship", "press", "repairs", "memory",
)  # fmt: skip
WAYS = ("edited", "cut", "merged", "reordered", "retitled", "swapped")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PieceKind = Literal["report", "own", "standing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch ``[start, end)`` of a report's text.  ``key`` says which frame of which report it was first; pieces of
    two texts with one key are copies.  None for what is the outlet's own or stands under everything."""

    start: int
    end: int
    kind: PieceKind
    key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A text with its credits.  ``story``: the happening; ``first``: the reports it drew on (itself, where it is one);
    ``ways``: what was done to them; ``quotes``: the statements it carries."""

    id: str
    story: int
    first: tuple[str, ...]
    ways: tuple[str, ...]
    title: str
    text: str
    outlet: str
    agency: str | None
    published: str | None
    quotes: tuple[str, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A report as trees, before an outlet prints it."""

    key: str
    story: int
    facts: Mapping[str, str]
    actors: tuple[str, str]
    title: Sentence
    lines: tuple[Sentence, ...]
    agency: str
    day: date


@lru_cache(maxsize=1)
def country() -> dict[str, Any]:
    """The names and standing lines of Ostravia."""
    given: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "country.yaml").read_text(encoding="utf-8"))
    return given


def press(seed: str, stories: int) -> list[Report]:
    """The reports on so many happenings, in the order they were written."""
    chance = random.Random(f"press {seed}")
    seen = Written()
    found: list[Report] = []
    for story in range(stories):
        facts, actors, day = _happening(chance)
        seen.next_happening()
        drafts = list(_drafts(story, facts, actors, day, chance, seen))
        for draft in drafts:
            found.append(_printed(draft, draft.lines, chance, outlet=draft.agency, of=draft.key))
            takers = chance.sample(sorted(country()["outlets"]), k=chance.choice((0, 1, 2, 3, 4)))
            others = [other for other in drafts if other.key != draft.key]
            found += [_taken(draft, others, outlet, number, chance, seen) for number, outlet in enumerate(takers)]
    found += _situation_reports(max(2, stories // 6), stories, chance)
    return found


class Written:
    """What was written so far, by runs of words; facts of a happening count as one word each.

    A sentence is apart from other reports where it shares no `APART` words in a row with a sentence of another key: the
    first number holds among all reports, the second on one happening.  Nor does it have a whole clause of one.
    """

    def __init__(self) -> None:
        self._all: dict[tuple[str, ...], str] = {}
        self._here: dict[tuple[str, ...], str] = {}
        self._own: set[tuple[str, ...]] = set()

    def next_happening(self) -> None:
        self._here = {}

    def takes(self, sentence: Sentence, facts: Mapping[str, str]) -> bool:
        """Whether a sentence is apart from other reports; one that is counts as written from now on."""
        masked = {name: name.lower() for name in facts}
        words = text_of(sentence, masked).split()
        clauses = [tuple(words_of(frame, masked).partition("|")[0].split()) for frame in sentence.frames]
        new = [*_runs(words, APART[0]), *clauses], [*_runs(words, APART[1])]
        both = self._all, self._here
        if any(old.get(run, sentence.key) != sentence.key for old, runs in zip(both, new, strict=True) for run in runs):
            return False
        for old, runs in zip(both, new, strict=True):
            old.update(dict.fromkeys(runs, sentence.key))
        return True

    def takes_own(self, words: str) -> bool:
        """Whether an outlet's own line is like no other's; one that is counts as written from now on."""
        runs = set(_runs(words.split(), _OWN))
        fresh = not runs & self._own
        self._own |= runs if fresh else set()
        return fresh


def _runs(words: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + length]) for at in range(len(words) - length + 1))


def _happening(chance: random.Random) -> tuple[dict[str, str], tuple[str, str], date]:
    names = country()
    kind = chance.choice(sorted(names["kinds"]))
    town, second, third = chance.sample(names["towns"], 3)
    group, other = chance.sample(sorted(names["actors"]), 2)
    day = date(2031, 1, 1) + timedelta(days=chance.randrange(700))
    facts = {
        "FRAME": f"lead_{kind}", "KIND": chance.choice(names["kinds"][kind]), "TOWN": town, "TOWN2": second,
        "TOWN3": third, "SPOT": chance.choice(names["spots"]), "DAY": DAYS[day.weekday()],
        "N": str(chance.randint(3, 60)), "N_W": str(chance.randint(4, 90)), "N_ALT": str(chance.randint(61, 99)),
        "BIGNUM": str(chance.randint(100, 400)), "MONITOR": chance.choice(names["monitors"]),
        "PERSON": chance.choice(names["persons"]), "QUOTE": _capital(words_of(grow("statement", chance), {})),
    }  # fmt: skip
    return facts, (group, other), day


def _named(facts: Mapping[str, str], actors: tuple[str, str], style: int) -> dict[str, str]:
    """The facts with the parties under the names that an outlet's style sheet has for them."""
    names = country()["actors"]
    group, other = (names[actor][style % len(names[actor])] for actor in actors)
    return {**facts, "GROUP": group, "OTHER": other}


def _style(agency: str) -> int:
    """The number of the names an agency uses."""
    return sorted(country()["agencies"]).index(agency)


def _drafts(
    story: int, facts: Mapping[str, str], actors: tuple[str, str], day: date, chance: random.Random,
    seen: Written,
) -> Iterator[_Draft]:  # fmt: skip
    """Two or three independent reports; two of them may quote the same statement."""
    agencies = chance.sample(sorted(country()["agencies"]), k=chance.choice((2, 3)))
    leads = chance.sample(range(4), k=len(agencies))
    quoting = chance.sample(range(4), k=len(agencies))
    for number, agency in enumerate(agencies):
        key = f"r{story}{'abc'[number]}"
        named = _named(facts, actors, _style(agency))
        lines = [_independent(f"{key}.0", leads[number], named, chance, seen)]
        for place in range(1, chance.randint(5, 20)):
            lines.append(_independent(f"{key}.{place}", None, named, chance, seen))
        if chance.random() < 0.6:
            quote = Sentence(f"{key}.q", (grow("quote_frame", chance, quoting[number]),), (), (False,))
            lines.insert(chance.randint(1, len(lines)), quote)
        title = Sentence(f"{key}.t", (grow("title", chance),), (), (False,))
        yield _Draft(
            key=key, story=story, facts=facts, actors=actors, title=title, lines=tuple(lines), agency=agency, day=day
        )


def _independent(
    key: str, lead: int | None, facts: Mapping[str, str], chance: random.Random, seen: Written
) -> Sentence:
    """A sentence that is apart from all that was written before.  ``lead``: which of the leads of the happening it is
    (another one, where no words of this one are left, and then any sentence), None for no lead."""
    for tried in range(_MOST):
        facets = [facts["FRAME"]] if lead is not None else chance.sample(FACETS, k=chance.choice((1, 1, 2)))
        if lead is not None and tried > _PATIENCE:
            lead = chance.randrange(4) if tried < 2 * _PATIENCE else None
        sentence = join(key, tuple(grow(facet, chance, lead) for facet in facets), chance)
        if seen.takes(sentence, facts):
            return sentence
    raise UsageError("the grammar has no words left that no report has; ask for fewer happenings")


def _reworded(sentence: Sentence, draft: _Draft, chance: random.Random, seen: Written) -> Sentence:
    """The sentence in words of the outlet's own, apart from other reports; as it was, where no such words are found."""
    facts = _named(draft.facts, draft.actors, 0)
    shares = (chance.uniform(*REWORDED), REWORDED[1])
    for _ in range(_REWORDINGS):
        new = reworded(sentence, shares, facts, chance)
        if seen.takes(new, facts):
            return new
    return sentence


def _taken(
    draft: _Draft, others: Sequence[_Draft], outlet: str, number: int, chance: random.Random, seen: Written
) -> Report:
    """What an outlet makes of a report."""
    ways = [] if chance.random() < 0.15 else chance.sample(WAYS, k=chance.choice((1, 2, 2, 3)))
    lines, style, first = list(draft.lines), 0, [draft.key]
    if "swapped" in ways:
        style = chance.choice((1, 2))
    if "cut" in ways:
        kept = sorted(chance.sample(range(len(lines)), k=max(3, len(lines) * chance.choice((4, 6, 8)) // 10)))
        lines = [_cut(lines[at], chance) for at in kept]
    if "edited" in ways:
        lines = [_reworded(line, draft, chance, seen) for line in lines]
    drawn = [(line, draft) for line in lines]
    if "merged" in ways and others:
        other = chance.choice(others)
        for line in sorted(chance.sample(other.lines, k=min(len(other.lines), chance.randint(2, 5))), key=_place):
            drawn.insert(chance.randint(1, len(drawn)), (line, other))
        first.append(other.key)
    if "reordered" in ways:
        chance.shuffle(drawn)
    title = Sentence("own.title", (grow("title", chance),), (), (False,)) if "retitled" in ways else draft.title
    own = [_own(draft.facts, chance, seen) for _ in range(chance.choice((0, 0, 1, 2)))]
    return _print(
        drawn, title, draft, chance, style=style, own=own, ways=tuple(way for way in WAYS if way in ways),
        outlet=outlet, credited=chance.random() < 0.4, report_id=f"{draft.key}-{number}", first=tuple(first),
    )  # fmt: skip


def _own(facts: Mapping[str, str], chance: random.Random, seen: Written) -> str:
    """A line that no other outlet has."""
    while True:
        sentence = Sentence("own", (grow("own", chance),), (), (False,))
        if seen.takes_own(words := text_of(sentence, facts)):
            return words


def _place(sentence: Sentence) -> str:
    return sentence.key


def _cut(sentence: Sentence, chance: random.Random) -> Sentence:
    """The sentence, or half of the time its first frame alone without a tail."""
    if chance.random() < 0.5 or sentence.frames[0].symbol == "quote_frame":
        return sentence
    return Sentence(sentence.key, sentence.frames[:1], (), (True,))


def _printed(draft: _Draft, lines: Sequence[Sentence], chance: random.Random, *, outlet: str, of: str) -> Report:
    drawn = [(line, draft) for line in lines]
    return _print(
        drawn, draft.title, draft, chance, style=0, own=(), ways=(), outlet=outlet, credited=False, report_id=of,
        first=(of,),
    )  # fmt: skip


def _print(
    drawn: Sequence[tuple[Sentence, _Draft]], title: Sentence, draft: _Draft, chance: random.Random, *, style: int,
    own: Sequence[str], ways: tuple[str, ...], outlet: str, credited: bool, report_id: str, first: tuple[str, ...],
) -> Report:  # fmt: skip
    """The sentences as text in paragraphs, with standing lines, credits and the pieces marked."""
    agencies, outlets = country()["agencies"], country()["outlets"]
    bodies: list[list[tuple[PieceKind, str | None, str]]] = []
    quotes: list[str] = []
    for line, source in drawn:
        facts = _named(source.facts, source.actors, _style(source.agency) + style)
        bodies.append([("report", key, words) for key, words in parts_of(line, facts)])
        quotes += [facts["QUOTE"]] if line.frames[0].symbol == "quote_frame" else []
    for words in own:
        bodies.insert(chance.randint(1, len(bodies)), [("own", None, words)])
    if outlet in agencies or chance.random() < 0.5:
        bodies.insert(chance.randint(2, len(bodies)), [("standing", None, agencies[draft.agency])])
    if outlet in outlets:
        bodies.append([("standing", None, outlets[outlet])])
    facts = _named(draft.facts, draft.actors, _style(draft.agency) + style)
    (key, head), = parts_of(title, facts)  # fmt: skip
    head = head.rstrip(".")
    text, pieces = head, [Piece(start=0, end=len(head), kind="own" if key.startswith("own") else "report",
                                key=None if key.startswith("own") else key)]  # fmt: skip
    gap = "\n\n"
    if outlet in agencies or (credited and chance.random() < 0.5):
        text, gap = f"{text}\n\n{draft.facts['TOWN'].upper()} ({draft.agency}) - ", ""
    for body in bodies:
        text += gap
        for kind, piece_key, words in body:
            pieces.append(Piece(start=len(text), end=len(text) + len(words), kind=kind, key=piece_key))
            text += words
        gap = chance.choice((" ", " ", "\n\n"))
    late = 0 if outlet in agencies else chance.choice((0, 1, 1, 2))
    if outlet in agencies and random.Random(f"stamp {report_id}").random() < _RESTAMPED:
        late = 3  # the page bears the day of its last update
    return Report(
        id=report_id, story=draft.story, first=first, ways=ways, title=head, text=text + "\n", outlet=outlet,
        agency=draft.agency if credited else None,
        published=None if chance.random() < 0.1 else (draft.day + timedelta(days=1 + late)).isoformat(),
        quotes=tuple(quotes), pieces=tuple(pieces),
    )  # fmt: skip


def _situation_reports(number: int, story: int, chance: random.Random) -> Iterator[Report]:
    """One pattern of sentences filled with other places, days and figures each time."""
    pattern = [
        Sentence(f"pattern.{place}", (grow(facet, chance),), (), (False,))
        for place, facet in enumerate(("lead_shelling", "lead_raid", "lead_bombing", "claim", "losses"))
    ]
    for nth in range(number):
        facts, actors, day = _happening(chance)
        draft = _Draft(
            key=f"s{nth}", story=story + nth, facts=facts, actors=actors, title=pattern[0], day=day, agency="OPA",
            lines=tuple(replace(line, key=f"s{nth}.{line.key}") for line in pattern),
        )  # fmt: skip
        title = Sentence(f"s{nth}.t", (grow("title", chance),), (), (False,))
        yield _printed(replace(draft, title=title), draft.lines, chance, outlet="OPA", of=draft.key)


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
