"""Honouring new decisions without deriving everything anew.

In: a casebook whose record `crosswire.run.flow.build` derived, and decisions made since.  Out: whether the record now
honours them, equal to what `build` would make of them.

- Claims that are merged or kept apart, and those that the linker had linked to them (`Casebook.alike`), are linked
  again with all that looks like them (`crosswire.run.again`).
- A document whose claims a decision changes, adds to, rejects or parts is compared anew with the documents that its
  claims share a key with (`Casebook.sharing`), and so are the events of all that its claims look like, or did.
- A grade and a confirmation change no event.

Nothing is done, and the answer is False, where documents, lexicon or code are not those that the record was derived
from, and where a changed claim stands in text that more than `MOST_COPIES` documents share.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from crosswire.casebook import Casebook, answers_of, decide_claims
from crosswire.casebook.decisions import documents_of
from crosswire.lexicon import Lexicon, load
from crosswire.model import Claim, Decision, Reader
from crosswire.run.again import Again, compare
from crosswire.run.flow import code_of
from crosswire.run.layers import read_claims
from crosswire.run.local import pmap
from crosswire.run.now import Near, Now

SETS_FIELDS = frozenset({"add", "correct", "confirm"})
IN_ONE_TEXT = frozenset({"split", "never_merge"})
MOST_COPIES = 400
Said = Mapping[str, Sequence[Claim]]
"""Claims by document id."""


def redo(casebook: Casebook) -> bool:
    """True where the record now honours the whole log."""
    from crosswire.link import LaidOut

    lexicon, built = load(casebook.lexicon_folder), casebook.built()
    if built.basis is None or built.basis != code_of(lexicon, built.reader) or casebook.documents_outside():
        return False
    new = casebook.decisions(after=built.decisions)
    if not new:
        return True
    fresh = frozenset(decision.decision_id for decision in new)
    roots = [casebook.root_of(decision) for decision in new]
    stands = Now(casebook).near(documents_of(roots))
    if any(document.state != "read" for document in stands.documents):
        return False
    said: dict[str, list[Claim]] = {one.document_id: casebook.claims_of(one.document_id) for one in stands.documents}
    if any(one.kind in SETS_FIELDS for one in roots):
        said = _decided(casebook, stands, lexicon, built.reader or "rules")
    changed = {one: claims for one, claims in said.items() if _differ(claims, casebook.claims_of(one))}
    voiced = _voiced(casebook, changed, lexicon)
    if voiced is None:
        return False
    near = _with(stands, voiced)
    before, after = stands.links(fresh), near.links()
    otherwise = [one for one in before if one not in after] + [one for one in after if one not in before]
    parted = {one.a.document_id for one in otherwise if one.a is not None and _parts(one)}
    now = Now(casebook, {one: _marked(near, said, one) for one in parted | voiced.keys()})
    texts = LaidOut(lexicon).turn_to(now, now.changed)
    touched = compare(now, texts) if now.changed else set[str]()
    for one_of, links in ((stands, before), (near, after)):
        event_of = {claim.claim_id: claim.event_id for claim in one_of.claims}
        anchors = one_of.anchors()
        ends = [anchor for link in links if link in otherwise for anchor in (link.a, link.b)]
        touched |= {e for anchor in ends for i in anchors.at(anchor) if (e := event_of[i])}
    event_of = {claim.claim_id: claim.event_id for claim in near.claims}
    graded = {e for one in roots if one.kind == "grade" for i in near.anchors().at(one.a) if (e := event_of[i])}
    redone = Again(now, texts, lexicon).redone(touched, graded, _confirmed(stands, said, now.changed))
    if redone is None:
        return False
    settled = near.settled()
    redone = replace(
        redone, asked=frozenset(claim.claim_id for claim in (*stands.claims, *near.claims)),
        made=replace(redone.made, answers=frozenset(answers_of(settled))),
    )  # fmt: skip
    against = sum(bool(one.against) for one in settled) - sum(bool(one.against) for one in stands.settled(fresh))
    honoured = replace(built, decisions=built.decisions + len(new), conflicts=built.conflicts + against)
    return casebook.replace_some(redone, honoured)


def _decided(casebook: Casebook, near: Near, lexicon: Lexicon, reader: Reader) -> dict[str, list[Claim]]:
    """The claims of these documents as read, with all that people decided of them."""
    read = read_claims(
        near.documents, lexicon, parts=casebook.parts, user_lexicon=casebook.lexicon_folder, reader=reader,
        runner=partial(pmap, workers=1, isolated=False),
    )  # fmt: skip
    given = [claim for own in read.claims.values() for claim in own]
    found: dict[str, list[Claim]] = {document.document_id: [] for document in near.documents}
    for claim in decide_claims(near.log, given, near.documents, lexicon).claims:
        found[claim.document_id].append(claim)
    return found


def _differ(now: Iterable[Claim], stand: Iterable[Claim]) -> bool:
    """Whether the claims say something else; who decided it, and what other steps add, left out of account."""

    def bare(claims: Iterable[Claim]) -> dict[str, Claim]:
        return {
            c.claim_id: replace(
                c, attribution=replace(c.attribution, via=()), voice_id=None, event_id=None, decision_ids=()
            )
            for c in claims
        }

    return bare(now) != bare(stand)


def _voiced(casebook: Casebook, changed: Said, lexicon: Lexicon) -> dict[str, tuple[Claim, ...]] | None:
    """The changed claims with their voices and the events they are in; None where too many documents share text."""
    from crosswire.trace import assign_voices

    found: dict[str, tuple[Claim, ...]] = {}
    for document_id, claims in changed.items():
        known, waiting, copies = {document_id}, [document_id], []
        while waiting:
            own = [copy for copy in casebook.copies_of(waiting.pop()) if copy.kind != "quotation"]
            copies += own
            others = {copy.other_id for copy in own} - known
            known |= others
            waiting += sorted(others)
            if len(known) > MOST_COPIES:
                return None
        event_of = {claim.claim_id: claim.event_id for claim in casebook.claims_of(document_id)}
        voiced = assign_voices(casebook.documents(known), claims, copies, lexicon)
        found[document_id] = tuple(replace(claim, event_id=event_of.get(claim.claim_id)) for claim in voiced)
    return found


def _with(near: Near, voiced: Said) -> Near:
    """The same with these claims in place of those that stand."""
    claims = [claim for claim in near.claims if claim.document_id not in voiced]
    return replace(near, claims=(*claims, *(claim for own in voiced.values() for claim in own)))


def _marked(near: Near, said: Said, document_id: str) -> tuple[Claim, ...]:
    """The claims of a document with the marks of who decided about them now."""
    marks = {claim.claim_id: claim.decision_ids for claim in said[document_id]}
    own = [claim for claim in near.claims if claim.document_id == document_id]
    return tuple(replace(claim, decision_ids=marks[claim.claim_id]) for claim in own)


def _parts(decision: Decision) -> bool:
    """Whether it changes which claims of one text are joined: not only its events are then other ones."""
    if decision.kind == "reject":
        return True
    one, other = decision.a, decision.b
    return decision.kind in IN_ONE_TEXT and bool(one and other and one.document_id == other.document_id)


def _confirmed(near: Near, said: Said, changed: Said) -> list[Claim]:
    """The claims beside which other decisions stand now, and nothing else is changed."""
    marks = {claim.claim_id: claim.decision_ids for claims in said.values() for claim in claims}
    return [
        replace(claim, decision_ids=marks[claim.claim_id])
        for claim in near.claims
        if claim.document_id not in changed and marks[claim.claim_id] != claim.decision_ids
    ]
