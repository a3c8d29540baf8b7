"""``python -m crosswire`` is the command ``crosswire``."""

from crosswire.cli import main

main()
