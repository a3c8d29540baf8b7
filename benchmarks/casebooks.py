"""A casebook of any size, written directly: to measure what reads a casebook, not what makes one.

In: a folder, a number of documents and of claims.  Out: a casebook with documents, passages, claims, copies, events
with links and refusals, relations, estimates and decisions; the same numbers give the same casebook.  It is set in
Ostravia, which does not exist.  Documents run over five years, events draw their claims from the documents of about a
week; how many claims tell of one event, how much an outlet publishes and how often a voice is heard fall as a power
law, as in news.  The first event is told by 2,000 claims (or an eighth of all, where that is less).  Claims are made a
piece at a time, so the memory used grows with a few arrays only.  What it is not: shared passages have no equal words,
and links and estimates were not worked out; only their number and their size are as in real records.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

import numpy as np

from crosswire.casebook import Built, Casebook, Derived
from crosswire.casebook.decisions import anchored
from crosswire.casebook.derived import replace_all
from crosswire.casebook.migrate import connect
from crosswire.model import (
    Attribution,
    Claim,
    Copy,
    Decision,
    Document,
    Estimate,
    Event,
    EventParticipant,
    FieldValue,
    Link,
    NamedQuote,
    Participant,
    Passage,
    Place,
    Policy,
    Quantity,
    Quote,
    Reason,
    Refusal,
    Relation,
    Time,
    content_id,
)  # fmt: skip

KINDS = ("killing", "air_strike", "shelling", "armed_clash", "bombing", "abduction", "arrest", "execution")
OUTLETS, VOICES, TOWNS, PROVINCES, ACTORS = 400, 3000, 600, 14, 300
DAYS, WEEK, LARGEST, MOST = 1826, 400, 2000, 1000
"""Days told of; documents from which an event draws; claims of the largest event, and of the others at most."""
PIECE, AT_ONCE, DECISIONS, ALL_PAIRS = 1500, 5000, 2000, 50
FILLER = "The fighting went on for a second week, and hospitals in the province asked for blood, medicine and fuel."


class Made:
    """The numbers behind a casebook: which event each sentence of each document tells of, and what the event is."""

    def __init__(self, documents: int, claims: int) -> None:
        chance = np.random.default_rng(7)
        self.documents, self.each = documents, max(1, claims // documents)
        slots = documents * self.each
        self.event_of = np.zeros(slots, dtype=np.int32)
        first, number = 0, 0
        while first < slots:
            window = np.arange(first, min(slots, first + WEEK * self.each))
            chance.shuffle(window)
            at = 0
            while at < len(window):
                size = min(LARGEST, slots // 8) if number == 0 else int(min(chance.zipf(1.8), MOST))
                self.event_of[window[at : at + size]] = number
                at, number = at + size, number + 1
            first += WEEK * self.each
        self.events = number
        self.town = (chance.zipf(1.3, number) % TOWNS).astype(np.int32)
        self.kind = chance.integers(len(KINDS), size=number)
        self.actor = (chance.zipf(1.5, number) % ACTORS).astype(np.int32)
        self.toll = chance.integers(1, 80, size=number)
        self.noise = chance.integers(1 << 30, size=slots)
        self.voice = (chance.zipf(1.3, slots) % VOICES).astype(np.int32)
        self.outlet = (chance.zipf(1.4, documents) % OUTLETS).astype(np.int32)
        self.starts = np.zeros(slots, dtype=np.int32)
        syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
        self.names = ["".join(chance.choice(syllables, size=3)).title() for _ in range(VOICES + OUTLETS + TOWNS)]
        self.names[VOICES + OUTLETS : VOICES + OUTLETS + 5] = ["Velmora", "Karsten", "Dolna", "Brisk", "Tavi Pass"]
        self.at = np.stack([chance.uniform(40, 46, TOWNS), chance.uniform(10, 16, TOWNS)], axis=1)

    def day(self, document: int) -> str:
        return (date(2031, 1, 1) + timedelta(days=document * DAYS // self.documents)).isoformat()

    def document_id(self, document: int) -> str:
        return content_id("doc", document)

    def claim_id(self, slot: int) -> str:
        return content_id("claim", int(slot))

    def event_id(self, event: int) -> str:
        return content_id("event", event)

    def town_name(self, event: int) -> str:
        return self.names[VOICES + OUTLETS + int(self.town[event])]

    def voice_name(self, slot: int) -> str:
        return self.names[int(self.voice[slot])]

    def figure(self, slot: int) -> int | None:
        """Half of the claims give a figure, most of an event the same one."""
        noise, toll = int(self.noise[slot]), int(self.toll[self.event_of[slot]])
        return None if noise & 1 else toll + (noise >> 4) % 4 * (noise >> 1 & 1)

    def sentence(self, slot: int) -> str:
        event, figure = int(self.event_of[slot]), self.figure(slot)
        who = f"{figure} people were" if figure else "People were"
        by = f"by fighters of actor {int(self.actor[event])}"
        return f"{who} killed in {self.town_name(event)} {by}, {self.voice_name(slot)} said."

    def document(self, number: int) -> Document:
        title = f"Killed in {self.town_name(int(self.event_of[number * self.each]))}"
        passages, text = [Passage(start=0, end=len(title), kind="headline")], title + "\n\n"
        for slot in range(number * self.each, (number + 1) * self.each):
            self.starts[slot] = len(text)
            for sentence in (self.sentence(slot), FILLER):
                passages.append(Passage(start=len(text), end=len(text) + len(sentence), kind="sentence"))
                text += sentence + (" " if sentence is not FILLER else "\n\n")
        return Document(
            document_id=self.document_id(number), file="made.csv", row=number, title=title, lang="en", text=text,
            outlet=f"{self.names[VOICES + int(self.outlet[number])]} Herald", published=self.day(number),
            published_how="given", passages=tuple(passages),
        )  # fmt: skip

    def claim(self, slot: int) -> Claim:
        event, sentence, start = int(self.event_of[slot]), self.sentence(slot), int(self.starts[slot])

        def words(text: str) -> dict[str, Any]:
            at = sentence.index(text)
            return {"start": start + at, "end": start + at + len(text), "quote": text}

        figure, town, voice, actor = (
            self.figure(slot),
            int(self.town[event]),
            self.voice_name(slot),
            int(self.actor[event]),
        )
        day = self.day(int(slot) // self.each)
        return Claim(
            claim_id=self.claim_id(slot), document_id=self.document_id(int(slot) // self.each),
            event_id=self.event_id(event), event_type=KINDS[int(self.kind[event])], status="happened",
            trigger=Quote(**words("killed")), passage_kind="sentence",
            participants=(
                Participant(
                    **words(f"actor {actor}"), role="actor", actor_id=f"actor-{actor}", name=f"actor {actor}",
                    side_id=None,
                ),
            ),
            place=self.place(town, **words(self.town_name(event))),
            time=Time(
                start=start, end=start + 1, quote=sentence[:1], earliest=day, latest=day, precision="day",
                anchor="published",
            ),
            quantities=() if figure is None else (
                Quantity(
                    **words(f"{figure} people"), measure="killed", of="any", side_id=None, counts="total", low=figure,
                    best=figure, high=figure, bound="exact",
                ),
            ),
            attribution=Attribution(manner="reported", source=NamedQuote(**words(voice), name=voice)),
            voice_id=f"name:{voice.lower()}-{int(self.voice[slot])}",
            evidence=(Quote(start=start, end=start + len(sentence), quote=sentence),),
        )  # fmt: skip

    def place(self, town: int, **words: Any) -> Place:
        lat, lon = (round(float(value), 4) for value in self.at[town])
        return Place(
            **words, place_id=f"xo.{town}", name=words["quote"], lat=lat, lon=lon, radius_km=3.0, precision="exact",
            admin1=f"Province {town % PROVINCES}", country="XO",
        )  # fmt: skip

    def pieces(self) -> Iterator[Derived]:
        """What a run derived, so many events at a time."""
        by_event = np.argsort(self.event_of, kind="stable")
        bounds = np.searchsorted(self.event_of[by_event], np.arange(self.events + 1))
        for first in range(0, self.events, PIECE):
            last = min(first + PIECE, self.events)
            made = [self._event(e, by_event[bounds[e] : bounds[e + 1]].tolist()) for e in range(first, last)]
            yield Derived(
                claims=tuple(claim for claims, *_ in made for claim in claims),
                events=tuple(event for _, event, _, _ in made),
                relations=tuple(r for *_, relations, _ in made for r in relations),
                estimates=tuple(e for *_, estimates in made for e in estimates),
            )
        main = {self.document_id(n): self.event_id(int(self.event_of[n * self.each])) for n in range(self.documents)}
        yield Derived(copies=tuple(self._copies()), main_events=main)

    def _event(self, event: int, slots: list[int]) -> tuple[list[Claim], Event, list[Relation], list[Estimate]]:
        claims = sorted((self.claim(slot) for slot in slots), key=lambda claim: claim.claim_id)
        event_id, first, n = self.event_id(event), claims[0], len(claims)
        figured = [claim for claim in claims if claim.quantities]
        voices = tuple(sorted({claim.voice_id for claim in claims if claim.voice_id}))
        documents = tuple(sorted({claim.document_id for claim in claims}))
        reasons = tuple(
            Reason(feature=feature, value=1.5, text=f"both name the same {feature} and nothing denies that it is one")
            for feature in ("day", "place", "figure")
        )  # fmt: skip
        near = [
            slot for slot in range(slots[0] + 1, min(slots[0] + 6, len(self.event_of))) if self.event_of[slot] != event
        ]
        made = Event(
            event_id=event_id, label=f"{first.event_type}, {self.town_name(event)}", event_type=first.event_type,
            status="happened", time=first.time, time_conflict=False, place=first.place,
            participants=tuple(
                EventParticipant(role=p.role, actor_id=p.actor_id, name=p.name) for p in first.participants
            ),
            claim_ids=tuple(claim.claim_id for claim in claims), document_ids=documents,
            outlets=tuple(sorted({self.names[VOICES + int(self.outlet[slot // self.each])] for slot in slots})),
            voice_ids=voices,
            links=tuple(
                Link(claim_a=first.claim_id, claim_b=c.claim_id, score=0.9, reasons=reasons) for c in claims[1:]
            ),
            refused=tuple(
                Refusal(claim_a=first.claim_id, claim_b=self.claim_id(slot), reasons=reasons[:2]) for slot in near
            ),
            part_of=self.event_id(event - 1) if event % 20 == 1 else None,
        )  # fmt: skip
        pairs = list(combinations(figured, 2)) if len(figured) <= ALL_PAIRS else [(figured[0], c) for c in figured[1:]]
        relations = [self._relation(event_id, a, b) for a, b in pairs]
        tolls = [claim.quantities[0].best or 0 for claim in figured]
        estimates = [
            Estimate(
                estimate_id=content_id("estimate", event_id, policy), event_id=event_id, measure="killed", of="any",
                policy=policy, low=min(tolls), best=sorted(tolls)[len(tolls) // 2], high=max(tolls),
                rule=f"the spread of {len(voices)} voices", claim_ids=tuple(c.claim_id for c in figured),
                voice_ids=tuple(sorted({c.voice_id for c in figured if c.voice_id})),
            )
            for policy in get_args(Policy) if tolls
        ]  # fmt: skip
        return claims, made, relations, estimates if n else []

    def _relation(self, event_id: str, a: Claim, b: Claim) -> Relation:
        q, r = a.quantities[0], b.quantities[0]
        same = q.best == r.best
        return Relation(
            relation_id=content_id("relation", event_id, a.claim_id, b.claim_id), event_id=event_id, measure="killed",
            claim_a=a.claim_id, claim_b=b.claim_id, of_a="any", of_b="any", kind="same" if same else "contradiction",
            reason=f"{q.best} and {r.best}: " + ("one figure, two voices" if same else "no number fits both"),
            figure_a=Quote(start=q.start, end=q.end, quote=q.quote),
            figure_b=Quote(start=r.start, end=r.end, quote=r.quote),
        )  # fmt: skip

    def _copies(self) -> Iterator[Copy]:
        """Every fourth document shares a passage with the one before."""
        for number in range(3, self.documents, 4):
            here, there = number * self.each, (number - 1) * self.each
            spans = [(int(self.starts[slot]), int(self.starts[slot]) + 40) for slot in (here, there)]
            ids = [self.document_id(n) for n in (number, number - 1)]
            for one, other in ((0, 1), (1, 0)):
                yield Copy(
                    document_id=ids[one], start=spans[one][0], end=spans[one][1], other_id=ids[other],
                    other_start=spans[other][0], other_end=spans[other][1], kind="identical", first=ids[1],
                )  # fmt: skip

    def decisions(self) -> Iterator[Decision]:
        """Confirmations, rejections and merges by three people, spread over the whole record."""
        slots = self.documents * self.each
        for number in range(min(DECISIONS, slots // 10)):
            slot = number * (slots // min(DECISIONS, slots // 10))
            document, claim = self.document(slot // self.each), self.claim(slot)
            a = anchored(document.document_id, document.text, claim.trigger.start, claim.trigger.end)
            kind, fields = "reject", ()
            if claim.quantities:
                q = claim.quantities[0]
                here = anchored(document.document_id, document.text, q.start, q.end)
                kind = "confirm"
                fields = (FieldValue(field="figure", value=f"killed any exact {q.best}", words=here),)
            yield Decision(
                decision_id=content_id("decision", number), kind=kind, by=("Ada", "Ben", "Cy")[number % 3],
                at=f"2036-01-01T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}+00:00", a=a, fields=fields,
            )  # fmt: skip


def write(folder: Path, documents: int, claims: int) -> Made:
    """Write the casebook, so much at a time: the log that SQLite writes ahead stays small."""
    made = Made(documents, claims)
    with Casebook.open(folder, create=True) as casebook:
        for first in range(0, documents, AT_ONCE):
            casebook.add_documents(made.document(number) for number in range(first, min(first + AT_ONCE, documents)))
    with closing(connect(folder / "casebook.db")) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -1000000")  # KiB: ids fall anywhere in the trees of the indexes
        connection.execute("BEGIN")
        replace_all(connection, _committed(connection, made.pieces()), Built())
        connection.execute("COMMIT")
    with Casebook.open(folder) as casebook:
        casebook.import_decisions(made.decisions())
    return made


def _committed(connection: sqlite3.Connection, pieces: Iterable[Derived]) -> Iterator[Derived]:
    """The pieces, each committed when the next is asked for."""
    for piece in pieces:
        yield piece
        connection.execute("COMMIT")
        connection.execute("BEGIN")
