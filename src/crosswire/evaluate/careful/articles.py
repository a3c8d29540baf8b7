"""What the careful readers wrote: ``claims.jsonl`` and its companions, as readings.

In: the folder ``claims`` (with ``fakes`` beside it).  Out: an `Article` for each annotated article: its text, the
side of the split, the first reading and, for some, a second reader's.  A number word's span stands for a figure;
where a reader marked none, the phrase of the victims does, then the trigger.  Fails with `UsageError` when a file is
missing, a line is not as the folder's README says, or a span does not lie in the article.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from crosswire.errors import UsageError
from crosswire.evaluate.careful.names import actor_ids, place_ids, plain_words
from crosswire.evaluate.careful.reading import Days, Figure, Happening, Name, Reading, Stretch
from crosswire.evaluate.fakes.labels import read_split
from crosswire.lexicon import Lexicon

EVENTS, FIGURES = 6, 12  # how many an article may have, by the readers' guide
COUNTRY = "SY"  # FA-KES is about the war in Syria
_SHARE = re.compile(r"%|\b(?:per ?cent|half|third|quarter|most|majority|percentage|proportion)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One annotated article; ``row`` is its 0-based row in FA-KES."""

    row: int
    side: str
    text: str
    first: Reading
    second: Reading | None


def files(folder: Path) -> list[Path]:
    """The files that are read."""
    return [folder / "claims.jsonl", folder / "war_total.jsonl", folder / "split.tsv", table(folder)]


def table(folder: Path) -> Path:
    return folder.parent / "fakes" / "fakes_dev.csv"


def read_articles(folder: Path, lexicon: Lexicon) -> list[Article]:
    """The annotated articles in the order of the file."""
    for file in files(folder):
        if not file.is_file():
            raise UsageError(f"{file}: no such file; name the folder `claims` with --data, and keep `fakes` beside it")
    with table(folder).open(encoding="utf-8-sig", newline="") as opened:
        texts = [row["article_content"] for row in csv.DictReader(opened)]
    sides = read_split(folder / "split.tsv")
    whole_war = {(row, event) for row, event in lines(folder / "war_total.jsonl")}
    articles = []
    for line in lines(folder / "claims.jsonl"):
        try:
            row, text = line["row"], texts[line["row"]]
            wars = {event for number, event in whole_war if number == row}
            second = line.get("second_reading")
            articles.append(
                Article(
                    row=row,
                    side=sides[row],
                    text=text,
                    first=to_reading(line, text, wars, lexicon),
                    second=to_reading(second, text, set(), lexicon) if second is not None else None,
                )
            )
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise UsageError(
                f"{folder / 'claims.jsonl'}: row {line.get('row')}: not as its README says ({error!r})"
            ) from error
    return articles


def lines(file: Path) -> list[Any]:
    """The lines of a JSONL file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def to_reading(told: dict[str, Any], text: str, whole_war: Iterable[str], lexicon: Lexicon) -> Reading:
    """One reader's events and claims as a reading."""
    wars = set(whole_war)
    actors = partial(actor_ids, lexicon=lexicon, country=COUNTRY)
    places = partial(place_ids, gazetteer=lexicon.gazetteer)
    figures = tuple(_figure(one, text, actors) for one in told["claims"])
    happenings = {}
    for one in told["events"]:
        triggers = [_stretch(one["trigger"], text)]
        triggers += [_stretch(claim["trigger"], text) for claim in told["claims"] if claim["event"] == one["id"]]
        happenings[one["id"]] = Happening(
            type=one["type"],
            status=one["status"],
            triggers=tuple(dict.fromkeys(t for t in triggers if t is not None)),
            actor=_name(one["actor"], one["actor_name"], text, actors),
            place=_name(one["place"], one["place_name"], text, places, until=","),
            days=days(one["date"]),
            whole_war=one["id"] in wars,
        )
    capped = len(told["events"]) >= EVENTS or len(told["claims"]) >= FIGURES
    return Reading(figures=figures, happenings=happenings, capped=capped)


def _figure(one: dict[str, Any], text: str, actors: Callable[[str], frozenset[str]]) -> Figure:
    span = next((s for s in (_stretch(one[k], text) for k in ("number", "victims", "trigger")) if s is not None), None)
    if span is None:
        raise ValueError("a figure without number, victims and trigger")
    zero = 0 in (one["best"], one["high"])
    return Figure(
        span=span,
        measure=one["measure"],
        of=one["of"],
        counts=one["counts"],
        low=one["low"],
        best=one["best"],
        high=one["high"],
        bound=one["bound"],
        manner=one["manner"],
        status=one["status"],
        source=_name(one["source"], one["source_name"], text, actors),
        happening=one["event"],
        side=one["side"] or "",
        loose=zero or _SHARE.search(text[span[0] : span[1]]) is not None,
    )


def _stretch(given: Any, text: str) -> Stretch | None:
    if given is None:
        return None
    start, end = given
    if not 0 <= start < end <= len(text):
        raise ValueError(f"the span {given} does not lie in the article")
    return start, end


def _name(
    given: Any, name: str | None, text: str, ids_of: Callable[[str], frozenset[str]], until: str | None = None
) -> Name | None:
    """An actor, a source or a place; the reader's own name for it comes before the words of the text ("he").
    ``until`` ends what the words are taken from ("town, governorate")."""
    span = _stretch(given, text)
    if span is None and not name:
        return None
    shown = name or (text[span[0] : span[1]] if span else "")
    words = plain_words(shown.split(until)[0] if until is not None else shown)
    return Name(spans=(span,) if span else (), ids=ids_of(shown), words=words, shown=shown)


def days(edtf: str | None) -> Days | None:
    """``2016-07`` from and to July, ``2011-03/..`` from March 2011 on."""
    if edtf is None:
        return None
    first, _, last = edtf.partition("/")
    return first, (None if last == ".." else last or first)
