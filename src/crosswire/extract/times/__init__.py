"""Time expressions in a sentence."""

from crosswire.extract.times.grammar import find_times

__all__ = ["find_times"]
