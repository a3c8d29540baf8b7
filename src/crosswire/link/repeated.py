"""Tellings in the same words: many outlets print one text, and two copies compare alike with whatever there is.

In: views of many documents.  Out: by claim id a number, one for all of which everything is the same that is compared
across documents (`crosswire.link.features`, `crosswire.link.conflicts`), which is neither an id nor the place in the
text.  A view whose sentence no other document has is left out.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from crosswire.link.view import View


def repeated(views: Mapping[str, View]) -> dict[str, int]:
    same_words: dict[frozenset[str], list[View]] = {}
    for view in views.values():
        same_words.setdefault(view.shingles, []).append(view)
    numbers: dict[Hashable, int] = {}
    found: dict[str, int] = {}
    for those in same_words.values():
        if those[0].shingles and any(view.claim.document_id != those[0].claim.document_id for view in those):
            found |= {view.claim_id: numbers.setdefault(compared_by(view), len(numbers)) for view in those}
    return found


def compared_by(view: View) -> Hashable:
    """All that is compared of a view with those of other documents."""
    claim = view.claim
    figures = tuple((q.measure, q.of, q.side_id, q.counts, q.low, q.best, q.high, q.bound) for q in view.figures)
    return (
        claim.event_type, claim.status, view.family, view.kind, view.realis, view.when, view.time_carried, view.where,
        view.place_carried, view.spots, view.persons, _ids(view.actors), _ids(view.sides), view.dead, figures,
        view.running, view.campaign, view.context, view.triggers, view.words, view.shingles,
    )  # fmt: skip


def _ids(each: Mapping[str, frozenset[str]]) -> frozenset[tuple[str, frozenset[str]]]:
    return frozenset(each.items())
