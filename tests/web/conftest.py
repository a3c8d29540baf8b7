"""Casebooks to open in the workbench: the invented record of Karsten with a hostile report, and the demo."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "publish"))

HOSTILE = '<script>document.body.dataset.broken = "yes"</script>'


@pytest.fixture(scope="session")
def script() -> str:
    """What the hostile report has in the place of every text."""
    return HOSTILE


@pytest.fixture(scope="session")
def karsten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook of the record of Karsten and of one report that is script wherever a text can be."""
    from dataclasses import replace

    from karsten_record import a_record, derived_of, document, killed, quote_of

    from crosswire.casebook import Casebook
    from crosswire.model import Attribution, Claim, NamedQuote, Participant

    record = a_record()
    text = f"{HOSTILE} 7 people were killed, {HOSTILE} said. <img src=x onerror=alert(1)>"
    hostile = document(
        "hostile", text, title=HOSTILE, outlet=HOSTILE, byline=HOSTILE, url="javascript:alert(1)",
        published="2031-03-07", published_how="given",
    )  # fmt: skip
    hostile = replace(hostile, file=f"{HOSTILE}\u202etxt.exe")
    source = text.rindex(HOSTILE)
    claim = Claim(
        claim_id="claim-hostile", document_id=hostile.document_id, event_type="killing", status="happened",
        trigger=quote_of(text, "killed"), passage_kind="sentence", quantities=(killed(text, "7 people", 7),),
        participants=(quote_of(text, HOSTILE, Participant, role="target", actor_id=None, name=HOSTILE, side_id=None),),
        attribution=Attribution(
            manner="reported",
            source=NamedQuote(start=source, end=source + len(HOSTILE), quote=HOSTILE, name=HOSTILE),
        ),
        voice_id="name:hostile", evidence=(quote_of(text, text),), event_id=record.events[0].event_id,
    )  # fmt: skip
    first = record.events[0]
    joined = replace(
        first, claim_ids=(*first.claim_ids, claim.claim_id), document_ids=(*first.document_ids, hostile.document_id),
        label=HOSTILE, voice_ids=(*first.voice_ids, "name:hostile"),
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("karsten") / "karsten"
    with Casebook.open(folder, create=True) as casebook:
        casebook.add_documents([*record.documents, hostile])
        casebook.replace_derived(
            replace(
                derived_of(record), claims=(*record.claims, claim), events=(joined, *record.events[1:]),
                main_events={hostile.document_id: first.event_id},
            )
        )  # fmt: skip
    return folder


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The casebook of the shipped demo, read by the real steps."""
    from crosswire.casebook import Casebook
    from crosswire.collect import read_paths
    from crosswire.demo import corpus_folder
    from crosswire.run.flow import build

    folder = tmp_path_factory.mktemp("demo") / "demo"
    with Casebook.open(folder, create=True) as casebook:
        casebook.add_documents(read_paths([corpus_folder()]))
        build(casebook)
    return folder
