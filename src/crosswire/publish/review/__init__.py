"""Review by other tools: the record goes out to be read by people, their corrections come back as signed decisions.

In: a casebook and a folder; or a file that came back, and who signs.  Out: a spreadsheet of links or tasks for Label
Studio; or decisions in the log and a `Taken` that says what became of each line.  A line that is wrong is told with its
file and its place and the others go through.
"""

from crosswire.publish.review.taken import Taken

__all__ = ["Taken"]
