"""The words around a number: its modifiers ("at least", "a further"), its range, and the people it stands for.

In: `Tokens` and token indices.  Out: frames and yes or no.  Every look to the side is bounded; nothing fails.
"""

from __future__ import annotations

from typing import NamedTuple

from crosswire.extract.grammar_tokens import Tokens
from crosswire.extract.numbers.values import Value, read_value
from crosswire.extract.numbers.words import (
    ADDITIONAL,
    CASUALTY_VERBS,
    CASUALTY_WORDS,
    FUNCTION_WORDS,
    INTENSIFIERS,
    LONGEST_MODIFIER,
    MODIFIERS,
    NO_CASUALTIES,
    PARTICIPLES_BEFORE_NOUNS,
    PARTICLE_VERBS,
    PERSON,
    PERSONS,
    RISE_VERBS,
    SCALES,
)  # fmt: skip
from crosswire.model import Bound

_QUOTES = frozenset("\"'“”‘’«»")
_DEMONYMS = ("ian", "ean", "ese", "ican", "istani", "aeli", "aqi", "briton", "kurd", "turk", "saudi", "yemeni")
_HYPHENS = frozenset("-‐‑–—")
_RISE_BACK = 12  # tokens: "revised the death toll of the attack in Karsten from 29 to 31"
_AFTER: dict[tuple[str, ...], Bound] = {
    ("or", "more"): "at_least",
    ("or", "so"): "about",
    ("or", "fewer"): "up_to",
    ("or", "less"): "up_to",
    ("plus",): "more_than",
    ("-", "plus"): "more_than",
    ("+",): "more_than",
    ("-", "odd"): "about",
    ("at", "least"): "at_least",
    ("at", "most"): "up_to",
}
_BEFORE_HARM = frozenset({"else", "was", "were", "is", "has", "have", "had", "been", "being", "reported", "seriously"})
_PLACING = frozenset({"in", "near", "at", "from", "outside"})
_CLOSING = frozenset([",", ".", ";", ")", "", "and", "were", "have", "killed", "dead", "wounded", "injured"])


class Frame(NamedTuple):
    """The tokens ``[start, end)`` of a number with its modifiers, and what they say (``bound`` None: nothing)."""

    start: int
    end: int
    bound: Bound | None
    additional: bool


def frame(tokens: Tokens, start: int, end: int, floor: int) -> Frame:
    """The modifiers around the number ``[start, end)``; those before it begin at the token ``floor`` or later."""
    bound, additional = None, False
    while True:
        reach, said = _modifier(tokens, start, floor)
        if reach == start:
            break
        start = reach
        additional = additional or said is None
        if said is not None and bound in {None, "about"}:
            bound = said
    trailing = _trailing(tokens, end)
    if bound is None and trailing is not None:
        bound = trailing
    for words, said in _AFTER.items():
        if tokens.lows(end, end + len(words)) == words and _closes(tokens, words, end):
            end += len(words)
            bound = said if bound is None else bound
            break
    if tokens.low(end) in {"more", "additional", "further"} and tokens.low(end + 1) != "than":
        additional, end = True, end + 1
    return Frame(start, end, bound, additional)


def _trailing(tokens: Tokens, end: int) -> Bound | None:
    """The bound said after what is counted: "20 civilians at least and ...", "20 soldiers or more"."""
    for step in range(end, end + 3):
        if tokens[step].kind != "word":
            return None
        said = _AFTER.get(tokens.lows(step + 1, step + 3))
        if said is not None and said != "about" and _closes(tokens, tokens.lows(step + 1, step + 3), step + 1):
            return said
        if tokens.low(step) in FUNCTION_WORDS:
            return None
    return None


def _closes(tokens: Tokens, words: tuple[str, ...], end: int) -> bool:
    """ "20 at least" needs an end after it ("20 at least 5 of them"), a plus or a hyphen must touch the number."""
    if words[0] in {"+", "-"}:
        return tokens.touch(end - 1)
    return words[0] != "at" or tokens.low(end + 2) in _CLOSING


