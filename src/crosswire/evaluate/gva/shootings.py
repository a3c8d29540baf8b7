"""GVA long tail: how many were killed and injured in the shooting a local report is about.

In: the folder with ``docs.jsonl.gz`` and ``incidents.jsonl.gz`` (SemEval-2018 task 5, Postma et al. 2018).  Out:
``killed_exact`` and ``injured_exact``: the share of documents whose number is that of their incident's record.  The
numbers are those of `crosswire.evaluate.gva.casualties`, 0 where nobody is said to have come to harm, as in the record.
Every document is read alone, though later ones of an incident often say more.  Then documents are grouped into
incidents (`crosswire.evaluate.gva.incidents`): ``bcubed_f1``, ``pair_f1`` with its precision and recall.  Documents
without a record are left out.  Look: odd incident ids, score: even ones; intervals resample incidents, those of the
grouping parts that no group straddles.  The baseline is a regex (`by_regex`), and every document alone.  Fails with
`UsageError` when a file is missing or is not this set.
"""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from crosswire.errors import UsageError
from crosswire.evaluate.alone import Reading, document_of, read_each
from crosswire.evaluate.clusterings import GROUPING, parts
from crosswire.evaluate.fakes.labels import number_in
from crosswire.evaluate.gva.casualties import casualties
from crosswire.evaluate.gva.incidents import About, group
from crosswire.evaluate.report import ErrorLine, Progress, Report, Score, Split, data_hash, measured, rate
from crosswire.lexicon import Lexicon
from crosswire.lexicon.event_types import Codebook
from crosswire.lexicon.word_weights import word_weights
from crosswire.link.alike import weigh

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


def read_labelled(data: Path, split: Split) -> list[Labelled]:
    """The documents of a side that have a record, in the order of the file."""
    try:
        records = {one["incident_id"]: one for one in _lines(data / "incidents.jsonl.gz")}
        return [
            _labelled(one, records[one["incident_id"]])
            for one in _lines(data / "docs.jsonl.gz")
            if one["incident_id"] in records and split in ("all", side_of(one["incident_id"]))
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{data}: not the GVA long tail ({error!r}); name its folder with --data") from error


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


def about(reading: Reading, published: str | None) -> About:
    """What one report says and when: the input of the grouping."""
    days = set()
    for claim in reading.events[0] if reading.events else ():
        if claim.time is not None and claim.time.earliest == claim.time.latest and claim.time.earliest is not None:
            days.add(_day(claim.time.earliest))
    return About(
        words=weigh(reading.document.text, word_weights()),
        published=_day(published),
        days=frozenset(day for day in days if day is not None),
    )


def _day(told: str | None) -> int | None:
    try:
        return date.fromisoformat((told or "")[:10]).toordinal()
    except ValueError:
        return None  # a month or a year


def evaluate(data: Path, split: Split, lexicon: Lexicon, progress: Progress) -> Report:
    """Scores over one side; ``n`` counts documents."""
    began = time.perf_counter()
    chosen = read_labelled(data, split)
    if not chosen:
        raise UsageError(f"{data}: no documents with a record on the side {split!r}; name the set's folder with --data")
    documents = [document_of(whole_text(one), lexicon, title=one.title, published=one.published) for one in chosen]
    readings, failures = read_each(documents, lexicon, progress)
    read = [readings[document.document_id] for document in documents]
    numbers = [numbers_of(one, lexicon.codebook) for one in read]
    groups = group([about(reading, one.published) for reading, one in zip(read, chosen, strict=True)])
    seconds = time.perf_counter() - began
    incidents = len({one.incident for one in chosen})
    return Report(
        set="gva",
        split=split,
        data_sha256=data_hash([data / "docs.jsonl.gz", data / "incidents.jsonl.gz"]),
        scores={
            **_exact(chosen, numbers),
            **_grouped(chosen, groups),
        },
        seconds=seconds,
        documents_per_second=len(chosen) / seconds,
        errors=tuple(_errors(chosen, numbers)) if split == "look" else (),
        notes=(
            *failures,
            f"{len(chosen)} documents on {incidents} incidents; {len(set(groups))} groups found",
            "look: odd incident ids; score: even ones",
        ),
        baseline={
            **_exact(chosen, [{harm: by_regex(one.title, one.text, harm) for harm in HARMS} for one in chosen]),
            **_grouped(chosen, range(len(chosen))),
        },
        baseline_name="a regex (the first number before a word of the harm in title and lead, else 1); each alone",
    )


def _exact(chosen: Sequence[Labelled], numbers: Sequence[Mapping[Harm, int]]) -> dict[str, Score]:
    scores = {}
    for harm in HARMS:
        units: dict[str, list[int]] = {}
        for one, read in zip(chosen, numbers, strict=True):
            count = units.setdefault(one.incident, [0, 0])
            count[0] += read[harm] == one.expected(harm)
            count[1] += 1
        scores[f"{harm}_exact"] = measured([(right, of) for right, of in units.values()], rate, len(chosen))
    return scores


def _grouped(chosen: Sequence[Labelled], groups: Sequence[int]) -> dict[str, Score]:
    expected = {i: one.incident for i, one in enumerate(chosen)}
    units = parts(expected, dict(enumerate(groups)), {i: i for i in expected})
    return {name: measured(units, metric, len(chosen)) for name, metric in GROUPING.items()}


def _errors(chosen: Sequence[Labelled], numbers: Sequence[Mapping[Harm, int]]) -> Iterator[ErrorLine]:
    for one, read in zip(chosen, numbers, strict=True):
        for harm in HARMS:
            if read[harm] != one.expected(harm):
                yield ErrorLine(
                    document=one.doc_id,
                    name=f"{harm}_exact",
                    expected=str(one.expected(harm)),
                    got=str(read[harm]),
                    quote=f"{one.title} | {' '.join(one.text.split())[:_LEAD]}",
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
