"""A claim laid out for comparison: what every feature needs, worked out once a claim.

In: documents, their claims, the lexicon.  Out: one `View` a claim.  Only the claim and its own document are
looked at, so an unrelated document changes no view.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from statistics import median_low
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from crosswire.link.days import NEVER, When, read_when
from crosswire.link.discourse import (
    back_nouns,
    brings_in,
    campaign,
    in_campaign,
    picks_out,
    placed_names,
    somewhere,
    spots,
    turns_away,
)
from crosswire.link.events import own_words
from crosswire.link.families import SPEECH, family
from crosswire.link.names import is_person, name_keys, one_name
from crosswire.link.places import Where
from crosswire.model import Claim, Document, Participant, Place, Quantity, Quote

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

Figure = tuple[str, int | None, int | None, int | None]
TOLD = frozenset({"happened", "ongoing"})
FORETOLD = frozenset({"planned", "predicted", "possible"})
"""A truce that is to begin is the one that began."""
_WORD = re.compile(r"\w+")
_SHINGLE = 6
_CLASH = re.compile(
    "(?:in)?fight|fought|clash|battl|combat|confront|ambush|storm|(?:counter)?offensive|(?:counter)?assault|operation"
    "|incursion|skirmish|gunfight|gunbattle|firefight|repel|counterattack|engage|exchange"
)
"""Words that name a clash."""
_PACT = re.compile("truce|cease|deal|agreement|accord")
"""Words for what was agreed: where a sentence takes it as known, the place it names is one of its terms."""
HARM = frozenset({"killed", "wounded", "killed_or_wounded"})
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
    """One claim, ready to be compared.  ``sentence`` is the index of its passage among headlines and sentences.

    ``running``: a toll of a longer episode, also where a headline shortens one that the same text gives in full.
    ``region``: country and province; ``within``: the place and what it lies in, by the keys of their names, the
    narrowest first; empty where the region is not known.
    ``dead``: the sides whose people the figures count.
    ``time_carried`` and ``place_carried``: taken from another sentence, so that a difference does not forbid a
    link. ``back``: nouns such as "attack" that stand behind "the" in the sentence; ``picks_out``: the sentence tells of
    some of the people told of before ("among the dead"); ``another``: it says that it tells of something else;
    ``brings_in``: it names an attack as new ("an air strike"); ``somewhere``: it says "in" and a name.  ``turns``:
    sentences before this one that turn to something else; ``counted``: claims of the family before this one that
    count people.  ``triggers``: the trigger, or of a telling all of them; ``words``: of the sentence, without names of
    those who take part; ``shingles``: six words in a row.  ``spots``: the quarters and villages its sentence names.
    ``campaign``: it names fighting that lasts, or counts all who fell in it.  ``kind``: what it tells of, by `told_as`.
    """

    claim: Claim
    family: str
    realis: str
    when: When
    time_carried: bool
    place_carried: bool
    where: Where | None
    region: tuple[str, str] | None
    within: tuple[str, ...]
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
    picks_out: bool
    another: bool
    brings_in: bool
    somewhere: bool
    triggers: frozenset[str]
    words: frozenset[str]
    shingles: frozenset[str]
    spots: frozenset[str] = frozenset()
    campaign: bool = False
    kind: str = ""
    turns: int = 0
    counted: int = 0

    @property
    def claim_id(self) -> str:
        """The claim's id."""
        return self.claim.claim_id

    @property
    def harm(self) -> bool:
        """True when it counts people who were killed or wounded."""
        return any(q.measure in HARM for q in self.figures)

    @property
    def bare(self) -> bool:
        """True when the claim's own sentence names neither a place, known or not, nor a time."""
        placed = self.claim.place is not None and not self.place_carried
        dated = self.claim.time is not None and not self.time_carried
        return not (placed or dated or self.somewhere)


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
        read = [] if document is None else [p.end for p in document.passages if p.kind in ("headline", "sentence")]
        read.sort()
        for view in _in_order([_view(claim, read, context, running, lexicon) for claim in own]):
            views[view.claim_id] = view
    return dict(sorted(views.items()))


def _in_order(views: Iterable[View]) -> Iterator[View]:
    """The claims of one document as its text tells them, each with what stands before it."""
    turning: set[int] = set()
    counted: Counter[str] = Counter()
    for view in sorted(views, key=in_text):
        yield replace(view, turns=len(turning - {view.sentence}), counted=counted[view.family])
        if view.another:
            turning.add(view.sentence)
        if view.claim.quantities and not view.running:
            counted[view.family] += 1


def in_text(view: View) -> tuple[int, int, int, str]:
    """Orders the claims of one document as its text tells them."""
    return view.sentence, view.claim.trigger.start, view.claim.trigger.end, view.claim_id


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


