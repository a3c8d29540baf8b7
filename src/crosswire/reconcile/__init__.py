"""reconcile: how the claims of one event stand to each other, and what its figures are under each policy."""

from crosswire.reconcile.grades import set_grade
from crosswire.reconcile.policies import POLICIES
from crosswire.reconcile.reconciler import reconcile
from crosswire.reconcile.toll import toll_over_time

__all__ = ["POLICIES", "reconcile", "set_grade", "toll_over_time"]
