"""Coverage-guided fuzzing of one target with atheris: ``python tests/hostile/fuzz.py TARGET [-max_total_time=60]``.

``all`` for TARGET fuzzes each in a process of its own and ends with 1 when one of them found something.  What is found
is written as ``crash-…`` into the working folder; it becomes a test in `test_targets`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import atheris

with atheris.instrument_imports(include=["crosswire"]):
    import targets


def main() -> None:
    name = sys.argv.pop(1)
    if name == "all":
        found = [one for one in targets.TARGETS if subprocess.call([sys.executable, __file__, one, *sys.argv[1:]])]
        sys.exit(f"found something: {', '.join(found)}" if found else 0)
    atheris.Setup(sys.argv, lambda data: targets.run(name, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
