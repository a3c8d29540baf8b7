"""Where a copied passage came from: the agency that wrote it, or the document that had it first.

In: documents, their copies, and the lexicon.  Out: `Origins`, asked for one place of one document.  May fail with
`CrosswireError` where a copy names a document that is not among the documents.

A statement that two documents quote is from who said it, so it ties no passages together. Passages that are copies of
each other, directly or through a third document, form a cluster. Two copied stretches of one passage belong together
only where they overlap, so a sentence that an editor joined out of two agencies' sentences does not make those
agencies one.

- The agency of a cluster is the agency that any of its documents is credited to, or the outlet of any of them that
  is an agency itself; of several, the one with the smallest id.
- Without one, the original is the document published first; of equals, one that names the outlet it republishes;
  of these, the one with the smallest id.  Documents without a date come after those with one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from crosswire.errors import CrosswireError
from crosswire.model import Copy, Document
from crosswire.trace.corpus import counts
from crosswire.trace.names import agency_of

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

_Stretch = tuple[str, int, int, int]  # document id, start of the passage, start and end of the copied stretch


@dataclass(frozen=True, slots=True)
class Origin:
    """``agency``: (id, name) of the agency whose text it is, or None; ``original``: the document it was first in,
    without its text."""

    agency: tuple[str, str] | None
    original: Document


class Origins:
    """The origin of each copied passage."""

    def __init__(self, documents: Mapping[str, Document], copies: Iterable[Copy], lexicon: Lexicon) -> None:
        clusters = _Clusters()
        for copy in copies:
            if copy.kind == "quotation":
                continue
            for one, other in _passages(copy, documents):
                clusters.join(one, other)
        clusters.join_overlapping()
        members: dict[_Stretch, set[str]] = {}
        self._stretches: dict[str, list[tuple[int, int, _Stretch]]] = {}
        for stretch in sorted(clusters.parent):
            root = clusters.root(stretch)
            members.setdefault(root, set()).add(stretch[0])
            self._stretches.setdefault(stretch[0], []).append((stretch[2], stretch[3], root))
        head = cache(lambda document_id: replace(documents[document_id], text="", passages=()))  # texts fill the memory
        self._origins = {
            root: _origin([head(document_id) for document_id in sorted(ids)], lexicon) for root, ids in members.items()
        }

    def at(self, document_id: str, position: int) -> Origin | None:
        """The origin of the copied passage at a code point of a document; None where nothing is copied."""
        for start, end, root in self._stretches.get(document_id, ()):
            if start <= position < end:
                return self._origins[root]
        return None


class _Clusters:
    """Disjoint sets of stretches (union by smallest member)."""

    def __init__(self) -> None:
        self.parent: dict[_Stretch, _Stretch] = {}

    def root(self, stretch: _Stretch) -> _Stretch:
        root = self.parent.setdefault(stretch, stretch)
        while root != self.parent[root]:
            root = self.parent[root]
        while stretch != root:
            self.parent[stretch], stretch = root, self.parent[stretch]
        return root

    def join(self, one: _Stretch, other: _Stretch) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self.parent[second] = first

    def join_overlapping(self) -> None:
        """Join stretches of one passage that share at least half of the shorter one."""
        passages: dict[tuple[str, int], list[_Stretch]] = {}
        for stretch in sorted(self.parent):
            passages.setdefault(stretch[:2], []).append(stretch)
        for stretches in passages.values():
            for number, one in enumerate(stretches):
                for other in stretches[number + 1 :]:
                    common = min(one[3], other[3]) - max(one[2], other[2])
                    if 2 * common >= min(one[3] - one[2], other[3] - other[2]):
                        self.join(one, other)


def _passages(copy: Copy, documents: Mapping[str, Document]) -> Iterable[tuple[_Stretch, _Stretch]]:
    """The run's passages on this side, each with the one it stands for on the other side."""
    own = _covered(documents, copy.document_id, copy.start, copy.end)
    other = _covered(documents, copy.other_id, copy.other_start, copy.other_end)
    if len(own) == len(other):
        return zip(own, other, strict=True)
    return ((one, another) for one in own for another in other)


def _covered(documents: Mapping[str, Document], document_id: str, start: int, end: int) -> list[_Stretch]:
    document = documents.get(document_id)
    if document is None:
        raise CrosswireError(f"{document_id}: a copy names this document, which was not given; pass all documents")
    return [
        (document_id, passage.start, max(passage.start, start), min(passage.end, end))
        for passage in document.passages
        if counts(passage) and passage.start < end and start < passage.end
    ]


def _origin(documents: Iterable[Document], lexicon: Lexicon) -> Origin:
    documents = list(documents)
    agencies = [agency for document in documents if (agency := agency_of(document, lexicon))]
    original = min(
        documents,
        key=lambda document: (document.published or "9999", document.republishes is None, document.document_id),
    )
    return Origin(min(agencies, default=None), original)
