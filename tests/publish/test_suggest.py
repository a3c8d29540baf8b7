"""Names the lexicon lacks: counted, with sentences, as rows that its check takes once they are filled in."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from karsten_record import claim, document, quote_of

from crosswire.lexicon import load
from crosswire.lexicon.check import check
from crosswire.model import Attribution, Claim, Document, NamedQuote, Participant, Place
from crosswire.publish.suggest import Suggestion, suggest

TEXT = (
    "The Dolna Hill Front killed 4 people in Karsten, Brisk Relief Agency said. Residents buried Tavi Brenko, a baker."
)


def record(number: int) -> tuple[Document, list[Claim]]:
    of = document(f"d{number}", TEXT, outlet="Karsten Courier")
    sentence, second = TEXT.split(" Residents")[0], "Residents buried Tavi Brenko, a baker."
    front = quote_of(TEXT, "The Dolna Hill Front", Participant, role="actor", actor_id=None, name="x", side_id=None)
    baker = quote_of(TEXT, "Tavi Brenko", Participant, role="target", actor_id=None, name="x", side_id=None)
    residents = quote_of(TEXT, "Residents", Participant, role="actor", actor_id=None, name="x", side_id=None)
    nowhere = quote_of(
        TEXT, "Karsten", Place, place_id=None, name="Karsten", lat=None, lon=None, radius_km=None, precision="exact",
        admin1="Daraa", country="SY",
    )  # fmt: skip
    said = Attribution(
        manner="reported", source=quote_of(TEXT, "Brisk Relief Agency", NamedQuote, name="Brisk Relief Agency")
    )
    first = claim(f"a{number}", of, sentence, "killed", "v", participants=(front,), place=nowhere, attribution=said)
    return of, [first, claim(f"b{number}", of, second, "buried", "v", participants=(residents, baker))]


def suggested(count: int = 2, least: int = 2) -> list[Suggestion]:
    told = [record(number) for number in range(count)]
    return suggest([of for of, _ in told], [one for _, claims in told for one in claims], load(), least=least)


def test_unknown_names_that_recur_are_told_with_their_sentences() -> None:
    found = {one.name: one for one in suggested()}
    assert found.keys() == {"Dolna Hill Front", "Brisk Relief Agency", "Karsten", "Karsten Courier"}
    front = found["Dolna Hill Front"]
    assert (front.kind, front.documents, front.claims) == ("actor", 2, 2)
    assert front.quotes == (TEXT.split(" Residents")[0],)
    assert dict(front.rows) == {
        "actors.csv": "dolna-hill-front,Dolna Hill Front,armed_group,,,SY,",
        "aliases.csv": "Dolna Hill Front,dolna-hill-front,exact,,,,",
    }
    assert found["Karsten"].rows == (("places.csv", "own:karsten,Karsten,village,SY,Daraa,SY.06,,,,,,,"),)
    assert found["Karsten Courier"].kind == "outlet"


def test_private_persons_words_and_rare_names_are_left_out() -> None:
    names = {one.name for one in suggested()}
    assert not any("Brenko" in name or "Residents" in name for name in names)
    assert suggested(count=1) == []
    assert len(suggested(count=1, least=1)) == 4


def test_names_that_are_known_are_not_told_again(tmp_path: Path) -> None:
    """The rows go into a folder, with what is empty filled in; its check finds nothing wrong with them."""
    from crosswire.lexicon.load import SCHEMA
    from crosswire.lexicon.own_places import COLUMNS
    from crosswire.lexicon.table import columns_of

    tables: dict[str, list[str]] = {}
    for one in suggested():
        for table, line in one.rows:
            tables.setdefault(table, []).append(line)
    for table, lines in tables.items():
        known = SCHEMA.get(table.removesuffix(".csv"))
        columns = [column.name for column in columns_of(known[0])] if known else list(COLUMNS)
        rows = [dict(zip(columns, cells, strict=True)) for cells in csv.reader(lines)]
        for row in rows:
            row |= {"kind": row["kind"] or "newspaper"} if "kind" in row else {}
        with (tmp_path / table).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
    assert check(tmp_path) == []
    of, claims = record(0)
    other = replace(of, document_id="doc-other")
    left = suggest([of, other], claims, load(tmp_path), least=1)
    assert {one.kind for one in left} <= {"place"}  # the claims were read before the place was known
