"""LGL and GeoWebNews: are place names whose spans are given put in the right spot?

In: the folder with ``lgl.xml`` (Lieberman et al. 2010) and ``GWN.xml`` (Gritta et al. 2019), or any ``*.xml`` of the
one or the other layout.  Out: accuracy within 161 km (100 miles, great circle) and the median error, as Gritta et al.
2019 define toponym resolution.  Every marked name that GeoNames knows counts (2,401 of GeoWebNews); streets and houses
that have coordinates from elsewhere do not.  A name we leave open (NIL) is wrong in `acc161`; one without an entry has
the spot of the place named beside it, and the notes count these apart.  `median_km` is over the names that have a
spot.  Out of reach is a name none of whose entries in the gazetteer lies within 161 km of the spot.
Fixed split: of each file the first half of its articles to look, the second to score.
Fails with `UsageError` when the folder holds no such files.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from xml.etree import ElementTree

from crosswire.collect.sentences import split_sentences
from crosswire.errors import UsageError
from crosswire.evaluate.report import ErrorLine, Progress, Report, Score, Split, data_hash, measured
from crosswire.extract.places import read_places
from crosswire.extract.places.given import candidates_of
from crosswire.lexicon import Lexicon
from crosswire.lexicon.gazetteer import Gazetteer, great_circle_km
from crosswire.model import Passage, Place

NEAR_KM = 161.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A marked name at ``[start, end)`` and where it lies, in degrees."""

    start: int
    end: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text with its located names, in order."""

    set: str
    name: str
    text: str
    toponyms: tuple[Toponym, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One name: how far off our reading is (None: no reading), whether any entry lies near enough, and whether the
    spot is that of the place named beside it."""

    error_km: float | None
    reachable: bool
    beside: bool = False

    @property
    def right(self) -> bool:
        return self.error_km is not None and self.error_km <= NEAR_KM


def read_xml(path: Path) -> list[Article]:
    """The articles of a file of either layout; names without coordinates or GeoNames id are left out."""
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise UsageError(f"{path}: not XML ({error}); give the file as published") from error
    articles = []
    for number, article in enumerate(root.iter("article")):
        name = article.get("docid") or article.get("file") or str(number)
        text = article.findtext("text") or ""
        found = {(t.start, t.end): t for node in article.iter("toponym") if (t := _toponym(node, len(text)))}
        toponyms = tuple(found[place] for place in sorted(found))
        articles.append(Article(set=path.stem.lower(), name=name, text=text, toponyms=toponyms))
    return articles


def _toponym(node: ElementTree.Element, length: int) -> Toponym | None:
    where = node.find("gaztag")
    lat = node.findtext("latitude") if where is None else where.findtext("lat")
    lon = node.findtext("longitude") if where is None else where.findtext("lon")
    start, end = node.findtext("start"), node.findtext("end")
    known = where is not None or node.findtext("geonamesID")
    if not (known and lat and lon and start and end):
        return None
    try:
        toponym = Toponym(start=int(start), end=int(end), lat=float(lat), lon=float(lon))
    except ValueError:
        return None
    return toponym if 0 <= toponym.start < toponym.end <= length else None


def judge(place: Place, toponym: Toponym, name: str, gazetteer: Gazetteer) -> Judged:
    """Our reading of one name against its spot."""
    error = None
    if place.lat is not None and place.lon is not None:
        error = great_circle_km(place.lat, place.lon, toponym.lat, toponym.lon)
    reachable = any(
        great_circle_km(entry.lat, entry.lon, toponym.lat, toponym.lon) <= NEAR_KM
        for entry in candidates_of(name, gazetteer)
    )
    return Judged(error_km=error, reachable=reachable, beside=place.place_id is None)


def accuracy(articles: Sequence[Sequence[Judged]]) -> float | None:
    """The share of names within 161 km; one without a reading is wrong."""
    names = [name for article in articles for name in article]
    return sum(name.right for name in names) / len(names) if names else None


def median_error(articles: Sequence[Sequence[Judged]]) -> float | None:
    """The median error in km of the names that have a reading."""
    errors = [name.error_km for article in articles for name in article if name.error_km is not None]
    return median(errors) if errors else None


