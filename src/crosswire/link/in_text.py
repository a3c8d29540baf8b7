"""The claims of one document joined: what it tells of each happening.

In: a document, its claims, what people decided of them.  Out: an `InText`.  Other documents change nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosswire.link.blocking import pairs_in_one_text
from crosswire.link.cluster import LEAST_IN_ONE_TEXT, Pair, cluster
from crosswire.link.compared import Compared
from crosswire.link.decisions import Will
from crosswire.link.tellings import told_together
from crosswire.link.view import View, in_text, make_views
from crosswire.model import Claim, Document

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class InText:
    """What one document tells.  ``outlet``: None where it names none, or is not given.  ``claims``: all of it;
    ``compared``: those that may be linked, with each other; ``parts``: the claims of each happening, by the first of
    them, which names it; ``told``: each happening as one view, by its name; ``joined``: the pairs that hold the parts
    together."""

    outlet: str | None
    claims: tuple[Claim, ...]
    compared: Compared
    parts: Mapping[str, tuple[str, ...]]
    told: Mapping[str, View]
    joined: tuple[Pair, ...]


def in_texts(documents: Sequence[Document], claims: Iterable[Claim], lexicon: Lexicon, will: Will) -> dict[str, InText]:
    """By document id.  Claims of a document that is not given are compared without context."""
    by_id = {document.document_id: document for document in documents}
    own: dict[str, list[Claim]] = {document_id: [] for document_id in by_id}
    for claim in claims:
        own.setdefault(claim.document_id, []).append(claim)
    return {one: _in_text(by_id.get(one), tuple(those), lexicon, will) for one, those in sorted(own.items())}


def _in_text(document: Document | None, claims: tuple[Claim, ...], lexicon: Lexicon, will: Will) -> InText:
    linkable = [c for c in claims if c.claim_id not in will.rejected]
    views = make_views([] if document is None else [document], linkable, lexicon)
    own = Compared(views, lexicon)
    own.compare(pairs_in_one_text(views))
    order = {one.claim_id: at for at, one in enumerate(sorted(views.values(), key=in_text))}
    found, joined = cluster(list(views), own.linked, own.conflicting, will.never, own.support, LEAST_IN_ONE_TEXT, order)
    parts = {part[0]: part for part in found}
    drawn = {first: told_together([views[one] for one in part]) for first, part in parts.items()}
    return InText(document.outlet if document is not None else None, claims, own, parts, drawn, tuple(joined))
