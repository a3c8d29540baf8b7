"""Invented reports from Ostravia, a casebook of them made by the real steps, and readers of exported files."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from crosswire.casebook import Casebook
from crosswire.collect import read_paths
from crosswire.run import build

LEXICON = Path(__file__).parents[2] / "extract" / "ostravia"
REPORTS = (
    ("opa", "Ostravian Press Agency", "2031-05-04", "Shells hit Dolna",
     "DOLNA, May 4 (OPA) - The Ostravian army shelled the town of Dolna on Sunday, killing 18 civilians, among them 7 "
     "children, Marn Watch said. At least 30 people were wounded in the shelling."),
    ("post", "The Velmora Post", "2031-05-05", "=Dolna mourns",
     "The shelling of Dolna on May 4 killed at least 21 civilians, the Free Marn Front said. Tavi Brenko, a baker, was "
     "killed in the shelling, a neighbour said."),
    ("wire", "North Wire", "2031-05-10", "Clashes at Brisk",
     "Fighters of the Free Marn Front attacked an army post near Brisk on May 9, killing six soldiers. "
     "A car bomb exploded in Velmora on May 8, 2031, killing dozens of people, Marn Watch said."),
    ("wire-2", "North Wire", "2031-06-20", "Days of fighting",
     "Fighting between the Ostravian army and the Free Marn Front killed 10 fighters in Karsten on June 17 and 18, "
     "North Wire reported."),
    ("plans", "The Velmora Post", "2031-06-21", "What may come",
     "The Free Marn Front threatened to shell Karsten. The two sides signed a ceasefire in Brisk on June 20, 2031. "
     "Two air strikes hit the market of Velmora in March 2030, killing 4 people."),
    ("long", "Ostravian Press Agency", "2031-06-22", "A long war",
     "Shelling has killed 400 people across Ostravia in 2030, Marn Watch said. "
     "Gunmen abducted three teachers in Dolna on June 19, 2031, residents said."),
)  # fmt: skip


def write_reports(folder: Path) -> Path:
    """The reports as a table of JSON lines."""
    file = folder / "reports.jsonl"
    rows = (
        {"text": text, "title": title, "outlet": outlet, "published": day, "url": f"https://{name}.example/{day}"}
        for name, outlet, day, title, text in REPORTS
    )
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def make_case(folder: Path, reports: Path) -> Path:
    """A casebook of the reports, with the lexicon of Ostravia."""
    case = folder / "case"
    (case / "lexicon").mkdir(parents=True)
    for table in LEXICON.glob("*.csv"):
        (case / "lexicon" / table.name).write_bytes(table.read_bytes())
    with Casebook.open(case, create=True) as casebook:
        casebook.add_documents(read_paths([reports]))
        build(casebook)
    return case


def table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def json_lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").split("\n")[:-1]]
