"""Files, folders and tables to `Document`s with `Passage`s and credits.

In: paths to text, Markdown, HTML, JSON, JSONL and CSV/TSV files, or folders of them. Out: one `Document` a text.
What cannot be read becomes a document with state ``error`` that says what to do; nothing is raised for a bad file.
"""

from crosswire.collect.documents import FORMATS, read_paths, to_document
from crosswire.collect.options import NamedOutlet, OutletLexicon, ReadOptions

__all__ = ["FORMATS", "NamedOutlet", "OutletLexicon", "ReadOptions", "read_paths", "to_document"]