def _passages(text: str) -> list[Passage]:
    found, at = [], 0
    for line in text.split("\n"):
        found += [Passage(start=s, end=e, kind="sentence") for s, e in split_sentences(text, at, at + len(line))]
        at += len(line) + 1
    return found


def _side(articles: list[Article], split: Split) -> list[Article]:
    middle = (len(articles) + 1) // 2
    return {"look": articles[:middle], "score": articles[middle:], "all": articles}[split]


def evaluate(data: Path, split: Split, lexicon: Lexicon, progress: Progress) -> Report:
    """Measures `acc161` and `median_km` over all files and for each (`lgl_acc161` …); ``n`` counts names."""
    files = sorted(data.glob("*.xml"))
    if not files:
        raise UsageError(f"{data}: no *.xml in it; name the folder with lgl.xml and GWN.xml with --data")
    began = time.perf_counter()
    articles = [article for file in files for article in _side(read_xml(file), split)]
    judged: dict[str, list[list[Judged]]] = {}
    errors: list[ErrorLine] = []
    for number, article in enumerate(articles):
        passages = _passages(article.text)
        places = read_places(article.text, passages, [(t.start, t.end) for t in article.toponyms], lexicon)
        names = []
        for place, toponym in zip(places, article.toponyms, strict=True):
            one = judge(place, toponym, article.text[toponym.start : toponym.end], lexicon.gazetteer)
            names.append(one)
            if not one.right:
                errors.append(_error(article, toponym, place, one, shown=split == "look"))
        judged.setdefault(article.set, []).append(names)
        progress("geoparsing", number + 1, len(articles))
    seconds = time.perf_counter() - began
    return Report(
        set="geoparsing", split=split, data_sha256=data_hash(files), scores=dict(_scores(judged)), seconds=seconds,
        documents_per_second=len(articles) / seconds, errors=tuple(errors), notes=tuple(_notes(judged)),
    )  # fmt: skip


def _scores(judged: dict[str, list[list[Judged]]]) -> Iterator[tuple[str, Score]]:
    groups = {"": [article for articles in judged.values() for article in articles]}
    groups |= {f"{name}_": articles for name, articles in sorted(judged.items())}
    for prefix, articles in groups.items():
        names = [name for article in articles for name in article]
        resolved = sum(name.error_km is not None for name in names)
        yield f"{prefix}acc161", measured(articles, accuracy, len(names))
        yield f"{prefix}median_km", measured(articles, median_error, resolved)


def _notes(judged: dict[str, list[list[Judged]]]) -> Iterator[str]:
    for name, articles in sorted(judged.items()):
        names = [one for article in articles for one in article]
        if not names:
            continue
        kinds = Counter(_kind(one) for one in names)
        told = ", ".join(f"{kind} {number} ({number / len(names):.1%})" for kind, number in sorted(kinds.items()))
        reach = 1 - sum(one.reachable for one in names) / len(names)
        nil = sum(one.error_km is None for one in names) / len(names)
        yield f"{name}: out of the gazetteer's reach {reach:.1%}; NIL {nil:.1%}; {told}."


def _kind(one: Judged) -> str:
    if one.right:
        return "right by the place beside it" if one.beside else "right"
    what = "NIL" if one.error_km is None else "misplaced by the place beside it" if one.beside else "misplaced"
    return f"{what}, {'within' if one.reachable else 'out of'} reach"


def _error(article: Article, toponym: Toponym, place: Place, one: Judged, *, shown: bool) -> ErrorLine:
    kind = _kind(one)
    if not shown:
        return ErrorLine(document=article.name, name="acc161", expected="within 161 km", got=kind)
    got = "nothing" if place.place_id is None else f"{place.name}, {place.admin1}, {place.country}"
    quote = article.text[max(0, toponym.start - 50) : toponym.end + 40].replace("\n", " ")
    return ErrorLine(
        document=f"{article.set} {article.name}", name="acc161",
        expected=f"{article.text[toponym.start : toponym.end]} at {toponym.lat:.2f}, {toponym.lon:.2f}",
        got=f"{got} ({kind})", quote=quote,
    )  # fmt: skip
