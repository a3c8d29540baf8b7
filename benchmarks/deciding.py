"""How long it takes until a decision shows in the record.

In: a number of documents.  Out: one JSON object on standard output: documents, claims, events, seconds of CPU to derive
everything after reading and tracing (``build``), and for each kind of decision the CPU seconds until it is honoured
(``redo``), the median and the most of twenty (``--times``).  The claims are those of `linking.py`, ten documents a
day; reading and tracing are left out of both.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from random import Random
from statistics import median
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from linking import DAILY, Country, make
from measure import peak_mib

from crosswire.casebook import Casebook, decide
from crosswire.model import Claim, Document, Documents, Field, by_id
from crosswire.run import build
from crosswire.run.redo import redo

TIMES = 20


def written(documents: list[Document], claims: list[Claim]) -> tuple[list[Document], list[Claim]]:
    """The same documents with the words of their claims in them, so that decisions find their quotes."""
    from dataclasses import replace

    texts = {document.document_id: list(document.text) for document in documents}
    made = []
    for claim in claims:
        start, words = claim.evidence[0].start, claim.evidence[0].quote
        texts[claim.document_id][start : start + len(words)] = words
        own = {"start": start, "end": start + 8, "quote": words[:8]}
        made.append(
            replace(
                claim, trigger=replace(claim.trigger, **own), voice_id=None,
                place=claim.place and replace(claim.place, **own), time=claim.time and replace(claim.time, **own),
                participants=tuple(replace(p, **own) for p in claim.participants),
                quantities=tuple(replace(q, **own) for q in claim.quantities),
            )
        )  # fmt: skip
    return [
        replace(d, text="".join(texts[d.document_id]), outlet=f"outlet {(d.row or 0) % 40}") for d in documents
    ], made


@contextmanager
def stand_ins(country: Country, claims: list[Claim], *, traced: bool = False) -> Iterator[None]:
    """Reading gives these claims; tracing finds no copies unless ``traced``."""
    of: dict[str, tuple[Claim, ...]] = {}
    for claim in claims:
        of[claim.document_id] = (*of.get(claim.document_id, ()), claim)

    def read_claims(wanted: Documents, *given: Any, **options: Any) -> Any:
        return SimpleNamespace(claims={one: of.get(one, ()) for one in by_id(wanted)}, errors={}, fresh=0)

    with (
        patch("crosswire.run.flow.load", lambda folder=None: country.lexicon),
        patch("crosswire.run.redo.load", lambda folder=None: country.lexicon),
        patch("crosswire.run.layers.read_claims", read_claims),
        patch("crosswire.run.redo.read_claims", read_claims),
        nullcontext() if traced else patch("crosswire.trace.find_copies", lambda documents, lexicon: []),
    ):
        yield


def measure(folder: Path, number: int, times: int) -> dict[str, Any]:
    """Build once, then honour decisions of each kind."""
    country = Country(Random(7))
    documents, claims = written(*make(number, max(1, number // DAILY), country, Random(7)))
    found: dict[str, Any] = {"documents": number, "claims": len(claims)}
    with stand_ins(country, claims), Casebook.open(folder, create=True) as casebook:
        casebook.add_documents(documents)
        found["build"] = round(_seconds(lambda: build(casebook)), 1)
        found["events"] = casebook.count_events()
        chance = Random(11)
        for kind in ("merge", "never_merge", "split", "correct", "reject", "add", "confirm", "grade", "undo"):
            taken = [_seconds(lambda: _honoured(casebook, kind, casebook.event_ids(), chance)) for _ in range(times)]  # noqa: B023
            found[kind] = [round(median(taken), 3), round(max(taken), 3)]
    found["peak_mib"] = round(peak_mib())
    return found


def _honoured(casebook: Casebook, kind: str, ids: list[str], chance: Random) -> None:
    """Decide, as a person might who looks at one event, and honour it."""
    event = casebook.event(chance.choice(ids))
    other = casebook.event(chance.choice(ids))
    if kind in ("merge", "never_merge"):
        getattr(decide, kind)(casebook, event.claim_ids[0], other.claim_ids[0], by="Ada")
    elif kind == "split":
        while len(event.document_ids) < 2:
            event = casebook.event(chance.choice(ids))
        members = casebook.claims_in(event.event_id)
        apart = next(claim for claim in members if claim.document_id != members[0].document_id)
        decide.split(casebook, members[0].claim_id, apart.claim_id, by="Ada")
    elif kind == "confirm":
        claims = [claim for claim in casebook.claims_in(event.event_id) if claim.quantities]
        if claims:
            decide.confirm(casebook, claims[0].claim_id, by="Ada")
    elif kind == "correct":
        decide.correct(casebook, event.claim_ids[0], "figure", f"killed any exact {chance.randint(1, 90)}", by="Ada")
    elif kind == "reject":
        decide.reject(casebook, event.claim_ids[0], by="Ada")
    elif kind == "add":
        trigger = casebook.claim(event.claim_ids[0]).trigger
        fields: dict[Field, str | None] = {"event_type": "killing", "figure": f"killed any {chance.randint(1, 90)}"}
        decide.add_claim(casebook, event.document_ids[0], trigger.end + 1, trigger.end + 6, fields, by="Ada")
    elif kind == "grade":
        decide.grade(casebook, event.event_id, "weak", by="Ada")
    else:
        decide.undo(
            casebook, casebook.decisions_page(limit=1, offset=2 * chance.randrange(TIMES))[0].decision_id, by="Ada"
        )
    if not redo(casebook):
        raise SystemExit(f"{kind}: could not be honoured by itself")


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=10_000)
    options.add_argument("--times", type=int, default=TIMES)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        print(json.dumps(measure(Path(scratch) / "case", given.documents, given.times)))


if __name__ == "__main__":
    main()
