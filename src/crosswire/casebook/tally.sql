-- Counts the record anew where it was touched: `touched` holds the events that were written, `touched_documents`,
-- `touched_voices`, `touched_actors` and `touched_places` what they are told by and tell of.
UPDATE events SET
    disputed = EXISTS (SELECT 1 FROM relations WHERE relations.event_id = events.event_id AND kind = 'contradiction'),
    killed = (SELECT max(most) FROM estimates
              WHERE estimates.event_id = events.event_id AND measure = 'killed' AND policy = 'as-reported')
WHERE event_id IN (SELECT event_id FROM touched);
UPDATE events SET
    brief = brief_of(body, disputed, killed, (
        SELECT '[' || coalesce(group_concat(body), '') || ']' FROM (
            SELECT body FROM estimates WHERE estimates.event_id = events.event_id AND policy = 'as-reported'
            ORDER BY measure, of_whom, estimate_id LIMIT 3
        )
    ))
WHERE event_id IN (SELECT event_id FROM touched);

DELETE FROM waiting WHERE event_id IN (SELECT event_id FROM touched);
-- A figure a row; where a relation does not say which figure of a claim is meant, all of them.
INSERT OR IGNORE INTO waiting
SELECT 1, coalesce(killed, -1), told.claim_id, coalesce(told.start, json_extract(figure.value, '$.start')), told.event_id FROM (
    SELECT event_id, claim_a AS claim_id, json_extract(body, '$.figure_a.start') AS start
    FROM relations WHERE kind = 'contradiction' AND event_id IN (SELECT event_id FROM touched)
    UNION
    SELECT event_id, claim_b, json_extract(body, '$.figure_b.start')
    FROM relations WHERE kind = 'contradiction' AND event_id IN (SELECT event_id FROM touched)
) AS told JOIN events USING (event_id) JOIN claims USING (claim_id), json_each(claims.body, '$.quantities') AS figure;
INSERT OR IGNORE INTO waiting
SELECT 0, killed, claim_id, json_extract(figure.value, '$.start'), event_id
FROM events JOIN claims USING (event_id), json_each(claims.body, '$.quantities') AS figure
WHERE voices = 1 AND killed >= 10 AND NOT disputed AND figures > 0 AND event_id IN (SELECT event_id FROM touched);

DELETE FROM voice_events WHERE event_id IN (SELECT event_id FROM touched);
INSERT INTO voice_events
SELECT DISTINCT voice_id, earliest IS NULL, coalesce(earliest, ''), event_id FROM claims JOIN events USING (event_id)
WHERE voice_id IS NOT NULL AND event_id IN (SELECT event_id FROM touched);
DELETE FROM voice_outlets WHERE voice_id IN (SELECT voice_id FROM touched_voices);
INSERT INTO voice_outlets
SELECT voice_id, coalesce(outlet, ''), count(*) FROM claims JOIN documents USING (document_id)
WHERE voice_id IN (SELECT voice_id FROM touched_voices) GROUP BY 1, 2;
DELETE FROM voice_tally WHERE voice_id IN (SELECT voice_id FROM touched_voices);
INSERT INTO voice_tally
SELECT voice_id, count(*), count(DISTINCT event_id), count(DISTINCT document_id), count(DISTINCT coalesce(outlet, '')), min(claim_id)
FROM claims JOIN documents USING (document_id) WHERE voice_id IN (SELECT voice_id FROM touched_voices) GROUP BY voice_id;

DELETE FROM outlet_tally WHERE outlet IN (SELECT outlet FROM touched_outlets);
INSERT INTO outlet_tally
SELECT coalesce(outlet, ''), count(DISTINCT documents.document_id), count(claim_id), count(DISTINCT event_id), 0, 0,
       min(published), max(published)
FROM documents LEFT JOIN claims USING (document_id)
WHERE coalesce(outlet, '') IN (SELECT outlet FROM touched_outlets) GROUP BY 1;
-- `took` and `gave`: documents that have a passage the other outlet had first, or that another took.
UPDATE outlet_tally SET took = handed.took, gave = handed.gave FROM (
    SELECT coalesce(documents.outlet, '') AS outlet,
           count(DISTINCT CASE WHEN json_extract(copies.body, '$.first') = copies.other_id THEN copies.document_id END) AS took,
           count(DISTINCT CASE WHEN json_extract(copies.body, '$.first') = copies.document_id THEN copies.document_id END) AS gave
    FROM copies JOIN documents USING (document_id) JOIN documents AS other ON other.document_id = copies.other_id
    WHERE coalesce(documents.outlet, '') <> coalesce(other.outlet, '') GROUP BY 1
) AS handed WHERE handed.outlet = outlet_tally.outlet;
DELETE FROM outlet_pairs WHERE outlet IN (SELECT outlet FROM touched_outlets);
INSERT INTO outlet_pairs
SELECT outlet, other, count(*), sum(took), sum(gave) FROM (
    SELECT coalesce(documents.outlet, '') AS outlet, coalesce(others.outlet, '') AS other,
           max(json_extract(copies.body, '$.first') IS copies.other_id) AS took,
           max(json_extract(copies.body, '$.first') IS copies.document_id) AS gave
    FROM documents JOIN copies USING (document_id) JOIN documents AS others ON others.document_id = copies.other_id
    WHERE coalesce(documents.outlet, '') <> coalesce(others.outlet, '')
          AND coalesce(documents.outlet, '') IN (SELECT outlet FROM touched_outlets)
    GROUP BY copies.document_id, copies.other_id
) GROUP BY outlet, other;

DELETE FROM actor_tally WHERE actor IN (SELECT actor FROM touched_actors);
INSERT INTO actor_tally
SELECT coalesce(actor_id, name), min(actor_id), min(name), count(DISTINCT event_id),
       count(DISTINCT CASE WHEN role = 'actor' THEN event_id END), count(DISTINCT CASE WHEN role = 'target' THEN event_id END)
FROM event_actors WHERE coalesce(actor_id, name) IN (SELECT actor FROM touched_actors) GROUP BY 1;
DELETE FROM place_tally WHERE place IN (SELECT place FROM touched_places);
INSERT INTO place_tally
SELECT coalesce(place_id, place_name), min(place_id), min(place_name), min(admin1), min(country), min(precision), count(*),
       sum(disputed), sum(killed)
FROM events WHERE coalesce(place_id, place_name) IN (SELECT place FROM touched_places) GROUP BY 1;

DELETE FROM built;
INSERT INTO built (stamp, decisions, conflicts, basis, claims, outside, events, disputed, undated, unplaced, voices)
SELECT lower(hex(randomblob(16))), 0, 0, NULL, (SELECT count(*) FROM claims), (SELECT count(*) FROM claims WHERE event_id IS NULL),
       count(*), coalesce(sum(disputed), 0), coalesce(sum(earliest IS NULL), 0), coalesce(sum(lat IS NULL), 0),
       (SELECT count(*) FROM voice_tally)
FROM events;
