"""The flow and its local runner."""

from crosswire.run.flow import BuildReport, build, default_workers, derive

__all__ = ["BuildReport", "build", "default_workers", "derive"]
