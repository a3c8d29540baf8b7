"""The grammar around a possible actor name: capitals, compounds, articles, a country as actor or as place.

In: a passage and a span in it.  Out: yes or no, or offsets.  Closed classes of English words only; no parse, so that
names are found before any sentence is worth parsing.  Never fails.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from crosswire.extract.numbers.words import BELOW_HUNDRED
from crosswire.lexicon.lexicon import Adjective, Alias, Anaphor, Description
from crosswire.lexicon.transliteration import plain, word_key

FOLLOWS = re.compile(r"(?:['’`]s?)?\s+")
OWNS = re.compile(r"(?:['’]s?|s)(?= )")
ITS_BEFORE = re.compile(r"\b(?:its|their)(?: own)? $", re.IGNORECASE)
# People of a force, named right behind it: "ISIS members" is one mention.
_PEOPLE_AFTER = re.compile(
    r"\s+(?:suicide\s+)?(?:fighters|members|elements|gunmen|combatants|forces|troops|soldiers|militiamen|bombers|snipers"
    r"|personnel|units|operatives)\b"
)
_BETWEEN_COORDINATED = re.compile(r"(?:[\s,;]|\band\b|\bor\b|\bthe\b|\bas well as\b|\([^)]{1,12}\))*")
# "by Velmoran or Ostravian jets", "by the army or its ally Velmora", "by the army or by the militia"
_EITHER = re.compile(
    r",?\s+or\s+(?:(?:by|of|from)\s+)?(?:(?:the|its|their)\s+)?(?:(?:ally|allies|allied)\s+(?:the\s+)?)?", re.IGNORECASE
)
# What may stand between a nation and its force: "Israeli reconnaissance aircraft", "Russian Su-24 jets".
_MODIFIER = re.compile(
    r" (?:reconnaissance|military|special|combat|elite|surveillance|armed|regular|allied|air|aerial|heavy|intense"
    r"|intensive|massive|fresh|recent|daily|overnight|deadly|suspected|naval|artillery|new|renewed|continued|targeted|multiple"
    r"|several|ground|attack|retaliatory|coalition|punitive|sustained|precision|repeated|ongoing|fighter|joint|latest"
    r"|first|major|federal|national|security|border|government|paramilitary"
    r"|(?:Su|MiG|Mig|Mi|F|Sukhoi|Tu)(?: Su)?[- ]?\d+\w*|Sukhoi|Tomahawk|Kalibr) "
)
_WORD = re.compile(r"[^\W_]+")
# Particles inside names, written large or small as the house style goes.
_PARTICLES = frozenset(
    re.findall(
        r"\w+",
        "al el ul an as ash at ad ar az ud ibn bin bint ben abu abd abdul abdel the of and for in to de la von van",
    )
)
# Abbreviations that are words when a whole line is in capitals.
_WORDS_WHEN_SHOUTED = frozenset({"is", "us", "who", "it", "am", "as", "an"})
_PRONOUN_AFTER = re.compile(r"\s+(?:it|this|that|there|he|she|they|not|a|an|the)\b")
_PRONOUN_BEFORE = re.compile(r"\b(?:it|he|she|there)\s+$", re.IGNORECASE)
_COMPOUND_AFTER = re.compile(r"['’`]?[-‐‑–][^\W\d_]")
_COMPOUND_BEFORE = re.compile(r"([^\W_]+)[-‐‑–]$")
_TITLES = frozenset(
    re.findall(
        r"\w+",
        "president mr mrs ms dr general gen colonel col minister leader ruler sheikh prince king the but and if as",
    )
)
_WORDS_BEFORE = re.compile(r"(?:[^\W\d_][\w'’-]*\s+){1,5}$")
_ENDS_A_PHRASE = frozenset(
    re.findall(
        r"\w+", "of in on by for from to with and or a an as at said says say is was were are has had told while"
    )
)
_OF_AFTER = re.compile(r"\s+of\b")
_OF_NAME_AFTER = re.compile(r"\s+of\s+(?:the\s+)?[A-Z]")
_WORD_BEFORE = re.compile(r"([^\W\d_]+) $")
_COUNT = r"(?:\d[\d,.]*|(?:" + "|".join(BELOW_HUNDRED) + r")(?:-\w+)?)"
_OTHER_BEFORE = re.compile(
    r"\b(?:an?|another|other|any|some|rival|various|different|foreign|no|every|each|all|many)\s+"
    rf"(?:(?!{_COUNT}\s)[a-z][a-z-]*\s+){{0,2}}$",
    re.IGNORECASE,
)
# "A coalition raid": the article is the raid's.
_DOES = re.compile(
    r" (?:air )?(?:raids?|strikes?|airstrikes?|attacks?|bombardments?|bombings?|shelling|offensive|assault)\b"
)
_A_COUNT = re.compile(_COUNT, re.IGNORECASE)
_CAPITAL_BEFORE = re.compile(r"([^\W_]+)[\s-]+$")

_PLACE_BEFORE = re.compile(
    r"\b(?:in|into|inside|from|to|near|across|throughout|within|outside|around|over|leave|left|leaving|enter|entered|entering|reach"
    r"|reached|at|of|for|on|via|through|visit|visiting|visited|north|south|east|west|northern|southern|eastern"
    r"|western|central|north-?east(?:ern)?|north-?west(?:ern)?|south-?east(?:ern)?|south-?west(?:ern)?|neighbou?ring"
    r"|war-?torn|rest|all)\s+(?:the\s+|and\s+)?$",
    re.IGNORECASE,
)
_AGENT_BEFORE = re.compile(
    r"\b(?:by|against|accus\w+|blam\w+|urg\w+|ally|allies|backer|between|told)\s+(?:the\s+)?$", re.IGNORECASE
)
_BEFORE_VERB = (
    r"(?:\s*\([^)]{1,12}\))?,?\s+(?:also\s+|has\s+|have\s+|had\s+|now\s+|later\s+|already\s+|on\s+\w+day\s+"
    r"|and\s+(?:[A-Z][\w.]*|its\s+(?:\w+\s+)?allies)\s+)*"
)
_VERB_AFTER = re.compile(
    _BEFORE_VERB
    + r"(?:(?:has|had|have|will|would|could|may|might|must|can|cannot|did|does|do|says?|said|told|began|begun|held|sent"
    r"|led|fought|shot|struck|hit|took|made|gave|kept|sought|left|brought|put|set|met|withdrew|broke|chose|spoke|saw|wants?"
    r"|backs?|supports?|denies|accuses|insists|calls|urges|claims|believes|considers|warns|[a-z]{2,}ed)\b"
    r"|(?:is|was|are|were)\s+(?:not\s+|also\s+|still\s+)?\w+ing\b"
    r"|[a-z]{3,}s\s+(?:to|for|that|the|an?|its|on|in|it|by|against|with|\d)\b)"
)
_SPEECH_AFTER = re.compile(
    _BEFORE_VERB
    + r"(?:says?|said|told|claim(?:ed|s)|den(?:ied|ies)|accus(?:ed|es)|insist(?:ed|s)|declar(?:ed|es)|announc(?:ed|es)"
    r"|agree[ds]|reject(?:ed|s)|warn(?:ed|s)|urg(?:ed|es)|call(?:ed|s)\s+(?:for|on)|blam(?:ed|es)|argu(?:ed|es)"
    r"|back(?:ed|s)\s|support(?:ed|s)|want(?:ed|s)|sought|deploy(?:ed|s)|dispatch(?:ed|es)|launch(?:ed|es)|consider(?:ed|s)|pledg(?:ed|es)"
    r"|vow(?:ed|s)|threaten(?:ed|s)|condemn(?:ed|s)|regard(?:ed|s)|view(?:ed|s)|refus(?:ed|es)|respond(?:ed|s)"
    r"|confirm(?:ed|s))\b"
)
_SHARED = re.compile(
    r"\s*(?:,|\band\b|\bor\b|/)\s*(?:the\s+|its\s+)?(?:[A-Z][\w.'’-]*|regime|government|army)"
    r"(?:\s+(?:regime|government|army|allied|joint|military))*\s+"
)
_SURNAME_PARTICLES = re.compile(
    r"(?:[Aa]bdel|[Aa]bdul|[Aa]bd|[Aa]bu|[Ii]bn|[Bb]in|[Bb]en|al|el|Al|El|[Dd]e|[Vv]an|[Vv]on|[Ll]e)$"
)


def all_capitals(text: str) -> bool:
    """Whether a passage is set in capitals, so that capitals say nothing about names."""
    if sum(map(text.count, "aeinorst")) >= 0.2 * len(text):
        return False  # so many small letters leave less than four capitals in five
    if sum(map(str.isupper, text)) <= 0.8 * sum(map(str.isalpha, text)):
        return False
    return sum(map(str.isalpha, _WORD.findall(text))) > 3


def capitals_fit(
    text: str, start: int, end: int, meaning: Alias | Adjective | Description | Anaphor, shouting: bool
) -> bool:
    """Whether the capitals of an exact name stand where the text has it."""
    case = meaning.case if isinstance(meaning, Alias | Adjective) else "fold"
    if case == "fold":
        return True
    name = meaning.text
    if shouting:
        return not (name.isupper() and name.casefold() in _WORDS_WHEN_SHOUTED)
    written = _WORD.findall(text[start:end])
    for have, want in zip(written, _WORD.findall(name), strict=False):
        if want.casefold() in _PARTICLES and not (name.isupper() and len(name) < 4):
            continue
        if any(w.isupper() and not h.isupper() for h, w in zip(have, want, strict=False)):
            return False
        # An abbreviation is not the word that begins a sentence ("Care", "Who").
    if name.isupper() and name.casefold() in _WORDS_WHEN_SHOUTED:
        return not (_PRONOUN_AFTER.match(text, end) or _PRONOUN_BEFORE.search(text, 0, start))
    return True


def only_qualifies(text: str, start: int, end: int) -> bool:
    """Whether the words are the first or last part of a compound that says something of another word."""
    if _COMPOUND_AFTER.match(text, end):
        return True
    before = _COMPOUND_BEFORE.search(text, max(0, start - 20), start)
    return before is not None and before.group(1).casefold() not in _PARTICLES


def word_before(text: str, start: int) -> str:
    """The word right before an offset, with one blank between; "" where none stands there."""
    found = _WORD_BEFORE.search(text, max(0, start - 30), start)
    return "" if found is None else found.group(1)


def qualified_from_before(text: str, start: int) -> bool:
    """Whether a hyphen ties the word to the one before it ("anti-regime", "Syrian-Russian")."""
    before = _COMPOUND_BEFORE.search(text, max(0, start - 20), start)
    return before is not None and before.group(1).casefold() in ("anti", "ex", "non", "former")


def is_definite(text: str, start: int, end: int) -> bool:
    """Whether "the", "this" or "that" stands before, with nothing but describing words between."""
    before = _WORDS_BEFORE.search(text, max(0, start - 60), start)
    if before is None or _OF_AFTER.match(text, end):
        return False
    for word in reversed(before.group().casefold().split()):
        if word in ("the", "this", "that") or word in _ENDS_A_PHRASE:
            return word not in _ENDS_A_PHRASE
    return False


def means_another(text: str, start: int, end: int) -> bool:
    """Whether the words before or behind say that somebody not yet named is meant ("another group", "a group of …"; but
    "another 30 fighters" and "some thirty fighters" are more, or about as many, of those who were named)."""
    if _DOES.match(text, end):
        return False
    return bool(_OTHER_BEFORE.search(text, max(0, start - 40), start) or _OF_AFTER.match(text, end))


def somebody_elses(text: str, start: int, end: int) -> bool:
    """Whether a last name stands behind a name that is not its own ("Karl Brod", "Lake Brod") in running text."""
    words = [word for word in _WORD.findall(text) if word.isalpha()]
    if " " in text[start:end] or 2 * sum(word[0].isupper() for word in words) > len(words):
        return False
    before = re.search(r"([^\W\d_]+) (?:[ae]l[- ])?$", text[:start], re.IGNORECASE)
    return before is not None and before.group(1)[0].isupper() and before.group(1).casefold() not in _TITLES


def plural(text: str, start: int, end: int) -> bool:
    """Whether an ``s`` behind a common noun makes it many ("governments"), not a possessive that lost its apostrophe
    ("the governments troops")."""
    return text[end : end + 1] == "s" and not re.search(r"\bthe\s+$", text[:start], re.IGNORECASE)


def part_of_a_name(text: str, start: int, end: int) -> bool:
    """Whether a description is rather a piece of some longer name the lexicon lacks ("Ninth Army", "army of …")."""
    if _OF_NAME_AFTER.match(text, end) and " of " not in text[start:end]:
        return True
    if not text[start].isupper() or " " in text[start:end]:
        return False
    before = _CAPITAL_BEFORE.search(text, max(0, start - 40), start)
    if before is None or before.group(1).casefold() in ("the", "a") or _A_COUNT.fullmatch(before.group(1)):
        return False  # "The Fighters", "Thirty-Four Fighters" in a headline
    return before.group(1)[0].isupper()


def acts_as_actor(text: str, start: int, end: int, *, city: bool) -> bool:
    """Whether a country's or capital's name stands for its government here: an agent, a speaker, an opponent.

    A city does only where it speaks or decides ("Velmora denied it"), for cities are hit and taken as well.
    """
    if _PLACE_BEFORE.search(text, max(0, start - 40), start):
        return False
    if city:
        return _SPEECH_AFTER.match(text, end) is not None
    return bool(_AGENT_BEFORE.search(text, max(0, start - 40), start) or _VERB_AFTER.match(text, end))


def people_after(text: str, end: int) -> int:
    """Where the mention ends when the people of the force are named behind it; ``end`` when they are not."""
    found = _PEOPLE_AFTER.match(text, end)
    return found.end() if found else end


def coordinated(text: str, end: int, start: int) -> bool:
    """Whether nothing but commas, "and" and the like stands between two names."""
    return end <= start and _BETWEEN_COORDINATED.fullmatch(text, end, start) is not None


def left_open(text: str, end: int, start: int) -> bool:
    """Whether the text leaves open which of two names it means: nothing but "or" stands between them."""
    return end <= start and _EITHER.fullmatch(text, end, start) is not None


def noun_positions(text: str, end: int, nouns: Container[int]) -> Iterator[int]:
    """Where the noun of an adjective may begin: behind it, behind a modifier, or behind "and" and another adjective."""
    modifier = _MODIFIER.match(text, end)
    for at in (end + 1, modifier.end() if modifier else -1):
        if at in nouns and text[at - 1].isspace():
            yield at
            return
    shared = _SHARED.match(text, end)
    if shared is not None and shared.end() in nouns:
        yield shared.end()


def last_name(name: str) -> str | None:
    """The last name of a person named in full, with its particle; None for a single word or a title alone."""
    words = name.split()
    if len(words) < 2 or not (words[-1][:1].isupper() or words[-1][:3].casefold() in ("al-", "el-")):
        return None
    last = words[-1]
    if len(words) > 2 and _SURNAME_PARTICLES.fullmatch(words[-2]):
        last = f"{words[-2]} {last}"
    return last if len(last) > 3 and last.casefold() not in ("chief", "head", "director") else None


def spells(text: str, name: str) -> bool:
    """Whether a name begins with the first name of another and ends with no title."""
    one, other = text.split(), name.split()
    return word_key(plain(one[0])) == word_key(plain(other[0])) and one[-1].casefold() not in _TITLES


def uses_of(name: str, text: str, since: int) -> Iterator[tuple[int, int]]:
    """Where a last name stands alone after an offset."""
    article, dash, rest = name.partition("-")
    written = rf"(?i:{article})-{re.escape(rest)}" if dash and article.casefold() in _PARTICLES else re.escape(name)
    pattern = re.compile(rf"(?<![\w-]){written}(?=(?:['’]s|s)?(?![\w-]))")
    for match in pattern.finditer(text, since):
        before = _CAPITAL_BEFORE.search(text, max(0, match.start() - 30), match.start())
        alone = before is None or not before.group(1)[0].isupper() or before.group(1) in ("Mr", "Dr", "The")
        if alone or (before is not None and text[before.end(1) : match.start()].strip()):
            yield match.span()
