"""Keys under which the spellings of one foreign name meet, and the spellings of two names stay apart.

In: a name as an English, French or Turkish writer spells it (Dar‘ā, Deraa, Daraa; As-Suwaydā’, Sweida).
Out: ``plain`` (case, accents and apostrophes gone) and ``name_key`` (one spelling of each sound).  Both are pure
functions; a name without a letter gives an empty string.  Nothing here measures a distance: two names share a key or
they do not.

The folds follow how Arabic names are romanised by ALA-LC, BGN/PCGN, French usage and the press: articles in any
assimilated form, long and short vowels, diphthongs, doubled consonants, hamza and ayn, q/k, the final h of ta marbuta.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

_APOSTROPHES = re.compile(r"['’‘ʼʻʿʾ`´ʽ]")
_OTHER = str.maketrans({"ı": "i", "ə": "a", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
_SPLIT = re.compile(r"[\W_]+")
# An article counts only before a letter it may stand before: "ar Rastan", "ash Shajarah", but not "as Qusayr".
_SUN_ARTICLES = {
    "ash": "sh", "esh": "sh", "ath": "th", "eth": "th", "adh": "dh", "edh": "dh", "as": "s", "es": "s", "ar": "r",
    "er": "r", "ad": "d", "ed": "d", "at": "t", "et": "t", "az": "z", "ez": "z", "an": "n", "en": "n",
}  # fmt: skip
_ARTICLES = frozenset({"al", "el", "ul"})
ARTICLES = _ARTICLES | _SUN_ARTICLES.keys()


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """The name in lower case without accents and apostrophes; runs of other signs become one space."""
    if name.isascii():
        return _SPLIT.sub(" ", name.lower().replace("'", "").replace("`", "")).strip()
    lowered = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    letters = "".join(filterfalse(unicodedata.combining, lowered)).translate(_OTHER)
    return _SPLIT.sub(" ", _APOSTROPHES.sub("", letters)).strip()


def without_articles(words: list[str]) -> list[str]:
    """The words of a plain name without its articles; the last word always stays."""
    if ARTICLES.isdisjoint(words):
        return words
    return [word for word, following in zip(words, [*words[1:], ""], strict=False) if not is_article(word, following)]


def is_article(word: str, following: str) -> bool:
    """Whether a plain word is an Arabic article before the plain word that follows ("" when none does)."""
    return bool(following) and (word in _ARTICLES or following.startswith(_SUN_ARTICLES.get(word, "\0")))


_LETTERS = (
    ("kh", "x"), ("sh", "$"), ("ch", "$"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("dj", "j"),
    ("dzh", "j"), ("ck", "k"), ("q", "k"), ("c", "k"),
)  # fmt: skip
_LONG_I, _LONG_U = re.compile("ee|ii"), re.compile("o[oue]?")
# the glide of Suwayda, Sueida, Sweida, and the diphthong of Zawr, Zaur, Zor
_GLIDE, _DIPHTHONG = re.compile("(?<=[^aeiuy])u(?=w?[aeiy])w?"), re.compile("[ae][wu](?![aeiuy])")
# e, i, y and a are one vowel; a y that begins a word before another vowel opens it
_OPENING, _VOWELS = re.compile("^y(?=[aeiu])"), str.maketrans({"e": "a", "i": "a", "y": "a", "Y": "y"})
_DOUBLED = re.compile(r"(.)\1+")
# the short vowel that speech drops: Qunaytirah and Quneitra, Lataminah and Latamneh
_DROPPED = re.compile("(?<=[au])([^au])a([^au])a$")


@lru_cache(maxsize=65536)
def bare(name: str) -> str:
    """The plain name without articles and without the final h of ta marbuta: "Ash Shajarah" and "al-Shajara"."""
    words = without_articles(plain(name).split())
    return " ".join(word[:-1] if len(word) > 3 and word[-2:] in ("ah", "eh") else word for word in words)


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """The key of one word that ``plain`` gave; a word in another script is its own key."""
    if not word.isascii() or not word.isalpha():
        return word
    if word.startswith("ezz"):
        word = word[2:]
    for letters, sound in _LETTERS:
        word = word.replace(letters, sound)
    word = _LONG_U.sub("u", _LONG_I.sub("i", word))
    if "u" in word or "w" in word:
        word = _DIPHTHONG.sub("u", _GLIDE.sub("w", word)).replace("uw", "u")
    word = _DOUBLED.sub(r"\1", _OPENING.sub("Y", word).translate(_VOWELS))
    if word.endswith(("ah", "uh")):
        word = word[:-1]
    if word.endswith("a") and (shorter := _DROPPED.sub(r"\1\2a", word)) != word:
        word = _DOUBLED.sub(r"\1", shorter)
    return word


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The key of a whole name: the keys of its words, articles dropped, one space between them."""
    return plain_key(plain(name))


def plain_key(form: str) -> str:
    """The key of a plain name."""
    return " ".join([word_key(word) for word in without_articles(form.split())])
