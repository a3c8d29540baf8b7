"""Records of the invented reports with the real tracer, linker and reconciler behind a stand-in reader.

`put_in_reader` lets builds read with the stand-in; `record` derives a record in memory, for laws that try many logs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import ostravia

from crosswire.casebook import Derived, decide_claims, settled_now, with_grades
from crosswire.lexicon import Lexicon, load
from crosswire.model import Decision, Document

TABLES = Path(__file__).parents[1] / "extract" / "ostravia"
REPORTS = (
    ostravia.document(
        "12 people were killed in Velmora, said Marn Watch. 3 people were killed in Brisk, said OPA.",
        file="post.txt", outlet="The Velmora Post", published="2031-05-04", published_how="given",
    ),
    ostravia.document(
        "15 people were killed in Velmora, said Ostravian army. The town was quiet on Sunday.",
        file="wire.txt", outlet="North Wire", published="2031-05-05", published_how="given",
    ),
    ostravia.document(
        "14 people were killed in Velmora, said FMF. 4 people were killed in Dolna, said OPA.",
        file="hills.txt", outlet="Voice of the Hills", published="2031-05-05", published_how="given",
    ),
)  # fmt: skip
FOREIGN = Document(
    document_id="doc-foreign", file="foreign.txt", outlet="Dolna Zeitung", published="2031-05-05",
    published_how="given", lang="de", state="unread_language",
    text="Velmora, Montag.\nMindestens 16 Menschen starben in Velmora, so Marn Watch.\nMehr folgt.",
)  # fmt: skip


@cache
def lexicon() -> Lexicon:
    return load(TABLES)


def put_in_reader(monkeypatch: object) -> None:
    """Read with the stand-in and the lexicon of the invented country; everything else is the real thing."""
    import sys
    from types import ModuleType

    import crosswire.lexicon
    import crosswire.run.flow
    import crosswire.run.layers

    module = ModuleType("crosswire.extract")
    module.extract_claims = ostravia.extract_claims  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "crosswire.extract", module)  # type: ignore[attr-defined]
    for place in (crosswire.lexicon, crosswire.run.flow, crosswire.run.layers):
        monkeypatch.setattr(place, "load", lambda folder=None: lexicon())  # type: ignore[attr-defined]


def record(log: Sequence[Decision], documents: Sequence[Document] = (*REPORTS, FOREIGN)) -> Derived:
    """What `crosswire build` would make of these documents and this log."""
    from dataclasses import replace

    from crosswire.run.flow import derive

    claims = [claim for document in documents for claim in ostravia.extract_claims(document)]
    decided = decide_claims(log, claims, documents, lexicon())
    made = derive(documents, decided.claims, lexicon(), decisions=decided.links)
    event_of = {claim.claim_id: claim.event_id for claim in made.claims if claim.event_id}
    settled = settled_now(log, made.claims, documents)
    return replace(made, estimates=tuple(with_grades(made.estimates, settled, event_of)))
