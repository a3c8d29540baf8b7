"""Casebooks as earlier versions left them, with documents and a decision in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import ostravia

from crosswire.casebook import anchor_of
from crosswire.casebook.codec import encode
from crosswire.casebook.intake import hash_of
from crosswire.casebook.lists import plain
from crosswire.casebook.migrate import migrations, statements
from crosswire.model import Decision

DOCUMENTS = [ostravia.document(f"{n} people were killed in Velmora, said OPA.", file=f"old-{n}.txt") for n in (2, 3, 4)]


def old_casebook(folder: Path, *, version: int) -> list[str]:
    """A casebook of that shape; returns the ids of its documents and of its one decision."""
    folder.mkdir()
    claim = ostravia.extract_claims(DOCUMENTS[0])[0]
    anchor = anchor_of(claim, DOCUMENTS[0].text)
    decision = Decision(decision_id="d-old", kind="reject", by="ada", at="2026-01-01T00:00:00Z", a=anchor)
    with closing(sqlite3.connect(folder / "casebook.db")) as connection:
        connection.create_function("plain", 1, plain, deterministic=True)
        for _, script in migrations()[:version]:
            for statement in statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {version}")
        for number, document in enumerate(DOCUMENTS, start=1):
            given = (hash_of(document.text), document.text)
            connection.execute("INSERT INTO texts (text_hash, text) VALUES (?, ?)", given)
            connection.execute(
                "INSERT INTO documents (document_id, text_key, file, state, body) VALUES (?, ?, ?, 'read', ?)",
                (document.document_id, number, document.file, encode(document)),
            )
        given = (decision.decision_id, decision.kind, encode(decision))
        connection.execute("INSERT INTO decisions (decision_id, kind, body) VALUES (?, ?, ?)", given)
        connection.commit()
    return [*(document.document_id for document in DOCUMENTS), decision.decision_id]
