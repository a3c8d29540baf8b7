"""Whether a casebook is whole: the file, its rows, its quotes, its cache.

In: the folder of a casebook, of any version, in use or not.  Out: `Finding`s, each with what mends it.  Reads only and
brings no file to a newer shape.  Fails with `CasebookError` where there is no casebook, and where it cannot be had
just now (another process, a disk that refuses).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crosswire.casebook.codec import decode
from crosswire.casebook.intake import hash_of
from crosswire.casebook.migrate import migrations, only_read
from crosswire.casebook.trouble import damaged, trouble
from crosswire.errors import CasebookError
from crosswire.model import Claim, Decision, Document, Estimate, Event, Relation, quotes_in

MOST = 20
_RESTORE = "put a backup back, or `crosswire rescue` what can still be read into a new casebook"
_BUILD = "run `crosswire build`: it is derived anew from the documents and the decisions"
_INDEX = "run `crosswire build`: it writes the search index anew"
_CACHE = "delete the file: it is a cache, and the next build reads those documents anew"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is wrong: where, what, and how it is mended.  ``precious``: documents or decisions are touched,
    which nothing can rebuild."""

    where: str
    what: str
    mend: str
    precious: bool = False


def examine(folder: Path) -> list[Finding]:
    """Everything that is wrong with the casebook in ``folder``, the precious first; empty when it is whole."""
    if not (folder / "casebook.db").exists():
        raise CasebookError(f"{folder}: no casebook here")
    found: list[Finding] = []
    try:
        with closing(only_read(folder)) as opened:
            opened.execute("BEGIN")
            found += _file(opened)
            if not found:
                found += _rows(opened)
    except (sqlite3.Error, CasebookError) as error:
        if isinstance(error, sqlite3.Error) and not damaged(error):
            raise trouble(folder / "casebook.db", error) from error
        found.append(Finding(where="casebook.db", what=str(error), mend=_RESTORE, precious=True))
    found += _cache(folder / "parts")
    return sorted(found, key=lambda one: not one.precious)


def _file(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (said,) in connection.execute(f"PRAGMA integrity_check({MOST})"):
        if said != "ok":
            yield Finding(where="casebook.db", what=str(said), mend=_RESTORE, precious=True)
    version, newest = connection.execute("PRAGMA user_version").fetchone()[0], migrations()[-1][0]
    if version > newest:
        what = f"written by a newer crosswire (version {version}, this one knows {newest})"
        yield Finding(where="casebook.db", what=what, mend="update crosswire", precious=False)
    elif version == 0:
        yield Finding(where="casebook.db", what="not a casebook", mend=_RESTORE, precious=True)


def _rows(connection: sqlite3.Connection) -> Iterator[Finding]:
    orphans: dict[tuple[str, str], int] = {}
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        orphans[table, parent] = orphans.get((table, parent), 0) + 1
    for (table, parent), count in sorted(orphans.items()):
        precious = table == "documents"
        what = f"{count} rows name {parent} that are not there"
        yield Finding(where=table, what=what, mend=_RESTORE if precious else _BUILD, precious=precious)
    texts: dict[str, str] = {}
    yield from _documents(connection, texts)
    yield from _decisions(connection)
    yield from _derived(connection, texts)
    yield from _search(connection)


def _documents(connection: sqlite3.Connection, texts: dict[str, str]) -> Iterator[Finding]:
    """Also fills ``texts`` by document id."""
    query = "SELECT document_id, body, text, text_hash FROM documents LEFT JOIN texts USING (text_key) ORDER BY 1"
    for document_id, body, text, text_hash in connection.execute(query):
        wrong: str | None = None
        if text is None or hash_of(text) != text_hash:
            wrong = "its text is not the one that was added"
        else:
            texts[document_id] = text
            try:
                document = decode(Document, body)
            except CasebookError as error:
                wrong = str(error)
            else:
                runs = [(p.start, p.end) for p in document.passages]
                if any(not 0 <= start < end <= len(text) for start, end in runs) or runs != sorted(runs):
                    wrong = "a passage lies outside its text"
        if wrong:
            yield Finding(where=document_id, what=wrong, mend=_RESTORE, precious=True)


def _decisions(connection: sqlite3.Connection) -> Iterator[Finding]:
    for sequence, decision_id, body in connection.execute("SELECT sequence, decision_id, body FROM decisions"):
        try:
            if decode(Decision, body).decision_id != decision_id:
                raise CasebookError("its body is another decision's")
        except CasebookError as error:
            yield Finding(where=f"decision {sequence}", what=str(error), mend=_RESTORE, precious=True)


_DERIVED = (
    ("claims", "claim_id", Claim),
    ("events", "event_id", Event),
    ("relations", "relation_id", Relation),
    ("estimates", "estimate_id", Estimate),
)


def _derived(connection: sqlite3.Connection, texts: Mapping[str, str]) -> Iterator[Finding]:
    event_of: dict[str, str | None] = {}
    for table, key, kind in _DERIVED:
        for own_id, body in connection.execute(f"SELECT {key}, body FROM {table} ORDER BY 1"):
            try:
                noun: Any = decode(kind, body)
            except CasebookError as error:
                yield Finding(where=own_id, what=str(error), mend=_BUILD)
                continue
            for what in _wrong(noun, texts, event_of):
                yield Finding(where=own_id, what=what, mend=_BUILD)


def _wrong(noun: Any, texts: Mapping[str, str], event_of: dict[str, str | None]) -> Iterator[str]:
    """What breaks a law in one derived noun.  Claims come first and fill ``event_of``."""
    match noun:
        case Claim():
            event_of[noun.claim_id] = noun.event_id
            text = texts.get(noun.document_id, "")
            broken = next((q for q in quotes_in(noun) if text[q.start : q.end] != q.quote), None)
            if broken is not None:
                yield f"the text has other words at {broken.start}:{broken.end} than its quote {broken.quote[:40]!r}"
        case Event():
            if any(event_of.get(claim_id) != noun.event_id for claim_id in noun.claim_ids):
                yield "it lists a claim that is not in it"
        case Estimate():
            known = [n for n in (noun.low, noun.best, noun.high) if n is not None]
            if known != sorted(known):
                yield f"its numbers are out of order ({noun.low}, {noun.best}, {noun.high})"


def _search(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The index must know as many rows as there are texts and claims."""
    for index, table in (("text_search", "texts"), ("quote_search", "claims")):
        indexed = connection.execute(f"SELECT count(*) FROM {index}_docsize").fetchone()[0]
        stored = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        if indexed != stored:
            yield Finding(where=index, what=f"{indexed} rows for {stored} {table}", mend=_INDEX)


def _cache(parts: Path) -> Iterator[Finding]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    for file in _files(parts):
        if file.name.endswith(".unfinished"):
            if not alive(file.suffixes[-2].lstrip(".") if len(file.suffixes) > 1 else ""):
                yield Finding(where=_under(file, parts), what="left by a build that was stopped", mend=_CACHE)
        elif file.suffix == ".parquet":
            try:
                pq.read_table(file, page_checksum_verification=True)
            except (pa.ArrowException, OSError) as error:
                yield Finding(
                    where=_under(file, parts), what=f"cannot be read ({' '.join(str(error).split())})", mend=_CACHE
                )


def _files(parts: Path) -> Iterable[Path]:
    return sorted(file for file in parts.rglob("*") if file.is_file())


def _under(file: Path, parts: Path) -> str:
    return file.relative_to(parts.parent).as_posix()


def alive(process: str) -> bool:
    """Whether a process of this number runs; a word that is no number is none."""
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except OSError:
        return True
    return True
