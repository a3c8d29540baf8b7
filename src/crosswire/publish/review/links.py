"""A spreadsheet of links to review, and back.

In: a casebook; or such a sheet (CSV or XLSX) with its column ``verdict`` filled in, and who signs.  Out: a row for each
pair of claims that crosswire joined (``one``) or, though they look alike, kept apart (``apart``), with both sentences
and the reasons; or decisions: ``one`` merges, ``apart`` splits claims of one event and keeps those of two apart for
good.  A verdict that agrees with the reading is kept too: it holds whatever a later reading says.  Fails with
`UsageError` for a file that is no such sheet; what is wrong in a row is told with its number.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from openpyxl import load_workbook

from crosswire.casebook import Anchors, Casebook, EventFilter, decide
from crosswire.casebook.agreement import answers_of
from crosswire.errors import UsageError
from crosswire.model import Claim, Decision, Event, Reason, content_id
from crosswire.publish.handover.cells import Value, csv_line
from crosswire.publish.handover.tables import outlet_of
from crosswire.publish.handover.workbook import Sheet, opened
from crosswire.publish.review.taken import Taken

COLUMNS = (
    "link_id", "event_id", "reading", "score", "outlet_a", "published_a", "quote_a", "outlet_b", "published_b",
    "quote_b", "reasons", "verdict", "note", "claim_a", "claim_b",
)  # fmt: skip
_NEEDED = ("link_id", "verdict", "claim_a", "claim_b")
_VERDICTS = ("one", "apart")


def write_links(casebook: Casebook, file: Path, wanted: EventFilter) -> None:
    """Write the sheet; its kind is the file's ending."""
    rows = _rows(casebook, wanted)
    if file.suffix == ".csv":
        with file.open("w", encoding="utf-8", newline="") as out:
            out.write(csv_line(COLUMNS))
            out.writelines(csv_line([row[column] for column in COLUMNS]) for row in rows)
        return
    with opened(file) as book:
        sheet = Sheet(book, "links", COLUMNS, wide=("quote_a", "quote_b", "reasons"))
        for row in rows:
            sheet.put(row[column] for column in COLUMNS)


def _rows(casebook: Casebook, wanted: EventFilter) -> Iterator[dict[str, Value]]:
    """A row a pair, by event; a pair that two events name once."""
    seen: set[str] = set()
    for event_id in casebook.event_ids(wanted):
        event = casebook.event(event_id)
        pairs: list[tuple[str, str, str, float | None, tuple[Reason, ...]]]
        pairs = [(link.claim_a, link.claim_b, "one", link.score, link.reasons) for link in event.links]
        pairs += [(no.claim_a, no.claim_b, "apart", None, no.reasons) for no in event.refused]
        for a, b, reading, score, reasons in pairs:
            link_id = link_of(a, b)
            if link_id not in seen:
                seen.add(link_id)
                yield _row(casebook, event, (casebook.claim(a), casebook.claim(b)), reading, score, reasons)


def _row(
    casebook: Casebook,
    event: Event,
    pair: tuple[Claim, Claim],
    reading: str,
    score: float | None,
    reasons: tuple[Reason, ...],
) -> dict[str, Value]:
    row: dict[str, Value] = {
        "link_id": link_of(pair[0].claim_id, pair[1].claim_id),
        "event_id": event.event_id,
        "reading": reading,
        "score": None if score is None else round(score, 4),
        "reasons": "; ".join(reason.text for reason in reasons),
        "verdict": None,
        "note": None,
    }
    for side, claim in zip("ab", pair, strict=True):
        (document,) = casebook.heads([claim.document_id])
        row |= {
            f"claim_{side}": claim.claim_id,
            f"quote_{side}": " ".join(claim.evidence[0].quote.split()),
            f"outlet_{side}": outlet_of(document),
            f"published_{side}": document.published,
        }
    return row


def link_of(a: str, b: str) -> str:
    """The id of a pair, whichever comes first."""
    return content_id("link", *sorted((a, b)))


def take_links(casebook: Casebook, file: Path, by: str) -> Taken:
    """The verdicts of a sheet as decisions of ``by``."""
    taken = Taken()
    claims = casebook.claims()
    texts = {document.document_id: document.text for document in casebook.documents()}
    answers = answers_of(by, casebook.decisions(), Anchors(claims, texts))
    by_id = {claim.claim_id: claim for claim in claims}
    for number, row in read_sheet(file):
        where, verdict = f"{file}, row {number}", row["verdict"].strip().casefold()
        if not verdict:
            taken.unchanged += 1
            continue
        a, b = row["claim_a"].strip(), row["claim_b"].strip()
        if verdict not in _VERDICTS:
            taken.problems.append(f"{where}: {row['verdict']!r} is no verdict; write one, apart, or nothing")
        elif row["link_id"].strip() != link_of(a, b):
            taken.problems.append(f"{where}: its ids do not belong together; put back those of the sheet as written")
        elif missing := [one for one in (a, b) if one not in by_id]:
            taken.problems.append(f"{where}: there is no {missing[0]} any more; write the sheet anew")
        elif answers.get(("pair", *sorted((a, b)))) == verdict:
            taken.known += 1
        else:
            decided = partial(_decided, casebook, by_id, (a, b), verdict, by, row.get("note"))
            taken.take(where, decided)
    return taken


def _decided(
    casebook: Casebook, claims: Mapping[str, Claim], pair: tuple[str, str], verdict: str, by: str, note: str | None
) -> Decision:
    a, b = pair
    if verdict == "one":
        return decide.merge(casebook, a, b, by=by, note=note or None)
    together = claims[a].event_id is not None and claims[a].event_id == claims[b].event_id
    return (decide.split if together else decide.never_merge)(casebook, a, b, by=by, note=note or None)


def read_sheet(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a sheet with their numbers, the heading being row 1."""
    rows = _csv_rows(file) if file.suffix.casefold() != ".xlsx" else _xlsx_rows(file)
    heading_row: list[str] | None = None
    for number, cells in rows:
        if heading_row is None:
            heading_row = [cell.strip().casefold() for cell in cells]
            missing = [column for column in _NEEDED if column not in heading_row]
            if missing:
                raise UsageError(f"{file}: has no column {missing[0]!r}; give a sheet that `crosswire review` wrote")
        elif any(cell.strip() for cell in cells):
            cells = [*cells, *[""] * (len(heading_row) - len(cells))]
            yield number, dict(zip(heading_row, cells, strict=False))
    if heading_row is None:
        raise UsageError(f"{file}: is empty; give a sheet that `crosswire review` wrote")


def _csv_rows(file: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows of a CSV file, with commas, or with semicolons as some spreadsheets save it."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read as UTF-8 ({error}); save it as CSV in UTF-8") from error
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    try:
        yield from enumerate(reader, start=1)
    except csv.Error as error:
        raise UsageError(f"{file}: is no CSV near line {reader.line_num} ({error}); check the quotes") from error


def _xlsx_rows(file: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows of the first sheet."""
    try:
        book = load_workbook(file, read_only=True, data_only=True)
        try:
            rows = list(book.worksheets[0].iter_rows(values_only=True))
        finally:
            book.close()
    except Exception as error:  # a damaged workbook breaks openpyxl in many ways
        raise UsageError(f"{file}: cannot be read as a workbook ({error}); save it as .xlsx") from error
    for number, row in enumerate(rows, start=1):
        yield number, ["" if value is None else str(value) for value in row]
