"""How much of a saved page's report is kept, and how much of the rest is told apart, over the structures of
`site_pages`.

In: nothing. Out: a table on standard output: for our reader and for trafilatura alone how many of the report's
paragraphs may yield claims, and how many of the other lines may.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from site_pages import SITES, UNSEEN, SitePage

from crosswire.collect import to_document
from crosswire.collect.readers.main_text import report_lines
from crosswire.collect.readers.pages import read_html
from crosswire.collect.records import Record

Reader = Callable[[str], Record]


def measured(read: Reader, site: SitePage) -> tuple[int, int]:
    """(paragraphs of the report kept, other lines kept) where sentences and headlines are read."""
    document = to_document(read(site.source), "page.html")
    words = " ".join(
        " ".join(document.text[p.start : p.end].split())
        for p in document.passages
        if p.kind in ("sentence", "headline")
    )
    kept = sum(" ".join(line.split()) in words for line in site.report)
    return kept, sum(line in words for line in site.other)


def by_trafilatura(source: str) -> Record:
    """The page as trafilatura alone reads it."""
    return Record(text="\n".join(report_lines(source)), given=read_html(source).given)


def main() -> None:
    readers: dict[str, Reader] = {"crosswire": read_html, "trafilatura alone": by_trafilatura}
    for side, sites in (("looked at", SITES), ("unseen", UNSEEN)):
        totals = {name: [0, 0] for name in readers}
        report = other = 0
        for name, made in sites.items():
            site = made()
            report, other = report + len(site.report), other + len(site.other)
            cells = []
            for reader, read in readers.items():
                kept, leaked = measured(read, site)
                totals[reader][0] += kept
                totals[reader][1] += leaked
                cells.append(f"{reader}: {kept}/{len(site.report)} kept, {leaked}/{len(site.other)} let through")
            print(f"{name:20}", "; ".join(cells))
        for reader, (kept, leaked) in totals.items():
            print(f"{side}, {reader}: {kept}/{report} of the report kept, {leaked}/{other} of the rest let through\n")


if __name__ == "__main__":
    main()
