"""Swapping a loaded word, or one name of an actor for another, moves no event and no figure."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from crosswire.casebook import Casebook
from crosswire.collect import read_paths
from crosswire.demo import corpus_folder
from crosswire.lexicon import load
from crosswire.run import build

SWAPS = {
    "another name of the group": {"ISIS": "Daesh", "Daesh": "ISIS"},
    "regime for government": {
        "government forces": "regime forces",
        "Government forces": "Regime forces",
        "government troops": "regime troops",
    },
    "terrorists for militants": {"militants": "terrorists"},
    "a word that hides that people died": {"eliminated": "killed"},
    "another spelling of the town": {"Sweida": "Suwayda"},
    "numbers in words": {
        "14 women": "fourteen women",
        "18 soldiers": "eighteen soldiers",
        "30 women": "thirty women",
        "30 villages": "thirty villages",
    },
}
SWAPS["all together"] = {word: other for swaps in SWAPS.values() for word, other in swaps.items()}


def told(folder: Path, case: Path) -> set[tuple[str, frozenset[tuple[object, ...]]]]:
    """What the record of a folder tells: for each event its type family, its figures and known participants by file."""
    with Casebook.open(case, create=True) as casebook:
        casebook.add_documents(read_paths([folder], None, load()))
        build(casebook, workers=1)
        files = {document.document_id: document.file for document in casebook.documents()}
        figures: dict[str, set[tuple[object, ...]]] = defaultdict(set)
        for claim in casebook.claims():
            for q in claim.quantities:
                if claim.event_id is not None:
                    figures[claim.event_id].add(
                        (files[claim.document_id], q.measure, q.of, q.low, q.best, q.high, q.counts)
                    )
            if claim.event_id is not None:
                for one in claim.participants:
                    if one.actor_id is not None:
                        figures[claim.event_id].add((files[claim.document_id], one.role, one.actor_id))
        codebook = load().codebook
        families = {e.event_id: codebook.event_types[e.event_type].family for e in casebook.events()}
    return {(families[event], frozenset(found)) for event, found in figures.items()}


@pytest.fixture(scope="module")
def as_written(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, frozenset[tuple[object, ...]]]]:
    return told(corpus_folder(), tmp_path_factory.mktemp("written") / "case")


@pytest.mark.parametrize("name", SWAPS)
def test_wording_moves_nothing(
    name: str, as_written: set[tuple[str, frozenset[tuple[object, ...]]]], tmp_path: Path
) -> None:
    swaps = SWAPS[name]
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, swaps)) + r")\b")
    changed = 0
    for path in sorted(corpus_folder().iterdir()):
        if path.is_file():
            text, count = pattern.subn(lambda match: swaps[match[0]], path.read_text(encoding="utf-8"))
            changed += count
            (tmp_path / "texts").mkdir(exist_ok=True)
            (tmp_path / "texts" / path.name).write_text(text, encoding="utf-8")
    assert changed
    assert told(tmp_path / "texts", tmp_path / "case") == as_written
