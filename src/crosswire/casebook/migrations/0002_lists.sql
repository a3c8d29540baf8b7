-- What a list of events, places, actors, outlets and voices needs, beside the bodies.  All of it is derived.
ALTER TABLE events ADD COLUMN lat REAL;
ALTER TABLE events ADD COLUMN lon REAL;
ALTER TABLE events ADD COLUMN radius_km REAL;
ALTER TABLE events ADD COLUMN precision TEXT;
ALTER TABLE events ADD COLUMN place_words TEXT;
ALTER TABLE events ADD COLUMN voices INTEGER NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN documents INTEGER NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN disputed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN killed INTEGER;
ALTER TABLE event_actors ADD COLUMN name_words TEXT;
ALTER TABLE estimates ADD COLUMN most INTEGER;

UPDATE events SET
    lat = json_extract(body, '$.place.lat'),
    lon = json_extract(body, '$.place.lon'),
    radius_km = json_extract(body, '$.place.radius_km'),
    precision = json_extract(body, '$.place.precision'),
    place_words = plain(coalesce(place_name, '') || ' | ' || coalesce(admin1, '') || ' | ' || coalesce(json_extract(body, '$.place.quote'), '')),
    voices = coalesce(json_array_length(body, '$.voice_ids'), 0),
    documents = coalesce(json_array_length(body, '$.document_ids'), 0);
UPDATE event_actors SET name_words = plain(name);
UPDATE estimates SET most = coalesce(json_extract(body, '$.high'), json_extract(body, '$.best'), json_extract(body, '$.low'));
UPDATE events SET
    disputed = EXISTS (SELECT 1 FROM relations WHERE relations.event_id = events.event_id AND kind = 'contradiction'),
    killed = (SELECT max(most) FROM estimates
              WHERE estimates.event_id = events.event_id AND measure = 'killed' AND policy = 'as-reported');

CREATE INDEX events_killed ON events (killed);
CREATE INDEX events_voices ON events (voices);
CREATE INDEX documents_outlet ON documents (outlet);
