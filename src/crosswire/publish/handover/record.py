"""The record as the exports read it: one event at a time, with all that is said of it, private names left out.

In: a casebook, which events are wanted, whether names are kept, and a policy.  Out: `Told`s in the order in which
`crosswire events` lists them.  What is held at once is one event, the names that are left out, and the ids of the
events, so that a record of any length is handed out in the same memory.  Fails with `ExportError` when a quote is not
what stands at its place in the text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from crosswire import lexicon
from crosswire.casebook import Casebook, DocumentFilter, EventFilter
from crosswire.lexicon import Lexicon
from crosswire.lexicon.counting import ClassOrder
from crosswire.model import Claim, Document, Estimate, Event, Measure, Of, Policy, Quote, Relation, quotes_in
from crosswire.publish.private_names import Veil, veil_over
from crosswire.publish.unnamed import Unnamed
from crosswire.publish.voices import Voices, lexicon_names, name_voices
from crosswire.publish.whole import ExportError

ALL = EventFilter()
PAGE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event (without the reasons of its links) with its claims (by id), estimates, relations and documents.

    ``parts`` are the ids of the events that are part of it.
    """

    event: Event
    claims: tuple[Claim, ...]
    estimates: tuple[Estimate, ...]
    relations: tuple[Relation, ...]
    documents: Mapping[str, Document]
    parts: tuple[str, ...]
    voices: Voices
    people: ClassOrder

    def saying(self, words: Quote | None) -> tuple[str, ...]:
        """The claims that hold these words as place or time; all where none does."""
        held = tuple(c.claim_id for c in self.claims if words is not None and _same(words, (c.place, c.time)))
        return held or self.event.claim_ids

    def sources(self) -> list[Document]:
        """Its documents by day of publication, those without one last."""
        return sorted(self.documents.values(), key=lambda d: (d.published is None, d.published or "", d.document_id))

    def figures(self, policy: Policy, measure: Measure, of: Of | None = None) -> list[Estimate]:
        """The estimates of one policy and measure (and class of people), whoever's people they are."""
        return [e for e in self.estimates if (e.policy, e.measure) == (policy, measure) and of in (None, e.of)]

    def total(self, policy: Policy, measure: Measure) -> Estimate | None:
        """The estimate that stands for everybody: the codebook's total, else that of people of any class, else the
        only class that is within no other; None where several are."""
        found = [e for e in self.figures(policy, measure) if e.column in (None, "total")]
        stated = [e for e in found if e.of == "any" or e.column == "total"]
        widest = set(self.people.widest(e.of for e in found))
        wide = stated or [e for e in found if e.of in widest]
        return wide[0] if stated or len(wide) == 1 else None


def _same(words: Quote, held: Sequence[Quote | None]) -> bool:
    return any(one is not None and one == words for one in held)


class Record:
    """What is handed out.  Open the casebook and its snapshot around it."""

    def __init__(
        self,
        casebook: Casebook,
        *,
        wanted: EventFilter = ALL,
        names: bool = False,
        policy: Policy | None = None,
    ) -> None:
        self.casebook, self.wanted, self.names, self.policy = casebook, wanted, names, policy
        self.lexicon: Lexicon = lexicon.load(casebook.lexicon_folder)
        self._names = lexicon_names(self.lexicon)

    @property
    def whole(self) -> bool:
        """Whether nothing was filtered out."""
        return self.wanted == ALL

    @cached_property
    def veil(self) -> Veil:
        """What is left out: nothing where names are kept."""
        return Veil() if self.names else veil_over(self.casebook.each_claim(), self._names.values())

    @cached_property
    def _parts(self) -> dict[str, tuple[str, ...]]:
        return self.casebook.ids_of_parts()

    @cached_property
    def _unnamed(self) -> Unnamed:
        return Unnamed(self.veil, self.casebook.each_claim() if self.veil.hidden else ())

    def events(self) -> Iterator[Told]:
        """Each wanted event, by day, then id."""
        for event_id in self.casebook.event_ids(self.wanted):
            yield self.event(event_id)

    def event(self, event_id: str) -> Told:
        """One event with all that is said of it."""
        casebook = self.casebook
        event, claims = casebook.event(event_id), casebook.claims_in(event_id)
        documents = {document.document_id: document for document in casebook.documents(event.document_ids)}
        estimates, relations = casebook.estimates_of(event_id), casebook.relations_of(event_id)
        check_quotes(claims, documents)
        event = replace(event, links=(), refused=())
        if self.veil.hidden:
            event, claims = self._unnamed.event(event), list(map(self._unnamed.claim, claims))
            estimates = list(map(self._unnamed.estimate, estimates))
            relations = list(map(self._unnamed.relation, relations))
        return Told(
            event=event,
            claims=tuple(claims),
            estimates=tuple(estimates),
            relations=tuple(relations),
            documents=MappingProxyType({key: self._credits(document) for key, document in documents.items()}),
            parts=self._parts.get(event_id, ()),
            voices=name_voices(claims, documents.values(), self._names),
            people=self.lexicon.counting.people,
        )

    def claims(self) -> Iterator[tuple[Claim, Document]]:
        """Each claim of the wanted events with its document, by event, then the order of the texts; where nothing was
        filtered out, the claims of no event after them."""
        for event_id in self.casebook.event_ids(self.wanted):
            claims = self.casebook.claims_in(event_id)
            documents = {d.document_id: d for d in self.casebook.documents(claim.document_id for claim in claims)}
            yield from self._shown(claims, documents)
        if self.whole:
            for claim in self.casebook.each_claim():
                if claim.event_id is None:
                    yield from self._shown([claim], {claim.document_id: self.casebook.document(claim.document_id)})

    def documents(self, wanted: Collection[str] | None) -> Iterator[Document]:
        """The documents (all: None) without their texts, by day of publication or by id."""
        if wanted is not None:
            for document in (self.casebook.document(document_id) for document_id in sorted(wanted)):
                yield replace(self._credits(document), text="", passages=())
            return
        at = 0
        while page := self.casebook.documents_page(DocumentFilter(), limit=PAGE, offset=at):
            yield from map(self._credits, page)
            at += PAGE

    def _shown(self, claims: Iterable[Claim], documents: Mapping[str, Document]) -> Iterator[tuple[Claim, Document]]:
        claims = sorted(claims, key=lambda c: (c.document_id, c.trigger.start, c.claim_id))
        check_quotes(claims, documents)
        for claim in claims:
            shown = self._unnamed.claim(claim) if self.veil.hidden else claim
            yield shown, documents[claim.document_id]

    def _credits(self, document: Document) -> Document:
        """The document with private names left out of its title and byline."""
        if not self.veil.hidden:
            return document
        title, byline = document.title, document.byline
        return replace(document, title=title and self.veil.text(title), byline=byline and self.veil.text(byline))


def check_quotes(claims: Iterable[Claim], documents: Mapping[str, Document]) -> None:
    """Fail where a quote of a claim is not what stands there."""
    for claim in claims:
        text = documents[claim.document_id].text
        for quote in quotes_in(claim):
            if text[quote.start : quote.end] != quote.quote or not 0 <= quote.start < quote.end:
                raise ExportError(
                    f"{claim.claim_id}: {quote.quote!r} does not stand at {quote.start} of {claim.document_id}; run "
                    "`crosswire build CASE` and, if it stays, report it"
                )