def _modifier(tokens: Tokens, start: int, floor: int) -> tuple[int, Bound | None]:
    """The start of the modifier that ends at ``start`` and its bound; None as bound means "additional"."""
    for length in range(min(LONGEST_MODIFIER, start - floor), 0, -1):
        words = tokens.lows(start - length, start)
        bound = MODIFIERS.get(words)
        if bound is None or (words == ("over",) and tokens.low(start - 2) in PARTICLE_VERBS):
            continue
        reach = start - length
        if tokens.low(reach - 1) in INTENSIFIERS and reach > floor:
            reach -= 1
        return reach, bound
    if start > floor and tokens.low(start - 1) in ADDITIONAL:
        reach = start - 1
        return reach - (reach > floor and tokens.low(reach - 1) in {"a", "an"}), None
    return start, None


def read_range(tokens: Tokens, first: Value) -> Value | None:
    """The second number of a range that begins with ``first``: "30 to 40", "30-40", "two or three"."""
    if first.value is None:
        return None
    at, word = first.end, tokens.low(first.end)
    before = tokens.low(first.start - 1)
    if word in _HYPHENS:
        if tokens.touch(first.end - 1) != tokens.touch(first.end):
            return None
    elif word == "to":
        ahead = tokens.lows(first.start - _RISE_BACK, first.start - 1)
        if before == "from" and any(low in RISE_VERBS for low in ahead):
            return None
    elif not (word == "or" or (word == "and" and before == "between")):
        return None
    second = read_value(tokens, at + 1)
    if second is None or second.value is None:
        return None
    return second if scaled(tokens, first, second) < second.value else None


def scaled(tokens: Tokens, first: Value, second: Value) -> int:
    """The first figure of a range, read with the scale word of the second: "10 to 15 million" begins at 10,000,000."""
    low = first.value or 0
    scale = SCALES.get(tokens.low(second.end - 1), 1)
    own = tokens.low(first.end - 1) in SCALES
    return low * scale if not own and low < 1000 and low * scale < (second.value or 0) else low


def one_counts(tokens: Tokens, start: int) -> bool:
    """Whether the word "one" at ``start`` counts a person: "one civilian", "one of the hostages", "killing one"."""
    if person_phrase(tokens, start + 1):
        return True
    after, before = tokens.low(start + 1), tokens.low(start - 1)
    if after == "of":
        return tokens.low(start + 2) in {"them", "whom", "those"} or any(
            low in PERSONS or low in PERSON for low in tokens.lows(start + 3, start + 6)
        )
    if tokens.lows(start - 2, start) == ("at", "least") or before == "another":
        return True
    if before in {"and", ",", ";", ":"} and after in _PLACING and tokens.capital(start + 2):
        return True  # "three in Velmora and one in Dolna"
    if (
        after in CASUALTY_WORDS
        or after in {"under", "aged"}
        or (after == "other" and tokens.low(start + 2) in CASUALTY_WORDS)
    ):
        return True
    return (before in CASUALTY_VERBS or before == "including") and (
        tokens[start + 1].kind != "word" or after in FUNCTION_WORDS
    )


def person_phrase(tokens: Tokens, at: int) -> bool:
    """Whether the noun phrase that begins at ``at`` (after its article) has one person as its head.

    The head is the last noun before a word that ends the phrase: "senior army officer" has one, "police station"
    has not, nor has "rebel-held town".  A title may be followed by a name.
    """
    if _demonym(tokens, at):
        return True
    last = at - 1
    for step in range(at, at + 8):
        token = tokens[step]
        if token.text in _QUOTES and token.text:
            if last == step - 1:
                last = step
            continue
        if token.kind == "mark" and not (token.text in _HYPHENS and tokens.touch(step)):
            break
        if token.kind == "edge" or _ends_phrase(tokens, step):
            break
        if last == step - 1 >= at:
            if token.text[:1].isupper() and tokens[last].text.islower():
                break
            if token.lower.endswith(("ed", "ing", "ly")) and token.lower not in PARTICIPLES_BEFORE_NOUNS:
                break
        if token.lower in PERSON or (token.lower == "old" and "year" in tokens.lows(step - 2, step)):
            last = step
    else:
        return False
    return last >= at and last == step - 1


