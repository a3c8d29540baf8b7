"""The messages of MUC-4 and their answer keys.

In: the folder ``raw`` of the set (or its parent): texts (``dev-muc3-*``, ``tst*-muc*``), plain or gzipped, and keys
(``key-*``), as NIST gave them out.  Out: `Message`s and `Key`s.  The format is that of the set's own
``template-doc-part1``: one filler a line, alternatives split by a slash, ``?`` before an optional filler, ``-`` for
none, ``*`` where a slot does not apply, the referent after a colon, OPTIONAL beside the number of a template that need
not be found.  Fails with `UsageError` when there are no such files.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crosswire.errors import UsageError

_ID = re.compile(r"^(?:DEV|TST\d)-MUC\d-\d{4}")
_DATELINE = re.compile(
    r"^\s*(?P<place>[^\n]{2,80}?),\s*(?P<day>\d{1,2})\s+(?P<month>[A-Z]{3})[A-Z]*\.?(?:\s+(?P<year>\d{2}))?\b"
    r"(?P<rest>.{0,80}?)--",
    re.DOTALL,
)
_HEADER = re.compile(r"\s*\[[^\]]*\](?:\s|$)", re.DOTALL)
_SLOT = re.compile(r"^(\d{1,2})\.\s+[A-Z ]+:(?: [A-Z]+)*(?:\s{2,}|\t+|\s*$)(.*)$")
_QUOTED = re.compile(r'"([^"]*)"')
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One text without its header.  ``place`` is the dateline's as written, ``published`` its day (None: no date)."""

    id: str
    place: str | None
    published: date | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """One answer with its alternatives.  ``referents``: the strings after the colon, of which it is said."""

    values: tuple[str, ...]
    referents: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One template: fillers by the number of the slot; a slot without fillers is absent."""

    number: int
    optional: bool
    slots: dict[int, tuple[Filler, ...]]


def files_of(data: Path) -> tuple[list[Path], list[Path]]:
    """The files of texts and of keys, sorted by name."""
    folder = data / "raw" if (data / "raw").is_dir() else data
    texts = sorted({*folder.glob("dev-muc*"), *folder.glob("tst*-muc*")}) if folder.is_dir() else []
    keys = sorted(folder.glob("key-*")) if folder.is_dir() else []
    if not texts or not keys:
        raise UsageError(f"{data}: no dev-muc3-*, tst*-muc* and key-* files there; name the set's folder with --data")
    return texts, keys


def read_messages(file: Path) -> list[Message]:
    """The messages of a file, in its order."""
    found: list[Message] = []
    name: str | None = None
    lines: list[str] = []
    for line in [*_text(file).splitlines(), "DEV-MUC0-0000"]:
        head = _ID.match(line)
        if head is None:
            lines.append(line)
            continue
        if name is not None:
            found.append(_message(name, "\n".join(lines)))
        name, lines = head[0], []
    return found


def _message(name: str, body: str) -> Message:
    dateline = _DATELINE.match(body)
    place, published = None, None
    if dateline is not None:
        place = dateline["place"].strip()
        published = _day(dateline["day"], dateline["month"], dateline["year"])
        body = body[dateline.end() :]
    at = 0
    while header := _HEADER.match(body, at):
        at = header.end()
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", body[at:])]
    return Message(id=name, place=place, published=published, text="\n\n".join(part for part in paragraphs if part))


def _day(day: str, month: str, year: str | None) -> date | None:
    if year is None or month not in MONTHS:
        return None
    try:
        return date(1900 + int(year), MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None


def read_keys(file: Path) -> dict[str, list[Key]]:
    """The templates of a file by message; a message that tells of no incident has an empty list."""
    found: dict[str, list[Key]] = {}
    lines: dict[int, list[str]] = defaultdict(list)
    slot: int | None = None
    for line in [*_text(file).splitlines(), "0.  MESSAGE: ID   "]:
        if line.startswith(";") or not line.strip():
            continue
        head = _SLOT.match(line)
        if head is None:
            if slot is not None:
                lines[slot].append(line.strip())
            continue
        if int(head[1]) == 0 and lines:
            _keep(lines, found)
            lines = defaultdict(list)
        slot = int(head[1])
        lines[slot].append(head[2].strip())
    return found


def _keep(lines: dict[int, list[str]], found: dict[str, list[Key]]) -> None:
    name = _ID.match(" ".join(lines.get(0, ())))
    number = re.match(r"\d+", " ".join(lines.get(1, ())))
    if name is None:
        return
    templates = found.setdefault(name[0], [])
    if number is None:
        return
    slots = {slot: fillers for slot in range(2, 25) if (fillers := _fillers(lines.get(slot, [])))}
    templates.append(Key(number=int(number[0]), optional="OPTIONAL" in " ".join(lines[1]), slots=slots))


def _fillers(lines: list[str]) -> tuple[Filler, ...]:
    whole: list[str] = []
    for line in lines:
        if whole and (whole[-1].endswith(("/", ":")) or line.startswith(("/", ":")) or whole[-1].count('"') % 2):
            whole[-1] += " " + line
        elif line:
            whole.append(line)
    found = [_filler(line) for line in whole if line not in ("-", "*", "")]
    return tuple(filler for filler in found if filler.values)


def _filler(line: str) -> Filler:
    optional = line.startswith("?")
    line = line.lstrip("? ")
    if line.startswith('"'):
        said, _, of = line.partition('": ')
        values = tuple(_QUOTED.findall(said + '"' if of and said.count('"') % 2 else said))
        return Filler(values=values, referents=tuple(_QUOTED.findall(of)), optional=optional)
    if '"' in line:
        said, _, of = line.partition('"')
        values = tuple(part.strip(" ?") for part in said.rstrip().removesuffix(":").split("/"))
        return Filler(
            values=tuple(v for v in values if v and v != "-"), referents=tuple(_QUOTED.findall('"' + of)),
            optional=optional,
        )  # fmt: skip
    values = tuple(part.strip(" ?") for part in line.split("/"))
    return Filler(values=tuple(value for value in values if value and value != "*"), optional=optional)


def _text(file: Path) -> str:
    content = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    return content.decode("ascii", errors="replace").replace("\r\n", "\n")
