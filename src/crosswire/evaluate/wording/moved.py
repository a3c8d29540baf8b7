"""Does the wording move the record?  Texts read as they are and with other words for the same things.

In: the folder ``fakes`` (with ``claims`` beside it, for the split); its texts, not its labels.  Out: of the documents
in which something was swapped (`crosswire.evaluate.wording.swaps`), what stays.  Every document is read alone, once as
it is, once with each kind of swap, once with all of them.

* ``events_same``, ``figures_same``, ``roles_same``: of what is said before or after all swaps, the share said both
  times.  Events: type, status, place and days of each claim, and which two claims are of one event; figures: measure,
  people, side, kind, the three numbers and the bound; roles: participants, and the voice with its manner.
* ``loaded_same``, ``names_same``, ``places_same``, ``numbers_same``: the same under one kind of swap, all three parts
  together; ``codes_same``: over the four kinds, one at a time.
* ``held``: the share of documents in which nothing at all moves under all swaps together; ``loaded_held``,
  ``names_held``, ``places_held`` and ``numbers_held`` under one kind of swap.

No score says whether the reading is right.  A swap that changes what a sentence means counts against us like any other.
Intervals resample documents.  Fails as `crosswire.evaluate.fakes.labels` does.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from crosswire.evaluate.alone import Reading, read_document
from crosswire.evaluate.fakes.labels import OPTIONS, hash_of, read_split, split_file
from crosswire.evaluate.flow import read_rows
from crosswire.evaluate.report import ErrorLine, Progress, Report, Split, measured, rate
from crosswire.evaluate.wording.swaps import KINDS, Offsets, find_swaps, swapped
from crosswire.lexicon import Lexicon
from crosswire.model import Claim, Document

PARTS = ("events", "figures", "roles")
SCORES = (
    *(f"{part}_same" for part in PARTS), "codes_same", *(f"{kind}_same" for kind in KINDS),
    "held", *(f"{kind}_held" for kind in KINDS),
)  # fmt: skip
Facts = frozenset[tuple[object, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a document says, in offsets of its first wording."""

    events: Facts
    figures: Facts
    roles: Facts

    def of(self, part: str) -> Facts:
        """One of `PARTS`."""
        return {"events": self.events, "figures": self.figures, "roles": self.roles}[part]


def record_of(reading: Reading, offsets: Offsets, lexicon: Lexicon) -> Record:
    """The record of a reading, with its words where they stood before the swaps."""
    events, figures, roles = set[tuple[object, ...]](), set[tuple[object, ...]](), set[tuple[object, ...]]()
    for event in reading.events:
        starts = sorted(offsets.before(claim.trigger.start) for claim in event)
        events |= set(combinations(starts, 2))
        for claim in event:
            at = offsets.before(claim.trigger.start)
            place = claim.place and (claim.place.place_id or offsets.before(claim.place.start))
            days = claim.time and (claim.time.earliest, claim.time.latest, claim.time.weekday)
            events.add((at, claim.event_type, claim.status, place, days))
            figures |= set(_figures(claim, at, offsets))
            roles |= set(_roles(claim, at, offsets, lexicon))
    return Record(events=frozenset(events), figures=frozenset(figures), roles=frozenset(roles))


def _figures(claim: Claim, at: int, offsets: Offsets) -> Iterator[tuple[object, ...]]:
    for q in claim.quantities:
        yield at, offsets.before(q.start), q.measure, q.of, q.side_id, q.counts, q.low, q.best, q.high, q.bound


def _roles(claim: Claim, at: int, offsets: Offsets, lexicon: Lexicon) -> Iterator[tuple[object, ...]]:
    for one in claim.participants:
        yield at, one.role, one.actor_id or offsets.before(one.start), one.side_id
    said = claim.attribution
    voice = None if said.source_id is None else lexicon.actors[said.source_id].speaks_for or said.source_id
    yield at, said.manner, voice or (said.source and offsets.before(said.source.start))


def evaluate(data: Path, split: Split, lexicon: Lexicon, progress: Progress) -> Report:
    """Scores over one side; ``n`` counts facts (``_same``) or documents in which something was swapped (``held``)."""
    began = time.perf_counter()
    table = data / "fakes_dev.csv" if data.is_dir() else data
    sides = read_split(split_file(table))
    chosen = [row for row, side in sides.items() if split in ("all", side)]
    documents = read_rows(table, OPTIONS, lexicon, chosen)
    units: dict[str, list[tuple[int, int]]] = {name: [] for name in SCORES}
    errors: list[ErrorLine] = []
    made: Counter[str] = Counter()
    for done, document in enumerate(documents, start=1):
        for name, same, of in judge(document, lexicon, errors, made):
            units[name].append((same, of))
        progress("reading", done, len(documents))
    seconds = time.perf_counter() - began
    told = ", ".join(f"{made[kind]} {kind}" for kind in KINDS)
    return Report(
        set="wording",
        split=split,
        data_sha256=hash_of(table),
        scores={name: measured(found, rate, sum(of for _, of in found)) for name, found in units.items()},
        seconds=seconds,
        documents_per_second=len(documents) / seconds,
        errors=tuple(errors),
        notes=(f"swaps in {len(documents)} documents: {told}",),
    )


def judge(
    document: Document, lexicon: Lexicon, errors: list[ErrorLine], made: Counter[str]
) -> Iterator[tuple[str, int, int]]:
    """For each score that the document counts in, (what stays, of what); errors and swaps are added to those given."""
    swaps = find_swaps(document, lexicon)
    if document.state != "read" or not swaps:
        return
    as_it_is = record_of(read_document(document, lexicon), Offsets(()), lexicon)
    all_same = all_of = 0
    for kind in (None, *KINDS):
        some = [swap for swap in swaps if kind is None or swap.kind == kind]
        if not some:
            continue
        other, offsets = swapped(document, some)
        record = record_of(read_document(other, lexicon), offsets, lexicon)
        yield (f"{kind}_held" if kind else "held"), int(record == as_it_is), 1
        same, of = zip(*(_same(as_it_is, record, part) for part in PARTS), strict=True)
        if kind is None:
            yield from zip((f"{part}_same" for part in PARTS), same, of, strict=True)
        else:
            yield f"{kind}_same", sum(same), sum(of)
            all_same, all_of = all_same + sum(same), all_of + sum(of)
            made[kind] += len(some)
            words = [f"{document.text[swap.start : swap.end]} > {swap.other}" for swap in some]
            errors += _errors(document, f"{kind}_held", as_it_is, record, words)
    yield "codes_same", all_same, all_of


def _same(before: Record, after: Record, part: str) -> tuple[int, int]:
    """How much of a part is said both times, and how much either time."""
    then, now = before.of(part), after.of(part)
    return len(then & now), len(then | now)


def _errors(document: Document, name: str, before: Record, after: Record, words: Iterable[str]) -> Iterator[ErrorLine]:
    for part in PARTS:
        lost, new = before.of(part) - after.of(part), after.of(part) - before.of(part)
        if lost or new:
            first = min(int(str(fact[0])) for fact in lost | new)
            passage = next((one for one in document.passages if one.start <= first < one.end), None)
            quote = document.text[passage.start : passage.end] if passage else ""
            yield ErrorLine(
                document=str(document.row), name=name,
                expected=f"{part}: {sorted(map(str, lost))}", got=str(sorted(map(str, new))),
                quote=f"{quote} | {'; '.join(dict.fromkeys(words))}",
            )  # fmt: skip
