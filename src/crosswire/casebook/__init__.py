"""The casebook: documents, what was derived from them, and the decisions of people, in one folder."""

from crosswire.casebook.answers import Waiting, answers_of
from crosswire.casebook.apply import decide_claims, settled_in, settled_now, settled_page, with_grades
from crosswire.casebook.brief import EventBrief
from crosswire.casebook.columns import Order
from crosswire.casebook.decisions import Anchors, anchor_of
from crosswire.casebook.derived import Built, Derived, Redone
from crosswire.casebook.intake import AddReport
from crosswire.casebook.lists import MOST_FOUND, DayCount, DocumentFilter, EventFilter, Spot
from crosswire.casebook.settle import Settled, settle
from crosswire.casebook.store import Casebook
from crosswire.casebook.tallies import ActorTally, Counts, OutletTally, PlaceTally, VoiceTally

__all__ = [
    "MOST_FOUND",
    "ActorTally",
    "AddReport",
    "Anchors",
    "Built",
    "Casebook",
    "Counts",
    "DayCount",
    "Derived",
    "DocumentFilter",
    "EventBrief",
    "EventFilter",
    "Order",
    "OutletTally",
    "PlaceTally",
    "Redone",
    "Settled",
    "Spot",
    "VoiceTally",
    "Waiting",
    "anchor_of",
    "answers_of",
    "decide_claims",
    "settle",
    "settled_in",
    "settled_now",
    "settled_page",
    "with_grades",
]
