"""Who published a text, who wrote it, whose text it is, and when it was published.

In: the runs of a text, what the record or the page's mark-up gave, a lexicon. Out: `Credits`; absent ones are
None. Never fails.

What is given (a column, a field) goes before what the text says, and that before the page's mark-up. Rules:

- an outlet's own line is a name and a date ("The Velmora Post, July 27, 2018"); a copyright footer names it last,
  before the year;
- a byline that is an agency is the agency; a byline that is another outlet than the publishing one means that the
  text is that outlet's (``republishes``); "Source: X" at the end and "originally published by X" mean the same,
  unless X publishes this page itself, and "Source: X" of an agency is the agency;
- an agency is also read from a dateline ("VELMORA (OPA) -"), from the last words ("--OPA"), and from a bracketed
  credit that stands alone, never from a caption: that is the photographer's;
- a date of publication is read only from stamps, credits, datelines and headers, never from a sentence. One
  labelled as published goes before a bare one, that before "last updated".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from crosswire.collect import dates
from crosswire.collect.furniture import NAMES, without_links
from crosswire.collect.glued import DATELINE
from crosswire.collect.header import header_fields
from crosswire.collect.options import NamedOutlet, OutletLexicon
from crosswire.collect.runs import Run
from crosswire.collect.words import words

How = Literal["given", "text", "meta"]

_ACRONYM = re.compile(r"[A-Z]{2,6}")
_BY = re.compile(
    r"\W{0,3}(?:(?:written|reported|posted|published|story|text)\s+(?:on\s+)?)?by\b:?\s+|(?:authors?"
    r"|articles by|byline)\s*:\s*",
    re.IGNORECASE,
)
_WORKED = re.compile(
    r"\(?\W{0,2}(?:additional )?(?:reporting|writing|written|reported)(?: and (?:writing|editing))? by\s+",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"\W*(?:sources?|via|courtesy of)\b\s*:?\s*", re.IGNORECASE)
_ORIGINAL = re.compile(
    r".*?(?:original source of this \w+ is|(?:published|appeared|posted) (?:at|by|on|in)|from|with "
    r"permission (?:of|from))\s+",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"\W*(?:copyright\b|\(c\)|©)[\s©]*(?:\(c\)|•\S*)?\s*", re.IGNORECASE)
_LOST_SPACE = re.compile(r"(?<=\w)(?=[A-Z][a-z])(?<!\s)")
_YEAR = re.compile(r",?\s*\b(?:19|20)\d\d\b.*")
_AND_MORE = re.compile(
    r"\s*(?:\+|,|&|\band\b|/)\s*(?:news )?(?:agencies|agency|wires?)\b.*|\W+(?:Twitter|Facebook|Print|Share)\W*$",
    re.IGNORECASE,
)
_NOT_NAMES = words("agencies agency staff wire wires various sources newsroom admin editor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Credits from outside the text: a record's fields (``how`` given) or a page's mark-up (meta)."""

    how: How
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    agency: str | None = None
    url: str | None = None
    published: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """The credits of one document; names as the lexicon writes them where it knows them."""

    outlet: str | None = None
    byline: str | None = None
    agency: str | None = None
    republishes: str | None = None
    dateline: str | None = None
    published: str | None = None
    published_how: How | None = None


class _Names:
    """Look-ups of names in the lexicon, by the parts a credit line is made of."""

    def __init__(self, lexicon: OutletLexicon | None) -> None:
        self.lexicon = lexicon

    def known(self, name: str) -> NamedOutlet | None:
        """The lexicon's outlet; a name whose space was lost ("MarnVoice") is tried with it too."""
        name = name.strip(" \t\u00a0,.;:-–—()[]\"“”'|/")
        if self.lexicon is None or not name:
            return None
        return self.lexicon.outlet_named(name) or self.lexicon.outlet_named(_LOST_SPACE.sub(" ", name))

    def written(self, name: str) -> str:
        known = self.known(name)
        return known.name if known is not None else name.strip(" \t\u00a0,;:-–—()[]|/")

    def same(self, one: str | None, two: str | None) -> bool:
        if one is None or two is None:
            return False
        a, b = self.known(one), self.known(two)
        if a is not None and b is not None:
            return a.id == b.id
        return re.sub(r"\W", "", one).casefold() == re.sub(r"\W", "", two).casefold()

    def agency(self, name: str) -> str | None:
        """The agency's name when ``name`` is one: known as such, or an acronym the lexicon does not know."""
        known = self.known(name)
        if known is not None:
            return known.name if known.kind == "agency" else None
        bare = name.strip(" \t,.;:-–—()[]")
        return bare if _ACRONYM.fullmatch(bare) else None


