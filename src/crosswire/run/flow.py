"""The flow, written once: documents, claims, voices, events, relations and estimates, into the casebook.

In: a casebook with documents and decisions.  Out: its derived tables, replaced as a whole or where added documents
change them (`crosswire.run.added`), and a `BuildReport`.  Up to the claims the work is local to a document and cached;
from the copies on it is done over all documents, or over what is near those that were added.  A document that breaks a
step is kept in state ``error``.  Never depends on the order of documents, the size of a batch, the number of workers or
the clock.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from crosswire.casebook import (
    Built,
    Casebook,
    Derived,
    Settled,
    answers_of,
    decide_claims,
    settled_in,
    settled_now,
    with_grades,
)  # fmt: skip
from crosswire.errors import CasebookError
from crosswire.garbage import collecting_seldom
from crosswire.lexicon import Lexicon, load
from crosswire.lexicon.load import not_read
from crosswire.model import DEFAULT_READER, Claim, Copy, Decision, Document, Documents, Event, Reader, StageError
from crosswire.run.local import pmap
from crosswire.run.parts import Runner

if TYPE_CHECKING:
    from crosswire.run.layers import Read

MOST_ADDED = 0.25
"""Where more than this share of the documents was added, deriving everything is less work."""
BLOCK = 2000
"""More documents are derived in blocks of so many (`crosswire.run.blocks`): all at once would fill the memory."""
Told = Callable[[str, int, int], None]
Reading = Callable[[Documents], "Read"]


def _silent(step: str, done: int, total: int) -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """Counts of what stands in the casebook now.  ``fresh`` documents were read in this run, the others came from
    the cache; ``errors`` are the documents a step broke on; ``lost`` the decisions whose quote bears no claim,
    ``disputed`` those that others decided otherwise; ``not_read`` the files beside the user's tables that are written
    like one and bear no table's name, each with what to do."""

    documents: int
    fresh: int
    claims: int
    events: int
    relations: int
    contradictions: int
    estimates: int
    errors: Mapping[str, StageError]
    lost: tuple[Settled, ...]
    disputed: tuple[Settled, ...]
    not_read: tuple[str, ...]


def default_workers() -> int:
    return min(2, os.cpu_count() or 1)


@collecting_seldom()
def build(
    casebook: Casebook,
    *,
    workers: int | None = None,
    batch_size: int = 32,
    runner: Runner | None = None,
    reader: Reader | None = None,
    told: Told = _silent,
) -> BuildReport:
    """Derive what documents given since the last build change; everything where none or very many were given, or the
    lexicon, the reader, the code or the decisions are others.  ``told(step, done, total)`` is called as it goes on.

    ``workers`` None: two processes, and none for a single batch.  Given and more than one: a document that crashes or
    hangs costs its own row, however few there are.  ``runner``: reads somewhere else than in processes of this machine.
    ``reader``: who reads the claims; None: the one that read them last, `DEFAULT_READER` in a new casebook.
    Fails with `LexiconError` where a table of the user's cannot be read; what was derived before stays.
    """
    from crosswire.run.layers import read_claims

    lexicon = load(casebook.lexicon_folder)
    if casebook.lexicon_folder is not None:
        lexicon.read_all()  # what is wrong with the user's tables is no document's fault: nothing is derived
    built = casebook.built()
    reader = reader or built.reader or DEFAULT_READER
    read = partial(
        read_claims, lexicon=lexicon, parts=casebook.parts, user_lexicon=casebook.lexicon_folder,
        runner=runner or partial(pmap, workers=workers or default_workers(), isolated=(workers or 1) > 1),
        batch_size=batch_size, reader=reader, told=lambda done, total: told("reading", done, total),
    )  # fmt: skip
    basis, outside = code_of(lexicon, reader), casebook.documents_outside()
    current = built.basis == basis and built.decisions == casebook.count_decisions()
    few = 0 < len(outside) <= MOST_ADDED * sum(casebook.counts().documents.values())
    fresh = None
    if current and few:
        with suppress(CasebookError):  # what stands is damaged: it is derived anew, or fails again
            fresh = _add_all(casebook, outside, read, lexicon, told)
    if fresh is None:
        fresh = _anew(casebook, read, lexicon, Built(basis=basis, reader=reader), told)
    return _report(casebook, fresh)


