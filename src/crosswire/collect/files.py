"""Files and folders to bytes to text.

In: paths. Out: (path, name relative to the path given) in sorted order, hidden files and folders left out; and
decoded text. Raises `IntakeError` with code and advice for a file that is too large, binary or not readable.

Encodings: a byte order mark decides; else UTF-8; else, for HTML, the charset the page declares; else Windows-1252,
which most Western pages that are not UTF-8 use; its five unused bytes become U+FFFD.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from pathlib import Path

from crosswire.errors import IntakeError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class UnreadableError(IntakeError):
    """A file that gives no text; ``code`` says why in one word."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


def walk(path: Path) -> Iterator[tuple[Path, str]]:
    """Every visible file under ``path`` (or ``path`` itself) with its name relative to the path given, sorted.

    Bytes of a name that are not UTF-8 become U+FFFD.
    """
    if not path.is_dir():
        yield path, _printable(path.name)
        return
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(folder) / name for name in names if not name.startswith(".")]
    named = ((file, _printable(file.relative_to(path).as_posix())) for file in found)
    yield from sorted(named, key=lambda pair: (pair[1], os.fsencode(pair[0])))


def _printable(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_text(path: Path, name: str, max_bytes: int) -> str:
    """The decoded text of a file, its newlines as they are."""
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise UnreadableError(
                "too_large",
                f"{name} has {size:,} bytes, more than the limit of {max_bytes:,}: split it, or raise the limit "
                f"(--max-bytes).",
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableError("not_found", f"{name} does not exist: check the path.") from None
    except OSError as error:
        raise UnreadableError(
            "unreadable", f"{name} could not be read ({error.strerror}): check its permissions."
        ) from None
    return decode(data, name)


def decode(data: bytes, name: str) -> str:
    """Bytes to text by the rule of this module."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    controls = len(_CONTROL.findall(data[:65536]))
    if controls > max(4, len(data[:65536]) // 20):
        raise UnreadableError(
            "binary", f"{name} holds binary data, not text: convert it to text, HTML, JSON or CSV first."
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(data[:4096])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return data.decode("cp1252", errors="replace")
