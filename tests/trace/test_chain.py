"""The chain from the source to the reader, read from texts: whose voice a toll is, and by which way it came.

Each case is a few documents as an outlet prints them and, for each figure of people killed, ``voice < link < link``,
from the source to the reader.  The whole flow runs: collecting, reading, tracing, linking and reconciling, with the
lexicon of an invented country (the folder ``chain``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from crosswire.casebook import Derived
from crosswire.collect import ReadOptions, read_paths
from crosswire.extract import extract_claims
from crosswire.lexicon import Lexicon, load
from crosswire.model import Document
from crosswire.run.flow import derive

FOLDER = Path(__file__).parent / "chain"
TIMES, POST, OPA, WIRE = "Velmora Times", "Dolna Post", "OPA", "North Wire"

TOLL = "Shells killed nine people in Dolna on Monday"
WIRE_TEXT = (
    f"{TOLL} as traders were opening their stalls in the covered market. "
    "Ambulance crews carried the wounded across the frozen river because the bridge to the hospital was destroyed."
)
OWN_TEXT = "Four people were killed in Karsten on Tuesday, neighbours of the mill told the Velmora Times."
CORRECTED = "Shells killed seven people in Dolna on Monday, OPA said, correcting an earlier report."
STATEMENT = "“Shells from the ridge killed nine people in Dolna on Monday and no one will forget it,”"
LATER = (
    "Shells killed 12 people in Dolna on Monday as traders were opening their stalls in the covered market. "
    "Ambulance crews carried the wounded across the frozen river because the bridge to the hospital was destroyed. "
    "The market will stay closed until Friday, and the council has called for volunteers to clear the roofs."
)


def page(text: str, outlet: str | None = TIMES, day: str = "2031-03-11", **more: str) -> dict[str, Any]:
    return {"text": text, "outlet": outlet, "published": day, "title": "The day in Dolna", **more}


@lru_cache(maxsize=1)
def words() -> Lexicon:
    return load(FOLDER)


def record_of(pages: list[dict[str, Any]], folder: Path) -> tuple[list[Document], Derived]:
    """The pages, a file each, in the order given, and what the flow makes of them."""
    documents = []
    for number, given in enumerate(pages):
        file = folder / f"{number}.json"
        file.write_text(json.dumps(given), encoding="utf-8")
        documents += read_paths([file], ReadOptions(), words())
    claims = [claim for document in documents for claim in extract_claims(document, words())]
    return documents, derive(documents, claims, words())


def chains(documents: list[Document], record: Derived) -> list[Mapping[int, str]]:
    """For each document, for each number of people killed it tells, the way from the source."""
    found: list[dict[int, str]] = [{} for _ in documents]
    place = {document.document_id: number for number, document in enumerate(documents)}
    for claim in record.claims:
        for quantity in claim.quantities:
            number = quantity.best or quantity.low
            if quantity.measure == "killed" and number is not None and claim.passage_kind == "sentence":
                way = " < ".join([str(claim.voice_id), *(link.id for link in claim.attribution.via)])
                found[place[claim.document_id]][int(number)] = way
    return found


CASES: dict[str, tuple[list[dict[str, Any]], list[Mapping[int, str]]]] = {
    "an agency in the byline": (
        [page(f"By OPA\n\n{TOLL}.")], [{9: "opa < velmora-times"}],
    ),
    "an agency in the dateline": (
        [page(f"DOLNA (OPA) – {TOLL}.")], [{9: "opa < velmora-times"}],
    ),
    "an agency as the last word": (
        [page(f"{WIRE_TEXT}\n\n--OPA")], [{9: "opa < velmora-times"}],
    ),
    "an agency as the source at the end": (
        [page(f"{WIRE_TEXT}\n\nSource: OPA")], [{9: "opa < velmora-times"}],
    ),
    "the agency's own page": (
        [page(f"{TOLL}.", OPA)], [{9: "opa"}],
    ),
    "the agency said": (
        [page(f"{TOLL}, OPA said.")], [{9: "opa < velmora-times"}],
    ),
    "according to the agency": (
        [page("According to OPA, shells killed nine people in Dolna on Monday.")], [{9: "opa < velmora-times"}],
    ),
    "the agency reported, citing the army": (
        [page(f"{TOLL}, OPA reported, citing the Ostravian army.")], [{9: "ostravian-army < opa < velmora-times"}],
    ),
    "the agency, citing the army, said": (
        [page("OPA, citing the Ostravian army, said shells killed nine people in Dolna on Monday.")],
        [{9: "ostravian-army < opa < velmora-times"}],
    ),
    "the agency quoted the army as saying": (
        [page("OPA quoted the Ostravian army as saying that shells killed nine people in Dolna on Monday.")],
        [{9: "ostravian-army < opa < velmora-times"}],
    ),
    "the agency reported, citing nobody named": (
        [page(f"{TOLL}, OPA reported, citing local sources.")], [{9: "opa < velmora-times"}],
    ),
    "the agency reported, citing one of the army": (
        [page(f"{TOLL}, OPA reported, citing an Ostravian army source.")], [{9: "opa < velmora-times"}],
    ),
    "the agency, quoted by a monitor": (
        [page(f"{TOLL}, according to OPA, quoted by Marn Watch.")], [{9: "opa < marn-watch < velmora-times"}],
    ),
    "a monitor, citing the agency": (
        [page(f"{TOLL}, Marn Watch said, citing OPA.")], [{9: "opa < marn-watch < velmora-times"}],
    ),
    "a quote of a quote": (
        [page(f"By North Wire\n\n{TOLL}, OPA reported, quoting Marn Watch.")],
        [{9: "marn-watch < opa < north-wire < velmora-times"}],
    ),
    "a state agency, cited by another agency, run by two outlets": (
        [
            page(f"By North Wire\n\n{TOLL}, OPA said."),
            page(f"By North Wire\n\n{TOLL}, OPA said.", POST),
        ],
        [{9: "opa < north-wire < velmora-times"}, {9: "opa < north-wire < dolna-post"}],
    ),
    "a named source told the agency": (
        [page("Marn Watch told OPA that shells killed nine people in Dolna on Monday.")],
        [{9: "marn-watch < opa < velmora-times"}],
    ),
    "somebody told the agency": (
        [page("A doctor told OPA that shells killed nine people in Dolna on Monday.")], [{9: "opa < velmora-times"}],
    ),
    "somebody told the agency, in two outlets in other words": (
        [
            page("A doctor told OPA that shells killed nine people in Dolna on Monday."),
            page("In Dolna nine people were killed by shells on Monday, a physician told OPA.", POST),
        ],
        [{9: "opa < velmora-times"}, {9: "opa < dolna-post"}],
    ),
    "a state agency quotes a military source": (
        [
            page(f"{TOLL}, a military source told OPA.", OPA),
            page("OPA quoted a military source as saying that shells killed nine people in Dolna on Monday."),
        ],
        [{9: "opa"}, {9: "opa < velmora-times"}],
    ),
    "a statement carried by the agency": (
        [page(f"{TOLL}, the Ostravian army said in a statement carried by OPA.")],
        [{9: "ostravian-army < opa < velmora-times"}],
    ),
    "a monitor and its director": (
        [
            page(f"{TOLL}, Marn Watch said."),
            page("Nine people were killed in Dolna on Monday, said Ilen Dorsa, the director of Marn Watch.", POST),
        ],
        [{9: "marn-watch < velmora-times"}, {9: "marn-watch < dolna-post"}],
    ),
    "a spokesman speaks for whom he speaks for": (
        [page("A spokesman of the Ostravian army said shells killed nine people in Dolna on Monday.")],
        [{9: "ostravian-army < velmora-times"}],
    ),
    "two outlets with one agency text": (
        [page(f"By OPA\n\n{WIRE_TEXT}"), page(f"DOLNA (OPA) - {WIRE_TEXT}", POST)],
        [{9: "opa < velmora-times"}, {9: "opa < dolna-post"}],
    ),
    "agency text without a credit": (
        [page(WIRE_TEXT, OPA), page(WIRE_TEXT, POST)], [{9: "opa"}, {9: "opa < dolna-post"}],
    ),
    "a copy of an uncredited copy": (
        [page(WIRE_TEXT, OPA), page(WIRE_TEXT, POST), page(WIRE_TEXT, TIMES, "2031-03-12")],
        [{9: "opa"}, {9: "opa < dolna-post"}, {9: "opa < velmora-times"}],
    ),
    "a copy from a paper without a credit": (
        [page(WIRE_TEXT, POST), page(WIRE_TEXT, TIMES, "2031-03-12")],
        [{9: "dolna-post"}, {9: "dolna-post < velmora-times"}],
    ),
    "an outlet adds a paragraph of its own to agency text": (
        [page(WIRE_TEXT, OPA), page(f"{WIRE_TEXT}\n\n{OWN_TEXT}")],
        [{9: "opa"}, {9: "opa < velmora-times", 4: "velmora-times"}],
    ),
    "a photo credit makes no agency text": (
        [page(f"Smoke over the covered market. (Photo: OPA)\n\n{TOLL}.")], [{9: "velmora-times"}],
    ),
    "a blog republished": (
        [page(f"{WIRE_TEXT}\n\nThis article was originally published by Marn Diary.")],
        [{9: "name:marn-diary < velmora-times"}],
    ),
    "one outlet cites another": (
        [page(f"{TOLL}, the Dolna Post reported.")], [{9: "dolna-post < velmora-times"}],
    ),
    "a later, longer version by the same agency": (
        [page(WIRE_TEXT, OPA), page(LATER, OPA, "2031-03-12")], [{9: "opa"}, {12: "opa"}],
    ),
    "a correction by the same agency": (
        [
            page(WIRE_TEXT, OPA),
            page(CORRECTED, OPA, "2031-03-12"),
        ],
        [{9: "opa"}, {7: "opa"}],
    ),
    "nobody named, in two outlets": (
        [page("A military source said shells killed nine people in Dolna on Monday."),
         page("In Dolna nine people were killed by shells on Monday, a military source said.", POST)],
        [{9: "velmora-times"}, {9: "dolna-post"}],
    ),
    "one statement quoted by two outlets": (
        [
            page(f"{STATEMENT} Ilen Dorsa said."),
            page(f"Ilen Dorsa was blunt. {STATEMENT} Ilen Dorsa said in Velmora.", POST),
        ],
        [{9: "marn-watch < velmora-times"}, {9: "marn-watch < dolna-post"}],
    ),
    "one statement of somebody unnamed, quoted by two outlets": (
        [page(f"{STATEMENT} a doctor said."), page(f"A doctor in Dolna wept. {STATEMENT} he said.", POST)],
        [{9: "velmora-times"}, {9: "dolna-post"}],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_chain(case: str, tmp_path: Path) -> None:
    pages, expected = CASES[case]
    documents, record = record_of(pages, tmp_path)
    assert chains(documents, record) == expected


APART = {"nobody named, in two outlets", "one statement of somebody unnamed, quoted by two outlets"}
REVISED = {"a later, longer version by the same agency", "a correction by the same agency"}


@pytest.mark.parametrize("case", [case for case, (pages, _) in CASES.items() if len(pages) > 1])
def test_voices_of_the_event_and_of_the_figure(case: str, tmp_path: Path) -> None:
    """The toll of nine is one event, whatever was printed; its voices are those behind its figures."""
    _, record = record_of(CASES[case][0], tmp_path)
    (event,) = (event for event in record.events if event.event_type == "shelling")
    assert len(event.voice_ids) == (2 if case in APART else 1)
    figures = [one for one in record.estimates if one.event_id == event.event_id and one.measure == "killed"]
    assert figures and {one.voice_ids for one in figures} == {event.voice_ids}
    kinds = {relation.kind for relation in record.relations}
    assert kinds == {"revision" if case in REVISED else "same" if case in APART else "stale_copy"}
