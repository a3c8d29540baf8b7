"""The figures of one event, laid out for comparison: the ledger.

In: the claims of an event, their documents and the lexicon.  Out: one `Entry` a quantity, with its voice, the day its
document was published, what it counts and how far it reaches.  Figures are comparable only within one ``category``
(who is counted) and one ``counts`` (how far the figure reaches).

The classes and their order are data (``counting.yaml``).  Fighters and soldiers are one category, for outlets use both
words for the same dead.  People of no stated class ("any") are not civilians and not fighters: a total of people and a
total of civilians are two things.  A part that its sentence names beside the figure of a wider class ("18 people, among
them 7 children") is the whole of its own class, and counts as far as that wider figure does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from crosswire.model import Claim, Counts, Document, Of, Quantity

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon
    from crosswire.lexicon.counting import Counting

_AMONG = re.compile(r"\bamong (?:the|those) (?:dead|killed|victims|fatalities) (?:were|was|are)\s*$", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_SINGULAR = {
    "people": "person", "civilians": "civilian", "fighters": "fighter", "soldiers": "soldier", "women": "woman",
    "commanders": "commander", "children": "child", "men": "man", "medics": "medic", "journalists": "journalist",
    "aid workers": "aid worker", "police": "police officer",
}  # fmt: skip
TOLD = frozenset({"happened", "ongoing"})
SIDED = frozenset({"fighters", "commanders", "police"})
"""Classes whose figures are kept apart by side."""
_BOUND_WORDS = {
    "at_least": "at least ", "more_than": "more than ", "about": "about ", "nearly": "nearly ", "up_to": "up to ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of one claim.

    ``voice`` falls back to the document where the claim has none; a headline has the voice of the figure it
    repeats.  ``published`` is an ISO date or None.  ``counts`` is that of the quantity, but ``cumulative`` where
    the same text gives the same figure as a running toll (a headline shortens it), and that of the wider figure for a
    part named beside one, or named among the dead (``named_part``).  ``category``: the class that is compared.
    ``some``: the noun where it names some of the class and never all ("teachers"), None else.  ``owner``: whose medium
    the voice is, where the lexicon says so: two media of one state are two voices, and may update each other.
    """

    claim: Claim
    quantity: Quantity
    voice: str
    published: str | None
    counts: Counts
    category: Of
    named_part: bool = False
    some: str | None = None
    owner: str | None = None

    @property
    def key(self) -> tuple[int | None, int | None, int | None, str]:
        """The figure itself: low, best, high, bound."""
        q = self.quantity
        return (q.low, q.best, q.high, q.bound)

    @property
    def numbered(self) -> bool:
        """False for vague words, which give no number."""
        return (self.quantity.low, self.quantity.best, self.quantity.high) != (None, None, None)


