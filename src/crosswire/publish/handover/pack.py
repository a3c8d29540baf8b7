"""``evidence-pack``: a zip from which the same record can be made again, and a check that it is the same.

In: a casebook; or a pack and the folder of a new casebook.  Out: ``evidence-pack.zip`` with the documents as they were
read, the decisions, the user's lexicon, the raw bytes that were fetched, the record as five JSONL files, a README with
the command that rebuilds it, and ``SHA256SUMS`` for ``sha256sum -c``; or the files of the record that came out
otherwise (none: it is the same record).  Names are sorted and times fixed: the same casebook gives the same bytes.
Fails with `IntakeError` for a pack that is damaged or not one, before anything is made.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import TypeVar

import msgspec

from crosswire import __version__, lexicon
from crosswire.casebook import Casebook, Derived
from crosswire.errors import CasebookError, IntakeError
from crosswire.model import Document, Event
from crosswire.publish.decisions import export_decisions, import_decisions
from crosswire.publish.handover.cells import json_line
from crosswire.publish.handover.files import zip_folder
from crosswire.publish.handover.record import Record
from crosswire.publish.jsonl import export_jsonl, line_of
from crosswire.run import build, code_of

T = TypeVar("T")

NAME = "evidence-pack.zip"
_SUMS, _ABOUT, _FETCHED = "SHA256SUMS", "pack.json", "fetched"
# A pack that would unpack to more than this many times its size is none of ours: text shrinks to a tenth at best.
_MOST_SHRUNK, _SMALL = 100, 100_000_000
_README = """This is the record of an armed conflict as it was publicly reported, with what it was made from.

  documents.jsonl   the documents, their texts as they were read
  decisions.jsonl   what people decided about them, signed
  lexicon/          names and places that were added to the shipped ones
  fetched/          the raw bytes of the pages that were fetched (WARC), with the log of requests
  record/           claims, events, estimates, relations and documents, made from all of these
  pack.json         the version of crosswire that made it, and sums of its code and lexicon

Check it:      sha256sum -c SHA256SUMS
Make it again: crosswire rebuild evidence-pack.zip --case new-case

