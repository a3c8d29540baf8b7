"""The casebook: documents, what was derived from them, and the decisions of people, in one folder."""

from crosswire.casebook.apply import decide_claims, settled_now, with_grades
from crosswire.casebook.decisions import Anchors, anchor_of, effective
from crosswire.casebook.derived import Derived
from crosswire.casebook.intake import AddReport
from crosswire.casebook.lists import DayCount, EventFilter, Order, Spot
from crosswire.casebook.settle import Settled, settle
from crosswire.casebook.store import Casebook

__all__ = [
    "AddReport",
    "Anchors",
    "Casebook",
    "DayCount",
    "Derived",
    "EventFilter",
    "Order",
    "Settled",
    "Spot",
    "anchor_of",
    "decide_claims",
    "effective",
    "settle",
    "settled_now",
    "with_grades",
]
