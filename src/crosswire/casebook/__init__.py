"""The casebook: documents, what was derived from them, and the decisions of people, in one folder."""

from crosswire.casebook.apply import decide_claims, settled_in, settled_now, with_grades
from crosswire.casebook.decisions import Anchors, anchor_of, effective
from crosswire.casebook.derived import Derived
from crosswire.casebook.intake import AddReport
from crosswire.casebook.lists import DayCount, DocumentFilter, EventFilter, Order, Spot
from crosswire.casebook.settle import Settled, settle
from crosswire.casebook.store import Casebook
from crosswire.casebook.tallies import ActorTally, Counts, OutletTally, PlaceTally, VoiceTally

__all__ = [
    "ActorTally",
    "AddReport",
    "Anchors",
    "Casebook",
    "Counts",
    "DayCount",
    "Derived",
    "DocumentFilter",
    "EventFilter",
    "Order",
    "OutletTally",
    "PlaceTally",
    "Settled",
    "Spot",
    "VoiceTally",
    "anchor_of",
    "decide_claims",
    "effective",
    "settle",
    "settled_in",
    "settled_now",
    "with_grades",
]
