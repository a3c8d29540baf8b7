"""Numbers of countable things in a sentence."""

from crosswire.extract.numbers.grammar import find_numbers

__all__ = ["find_numbers"]
