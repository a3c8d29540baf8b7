"""Invented reports from Ostravia and small honest stand-ins for the steps of the flow, for the rooms above them.

The stand-in reader knows one sentence shape ("N people were killed in PLACE, said SOURCE"); the stand-in linker puts
claims of one place together; the stand-in reconciler compares the figures of an event.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import combinations, product
from types import MappingProxyType

from crosswire.lexicon.counting import load_counting
from crosswire.link import Kept
from crosswire.link.laid_out import Source
from crosswire.model import (
    Attribution,
    Claim,
    Decision,
    Document,
    Estimate,
    Event,
    NamedQuote,
    Passage,
    Place,
    Quantity,
    Quote,
    Relation,
    content_id,
)

SENTENCE = re.compile(r"(?P<n>\d+) people were (?P<verb>killed) in (?P<place>\w+), said (?P<source>[\w ]+)\.")


def document(text: str, *, file: str = "report.txt", **fields: object) -> Document:
    passages = tuple(Passage(start=m.start(), end=m.end(), kind="sentence") for m in re.finditer(r"[^.]+\.", text))
    url = fields.get("url")
    return Document(
        document_id=content_id("doc", text, str(url or file)),
        file=file,
        text=text,
        passages=passages,
        lang="en",
        **fields,  # type: ignore[arg-type]
    )


def extract_claims(given: Document, lexicon: object = None, *, reader: object = None) -> list[Claim]:
    if "BREAK" in given.text:
        raise ValueError("this text breaks the reader")
    found = []
    for ordinal, match in enumerate(SENTENCE.finditer(given.text)):

        def quote(group: str | int, match: re.Match[str] = match) -> dict[str, object]:
            return {"start": match.start(group), "end": match.end(group), "quote": match.group(group)}

        number = int(match["n"])
        found.append(
            Claim(
                claim_id=content_id("claim", given.document_id, match.start("verb"), ordinal),
                document_id=given.document_id,
                event_type="killing",
                status="happened",
                trigger=Quote(**quote("verb")),
                passage_kind="sentence",
                place=Place(
                    **quote("place"), place_id=f"xo-{match['place'].lower()}", name=match["place"], lat=1.0, lon=2.0,
                    radius_km=5.0, precision="exact", admin1="Marn", country="XO",
                ),
                quantities=(
                    Quantity(
                        **quote("n"), measure="killed", of="any", side_id=None, counts="total",
                        low=number, best=number, high=number, bound="exact",
                    ),
                ),
                attribution=Attribution(
                    manner="reported", source_id=None, source=NamedQuote(**quote("source"), name=match["source"])
                ),
                evidence=(Quote(**quote(0)),),
                score=1 / 3,
            )
        )  # fmt: skip
    return found


def find_copies(documents: object, lexicon: object) -> list[object]:
    return []


def find_more_copies(*given: object) -> tuple[list[object], list[object]]:
    return [], []


def told_of(copies: list[object], documents: object, lexicon: object) -> list[object]:
    return copies


def assign_voices(documents: object, claims: list[Claim], copies: object, lexicon: object) -> list[Claim]:
    from dataclasses import replace

    return [replace(claim, voice_id=f"name:{claim.attribution.source.name}") for claim in claims]


def link_claims(
    documents: object,
    claims: list[Claim],
    lexicon: object,
    decisions: object = (),
    kept: Kept | None = None,
) -> list[Event]:
    claims = not_rejected(claims, decisions)
    by_place: dict[str, list[Claim]] = {}
    for claim in claims:
        by_place.setdefault(claim.place.place_id, []).append(claim)
    if kept is not None:
        compare(claims, None, kept)
        kept.keys.update({c.document_id: keys_of(claims, c.document_id) for c in claims})
    return [event_of(group) for group in by_place.values()]


def not_rejected(claims: list[Claim], decisions: Iterable[Decision]) -> list[Claim]:
    rejected = {(d.a.document_id, d.a.start) for d in decisions if d.kind == "reject"}
    return [claim for claim in claims if (claim.document_id, claim.trigger.start) not in rejected]


def keys_of(claims: list[Claim], document_id: str) -> bytes:
    own = {int(content_id("key", c.place.place_id)[4:16], 16) | 1 for c in claims if c.document_id == document_id}
    return b"".join(key.to_bytes(8, "little") for key in sorted(own))


def compare(claims: list[Claim], others: list[Claim] | None, kept: Kept) -> None:
    """Claims of one place were linked."""
    for one, other in combinations(claims, 2) if others is None else product(claims, others):
        if one.place.place_id == other.place.place_id:
            pair = (min(one.claim_id, other.claim_id), max(one.claim_id, other.claim_id))
            kept.linked[pair] = 3.0


class LaidOut:
    def __init__(self, lexicon: object) -> None:
        self.source: Source

    def turn_to(self, source: Source, changed: object) -> LaidOut:
        self.source = source
        return self

    def claims_of(self, documents: Iterable[str]) -> list[Claim]:
        wanted = sorted(documents)
        claims = [claim for one in wanted for claim in self.source.claims_of(one)]
        return not_rejected(claims, self.source.links(set(wanted)))

    def keys(self, documents: Iterable[str]) -> dict[str, bytes]:
        return {one: keys_of(self.claims_of([one]), one) for one in documents}

    def compare(self, documents: Iterable[str], others: Iterable[str], kept: Kept) -> None:
        compare(self.claims_of(documents), None, kept)
        compare(self.claims_of(documents), self.claims_of(others), kept)

    def events(self, documents: set[str], pairs: object, own: Set[str]) -> list[Event]:
        found = link_claims((), self.claims_of(documents), None)
        return [event for event in found if own & set(event.claim_ids)]

    def parts_of_longer(self, *given: object) -> dict[str, str]:
        return {}

    def refusals(self, wanted: Sequence[object]) -> list[object]:
        assert not wanted
        return []


def event_of(claims: list[Claim]) -> Event:
    claims = sorted(claims, key=lambda c: c.claim_id)
    return Event(
        event_id=content_id("event", claims[0].claim_id),
        label=f"killing in {claims[0].place.name}",
        event_type="killing",
        status="happened",
        time=None,
        time_conflict=False,
        place=claims[0].place,
        claim_ids=tuple(c.claim_id for c in claims),
        document_ids=tuple(sorted({c.document_id for c in claims})),
        voice_ids=tuple(sorted({c.voice_id for c in claims})),
    )


def main_events(documents: list[Document], claims: list[Claim], events: object) -> dict[str, str | None]:
    main: dict[str, str | None] = {d.document_id: None for d in documents}
    for claim in sorted(claims, key=lambda c: -c.trigger.start):
        main[claim.document_id] = claim.event_id
    return main


def reconcile(
    event: Event, claims: list[Claim], documents: object, lexicon: object
) -> tuple[list[object], list[object]]:
    relations = []
    for one, other in combinations(sorted(claims, key=lambda c: c.claim_id), 2):
        same = one.quantities[0].best == other.quantities[0].best
        kind = "same" if same else "contradiction"
        relations.append(
            Relation(
                relation_id=content_id("relation", one.claim_id, other.claim_id),
                event_id=event.event_id, claim_a=one.claim_id, claim_b=other.claim_id, measure="killed",
                of_a="any", of_b="any", kind=kind, reason="equal figures" if same else "two exact figures differ",
            )
        )  # fmt: skip
    numbers = [c.quantities[0].best for c in claims]
    estimate = Estimate(
        estimate_id=content_id("estimate", event.event_id, "as-reported"),
        event_id=event.event_id, measure="killed", of="any", policy="as-reported",
        low=min(numbers), best=None, high=max(numbers), rule="the spread of the voices",
        claim_ids=event.claim_ids, voice_ids=event.voice_ids,
    )  # fmt: skip
    return relations, [estimate]


class FakeLexicon:
    outlets: Mapping[str, object] = MappingProxyType({})
    actors: Mapping[str, object] = MappingProxyType({})
    fingerprint = "ostravia"
    counting = load_counting(())

    def read_all(self) -> None:
        """Nothing else to read."""


def put_in(monkeypatch: object) -> None:
    """Put the stand-ins in the place of the steps, in this process."""
    from importlib import import_module

    import crosswire.run.flow
    import crosswire.run.layers

    for name, functions in {
        "extract": (extract_claims,),
        "trace": (find_copies, find_more_copies, told_of, assign_voices),
        "link": (link_claims, LaidOut, main_events),
        "reconcile": (reconcile,),
    }.items():
        step = import_module(f"crosswire.{name}")
        for function in functions:
            monkeypatch.setattr(step, function.__name__, function)  # type: ignore[attr-defined]
    for module in (crosswire.run.flow, crosswire.run.layers):
        monkeypatch.setattr(module, "load", lambda folder=None: FakeLexicon())  # type: ignore[attr-defined]


VELMORA_DAILY = "12 people were killed in Velmora, said Marn Watch. 3 people were killed in Brisk, said OPA."
OPA_REPORT = "15 people were killed in Velmora, said the Ostravian army. Nothing else happened."
QUIET = "It rained in Dolna."
