"""crosswire keeps the record of an armed conflict straight from what rival outlets publish about it."""

__version__ = "0.1.0"
