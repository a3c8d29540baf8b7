"""What people changed in Label Studio, as signed decisions.

In: the JSON that Label Studio exports, the casebook as it stands, and who signs.  Out: decisions, and a `Taken`.  The
latest annotation of a task counts; one that was cancelled or not made says nothing.  Compared with what the casebook
reads now: a claim's region that is gone is rejected; another label, status or value is corrected; a region of a field
that is gone empties the field; a new region with a relation from a claim sets it; a new region with the label of an
event type is a claim that was missed.  Fails with `UsageError` for a file that is no such export; what is wrong in a
task is told with its number and its document.  A decision bears the annotation's own time, so a file taken twice
changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from crosswire import lexicon
from crosswire.casebook import Casebook, decide
from crosswire.errors import UsageError
from crosswire.model import Claim, Document, Field
from crosswire.publish.review.label_studio import FIELDS, Region, code_points, regions_of
from crosswire.publish.review.taken import Taken


@dataclass(slots=True, kw_only=True)
class _Marked:
    """A document as somebody marked it: regions by id, and of each the claim's word it has a relation with."""

    regions: dict[str, Region] = field(default_factory=dict)
    of: dict[str, set[str]] = field(default_factory=dict)


def take_tasks(casebook: Casebook, file: Path, by: str) -> Taken:
    """The corrections of an export as decisions of ``by``."""
    taken = Taken()
    types = frozenset(lexicon.load(casebook.lexicon_folder).codebook.event_types)
    for number, task in enumerate(_tasks(file), start=1):
        where = f"{file}, task {number}"
        document_id = (task.get("data") or {}).get("document_id") if isinstance(task, dict) else None
        found = casebook.documents([document_id]) if isinstance(document_id, str) else []
        if not found:
            taken.problems.append(f"{where}: names no document of this casebook; give the export of its own tasks")
            continue
        document = found[0]
        where = f"{where} ({document.document_id})"
        if task["data"].get("text") != document.text:
            taken.problems.append(f"{where}: its text is not the document's; write the tasks anew")
            continue
        annotation = _latest(task)
        if annotation is None:
            taken.unchanged += 1
            continue
        _Review(casebook, document, types, where, by, annotation, taken).take()
    return taken


def _tasks(file: Path) -> list[Any]:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise UsageError(f"{file}: cannot be read as JSON ({error}); give Label Studio's JSON export") from error
    if not isinstance(told, list):
        raise UsageError(f"{file}: is no list of tasks; give Label Studio's JSON export (not JSON-MIN)")
    return told


def _latest(task: Mapping[str, Any]) -> Mapping[str, Any] | None:
    made = [a for a in task.get("annotations") or () if isinstance(a, dict) and not a.get("was_cancelled")]
    return max(made, key=lambda a: str(a.get("updated_at") or a.get("created_at") or ""), default=None)


