"""Draw links and refusals between reports of one day, to be read one by one.

In: the folder of the FA-KES claims (``--data``, with ``fakes`` beside it).  Out: a CSV on standard output with the
columns kind, row_a, row_b, claim_a, claim_b, and with ``--text`` the two sentences and the reasons as well.  Drawn are
pairs of claims of two documents of the look side that were published on one day, at most one for each two events told
by each two documents, those with the smallest SHA-256 of their ids first.  The same claims give the same sample;
``docs/reference/links-read.csv`` holds the verdicts of one that was read.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from crosswire.evaluate.careful.articles import read_articles, table
from crosswire.evaluate.careful.claims import OPTIONS
from crosswire.evaluate.flow import Read, read_rows, read_through
from crosswire.lexicon import load
from crosswire.model import Link, Refusal

SAMPLE = 40
KINDS = ("link", "refusal")


def draw(read: Read, kind: str, size: int = SAMPLE) -> list[Link | Refusal]:
    """The sample of one kind, in the order it was drawn."""
    drawn: list[Link | Refusal] = []
    seen: set[tuple[str, ...]] = set()
    for key, pair in sorted(_candidates(read, kind), key=lambda item: _hash(item[1])):
        if key not in seen and len(drawn) < size:
            seen.add(key)
            drawn.append(pair)
    return drawn


def _candidates(read: Read, kind: str) -> Iterator[tuple[tuple[str, ...], Link | Refusal]]:
    claims = {claim.claim_id: claim for claim in read.derived.claims}
    day = {document.document_id: document.published for document in read.documents}
    for event in read.derived.events:
        pairs: tuple[Link | Refusal, ...] = event.links if kind == "link" else event.refused
        for pair in pairs:
            a, b = claims[pair.claim_a], claims[pair.claim_b]
            if a.document_id != b.document_id and day[a.document_id] and day[a.document_id] == day[b.document_id]:
                events = sorted({a.event_id or "", b.event_id or ""})
                yield (*sorted((a.document_id, b.document_id)), *events), pair


def _hash(pair: Link | Refusal) -> str:
    return sha256(f"{pair.claim_a} {pair.claim_b}".encode()).hexdigest()


def write(read: Read, *, text: bool) -> None:
    """Both samples, to standard output."""
    claims = {claim.claim_id: claim for claim in read.derived.claims}
    row = {document.document_id: document.row for document in read.documents}
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["kind", "row_a", "row_b", "claim_a", "claim_b", *(["text_a", "text_b", "reasons"] if text else [])])
    for kind in KINDS:
        for pair in draw(read, kind):
            a, b = claims[pair.claim_a], claims[pair.claim_b]
            told = [a.evidence[0].quote, b.evidence[0].quote, "; ".join(r.text for r in pair.reasons)] if text else []
            out.writerow([kind, row[a.document_id], row[b.document_id], a.claim_id, b.claim_id, *told])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="the folder of the FA-KES claims")
    options.add_argument("--text", action="store_true", help="with the sentences and the reasons")
    given = options.parse_args()
    lexicon = load()
    rows = {article.row for article in read_articles(given.data, lexicon) if article.side == "look"}
    read = read_through(read_rows(table(given.data), OPTIONS, lexicon, rows), lexicon, lambda step, done, total: None)
    write(read, text=given.text)


if __name__ == "__main__":
    main()
