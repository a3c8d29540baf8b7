"""Real files, where the shared folder is at hand."""

import csv
import os
from pathlib import Path

import pytest
from invented_outlets import FakeOutlet, check_partition, of_kind

from crosswire.collect import ReadOptions, read_paths

SHARED = Path(os.environ.get("CROSSWIRE_SHARED", Path(__file__).parents[3] / "shared"))
SEEDS = SHARED / "seeds"
TABLE = SHARED / "bench" / "fakes" / "fakes_dev.csv"


NAMES = {
    "afp": FakeOutlet("afp", "AFP", "agency", "FR"),
    "reuters": FakeOutlet("reuters", "Reuters", "agency", "GB"),
    "south front": FakeOutlet("south-front", "South Front", "site", None),
    "thecradle": FakeOutlet("the-cradle", "The Cradle", "site", None),
    "global research": FakeOutlet("global-research", "Global Research", "site", "CA"),
}


class SomeOutlets:
    def outlet_named(self, text: str, /) -> FakeOutlet | None:
        return NAMES.get(text.strip().casefold())


@pytest.mark.shared
def test_seeds() -> None:
    if not SEEDS.is_dir():
        pytest.skip(f"no folder {SEEDS}: set CROSSWIRE_SHARED")
    documents = list(read_paths([SEEDS], None, SomeOutlets()))
    credits = [(d.outlet, d.byline, d.agency, d.republishes, d.published) for d in documents]
    assert credits == [
        (None, None, None, None, None),
        (None, "AFP", "AFP", None, "2018-08-01"),
        (None, None, None, None, "2018-07-31"),
        (None, None, None, "The Cradle", None),
        ("Global Research", "South Front", None, "South Front", "2018-07-27"),
    ]
    for document in documents:
        check_partition(document)
    assert [len(of_kind(d, "teaser")) for d in documents] == [0, 3, 0, 0, 0]
    assert [len(of_kind(d, "caption")) for d in documents] == [0, 1, 1, 0, 0]
    assert len(of_kind(documents[4], "furniture")) >= 10


@pytest.mark.shared
def test_table_goes_through_whole() -> None:
    if not TABLE.is_file():
        pytest.skip(f"no file {TABLE}: set CROSSWIRE_SHARED")
    options = ReadOptions(text=("article_content",), title="article_title", outlet="source")
    documents = list(read_paths([TABLE], options, SomeOutlets()))
    with TABLE.open(encoding="utf-8", newline="") as file:
        texts = [row["article_content"] for row in csv.DictReader(file)]
    assert [d.row for d in documents] == list(range(480))
    assert [d.text for d in documents] == texts
    assert len({d.document_id for d in documents}) == 480
    assert {d.state for d in documents} == {"read"}
    for document in documents:
        check_partition(document)
