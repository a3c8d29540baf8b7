"""Names compared across transliterations.

In: a name as a text writes it.  Out: the set of its word keys, in which spellings of one Arabic or Cyrillic
name fall together (Walid / Waleed, Muhammad / Mohamed, al-Masri / el Masry).  A key keeps the consonants only, so two
keys in common are asked for before two names count as one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GROUP_WORDS = frozenset(
    {
        "army", "armies", "force", "forces", "front", "brigade", "brigades", "division", "battalion", "group",
        "groups", "movement", "party", "state", "council", "militia", "militias", "police", "coalition", "regime",
        "government", "troops", "units", "unit", "fighters", "militants", "rebels", "observatory", "agency", "ministry",
        "center", "centre", "network", "committee", "authority", "command", "service", "services", "corps", "legion",
        "union",
    }
)  # fmt: skip
_ARTICLES = frozenset({"al", "el", "as", "ash", "ad", "ar", "an", "at", "az", "ul", "de", "the"})
_SMALL = _ARTICLES | {"bin", "ibn", "bint", "abu", "umm", "von", "van", "da", "di", "la"}
_PAIRS = (("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("c", "k"))


@lru_cache(maxsize=65536)
def name_keys(name: str) -> frozenset[str]:
    """Consonant keys of the words of a name, articles left out; empty for a name without letters."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    words = re.findall(r"[a-z]+", re.sub(r"['’ʿʾ`\u0300-\u036f]", "", plain))
    return frozenset(key for word in words if word not in _ARTICLES and (key := _key(word)))


def one_name(name: str) -> str:
    """The keys of a name as one word, the name itself where it has none."""
    return "-".join(sorted(name_keys(name))) or name


def _key(word: str) -> str:
    for long, short in _PAIRS:
        word = word.replace(long, short)
    first, rest = word[0], re.sub(r"[aeiouyw]", "", word[1:])
    first = "a" if first in "aeiou" else first
    return re.sub(r"(.)\1+", r"\1", first + rest)


@lru_cache(maxsize=65536)
def is_person(name: str) -> bool:
    """True for a name of two or more capitalised words none of which is a word for a group."""
    words = [word for word in re.split(r"[\s]+", name.strip()) if word]
    capital = [word for word in words if word[:1].isupper()]
    small = [word for word in words if re.split(r"[-’']", word)[0] in _SMALL]
    if len(capital) + len(small) < max(2, len(words)) or not capital:
        return False
    return not any(re.sub(r"\W", "", word).casefold() in _GROUP_WORDS for word in words)


def same_name(a: frozenset[str], b: frozenset[str]) -> bool:
    """True when one name's words are all in the other's and at least two are shared."""
    shared = a & b
    return len(shared) >= 2 and (shared in (a, b))
