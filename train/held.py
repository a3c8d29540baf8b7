"""``python -m train.held``: what both readers score on the texts that the network of a fold has not seen.

In: the folder ``claims``, the fold, and the network that ``python -m train --fold N`` made without it. Out: a line for
the rules, for both readers as they are, and for both with each threshold of `Sure` at other values; the scores are
those of ``crosswire evaluate claims``, over the articles of the fold alone.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from crosswire.evaluate.careful.articles import Article, read_articles, table
from crosswire.evaluate.careful.claims import scores
from crosswire.evaluate.careful.compare import compare
from crosswire.evaluate.careful.ours import to_reading
from crosswire.evaluate.fakes.labels import OPTIONS
from crosswire.evaluate.flow import Read, read_rows
from crosswire.extract.learned.both import SURE, Sure, asked, claims_by_both
from crosswire.extract.learned.network import load as load_network
from crosswire.extract.learned.reading import Reading
from crosswire.extract.named import Named, find_named
from crosswire.extract.rules import claims_by_rules
from crosswire.lexicon import Lexicon, load
from crosswire.model import Claim
from crosswire.run.flow import derive
from train.claims_set import read_claims_set
from train.data import folds
from train.table import SHARED

FOLDS = 3
TRIED = {
    "source": (0.5, 0.65, 0.9, 1.1),
    "actor": (0.6, 0.7, 0.9, 1.1),
    "counts": (0.8, 0.98, 1.1),
    "open": (0.3, 0.8, 1.1),
}


@dataclass(frozen=True, slots=True)
class Held:
    """An article of the fold: what is named in it, the rules' claims, what the network read of their figures."""

    article: Article
    named: Named
    claims: list[Claim]
    reading: Reading


def main() -> None:
    given = arguments("held", __doc__).parse_args()
    lexicon = load()
    held = list(read(given.data, given.fold, given.network, lexicon))
    print(f"{len(held)} articles")
    show("rules", held, [one.claims for one in held], lexicon)
    tries = [("both", SURE)]
    for one in fields(Sure):
        tries += [(f"{one.name} {value}", replace(SURE, **{one.name: value})) for value in TRIED[one.name]]
    for name, sure in tries:
        show(name, held, [claims_by_both(one.claims, one.named, one.reading, sure) for one in held], lexicon)


def arguments(name: str, about: str | None) -> argparse.ArgumentParser:
    """The options that say what was held out."""
    parser = argparse.ArgumentParser(prog=f"python -m train.{name}", description=about)
    parser.add_argument("--data", type=Path, default=SHARED / "bench" / "claims")
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--network", type=Path, default=Path(".train/fold0"), help="the network of that fold")
    return parser


def read(data: Path, fold: int, folder: Path, lexicon: Lexicon) -> Iterator[Held]:
    """The articles of a fold, in the order of the table."""
    network = load_network(folder)
    texts = read_claims_set(data, lexicon)
    fold_of = folds(texts, FOLDS)
    rows = {int(text.key) for text in texts if fold_of[text.key] == fold}
    articles = {one.row: one for one in read_articles(data, lexicon)}
    for document in read_rows(table(data), OPTIONS, lexicon, rows):
        assert document.row is not None
        named = find_named(document, lexicon)
        claims = claims_by_rules(named, lexicon)
        yield Held(articles[document.row], named, claims, network.read(named, lexicon, asked(claims, named)))


def show(name: str, held: Sequence[Held], told: Sequence[Sequence[Claim]], lexicon: Lexicon) -> None:
    """Print the scores of these claims."""
    documents = [one.named.document for one in held]
    derived = derive(documents, [claim for claims in told for claim in claims], lexicon)
    claims_of = Read(documents=tuple(documents), derived=derived).claims_of
    agreed = []
    for one in held:
        document = one.named.document
        ours = to_reading(document, one.article.text, claims_of[document.document_id])
        agreed.append(compare(ours, one.article.first, lexicon))
    line = " ".join(f"{key} {score.value:.3f}" for key, score in scores(agreed).items() if score.value is not None)
    print(f"{name:12} {line}", flush=True)


if __name__ == "__main__":
    main()
