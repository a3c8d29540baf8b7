"""The workbench: the record in a browser, on this machine, without a network.

In: the folder of a casebook.  Out: an ASGI application (`create_app`) with a page for each thing of the record.
Nothing is fetched from elsewhere; all text is escaped, and no script runs but the files in ``static``.
"""

from crosswire.web.app import create_app

__all__ = ["create_app"]
