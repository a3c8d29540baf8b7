"""Marked mentions clustered into events and scored: what ECB+, GVC and MEANTIME share.

In: `MarkedText`s of one side.  Out: a `Report` with `conll_f1` and its parts, beside mentions grouped by lemma alone.
Mentions are compared (`pairs`) and joined by average linkage.  Intervals draw parts of the set that no cluster
of either side straddles.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from crosswire.evaluate.clusterings import (
    Agreement,
    agreement,
    bcubed_f1,
    ceaf_f1,
    conll_f1,
    muc_f1,
    pair_f1,
    parts,
)
from crosswire.evaluate.mentions.marked import MarkedText
from crosswire.evaluate.mentions.pairs import chance, pairs, shipped_weights, values
from crosswire.evaluate.mentions.read import Mention, Side, read_side
from crosswire.evaluate.report import ErrorLine, Progress, Report, Score, Split, measured
from crosswire.lexicon import Lexicon
from crosswire.link.average import average_link

LEAST_CHANCE = 0.4
"""Two clusters are joined while the average chance between their mentions reaches this; chosen on ECB+ train."""
COUNTED = 0.03
"""A smaller chance counts as none, which spares most of the pairs."""
_METRICS: Mapping[str, Callable[[Sequence[Agreement]], float | None]] = {
    "conll_f1": conll_f1, "muc_f1": muc_f1, "bcubed_f1": bcubed_f1, "ceaf_e_f1": ceaf_f1, "pair_f1": pair_f1,
}  # fmt: skip


def clusters(side: Side, weights: Mapping[str, float]) -> dict[str, int]:
    """The cluster of each mention id."""
    return join(side.mentions, {at: chance(values(pair), weights) for at, pair in pairs(side)}, LEAST_CHANCE)


def join(mentions: Sequence[Mention], chances: Mapping[tuple[int, int], float], least: float) -> dict[str, int]:
    """The cluster of each mention id, from the chances of pairs by their places in the list."""
    joined = average_link(len(mentions), {at: one for at, one in chances.items() if one >= COUNTED}, least)
    return {mention.mention_id: cluster for mention, cluster in zip(mentions, joined, strict=True)}


def measure(
    name: str, texts: Sequence[MarkedText], split: Split, data_sha256: str, lexicon: Lexicon, progress: Progress
) -> Report:
    """The scores of one side; ``n`` counts mentions."""
    began = time.perf_counter()
    progress(name, 0, 2)
    side = read_side(texts, lexicon)
    progress(name, 1, 2)
    found = clusters(side, shipped_weights())
    progress(name, 2, 2)
    seconds = time.perf_counter() - began
    expected = {mark.mention_id: mark.chain for text in texts for mark in text.mentions}
    home = {mark.mention_id: text.name for text in texts for mark in text.mentions}
    by_lemma = {mention.mention_id: mention.lemma for mention in side.mentions}
    alone = [agreement(expected, {one: one for one in expected})]
    return Report(
        set=name,
        split=split,
        data_sha256=data_sha256,
        scores=_scores(parts(expected, found, home), len(expected)),
        seconds=seconds,
        documents_per_second=len(texts) / seconds,
        errors=_errors(texts, expected, found, split),
        notes=(
            f"each mention alone: conll_f1 {conll_f1(alone) or 0:.3f}, bcubed_f1 {bcubed_f1(alone) or 0:.3f}",
            f"events: {len(set(expected.values()))} expected, {len(set(found.values()))} found",
        ),
        baseline=_scores(parts(expected, by_lemma, home), len(expected)),
        baseline_name="same lemma",
    )


def _scores(units: Sequence[Agreement], mentions: int) -> dict[str, Score]:
    return {name: measured(units, metric, mentions) for name, metric in _METRICS.items()}


def _errors(
    texts: Sequence[MarkedText], expected: Mapping[str, str], found: Mapping[str, int], split: Split
) -> tuple[ErrorLine, ...]:
    """For each mention whose cluster is not its chain: one that should be with it, or one that should not."""
    chain: dict[str, list[str]] = {}
    cluster: dict[int, list[str]] = {}
    for mention in expected:
        chain.setdefault(expected[mention], []).append(mention)
        cluster.setdefault(found[mention], []).append(mention)
    words = {
        mark.mention_id: " ".join(text.sentences[mark.sentence][i] for i in mark.tokens)
        for text in texts
        for mark in text.mentions
    }
    lines = []
    for text in texts:
        for mark in text.mentions:
            one = mark.mention_id
            lacks = next((other for other in chain[expected[one]] if found[other] != found[one]), None)
            strange = next((other for other in cluster[found[one]] if expected[other] != expected[one]), None)
            if lacks is None and strange is None:
                continue
            shown = split == "look"
            lines.append(
                ErrorLine(
                    document=text.name,
                    name="conll_f1",
                    expected=_named("with", lacks, words, shown),
                    got=_named("with", strange, words, shown),
                    quote=" ".join(text.sentences[mark.sentence]) if shown else None,
                )
            )
    return tuple(lines)


def _named(how: str, mention: str | None, words: Mapping[str, str], shown: bool) -> str:
    if mention is None:
        return ""
    return f"{how} {words[mention]!r} of {mention}" if shown else f"{how} {mention}"
