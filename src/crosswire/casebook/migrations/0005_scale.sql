-- What lists, counts and queues of a large record need, so that no page reads all of it.  All of it is derived but the
-- indexes of documents and decisions.

-- What stands in the record: one row.  `stamp` is new each time something is written; `decisions` is the number in the log of the
-- last decision it honours, `conflicts` how many of these others decided otherwise; `basis` is what else it was derived
-- from (NULL: not known).
CREATE TABLE built (
    stamp TEXT NOT NULL,
    decisions INTEGER NOT NULL,
    conflicts INTEGER NOT NULL,
    basis TEXT,
    claims INTEGER NOT NULL,
    outside INTEGER NOT NULL,
    events INTEGER NOT NULL,
    disputed INTEGER NOT NULL,
    undated INTEGER NOT NULL,
    unplaced INTEGER NOT NULL,
    voices INTEGER NOT NULL
);
ALTER TABLE events ADD COLUMN brief TEXT;
ALTER TABLE claims ADD COLUMN figures INTEGER NOT NULL DEFAULT 0;
UPDATE claims SET figures = json_array_length(body, '$.quantities');

CREATE TABLE voice_events (
    voice_id TEXT NOT NULL,
    undated INTEGER NOT NULL,
    earliest TEXT NOT NULL,
    event_id TEXT NOT NULL,
    PRIMARY KEY (voice_id, undated, earliest, event_id)
) WITHOUT ROWID;
CREATE INDEX voice_events_event ON voice_events (event_id);
CREATE TABLE voice_outlets (
    voice_id TEXT NOT NULL,
    outlet TEXT NOT NULL,
    claims INTEGER NOT NULL,
    PRIMARY KEY (voice_id, claims DESC, outlet)
) WITHOUT ROWID;
-- Figures that wait for a person, the most deaths first.
CREATE TABLE waiting (
    disputed INTEGER NOT NULL,
    killed INTEGER NOT NULL,
    claim_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    PRIMARY KEY (disputed DESC, killed DESC, claim_id)
) WITHOUT ROWID;
CREATE INDEX waiting_event ON waiting (event_id);
-- Which documents a decision is about, and what it undoes.
CREATE TABLE decided (
    document_id TEXT NOT NULL,
    sequence INTEGER NOT NULL REFERENCES decisions (sequence),
    PRIMARY KEY (document_id, sequence)
) WITHOUT ROWID;
CREATE TABLE undone (
    decision_id TEXT NOT NULL,
    sequence INTEGER NOT NULL REFERENCES decisions (sequence),
    PRIMARY KEY (decision_id, sequence)
) WITHOUT ROWID;
INSERT OR IGNORE INTO decided
SELECT json_extract(body, '$.a.document_id'), sequence FROM decisions WHERE json_extract(body, '$.a.document_id') IS NOT NULL;
INSERT OR IGNORE INTO decided
SELECT json_extract(body, '$.b.document_id'), sequence FROM decisions WHERE json_extract(body, '$.b.document_id') IS NOT NULL;
INSERT OR IGNORE INTO undone
SELECT json_extract(body, '$.undoes'), sequence FROM decisions WHERE json_extract(body, '$.undoes') IS NOT NULL;

DROP INDEX events_killed;
DROP INDEX events_voices;
DROP INDEX events_place;
DROP INDEX events_day;
DROP INDEX event_actors_actor;
DROP INDEX documents_outlet;
DROP INDEX documents_published;
DROP INDEX actor_tally_events;
DROP INDEX place_tally_events;
DROP INDEX voice_tally_events;
DROP INDEX claims_event;
CREATE INDEX events_columns ON events (
    event_id, earliest, latest, event_type, place_id, place_words, place_name, precision, lat, lon, radius_km, voices,
    documents, disputed, killed
);
CREATE INDEX event_actors_words ON event_actors (event_id, actor_id, name_words);
CREATE INDEX documents_day ON documents (published IS NULL, published, document_id, state, text_key);
CREATE INDEX documents_outlet ON documents (outlet, published IS NULL, published, document_id, state, text_key);
CREATE INDEX documents_state ON documents (state, published IS NULL, published, document_id, text_key);
CREATE INDEX documents_around ON documents (published, state, outlet);
CREATE INDEX claims_event ON claims (event_id, figures, voice_id, claim_id);
CREATE INDEX actor_tally_events ON actor_tally (events DESC, actor);
CREATE INDEX place_tally_events ON place_tally (events DESC, place);
CREATE INDEX voice_tally_events ON voice_tally (events DESC, claims DESC, voice_id);
CREATE INDEX event_alias_event ON event_alias (event_id);
CREATE INDEX main_events_event ON main_events (event_id);
CREATE INDEX relations_kind ON relations (kind, event_id);
