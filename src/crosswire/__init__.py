"""crosswire keeps the record of an armed conflict straight from what rival outlets publish about it.

Everything named in ``__all__`` may be used from Python (`crosswire.api`).  It is imported when it is first asked for,
so ``import crosswire`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from crosswire.api import (
        build,
        claims,
        documents,
        estimates,
        events,
        figures,
        quotes,
        read,
        relations,
        table,
        tables,
    )
    from crosswire.casebook import Casebook
    from crosswire.collect import ReadOptions
    from crosswire.errors import CrosswireError

_HOMES = {"Casebook": "casebook", "ReadOptions": "collect", "CrosswireError": "errors"}

__all__ = [
    "Casebook",
    "CrosswireError",
    "ReadOptions",
    "build",
    "claims",
    "documents",
    "estimates",
    "events",
    "figures",
    "quotes",
    "read",
    "relations",
    "table",
    "tables",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'crosswire' has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(f"crosswire.{_HOMES.get(name, 'api')}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
