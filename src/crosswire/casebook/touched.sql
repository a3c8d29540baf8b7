-- Everything counts as touched: a whole result was written, or a casebook of an older shape is brought up to this one.
DELETE FROM waiting;
DELETE FROM voice_events;
DELETE FROM voice_outlets;
DELETE FROM voice_tally;
DELETE FROM outlet_tally;
DELETE FROM outlet_pairs;
DELETE FROM actor_tally;
DELETE FROM place_tally;
INSERT INTO touched SELECT event_id FROM events;
INSERT INTO touched_voices SELECT DISTINCT voice_id FROM claims WHERE voice_id IS NOT NULL;
INSERT INTO touched_outlets SELECT DISTINCT coalesce(outlet, '') FROM documents;
INSERT INTO touched_actors SELECT DISTINCT coalesce(actor_id, name) FROM event_actors;
INSERT INTO touched_places SELECT DISTINCT coalesce(place_id, place_name) FROM events WHERE place_name IS NOT NULL;
