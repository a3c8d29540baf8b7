"""What the site has beside the written pages: tables made from the code and its data, and links between pages.

In: the Markdown of a page, by mkdocs.  Out: the same with each marker ``<!-- made from the code: NAME -->`` followed by
its table, the usage and the defaults of each command from click, and pages that are named in code as links.  Fails with
``KeyError`` for a marker nobody knows.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from crosswire.casebook.views import views
from crosswire.cli import app
from crosswire.lexicon import load
from crosswire.lexicon.codes import load_acled
from crosswire.lexicon.load import DATA, SCHEMA
from crosswire.lexicon.table import columns_of

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
_MARKER = re.compile(r"<!-- made from the code: ([\w-]+) -->")
_PAGE = re.compile(r"`(?:docs/)?((?:[\w.-]+/)*[\w.-]+\.(?:md|ipynb))`")


def on_config(config: Any) -> Any:
    """Called by mkdocs first: a page that the way through the site does not name yet comes last, under "More"."""
    named = set(re.findall(r"[\w/.-]+\.md", json.dumps(config["nav"])))
    more = sorted({path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")} - named)
    if more:
        config["nav"].append({"More": more})
    return config


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Called by mkdocs for every page."""
    here = page.file.src_uri
    if here == "reference/cli.md":
        markdown = with_usage(markdown)
    markdown = _MARKER.sub(lambda found: f"{found.group()}\n\n{MADE[found.group(1)]()}", markdown)
    return with_links(markdown, here)


def with_links(markdown: str, here: str) -> str:
    """Pages that are named in code become links to them; a page of the project that is no page of the site stays."""
    folder = posixpath.dirname(here)

    def link(found: re.Match[str]) -> str:
        for start in ("", folder):
            target = posixpath.normpath(posixpath.join(start, found.group(1)))
            if (DOCS / target).is_file() and target != here:
                return f"[{title_of(DOCS / target)}]({posixpath.relpath(target, folder or '.')})"
        return found.group()

    parts = re.split(r"(^```.*?^```)", markdown, flags=re.MULTILINE | re.DOTALL)
    return "".join(part if part.startswith("```") else _PAGE.sub(link, part) for part in parts)


def title_of(path: Path) -> str:
    if path.suffix == ".ipynb":
        return "the notebook"
    found = re.search(r"^# (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return found.group(1).replace("`", "") if found else path.stem


def with_usage(markdown: str) -> str:
    """Under the heading of each command its usage line, and behind each flag what it takes and its default."""

    def section(found: re.Match[str]) -> str:
        command, context = command_of(found.group(1))
        usage = f"```text\n{command.get_usage(context)}\n```\n"
        told = {name: takes(option) for option in command.params if isinstance(option, click.Option)
                for name in option.opts}  # fmt: skip
        body = re.sub(
            r"^- `(--[\w-]+)`",
            lambda flag: flag.group() + told.get(flag.group(1), ""),
            found.group(3),
            flags=re.MULTILINE,
        )
        return f"{found.group(2)}\n{usage}{body}"

    return re.sub(r"(?ms)^(?=### `(crosswire [^`]*)`$)(### [^\n]*\n)(.*?)(?=^##|\Z)", section, markdown)


def takes(option: click.Option) -> str:
    if option.is_flag:
        return ""
    parts = [option.make_metavar(click.Context(app)).strip("[]").replace("|", ", ")]
    if option.required:
        parts.append("needed")
    if isinstance(option.default, int | str) and not isinstance(option.default, bool) and option.default != "":
        parts.append(f"{option.default} by default")
    return f" ({'; '.join(parts)})"


def command_of(name: str) -> tuple[click.Command, click.Context]:
    command: click.Command = app
    context = click.Context(app, info_name="crosswire")
    for word in name.split()[1:]:
        assert isinstance(command, click.Group)
        found = command.get_command(context, word)
        assert found is not None, name
        command, context = found, click.Context(found, info_name=word, parent=context)
    return command, context


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    def line(cells: Iterable[object]) -> str:
        return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"

    head = list(head)
    return "\n".join([line(head), line("---" for _ in head), *map(line, rows)]) + "\n"


def made_views() -> str:
    return "\n".join(
        f"### `{one.name}`\n\nA row is {one.one_row}.\n\n"
        + table(("column", "kind", "holds"), ((f"`{c.name}`", c.kind, c.text) for c in one.columns))
        for one in views().values()
    )


def made_event_types() -> str:
    rules = load_acled([DATA])
    rows = []
    for one in sorted(load().codebook.event_types.values(), key=lambda t: (t.family, -t.rank)):
        acled = dict.fromkeys(f"{r.acled_event}: {r.acled_sub_event}" for r in rules
                              if r.event_type == one.id and r.acled_event and r.acled_sub_event)  # fmt: skip
        plover = " ".join(part for part in one.plover if part) or "none"
        rows.append((f"`{one.id}`", one.family, one.rank, plover, "; ".join(acled) or "not decided", one.fires))
    return table(("type", "family", "rank", "PLOVER", "ACLED, by who did it to whom", "a sentence of it"), rows)


def made_measures() -> str:
    counting = load().counting
    return table(
        ("class of people", "is within"),
        ((f"`{one}`", ", ".join(f"`{w}`" for w in sorted(wider - {one})) or "nothing")
         for one, wider in sorted(counting.people.above.items())),
    )  # fmt: skip


def made_tables() -> str:
    told = []
    for name, (kind, _) in SCHEMA.items():
        summary = " ".join((kind.__doc__ or "").split("\n\n")[0].split())
        columns = ", ".join(f"`{column.name}`" for column in columns_of(kind))
        told.append((f"`{name}.csv`", columns, summary))
    return table(("table", "columns", "a row is"), told)


def made_terms() -> str:
    rows = sorted((term.term, term.neutral, term.kind, term.stance) for term in load().terms)
    return table(("term", "neutral word", "said of", "stance"), rows)


def made_scores() -> str:
    """The pinned scores, set by set."""
    gate = json.loads((ROOT / "benchmarks" / "gate.json").read_text(encoding="utf-8"))
    rows = [
        (f"`{one['set']}`", one["split"], f"`{score}`", f"{value:.2f}")
        for one in gate
        for score, value in one["scores"].items()
    ]
    return table(("set", "side", "score", "reached"), rows)


def made_api() -> str:
    return "::: crosswire.api\n"


MADE: dict[str, Callable[[], str]] = {
    "views": made_views, "event-types": made_event_types, "classes": made_measures, "tables": made_tables,
    "terms": made_terms, "scores": made_scores, "api": made_api,
}  # fmt: skip
