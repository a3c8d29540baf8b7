-- The first shape of a casebook.  Every row of a noun keeps its whole body as JSON; columns beside it are for finding.

-- A text is stored once, however many documents carry it.
CREATE TABLE texts (
    text_key INTEGER PRIMARY KEY,
    text_hash TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL
);

-- Documents are immutable: what collect read, without the text.
CREATE TABLE documents (
    document_key INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL UNIQUE,
    text_key INTEGER NOT NULL REFERENCES texts (text_key),
    url TEXT,
    file TEXT NOT NULL,
    row_number INTEGER,
    outlet TEXT,
    published TEXT,
    state TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX documents_url ON documents (url) WHERE url IS NOT NULL;
CREATE INDEX documents_text ON documents (text_key);

-- What follows is derived: documents + lexicon + decisions rebuild it.
CREATE TABLE events (
    event_key INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL UNIQUE,
    event_type TEXT NOT NULL,
    status TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    place_id TEXT,
    place_name TEXT,
    admin1 TEXT,
    country TEXT,
    part_of TEXT,
    body TEXT NOT NULL
);
CREATE INDEX events_day ON events (earliest);
CREATE INDEX events_place ON events (place_id);

CREATE TABLE event_actors (
    event_id TEXT NOT NULL REFERENCES events (event_id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL,
    actor_id TEXT,
    name TEXT NOT NULL
);
CREATE INDEX event_actors_event ON event_actors (event_id);
CREATE INDEX event_actors_actor ON event_actors (actor_id);

CREATE TABLE event_alias (
    former_id TEXT PRIMARY KEY,
    event_id TEXT NOT NULL REFERENCES events (event_id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE claims (
    claim_key INTEGER PRIMARY KEY,
    claim_id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL REFERENCES documents (document_id) DEFERRABLE INITIALLY DEFERRED,
    event_id TEXT REFERENCES events (event_id) DEFERRABLE INITIALLY DEFERRED,
    event_type TEXT NOT NULL,
    status TEXT NOT NULL,
    voice_id TEXT,
    quote TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX claims_document ON claims (document_id);
CREATE INDEX claims_event ON claims (event_id);

CREATE TABLE copies (
    document_id TEXT NOT NULL REFERENCES documents (document_id) DEFERRABLE INITIALLY DEFERRED,
    other_id TEXT NOT NULL REFERENCES documents (document_id) DEFERRABLE INITIALLY DEFERRED,
    body TEXT NOT NULL
);
CREATE INDEX copies_document ON copies (document_id);

CREATE TABLE relations (
    relation_id TEXT PRIMARY KEY,
    event_id TEXT NOT NULL REFERENCES events (event_id) DEFERRABLE INITIALLY DEFERRED,
    claim_a TEXT NOT NULL REFERENCES claims (claim_id) DEFERRABLE INITIALLY DEFERRED,
    claim_b TEXT NOT NULL REFERENCES claims (claim_id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX relations_event ON relations (event_id, kind);

CREATE TABLE estimates (
    estimate_id TEXT PRIMARY KEY,
    event_id TEXT NOT NULL REFERENCES events (event_id) DEFERRABLE INITIALLY DEFERRED,
    measure TEXT NOT NULL,
    of_whom TEXT NOT NULL,
    policy TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX estimates_event ON estimates (event_id);

CREATE TABLE main_events (
    document_id TEXT PRIMARY KEY REFERENCES documents (document_id) DEFERRABLE INITIALLY DEFERRED,
    event_id TEXT NOT NULL REFERENCES events (event_id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE stage_errors (
    document_id TEXT PRIMARY KEY REFERENCES documents (document_id) DEFERRABLE INITIALLY DEFERRED,
    body TEXT NOT NULL
);

-- Decisions of people: append-only.
CREATE TABLE decisions (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    decision_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE TRIGGER decisions_never_change BEFORE UPDATE ON decisions
BEGIN
    SELECT RAISE(ABORT, 'decisions are append-only: add an undo instead');
END;
CREATE TRIGGER decisions_never_go BEFORE DELETE ON decisions
BEGIN
    SELECT RAISE(ABORT, 'decisions are append-only: add an undo instead');
END;

-- Full-text search over the texts and over the sentences claims rest on; the words stay in their own tables.
CREATE VIRTUAL TABLE text_search USING fts5 (text, content = 'texts', content_rowid = 'text_key');
CREATE TRIGGER texts_indexed AFTER INSERT ON texts
BEGIN
    INSERT INTO text_search (rowid, text) VALUES (new.text_key, new.text);
END;
CREATE VIRTUAL TABLE quote_search USING fts5 (quote, content = 'claims', content_rowid = 'claim_key');
