"""Fills a casebook step by step and kills itself at one SQL statement: ``python dying.py FOLDER NTH`` (0: lives).

Prints a line for each step once it is committed.  Steps that were taken before are taken again and change nothing.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import ostravia
import pytest

from crosswire.casebook import Casebook, anchor_of
from crosswire.model import Decision
from crosswire.run import build

DOCUMENTS = [
    ostravia.document(f"{n} people were killed in Velmora, said Marn Watch.", file=f"report-{n}.txt")
    for n in range(2, 8)
]


def decision(number: int) -> Decision:
    document = DOCUMENTS[number]
    claim = ostravia.extract_claims(document)[0]
    return Decision(
        decision_id=f"decision-{number}", kind="reject", by="ada", at=f"2026-01-0{number + 1}T00:00:00Z",
        a=anchor_of(claim, document.text),
    )  # fmt: skip


def main(folder: Path, nth: int) -> None:
    connect, seen = sqlite3.connect, 0

    def count(statement: str) -> None:
        nonlocal seen
        seen += 1
        if seen == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    def connected(*arguments: object, **options: object) -> sqlite3.Connection:
        connection = connect(*arguments, **options)
        connection.set_trace_callback(count)
        return connection

    sqlite3.connect = connected
    ostravia.put_in(pytest.MonkeyPatch())
    with Casebook.open(folder, create=True) as casebook:
        done = {one.decision_id for one in casebook.decisions()}
        for number, document in enumerate(DOCUMENTS):
            casebook.add_documents([document])
            print("added", document.document_id, flush=True)
            if number % 2 == 0:
                if f"decision-{number}" not in done:
                    casebook.decide(decision(number))
                print("decided", f"decision-{number}", flush=True)
                build(casebook, workers=1, batch_size=2)
                print("built", number, flush=True)
        build(casebook, workers=1)
    print("statements", seen, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
