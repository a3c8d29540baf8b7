"""Texts in capitals, as old wire services sent them, in the case a reader expects.

In: a text that is all capitals, and the lexicon.  Out: the same text, letter for letter and offset for offset, in
sentence case: capitals stay at the head of a sentence, in months and weekdays, in the names of actors (in the case of
their alias), places and peoples, in abbreviations (a bracketed word that is no English word, letters with points) and
in the name such a bracket shortens (wherever it stands), in a word the dictionary of the tagger does not know (a name,
most often), in a noun beside one that may be a name itself, and in a title before one.  Everything else becomes lower
case.  A one-word place whose name is an English word stays lower case unless it is a country, a governorate or a city
and the dictionary has it as a noun alone.  Never fails.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from spacy.lookups import Lookups

from crosswire.extract.syntax import parser
from crosswire.lexicon import Lexicon
from crosswire.lexicon.phrases import plural
from crosswire.lexicon.transliteration import plain

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE = re.compile(r"(?:\A|[.?!][\"')\]]*\s+|\n\s*\n|--|:\s*\")[\s\"'(\[]*(?=[^\W\d_])")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|GEN|COL|MAJ|CAPT|LT|SGT|DR|MR|MRS|MS|NO|ST)\.$")
_DATED = re.compile(r"(?:\d|\b(?:IN|SINCE|UNTIL|EARLY|LATE|MID|LAST|NEXT|THIS))[\s-]+$|^[\s,]+\d")
_BRACKETED = re.compile(r"[\[(]([A-Z]{2,8})[\])]")
_LONG_IN_BRACKET = re.compile(r"\b([A-Z]{2,8}) [\[(]([A-Z][^\])\n]{3,80})[\])]")
_SMALL = frozenset({"of", "the", "and", "for", "de", "la", "del", "el", "los", "las", "in", "to"})
_POINTS = re.compile(r"\b(?:[A-Z]\.){2,}")
_CALENDAR = frozenset(
    {
        "january", "february", "april", "june", "july", "august", "september", "october", "november", "december",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "i",
    }
)  # fmt: skip
_TITLES = frozenset(
    {
        "president", "general", "colonel", "major", "captain", "lieutenant", "sergeant", "minister", "mr", "mrs", "ms",
        "dr", "father", "monsignor", "archbishop", "bishop", "senator", "deputy", "mayor", "judge", "ambassador",
        "commander", "justice", "governor", "sister", "msgr", "gen", "col", "maj", "capt", "lt", "sgt",
    }
)  # fmt: skip
_COMMON = re.compile(
    r"(?:ship|ment|ness|[st]ion|ism|ity|hood|ance|ence|age|fire|quarters|staff|ware|work|[a-z]{2}m[ae]n|ists?|ing)$"
)
_LONGEST_NAME = 8
_LARGE = 50_000
_SUFFIXES = ("'s", "’s")


def true_case(text: str, lexicon: Lexicon) -> str:
    """The text in sentence case; the length never changes."""
    words = [(match.start(), match.end(), match.group().lower()) for match in _WORD.finditer(text)]
    shown = [word for _, _, word in words]
    names = _names(lexicon)
    acronyms = {match[1].lower() for match in _BRACKETED.finditer(text) if not known(match[1].lower())}
    acronyms |= {alias for alias, written in names.items() if " " not in alias and written.isupper()}
    heads = {match.end() for match in _SENTENCE.finditer(text) if not _ABBREVIATED.search(text, 0, match.start() + 1)}
    capital = [word in _CALENDAR or _foreign(word) for word in shown]
    for at, (start, end, word) in enumerate(words):
        if word in ("may", "march") and (_DATED.search(text[:start][-12:]) or _DATED.search(text[end : end + 4])):
            capital[at] = True
    _spread(words, text, capital, acronyms)
    for at, word in enumerate(shown):
        if word in _TITLES and at + 1 < len(shown) and capital[at + 1]:
            capital[at] = True
    long_forms = {_long_form(match[1].lower(), match.start(), words) for match in _BRACKETED.finditer(text)}
    for match in _LONG_IN_BRACKET.finditer(text):
        long_forms.add(long := _long_form(match[1].lower(), match.end(2), words))
        acronyms |= {match[1].lower()} if long else set()
    for long in long_forms - {()}:
        for at in range(len(shown) - len(long) + 1):
            if tuple(shown[at : at + len(long)]) == long:
                for inner in range(at, at + len(long)):
                    capital[inner] = capital[inner] or shown[inner] not in _SMALL
    letters = list(_lower(text))
    for at, (start, _, word) in enumerate(words):
        if capital[at] or start in heads or _bare(word) in _peoples(lexicon):
            letters[start] = _upper(text[start])
    for at in range(len(words)):
        _restore(at, words, text, letters, names, lexicon)
    for start, _, word in words:
        bare = _bare(word)
        if bare in acronyms:
            letters[start : start + len(bare)] = _upper(text[start : start + len(bare)])
    for match in _POINTS.finditer(text):
        letters[match.start() : match.end()] = match.group()
    return "".join(letters)


def _spread(words: list[tuple[int, int, str]], text: str, capital: list[bool], acronyms: set[str]) -> None:
    """Gives a capital to what may be a name beside one that is, or behind a title ("Luis Carlos", "Judge Diaz")."""
    shown = [_bare(word) for _, _, word in words]
    named = [_foreign(word) and word not in acronyms for word in shown]
    for step, order in ((1, range(1, len(words))), (-1, range(len(words) - 2, -1, -1))):
        for at in order:
            beside = at - step
            between = text[words[min(at, beside)][1] : words[max(at, beside)][0]]
            anchored = named[beside] or (step > 0 and shown[beside] in _TITLES)
            if anchored and not named[at] and between.isspace() and "\n\n" not in between:
                after = at + step
                enclosed = step > 0 and after < len(words) and _foreign(shown[after]) and shown[after] not in acronyms
                named[at] = _maybe_name(shown[at], enclosed=enclosed)
                capital[at] = capital[at] or named[at]


@lru_cache(maxsize=65536)
def _maybe_name(word: str, *, enclosed: bool) -> bool:
    """Whether the dictionary, which lists well-known people among its nouns, may have a word for the sake of a name: a
    noun alone (between two names a verb too: "Hector"), with no ending of a common one, whose plural the tagger has
    never met."""
    index = _lookups().get_table("lemma_index")
    others = ("adj", "adv") if enclosed else ("verb", "adj", "adv")
    if word not in index.get("noun", ()) or any(word in index.get(part, ()) for part in others):
        return False
    if word in parser().language.Defaults.stop_words or _COMMON.search(word):
        return False
    counted = word.endswith("s") and word[:-1] in index.get("noun", ())
    return not counted and plural(word) not in parser().vocab.strings


def _restore(
    at: int,
    words: list[tuple[int, int, str]],
    text: str,
    letters: list[str],
    names: dict[str, str],
    lexicon: Lexicon,
) -> None:
    """Writes the longest name that begins at a word as the lexicon does."""
    start = words[at][0]
    for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
        part = words[at : at + length]
        bare = [word for _, _, word in part[:-1]] + [_bare(part[-1][2])]
        end = part[-1][0] + len(bare[-1])
        if length > 1 and _apart(text[start:end]):
            continue
        written = names.get(" ".join(bare))
        if written is not None:
            spelled = [word.group() for word in _WORD.finditer(written)]
            for (begin, _, _), word in zip(part, spelled, strict=False):
                letters[begin : begin + len(word)] = word
            return
        if length <= 4 and _is_place(bare, lexicon):
            for begin, _, word in part:
                if len(part) == 1 or word not in _SMALL:
                    letters[begin] = _upper(letters[begin])
            letters[start] = _upper(letters[start])
            return


def _long_form(short: str, until: int, words: list[tuple[int, int, str]]) -> tuple[str, ...]:
    """The last words up to ``until`` whose initials are the letters of an abbreviation, in any order, for a language
    may turn them; empty where they are not."""
    before = [word for _, end, word in words if end <= until][-2 * len(short) :]
    for length in range(len(short), len(before) + 1):
        part = before[-length:]
        if part[0] not in _SMALL and sorted(word[0] for word in part if word not in _SMALL) == sorted(short):
            return tuple(part)
    return ()


def _apart(text: str) -> bool:
    """Whether a mark or a paragraph stands between the words, so that they are no one name."""
    return re.search(r"[.,;:()\[\]\"]|\n\s*\n", text) is not None


def _is_place(words: list[str], lexicon: Lexicon) -> bool:
    name = " ".join(words)
    found = lexicon.gazetteer.lookup(name)
    if not found or not lexicon.gazetteer.spelled(found[0], name):
        return False
    if len(words) > 1:
        return not all(known(word) and not _only_noun(word) for word in words)
    if not known(name):
        return True
    own = [entry for entry in found if plain(entry.name) == name]
    return _only_noun(name) and any(e.kind in ("country", "governorate") or e.population >= _LARGE for e in own)


def _only_noun(word: str) -> bool:
    """Whether the dictionary has a word as a noun alone and not as the plural of one: it lists cities among nouns."""
    index = _lookups().get_table("lemma_index")
    return word in index.get("noun", ()) and not any(word in index.get(part, ()) for part in ("verb", "adj", "adv"))


def _lower(text: str) -> str:
    return "".join(lower if len(lower := letter.lower()) == 1 else letter for letter in text)


def _upper(letters: str) -> str:
    """The capitals, letter by letter; one whose capital is longer ("ß") stays, so that offsets hold."""
    return "".join(upper if len(upper := letter.upper()) == 1 else letter for letter in letters)


def _bare(word: str) -> str:
    return next((word.removesuffix(suffix) for suffix in _SUFFIXES if word.endswith(suffix)), word)


def _foreign(word: str) -> bool:
    bare = _bare(word)
    return len(bare) > 2 and not known(bare)


@lru_cache(maxsize=4)
def _names(lexicon: Lexicon) -> dict[str, str]:
    """The aliases with a capital, by their words in lower case."""
    return {
        " ".join(word.lower() for word in found): alias.text
        for alias in lexicon.aliases
        if any(letter.isupper() for letter in alias.text)
        and (found := _WORD.findall(alias.text))
        and not (len(found) == 1 and len(found[0]) > 1 and known(found[0].lower()) and alias.text != alias.text.upper())
        and not (len(found) == 1 and known(found[0].lower()) and len(found[0]) <= 4)
    }


@lru_cache(maxsize=4)
def _peoples(lexicon: Lexicon) -> frozenset[str]:
    """The demonyms of the gazetteer and their plurals, in lower case."""
    words = {word.lower() for word in lexicon.gazetteer.demonyms}
    return frozenset(words | {f"{word}s" for word in words})


@lru_cache(maxsize=1)
def _lookups() -> Lookups:
    return cast(Lookups, parser().language.get_pipe("lemmatizer").lookups)  # type: ignore[attr-defined]


@lru_cache(maxsize=65536)
def known(word: str) -> bool:
    """Whether a word in lower case is English: the tagger's dictionary has it or the word it is a form of."""
    tables = _lookups()
    index, rules, exceptions = (tables.get_table(name) for name in ("lemma_index", "lemma_rules", "lemma_exc"))
    if word in parser().language.Defaults.stop_words:
        return True
    for part in ("noun", "verb", "adj", "adv"):
        if word in exceptions.get(part, {}) or word in index.get(part, ()):
            return True
        for old, new in rules.get(part, ()):
            if word.endswith(old) and word[: len(word) - len(old)] + new in index.get(part, ()):
                return True
    return word.endswith("ly") and word[:-2] in index.get("adj", ())
