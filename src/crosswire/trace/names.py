"""Ids of those who speak and publish: the lexicon's where it knows them, else made from the name.

In: a document or a name as the page writes it, and the lexicon.  Out: an id of the one namespace that actors, agencies
and outlets share, with the name.  Never fails.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from crosswire.model import Document

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon


@lru_cache(maxsize=20_000)
def name_id(name: str) -> str:
    """``name:<slug>``: lower case, no accents, words joined with hyphens, no leading article.

    Letters of other scripts stay, so that two names in Arabic keep two ids.
    """
    unfolded = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in unfolded if not unicodedata.combining(char)).replace("’", "'").replace("'", "")
    slug = re.sub(r"[\W_]+", "-", plain).strip("-")
    return "name:" + (re.sub(r"^the-(?=.)", "", slug) or "unnamed")


def organisation(name: str, lexicon: Lexicon) -> tuple[str, str]:
    """(id, name) of an outlet or agency as the page names it."""
    outlet = lexicon.outlet_named(name)
    if outlet is None:
        return name_id(name), name
    return voice_id(outlet.id, lexicon), outlet.name


def voice_id(organisation_id: str, lexicon: Lexicon) -> str:
    """The voice of an organisation or person of the lexicon: a director speaks with the organisation's voice."""
    return lexicon.voice_of(organisation_id) if organisation_id in lexicon.actors else organisation_id


def agency_of(document: Document, lexicon: Lexicon) -> tuple[str, str] | None:
    """(id, name) of the agency a whole document is credited to, or of its outlet where that is an agency itself."""
    if document.agency is not None:
        return organisation(document.agency, lexicon)
    outlet = lexicon.outlet_named(document.outlet) if document.outlet is not None else None
    if outlet is not None and outlet.kind == "agency":
        return organisation(outlet.name, lexicon)
    return None
