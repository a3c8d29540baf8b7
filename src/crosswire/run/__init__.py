"""The flow and its local runner."""

from crosswire.run.flow import BuildReport, build, code_of, default_workers, derive
from crosswire.run.local import getting_ready

__all__ = ["BuildReport", "build", "code_of", "default_workers", "derive", "getting_ready"]
