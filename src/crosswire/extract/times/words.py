"""The words the time grammar knows, in lower case: calendar and grammar here, names from ``vocabulary.yaml``."""

from __future__ import annotations

from crosswire.extract.grammar_tokens import words
from crosswire.extract.numbers.words import BELOW_HUNDRED
from crosswire.lexicon.vocabulary import word_list

MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5, "june": 6,
    "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10,
    "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip
FULL_MONTHS = frozenset(name for name in MONTHS if len(name) > 4 or name in {"may", "june", "july"})
# Months that are also ordinary words or names: alone, they need a preposition before them.
DOUBTFUL_MONTHS = words("may march")
MONTH_CUES = words("in since of during until till from early late mid last this next to through between")

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY_OF = {name: name for name in WEEKDAYS} | {f"{name}s": name for name in WEEKDAYS}
SHORT_WEEKDAYS = {
    "mon": "monday", "tue": "tuesday", "tues": "tuesday", "wed": "wednesday", "thu": "thursday", "thur": "thursday",
    "thurs": "thursday", "fri": "friday", "sat": "saturday", "sun": "sunday",
}  # fmt: skip
# "Black Friday", "every Friday": a name or a habit, not a day.
NOT_BEFORE_DAY = frozenset(word_list("not_before_day"))
NOT_AFTER_DAY = frozenset(word_list("not_after_day"))
# "the March 15 Brigade": a name made of a date, when the word has a capital.
NAMES_FROM_DATES = frozenset(word_list("names_from_dates"))

DAY_PARTS = words("morning afternoon evening night noon midday dawn dusk midnight mornings nights")
PARTS = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "beginning": "early",
    "start": "early",
    "middle": "mid",
    "end": "late",
}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
YEAR_CUES = words("in since of during until till by before after from through throughout between to and early late mid")
# After these a four-digit figure is a year even when people follow ("in 2015 fighters seized ...").
STRONG_YEAR_CUES = words("in since during until till throughout early late mid")

UNITS = {
    form: unit
    for unit, forms in {
        "hour": "hour hours", "day": "day days", "night": "night nights", "week": "week weeks", "month": "month months",
        "year": "year years", "decade": "decade decades", "minute": "minute minutes",
    }.items()
    for form in forms.split()
}  # fmt: skip
WHICH = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}
PAST = words("last past previous recent preceding")
AHEAD = words("next coming")
FEW = words("few several many couple number")
# Only at these words, and at digits, can a time expression begin.
OPENERS = (
    words("a an the half about around nearly almost some roughly first second third fourth final today yesterday")
    | words("tomorrow tonight overnight dozen hundred")
    | PAST
    | AHEAD
    | FEW
    | {*MONTHS, *WEEKDAY_OF, *SHORT_WEEKDAYS, *SEASONS, *UNITS, *WHICH, *BELOW_HUNDRED}
)
# Words that tell of something still to come: a day named near them lies ahead of publication.
FUTURE_CUES = words(
    "will shall would due scheduled planned planning plans upcoming expected expects deadline starting until"
)
FUTURE_AFTER = words("will shall")
REPORTING = words("said says told reported announced added stated claimed confirmed")