def _demonym(tokens: Tokens, at: int) -> bool:
    """Whether the phrase is one word for a person of a country: "an American was ...", "a Pakistani"."""
    token = tokens[at]
    if not token.text[:1].isupper() or token.text.isupper() or not token.lower.endswith(_DEMONYMS):
        return False
    after = tokens[at + 1]
    return after.kind == "edge" or after.text in {",", ".", '"', "”"} or _ends_phrase(tokens, at + 1)


def _ends_phrase(tokens: Tokens, at: int) -> bool:
    """Whether a function word stands at ``at``; "US" and "IS" in capitals are names."""
    token = tokens[at]
    name = len(token.text) > 1 and token.text.isupper() and not tokens.shouts
    return token.lower in FUNCTION_WORDS and not name


def zero(tokens: Tokens, start: int) -> bool:
    """Whether "no" at ``start`` denies casualties: "no casualties", "no civilian deaths"."""
    for step in range(start + 1, start + 4):
        if tokens.low(step) in NO_CASUALTIES:
            return True
        if tokens[step].kind != "word" or tokens.low(step) in FUNCTION_WORDS:
            return False
    return False


def nobody(tokens: Tokens, start: int) -> int:
    """The end of "nobody" or "no one" at ``start`` before a word of harm ("no one was hurt"); else ``start``."""
    word = tokens.low(start)
    end = start + 1
    if word == "no":
        end += tokens.low(end) in _HYPHENS
        if tokens.low(end) != "one":
            return start
        end += 1
    elif word != "nobody":
        return start
    for step in range(end, end + 5):
        if tokens.low(step) in CASUALTY_WORDS:
            return end
        if tokens.low(step) not in _BEFORE_HARM:
            break
    return start


def another_alone(tokens: Tokens, start: int) -> bool:
    """Whether "another" at ``start`` stands for a person: "and another was injured", "wounding another"."""
    after = tokens.low(start + 1)
    if after in CASUALTY_WORDS or (after in _BEFORE_HARM and after not in {"else", "reported"}):
        return True
    ends = after in {",", ".", "", "and"} or after in FUNCTION_WORDS - {"one"}
    return tokens.low(start - 1) in CASUALTY_VERBS and ends


def some_of_plural(tokens: Tokens, start: int) -> bool:
    """Whether "some" at ``start`` stands for or before a plural: "some villagers", "some of them", "some were hurt"."""
    if read_value(tokens, start + 1) is not None:
        return False
    at = start + 1
    if tokens.low(at) in {"were", "are", "died"} and tokens.low(start - 1) in {"", "and", ".", ",", "but"}:
        return True
    if tokens.low(at) == "of":
        if tokens.low(at + 1) in {"them", "whom", "those"}:
            return True
        at += 1 + (tokens.low(at + 1) in {"the", "its", "their", "his", "these", "those"})
    for step in range(at, at + 3):
        word = tokens.low(step)
        if word in PERSONS:
            return True
        if tokens[step].kind != "word" or word in FUNCTION_WORDS:
            return False
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return True
    return False


def others_alone(tokens: Tokens, start: int) -> bool:
    """Whether "others" at ``start`` is a count of its own: "wounding others", "others were injured"."""
    if tokens.low(start - 1) in CASUALTY_VERBS:
        return True
    free = tokens.low(start - 1) in {"and", "while", "but", ",", ""}
    return free and tokens.low(start + 1) in {"were", "are"} and tokens.low(start + 2) in CASUALTY_WORDS