class Ledger:
    """The entries of one event, and what is asked of them again and again."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._of_voice: dict[tuple[str, ...], list[Entry]] = {}
        self._sides: dict[tuple[str, str], set[str]] = {}
        self._days: dict[tuple[object, ...], str] = {}
        self._texts: dict[tuple[object, ...], set[str]] = {}
        for entry in self.entries:
            self._of_voice.setdefault(_series(entry), []).append(entry)
            figure = (*_series(entry), *entry.key)
            self._texts.setdefault(figure, set()).add(entry.claim.document_id)
            if entry.published is not None:
                self._days[figure] = min(self._days.get(figure, entry.published), entry.published)
            if entry.quantity.side_id is not None:
                own = (entry.quantity.measure, entry.category)
                self._sides.setdefault(own, set()).add(entry.quantity.side_id)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def alike(self, entry: Entry) -> Sequence[Entry]:
        """The entries of its voice for the same measure, class and reach, itself among them."""
        return self._of_voice.get(_series(entry), [])

    def first_day(self, entry: Entry) -> str | None:
        """The day its voice was first seen to give this figure; None where it gave it in no dated document."""
        return self._days.get((*_series(entry), *entry.key))

    def texts(self, entry: Entry) -> set[str]:
        """The documents in which its voice gives this figure."""
        return self._texts.get((*_series(entry), *entry.key), set())

    def sides(self, entry: Entry) -> set[str]:
        """The sides named for its measure and class."""
        return self._sides.get((entry.quantity.measure, entry.category), set())


def _series(entry: Entry) -> tuple[str, ...]:
    return (entry.voice, entry.quantity.measure, entry.category, entry.counts)


def make_ledger(claims: Iterable[Claim], documents: Sequence[Document], lexicon: Lexicon) -> Ledger:
    """Entries of all claims that tell of something that happened, by claim id and place in the text."""
    counting = lexicon.counting
    published: Mapping[str, str | None] = {d.document_id: d.published for d in documents}
    told = sorted((c for c in claims if c.status in TOLD), key=lambda claim: claim.claim_id)
    running = {
        (claim.document_id, q.measure, q.low, q.best, q.high)
        for claim in told
        for q in claim.quantities
        if q.counts == "cumulative"
    }
    spoken: dict[tuple[str, str, int | None], str] = {}
    for claim in told:
        if claim.passage_kind != "headline":
            for q in claim.quantities:
                key = (claim.document_id, q.measure, main_number(q))
                spoken[key] = min(spoken.get(key, voice(claim)), voice(claim))
    entries: list[Entry] = []
    for claim in told:
        for q in sorted(claim.quantities, key=lambda q: (q.start, q.end, q.measure, q.of)):
            shortened = (claim.document_id, q.measure, q.low, q.best, q.high) in running and q.counts == "total"
            spoken_by = _voice_behind(claim, q, spoken)
            entries.append(
                Entry(
                    claim=claim,
                    quantity=q,
                    voice=spoken_by,
                    published=published.get(claim.document_id),
                    counts="cumulative" if shortened else _reach(claim, q),
                    category=cast(Of, counting.people.counts_as.get(q.of, q.of)),
                    some=_some(claim, q, counting),
                    owner=_owner(spoken_by, lexicon),
                )
            )
    return Ledger(_with_named_parts(entries, counting))


def _reach(claim: Claim, quantity: Quantity) -> Counts:
    """How far the figure reaches, where its sentence says more than the reader of figures took from it.

    "Six others were killed" tells of further dead; of the wounded, "others" only sets them apart from the dead.  "Among
    the dead were seven people" tells of some of them.
    """
    if quantity.counts != "total" or quantity.measure != "killed" or not claim.evidence:
        return quantity.counts
    sentence = claim.evidence[0]
    at = max(0, quantity.start - sentence.start)
    after = _WORD.findall(sentence.quote[at + quantity.end - quantity.start :].casefold())[:1]
    if after == ["others"] or quantity.quote.casefold().endswith(" others"):
        return "additional"
    return "part" if _AMONG.search(sentence.quote[:at]) else "total"


def _owner(voice_id: str, lexicon: Lexicon) -> str | None:
    """The parent of an agency or medium."""
    actor = lexicon.actors.get(voice_id)
    return actor.parent if actor is not None and actor.kind in ("agency", "media") else None


def _some(claim: Claim, quantity: Quantity, counting: Counting) -> str | None:
    """The noun counted, where it is one that names some of its class: in the figure itself or right after it."""
    if not claim.evidence:
        return None
    sentence = claim.evidence[0]
    after = sentence.quote[max(0, quantity.end - sentence.start) :]
    near = [*_WORD.findall(quantity.quote), *_WORD.findall(after)[:2]]
    return next((word for word in map(str.casefold, near) if word in counting.some), None)


def _with_named_parts(entries: Sequence[Entry], counting: Counting) -> list[Entry]:
    """The entries, parts that are named beside a wider class reaching as far as its figure does."""
    wider: dict[tuple[str, int, str], list[Entry]] = {}
    for entry in entries:
        if entry.counts in ("total", "cumulative"):
            wider.setdefault((*_sentence(entry), entry.quantity.measure), []).append(entry)

    def named(part: Entry) -> Entry:
        if part.counts != "part":
            return part
        beside = [
            whole
            for whole in wider.get((*_sentence(part), part.quantity.measure), [])
            if part.category != "any" and part.category != whole.category
            if not counting.people.apart(part.category, whole.category)
        ]
        if not beside and part.category in ("any", "other", "fighters"):
            return part
        if not beside and not _among_the_dead(part):
            return part
        return replace(part, counts=beside[0].counts if beside else "total", named_part=True)

    return [named(entry) for entry in entries]


def _among_the_dead(part: Entry) -> bool:
    """True where the sentence says "among": it names all of a class, and the whole stands in another sentence."""
    return bool(part.claim.evidence) and "among" in part.claim.evidence[0].quote.casefold().split()


def _sentence(entry: Entry) -> tuple[str, int]:
    evidence = entry.claim.evidence
    return entry.claim.document_id, evidence[0].start if evidence else entry.claim.trigger.start


def _voice_behind(claim: Claim, quantity: Quantity, spoken: Mapping[tuple[str, str, int | None], str]) -> str:
    """The claim's voice; for a headline that repeats a number of its own text, the voice the text gives for it."""
    if claim.passage_kind != "headline":
        return voice(claim)
    return spoken.get((claim.document_id, quantity.measure, main_number(quantity)), voice(claim))


def main_number(quantity: Quantity) -> int | None:
    """The one number a figure names: best, else low, else high; None for vague words."""
    return next((v for v in (quantity.best, quantity.low, quantity.high) if v is not None), None)


def voice(claim: Claim) -> str:
    """The claim's voice; its document where none was traced."""
    return claim.voice_id or f"document:{claim.document_id}"


def allowed(quantity: Quantity) -> tuple[float, float]:
    """The numbers a figure allows, both ends included.  "About" and "nearly" give 10 %, an open end is infinite."""
    low, best, high = quantity.low, quantity.best, quantity.high
    if quantity.bound == "about" and best is not None:
        return best * 0.9, best * 1.1
    if quantity.bound == "nearly" and (best is not None or high is not None):
        top = float(high if high is not None else best or 0)
        return top * 0.9, top
    if quantity.bound == "up_to":
        return 0.0, float(high if high is not None else best or 0)
    floor = low if low is not None else best
    open_end = quantity.bound in ("at_least", "more_than", "vague")
    ceiling = high if high is not None else (None if open_end else best)
    return float(floor or 0), float("inf") if ceiling is None else float(ceiling)


def number(quantity: Quantity) -> str:
    """The figure in words: "more than 250"; the quote itself for a vague one."""
    if quantity.bound == "between" and quantity.low is not None and quantity.high is not None:
        return f"{quantity.low} to {quantity.high}"
    value = main_number(quantity)
    if value is None:
        return f'"{quantity.quote}"'
    return f"{_BOUND_WORDS.get(quantity.bound, '')}{value}"


def who(entry: Entry) -> str:
    """Whom it counts, in words: "civilians", "fighter of fmf", "teachers"."""
    quantity = entry.quantity
    words = entry.some or ("people" if quantity.of == "any" else quantity.of.replace("_", " "))
    if main_number(quantity) == 1:
        words = _SINGULAR.get(words, words)
    return f"{words} of {quantity.side_id}" if quantity.side_id and quantity.of != "civilians" else words
