"""The command ``fetch``: pages from the web into a casebook, only when asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosswire.cli.make import PARTIAL
from crosswire.cli.output import as_json, case_argument, print_json, progress, say

if TYPE_CHECKING:
    from crosswire.collect.fetch import FetchReport
    from crosswire.collect.readers.feeds import Listed

_SHOWN = 20


@click.command()
@case_argument
@click.argument("addresses", nargs=-1, required=True)
@click.option("--max-pages", type=click.IntRange(1), default=100, show_default=True, help="Ask for no more addresses.")
@click.option(
    "--max-minutes", type=click.FloatRange(0.1), default=30, show_default=True, help="Stop asking after that."
)
@click.option("--max-bytes", type=click.IntRange(1), default=20_000_000, show_default=True, help="The largest page.")
@click.option(
    "--wait", type=click.FloatRange(0), default=2, show_default=True, help="Seconds between two requests to a host."
)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Leave out what a feed or sitemap says is older.")
@click.option("--contact", help="Your address or page, told to the servers.")
@click.option("--outlet", help="The outlet of every page that names none.")
@as_json
@click.pass_context
def fetch(
    context: click.Context,
    /,
    case: str,
    addresses: Sequence[str],
    max_pages: int,
    max_minutes: float,
    max_bytes: int,
    wait: float,
    since: datetime | None,
    contact: str | None,
    outlet: str | None,
    as_json: bool,
) -> None:
    """Fetch ADDRESSES from the web, keep what the servers send in CASE/fetched, and add the pages to CASE.

    An address is a page, a feed or a sitemap; of the latter two what they list is fetched. A file that lists addresses
    (a feed, a sitemap, a text with one a line, articles of a news tool) may stand for them.
    """
    from crosswire import __version__
    from crosswire.casebook import Casebook
    from crosswire.collect import ReadOptions, read_paths
    from crosswire.collect.fetch import FetchOptions
    from crosswire.collect.fetch import fetch as fetched
    from crosswire.lexicon import load

    options = FetchOptions(
        max_pages=max_pages,
        max_minutes=max_minutes,
        max_bytes=max_bytes,
        wait=wait,
        version=__version__,
        contact=contact,
        since=since.date().isoformat() if since else None,
    )
    wanted = [one for given in addresses for one in _listed(given)]
    with Casebook.open(case, create=True) as casebook:
        with progress() as told:
            report = fetched(wanted, casebook.folder / "fetched", options, told=told)
        added = None
        if report.file is not None:
            reading = ReadOptions(outlet_default=outlet, max_bytes=max_bytes)
            added = casebook.add_documents(read_paths([report.file], reading, load(casebook.lexicon_folder)))
    if as_json:
        print_json({"file": report.file and str(report.file), "outcomes": report.outcomes, "added": added})
    _say(report)
    if added is not None:
        say(f"{added.added} documents added, {added.known} known already")
        for document in added.problems:
            say(f"not read: {document.error.detail if document.error else document.file}")
        say(f"next: crosswire build {case}")
    if any(one.state == "refused" for one in report.outcomes) or (added is not None and added.problems):
        context.exit(PARTIAL)


def _listed(given: str) -> list[str | Listed]:
    """The addresses that an argument stands for."""
    from crosswire.collect.fetch import listed_in
    from crosswire.errors import UsageError

    if given.startswith(("http://", "https://")):
        return [given]
    if not Path(given).is_file():
        raise UsageError(f"{given}: neither an address (http://, https://) nor a file that lists some")
    return list(listed_in(Path(given)))


def _say(report: FetchReport) -> None:
    counts = {
        state: sum(one.state == state for one in report.outcomes) for state in ("fetched", "unchanged", "list", "left")
    }
    say(f"{counts['fetched']} pages fetched, {counts['unchanged']} unchanged, {counts['list']} lists followed")
    refused = [one for one in report.outcomes if one.state == "refused"]
    for one in refused[:_SHOWN]:
        say(f"not fetched: {one.detail}")
    if len(refused) > _SHOWN:
        say(f"not fetched: {len(refused) - _SHOWN} more (--json lists them)")
    if counts["left"]:
        say(f"{counts['left']} addresses left when a limit was reached; run it again to go on, or raise the limit")
    if report.file is not None:
        say(f"kept in {report.file}")
