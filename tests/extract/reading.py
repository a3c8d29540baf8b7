"""Reading sentences about Ostravia, an invented country, whose lexicon is the folder `ostravia` beside this file."""

from __future__ import annotations

from pathlib import Path

from crosswire.extract import extract_claims
from crosswire.extract.parse import Sentence, parse
from crosswire.lexicon import Lexicon, load
from crosswire.model import Claim, Document, Passage, PassageKind, Quantity, Span, content_id

FOLDER = Path(__file__).parent / "ostravia"
Figure = tuple[object, ...]


def lexicon() -> Lexicon:
    """The shipped lexicon with Ostravia laid over it."""
    return load(FOLDER)


def document_of(*sentences: str, published: str | None = None, **fields: str) -> Document:
    """A document with one passage a string; a string that begins with "# " is a headline."""
    text, passages = "", []
    for sentence in sentences:
        kind: PassageKind = "headline" if sentence.startswith("# ") else "sentence"
        words = sentence.removeprefix("# ")
        passages.append(Passage(start=len(text), end=len(text) + len(words), kind=kind))
        text += words + "\n"
    return Document(
        document_id=content_id("doc", text), file="report.txt", text=text, passages=tuple(passages),
        published=published, published_how=None if published is None else "given", lang="en", **fields,
    )  # fmt: skip


def claims_of(*sentences: str, published: str | None = None) -> list[Claim]:
    """The claims that rules read in a document made of these sentences, in the order of the text."""
    return extract_claims(document_of(*sentences, published=published), lexicon(), reader="rules")


def parsed(sentence: str, *names: str) -> Sentence:
    """One parsed sentence ("# " makes it a headline); ``names`` are the words the parser shall keep as names."""
    document = document_of(sentence)
    spans = [Span(start=(at := document.text.index(name)), end=at + len(name)) for name in names]
    return parse(document.text, document.passages, spans)[0]


def amount(quantity: Quantity) -> object:
    """The number, or its two ends where it is a range; None for a vague word."""
    return (
        quantity.best if quantity.low == quantity.high or quantity.best is not None else (quantity.low, quantity.high)
    )


def figures(claims: list[Claim]) -> list[tuple[str, object]]:
    """Measure and number of every figure, in order."""
    return [(quantity.measure, amount(quantity)) for claim in claims for quantity in claim.quantities]
