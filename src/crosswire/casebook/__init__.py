"""The casebook: documents, what was derived from them, and the decisions of people, in one folder."""

from crosswire.casebook.decisions import Resolved, anchor_of, effective, resolve_anchor
from crosswire.casebook.derived import Derived, EventFilter
from crosswire.casebook.intake import AddReport
from crosswire.casebook.store import Casebook

__all__ = [
    "AddReport",
    "Casebook",
    "Derived",
    "EventFilter",
    "Resolved",
    "anchor_of",
    "effective",
    "resolve_anchor",
]