def _name_at(text: str) -> str:
    """The names a credit begins with, up to a dash, a bar, a date."""
    text = re.split(r"\s+[-–—|•·]\s+|\s*[|•·]\s*|\s+@|\s*\(|\s*;", text, maxsplit=1)[0]
    found = dates.find_dates(text)
    if found:
        text = text[: found[0].start]
    names = NAMES.match(text)
    return (names.group() if names else text).strip(" ,.;-–—|")


def _country(names: _Names, outlet: str | None) -> str | None:
    known = names.known(outlet) if outlet is not None else None
    return known.country if known is not None else None


def _stamps(text: str, runs: Iterable[Run]) -> list[tuple[int, str, dates.DateFound]]:
    """(rank, words, date) of each date of the page's own lines; the lowest rank says best when it was published."""
    out = []
    for run in runs:
        if run.part not in ("date", "byline", "outlet_date", "header", "dateline") or run.kind == "teaser":
            continue
        words = text[run.start : run.end][:300]
        for found in dates.find_dates(words):
            before = words[max(0, found.start - 40) : found.start].lower()
            labels = [(before.rfind(word), rank) for word, rank in _LABELS if word in before]
            rank = max(labels)[1] if labels else (1 if run.part != "dateline" else 2)
            out.append((rank, words, found))
    return out


_LABELS = (("publi", 0), ("posted", 0), ("released", 0), ("date:", 0), ("updated", 3), ("modified", 3), ("update", 3))


def _published(
    text: str, runs: Sequence[Run], given: Sequence[Given], country: str | None
) -> tuple[str | None, How | None]:
    stamps = _stamps(text, runs)
    from_text = None
    if stamps:
        rank = min(rank for rank, _, _ in stamps)
        best = next(found for r, _, found in stamps if r == rank)
        from_text = dates.resolve(best, [found for _, _, found in stamps], country).isoformat()
    for source in given:
        if source.how == "given" and (day := dates.given_date(source.published, country)) is not None:
            return day, "given"
    if from_text is not None:
        return from_text, "text"
    for source in given:
        if source.how == "meta" and (day := dates.given_date(source.published, country)) is not None:
            return day, "meta"
    return None, None


def _outlet(text: str, runs: Sequence[Run], given: Sequence[Given], default: str | None, names: _Names) -> str | None:
    header = header_fields(text, runs)
    for source in given:
        if source.how == "given" and source.outlet:
            return names.written(source.outlet)
    for key in ("outlet", "publisher", "site", "publication"):
        if key in header:
            return names.written(header[key][0])
    if default:
        return names.written(default)
    for run in runs:
        if run.part == "outlet_date":
            words = without_links(text[run.start : run.end])
            return names.written(words[: dates.find_dates(words)[0].start])
    for source in given:
        if source.how == "meta" and source.outlet:
            return names.written(source.outlet)
    if "source" in header:
        return names.written(header["source"][0])
    for run in runs:
        if run.part == "copyright":
            words = without_links(text[run.start : run.end])
            mark = _COPYRIGHT.match(words)
            if mark and _YEAR.search(words):
                holders = [part for part in _YEAR.sub("", words[mark.end() :]).split(",") if part.strip()]
                if holders and NAMES.fullmatch(holders[-1].strip()):
                    return names.written(holders[-1])
    return None


def read_credits(
    text: str,
    runs: Sequence[Run],
    *,
    given: Sequence[Given] = (),
    default_outlet: str | None = None,
    lexicon: OutletLexicon | None = None,
) -> Credits:
    """The credits of ``text`` whose layout is ``runs``."""
    names = _Names(lexicon)
    header = header_fields(text, runs)
    outlet = _outlet(text, runs, given, default_outlet, names)
    bylines = [g.byline for g in given if g.how == "given" and g.byline]
    bylines += [header[key][0] for key in ("byline", "author", "by") if key in header]
    bylines += [name for run in runs if run.part == "byline" and (name := _author(text[run.start : run.end]))]
    bylines += [g.byline for g in given if g.how == "meta" and g.byline]
    bylines = [name for name in bylines if name.casefold() not in _NOT_NAMES]
    byline = bylines[0] if bylines else None
    agency = next((g.agency for g in given if g.agency), None) or (header["agency"][0] if "agency" in header else None)
    agency = names.written(agency) if agency else _agency(text, runs, bylines, outlet, names)
    dateline, place_agency = _dateline(text, runs, header)
    if agency is None and place_agency is not None and not names.same(place_agency, outlet):
        agency = names.written(place_agency)
    republishes, credited = _republished(text, runs, bylines, outlet, names)
    if outlet is None and credited is not None and republishes is None:
        outlet = credited
    published, how = _published(text, runs, given, _country(names, outlet))
    return Credits(
        outlet=outlet,
        byline=None if byline is None else names.written(byline),
        agency=agency,
        republishes=republishes,
        dateline=dateline,
        published=published,
        published_how=how,
    )


