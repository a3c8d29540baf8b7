"""Rebuild ``word_texts.csv``: in how many news texts each word stands.

In: three sets that may stand behind what is shipped: ECB+ train (CC BY 3.0), the looking side of MEANTIME (CC BY 4.0)
and that of FA-KES (CC BY 4.0).  Out: the words that stand in `LEAST` texts or more, sorted, and in the line with the
empty word the number of texts.  Counts only, no text.  The same inputs give the same bytes.

    python tools/build_word_weights.py --bench BENCH
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from crosswire.evaluate.mentions import ecbplus, meantime
from crosswire.lexicon.word_weights import TABLE

LEAST = 3
_WORD = re.compile(r"[^\W_]+")


def texts(bench: Path) -> Iterator[str]:
    """All texts counted."""
    for one in [*ecbplus.read(bench / "ecbplus", "Train"), *meantime.read(bench / "meantime_en", "look")]:
        yield " ".join(word for sentence in one.sentences for word in sentence)
    with (bench / "claims" / "split.tsv").open(encoding="utf-8", newline="") as lines:
        look = {int(row["row"]) for row in csv.DictReader(lines, delimiter="\t") if row["side"] == "look"}
    with (bench / "fakes" / "fakes_dev.csv").open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines)):
            if number in look:
                yield row["article_content"]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bench", type=Path, required=True)
    total, seen = 0, Counter[str]()
    for text in texts(options.parse_args().bench):
        total += 1
        seen.update({word.casefold() for word in _WORD.findall(text)})
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("word", "texts"))
        writer.writerow(("", total))
        writer.writerows(sorted((word, count) for word, count in seen.items() if count >= LEAST))


if __name__ == "__main__":
    main()
