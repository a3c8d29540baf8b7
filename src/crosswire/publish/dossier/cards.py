"""Claims as cards: the sentence with its marks, the figures, who, when, where, and by which voice.

In: a `Record` and the `Veil`.  Out: `Card` and `DocumentView`, and the names of voices.  Every text that leaves here
has gone through the veil.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from crosswire.model import Claim, Copy, Document, Quote
from crosswire.publish import wording
from crosswire.publish.decisions import decision_words
from crosswire.publish.dossier.view import Card, CopyView, DocumentView, Figure, Record, Segment
from crosswire.publish.private_names import LEFT_OUT, Veil
from crosswire.publish.voices import Voices, name_voices, voice_of

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class _Made(Mapping[str, Card]):
    """Cards by claim id, each made when it is first asked for."""

    def __init__(self, claims: Mapping[str, Claim], make: Callable[[Claim], Card]) -> None:
        self._claims, self._make = claims, make
        self._cards: dict[str, Card] = {}

    def __getitem__(self, claim_id: str) -> Card:
        if claim_id not in self._cards:
            self._cards[claim_id] = self._make(self._claims[claim_id])
        return self._cards[claim_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._claims)

    def __len__(self) -> int:
        return len(self._claims)


class Cards:
    """The cards and documents of a record; look-ups by claim, document and voice id."""

    def __init__(self, record: Record, veil: Veil) -> None:
        self.record = record
        self.veil = veil
        self.claims = {claim.claim_id: claim for claim in record.claims}
        order = sorted(record.documents, key=lambda d: (d.published is None, d.published or "", d.document_id))
        self.numbers = {d.document_id: n for n, d in enumerate(order, start=1)}
        named = name_voices(record.claims, record.documents, record.voice_names)
        self.voices = replace(named, labels={**named.labels, **self._numbered(named)})
        self._texts = {document.document_id: document.text for document in record.documents}
        self._copies: dict[str, list[Copy]] = {}
        for copy in record.copies:
            self._copies.setdefault(copy.document_id, []).append(copy)
        self._decisions = {one.decision.decision_id: one for one in record.settled}
        told: dict[str, int] = {}
        for claim in record.claims:
            told[claim.document_id] = told.get(claim.document_id, 0) + 1
        self.documents = {d.document_id: self._document(d, told.get(d.document_id, 0)) for d in order}
        self.cards: Mapping[str, Card] = _Made(self.claims, self._card)

    def shown(self, text: str) -> str:
        return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", self.veil.text(text))

    def _segments(self, quote: Quote, marks: Sequence[tuple[Quote, str]]) -> tuple[Segment, ...]:
        """The words of ``quote`` cut at the marks inside it; hidden names win, then earlier marks."""
        kinds: list[str | None] = [None] * len(quote.quote)
        for mark, kind in marks:
            inside = range(max(mark.start - quote.start, 0), min(mark.end - quote.start, len(kinds)))
            for place in inside:
                kinds[place] = kinds[place] or kind
        for start, end in self.veil.spans(quote.quote):
            kinds[start:end] = ["hidden"] * (end - start)
        segments: list[Segment] = []
        begin = 0
        for place in range(1, len(kinds) + 1):
            if place == len(kinds) or kinds[place] != kinds[begin]:
                shown = kinds[begin]
                words = LEFT_OUT if shown == "hidden" else quote.quote[begin:place]
                segments.append(Segment(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", words), shown))
                begin = place
        return tuple(segments)

    # voices

    def outlet(self, document_id: str) -> str:
        return self.shown(self.voices.outlets.get(document_id, document_id))

    def voice_of(self, claim: Claim) -> str:
        """The name of a claim's voice."""
        return self.voice(voice_of(claim))

    def voice(self, voice: str) -> str:
        """The name of a voice."""
        return self.shown(self.voices.name(voice))

    def _numbered(self, named: Voices) -> dict[str, str]:
        """Labels of the voices whose name the veil hides: told apart by a number, in the order of documents."""
        labels: dict[str, str] = {}
        for claim in sorted(self.record.claims, key=lambda c: (c.document_id, c.trigger.start, c.claim_id)):
            voice = voice_of(claim)
            if voice.startswith("name:") and self.veil.hides(named.name(voice)):
                labels.setdefault(voice, f"A private person ({len(labels) + 1})")
        return labels

    # claims and documents

    def _card(self, claim: Claim) -> Card:
        first, rest = claim.evidence[0], claim.evidence[1:]
        marks: list[tuple[Quote, str]] = [(q, "figure") for q in claim.quantities] + [(claim.trigger, "trigger")]
        via = [self.shown(link.name) for link in claim.attribution.via]
        voice = self.voice_of(claim)
        return Card(
            anchor=f"c-{claim.claim_id}",
            claim_id=claim.claim_id,
            document=self.documents[claim.document_id],
            sentence=self._segments(first, marks),
            more=tuple(self.shown(quote.quote) for quote in rest),
            figures=tuple(
                Figure(words=self.shown(wording.figure(q)), of_whom=wording.of_whom(q)) for q in claim.quantities
            ),
            manner=self.shown(wording.manner(claim.attribution, text_of=voice if via else None)),
            chain=" → ".join([voice, *via]) if via else None,
            when=wording.period(claim.time) or wording.why_undated(claim.time),
            where=self.shown(wording.where(claim.place) or "") or None,
            who=tuple(
                (p.role, "a person" if self.veil.hides(p.name) else self.shown(p.name)) for p in claim.participants
            ),
            status=wording.STATUSES.get(claim.status, claim.status) if claim.status != "happened" else None,
            type_words=claim.event_type.replace("_", " "),
            decided=tuple(
                self.shown(decision_words(self._decisions[one])) for one in claim.decision_ids if one in self._decisions
            ),
        )

    def folded(self, claims: Iterable[Claim]) -> tuple[Card, ...]:
        """Cards of one voice; a claim whose sentence stands, copied, in an earlier one's document is its echo."""
        left = sorted(claims, key=lambda c: (self.numbers[c.document_id], c.trigger.start, c.claim_id))
        shown: list[Card] = []
        while left:
            first, *others = left
            echoes = [c for c in others if c.document_id != first.document_id and self._copied(first, c)]
            taken = {c.claim_id for c in echoes}
            left = [c for c in others if c.claim_id not in taken]
            card = self.cards[first.claim_id]
            shown.append(replace(card, echoes=tuple(self.cards[c.claim_id] for c in echoes)))
        return tuple(shown)

    def _copied(self, a: Claim, b: Claim) -> bool:
        """Whether the two claims are of one kind and their sentences stand in one copied run."""
        if a.event_type != b.event_type or len(a.quantities) != len(b.quantities):
            return False
        if [(q.measure, q.low, q.best, q.high) for q in a.quantities] != [
            (q.measure, q.low, q.best, q.high) for q in b.quantities
        ]:
            return False
        return any(
            copy.other_id == b.document_id
            and copy.start <= a.trigger.start < copy.end
            and copy.other_start <= b.trigger.start < copy.other_end
            for copy in self._copies.get(a.document_id, ())
        )

    def _changes(self, copy: Copy) -> tuple[tuple[str, str | None, str | None], ...]:
        here, there = (self._texts[document_id] for document_id in (copy.document_id, copy.other_id))
        return tuple(
            (
                wording.CHANGES[change.kind],
                self.shown(here[change.here.start : change.here.end]) if change.here else None,
                self.shown(there[change.there.start : change.there.end]) if change.there else None,
            )
            for change in copy.changes
        )

    def _document(self, document: Document, claims: int) -> DocumentView:
        d = document
        credits = [
            ("Byline", d.byline), ("Agency credited", d.agency), ("Republished from", d.republishes),
            ("Dateline", d.dateline), ("File", d.file if d.row is None else f"{d.file}, row {d.row}"),
        ]  # fmt: skip
        how = {"given": "as given with the file", "text": "from the text", "meta": "from the page's data"}
        date = wording.day(d.published)
        copies = sorted(self._copies.get(d.document_id, ()), key=lambda c: (self.numbers.get(c.other_id, 0), c.start))
        return DocumentView(
            anchor=f"d-{d.document_id}",
            number=self.numbers[d.document_id],
            document_id=d.document_id,
            title=self.shown(d.title or "(no title)"),
            name=self.outlet(d.document_id),
            outlet=self.shown(d.outlet or "outlet not named"),
            credits=tuple((label, self.shown(value)) for label, value in credits if value),
            day=date or "bears no date",
            published=f"{date} ({how.get(d.published_how or '', 'source not known')})" if date else "bears no date",
            lang=d.lang,
            state=wording.STATES.get(d.state, d.state),
            is_read=d.state == "read",
            error=self.shown(f"{d.error.stage}: {d.error.detail}") if d.error else None,
            url=d.url if d.url and re.match(r"https?://", d.url) else None,
            claims=claims,
            copies=tuple(
                CopyView(
                    other=self.outlet(c.other_id),
                    other_anchor=f"d-{c.other_id}", edited=c.kind == "edited", text=self.shown(d.text[c.start : c.end]),
                    first=self.outlet(c.first) if c.first else None, changes=self._changes(c),
                )
                for c in copies
            ),
        )  # fmt: skip
