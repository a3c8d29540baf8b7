"""The lines of the JSONL files: the model's nouns and what each file adds to them.

``documents.jsonl`` adds the copies seen from that document and its main event, ``events.jsonl`` the tolls over time;
every line bears ``schema_version``.
The JSON Schemas in ``schema/`` are generated from these classes (`schema_of`), closed: every field is required, no
other is allowed, every choice is enumerated.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from crosswire.model import Change, Claim, CopyKind, Decision, Document, Estimate, Event, Relation, Toll

SCHEMA_VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedRun:
    """A run ``[start, end)`` of this document that stands at ``[other_start, other_end)`` of ``document_id`` too;
    ``first`` is the id of the document that had it first, None where that is not known."""

    document_id: str
    start: int
    end: int
    other_start: int
    other_end: int
    kind: CopyKind
    first: str | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine(Document):
    copies: tuple[CopiedRun, ...]
    main_event_id: str | None
    schema_version: Literal[1] = SCHEMA_VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine(Claim):
    schema_version: Literal[1] = SCHEMA_VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine(Event):
    toll: tuple[Toll, ...]
    schema_version: Literal[1] = SCHEMA_VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateLine(Estimate):
    schema_version: Literal[1] = SCHEMA_VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationLine(Relation):
    schema_version: Literal[1] = SCHEMA_VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine(Decision):
    schema_version: Literal[1] = SCHEMA_VERSION


LINES: dict[str, type[Any]] = {
    "documents": DocumentLine,
    "claims": ClaimLine,
    "events": EventLine,
    "estimates": EstimateLine,
    "relations": RelationLine,
}

"""The files of the export."""
SHIPPED: dict[str, type[Any]] = {**LINES, "decisions": DecisionLine}
"""All files that have a schema: those of the export, and the log of decisions."""


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a line of ``NAME.jsonl``."""
    schema = msgspec.json.schema(SHIPPED[name])
    told = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"a line of {name}.jsonl",
        **_closed(schema),
    }
    return dict(sorted(told.items()))


def _closed(schema: Any) -> Any:
    """Every object with exactly its properties, without the defaults and the prose of the classes."""
    if isinstance(schema, list):
        return [_closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed: dict[str, Any] = {}
    for key, value in schema.items():
        if key in ("properties", "$defs"):
            closed[key] = {name: _closed(part) for name, part in sorted(value.items())}
        elif key not in ("default", "description", "title"):
            closed[key] = _closed(value)
    if "properties" in closed:
        closed["required"] = sorted(closed["properties"])
        closed["additionalProperties"] = False
    return closed


def write_schemas(folder: Path) -> list[Path]:
    """Write the schemas as files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name in SHIPPED:
        file = folder / f"{name}.schema.json"
        file.write_text(json.dumps(schema_of(name), indent=1) + "\n", encoding="utf-8")
        files.append(file)
    return files


if __name__ == "__main__":
    for written in write_schemas(Path(__file__).parent / "schema"):
        print(written)
