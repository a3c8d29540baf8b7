"""A claim laid out for comparison: what every feature needs, worked out once a claim.

In: documents, their claims, the lexicon.  Out: one `View` a claim.  Only the claim and its own document are
looked at, so an unrelated document changes no view.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low
from typing import TYPE_CHECKING

from crosswire.link.days import NEVER, When, read_when
from crosswire.link.events import own_words
from crosswire.link.families import family
from crosswire.link.names import is_person, name_keys
from crosswire.model import Claim, Document, Participant, Quantity, Quote

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

Figure = tuple[str, int | None, int | None, int | None]
TOLD = frozenset({"happened", "ongoing"})
_DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those)\s+(?:[\w'’-]+\s+){0,3}?"
    r"(attacks?|incident|assaults?|rampage|massacre|killings?|ambush|violence|strikes?|(?:air ?)?raids?|air ?strikes?"
    r"|bombardments?|shelling|shells|rockets|blasts?|bombings?|explosions?|bombs?|clashes|fighting|battles?|fight"
    r"|dead|victims|casualties|deaths|death toll|toll|wounded|injured|hostages|abductions?|kidnappings?)\b",
    re.IGNORECASE,
)
SEQUENCE = re.compile(
    r"\b(?:com(?:es?|ing)|came)\s+(?:\w+\s+){0,3}after\b|\b(?:hours?|days?|weeks?|months?|years?) after\b"
    r"|\bfollowed by\b"
    r"|\bin (?:response|retaliation|revenge)\b|\bahead of\b",
    re.IGNORECASE,
)
"""Words that put one happening after another one."""
_ANOTHER = re.compile(
    r"^\W*(?:meanwhile|elsewhere|separately|later|also|in addition|additionally|moreover|earlier|on another front)\b"
    r"|\b(?:another|separate|second|third|other|further|similar|meanwhile|elsewhere|separately)\s+"
    r"(?:\w+\s+){0,2}(?:attacks?|strikes?|raids?|air ?strikes?|bombings?|blasts?|explosions?|clash(?:es)?|shells?|"
    r"incidents?|ambush(?:es)?|operations?|fire|bombs?|towns?|villages?|areas?|neighbou?rhoods?)\b"
    r"|\balso\s+(?:hit|struck|killed|shelled|fired|bombed|targeted|carried|destroyed|attacked|clashed|launched|seized|"
    r"took control|captured)\b"
    r"|\bmeanwhile\b|\belsewhere\b|\bseparately\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_SHINGLE = 6
LONG = 9
"""A time longer than this many days says little of the sentences after it."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a document as a whole says of its time and place; each None when it says nothing.

    ``day`` is the day number it was published, else the middle of the days its claims are dated to;
    ``month_day`` the same without a year; ``country`` an alpha-2 code.  ``published`` is True when ``day`` is
    the publication day.
    """

    day: int | None
    month_day: tuple[int, int] | None
    country: str | None
    published: bool


@dataclass(frozen=True, slots=True)
class View:
    """One claim, ready to be compared.  ``sentence`` is the index of its passage.

    ``running``: a toll of a longer episode, also where a headline shortens one that the same text gives in full.
    ``dead``: the sides whose people the figures count.
    ``time_carried`` and ``place_carried``: taken from another sentence, so that a difference does not forbid a
    link. ``back``: nouns such as "attack" that stand behind "the" in the sentence; ``another``: the sentence
    says that it tells of something else.
    """

    claim: Claim
    family: str
    realis: str
    when: When
    time_carried: bool
    place_carried: bool
    region: tuple[str, str] | None
    persons: tuple[tuple[str, frozenset[str]], ...]
    actors: Mapping[str, frozenset[str]]
    sides: Mapping[str, frozenset[str]]
    figures: tuple[Quantity, ...]
    dead: frozenset[str]
    running: bool
    context: Context
    sentence: int
    headline: bool
    back: tuple[str, ...]
    another: bool
    words: frozenset[str]
    shingles: frozenset[str]

    @property
    def claim_id(self) -> str:
        """The claim's id."""
        return self.claim.claim_id


def make_views(documents: Sequence[Document], claims: Iterable[Claim], lexicon: Lexicon) -> dict[str, View]:
    """Views by claim id, in order of claim id.  Claims of a document that is not given are compared without context."""
    by_id = {document.document_id: document for document in documents}
    grouped: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: claim.claim_id):
        grouped.setdefault(claim.document_id, []).append(claim)
    views: dict[str, View] = {}
    for document_id, own in grouped.items():
        document = by_id.get(document_id)
        context = _context(document, own)
        running = {_figure(q) for claim in own for q in claim.quantities if q.counts == "cumulative"}
        for claim in own:
            views[claim.claim_id] = _view(claim, document, context, running, lexicon)
    return dict(sorted(views.items()))


