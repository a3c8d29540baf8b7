"""``python -m train.re3d``: entities of re3d, trained on its train part and scored on its dev part.

In: the folder with ``conll/train.txt`` and ``conll/dev.txt`` (see `crosswire.evaluate.spans.re3d`). Out: F1 of
entities as CoNLL-2003 counts them, over all ten types and by type.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from crosswire.evaluate.report import f1, measured
from crosswire.evaluate.spans.re3d import Entity, Sentence, read_sentences, written
from train.data import Marked
from train.spans import Spans, find_spans, flat_text, row_shape
from train.table import options, shown, timed, train


def main() -> None:
    given = options("re3d", __doc__, epochs=10, frozen=0)
    learnt, asked = (list(read_sentences(given.data / "conll" / f"{side}.txt")) for side in ("train", "dev"))
    kinds = sorted(Counter(kind for one in learnt for _, _, kind in one.entities))
    shape = row_shape(kinds, given.blocks)
    reader, tokenizer = train("re3d", [text_of(one) for one in learnt[: given.limit]], shape, given)
    units: list[tuple[int, int, int]] = []
    by_kind: dict[str, list[tuple[int, int, int]]] = {kind: [] for kind in kinds}
    for one in asked:
        found = entities_of(find_spans(reader, text_of(one), tokenizer), one)
        units.append((len(found & one.entities), len(found), len(one.entities)))
        for kind in kinds:
            ours, theirs = ({e for e in group if e[2] == kind} for group in (found, one.entities))
            by_kind[kind].append((len(ours & theirs), len(ours), len(theirs)))
    scores = {"entity_f1": measured(units, f1, sum(unit[2] for unit in units))}
    scores |= {f"{kind.lower()}_f1": measured(own, f1, sum(unit[2] for unit in own)) for kind, own in by_kind.items()}
    print(shown(scores))


def text_of(one: Sentence) -> Marked:
    """A sentence as one would write it, with its entities as marks."""
    text, starts = written(one.tokens)
    marks = {(kind, starts[first], starts[end - 1] + len(one.tokens[end - 1])) for first, end, kind in one.entities}
    return flat_text(one.name, text, [(0, len(text))], frozenset(marks))


def entities_of(spans: Spans, one: Sentence) -> frozenset[Entity]:
    """Spans of the written sentence as tokens."""
    starts = written(one.tokens)[1]
    found = set()
    for label, start, end in spans:
        at = _touched(start, end, starts, one.tokens)
        found.add((at[0], at[-1] + 1, label))
    return frozenset(found)


def _touched(start: int, end: int, starts: Sequence[int], tokens: Sequence[str]) -> list[int]:
    return [k for k, begin in enumerate(starts) if begin < end and start < begin + len(tokens[k])]


if __name__ == "__main__":
    timed(main)
