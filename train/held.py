"""``python -m train.held``: what both readers score on texts that the network has not seen.

In: the folder ``claims`` and the networks that ``python -m train --fold N`` made, each without the articles of its
fold. Out: a line for the rules, one for both readers as they are, and one for each threshold of `Sure` at another
value: the scores of ``crosswire evaluate claims`` over the articles of all folds, each read by the network that has not
seen it, and how far a line differs from that of both readers, with a 95 % interval over articles where the difference
is not nought.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from crosswire.evaluate.careful.articles import Article, read_articles, table
from crosswire.evaluate.careful.claims import F1
from crosswire.evaluate.careful.compare import FIELDS, Agreement, compare
from crosswire.evaluate.careful.ours import to_reading
from crosswire.evaluate.fakes.labels import OPTIONS
from crosswire.evaluate.flow import Read, read_rows
from crosswire.evaluate.report import bootstrap, f1, rate
from crosswire.extract.learned.both import SURE, Sure, asked, claims_by_both
from crosswire.extract.learned.loose import Ruled
from crosswire.extract.learned.network import load as load_network
from crosswire.extract.learned.reading import Reading
from crosswire.extract.named import find_named
from crosswire.extract.rules import claims_by_rules
from crosswire.lexicon import Lexicon, load
from crosswire.model import Claim, Document
from crosswire.run.flow import derive
from train.claims_set import read_claims_set
from train.data import folds
from train.table import SHARED

FOLDS = 3
TRIED: Mapping[str, tuple[float, ...]] = {
    "source": (0.5, 0.8, 0.9, 1.1),
    "actor": (0.5, 0.8, 0.9, 1.1),
    "nobody": (0.5, 0.7, 0.9, 1.1),
    "counts": (0.7, 0.8, 0.95, 1.1),
    "open": (0.3, 0.7, 0.9, 1.1),
    "of": (0.5, 0.7, 0.9, 1.1),
    "loose": (0.5, 0.7, 0.9, 1.1),
    "counted": (0, 0.01, 0.02, 0.05),
}


@dataclass(frozen=True, slots=True)
class Held:
    """An article: what rules read of it, what the network read of its figures."""

    article: Article
    ruled: Ruled
    reading: Reading

    @property
    def document(self) -> Document:
        """The article as it was read."""
        return self.ruled.named.document


def main() -> None:
    given = arguments("held", __doc__).parse_args()
    lexicon = load()
    held = list(read(given.data, given.folds, given.work, lexicon))
    print(f"{len(held)} articles")

    def tried(sure: Sure) -> list[Agreement]:
        return agreements(held, [claims_by_both(one.ruled, one.reading, sure) for one in held], lexicon)

    both = tried(SURE)
    print(line("rules", agreements(held, [one.ruled.claims for one in held], lexicon), both))
    print(line("both", both, both), flush=True)
    for one in fields(Sure):
        for value in TRIED[one.name]:
            print(line(f"{one.name} {value}", tried(replace(SURE, **{one.name: value})), both), flush=True)


def arguments(name: str, about: str | None) -> argparse.ArgumentParser:
    """The options that say what was held out."""
    parser = argparse.ArgumentParser(prog=f"python -m train.{name}", description=about)
    parser.add_argument("--data", type=Path, default=SHARED / "bench" / "claims")
    parser.add_argument("--folds", type=int, nargs="+", choices=range(FOLDS), default=list(range(FOLDS)))
    parser.add_argument("--work", type=Path, default=Path(".train"), help="where the networks of the folds are")
    return parser


def read(data: Path, chosen: Sequence[int], work: Path, lexicon: Lexicon) -> Iterator[Held]:
    """The articles of these folds, in the order of the table, each read by the network made without it."""
    networks = {fold: load_network(work / f"fold{fold}") for fold in chosen}
    texts = read_claims_set(data, lexicon)
    fold_of = folds(texts, FOLDS)
    rows = {int(text.key): networks[fold] for text in texts if (fold := fold_of[text.key]) in networks}
    articles = {one.row: one for one in read_articles(data, lexicon)}
    for document in read_rows(table(data), OPTIONS, lexicon, rows):
        assert document.row is not None
        named = find_named(document, lexicon)
        ruled = Ruled.of(claims_by_rules(named, lexicon), named)
        yield Held(articles[document.row], ruled, rows[document.row].read(named, lexicon, asked(ruled)))


def agreements(held: Sequence[Held], told: Sequence[Sequence[Claim]], lexicon: Lexicon) -> list[Agreement]:
    """How far the claims told of each article agree with what is marked there."""
    documents = [one.document for one in held]
    derived = derive(documents, [claim for claims in told for claim in claims], lexicon)
    claims_of = Read(documents=tuple(documents), derived=derived).claims_of
    return [
        compare(
            to_reading(one.document, one.article.text, claims_of[one.document.document_id]),
            one.article.first,
            lexicon,
        )
        for one in held
    ]


def line(name: str, own: Sequence[Agreement], other: Sequence[Agreement]) -> str:
    """The scores of ``own``, each with what it has more than ``other``."""
    told = [f"{name:16}"]
    for score in (*F1, *FIELDS):
        pairs = list(zip(own, other, strict=True))
        value = _value(score, own)
        if value is None:
            continue
        gained = _gained(score, pairs) or 0.0
        told.append(f"{score} {value:.4f}")
        if gained:
            low, high = bootstrap(pairs, lambda drawn, score=score: _gained(score, drawn), samples=500)  # type: ignore[misc]
            told.append(f"({gained:+.4f} [{low:+.4f} {high:+.4f}])")
    return " ".join(told)


def _value(score: str, agreed: Sequence[Agreement]) -> float | None:
    return f1([one.f1[score] for one in agreed]) if score in F1 else rate([one.shares[score] for one in agreed])


def _gained(score: str, pairs: Sequence[tuple[Agreement, Agreement]]) -> float | None:
    own, other = (_value(score, [pair[i] for pair in pairs]) for i in (0, 1))
    return None if own is None or other is None else own - other


if __name__ == "__main__":
    main()
