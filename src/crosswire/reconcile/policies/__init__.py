"""Policies: how the figures of one event are read as one, each by its own rule.

A policy is a function from groups of figures (one figure a voice) and what is known of the event to `Reading`s.  Each
names the text its rule was read in, or says that it was not checked against the codebook.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from crosswire.model import Policy
from crosswire.reconcile.groups import Group
from crosswire.reconcile.policies.acled import acled
from crosswire.reconcile.policies.airwars import airwars
from crosswire.reconcile.policies.as_reported import as_reported
from crosswire.reconcile.policies.every_casualty import every_casualty
from crosswire.reconcile.policies.gtd import gtd
from crosswire.reconcile.policies.reading import Reading
from crosswire.reconcile.policies.ucdp import ucdp
from crosswire.reconcile.standing import About

__all__ = ["POLICIES", "Reading"]

POLICIES: dict[Policy, Callable[[Sequence[Group], About], list[Reading]]] = {
    "as-reported": as_reported,
    "acled": acled,
    "ucdp": ucdp,
    "airwars": airwars,
    "gtd": gtd,
    "every-casualty": every_casualty,
}
"""All policies by name."""
