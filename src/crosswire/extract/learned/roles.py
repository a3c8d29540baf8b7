"""From the words the network points to, to the nouns of a claim: the same normalisers as the rules use.

In: an anchor and what is named in the document.  Out: the actor, place, time or source the network means, with its
chance.  A name that stands several times is one candidate: what is given to all of its mentions counts together.
What the lexicon and the gazetteer do not know stays a description.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from crosswire.extract.learned.reading import Anchor
from crosswire.extract.named import Named
from crosswire.model import (
    ActorMention,
    Attribution,
    Claim,
    Manner,
    NamedQuote,
    Place,
    PlaceMention,
    Quote,
    Span,
    Time,
)

T = TypeVar("T")
S = TypeVar("S", bound=Span)


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """What fills a role (None: nothing in the window) and how likely that is."""

    what: T | None
    chance: float


def quote_at(named: Named, start: int, end: int) -> Quote:
    return Quote(start=start, end=end, quote=named.document.text[start:end])


def nearest(mentions: Sequence[S], anchor: Anchor, link: str) -> S:
    """Of several mentions of one thing the one the network points to most."""
    return max(mentions, key=lambda one: (anchor.mass(link, [one]), -abs(one.start - anchor.start)))


def actor_of(anchor: Anchor, named: Named, link: str = "actor") -> Choice[ActorMention]:
    """The actor of the lexicon that fills the role."""
    by_id: dict[str, list[ActorMention]] = {}
    for mention in anchor.seen(named.actors, lambda one: one):
        by_id.setdefault(mention.actor_id, []).append(mention)
    scored = [(anchor.mass(link, those), those) for _, those in sorted(by_id.items())]
    none = anchor.none(link)
    best = max(scored, key=lambda one: one[0], default=(0.0, []))
    if best[0] >= none and best[1]:
        return Choice(nearest(best[1], anchor, link), best[0])
    return Choice(None, none)


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The words that the span touches, to their ends."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def described(anchor: Anchor, named: Named, link: str) -> Choice[Quote]:
    """The words that fill the role, whatever they are."""
    end = anchor.end(link)
    if end is None:
        return Choice(None, anchor.none(link))
    quote = quote_at(named, *_whole(named.document.text, *end))
    return Choice(quote, anchor.mass(link, [quote]))


def place_of(anchor: Anchor, named: Named) -> Choice[Place]:
    """The place where it was."""
    by_id: dict[str, list[PlaceMention]] = {}
    for mention in anchor.seen(named.places, lambda one: one.place):
        if mention.relation != "adjective":
            by_id.setdefault(mention.place.place_id or mention.place.name, []).append(mention)
    scored = [(anchor.mass("place", [m.place for m in those]), those) for _, those in sorted(by_id.items())]
    best = max(scored, key=lambda one: one[0], default=(0.0, []))
    if best[1] and best[0] >= anchor.none("place"):
        return Choice(nearest([m.place for m in best[1]], anchor, "place"), best[0])
    return Choice(None, anchor.none("place"))


def time_of(anchor: Anchor, named: Named) -> Choice[Time]:
    """The time when it was."""
    end = anchor.end("time")
    if end is None:
        return Choice(None, anchor.none("time"))
    passage = named.passage_at(end[0])
    if passage is None:
        return Choice(None, 0.0)
    times = [m.time for m in named.mentions(passage).times]
    touched = [
        (anchor.mass("time", [time]), -time.start, time) for time in times if time.start < end[1] and end[0] < time.end
    ]
    if not touched:
        return Choice(None, 0.0)
    best = max(touched, key=lambda one: one[:2])
    return Choice(best[2], best[0])


def sources(claims: Iterable[Claim]) -> Sequence[tuple[NamedQuote, Attribution]]:
    """The sources that rules found in the document, in its order, each with the attribution of the last claim of it."""
    told = {
        (claim.attribution.source.start, claim.attribution.source.end): (claim.attribution.source, claim.attribution)
        for claim in claims
        if claim.attribution.source is not None
    }
    return [told[at] for at in sorted(told)]


def source_of(anchor: Anchor, named: Named, known: Sequence[tuple[NamedQuote, Attribution]]) -> Choice[Attribution]:
    """According to whom: a source the rules know by these words, an actor of the lexicon, or a description."""
    by_name: dict[str, list[tuple[Span, Attribution]]] = {}
    near = anchor.seen(known, lambda one: one[0])
    for source, told in near:
        by_name.setdefault(told.source_id or source.name.casefold(), []).append((source, told))
    for mention in anchor.seen(named.actors, lambda one: one):
        if any(source.start <= mention.start < source.end for source, _ in near):
            continue
        made = Attribution(
            manner="reported", source_id=mention.actor_id,
            source=NamedQuote(start=mention.start, end=mention.end, name=mention.name,
                              quote=named.document.text[mention.start : mention.end]),
        )  # fmt: skip
        by_name.setdefault(mention.actor_id, []).append((mention, made))
    scored = [(anchor.mass("source", [span for span, _ in those]), those) for _, those in sorted(by_name.items())]
    best = max(scored, key=lambda one: one[0], default=(0.0, []))
    none = anchor.none("source")
    if best[1] and best[0] >= max(none, 0.4):
        span = nearest([span for span, _ in best[1]], anchor, "source")
        return Choice(next(told for one, told in best[1] if one is span), best[0])
    words = described(anchor, named, "source")
    if words.what is None or none >= words.chance:
        return Choice(None, none)
    source = NamedQuote(start=words.what.start, end=words.what.end, quote=words.what.quote, name=words.what.quote)
    return Choice(Attribution(manner="reported", source=source, described=True), words.chance)


def attribution(anchor: Anchor, named: Named, told: Attribution) -> Attribution:
    """The attribution with the cue and the manner the network gives this figure."""
    cue = described(anchor, named, "cue").what
    manner: Manner = "quoted" if anchor.kind("manner")[0] == "quoted" else "reported"
    return Attribution(
        manner=manner, source_id=told.source_id, source=told.source, described=told.described,
        cue=cue or told.cue, via=told.via,
    )  # fmt: skip
