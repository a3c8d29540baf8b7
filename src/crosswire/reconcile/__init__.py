"""reconcile: how the claims of one event stand to each other, and what its figures are under each policy."""

from crosswire.reconcile.reconciler import reconcile

__all__ = ["reconcile"]
