"""Products of matrices take one thread, unless the user's environment says otherwise."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SCRIPT = """
import os, sys
from crosswire import cli
sys.argv = ["crosswire", "--version"]
try:
    cli.main()
except SystemExit:
    print(os.environ["OPENBLAS_NUM_THREADS"], "numpy" in sys.modules)
"""


@pytest.mark.parametrize(("given", "told"), [({}, "1 False"), ({"OPENBLAS_NUM_THREADS": "2"}, "2 False")])
def test_the_command_says_so_before_numpy_is_there(given: dict[str, str], told: str) -> None:
    plain = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    found = subprocess.run([sys.executable, "-c", SCRIPT], env=plain | given, stdout=subprocess.PIPE, check=True)
    assert found.stdout.decode().splitlines()[-1] == told
