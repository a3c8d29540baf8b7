"""A record read back from its export, and the look-ups the statements need."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from seed_worlds import Variant

from crosswire.casebook import Casebook
from crosswire.collect import read_paths
from crosswire.lexicon import load
from crosswire.publish.jsonl import export_jsonl
from crosswire.run import build

Line = dict[str, Any]
FILES = ("documents", "claims", "events", "estimates", "relations")


@dataclass(frozen=True)
class Record:
    """The export of one world, read back: the five files, and the look-ups the statements need."""

    variant: Variant
    case: Path
    documents: list[Line]
    claims: list[Line]
    events: list[Line]
    estimates: list[Line]
    relations: list[Line]

    def number(self, claim: Line) -> str:
        """The number of the seed a claim comes from: "000" to "004"."""
        return next(d["file"][:3] for d in self.documents if d["document_id"] == claim["document_id"])

    def document(self, number: str) -> Line:
        return next(d for d in self.documents if d["file"].startswith(number))

    def with_figure(self, measure: str, figure: int) -> list[Line]:
        """The claims with a figure of that measure, given as it stands in the seeds."""
        wanted = self.variant.figure(figure)
        return [
            claim for claim in self.claims
            for q in claim["quantities"]
            if q["measure"] == measure and wanted in (q["low"], q["best"], q["high"])
        ]  # fmt: skip

    def event_of(self, claim: Line) -> Line:
        return next(event for event in self.events if claim["claim_id"] in event["claim_ids"])

    def claims_of(self, event: Line) -> list[Line]:
        return [claim for claim in self.claims if claim["claim_id"] in event["claim_ids"]]

    def estimate(self, event: Line, policy: str, of: str, column: str | None = None) -> Line:
        """The estimate of the dead of an event under a policy, for a class of people."""
        (found,) = [
            e for e in self.estimates
            if (e["event_id"], e["measure"], e["policy"], e["of"], e["column"])
            == (event["event_id"], "killed", policy, of, column)
        ]  # fmt: skip
        return found

    def relations_between(self, some: list[Line], others: list[Line]) -> set[str]:
        a, b = {c["claim_id"] for c in some}, {c["claim_id"] for c in others}
        return {
            r["kind"] for r in self.relations
            if r["measure"] is not None
            and ((r["claim_a"] in a and r["claim_b"] in b) or (r["claim_a"] in b and r["claim_b"] in a))
        }  # fmt: skip


def seeds_folder() -> Path:
    return Path(os.environ.get("CROSSWIRE_SHARED") or Path(__file__).parents[2].parent / "shared") / "seeds"


def read_record(folder: Path, work: Path, variant: Variant) -> Record:
    """Run the whole flow over a folder and read its export back."""
    with Casebook.open(work / "case", create=True) as casebook:
        casebook.add_documents(read_paths([folder], None, load()))
        build(casebook, workers=1)
        export_jsonl(casebook, work / "out")
    lines = {
        name: [json.loads(line) for line in (work / "out" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        for name in FILES
    }
    return Record(variant=variant, case=work / "case", **lines)
