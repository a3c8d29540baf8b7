"""Ids are hashes of what was given, never of what we read into it."""

from __future__ import annotations

import hashlib


def content_id(prefix: str, *parts: str | int) -> str:
    """An id such as ``doc-3f9a…``: the prefix and 16 hex digits of SHA-256 over the parts, in order.

    Parts are joined with a unit separator, so ``("ab", "c")`` and ``("a", "bc")`` differ.
    """
    given = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(given.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
