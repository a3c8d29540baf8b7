"""Voices are shown by name, and relations of copied figures once."""

from __future__ import annotations

import karsten_record
from karsten_record import claim, document

from crosswire.model import Relation
from crosswire.publish.tables import Sheet, harmless, relations_sheet
from crosswire.publish.voices import name_voices

TEXT = "Gunmen killed 3 people in Dolna."


def test_a_voice_bears_the_lexicons_name_else_the_documents() -> None:
    daily = document("a", TEXT, outlet="The Dolna Daily", agency="Brisk Wire")
    plain = document("b", TEXT)
    claims = [
        claim("1", daily, TEXT, "killed", "opa"),
        claim("2", daily, TEXT, "killed", "name:brisk-wire"),
        claim("3", daily, TEXT, "killed", "name:dolna-daily"),
        claim("4", plain, TEXT, "killed", "document:doc-b"),
        claim("5", plain, TEXT, "killed", "name:a-medic"),
    ]
    voices = name_voices(claims, [plain, daily], {"opa": "Ostravian Press Agency"})
    assert [voices.of(one) for one in claims] == [
        "Ostravian Press Agency", "Brisk Wire", "The Dolna Daily", "b.txt", "a medic",
    ]  # fmt: skip
    assert voices.in_rule("best is that of name:brisk-wire", ["name:brisk-wire"]) == "best is that of Brisk Wire"


def test_a_relation_between_the_same_figures_of_the_same_voices_is_told_once() -> None:
    record = karsten_record.a_record()
    voices = name_voices(record.claims, record.documents, record.voice_names)
    (row,) = relations_sheet(record.relations, {c.claim_id: c for c in record.claims}, voices).rows
    assert row[:2] == ("category", "2")
    assert "Marn Watch" in " ".join(row) and "Ostravian Press Agency" in " ".join(row)
    assert all(isinstance(relation, Relation) for relation in record.relations)


def test_cells_hold_no_control_characters() -> None:
    sheet = harmless(Sheet(title="x", columns=("a",), rows=(("one\x1b[31m\ntwo\x9b",),)))
    assert sheet.rows == (("one\ufffd[31m\ufffdtwo\ufffd",),)
