"""The casebook: documents, what was derived from them, and the decisions of people, in one folder."""

from crosswire.casebook.decisions import Resolved, anchor_of, effective, resolve_anchor
from crosswire.casebook.derived import Derived
from crosswire.casebook.intake import AddReport
from crosswire.casebook.lists import DayCount, EventFilter, Order, Spot
from crosswire.casebook.store import Casebook

__all__ = [
    "AddReport",
    "Casebook",
    "DayCount",
    "Derived",
    "EventFilter",
    "Order",
    "Resolved",
    "Spot",
    "anchor_of",
    "effective",
    "resolve_anchor",
]
