"""Place names of a document, read in its context."""

from crosswire.extract.places.given import read_places
from crosswire.extract.places.reading import document_country, find_places

__all__ = ["document_country", "find_places", "read_places"]
