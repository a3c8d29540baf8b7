"""How the work of linking grows with the number of documents.

In: numbers of documents.  Out: a line for each on standard output, as JSON: documents, claims, pairs to compare in one
text and across texts or events, seconds and the peak memory in MiB.  The claims are made up, not read: in a country
with 14 provinces and 280 towns, each document tells of three happenings, each happening is told by one to six
documents, two in five claims bear no day, one in five no place, and one happening in six has a running toll.  The days
grow with the documents, as when an archive goes further back, or are those of one year however many documents there
are (``--dense``).  With ``--pairs`` the pairs are counted, each claim as a telling of its own, and nothing is linked.
The same numbers give the same claims.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from measure import peak_mib

from crosswire.lexicon import Actor, Lexicon, Side
from crosswire.lexicon.gazetteer import Gazetteer
from crosswire.lexicon.lexicon import Tables
from crosswire.link import link_claims
from crosswire.link.blocking import Keyed, pairs_across, pairs_in_one_text
from crosswire.link.view import make_views
from crosswire.model import Attribution, Claim, Document, Participant, Passage, Place, Quantity, Quote, Time, content_id

KINDS = ("air_strike", "shelling", "bombing", "armed_clash", "killing", "attack_on_civilians", "abduction")
SIDES = ("rebels", "government", "militia")
PROVINCES, TOWNS, HAPPENINGS, A_YEAR = 14, 20, 3, 365
DAILY = 10
"""Documents a day, where the days grow with the documents."""


def word(chance: Random) -> str:
    """A made-up word of three syllables."""
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(3))


class Country:
    """Places, actors and words that claims are made of."""

    def __init__(self, chance: Random) -> None:
        self.words = [word(chance) for _ in range(8000)]
        self.towns: list[tuple[str, str, str, float, float]] = []
        rows = [self._row("xo", "Ostravia", "country", "", "", 45.0, 10.0, 900.0)]
        for province in range(PROVINCES):
            admin, lat, lon = word(chance).title(), 40.0 + province % 4 * 2, 10.0 + province // 4 * 2
            rows.append(self._row(f"xo.{province}", admin, "governorate", "xo", admin, lat, lon, 90.0))
            for town in range(TOWNS):
                name = word(chance).title()
                at = (lat + chance.uniform(-0.9, 0.9), lon + chance.uniform(-0.9, 0.9))
                rows.append(self._row(f"xo.{province}.{town}", name, "town", f"xo.{province}", admin, *at, 3.0))
                self.towns.append((f"xo.{province}.{town}", name, admin, *at))
        actors = [Actor(id=side, name=side, kind="armed_group", side=side, country="XO") for side in SIDES]
        tables = Tables(actors=tuple(actors), sides=tuple(Side(id=side, name=side) for side in SIDES), outlets=())
        self.lexicon = Lexicon(tables, fingerprint="benchmark", folders=())
        self.lexicon.__dict__["gazetteer"] = Gazetteer(rows)

    @staticmethod
    def _row(
        place: str, name: str, kind: str, parent: str, admin: str, lat: float, lon: float, km: float
    ) -> dict[str, str]:
        return {
            "place_id": place, "name": name, "kind": kind, "country": "XO", "admin1": admin, "parent": parent,
            "lat": str(lat), "lon": str(lon), "radius_km": str(km), "population": "0", "located": "1", "names": "",
            "keys": "",
        }  # fmt: skip


def make(number: int, days: int, country: Country, chance: Random) -> tuple[list[Document], list[Claim]]:
    """So many documents and their claims, over so many days."""
    published = [chance.randrange(days) for _ in range(number)]
    documents = [_document(nth, published[nth]) for nth in range(number)]
    by_day: dict[int, list[int]] = {}
    for nth, day in enumerate(published):
        by_day.setdefault(day, []).append(nth)
    claims: list[Claim] = []
    told = [0] * number
    for first in [nth for nth in range(number) for _ in range(HAPPENINGS)]:
        if told[first] == HAPPENINGS:
            continue
        day = published[first]
        near = [
            nth
            for around in (day, day + 1)
            for nth in by_day.get(around, ())
            if told[nth] < HAPPENINGS and nth != first
        ]
        tellers = [first, *chance.sample(near, min(len(near), chance.choice((0, 0, 0, 1, 2, 5))))]
        what = (chance.choice(KINDS), chance.choice(country.towns), chance.choice(SIDES), chance.randint(1, 60))
        topic = chance.sample(country.words, 12)
        for nth in tellers:
            claims.extend(_telling(documents[nth], told[nth], what, day, topic, country, chance))
            told[nth] += 1
    return documents, claims


def _document(nth: int, day: int) -> Document:
    spans = tuple(Passage(start=200 * n, end=200 * n + 199, kind="sentence") for n in range(16))
    return Document(
        document_id=content_id("doc", nth), file="invented", row=nth, text="x" * 3200, lang="en", passages=spans,
        published=(date(2031, 1, 1) + timedelta(days=day)).isoformat(),
    )  # fmt: skip


def _telling(
    document: Document, nth: int, what: tuple[str, tuple[str, str, str, float, float], str, int], day: int,
    topic: list[str], country: Country, chance: Random,
) -> Iterator[Claim]:  # fmt: skip
    """One to three sentences on one happening."""
    kind, town, side, dead = what
    for sentence in range(chance.randint(1, 3)):
        start = 200 * (5 * nth + sentence)
        words = " ".join([*chance.sample(topic, 4), *chance.sample(country.words[:600], 10)])
        quote = {"start": start, "end": start + 8, "quote": "whatever"}
        said = (date(2031, 1, 1) + timedelta(days=day)).isoformat()
        place = Place(
            place_id=town[0], name=town[1], admin1=town[2], lat=town[3], lon=town[4], radius_km=3.0, country="XO",
            precision="exact", **quote,
        )  # fmt: skip
        running = sentence == 2 and chance.random() < 0.5
        toll = 100 * dead if running else max(1, dead + chance.choice((0, 0, 0, 1, 4)))
        figure = Quantity(
            measure="killed", of="any", side_id=None, counts="cumulative" if running else "total", low=toll, best=toll,
            high=toll, bound="exact", **quote,
        )  # fmt: skip
        yield Claim(
            claim_id=content_id("claim", document.document_id, start),
            document_id=document.document_id,
            event_type=kind if sentence == 0 else "killing",
            status="happened",
            trigger=Quote(**quote),
            passage_kind="sentence",
            participants=(Participant(role="actor", actor_id=side, name=side, side_id=side, **quote),),
            place=place if chance.random() < 0.8 else None,
            time=Time(earliest=said, latest=said, precision="day", anchor="text", **quote)
            if chance.random() < 0.6
            else None,
            quantities=(figure,) if sentence != 1 else (),
            attribution=Attribution(manner="own_voice"),
            voice_id=document.document_id,
            evidence=(Quote(start=start, end=start + len(words), quote=words),),
        )


def measure(number: int, days: int, *, pairs_only: bool) -> dict[str, float]:
    """Link so many documents once, or only count the pairs that blocking gives."""
    chance = Random(7)
    country = Country(chance)
    documents, claims = make(number, days, country, chance)
    views = make_views(documents, claims, country.lexicon)
    told: dict[str, float] = {"documents": number, "days": days, "claims": len(claims)}
    started, used = time.perf_counter(), time.process_time()
    if pairs_only:
        told |= {"pairs_in_one_text": len(pairs_in_one_text(views)), "pairs_across": len(pairs_across(Keyed(views)))}
    else:
        told["events"] = len(link_claims(documents, claims, country.lexicon))
    told["seconds"] = round(time.perf_counter() - started, 1)
    return told | {"cpu_seconds": round(time.process_time() - used, 1), "peak_mib": round(peak_mib())}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, nargs="+", default=[1250, 2500, 5000, 10000], help="how many")
    options.add_argument("--dense", action="store_true", help="all within one year")
    options.add_argument("--pairs", action="store_true", help="only count pairs")
    given = options.parse_args()
    for number in given.documents:
        days = A_YEAR if given.dense else max(1, number // DAILY)
        print(json.dumps(measure(number, days, pairs_only=given.pairs)), flush=True)


if __name__ == "__main__":
    main()
