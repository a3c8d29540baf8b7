"""Time expressions in a sentence, and in the sentences of a narrative."""

from crosswire.extract.times.grammar import find_times
from crosswire.extract.times.narrative import find_times_told

__all__ = ["find_times", "find_times_told"]