def _author(line: str) -> str | None:
    words = without_links(line)
    if re.match(r"\W*edit", words, re.IGNORECASE) or words.lower().rstrip(" .").endswith(
        ("bulletin", "newsroom", "desk")
    ):
        return None
    worked = _WORKED.search(words)
    if worked:
        return _name_at(words[worked.end() :]) or None
    by = _BY.match(words) or re.search(r"\b[Bb]y\s+(?=[A-Z])", words)
    if by is None:
        bare = words.strip(" .")
        return bare if NAMES.fullmatch(bare) and not any(char.isdigit() for char in bare) else None
    return _name_at(words[by.end() :]) or None


def _agency(text: str, runs: Sequence[Run], bylines: Sequence[str], outlet: str | None, names: _Names) -> str | None:
    """The agency by a byline, a credit of its own or a source line; never the outlet itself."""
    candidates = list(bylines)
    candidates += [text[run.start : run.end].strip(" -–—()[]/.") for run in runs if run.part == "agency"]
    for run in runs:
        if run.part == "source":
            words = _SOURCE.sub("", text[run.start : run.end], count=1)
            known = names.known(_AND_MORE.sub("", words))
            if known is not None and known.kind == "agency":
                candidates.append(known.name)
    for candidate in candidates:
        for part in re.split(r"\s*(?:/|,|\band\b|&)\s*", candidate):
            agency = names.agency(part)
            if agency is not None and not names.same(agency, outlet):
                return agency
    return None


def _dateline(text: str, runs: Sequence[Run], header: dict[str, tuple[str, Run]]) -> tuple[str | None, str | None]:
    """The place a report was sent from, as written, and the agency in the brackets after it."""
    place = header["dateline"][0] if "dateline" in header else None
    for run in runs:
        if run.part == "dateline":
            words = text[run.start : run.end]
            match = DATELINE.match(words + " A")
            bracket = re.search(r"\(([^()]+)\)", words)
            agency = bracket[1] if bracket else None
            where = match["place"] if match else words.split("(")[0]
            return place or (where.strip(" -–—") if where else None), agency
    return place, None


def _republished(
    text: str, runs: Sequence[Run], bylines: Sequence[str], outlet: str | None, names: _Names
) -> tuple[str | None, str | None]:
    """(the outlet whose text this is, the name an "original source" line gives when that is no republication)."""
    own = None
    for run in runs:
        words = without_links(text[run.start : run.end])
        if run.part == "original":
            name = _AND_MORE.sub("", _ORIGINAL.sub("", words, count=1)).strip(" .")
            if outlet is None and _in_copyright(text, runs, name):
                own = names.written(name)
            elif not names.same(name, outlet):
                return names.written(_name_at(name) or name), None
        elif run.part == "source":
            name = _AND_MORE.sub("", _SOURCE.sub("", words, count=1)).strip(" .()")
            parts = re.split(r"\s*[+&,/]\s*|\s+and\s+", name)
            name = parts[0]
            known = names.known(name)
            if (
                name.casefold() in _NOT_NAMES
                or any(names.same(part, outlet) for part in parts)
                or (known is not None and known.kind == "agency")
            ):
                continue
            if known is not None or (text[run.end :].strip() == "" and len(name.split()) <= 5):
                return names.written(name), None
    publisher = own or outlet
    for name in bylines:
        known = names.known(name)
        if known is not None and known.kind != "agency" and not names.same(name, publisher):
            return known.name, own
    return None, own


def _in_copyright(text: str, runs: Sequence[Run], name: str) -> bool:
    return any(run.part == "copyright" and name in without_links(text[run.start : run.end]) for run in runs)
