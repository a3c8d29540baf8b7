"""Other worlds made from the seed texts: the same reports with other towns, outlets, persons, figures and days.

A variant is a list of replacements; words are replaced as whole words, longest first, all in one pass, so that a swap
never swaps itself back.  Days move by a fixed number of days within their month, and the names of weekdays move along.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DATE = re.compile(
    r"\b(?P<m1>Jul|July|Aug|October) (?P<d1>\d{1,2})\b|\b(?P<d2>\d{1,2}) (?P<m2>July|October)\b", re.ASCII
)


@dataclass(frozen=True)
class Variant:
    """One world: its name, the words swapped, the figures swapped, and the days added."""

    name: str
    words: dict[str, str] = field(default_factory=dict)
    figures: dict[int, int] = field(default_factory=dict)
    days: int = 0

    def figure(self, given: int) -> int:
        """The figure that stands in this world for one of the seeds."""
        return self.figures.get(given, given)

    def word(self, given: str) -> str:
        """The word that stands in this world for one of the seeds."""
        return self.words.get(given, given)

    def day(self, month: str, day: int) -> str:
        """The ISO day (month ``2018-07``) that stands in this world for one of the seeds."""
        return f"{month}-{day + self.days:02d}"

    def weekday(self, given: str) -> str:
        """The weekday of this world for one of the seeds, in lower case."""
        return WEEKDAYS[(WEEKDAYS.index(given) + self.days) % 7].lower()

    def apply(self, text: str) -> str:
        """The text as this world tells it."""
        dates: list[str] = []

        def moved(match: re.Match[str]) -> str:
            month = match["m1"] or match["m2"]
            day = int(match["d1"] or match["d2"]) + self.days
            if day < 1:  # 1 August, moved back, is a day of July
                month, day = {"Aug": "Jul", "August": "July"}[month], day + 31
            dates.append(
                f"{month} {day:02d}" if match["m1"] == "Aug" else f"{month} {day}" if match["m1"] else f"{day} {month}"
            )
            return f"\ue000{len(dates) - 1}\ue001"

        text = _DATE.sub(moved, text)
        swaps = dict(self.words)
        swaps |= {str(old): str(new) for old, new in self.figures.items()}
        if self.days:
            swaps |= {day: self.weekday(day).capitalize() for day in WEEKDAYS}
        if swaps:
            parts = sorted(swaps, key=len, reverse=True)
            pattern = re.compile(r"(?<![\w,])(?:" + "|".join(map(re.escape, parts)) + r")(?!\w)")
            text = pattern.sub(lambda match: swaps[match[0]], text)
        return re.sub("\ue000(\\d+)\ue001", lambda match: dates[int(match[1])], text)

    def write(self, seeds: Path, folder: Path) -> Path:
        """The seed files of this world, written into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(seeds.glob("*.txt")):
            (folder / path.name).write_text(self.apply(path.read_text(encoding="utf-8")), encoding="utf-8")
        return folder


_PERSONS = {
    "Abu Walid al-Masri": "Abu Hamza al-Jazrawi", "Amer al-Ashi": "Samir al-Hadidi", "Oleg Yegorov": "Pavel Sorokin",
    "Aldar Khalil": "Rezan Temo",
}  # fmt: skip
_FIGURES = {215: 187, 220: 190, 250: 205, 260: 310, 600: 720, 75: 58, 30: 26, 14: 11, 20: 23, 18: 16, 27: 31, 100: 90}

VARIANTS = (
    Variant("as they stand"),
    Variant("other figures, persons and days", words=_PERSONS, figures=_FIGURES, days=-3),
    Variant(
        "other towns and outlets",
        words={
            "al-Shajara": "Tafas", "Tasil": "Nawa", "Jassim": "Inkhil",
            "AFP": "Reuters", "South Front": "Enab Baladi", "SouthFront": "Enab Baladi",
            "Global Research": "Daily Sabah", "thecradle": "jordantimes",
            "SANA": "TASS", "Syrian Arab News Agency": "Russian News Agency",
            "Syrian state news agency": "Russian state news agency", "Jerusalem Post": "Times of Israel",
        },
        days=-2,
    ),
    Variant(
        "other governorates",
        words=_PERSONS | {
            "Sweida": "Raqqa", "al-Suwayda": "al-Raqqa",
            "Daraa": "Homs", "Dara'a": "Homs", "Dara’a": "Homs", "Deraa": "Homs",
            "Quneitra": "Tartous", "al-Shajara": "al-Qaryatayn", "Tasil": "al-Rastan", "Jassim": "Talbiseh",
        },
        figures=_FIGURES,
        days=-1,
    ),
)  # fmt: skip
