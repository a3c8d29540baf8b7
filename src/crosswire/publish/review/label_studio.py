"""Tasks for Label Studio: each document with its claims as regions and relations, to be corrected by hand.

In: a casebook.  Out: ``label-config.xml`` for the project, and ``tasks.json``: a task a document, pre-annotated (the
"Basic Label Studio JSON format" with predictions, as its documentation has it).  A claim is a region at the word that
says what happened, labelled with its type, its status a choice of that region; its figures, place, time, actors,
targets and source are regions labelled so, with their value in a text field, and a relation from the claim to each.

Label Studio counts UTF-16 units; so do the regions (`utf16`), and `crosswire.publish.review.corrections` counts back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final, get_args

from crosswire import __version__, lexicon
from crosswire.casebook import Casebook, EventFilter
from crosswire.casebook.fields import value_of
from crosswire.model import Claim, Document, Field, Quote, Status

FIELDS: Final[tuple[Field, ...]] = ("figure", "place", "time", "actor", "target", "source")
CONFIG, TASKS = "label-config.xml", "tasks.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A run ``[start, end)`` of a document (code points) with a label.  ``id`` is the claim's for its word, else the
    claim's with field and number; ``value`` is empty for the word of a claim, ``status`` for the others."""

    id: str
    start: int
    end: int
    label: str
    value: str = ""
    status: str = ""


def regions_of(claim: Claim) -> Iterator[Region]:
    """The regions of a claim, its word first.  What was said elsewhere than in words has none."""
    yield Region(
        id=claim.claim_id,
        start=claim.trigger.start,
        end=claim.trigger.end,
        label=claim.event_type,
        status=claim.status,
    )
    for field, number, words, value in _fields(claim):
        yield Region(
            id=f"{claim.claim_id}.{field}.{number}", start=words.start, end=words.end, label=field, value=value
        )


def _fields(claim: Claim) -> Iterator[tuple[Field, int, Quote, str]]:
    for number, figure in enumerate(claim.quantities):
        yield "figure", number, figure, value_of(claim, "figure", figure) or ""
    singles: tuple[tuple[Field, Quote | None], ...] = (
        ("place", claim.place), ("time", claim.time), ("source", claim.attribution.source),
    )  # fmt: skip
    for field, words in singles:
        if words is not None:
            yield field, 0, words, value_of(claim, field) or ""
    roles: tuple[Field, ...] = ("actor", "target")
    for role in roles:
        for number, one in enumerate(p for p in claim.participants if p.role == role):
            yield role, number, one, one.actor_id or one.name


def write_tasks(casebook: Casebook, folder: Path, wanted: EventFilter) -> None:
    """Write the configuration and the tasks: every document that a wanted event rests on, all of its claims."""
    words = lexicon.load(casebook.lexicon_folder)
    (folder / CONFIG).write_text(config(sorted(words.codebook.event_types)), encoding="utf-8")
    everything = wanted == EventFilter()
    chosen = {d for event_id in casebook.event_ids(wanted) for d in casebook.event(event_id).document_ids}
    with (folder / TASKS).open("w", encoding="utf-8", newline="\n") as out:
        out.write("[")
        first = True
        for document in casebook.in_order_given():
            if document.state == "read" and (everything or document.document_id in chosen):
                made = task(document, casebook.claims_of(document.document_id))
                out.write(("\n" if first else ",\n") + json.dumps(made, ensure_ascii=False, sort_keys=True))
                first = False
        out.write("\n]\n")


def task(document: Document, claims: list[Claim]) -> dict[str, Any]:
    """One document as a task."""
    results = [result for claim in claims for result in _results(claim, document.text)]
    data = {
        "text": document.text,
        "document_id": document.document_id,
        "title": document.title or "",
        "outlet": document.outlet or "",
        "published": document.published or "",
    }
    return {"data": data, "predictions": [{"model_version": f"crosswire {__version__}", "result": results}]}


def _results(claim: Claim, text: str) -> Iterator[dict[str, Any]]:
    for region in regions_of(claim):
        start, end = utf16(text, region.start), utf16(text, region.end)
        common = {"id": region.id, "to_name": "text"}
        run = {"start": start, "end": end, "text": text[region.start : region.end]}
        yield {**common, "from_name": "label", "type": "labels", "value": {**run, "labels": [region.label]}}
        if region.status:
            yield {**common, "from_name": "status", "type": "choices", "value": {**run, "choices": [region.status]}}
        if region.value:
            held = {"start": start, "end": end, "text": [region.value]}
            yield {**common, "from_name": "value", "type": "textarea", "value": held}
        if region.id != claim.claim_id:
            yield {"type": "relation", "from_id": claim.claim_id, "to_id": region.id, "direction": "right"}


def utf16(text: str, at: int) -> int:
    """A place in code points as a place in UTF-16 units.

    >>> utf16("a😀b", 2)
    3
    """
    return at + sum(character > "\uffff" for character in text[:at])


def code_points(text: str, at: int) -> int:
    """A place in UTF-16 units as a place in code points.

    >>> code_points("a😀b", 3)
    2
    """
    units = 0
    for number, character in enumerate(text):
        if units >= at:
            return number
        units += 2 if character > "\uffff" else 1
    return len(text)


def config(event_types: list[str]) -> str:
    """The labelling configuration of the project."""
    labels = "\n".join(f'    <Label value="{escape(one)}" background="#c0392b"/>' for one in event_types)
    fields = "\n".join(f'    <Label value="{one}" background="#2471a3"/>' for one in FIELDS)
    statuses = "\n".join(f'    <Choice value="{one}"/>' for one in get_args(Status))
    types = ",".join(event_types)
    return f"""<View>
  <Header value="$title"/>
  <Labels name="label" toName="text" showInline="true">
{labels}
{fields}
  </Labels>
  <Text name="text" value="$text" granularity="symbol"/>
  <Choices name="status" toName="text" perRegion="true" whenTagName="label" whenLabelValue="{types}" choice="single">
{statuses}
  </Choices>
  <TextArea name="value" toName="text" perRegion="true" editable="true" maxSubmissions="1" rows="1"
    whenTagName="label" whenLabelValue="{",".join(FIELDS)}"/>
</View>
"""
