"""Articles as the field's own tools write them, told by their field names.

In: the names of a record's fields.  Out: the `Tool` that writes such records, None when none is known.  The table is
``tools.yaml``, each line with where its names were read.  Never fails.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

import yaml

from crosswire.collect.options import ReadOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool and which of its fields holds what; ``headlines`` where it may give a title and no text."""

    name: str
    fields: frozenset[str]
    text: tuple[str, ...]
    title: str
    outlet: str
    url: str | None
    published: str | None
    byline: str | None
    captured: str | None
    headlines: bool

    def over(self, options: ReadOptions) -> ReadOptions:
        """The options with this tool's fields where the user named none."""
        return replace(
            options,
            title=options.title or self.title,
            outlet=options.outlet or self.outlet,
            url=options.url or self.url,
            published=options.published or self.published,
            byline=options.byline or self.byline,
        )


@cache
def tools() -> tuple[Tool, ...]:
    """Every tool that is known."""
    table: list[dict[str, Any]] = yaml.safe_load(
        (resources.files("crosswire.collect.readers") / "tools.yaml").read_text(encoding="utf-8")
    )
    return tuple(
        Tool(
            name=row["name"],
            fields=frozenset(row["fields"]),
            text=tuple(row["text"]),
            title=row["title"],
            outlet=row["outlet"],
            url=row.get("url"),
            published=row.get("published"),
            byline=row.get("byline"),
            captured=row.get("captured"),
            headlines=row.get("headlines", False),
        )
        for row in table
    )


def tool_of(names: Iterable[str]) -> Tool | None:
    """The tool whose fields are all among ``names``."""
    given = frozenset(names)
    return next((tool for tool in tools() if tool.fields <= given), None)
