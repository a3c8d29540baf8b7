-- Counts the record anew.  `took` and `gave`: documents that have a passage the other outlet had first, or that another took.
DELETE FROM outlet_tally;
INSERT INTO outlet_tally
SELECT coalesce(outlet, ''), count(DISTINCT documents.document_id), count(claim_id), count(DISTINCT event_id), 0, 0,
       min(published), max(published)
FROM documents LEFT JOIN claims USING (document_id) GROUP BY 1;
UPDATE outlet_tally SET took = handed.took, gave = handed.gave FROM (
    SELECT coalesce(documents.outlet, '') AS outlet,
           count(DISTINCT CASE WHEN json_extract(copies.body, '$.first') = copies.other_id THEN copies.document_id END) AS took,
           count(DISTINCT CASE WHEN json_extract(copies.body, '$.first') = copies.document_id THEN copies.document_id END) AS gave
    FROM copies JOIN documents USING (document_id) JOIN documents AS other ON other.document_id = copies.other_id
    WHERE coalesce(documents.outlet, '') <> coalesce(other.outlet, '') GROUP BY 1
) AS handed WHERE handed.outlet = outlet_tally.outlet;
DELETE FROM voice_tally;
INSERT INTO voice_tally
SELECT voice_id, count(*), count(DISTINCT event_id), count(DISTINCT document_id), count(DISTINCT coalesce(outlet, '')), min(claim_id)
FROM claims JOIN documents USING (document_id) WHERE voice_id IS NOT NULL GROUP BY voice_id;
DELETE FROM actor_tally;
INSERT INTO actor_tally
SELECT coalesce(actor_id, name), min(actor_id), min(name), count(DISTINCT event_id),
       count(DISTINCT CASE WHEN role = 'actor' THEN event_id END), count(DISTINCT CASE WHEN role = 'target' THEN event_id END)
FROM event_actors GROUP BY 1;
DELETE FROM place_tally;
INSERT INTO place_tally
SELECT coalesce(place_id, place_name), min(place_id), min(place_name), min(admin1), min(country), min(precision), count(*),
       sum(disputed), sum(killed)
FROM events WHERE place_name IS NOT NULL GROUP BY 1;
