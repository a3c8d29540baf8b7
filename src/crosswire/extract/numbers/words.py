"""The words the number grammar knows: number words, modifiers and vague words, which are grammar and stand here;
people, units and the like from ``vocabulary.yaml``.

Everything is in lower case.  Modifiers follow the table of bounds in the reference of the exports: a modifier is a
sequence of words that stands before the number.
"""

from __future__ import annotations

from crosswire.extract.grammar_tokens import words
from crosswire.lexicon.vocabulary import word_list, word_pairs
from crosswire.model import Bound

SMALL = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
BELOW_HUNDRED = SMALL | TENS
# "A double murder" has two victims, and so has "both".
MULTIPLYING = {"both": 2, "double": 2, "triple": 3, "quadruple": 4, "quintuple": 5, "sextuple": 6}
MULTIPLIED = frozenset(word_list("multiplied"))
SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
PLURAL_SCALES = words("tens dozens scores hundreds thousands millions")
MULTIPLES = frozenset({"dozen", "hundred", *SCALES})

# Words that say "how many" without a figure, alone before what is counted.
VAGUE = words("several numerous many countless")
# Shares of a whole: a figure only together with a total, so vague.
SHARES = words("half most majority third quarter")
NUMBER_WORDS = BELOW_HUNDRED.keys() | PLURAL_SCALES | MULTIPLES | VAGUE
VAGUE_NOUNS = frozenset({"number", "handful", "couple"})
NUMBER_ADJECTIVES = frozenset(word_list("number_adjectives"))

_MODIFIERS: tuple[tuple[Bound, str], ...] = (
    (
        "at_least",
        "at least|at least at|at the very least|at a minimum|no fewer than|no less than|not less than|"
        "not fewer than|a minimum of",
    ),
    (
        "more_than",
        "more than|more then|over|above|exceeding|exceeds|exceeded|in excess of|upwards of|upward of|greater than|"
        "surpassing|surpassed|topped|topping",
    ),
    (
        "about",
        "about|around|some|approximately|approx|roughly|estimated|circa|perhaps|possibly|maybe|in the region of|"
        "in the neighbourhood of|in the neighborhood of|~",
    ),
    ("nearly", "nearly|almost|close to|just under|just short of|nearing|virtually"),
    (
        "up_to",
        "up to|as many as|as much as|as high as|a maximum of|at most|at the most|no more than|not more than|"
        "fewer than|less than|under|below",
    ),
)
MODIFIERS = {tuple(phrase.split()): bound for bound, phrases in _MODIFIERS for phrase in phrases.split("|")}
LONGEST_MODIFIER = max(map(len, MODIFIERS))
INTENSIFIERS = words("well just far slightly somewhere significantly considerably much a an")
PARTICLE_VERBS = words("handed hand hands handing took take takes taken taking turned turn turning")
ADDITIONAL = words("another further additional extra")

_PERSONS = frozenset(word_list("person"))
_IRREGULAR = word_pairs("person_plurals")


def _plural(noun: str) -> str:
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("man"):
        return f"{noun[:-2]}en"
    if noun.endswith("y") and noun[-2] not in "aeo":
        return f"{noun[:-1]}ies"
    return f"{noun}s"


PERSON = frozenset(noun for noun in _PERSONS if "-" not in noun and noun not in {"displaced", "police"})
PERSONS = frozenset(_plural(noun) for noun in _PERSONS if "-" not in noun) | set(word_list("people"))
STATIONS = frozenset(word_list("stations"))
PARENTS = frozenset(word_list("parents"))
NO_CASUALTIES = frozenset(word_list("no_casualties"))

# A number before one of these is a length of time, a measure or a sum, not a count of people or things.
UNITS = frozenset(word_list("units"))
UNIT_ADJECTIVES = frozenset(word_list("unit_adjectives"))
MONEY_SIGNS = words("$ € £ ¥ ₺ ₽")

# A digit after one of these is part of a name: Article 5, Room 12, Resolution 2254.
NAME_NOUNS = frozenset(word_list("name_nouns"))
# Of these nouns, the ones that are ordinary words too: a name only when written with a capital.
NAME_NOUNS_CAPITAL = frozenset(word_list("name_nouns_capital"))
NAMES_WITH_NUMBERS = frozenset(tuple(name.split()) for name in word_list("names_with_numbers"))
ORDINAL_SUFFIXES = words("st nd rd th s")
FRACTIONS = words("half halves third thirds quarter quarters fifth fifths tenth tenths sixth sixths")
ORDINALS = words("first second third fourth fifth sixth seventh eighth ninth")
# Compounds of number and noun that count what they name: a 20-member team, a five-man crew.
COMPOUND_HEADS = frozenset(word_list("compound_heads"))
AGE_WORDS = words("aged age ages")

# Words that end a noun phrase.
FUNCTION_WORDS = words(
    "a an the and or but nor as at by for from in into of off on onto out over per than that to toward towards under "
    "until up via with within without after before during since while when where who whom whose which why how because "
    "if is are was were be been being am has have had having do does did will would can could may might shall should "
    "must he she it they we you i him her them us his its their our your my this these those there here not no also "
    "said says say told reported killed killing dead died dying dies wounded wounding injured injuring hurt burned "
    "burnt shot kidnapped abducted captured arrested detained beheaded executed missing identified named called known "
    "near among amid between against about across along around behind beside through throughout inside outside later "
    "earlier then now today yesterday only alone both still already reportedly allegedly"
)
RISE_VERBS = frozenset(word_list("rise_verbs"))
CASUALTY_WORDS = frozenset(word_list("casualty_words"))
CASUALTY_VERBS = frozenset(word_list("casualty_verbs"))
# Participles that go on to qualify a noun: "a rebel controlled town" counts no rebel.
PARTICIPLES_BEFORE_NOUNS = frozenset(word_list("participles_before_nouns"))
