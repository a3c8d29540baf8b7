"""Actors named in a document."""

from crosswire.extract.actors.finder import find_actors

__all__ = ["find_actors"]
