"""Which blocks of a page are its report.

In: the page's source and its blocks. Out: the blocks to keep, in page order. Never fails. trafilatura (Barbaresi 2021,
"Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery and Extraction") tells the report from
menus, lists of other reports, comments and banners. What it finds is laid over our own blocks, which know headings,
captions and boxes; what credits are read from (a date or a byline near the title, a source line below) is kept too, and
so is a paragraph between two of the report. Where the page's elements do not hold the words it found (a page that a
script draws), its lines are taken.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.collect.dates import find_dates
from crosswire.model import PassageKind

_CREDIT = re.compile(
    r"(?:(?:written|reported|posted|published)\s+)?by\b|sources?\b|\W*(?:copyright\b|©|\(c\))", re.IGNORECASE
)
_SHORT = 120
_NEAR = 4  # blocks before the title and below the report in which credits stand
_MOST_TAGS = 50_000  # trafilatura's time grows with their square; pages of news have some thousands
_LEAST = 40  # letters that no other line has by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The words of a block, the kind its mark-up tells (None: none), whether most of them are links, and whether it is
    a paragraph that stands in no box of links, comments or advertisements."""

    words: str
    kind: PassageKind | None = None
    linked: bool = False
    paragraph: bool = False


def report_lines(source: str) -> list[str]:
    """The lines of the page's report as trafilatura finds them; none where it finds nothing, or the page is too
    large."""
    if source.count("<") > _MOST_TAGS:
        return []
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(source, include_comments=False, include_tables=True)
    except Exception:  # it walks trees of any shape; our own blocks are there in any case
        return []
    return [line for line in (found or "").split("\n") if line.strip()]


def letters(words: str) -> str:
    return "".join(char for char in words.casefold() if char.isalnum())


def choose(blocks: Sequence[Block], lines: Sequence[str], title: str | None, least: float = 0.5) -> list[Block] | None:
    """The blocks of the report; None where they hold less than the share ``least`` of what was found."""
    forms = [letters(line) for line in lines]
    whole = {*forms, *(letters(cell) for line in lines if "|" in line for cell in line.split("|"))}  # rows of tables
    joined = "".join(forms)
    own = [letters(block.words) for block in blocks]
    kept = {i for i, form in enumerate(own) if (form and form in whole) or (len(form) >= _LEAST and form in joined)}
    if sum(len(own[i]) for i in kept) < len(joined) * least:
        return None
    prose = [i for i in kept if not blocks[i].linked and len(own[i]) >= _LEAST and blocks[i].kind != "headline"]
    if not prose:
        return None
    kept -= {i for i in kept if blocks[i].linked and not min(prose) < i < max(prose)}
    heading = letters(title or "")
    at = next((i for i, form in enumerate(own) if heading and form == heading), None)
    first, last = min(kept), max(kept)
    kept |= {i for i in range(first, last) if _inside(blocks[i])}
    for i in range(last - 1, first, -1):  # a subheading stands over a block of the report
        if blocks[i].kind == "headline" and not blocks[i].linked and i + 1 in kept:
            kept.add(i)
    start = min(first, at if at is not None else first)
    kept |= {i for i in range(max(0, start - _NEAR), min(prose)) if _credit(blocks[i])}
    below = range(last + 1, min(last + 1 + _NEAR, len(blocks)))
    kept |= {i for i in below if len(blocks[i].words) < _SHORT and _CREDIT.match(blocks[i].words)}
    if at is not None:
        kept.add(at)
    kept |= {i for i, block in enumerate(blocks) if block.kind in ("caption", "teaser") and start <= i <= last + 1}
    return [blocks[i] for i in sorted(kept)]


def _inside(block: Block) -> bool:
    """Whether a block between two of the report belongs to it: a paragraph in no box that is long enough to be one."""
    return block.paragraph and not block.linked and len(block.words) >= _SHORT // 2


def _credit(block: Block) -> bool:
    """Whether a block near the title is one that credits are read from."""
    if block.linked or len(block.words) >= _SHORT:
        return False
    return bool(find_dates(block.words)) or _CREDIT.match(block.words) is not None
