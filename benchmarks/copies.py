"""Speed and memory of finding copies among many documents.

In: a number of documents.  Out: one JSON object on standard output: documents, copied runs, pairs, seconds by step and
the peak memory in MiB.  The documents are made of invented words whose frequencies fall as those of English do (Zipf),
so frequent words meet in many documents; a third of them are an earlier document that was cut and of whose words up to
a third were replaced.  The same number gives the same documents.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator

import numpy as np
from measure import peak_mib

from crosswire.lexicon import load
from crosswire.model import Document, Passage
from crosswire.trace import find_copies

VOCABULARY = 30_000
SENTENCES, WORDS = 12, 20
FAMILY = 8  # a copy is taken from one of so many last originals


def documents(number: int) -> Iterator[Document]:
    """So many documents, dated over two years."""
    chance = np.random.default_rng(7)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    words = np.array(["".join(chance.choice(syllables, size=3)) for _ in range(VOCABULARY)])
    share = 1.0 / np.arange(3, VOCABULARY + 3)
    share /= share.sum()
    originals: list[np.ndarray] = []
    for nth in range(number):
        if originals and chance.random() < 1 / 3:
            taken = originals[int(chance.integers(len(originals)))]
            text = taken[
                np.sort(chance.choice(SENTENCES, size=int(chance.integers(6, SENTENCES)), replace=False))
            ].copy()
            changed = chance.random(text.shape) < chance.uniform(0, 1 / 3)
            text[changed] = words[chance.choice(VOCABULARY, size=int(changed.sum()), p=share)]
        else:
            text = words[chance.choice(VOCABULARY, size=(SENTENCES, WORDS), p=share)]
            originals = [*originals[1 - FAMILY :], text]
        yield _document(nth, [" ".join(line).capitalize() + "." for line in text])


def _document(nth: int, lines: list[str]) -> Document:
    passages, at = [], 0
    for line in lines:
        passages.append(Passage(start=at, end=at + len(line), kind="sentence"))
        at += len(line) + 1
    day = np.datetime64("2031-01-01") + np.timedelta64(nth * 700 // 100_000, "D")
    return Document(
        document_id=f"doc_{nth:08d}", file="invented", row=nth, outlet=f"outlet {nth % 40}", published=str(day),
        text="\n".join(lines) + "\n", passages=tuple(passages),
    )  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=10_000, help="how many documents")
    given = options.parse_args()
    lexicon = load()
    started = time.perf_counter()
    made = list(documents(given.documents))
    generated = time.perf_counter()
    before = peak_mib()
    found = find_copies(made, lexicon)
    ended, used = time.perf_counter(), time.process_time()
    pairs = {(copy.document_id, copy.other_id) for copy in found}
    told = {
        "documents": len(made),
        "characters": sum(len(document.text) for document in made),
        "pairs": len(pairs) // 2,
        "runs": len(found),
        "seconds_making": round(generated - started, 1),
        "seconds": round(ended - generated, 1),
        "cpu_seconds_of_all": round(used, 1),
        "peak_mib_before": round(before),
        "peak_mib": round(peak_mib()),
    }
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
