"""Count the relations of a casebook and draw a sample of them to be read one by one.

In: a casebook, a table of sides (row and side, tab-separated, as ``claims/split.tsv``), a side.  Out: on standard
output the number of events with two voices and more, relations by kind, contradictions by sort; then a CSV line for
each drawn relation: its id, kind, measure, and the rows of its two documents.  Drawn are, by the hash of a salt and the
relation's id, relations between two claims of that side alone, of each kind and pair of sentences one.  ``--read``
prints the two sentences and the reason as well, for whoever judges.

    python tools/sample_relations.py CASE split.tsv --side look --number 30 [--salt S] [--kind K] [--read]
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from collections import Counter
from pathlib import Path

from crosswire.casebook import Casebook
from crosswire.model import Claim, Relation


def sort_of(relation: Relation) -> str:
    """What sort of contradiction it is, by the words of its reason."""
    if "cannot be among" in relation.reason:
        return "a part greater than its whole"
    return "one voice, order not known" if "one voice" in relation.reason else "two voices, one class of people"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("case", type=Path)
    asked.add_argument("split", type=Path)
    asked.add_argument("--side", default="look")
    asked.add_argument("--number", type=int, default=30)
    asked.add_argument("--salt", default="relations")
    asked.add_argument("--kind", help="draw this kind alone")
    asked.add_argument("--read", action="store_true")
    given = asked.parse_args()
    sides = dict(csv.reader(given.split.read_text(encoding="utf-8").splitlines()[1:], delimiter="\t"))
    with Casebook.open(given.case) as casebook, casebook.reading():
        events, relations = casebook.events(), casebook.relations()
        claims = {claim.claim_id: claim for claim in casebook.claims()}
        rows = {document.document_id: document.row for document in casebook.documents()}

    def of_side(relation: Relation) -> bool:
        documents = (claims[claim_id].document_id for claim_id in (relation.claim_a, relation.claim_b))
        return all(sides.get(str(rows[document])) == given.side for document in documents)

    print(f"events {len(events)}, with two voices or more {sum(len(e.voice_ids) > 1 for e in events)}")
    print("relations", dict(sorted(Counter(r.kind for r in relations).items())))
    contradictions = [r for r in relations if r.kind == "contradiction"]
    print("contradictions", dict(sorted(Counter(map(sort_of, contradictions)).items())))
    print("contradictions by measure", dict(sorted(Counter(str(r.measure) for r in contradictions).items())))
    print(f"events with a contradiction {len({r.event_id for r in contradictions})}")
    own = sorted(
        (r for r in relations if given.kind in (None, r.kind) and of_side(r)),
        key=lambda r: hashlib.sha256(f"{given.salt} {r.relation_id}".encode()).hexdigest(),
    )
    told = csv.writer(sys.stdout, lineterminator="\n")
    drawn: set[tuple[str, frozenset[str]]] = set()
    for relation in own:
        a, b = claims[relation.claim_a], claims[relation.claim_b]
        key = (relation.kind, frozenset((_words(a), _words(b))))
        if key in drawn:
            continue
        drawn.add(key)
        told.writerow(
            [relation.relation_id, relation.kind, relation.measure or "", rows[a.document_id], rows[b.document_id]]
        )
        if given.read:
            for claim in (a, b):
                print(f"    [{claim.voice_id}] {_when(claim)} {_words(claim)}")
            print(f"    {relation.reason}")
        if len(drawn) == given.number:
            break


def _words(claim: Claim) -> str:
    return " ".join(claim.evidence[0].quote.split())


def _when(claim: Claim) -> str:
    time, place = claim.time, claim.place
    return (
        f"{time.earliest}..{time.latest} {time.weekday}" if time else "no time" + f" @{place.name if place else None}"
    )


if __name__ == "__main__":
    main()
