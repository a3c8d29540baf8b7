"""A small stand-in for the lexicon, with invented outlets."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.collect import to_document
from crosswire.collect.credits import Given
from crosswire.collect.records import Record
from crosswire.model import Document


@dataclass(frozen=True)
class FakeOutlet:
    id: str
    name: str
    kind: str
    country: str | None
    names: tuple[str, ...] = ()


OUTLETS = (
    FakeOutlet("opa", "OPA", "agency", "XO", ("Ostravian Press Agency",)),
    FakeOutlet("velmora-post", "The Velmora Post", "newspaper", "XO", ("Velmora Post", "velmorapost.example")),
    FakeOutlet("karsten-front", "Karsten Front", "site", None, ("KarstenFront",)),
    FakeOutlet("dolna-daily", "Dolna Daily", "newspaper", "US", ("dolnadaily",)),
)


class FakeLexicon:
    def outlet_named(self, text: str, /) -> FakeOutlet | None:
        wanted = text.strip().casefold()
        return next((o for o in OUTLETS if wanted in {o.name.casefold(), *map(str.casefold, o.names)}), None)


LEXICON = FakeLexicon()


def read(text: str, *, title: str | None = None, outlet: str | None = None, published: object = None) -> Document:
    given = Given(how="given", title=title, outlet=outlet, published=published)
    return to_document(Record(text=text, given=(given,)), "report.txt", None, LEXICON)


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, document.text[p.start : p.end]) for p in document.passages]


def of_kind(document: Document, kind: str) -> list[str]:
    return [words for k, words in kinds(document) if k == kind]


def check_partition(document: Document) -> None:
    """Passages are sorted, apart, trimmed, and cover all that is not white space."""
    last = 0
    for passage in document.passages:
        assert last <= passage.start < passage.end <= len(document.text)
        assert not document.text[last : passage.start].strip()
        words = document.text[passage.start : passage.end]
        assert words == words.strip()
        last = passage.end
    assert not document.passages or not document.text[last:].strip()
