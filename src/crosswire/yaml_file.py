"""What people wrote in YAML, read with one kind of error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def read_yaml(path: Path) -> Any:
    """What the file holds.  Fails with ValueError, the reason in one line, where it is not UTF-8, no YAML, or nested
    deeper than can be read."""
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ValueError(" ".join(str(error).split())) from error
    except RecursionError:
        raise ValueError("its lists or tables lie too deep in each other") from None
