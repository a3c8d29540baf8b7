"""Files, folders, archives and tables to `Document`s with `Passage`s and credits.

In: paths to text, saved pages, JSON, tables, workbooks, feeds, WARC and WACZ, PDF and mail, or folders of them. Out:
one `Document` a text, with its origin.  What cannot be read becomes a document with state ``error`` that says what to
do; nothing is raised for a bad file.  `readers` has one reader a format.
"""

from crosswire.collect.documents import FORMATS, read_paths, to_document
from crosswire.collect.files import passed_over
from crosswire.collect.options import NamedOutlet, OutletLexicon, ReadOptions, read_mapping

__all__ = [
    "FORMATS",
    "NamedOutlet",
    "OutletLexicon",
    "ReadOptions",
    "passed_over",
    "read_mapping",
    "read_paths",
    "to_document",
]
