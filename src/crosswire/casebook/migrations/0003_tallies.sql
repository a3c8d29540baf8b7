-- Who and what the record is made of, counted when it is built (`casebook/tally.sql` fills them).  All of it is derived.
CREATE TABLE outlet_tally (
    outlet TEXT PRIMARY KEY,
    documents INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    events INTEGER NOT NULL,
    took INTEGER NOT NULL,
    gave INTEGER NOT NULL,
    first_day TEXT,
    last_day TEXT
);
CREATE TABLE voice_tally (
    voice_id TEXT PRIMARY KEY,
    claims INTEGER NOT NULL,
    events INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    outlets INTEGER NOT NULL,
    sample TEXT NOT NULL
);
CREATE INDEX voice_tally_events ON voice_tally (events);
CREATE TABLE actor_tally (
    actor TEXT PRIMARY KEY,
    actor_id TEXT,
    name TEXT NOT NULL,
    events INTEGER NOT NULL,
    did INTEGER NOT NULL,
    suffered INTEGER NOT NULL
);
CREATE INDEX actor_tally_events ON actor_tally (events);
CREATE TABLE place_tally (
    place TEXT PRIMARY KEY,
    place_id TEXT,
    name TEXT NOT NULL,
    admin1 TEXT,
    country TEXT,
    precision TEXT,
    events INTEGER NOT NULL,
    disputed INTEGER NOT NULL,
    killed INTEGER
);
CREATE INDEX place_tally_events ON place_tally (events);
CREATE INDEX events_part_of ON events (part_of) WHERE part_of IS NOT NULL;
CREATE INDEX copies_other ON copies (other_id);
CREATE INDEX claims_voice ON claims (voice_id);
CREATE INDEX documents_published ON documents (published);