def _anew(casebook: Casebook, read: Reading, lexicon: Lexicon, built: Built, told: Told) -> int:
    """Derive everything; returns how many documents were read now."""
    texts, copies = casebook.texts(), None
    if len(texts) > BLOCK:
        from crosswire.run.blocks import derived_in_blocks

        found, honoured = read(texts), casebook.count_decisions()
        if derived_in_blocks(casebook, texts, found, lexicon, replace(built, decisions=honoured), told):
            return found.fresh
        documents = list(texts.values())
    else:
        documents = list(texts.values())
        with ThreadPoolExecutor(1) as beside:  # workers load and read, and this process waits for them
            traced = beside.submit(_traced, documents, lexicon)
            found, honoured = read(documents), casebook.count_decisions()
        copies = traced.result() if not found.errors else None
    log = casebook.decisions()[:honoured]
    whole = [d for d in documents if d.document_id not in found.errors]
    claims = sorted((c for own in found.claims.values() for c in own), key=lambda c: c.claim_id)
    decided = decide_claims(log, claims, whole, lexicon)
    derived = derive(whole, decided.claims, lexicon, decisions=decided.links, copies=copies, told=told)
    settled = settled_now(log, derived.claims, whole)
    event_of = {claim.claim_id: claim.event_id for claim in derived.claims if claim.event_id}
    derived = replace(derived, estimates=tuple(with_grades(derived.estimates, settled, event_of)))
    derived = replace(
        derived, errors=found.errors, answers=frozenset(answers_of(settled)),
        events=tuple(with_former_ids(derived.events, casebook.borne())),
        keys={d.document_id: b"" for d in documents} | dict(derived.keys),
    )  # fmt: skip
    told("keeping", 0, 1)
    differing = sum(bool(one.against) for one in settled)
    casebook.replace_derived(derived, replace(built, decisions=honoured, conflicts=differing))
    told("keeping", 1, 1)
    return found.fresh


def _add_all(casebook: Casebook, outside: Sequence[str], read: Reading, lexicon: Lexicon, told: Told) -> int | None:
    """Derive what the documents outside the record change, block by block."""
    fresh = 0
    for first in range(0, len(outside), BLOCK):
        some = _add(casebook, outside[first : first + BLOCK], read, lexicon, casebook.built(), told)
        if some is None:
            return None
        fresh += some
    return fresh


def _add(
    casebook: Casebook, outside: Sequence[str], read: Reading, lexicon: Lexicon, built: Built, told: Told
) -> int | None:
    """Derive what the documents outside the record change; returns how many were read now, None where everything must
    be derived."""
    from crosswire.run.added import added

    found = read(casebook.documents(outside))
    texts = casebook.texts(without={**casebook.stage_errors(), **found.errors})
    made = added(casebook, frozenset(outside), texts, found.errors, lexicon, lambda t: read(t).claims, told)
    if made is None:
        return None
    told("keeping", 0, 1)
    kept = casebook.replace_some(made.redone, replace(built, conflicts=built.conflicts + made.conflicts))
    told("keeping", 1, 1)
    return found.fresh if kept else None


def _report(casebook: Casebook, fresh: int) -> BuildReport:
    """What stands now."""
    with casebook.reading():
        counted, errors = casebook.counts(), casebook.stage_errors()
        settled = settled_in(casebook)
        return BuildReport(
            documents=sum(counted.documents.values()),
            fresh=fresh,
            claims=counted.claims,
            events=counted.events,
            relations=casebook.count_all("relations"),
            contradictions=casebook.count_all("relations", kind="contradiction"),
            estimates=casebook.count_all("estimates"),
            errors=errors,
            lost=tuple(one for one in settled if one.state == "lost"),
            disputed=tuple(one for one in settled if one.against),
            not_read=tuple(not_read(casebook.lexicon_folder)) if casebook.lexicon_folder is not None else (),
        )


def _traced(documents: Sequence[Document], lexicon: Lexicon) -> list[Copy]:
    """The copies among documents, as `crosswire.trace.find_copies` gives them."""
    from crosswire.trace import find_copies

    return find_copies(sorted(documents, key=lambda d: d.document_id), lexicon)