def _context(document: Document | None, claims: Sequence[Claim]) -> Context:
    days: list[int] = []
    without_year: list[tuple[int, int]] = []
    for claim in claims:
        when = read_when(claim.time)
        if when.one_day is not None:
            days.append(when.one_day)
        elif when.month_day is not None:
            without_year.append(when.month_day)
    countries = Counter(claim.place.country for claim in claims if claim.place and claim.place.country)
    country = min(countries, key=lambda code: (-countries[code], code)) if countries else None
    published = _published(document)
    day = published if published is not None else (median_low(days) if days else None)
    month_day = median_low(without_year) if without_year and day is None else None
    return Context(day, month_day, country, published is not None)


def _published(document: Document | None) -> int | None:
    if document is None or not document.published:
        return None
    try:
        return date.fromisoformat(document.published[:10]).toordinal()
    except ValueError:
        return None


def _figure(quantity: Quantity) -> Figure:
    return quantity.measure, quantity.low, quantity.best, quantity.high


def _view(
    claim: Claim, document: Document | None, context: Context, running: Collection[Figure], lexicon: Lexicon
) -> View:
    start = claim.evidence[0].start if claim.evidence else claim.trigger.start
    sentence_text = claim.evidence[0].quote if claim.evidence else claim.trigger.quote
    words = _WORD.findall(sentence_text.casefold())
    place = claim.place
    region = None
    if place is not None and place.country and place.precision not in ("country",):
        region = (place.country, place.admin1) if place.admin1 else None
    actors: dict[str, set[str]] = {}
    sides: dict[str, set[str]] = {}
    for participant in claim.participants:
        if participant.actor_id is not None:
            chain = {participant.actor_id, *_ancestors(lexicon, participant.actor_id)}
            actors.setdefault(participant.role, set()).update(chain)
        if participant.side_id is not None:
            sides.setdefault(participant.role, set()).add(participant.side_id)
    figures = tuple(q for q in claim.quantities if (q.low, q.best, q.high) != (None, None, None))
    return View(
        claim=claim,
        family=family(claim.event_type),
        realis="told" if claim.status in TOLD else claim.status,
        when=_own_when(claim),
        time_carried=_carried(claim.time, claim),
        place_carried=_carried(claim.place, claim),
        region=region,
        persons=tuple(
            sorted(
                {(p.role, name_keys(p.name)) for p in claim.participants if _is_person(p, lexicon)},
                key=lambda item: (item[0], sorted(item[1])),
            )
        ),
        actors={role: frozenset(ids) for role, ids in actors.items()},
        sides={role: frozenset(ids) for role, ids in sides.items()},
        figures=figures,
        dead=frozenset(q.side_id for q in figures if q.side_id),
        running=any(q.counts == "cumulative" or _figure(q) in running for q in claim.quantities),
        context=context,
        sentence=_sentence(document, start),
        headline=claim.passage_kind == "headline",
        back=_back(claim),
        another=bool(_ANOTHER.search(sentence_text)),
        words=frozenset(words),
        shingles=frozenset(" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)),
    )


def _carried(said: Quote | None, claim: Claim) -> bool:
    """True when a time or place was taken from another sentence than the claim's own: then it is weak evidence."""
    return said is not None and not own_words(claim, said)


def _own_when(claim: Claim) -> When:
    """The claim's days; unknown where the time was taken from another sentence and is longer than days."""
    when = read_when(claim.time)
    if _carried(claim.time, claim) and (when.length or LONG + 1) > LONG and when.known:
        return NEVER
    return when


def _is_person(participant: Participant, lexicon: Lexicon) -> bool:
    """A name the lexicon does not know and that looks like a person's, or an official it knows."""
    actor = lexicon.actors.get(participant.actor_id) if participant.actor_id else None
    if actor is not None:
        return actor.kind == "official"
    return participant.actor_id is None and is_person(participant.name)


def _ancestors(lexicon: Lexicon, actor_id: str) -> Iterable[str]:
    return lexicon.ancestors(actor_id) if actor_id in lexicon.actors else ()


def _sentence(document: Document | None, start: int) -> int:
    """Index among the passages that are read (headlines and sentences); 0 when the document is not given."""
    if document is None:
        return 0
    return sum(1 for p in document.passages if p.kind in ("headline", "sentence") and p.end <= start)


def _back(claim: Claim) -> tuple[str, ...]:
    """Nouns for a happening behind "the", "this" … up to the trigger: the sentence takes that happening as known."""
    if not claim.evidence:
        return ()
    sentence, start = claim.evidence[0].quote, claim.evidence[0].start
    trigger = claim.trigger.start - start
    return tuple(
        found.group(1).casefold()
        for found in _DEFINITE.finditer(sentence)
        if found.start(1) <= trigger and not SEQUENCE.search(sentence[found.end() : max(trigger, found.end())])
    )
