"""Coverage-guided fuzzing with atheris: ``python tests/hostile/fuzz.py TARGET [-max_total_time=60]``.

``all`` (or several, with commas) fuzzes each target in a process of its own, prints a line for each (inputs, seconds,
whether something was found) and ends with 1 when one of them found something.  What is found is written as
``crash-TARGET-…`` into the working folder; it becomes a test.  Only crosswire and the Python libraries its readers rest
on are followed.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import atheris

FOLLOWED = ("crosswire", "email", "feedparser", "openpyxl", "plistlib", "protego", "pypdf", "trafilatura", "warcio")

with atheris.instrument_imports(include=list(FOLLOWED)):
    import feedparser  # noqa: F401
    import openpyxl  # noqa: F401
    import pypdf  # noqa: F401
    import targets
    import trafilatura  # noqa: F401
    import warcio  # noqa: F401

    import crosswire

    for room in ("collect", "extract", "lexicon", "publish"):  # readers are imported when the first file comes
        for module in pkgutil.walk_packages([f"{crosswire.__path__[0]}/{room}"], f"crosswire.{room}."):
            importlib.import_module(module.name)


def main() -> None:
    name, *options = sys.argv[1:]
    chosen = list(targets.TARGETS) if name == "all" else name.split(",")
    if len(chosen) > 1:
        sys.exit(1 if [one for one in chosen if in_process(one, options)] else 0)
    fuzz(name, options)


def fuzz(name: str, options: list[str]) -> None:
    """Ends this process."""
    from seeds import dictionary, seeds

    with tempfile.TemporaryDirectory() as folder:
        corpus, words = Path(folder) / "corpus", Path(folder) / "words"
        corpus.mkdir()
        words.write_text(dictionary())
        for number, seed in enumerate(seeds(name)):
            (corpus / str(number)).write_bytes(seed)
            targets.run(name, seed)  # what is loaded when it is first needed is no part of any input's time
        bounds = [f"-dict={words}", f"-artifact_prefix=crash-{name}-", f"-timeout={10 * targets.SECONDS:.0f}"]
        atheris.Setup([sys.argv[0], str(corpus), *bounds, *options], lambda data: targets.run(name, data))
        atheris.Fuzz()


def in_process(name: str, options: list[str]) -> bool:
    """Fuzz one target in a copy of this process and say what came of it; whether something was found."""
    with tempfile.TemporaryFile() as told:
        child = os.fork()
        if child == 0:
            os.dup2(told.fileno(), 2)
            fuzz(name, options)
        _, status, used = os.wait4(child, 0)
        told.seek(0)
        said = told.read().decode("utf-8", "replace")
    inputs = [int(number) for number in re.findall(r"^#(\d+)", said, re.MULTILINE)]
    seconds = used.ru_utime + used.ru_stime
    found = os.waitstatus_to_exitcode(status) != 0
    print(f"{name}: {max(inputs, default=0)} inputs, {seconds:.0f} s of CPU, {'FOUND' if found else 'nothing found'}")
    if found:
        print("\n".join(line for line in said.splitlines() if not line.startswith("#"))[-6000:])
    sys.stdout.flush()
    return found


if __name__ == "__main__":
    main()
