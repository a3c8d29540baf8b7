"""Extraction: passages to mentions to claims, all within one document."""

from crosswire.extract.claims import extract_claims

__all__ = ["extract_claims"]