def _of_one(figures: Collection[Quantity]) -> bool:
    """True when all it counts is one."""
    return bool(figures) and all((q.best or q.low or q.high) == 1 for q in figures)


def _view(claim: Claim, read: Sequence[int], context: Context, running: Collection[Figure], lexicon: Lexicon) -> View:
    """``read``: where the passages of its document end that are read, rising; none when it is not given."""
    start = claim.evidence[0].start if claim.evidence else claim.trigger.start
    sentence_text = claim.evidence[0].quote if claim.evidence else claim.trigger.quote
    before = claim.trigger.start - start
    said = _said(sentence_text)
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
    lasts = campaign(claim.trigger.quote) or said.in_campaign
    toll_of_a_day = bool(figures) and read_when(claim.time).one_day is not None
    pact = claim.event_type == "agreement"
    speech = claim.event_type in SPEECH
    back = back_nouns(sentence_text, before, several=not _of_one(figures)) if claim.evidence else ()
    terms = pact and any(_PACT.match(noun) for noun in back)
    if speech or (pact and (terms or _carried(claim.place, claim))):
        region = None  # a truce holds elsewhere than where the sentences around it play
    return View(
        claim=claim,
        family=family(claim.event_type),
        realis="told" if claim.status in TOLD or (pact and claim.status in FORETOLD) else claim.status,
        when=NEVER if speech else _own_when(claim),
        time_carried=_carried(claim.time, claim),
        place_carried=speech or terms or _carried(claim.place, claim),
        where=Where.of(place),
        region=region,
        within=_within(place, lexicon) if place is not None and region is not None else (),
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
        sentence=bisect_right(read, start),
        headline=claim.passage_kind == "headline",
        back=back,
        picks_out=said.picks_out,
        another=said.another,
        brings_in=brings_in(sentence_text[:before]),
        somewhere=somewhere(sentence_text, placed_names(lexicon)),
        triggers=frozenset({claim.trigger.quote.casefold()}),
        words=_telling_words(claim, start, sentence_text),
        shingles=said.shingles,
        spots=_spots(claim, said.spots),
        campaign=claim.event_type == "armed_clash" and lasts and not toll_of_a_day,
        kind=told_as(claim.event_type, clash=said.clash),
    )


class _Said(NamedTuple):
    """What the words of a sentence say, whichever of its claims is asked."""

    clash: bool
    shingles: frozenset[str]
    picks_out: bool
    another: bool
    in_campaign: bool
    spots: frozenset[str]


@lru_cache(maxsize=256)
def _said(sentence: str) -> _Said:
    words = _WORD.findall(sentence.casefold())
    return _Said(
        clash=any(map(_CLASH.match, words)),
        shingles=frozenset(" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)),
        picks_out=picks_out(sentence),
        another=turns_away(sentence),
        in_campaign=in_campaign(sentence),
        spots=spots(sentence),
    )


def told_as(event_type: str, *, clash: bool) -> str:
    """The type, by the words of what tells of it: a clash that none of them names ("fighters were killed", "the army
    attacked") says that people were hurt, not how.  ``clash``: a word names one."""
    return "killing" if event_type == "armed_clash" and not clash else event_type


def _within(place: Place, lexicon: Lexicon) -> tuple[str, ...]:
    """A place and the places it lies in, up to the province."""
    known = place.place_id is not None and place.place_id in lexicon.gazetteer
    above = [lexicon.gazetteer.get(one) for one in lexicon.gazetteer.ancestors(place.place_id or "")] if known else []
    names = [place.name, *(one.name for one in above if one.kind != "country"), place.admin1 or ""]
    return tuple(dict.fromkeys(one_name(name) for name in names if name))


def _spots(claim: Claim, named: Iterable[str]) -> frozenset[str]:
    """The spots named in its sentence, without the province they lie in ("a Karsten district")."""
    around = name_keys(claim.place.admin1) if claim.place is not None and claim.place.admin1 else frozenset()
    return frozenset(name for name in named if name_keys(name) and not name_keys(name) <= around)


def _telling_words(claim: Claim, start: int, sentence: str) -> frozenset[str]:
    """The words of the sentence but those that name who acts, who is hit, who says it and what was done: these are
    compared by what they mean, and one outlet's "terrorists" are another's "rebels"."""
    named: list[Quote] = [claim.trigger, *claim.participants]
    if claim.attribution.source is not None:
        named.append(claim.attribution.source)
    for one in sorted(named, key=lambda quote: (quote.start, quote.end)):
        first, last = max(one.start - start, 0), max(one.end - start, 0)
        sentence = sentence[:first] + " " * (min(last, len(sentence)) - min(first, len(sentence))) + sentence[last:]
    return frozenset(map(intern, _WORD.findall(sentence.casefold())))


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
