"""MUC-4: incidents of Latin America, 1989-90, in texts that are all capitals.

In: the folder with ``raw/`` (or that folder).  Out: recall and precision by slot (`muc4_score`): incident type, date,
location, perpetrator (individual and organisation), human target, its number and the effect on it; how our reading
becomes incidents: `muc4_incidents`.  Look: the DEV messages, at most `LIMIT` of them, those with the smallest SHA-256
of their id; score: all TST messages.  Intervals resample messages.  Fails with `UsageError` when the files are missing.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.evaluate.muc4.incidents import read_incidents
from crosswire.evaluate.muc4.key import Key, Message, files_of, read_keys, read_messages
from crosswire.evaluate.muc4.score import (
    NOTHING,
    SLOTS,
    Counts,
    Incident,
    add,
    mapped,
    precision,
    recall,
    score_pair,
)  # fmt: skip
from crosswire.evaluate.report import ErrorLine, Progress, Report, Score, Split, data_hash, measured
from crosswire.lexicon import Lexicon

LIMIT = 400
"""How many messages of the look side are read."""


def evaluate(data: Path, split: Split, lexicon: Lexicon, progress: Progress, *, limit: int | None = LIMIT) -> Report:
    """Scores over one side; ``n`` counts the key's fillers for recall and ours for precision."""
    began = time.perf_counter()
    texts, key_files = files_of(data)
    keys = {name: found for file in key_files for name, found in read_keys(file).items()}
    messages = [m for file in texts for m in read_messages(file) if m.id in keys and split in ("all", side_of(m.id))]
    whole = len(messages)
    if split != "score":
        messages = sorted(messages, key=lambda m: hashlib.sha256(m.id.encode()).digest())[:limit]
    if not messages:
        raise UsageError(f"{data}: no messages with a key on the side {split!r}; name the set's folder with --data")
    units: dict[str, list[Counts]] = {slot: [] for slot in SLOTS}
    matched: dict[str, list[Counts]] = {slot: [] for slot in SLOTS}
    errors: list[ErrorLine] = []
    found = expected = 0
    for done, message in enumerate(messages, start=1):
        incidents = read_incidents(message, lexicon)
        pairs = mapped(keys[message.id], incidents)
        found += sum(key is not None and ours is not None for key, ours in pairs)
        expected += len(keys[message.id])
        by_slot = dict.fromkeys(SLOTS, NOTHING)
        by_slot_matched = dict.fromkeys(SLOTS, NOTHING)
        for key, ours in pairs:
            for slot, counts in score_pair(key, ours).items():
                by_slot[slot] = add(by_slot[slot], counts)
                if key is not None and ours is not None:
                    by_slot_matched[slot] = add(by_slot_matched[slot], counts)
                if split == "look" and (counts[1] or counts[2] or counts[3] or counts[4]):
                    errors.append(_error(message, slot, key, ours))
        for slot in SLOTS:
            units[slot].append(by_slot[slot])
            matched[slot].append(by_slot_matched[slot])
        if done % 20 == 0 or done == len(messages):
            progress("reading", done, len(messages))
    seconds = time.perf_counter() - began
    scores: dict[str, Score] = {}
    for slot in SLOTS:
        scores |= _scores(slot, units[slot])
    for slot in SLOTS:
        scores |= _scores(f"{slot}_matched", matched[slot])
    return Report(
        set="muc4",
        split=split,
        data_sha256=data_hash([*texts, *key_files]),
        scores=scores,
        seconds=seconds,
        documents_per_second=len(messages) / seconds,
        errors=tuple(errors),
        notes=(
            f"{len(messages)} of the {whole} messages of this side were read; look: DEV, score: TST",
            f"{found} of the {expected} incidents of the key have one of ours mapped to them; `_matched` scores count "
            "only those, the others ALL TEMPLATES",
        ),
    )


def side_of(message: str) -> Split:
    return "look" if message.startswith("DEV") else "score"


def _scores(name: str, units: Sequence[Counts]) -> dict[str, Score]:
    total = NOTHING
    for unit in units:
        total = add(total, unit)
    return {
        f"{name}_recall": measured(units, recall, sum(total[:3]) + total[4]),
        f"{name}_precision": measured(units, precision, sum(total[:4])),
    }


_say = partial(str.join, " / ")


def _error(message: Message, slot: str, key: Key | None, ours: Incident | None) -> ErrorLine:
    numbers = {
        "type": (4,), "date": (2,), "location": (3,), "perpetrator": (9, 10), "target": (18, 19),
        "target_number": (21,), "effect": (23,),
    }[slot]  # fmt: skip
    fillers = [filler for number in numbers for filler in (key.slots.get(number, ()) if key else ())]
    said = [f"{_say(f.values)}: {_say(f.referents)}" if f.referents else _say(f.values) for f in fillers]
    given: dict[str, object] = {}
    if ours is not None:
        given = {
            "type": ours.kind, "date": f"{ours.first or ''} - {ours.last}", "location": ": ".join(ours.places),
            "perpetrator": _say(ours.perpetrators), "target": _say([t.text for t in ours.targets]),
            "target_number": _say([f"{t.number}: {t.text}" for t in ours.targets]),
            "effect": _say([f"{', '.join(t.effects)}: {t.text}" for t in ours.targets]),
        }  # fmt: skip
    return ErrorLine(
        document=message.id,
        name=slot,
        expected="; ".join(said) or ("nothing" if key else "no incident"),
        got=str(given.get(slot, "no incident")),
        quote=message.text[:400],
    )
