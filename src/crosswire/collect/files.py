"""Folders to files, bytes to text.

In: paths; bytes. Out: (path, name relative to the path given) in sorted order, hidden files and folders left out; and
decoded text. Raises `IntakeError` with code and advice for binary data.

Encodings: a byte order mark decides; else UTF-8; else the charset that the server, the message or the page declares;
else Windows-1252, which most Western pages that are not UTF-8 use; its five unused bytes become U+FFFD.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from pathlib import Path

from crosswire.errors import IntakeError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_REPORT = frozenset({
    ".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".ico", ".svg", ".gif", ".png", ".jpg",
    ".jpeg", ".webp", ".avif", ".bmp", ".mp4", ".m4v", ".webm", ".mov", ".avi", ".mp3", ".m4a", ".ogg", ".wav", ".log",
})  # fmt: skip
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class UnreadableError(IntakeError):
    """A file that gives no text; ``code`` says why in one word."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


def walk(path: Path) -> Iterator[tuple[Path, str]]:
    """Every visible file under ``path`` (or ``path`` itself) with its name relative to the path given, sorted.

    Bytes of a name that are not UTF-8 become U+FFFD.  In a folder, files that hold no report (pictures, style sheets,
    scripts, fonts) are passed over, and so is the folder that a browser saves beside a page with what the page is made
    of.
    """
    if not path.is_dir():
        yield path, _printable(path.name)
        return
    found, _ = _inside(path)
    named = ((file, _printable(file.relative_to(path).as_posix())) for file in found)
    yield from sorted(named, key=lambda pair: (pair[1], os.fsencode(pair[0])))


def passed_over(path: Path) -> int:
    """How many visible files of a folder `walk` passes over."""
    return _inside(path)[1] if path.is_dir() else 0


def _inside(path: Path) -> tuple[list[Path], int]:
    """The files of a folder and how many of the visible ones are passed over."""
    found: list[Path] = []
    passed = 0
    for at, folders, names in os.walk(path):
        visible = [name for name in names if not name.startswith(".")]
        kept = [name for name in visible if Path(name).suffix.lower() not in _NO_REPORT]
        found += [Path(at) / name for name in kept]
        passed += len(visible) - len(kept)
        stems = [Path(name).stem for name in kept if Path(name).suffix.lower() in (".html", ".htm")]
        parts = {name for name in folders if _made_of(Path(at) / name, stems)}
        passed += sum(len(inner) for name in parts for _, _, inner in os.walk(Path(at) / name))
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in parts)
    return found, passed


def _made_of(folder: Path, stems: list[str]) -> bool:
    """Whether a folder holds what a saved page beside it is made of: "NAME_files", or in the browser's own language
    ("NAME-Dateien") with a style sheet or a script in it."""
    endings = [folder.name[len(stem) :] for stem in stems if folder.name.startswith(stem)]
    if any(ending in ("_files", ".files") for ending in endings):
        return True
    named = any(re.fullmatch(r"[_-][^\W\d_]+", ending) for ending in endings)
    return named and any(file.suffix.lower() in (".css", ".js") for file in folder.iterdir())


def _printable(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def reject_binary(head: bytes, name: str) -> None:
    """Refuse what begins with more control characters than a text may have."""
    controls = len(_CONTROL.findall(head))
    if controls > max(4, len(head) // 20):
        raise UnreadableError(
            "binary", f"{name} holds binary data, not text: convert it to text, HTML, JSON or CSV first."
        )


def decode(data: bytes, name: str, charset: str | None = None) -> str:
    """Bytes to text by the rule of this module; ``charset`` is what a server or a message declared."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    reject_binary(data[:65536], name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    page = _CHARSET.search(data[:4096])
    for declared in (charset, page[1].decode("ascii") if page else None):
        if declared is not None:
            try:
                return data.decode(declared)
            except (LookupError, UnicodeError):
                pass
    return data.decode("cp1252", errors="replace")