The second makes the record anew, in a new folder, and says whether it is the same. The texts name private persons:
victims, hostages, witnesses. Do not publish them.
"""


def write_pack(record: Record, aside: Path) -> None:
    """Write the pack into a folder."""
    casebook = record.casebook
    with tempfile.TemporaryDirectory(dir=aside.parent, prefix=".pack-") as made:
        folder = Path(made)
        with (folder / "documents.jsonl").open("w", encoding="utf-8", newline="\n") as out:
            for document in casebook.in_order_given():
                out.write(line_of(document) + "\n")
        export_decisions(casebook, folder / "decisions.jsonl")
        export_jsonl(casebook, folder / "record", names=True)
        if casebook.lexicon_folder is not None:
            (folder / "lexicon").mkdir()
            for file in sorted(casebook.lexicon_folder.iterdir()):
                if file.suffix in (".csv", ".yaml", ".db"):
                    shutil.copyfile(file, folder / "lexicon" / file.name)
        _copy(casebook.folder / _FETCHED, folder / _FETCHED)
        reader, known = casebook.built().reader or "rules", record.lexicon
        about = {
            "crosswire": __version__, "code": code_of(known, reader), "lexicon": known.fingerprint, "reader": reader,
        }  # fmt: skip
        (folder / _ABOUT).write_text(json_line(about), encoding="utf-8")
        (folder / "README.txt").write_text(_README, encoding="utf-8")
        files = sorted(file for file in folder.rglob("*") if file.is_file())
        sums = [f"{_sum(file)}  {file.relative_to(folder).as_posix()}\n" for file in files]
        (folder / _SUMS).write_text("".join(sums), encoding="utf-8")
        zip_folder(folder, aside / NAME)


def rebuild(pack: Path, case: Path, told: Callable[[str], None] = lambda line: None) -> list[str]:
    """Make the casebook of a pack in the new folder ``case``, and name the files of the record that came out
    otherwise than in the pack.  ``told`` is called with what a person should know."""
    if case.exists() and any(case.iterdir()):
        raise CasebookError(f"{case}: is not empty; name a new folder")
    with tempfile.TemporaryDirectory(prefix="crosswire-pack-") as made:
        folder = Path(made)
        _unpack(pack, folder)
        _check(pack, folder)
        about = json.loads((folder / _ABOUT).read_text("utf-8"))
        if about["crosswire"] != __version__:
            told(f"the pack was made by crosswire {about['crosswire']}, this is {__version__}; the record may differ")
        case.mkdir(parents=True, exist_ok=True)
        own = folder / "lexicon"
        if own.is_dir():
            (case / "lexicon").mkdir(exist_ok=True)
            for file in own.iterdir():
                shutil.copyfile(file, case / "lexicon" / file.name)
        _copy(folder / _FETCHED, case / _FETCHED)
        with Casebook.open(case, create=True) as casebook:
            known = lexicon.load(casebook.lexicon_folder)
            if known.fingerprint != about["lexicon"]:
                told("the shipped lexicon is another one than when the pack was made; the record may differ")
            elif about["crosswire"] == __version__ and about.get("code") != code_of(known, about.get("reader")):
                told("the code is another one than when the pack was made, of the same version; the record may differ")
            casebook.restore_documents(_nouns(folder / "documents.jsonl", Document))
            import_decisions(casebook, folder / "decisions.jsonl")
            casebook.replace_derived(Derived(events=tuple(_nouns(folder / "record" / "events.jsonl", Event))))
            build(casebook, reader=about.get("reader"))
            again = export_jsonl(casebook, folder / "again", names=True)
        return [file.name for file in again if _sum(file) != _sum(folder / "record" / file.name)]


def _unpack(pack: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(pack) as given:
            for name in given.namelist():
                path = PurePosixPath(name)
                if path.is_absolute() or ".." in path.parts or len(path.parts) > 2 or "\\" in name:
                    raise IntakeError(f"{pack}: holds a file named {name!r}; it is no evidence pack")
            if sum(one.file_size for one in given.infolist()) > max(_SMALL, _MOST_SHRUNK * pack.stat().st_size):
                raise IntakeError(f"{pack}: would unpack to far more than an evidence pack holds; it is none")
            given.extractall(folder)
    except (OSError, zipfile.BadZipFile) as error:
        raise IntakeError(f"{pack}: cannot be read as a zip ({error}); name an evidence pack") from error


def _copy(folder: Path, to: Path) -> None:
    """The files of a folder, if it is there, into a new one."""
    if folder.is_dir():
        to.mkdir()
        for file in sorted(one for one in folder.iterdir() if one.is_file()):
            shutil.copyfile(file, to / file.name)


def _check(pack: Path, folder: Path) -> None:
    """Every file of the pack against its sum, none missing and none more."""
    if not (folder / _SUMS).is_file():
        raise IntakeError(f"{pack}: has no {_SUMS}; it is no evidence pack")
    known = {}
    for line in (folder / _SUMS).read_text("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        known[name] = digest
    there = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()} - {_SUMS}
    wrong = sorted(name for name in there | set(known) if name not in there or _sum(folder / name) != known.get(name))
    needed = {"documents.jsonl", "decisions.jsonl", _ABOUT, "record/events.jsonl"} - there
    if wrong or needed:
        raise IntakeError(f"{pack}: {', '.join(wrong or sorted(needed))} is damaged or missing; get the pack again")


def _nouns(file: Path, kind: type[T]) -> Iterator[T]:
    """The nouns of a JSONL file; what a line has beside its noun is not looked at."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield msgspec.json.decode(line, type=kind)


def _sum(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
