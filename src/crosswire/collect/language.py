"""Which language a text is in.

In: the text. Out: an ISO 639-1 code, or None when it is too short to tell. Never fails. py3langid's byte n-gram
model (Lui and Baldwin 2012, "langid.py: An Off-the-shelf Language Identification Tool") on the first 5,000
characters; under forty letters or where the model is unsure, common English words decide.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from crosswire.collect.words import words

_ENGLISH = words(
    "the of and to in a is was were are that for on as with by at from has have had said killed people after an it its "
    "be been who their his her in near over least more than not but attack"
)
_WORD = re.compile(r"[^\W\d_]+")
_SURE = 0.9


@lru_cache(maxsize=1)
def _identifier() -> Any:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(text: str) -> str | None:
    """The language of ``text``; None when neither the model nor common words can tell."""
    words = _WORD.findall(text[:5000])
    if not words:
        return None
    common = sum(map(_ENGLISH.__contains__, map(str.lower, words))) / len(words)
    if common >= 0.25:
        return "en"
    code, probability = _identifier().classify(" ".join(words))
    latin = sum("a" <= char.lower() <= "z" for word in words for char in word) / sum(map(len, words))
    if latin < 0.5:
        return str(code) if code != "en" else None
    if code == "en" or (common >= 0.12 and probability < 0.999):
        return "en"
    if len(words) < 8 or probability < _SURE:
        return "en" if common > 0 else None
    return str(code)
