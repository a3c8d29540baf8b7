"""Deriving what added documents change, as if everything were derived anew.

In: a casebook whose record was derived by this code and honours the whole log, and documents that were given since.
Out: what is to be written, equal to what `crosswire.run.flow.build` would make of all documents.

- All documents are looked through for phrases they share, for a phrase or a line may become a standing one.  Texts are
  compared, and the rest is done, only near the added documents.
- An old document whose voices come out otherwise, for it shares text with what was added, is changed too.
- The changed documents are compared with those that their claims share a key with; the events they touch are linked
  and reconciled again (`crosswire.run.again`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crosswire.casebook import Casebook, Redone, answers_of, decide_claims
from crosswire.lexicon import Lexicon
from crosswire.model import Claim, Copy, Document, StageError
from crosswire.run.again import Again, compare
from crosswire.run.now import Near, Now

if TYPE_CHECKING:
    from crosswire.link import LaidOut

Said = Mapping[str, Sequence[Claim]]
"""Claims by document id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """``redone``: what is to be written; ``conflicts``: how many more decisions others decided otherwise."""

    redone: Redone
    conflicts: int


def retraced(
    casebook: Casebook, outside: frozenset[str], documents: Mapping[str, Document], lexicon: Lexicon
) -> tuple[list[Copy], list[Copy], frozenset[str]]:
    """The copies that stand and those there are now, among all documents, and the ids of the documents whose copies
    differ."""
    from crosswire.trace import find_more_copies, told_of

    stand = casebook.copies()
    known = {_place(copy): copy for copy in stand}
    before = documents.keys() - outside
    found, stay = find_more_copies(documents, lexicon, stand, before)
    fresh = list(told_of([copy for copy in found if _place(copy) not in known], documents, lexicon))
    now = [*stay, *(known[_place(copy)] for copy in found if _place(copy) in known), *fresh]
    gone = known.keys() - {_place(copy) for copy in now}
    return stand, now, frozenset(copy.document_id for copy in (*fresh, *(known[one] for one in gone)))


def _place(copy: Copy) -> tuple[str, int, int, str, int, int, str]:
    return copy.document_id, copy.start, copy.end, copy.other_id, copy.other_start, copy.other_end, copy.kind


def sharing_text(about: Iterable[str], copies: Iterable[Copy]) -> set[str]:
    """The documents that share text with these, directly or through others, and these."""
    beside: dict[str, set[str]] = {}
    for copy in copies:
        if copy.kind != "quotation":
            beside.setdefault(copy.document_id, set()).add(copy.other_id)
    found, waiting = set(about), list(about)
    while waiting:
        more = beside.get(waiting.pop(), set()) - found
        found |= more
        waiting += more
    return found


def added(
    casebook: Casebook,
    outside: frozenset[str],
    documents: Mapping[str, Document],
    broken: Mapping[str, StageError],
    lexicon: Lexicon,
    read: Callable[[Sequence[Document]], Said],
    told: Callable[[str, int, int], None],
) -> Added | None:
    """What the documents ``outside`` the record change.  ``documents``: all on which no step broke; ``broken``:
    what broke on others; ``read`` gives the claims of documents as they were read.  None where the events do not come
    out of the claims that went in."""
    from crosswire.link import LaidOut
    from crosswire.trace import assign_voices

    told("tracing", 0, 1)
    stood, copies, retold = retraced(casebook, outside, documents, lexicon)
    changed: dict[str, tuple[Claim, ...]] = {}
    near = sharing_text(outside | retold, [*copies, *stood])
    texts = [text for one in sorted(near & documents.keys()) if (text := documents[one]).state == "read"]
    said: dict[str, list[Claim]] = {document.document_id: [] for document in texts}
    for claim in assign_voices(documents, decided(casebook, texts, read(texts), lexicon), copies, lexicon):
        said[claim.document_id].append(claim)
    for document_id, claims in said.items():
        standing = casebook.claims_of(document_id)
        event_of = {claim.claim_id: claim.event_id for claim in standing}
        own = [replace(claim, event_id=event_of.get(claim.claim_id)) for claim in claims]
        if document_id in outside or _by_id(own) != _by_id(standing):
            changed[document_id] = tuple(own)
    told("tracing", 1, 1)
    told("linking", 0, 1)
    made = joined(casebook, changed, LaidOut(lexicon), lexicon)
    told("linking", 1, 1)
    if made is None:
        return None
    mine = tuple(copy for copy in copies if copy.document_id in retold)
    redone = replace(
        made.redone, made=replace(made.redone.made, errors=broken, copies=mine), texts=made.redone.texts | outside,
        traced=retold,
    )  # fmt: skip
    return replace(made, redone=redone)


def joined(
    casebook: Casebook, changed: Mapping[str, tuple[Claim, ...]], texts: LaidOut, lexicon: Lexicon
) -> Added | None:
    """What claims with voices change, by the id of their document, in place of those that stand for it.  ``texts``:
    what is laid out of the record as it stands.  None where the events do not come out of the claims that went in."""
    stands, now = Now(casebook), Now(casebook, changed)
    before, after = stands.near(set(changed)), now.near(set(changed))
    texts.turn_to(now, changed)
    touched = compare(now, texts) | _decided_events(after)
    redone = Again(now, texts, lexicon).redone(touched, set(), ())
    if redone is None:
        return None
    settled = after.settled()
    asked = frozenset(claim.claim_id for claim in (*before.claims, *after.claims))
    against = sum(bool(one.against) for one in settled) - sum(bool(one.against) for one in before.settled())
    whole = replace(redone, made=replace(redone.made, answers=frozenset(answers_of(settled))), asked=asked)
    return Added(redone=whole, conflicts=against)


def decided(casebook: Casebook, texts: Sequence[Document], given: Said, lexicon: Lexicon) -> Sequence[Claim]:
    """The claims of these documents as read, with all that people decided of them."""
    read = [claim for claims in given.values() for claim in claims]
    log = casebook.decisions_about([document.document_id for document in texts])
    return decide_claims(log, read, texts, lexicon).claims if log else read


def _by_id(claims: Iterable[Claim]) -> dict[str, Claim]:
    return {claim.claim_id: claim for claim in claims}


def _decided_events(near: Near) -> set[str]:
    """The events at the ends of links that people made or forbade."""
    anchors = near.anchors()
    event_of = {claim.claim_id: claim.event_id for claim in near.claims}
    ends = [anchor for link in near.links() for anchor in (link.a, link.b)]
    return {event for anchor in ends for i in anchors.at(anchor) if (event := event_of[i])}