def derive(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    lexicon: Lexicon,
    *,
    decisions: Sequence[Decision] = (),
    copies: Sequence[Copy] | None = None,
    told: Told = _silent,
) -> Derived:
    """What follows from the claims of all documents together, in the order of ids.  ``copies``: those among the
    documents, where they were found already."""
    from crosswire.link import Kept, link_claims, main_events
    from crosswire.trace import assign_voices, told_of

    documents = sorted(documents, key=lambda d: d.document_id)
    told("tracing", 0, 1)
    copies = list(told_of(_traced(documents, lexicon) if copies is None else copies, documents, lexicon))
    voiced = assign_voices(documents, claims, copies, lexicon)
    told("tracing", 1, 1)
    told("linking", 0, 1)
    kept = Kept()
    events = link_claims(documents, voiced, lexicon, decisions=decisions, kept=kept)
    events = sorted(events, key=lambda event: event.event_id)
    linked = with_events(voiced, events)
    told("linking", 1, 1)
    findings = reconciled(events, linked, documents, lexicon, told=told)
    return replace(
        findings,
        claims=tuple(linked),
        copies=tuple(sorted(copies, key=lambda c: (c.document_id, c.start, c.other_id, c.other_start))),
        events=tuple(events),
        main_events=main_events(documents, linked, events),
        alike=kept.pairs,
        keys=kept.keys,
    )


def reconciled(
    events: Sequence[Event],
    claims: Iterable[Claim],
    documents: Iterable[Document],
    lexicon: Lexicon,
    *,
    told: Told = _silent,
) -> Derived:
    """The relations and estimates of these events, by id."""
    from crosswire.reconcile import reconcile

    by_id = {claim.claim_id: claim for claim in claims}
    document_of = {document.document_id: document for document in documents}
    relations, estimates = [], []
    for done, event in enumerate(events, start=1):
        those = [by_id[claim_id] for claim_id in event.claim_ids]
        texts = [document_of[document_id] for document_id in event.document_ids]
        found, figures = reconcile(event, those, texts, lexicon)
        relations += found
        estimates += figures
        if done % 50 == 0 or done == len(events):
            told("reconciling", done, len(events))
    return Derived(
        relations=tuple(sorted(relations, key=lambda r: r.relation_id)),
        estimates=tuple(sorted(estimates, key=lambda e: e.estimate_id)),
    )


def code_of(lexicon: Lexicon, reader: Reader | None) -> str:
    """Stands for everything that makes a record of documents and decisions; 16 hex digits."""
    from crosswire.run.layers import READING, fingerprint

    return fingerprint(lexicon, reader or "rules", (*READING, "trace", "link", "reconcile", "casebook"))


def with_events(claims: Iterable[Claim], events: Iterable[Event]) -> list[Claim]:
    """The claims, by id, each with the event it is in."""
    event_of = {claim_id: event.event_id for event in events for claim_id in event.claim_ids}
    ordered = sorted(claims, key=lambda claim: claim.claim_id)
    return [replace(claim, event_id=event_of.get(claim.claim_id)) for claim in ordered]


Borne = tuple[str, Sequence[str], Sequence[str]]
"""An event's id, the ids of its claims, and the ids it bore before."""


def with_former_ids(events: Iterable[Event], before: Iterable[Borne]) -> list[Event]:
    """The events with the ids they had in the last run.

    An id that is gone (and each former id of it) goes to the event that now holds most of its claims, the smallest id
    when several hold as many.  An id whose claims are all gone is forgotten: nothing bears it.
    """
    events = list(events)
    alive = {event.event_id for event in events}
    event_of = {claim_id: event.event_id for event in events for claim_id in event.claim_ids}
    former = former_ids(before, event_of.get, alive)
    return [
        replace(event, former_ids=tuple(sorted({*event.former_ids, *former.get(event.event_id, ())})))
        for event in events
    ]


def former_ids(
    before: Iterable[Borne], event_of: Callable[[str], str | None], alive: Container[str]
) -> Mapping[str, set[str]]:
    """The ids that events bear on, by the id of the heir: ``event_of`` gives the event that holds a claim now,
    ``alive`` all there are."""
    former: defaultdict[str, set[str]] = defaultdict(set)
    for event_id, claim_ids, older in before:
        heirs = Counter(found for claim_id in claim_ids if (found := event_of(claim_id)) is not None)
        if heirs:
            heir = event_id if event_id in alive else min(heirs, key=lambda one: (-heirs[one], one))
            gone = {one for one in (event_id, *older) if one not in alive}
            if gone:
                former[heir] |= gone
    return former
