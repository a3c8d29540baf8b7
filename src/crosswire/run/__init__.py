"""The flow and its local runner."""

from crosswire.run.flow import BuildReport, build, code_of, default_workers, derive

__all__ = ["BuildReport", "build", "code_of", "default_workers", "derive"]
