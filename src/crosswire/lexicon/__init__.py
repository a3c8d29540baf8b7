"""What crosswire knows beforehand: actors, outlets, places, loaded terms.  Data, not code; users add their own."""

from crosswire.lexicon.lexicon import (
    Actor,
    Affiliation,
    Alias,
    Lexicon,
    LoadedTerm,
    Outlet,
    Side,
)
from crosswire.lexicon.load import load

__all__ = ["Actor", "Affiliation", "Alias", "Lexicon", "LoadedTerm", "Outlet", "Side", "load"]
