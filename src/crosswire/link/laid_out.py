"""The texts of a record as linking sees them, for linking some of them again.

In: a record that is asked for documents, claims and decisions.  Out: how two texts compare, the events of some of them,
and why pairs of these were kept apart; each as `crosswire.link.linker.link_claims` would tell it of all texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import TYPE_CHECKING, NamedTuple, Protocol

from crosswire.link.blocking import Keyed, pairs_across, pairs_between
from crosswire.link.cluster import Pair
from crosswire.link.compared import Compared
from crosswire.link.decisions import bind
from crosswire.link.episodes import find_parts
from crosswire.link.in_text import InText, in_texts
from crosswire.link.kept import How, Kept, numbers
from crosswire.link.linker import Linking, by_telling, claim_views_of, views_of
from crosswire.link.view import View
from crosswire.model import Claim, Decision, Document, Event, Refusal

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

HELD = 8000
"""So many texts, those asked for last, stay laid out."""
AT_ONCE = 500
"""So many texts are compared with others at once, and so many events, which bounds the memory."""


class Source(Protocol):
    """A record as it is to be."""

    def documents(self, wanted: Iterable[str]) -> Sequence[Document]: ...

    def claims_of(self, document_id: str) -> Sequence[Claim]: ...

    def links(self, about: set[str]) -> Sequence[Decision]:
        """The decisions about links of these documents."""
        ...


class KeptApart(NamedTuple):
    """A pair across documents.  ``one`` holds its first claim, ``other`` its second; ``documents``: those of both
    events where the pair may be linked, else those of the pair."""

    pair: Pair
    one: Event
    other: Event
    documents: Set[str]


class LaidOut:
    """What the texts of a record tell, laid out when they are asked for."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._held: dict[str, InText] = {}
        self._source: Source

    def turn_to(self, source: Source, changed: Iterable[str]) -> LaidOut:
        """Ask this record from here on, in which these documents alone tell something else than in the last one."""
        self._source = source
        for document_id in changed:
            self._held.pop(document_id, None)
        return self

    def of(self, documents: Iterable[str]) -> dict[str, InText]:
        """By document id."""
        wanted = sorted(set(documents))
        missing = {one for one in wanted if one not in self._held}
        if missing:
            claims = [claim for one in sorted(missing) for claim in self._source.claims_of(one)]
            will = bind(self._source.links(missing), claims)
            self._held |= in_texts(self._source.documents(missing), claims, self._lexicon, will)
        found = {one: self._held.pop(one) for one in wanted}
        self._held |= found
        while len(self._held) > max(HELD, len(found)):
            del self._held[next(iter(self._held))]
        return found

    def keys(self, documents: Iterable[str]) -> dict[str, bytes]:
        """What they are compared by (`Kept.keys`)."""
        return numbers(Keyed(views_of(self.of(documents).values())))

    def compare(self, documents: Iterable[str], others: Iterable[str], kept: Kept) -> None:
        """Note the pairs that look alike among these, and between these and the others."""
        ours = views_of(self.of(documents).values())
        keyed, others = Keyed(ours), sorted(others)
        Compared(ours, self._lexicon, kept).compare(pairs_across(keyed))
        for first in range(0, len(others), AT_ONCE):
            theirs = views_of(self.of(others[first : first + AT_ONCE]).values())
            Compared({**ours, **theirs}, self._lexicon, kept).compare(pairs_between(keyed, Keyed(theirs)))

    def events(self, documents: Iterable[str], pairs: Mapping[Pair, How], own: Set[str]) -> list[Event]:
        """The events of the claims ``own`` of these documents.  ``pairs``: how those that look alike compare, of
        different documents.  Told as kept apart are only pairs of one text."""
        texts = self.of(documents)
        views = views_of(texts.values())
        known = Kept.of({pair: how for pair, how in pairs.items() if pair[0] in views and pair[1] in views})
        told = Compared(views, self._lexicon, known)
        will = bind(self._source.links(set(texts)), _claims(texts.values()))
        return Linking(texts, told, will).events(own)

    def parts_of_longer(self, wanted: Iterable[Event], events: Iterable[Event]) -> dict[str, str]:
        """The longer event of each wanted one that is part of one.  ``events``: all that share a document with them.
        Some are looked at at once, in the order of their days: what they share documents with lies near them."""
        by_document: dict[str, dict[str, Event]] = {}
        for event in events:
            for document_id in event.document_ids:
                by_document.setdefault(document_id, {})[event.event_id] = event
        in_order = sorted(wanted, key=lambda event: ((event.time and event.time.earliest) or "", event.event_id))
        found: dict[str, str] = {}
        for first in range(0, len(in_order), AT_ONCE):
            some = in_order[first : first + AT_ONCE]
            near = {i: one for event in some for d in event.document_ids for i, one in by_document.get(d, {}).items()}
            found |= find_parts(some, list(near.values()), self._claim_views, self._lexicon)
        return found

    def _claim_views(self, documents: Set[str]) -> dict[str, View]:
        return claim_views_of(self.of(documents).values())

    def refusals(self, wanted: Sequence[KeptApart]) -> list[Refusal]:
        """Why each of them was kept apart."""
        decisions = self._source.links({document for one in wanted for document in one.documents})
        return [self._refusal(one, decisions) for one in wanted]

    def _refusal(self, wanted: KeptApart, decisions: Sequence[Decision]) -> Refusal:
        texts = self.of(wanted.documents)
        told = Compared(views_of(texts.values()), self._lexicon)
        ours, theirs = ([i for i in event.claim_ids if i in told.views] for event in (wanted.one, wanted.other))
        will = bind(decisions, _claims(texts.values()))
        return told.refusal(wanted.pair, ours, theirs, by_telling(texts.values(), will))


def _claims(texts: Iterable[InText]) -> list[Claim]:
    return [claim for text in texts for claim in text.claims]
