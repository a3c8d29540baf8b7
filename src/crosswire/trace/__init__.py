"""Tracing: which passages documents took from each other, and whose voice each claim therefore is."""

from crosswire.trace.copies import copies_by_document, find_copies, find_more_copies
from crosswire.trace.telling import told_of
from crosswire.trace.voices import Voices, assign_voices

__all__ = ["Voices", "assign_voices", "copies_by_document", "find_copies", "find_more_copies", "told_of"]
