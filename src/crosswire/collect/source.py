"""Bytes to read: a file, or a part of one (a record of an archive, an attachment), with bounds.

In: a path or bytes.  Out: `Source`: its beginning, its bytes up to a limit, its text, or its lines one by one in
constant memory.  Fails with `UnreadableError` for what is missing, too large or binary, naming it and saying what to
do.
"""

from __future__ import annotations

import codecs
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, BinaryIO

from crosswire.collect.files import BYTE_ORDER_MARKS, UnreadableError, decode, reject_binary

_CHUNK = 1 << 20


def sha256_of(stream: IO[bytes]) -> str:
    """SHA-256 of what is left of a stream, in hexadecimal."""
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


@dataclass(kw_only=True)
class Source:
    """``name`` is what messages call it.  ``path`` or ``data`` holds the bytes.  ``charset``, ``address`` and
    ``captured`` are what an archive or a message says of this part: its encoding, where and when it was captured."""

    name: str
    path: Path | None = None
    data: bytes | None = None
    charset: str | None = None
    address: str | None = None
    captured: str | None = None
    depth: int = 0

    def open(self) -> BinaryIO:
        """A stream over the bytes."""
        if self.data is not None:
            return io.BytesIO(self.data)
        assert self.path is not None
        try:
            return self.path.open("rb")
        except FileNotFoundError:
            raise UnreadableError("not_found", f"{self.name} does not exist: check the path.") from None
        except OSError as error:
            raise UnreadableError(
                "unreadable", f"{self.name} could not be read ({error.strerror}): check its permissions."
            ) from None

    @cached_property
    def head(self) -> bytes:
        """The first 8 KiB."""
        with self.open() as stream:
            return stream.read(8192)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        with self.open() as stream:
            return sha256_of(stream)

    def read(self, max_bytes: int) -> bytes:
        """All bytes; refused when there are more than ``max_bytes``."""
        if self.path is not None and self.path.exists() and (size := self.path.stat().st_size) > max_bytes:
            raise UnreadableError(
                "too_large",
                f"{self.name} has {size:,} bytes, more than the limit of {max_bytes:,}: split it, or raise the limit "
                "(--max-bytes).",
            )
        with self.open() as stream:
            return stream.read()

    def text(self, max_bytes: int) -> str:
        """All bytes as text, newlines as they are."""
        return decode(self.read(max_bytes), self.name, self.charset)

    def lines(self, max_bytes: int) -> Iterator[tuple[int, str | None]]:
        """(number from 0, line with its newline) of a file of any size; None for a line longer than ``max_bytes``."""
        stream = io.TextIOWrapper(self.open(), encoding=self._encoding(), errors="replace", newline="\n")
        with stream:
            number = 0
            while line := stream.readline(max_bytes + 1):
                if len(line) <= max_bytes or line.endswith("\n"):
                    yield number, line
                else:
                    while (rest := stream.readline(_CHUNK)) and not rest.endswith("\n"):
                        pass
                    yield number, None
                number += 1

    def _encoding(self) -> str:
        """The encoding by the rule of `crosswire.collect.files`, found without holding the file."""
        for mark, encoding in BYTE_ORDER_MARKS:
            if self.head.startswith(mark):
                return encoding
        decoder = codecs.getincrementaldecoder("utf-8")()
        with self.open() as stream:
            first = stream.read(65536)
            reject_binary(first, self.name)
            try:
                decoder.decode(first)
                while chunk := stream.read(_CHUNK):
                    decoder.decode(chunk)
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                return "cp1252"
        return "utf-8"
