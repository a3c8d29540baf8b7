"""What is told of copies beside where they are: statements that both quote, and who had a text first.

In: what was planted, and the copies that the trace found, by the ids of the set.  Out: scores by name, with intervals
over happenings.  A pair counts in the happening of its first text.  Never fails.

- ``quotation_f1``: pairs of texts that quote one statement and share no copy, against those in which a quotation is
  found;
- ``first_told``: of the found pairs of a report and one that drew on it, the share in which it is said who had it
  first;
- ``first_accuracy``: of these, the share in which it is the report that was drawn on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from crosswire.evaluate.copies.score import Pair
from crosswire.evaluate.report import Score, f1, measured, rate

if TYPE_CHECKING:
    from crosswire.evaluate.copies.planted import Planted

Told = tuple[Mapping[Pair, str | None], frozenset[Pair]]
"""Of each pair found who had it first (None: not said), and the pairs with a quotation."""


def told_scores(planted: Sequence[Planted], told: Sequence[Told]) -> dict[str, Score]:
    """The scores over one or more sides."""
    quoted: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    first: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for side, (truth, (firsts, quotations)) in enumerate(zip(planted, told, strict=True)):
        expected = {
            pair for pair in combinations(sorted(truth.texts), 2) if truth.quotes[pair[0]] & truth.quotes[pair[1]]
        }
        expected -= truth.pairs.keys()
        for pair in sorted(expected | (quotations - truth.pairs.keys())):
            counts = quoted[side, truth.story[pair[0]]]
            for place, hit in enumerate((pair in expected & quotations, pair in quotations, pair in expected)):
                counts[place] += hit
        for pair, said in sorted(firsts.items()):
            drawn_on = [one for one, other in (pair, pair[::-1]) if one != other and one in truth.first[other]]
            if pair in truth.pairs and drawn_on:
                counts = first[side, truth.story[pair[0]]]
                for place, hit in enumerate((said == drawn_on[0], said is not None, True)):
                    counts[place] += hit
    quotes = [(c[0], c[1], c[2]) for _, c in sorted(quoted.items())]
    said_first = [(c[1], c[2]) for _, c in sorted(first.items())]
    right_first = [(c[0], c[1]) for _, c in sorted(first.items())]
    return {
        "quotation_f1": measured(quotes, f1, sum(c[2] for c in quotes)),
        "first_told": measured(said_first, rate, sum(c[1] for c in said_first)),
        "first_accuracy": measured(right_first, rate, sum(c[1] for c in right_first)),
    }
