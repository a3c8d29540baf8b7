"""Our events against the groups careful readers made of theirs: which happenings of 469 articles are one?

In: the folder ``claims`` (with ``fakes`` beside it).  Out: a `Report` with ``bcubed_f1``, ``pair_f1`` (their precision
and recall beside them) and ``decoys_merged``, from plain text, with our own reading.  The articles of a side go through
the whole flow together.  Within each article our events and the readers' are paired one to one by the figures and
trigger words they share (`compare.pair_happenings`); a readers' event has the cluster of its partner, and stands alone
where it has none.  Scored are the readers' events but those that only stand for the whole war and those of groups they
were not sure of.  ``decoys_merged``: of the pairs that look alike and are two happenings, the share we made one; lower
is better.  Two baselines: every event alone (in the notes), and events of one day in one governorate, as we read both,
made one.  The readers are large language models; no human coder has checked them.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.evaluate.careful.articles import Article, files, lines, read_articles, table
from crosswire.evaluate.careful.claims import READERS
from crosswire.evaluate.careful.compare import pair_figures, pair_happenings
from crosswire.evaluate.careful.ours import to_reading
from crosswire.evaluate.clusterings import GROUPING, agreement, bcubed_f1, parts
from crosswire.evaluate.fakes.labels import OPTIONS
from crosswire.evaluate.flow import Read, read_rows, read_through
from crosswire.evaluate.report import ErrorLine, Progress, Report, Score, Split, data_hash, measured, rate
from crosswire.lexicon import Lexicon
from crosswire.model import Document, Event

Told = tuple[int, str]  # an event of the readers: row and event id


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """``group``: the group of each event that is scored; ``decoys``: pairs that are two happenings, with the reason."""

    group: Mapping[Told, str]
    decoys: tuple[tuple[Told, Told, str], ...]


def read_truth(folder: Path, articles: Sequence[Article]) -> Truth:
    """The groups over the events of these articles; an event in no group stands alone."""
    rows = {article.row for article in articles}
    group = {
        (article.row, key): f"{article.row}/{key}"
        for article in articles
        for key, happening in article.first.happenings.items()
        if not happening.whole_war
    }
    try:
        for one in lines(folder / "groups.jsonl"):
            for row, key in one["members"]:
                if not one["sure"]:
                    group.pop((row, key), None)
                elif (row, key) in group:
                    group[row, key] = one["group"]
        decoys = [((*one["a"],), (*one["b"],), one["why"]) for one in lines(folder / "decoys.jsonl")]
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{folder}: groups.jsonl or decoys.jsonl is not as its README says ({error!r})") from error
    own = tuple((a, b, why) for a, b, why in decoys if a[0] in rows and b[0] in rows)
    return Truth(group=group, decoys=own)


def align(articles: Sequence[Article], read: Read) -> dict[Told, str]:
    """The id of our event for each event of the readers that one of ours is paired with."""
    by_row = {document.row: document for document in read.documents}
    found: dict[Told, str] = {}
    for article in articles:
        document = by_row[article.row]
        ours = to_reading(document, article.text, read.claims_of[document.document_id])
        figures = pair_figures(ours.figures, article.first.figures)
        same = [(a, b) for a, b in figures if a.measure == b.measure]
        for key, other in pair_happenings(ours, article.first, same).items():
            found[article.row, other] = key
    return found


def same_day_and_governorate(found: Mapping[Told, str], events: Mapping[str, Event]) -> dict[Told, str]:
    """Events whose first day and province we read, made one by them; the others stay as they are alone."""
    keys: dict[Told, str] = {}
    for told, event_id in found.items():
        event = events.get(event_id)
        day = event.time.earliest if event is not None and event.time is not None else None
        province = event.place.admin1 if event is not None and event.place is not None else None
        if day is not None and len(day) == 10 and province is not None:
            keys[told] = f"{day} {province}"
    return keys


def evaluate(data: Path, split: Split, lexicon: Lexicon, progress: Progress) -> Report:
    """Scores over one side of the split; ``n`` counts the readers' events, or decoys."""
    chosen = [article for article in read_articles(data, lexicon) if split in ("all", article.side)]
    truth = read_truth(data, chosen)
    began = time.perf_counter()
    documents = read_rows(table(data), OPTIONS, lexicon, {article.row for article in chosen})
    read = read_through(documents, lexicon, progress)
    found = {told: event for told, event in align(chosen, read).items() if told in truth.group}
    seconds = time.perf_counter() - began
    by_day = same_day_and_governorate(found, read.events)
    alone = [agreement(truth.group, {told: told for told in truth.group})]
    shown = {article.row: split == "look" for article in chosen}
    return Report(
        set="events",
        split=split,
        data_sha256=data_hash([*files(data), data / "groups.jsonl", data / "decoys.jsonl"]),
        scores=_scores(truth, found),
        seconds=seconds,
        documents_per_second=len(documents) / seconds,
        errors=_errors(truth, found, shown, read.documents),
        notes=(
            READERS,
            *read.failures,
            f"each event alone: bcubed_f1 {bcubed_f1(alone) or 0:.3f}",
            f"events without a partner among ours: {len(truth.group) - len(found)} of {len(truth.group)}",
        ),
        baseline=_scores(truth, by_day),
        baseline_name="same day and governorate",
    )


def _scores(truth: Truth, found: Mapping[Told, str]) -> dict[str, Score]:
    clusters = {told: found.get(told, told) for told in truth.group}
    units = parts(truth.group, clusters, {told: told[0] for told in truth.group})
    scores = {name: measured(units, metric, len(truth.group)) for name, metric in GROUPING.items()}
    merged = [(int(a in found and found.get(a) == found.get(b)), 1) for a, b, _ in truth.decoys]
    scores["decoys_merged"] = measured(merged, rate, len(merged))
    return scores


def _errors(
    truth: Truth, found: Mapping[Told, str], shown: Mapping[int, bool], documents: Sequence[Document]
) -> tuple[ErrorLine, ...]:
    """Pairs that should be one and are not, pairs that are one and should not, decoys made one."""
    titles = {document.row: document.text[:90].replace("\n", " ") for document in documents}
    told = sorted(truth.group)
    errors = []
    decoys = {frozenset((a, b)): why for a, b, why in truth.decoys}
    for i, a in enumerate(told):
        for b in told[i + 1 :]:
            same = truth.group[a] == truth.group[b]
            ours = a in found and found.get(a) == found.get(b)
            if same == ours:
                continue
            both = shown[a[0]] and shown[b[0]]
            why = decoys.get(frozenset((a, b)))
            if same:
                expected, got = f"one: {truth.group[a]}", "apart" if a in found and b in found else "one is not read"
            else:
                expected, got = f"two{f': {why}' if why else ''}", "one"
            errors.append(
                ErrorLine(
                    document=f"{a[0]} {a[1]} + {b[0]} {b[1]}",
                    name="decoys_merged" if why else "pair_f1",
                    expected=expected if both else expected.partition(":")[0],
                    got=got,
                    quote=f"{titles[a[0]]} || {titles[b[0]]}" if both else None,
                )
            )
    return tuple(errors)
