"""The bodies of casebook rows: the nouns as JSON and back, checked strictly against the dataclasses on the way in.

Fails with `CasebookError` when a stored body does not fit its noun (a damaged one, or one another version derived).
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from crosswire.errors import CasebookError

T = TypeVar("T")


def encode(noun: object) -> str:
    """A noun as JSON text, fields in the order of its dataclass."""
    return msgspec.json.encode(noun).decode("utf-8")


def decode(kind: type[T], body: str) -> T:
    """A noun from its JSON text; nothing is coerced."""
    try:
        found: T = _decoder(cast(Hashable, kind)).decode(body)
        return found
    except (msgspec.DecodeError, UnicodeError) as error:
        raise CasebookError(
            f"a stored {kind.__name__} is damaged or does not fit this version ({error}); run `crosswire build CASE`, "
            "and if that does not help, put a backup back or add the files to a new casebook"
        ) from error


@cache
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(cast(type[Any], kind))
