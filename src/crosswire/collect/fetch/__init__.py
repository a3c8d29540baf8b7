"""Fetching pages from the web, when asked: politely, within bounds, from public addresses only.

In: addresses, or files that list them.  Out: one WARC file with what the servers sent, a line in the log for each
request, and an outcome for each address.  Documents are read from the WARC file as from any other.
"""

from crosswire.collect.fetch.limits import FetchOptions
from crosswire.collect.fetch.listing import listed_in
from crosswire.collect.fetch.work import FetchReport, Outcome, fetch

__all__ = ["FetchOptions", "FetchReport", "Outcome", "fetch", "listed_in"]
