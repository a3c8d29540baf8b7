"""GVA long tail: how many were killed and injured in the shooting a local report is about.

In: the folder with ``docs.jsonl.gz`` and ``incidents.jsonl.gz`` (SemEval-2018 task 5, Postma et al. 2018).  Out:
``killed_exact`` and ``injured_exact``: the share of documents whose number is that of their incident's record.  The
numbers are those of `crosswire.evaluate.casualties`, 0 where nobody is said to have come to harm, as in the record.
Every document is read alone, though later ones of an incident often say more.  Documents without a record are left
out.  Look: odd incident ids, score: even ones; intervals resample incidents.

At most `LIMIT` documents of a side are read: those with the smallest SHA-256 of their id, so the choice is fixed and
has nothing to do with what they say.  The baseline is a regex (`by_regex`).  Fails with `UsageError` when a file is
missing or is not this set.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from crosswire.errors import UsageError
from crosswire.evaluate.alone import Reading, read_text
from crosswire.evaluate.casualties import casualties
from crosswire.evaluate.fakes import number_in
from crosswire.evaluate.report import ErrorLine, Progress, Report, Score, Split, data_hash, measured, rate
from crosswire.lexicon import Lexicon
from crosswire.lexicon.event_types import Codebook

LIMIT = 600
"""How many documents of a side are read."""
Harm = Literal["killed", "injured"]
HARMS: tuple[Harm, ...] = ("killed", "injured")

_NUMBER = r"(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_WORDS = {
    "killed": r"(?:killed|dead|dies?\b|died|fatal\w*|slain|murder\w*|homicide|death)",
    "injured": r"(?:injured|wounded|hurt|hospitali[sz]ed|injur\w+|critical)",
}
_COUNTED = {
    harm: re.compile(rf"\b{_NUMBER}\b(?!-year)[^.\d]{{0,40}}?\b{words}", re.IGNORECASE)
    for harm, words in _WORDS.items()
}
_SAID = {harm: re.compile(rf"\b{words}", re.IGNORECASE) for harm, words in _WORDS.items()}
_LEAD = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A report with the numbers of its incident's record.  ``published`` is an ISO date or None."""

    doc_id: str
    incident: str
    title: str
    text: str
    published: str | None
    killed: int
    injured: int

    def expected(self, harm: Harm) -> int:
        return self.killed if harm == "killed" else self.injured


def read_labelled(data: Path, split: Split, limit: int | None) -> tuple[list[Labelled], int]:
    """The documents to read, by id, and how many the side has."""
    try:
        records = {one["incident_id"]: one for one in _lines(data / "incidents.jsonl.gz")}
        side = [
            _labelled(one, records[one["incident_id"]])
            for one in _lines(data / "docs.jsonl.gz")
            if one["incident_id"] in records and split in ("all", side_of(one["incident_id"]))
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{data}: not the GVA long tail ({error!r}); name its folder with --data") from error
    side.sort(key=lambda one: hashlib.sha256(one.doc_id.encode()).digest())
    return side[:limit], len(side)


def side_of(incident: str) -> Split:
    """Odd incident ids are for looking, even ones for scoring."""
    return "look" if int(incident) % 2 else "score"


def numbers_of(reading: Reading, codebook: Codebook) -> dict[Harm, int]:
    """How many were killed and injured in what the document is about."""
    killed, wounded = casualties(reading.events, codebook)
    return {"killed": killed, "injured": wounded}


def whole_text(one: Labelled) -> str:
    """The report as it was published: its headline, then its text, which often begins with that headline already."""
    body = one.text.lstrip()
    return one.text if not one.title or body.startswith(one.title[:40]) else f"{one.title}\n\n{body}"


def by_regex(title: str, text: str, harm: Harm) -> int:
    """The first number before a word of the harm, in title and lead; else 1 where such a word stands there; else 0."""
    lead = f"{title}. {text[:_LEAD]}"
    counted = _COUNTED[harm].search(lead)
    if counted:
        return number_in(counted[1]) or 0
    return 1 if _SAID[harm].search(lead) else 0


def evaluate(
    data: Path, split: Split, lexicon: Lexicon, progress: Progress, *, limit: int | None = LIMIT
) -> Report:  # fmt: skip
    """Scores over one side; ``n`` counts documents.  ``limit`` None reads them all."""
    began = time.perf_counter()
    chosen, whole = read_labelled(data, split, limit)
    if not chosen:
        raise UsageError(f"{data}: no documents with a record on the side {split!r}; name the set's folder with --data")
    units: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    errors: list[ErrorLine] = []
    for done, one in enumerate(chosen, start=1):
        read = numbers_of(
            read_text(whole_text(one), lexicon, title=one.title, published=one.published), lexicon.codebook
        )
        for harm in HARMS:
            expected = one.expected(harm)
            name = f"{harm}_exact"
            for reader, number in (("ours", read[harm]), ("regex", by_regex(one.title, one.text, harm))):
                count = units[f"{reader} {name}"][one.incident]
                count[0] += number == expected
                count[1] += 1
            if split == "look" and read[harm] != expected:
                quote = f"{one.title} | {' '.join(one.text.split())[:_LEAD]}"
                errors.append(
                    ErrorLine(
                        document=one.doc_id, name=name, expected=str(expected), got=str(read[harm]), quote=quote
                    )
                )  # fmt: skip
        if done % 20 == 0 or done == len(chosen):
            progress("reading", done, len(chosen))
    seconds = time.perf_counter() - began

    def score(name: str) -> Score:
        by_incident = units[name]
        return measured([(by_incident[i][0], by_incident[i][1]) for i in sorted(by_incident)], rate, len(chosen))

    names = [f"{harm}_exact" for harm in HARMS]
    incidents = len({one.incident for one in chosen})
    return Report(
        set="gva",
        split=split,
        data_sha256=data_hash([data / "docs.jsonl.gz", data / "incidents.jsonl.gz"]),
        scores={name: score(f"ours {name}") for name in names},
        seconds=seconds,
        documents_per_second=len(chosen) / seconds,
        errors=tuple(errors),
        notes=(
            f"{len(chosen)} of the {whole} documents of this side were read, on {incidents} incidents: those with the "
            "smallest hash of their id",
            "look: odd incident ids; score: even ones",
        ),
        baseline={name: score(f"regex {name}") for name in names},
        baseline_name="regex: the first number before a word of the harm in title and lead, else 1 for such a word",
    )


def _labelled(document: dict[str, Any], record: dict[str, Any]) -> Labelled:
    return Labelled(
        doc_id=document["doc_id"],
        incident=document["incident_id"],
        title=document["title"] or "",
        text=document["content"] or "",
        published=document["dct"] or None,
        killed=int(record["num_killed"]),
        injured=int(record["num_injured"]),
    )


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    if not file.is_file():
        raise UsageError(f"{file}: no such file; name the folder of the GVA long tail with --data")
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
