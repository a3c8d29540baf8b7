"""The look side of ``claims`` as texts to learn from.

In: the folder ``claims`` with ``fakes`` beside it. Out: a `Marked` text for each article of the look side. What the
readers could not see (the title) is left out of the text. A link to an actor, a place or a source may end at any of
its names in the text, as the lexicon and the gazetteer know them: the reader marked one of them. Articles with
happenings in common, by ``groups.jsonl``, are of one group.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import Any

from crosswire.evaluate.careful.articles import lines, table
from crosswire.evaluate.fakes.labels import OPTIONS, read_split
from crosswire.evaluate.flow import read_rows
from crosswire.extract.actors import find_actors
from crosswire.extract.named import find_named
from crosswire.extract.neutral import stand_ins
from crosswire.extract.nominals import PERSON
from crosswire.extract.places import document_country, find_places
from crosswire.lexicon import Lexicon
from crosswire.model import Document
from train.data import Link, Marked, Span, Tag

# Told as background everywhere, on both sides of the split too.
BACKGROUND = {"ghouta-chemical-2013-08-21"}
SPANS = ("victims", "trigger", "source", "cue")
ROLES = ("actor", "target", "place", "time")


def read_claims_set(folder: Path, lexicon: Lexicon, side: str = "look") -> list[Marked]:
    """The texts in the order of the file."""
    sides = read_split(folder / "split.tsv")
    told = [line for line in lines(folder / "claims.jsonl") if sides[line["row"]] == side]
    rows = {line["row"] for line in told}
    documents = {one.row: one for one in read_rows(table(folder), OPTIONS, lexicon, rows)}
    groups = _groups(folder, rows)
    with table(folder).open(encoding="utf-8-sig", newline="") as opened:
        texts = [row["article_content"] for row in csv.DictReader(opened)]
    return [_marked(line, documents[line["row"]], texts[line["row"]], groups[line["row"]], lexicon) for line in told]


def _groups(folder: Path, rows: set[int]) -> dict[int, str]:
    """The group of each article: those that share a happening, and so on."""
    group = {row: row for row in rows}

    def top(row: int) -> int:
        while group[row] != row:
            row = group[row]
        return row

    for line in lines(folder / "groups.jsonl"):
        members = sorted({row for row, _ in line["members"] if row in rows})
        if line["group"] in BACKGROUND or not line["sure"]:
            continue
        for one in members[1:]:
            a, b = sorted((top(members[0]), top(one)))
            group[b] = a
    return {row: str(top(row)) for row in rows}


def _marked(line: dict[str, Any], document: Document, article: str, group: str, lexicon: Lexicon) -> Marked:
    at = document.text.find(article)
    sentences = tuple(p for p in document.passages if p.kind == "sentence" and p.start >= at)
    readable = [p for p in document.passages if p.kind in ("headline", "sentence")]
    places = find_places(document.text, readable, lexicon)
    actors = find_actors(document.text, readable, lexicon, country=document_country(places), on=None)
    same: dict[str, list[Span]] = defaultdict(list)
    ids: list[tuple[Span, str]] = []
    for actor in actors:
        ids.append(((actor.start, actor.end), f"actor {actor.actor_id}"))
    for mention in places:
        if mention.place.place_id is not None:
            ids.append(((mention.place.start, mention.place.end), f"place {mention.place.place_id}"))
    for span, key in ids:
        if span[0] >= at:
            same[key].append(span)

    def moved(given: Any) -> Span | None:
        return None if given is None else (given[0] + at, given[1] + at)

    def ends(given: Any, kind: str) -> tuple[Span, ...]:
        """The span and the other names of what it names; of a phrase the last name counts ("Homs, in Syria": both)."""
        span = moved(given)
        if span is None:
            return ()
        keys = [key for other, key in ids if key.startswith(kind) and other[0] < span[1] and span[0] < other[1]]
        if kind == "place" and len(keys) > 1:
            return (span,)
        return (span, *(other for key in keys for other in same[key]))

    tags: list[Tag] = []
    links: list[Link] = []
    events = {one["id"]: one for one in line["events"]}
    for one in line["claims"]:
        number = moved(one["number"]) or moved(one["victims"]) or moved(one["trigger"])
        assert number is not None
        event = events[one["event"]]
        tags.append(Tag("figure", number, one["measure"]))
        tags += [Tag(name, span) for name in SPANS if (span := moved(one[name])) is not None]
        for name, value in (
            ("of", one["of"]), ("counts", one["counts"]), ("manner", one["manner"]), ("status", one["status"]),
            ("event_type", event["type"]),
        ):  # fmt: skip
            tags.append(Tag(name, number, value, at_first=True))
        links.append(Link("trigger", number, ends(one["trigger"], "-")))
        links.append(Link("victims", number, ends(one["victims"], "-")))
        links.append(Link("happening", number, ends(event["trigger"], "-")))
        links.append(Link("source", number, ends(one["source"], "actor")))
        links.append(Link("cue", number, ends(one["cue"], "-")))
        links += _of_event(number, event, ends)
    for one in events.values():
        trigger = moved(one["trigger"])
        assert trigger is not None
        tags.append(Tag("trigger", trigger))
        tags += [Tag(name, span) for name in (*ROLES, "source", "cue") if (span := moved(one[name])) is not None]
        for name, value in (("manner", one["manner"]), ("status", one["status"]), ("event_type", one["type"])):
            tags.append(Tag(name, trigger, value, at_first=True))
        links.append(Link("source", trigger, ends(one["source"], "actor"), 0.5))
        links.append(Link("cue", trigger, ends(one["cue"], "-"), 0.5))
        links += _of_event(trigger, one, ends)
    names = tuple(sorted({span for spans in same.values() for span in spans}))
    swappable = [((a.start, a.end), "actor", a.actor_id) for a in actors if not a.generic]
    swappable += [
        ((m.place.start, m.place.end), "place", m.place.place_id)
        for m in places
        if m.place.place_id is not None and m.place.precision in ("exact", "near", "district")
    ]
    swappable += [(tag.span, "number", "") for tag in tags if tag.layer == "figure"]
    swappable += [((start, end), "loaded", term.neutral) for start, end, term in lexicon.find_terms(document.text)]
    taken = sorted(span for span, _, _ in swappable)
    for passage in sentences:
        for match in PERSON.finditer(document.text, passage.start + 1, passage.end):
            if not any(s < match.end() and match.start() < e for s, e in (*taken, *names)):
                swappable.append((match.span(), "person", match[0]))
    named = find_named(document, lexicon)
    neutral = tuple(one for sentence in sentences for one in stand_ins(named, sentence, lexicon))
    return Marked(
        key=str(line["row"]), group=group, text=document.text, sentences=sentences,
        tags=tuple(tags), links=tuple(links), names=names,
        swappable=tuple(swappable), neutral=neutral,
    )  # fmt: skip


def _of_event(start: Span, event: dict[str, Any], ends: Any) -> list[Link]:
    return [
        Link("actor", start, ends(event["actor"], "actor")),
        Link("target", start, ends(event["target"], "actor"), 0.5),
        Link("place", start, ends(event["place"], "place")),
        Link("time", start, ends(event["time"], "-")),
    ]