class _Review:
    """One task compared with the casebook."""

    def __init__(
        self,
        casebook: Casebook,
        document: Document,
        types: frozenset[str],
        where: str,
        by: str,
        annotation: Mapping[str, Any],
        taken: Taken,
    ) -> None:
        self.casebook, self.document, self.types, self.where = casebook, document, types, where
        self.taken = taken
        at = annotation.get("updated_at") or annotation.get("created_at")
        self.signed: dict[str, Any] = {"by": by, "at": str(at) if at else None}
        self.before = len(taken.added) + len(taken.problems) + taken.known
        self.claims = casebook.claims_of(document.document_id)
        self.marked = self._read(annotation.get("result") or ())

    def take(self) -> None:
        for claim in self.claims:
            self._claim(claim)
        expected = {region.id for claim in self.claims for region in regions_of(claim)}
        for region in self.marked.regions.values():
            if region.id not in expected and region.label in self.types:
                self._added(region)
            elif region.label not in self.types and not self._owner(region.id):
                words = self.document.text[region.start : region.end]
                self._wrong(f"{region.label} “{words}” belongs to no claim; draw a relation from the claim to it")
        if self.before == len(self.taken.added) + len(self.taken.problems) + self.taken.known:
            self.taken.unchanged += 1

    def _wrong(self, words: str) -> None:
        self.taken.problems.append(f"{self.where}: {words}")

    def _claim(self, claim: Claim) -> None:
        word, *fields = regions_of(claim)
        marked = self.marked.regions.get(word.id)
        if marked is None:
            self.taken.take(self.where, lambda: decide.reject(self.casebook, claim.claim_id, **self.signed))
            return
        if (marked.start, marked.end) != (word.start, word.end):
            self._wrong(f"the word of {claim.claim_id} was moved; delete its region and mark the claim anew")
            return
        if marked.label != word.label:
            self._correct(claim, "event_type", marked.label, None)
        if marked.status and marked.status != word.status:
            self._correct(claim, "status", marked.status, None)
        own = [r for r in self.marked.regions.values() if self._owner(r.id) == claim.claim_id]
        for name in FIELDS:
            was = [region for region in fields if region.label == name]
            now = sorted((region for region in own if region.label == name), key=lambda r: (r.start, r.end, r.id))
            if name == "figure":
                self._figures(claim, was, now)
            elif name in ("actor", "target"):
                self._parties(claim, name, was, now)
            else:
                self._single(claim, name, was, now)

    def _figures(self, claim: Claim, was: list[Region], now: list[Region]) -> None:
        kept = {region.id: region for region in now}
        for old in was:
            new = kept.pop(old.id, None)
            if new is None or (new.start, new.end) != (old.start, old.end):
                self._correct(claim, "figure", None, old)
            if new is not None and new != old:
                self._correct(claim, "figure", new.value, new)
        for new in kept.values():
            self._correct(claim, "figure", new.value, new)

    def _parties(self, claim: Claim, name: Field, was: list[Region], now: list[Region]) -> None:
        before, after = ({(self._value(r), r.start, r.end) for r in regions} for regions in (was, now))
        if before != after:
            values = "; ".join(dict.fromkeys(self._value(region) for region in now)) or None
            fresh = [region for region in now if (self._value(region), region.start, region.end) not in before]
            self._correct(claim, name, values, fresh[0] if fresh else None)

    def _single(self, claim: Claim, name: Field, was: list[Region], now: list[Region]) -> None:
        fresh = [region for region in now if region not in was]
        if len(fresh) > 1:
            self._wrong(f"{claim.claim_id} has several new regions for its {name}; keep one")
        elif fresh:
            self._correct(claim, name, self._value(fresh[0]), fresh[0])
        elif was and not now:
            self._correct(claim, name, None, None)

    def _correct(self, claim: Claim, name: Field, value: str | None, at: Region | None) -> None:
        if name == "figure" and value == "":
            self._wrong(f"a figure of {claim.claim_id} has no value; write it as killed civilians 18")
            return
        words = (at.start, at.end) if at is not None else None
        self.taken.take(
            self.where,
            lambda: decide.correct(self.casebook, claim.claim_id, name, value or None, words=words, **self.signed),
        )

    def _added(self, word: Region) -> None:
        """A claim that was missed, with the fields related to it."""
        fields: dict[Field, str | None] = {"event_type": word.label}
        if word.status:
            fields["status"] = word.status
        own = sorted(
            (r for r in self.marked.regions.values() if word.id in self.marked.of.get(r.id, ())),
            key=lambda r: (r.start, r.end),
        )
        for name in FIELDS:
            values = [self._value(region) for region in own if region.label == name]
            if len(values) > 1 and name not in ("actor", "target"):
                self._wrong(f"the new claim “{self._words(word)}” has several of {name}; build, then add the others")
            if values:
                fields[name] = "; ".join(dict.fromkeys(values)) if name in ("actor", "target") else values[0]
        self.taken.take(
            self.where,
            lambda: decide.add_claim(
                self.casebook, self.document.document_id, word.start, word.end, fields, **self.signed
            ),
        )

    def _value(self, region: Region) -> str:
        """The value in a region's text field; of one without, the words it stands at (a figure needs a value)."""
        return region.value or ("" if region.label == "figure" else self._words(region))

    def _words(self, region: Region) -> str:
        return " ".join(self.document.text[region.start : region.end].split())

    def _owner(self, region_id: str) -> str | None:
        """The claim or new word a region belongs to: by a relation, else by the id it was written with."""
        related = self.marked.of.get(region_id)
        if related:
            return min(related)
        claim_id = region_id.partition(".")[0]
        known = any(claim.claim_id == claim_id for claim in self.claims)
        return claim_id if known and claim_id != region_id else None

    def _read(self, results: Iterable[Any]) -> _Marked:
        """The regions of an annotation.  A region whose id is not ours is one of ours where label and place are."""
        marked, parts = _Marked(), dict[str, dict[str, Any]]()
        relations: list[tuple[str, str]] = []
        for result in results:
            if not isinstance(result, dict):
                continue
            if result.get("type") == "relation":
                relations.append((_clean(result.get("from_id")), _clean(result.get("to_id"))))
                continue
            part = parts.setdefault(_clean(result.get("id")), {})
            value = result.get("value") or {}
            if result.get("type") == "labels" and value.get("labels"):
                part |= {"label": str(value["labels"][0]), "run": value}
            elif result.get("type") == "choices" and value.get("choices"):
                part["status"] = str(value["choices"][0])
            elif result.get("type") == "textarea" and value.get("text"):
                text = value["text"]
                part["value"] = str(text[0] if isinstance(text, list) else text).strip()
        placed: dict[str, Region] = {}
        for region_id, part in parts.items():
            run = self._run(part.get("run"))
            if "label" not in part:
                continue
            if run is None or (part["label"] not in self.types and part["label"] not in FIELDS):
                self._wrong(f"the region {region_id} stands at no words of the text, or has no label of the project")
                continue
            placed[region_id] = Region(
                id=region_id, start=run[0], end=run[1], label=part["label"], value=part.get("value", ""),
                status=part.get("status", ""),
            )  # fmt: skip
        renamed = self._names(placed, relations)
        marked.regions = {renamed[one]: replace(region, id=renamed[one]) for one, region in placed.items()}
        for one, other in relations:
            one, other = renamed.get(one, one), renamed.get(other, other)
            for word, part_id in ((one, other), (other, one)):
                region = marked.regions.get(word)
                if region is not None and region.label in self.types and part_id in marked.regions:
                    marked.of.setdefault(part_id, set()).add(word)
        return marked

    def _names(self, placed: Mapping[str, Region], relations: Iterable[tuple[str, str]]) -> dict[str, str]:
        """Our ids for the regions: their own where it is ours, else that of our region with the same label and place
        (of several, the one of the claim it has a relation with); a new region keeps its own."""
        ours = [region for claim in self.claims for region in regions_of(claim)]
        names = {one: one for one in placed if any(region.id == one for region in ours)}
        related: dict[str, set[str]] = {}
        for one, other in relations:
            related.setdefault(one, set()).add(other)
            related.setdefault(other, set()).add(one)
        words_first = sorted(placed.values(), key=lambda region: (region.label not in self.types, region.id))
        for region in words_first:
            if region.id in names:
                continue
            claims = {names.get(one) for one in related.get(region.id, ())}
            free = [
                one
                for one in ours
                if (one.label, one.start, one.end) == (region.label, region.start, region.end)
                and one.id not in names.values()
                and (one.label in self.types or one.id.partition(".")[0] in claims)
            ]
            free.sort(key=lambda one: (one.value != region.value, one.id))
            names[region.id] = free[0].id if free else region.id
        return names

    def _run(self, value: Any) -> tuple[int, int] | None:
        """Where a region stands in code points: its places count UTF-16 units, and in some tools code points."""
        start, end = (value or {}).get("start"), (value or {}).get("end")
        if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end:
            return None
        text, said = self.document.text, value.get("text")
        runs = [(code_points(text, start), code_points(text, end)), (start, end)]
        for run in runs:
            words = text[run[0] : run[1]]
            if words and (not isinstance(said, str) or words.split() == said.replace("\\n", "\n").split()):
                return run
        return None


def _clean(region_id: Any) -> str:
    """An id as we wrote it; Label Studio may add ``#`` and a number."""
    return str(region_id).partition("#")[0]
