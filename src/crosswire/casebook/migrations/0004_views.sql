-- Views for people who write SQL: a row a thing, a column a value.  `views.yaml` says what each column holds.
CREATE VIEW documents_flat AS
SELECT
    d.document_id,
    d.file,
    d.row_number,
    d.url,
    json_extract(d.body, '$.title') AS title,
    d.outlet,
    json_extract(d.body, '$.byline') AS byline,
    json_extract(d.body, '$.agency') AS agency,
    json_extract(d.body, '$.republishes') AS republishes,
    d.published,
    json_extract(d.body, '$.published_how') AS published_how,
    json_extract(d.body, '$.lang') AS lang,
    CASE WHEN e.body IS NULL THEN d.state ELSE 'error' END AS state,
    coalesce(json_extract(e.body, '$.detail'), json_extract(d.body, '$.error.detail')) AS error,
    json_extract(d.body, '$.supersedes') AS supersedes,
    m.event_id AS main_event_id,
    (SELECT count(*) FROM claims c WHERE c.document_id = d.document_id) AS claims,
    t.text
FROM documents d
JOIN texts t USING (text_key)
LEFT JOIN stage_errors e USING (document_id)
LEFT JOIN main_events m USING (document_id);

CREATE VIEW claims_flat AS
SELECT
    c.claim_id,
    c.document_id,
    c.event_id,
    c.event_type,
    json_extract(c.body, '$.mode') AS mode,
    c.status,
    c.voice_id,
    json_extract(c.body, '$.attribution.manner') AS manner,
    json_extract(c.body, '$.attribution.source_id') AS source_id,
    json_extract(c.body, '$.attribution.source.name') AS source,
    d.outlet,
    d.published,
    json_extract(c.body, '$.time.earliest') AS earliest,
    json_extract(c.body, '$.time.latest') AS latest,
    json_extract(c.body, '$.time.precision') AS time_precision,
    json_extract(c.body, '$.place.place_id') AS place_id,
    json_extract(c.body, '$.place.name') AS place,
    json_extract(c.body, '$.place.admin1') AS admin1,
    json_extract(c.body, '$.place.country') AS country,
    json_extract(c.body, '$.place.lat') AS lat,
    json_extract(c.body, '$.place.lon') AS lon,
    json_extract(c.body, '$.place.radius_km') AS radius_km,
    json_extract(c.body, '$.place.precision') AS place_precision,
    (SELECT group_concat(json_extract(p.value, '$.name'), '; ') FROM json_each(c.body, '$.participants') p
     WHERE json_extract(p.value, '$.role') = 'actor') AS actors,
    (SELECT group_concat(json_extract(p.value, '$.name'), '; ') FROM json_each(c.body, '$.participants') p
     WHERE json_extract(p.value, '$.role') = 'target') AS targets,
    json_array_length(c.body, '$.quantities') AS figures,
    c.quote AS sentence,
    json_extract(c.body, '$.evidence[0].start') AS span_start,
    json_extract(c.body, '$.evidence[0].end') AS span_end,
    json_extract(c.body, '$.passage_kind') AS passage_kind,
    json_extract(c.body, '$.score') AS score,
    json_array_length(c.body, '$.decision_ids') AS decisions
FROM claims c
JOIN documents d USING (document_id);

CREATE VIEW participants AS
SELECT
    c.claim_id,
    c.document_id,
    c.event_id,
    json_extract(p.value, '$.role') AS role,
    json_extract(p.value, '$.actor_id') AS actor_id,
    json_extract(p.value, '$.name') AS name,
    json_extract(p.value, '$.side_id') AS side_id,
    json_extract(p.value, '$.quote') AS quote,
    json_extract(p.value, '$.start') AS span_start,
    json_extract(p.value, '$.end') AS span_end
FROM claims c, json_each(c.body, '$.participants') p;

CREATE VIEW figures AS
SELECT
    c.claim_id,
    c.document_id,
    c.event_id,
    c.voice_id,
    c.status,
    json_extract(q.value, '$.measure') AS measure,
    json_extract(q.value, '$.of') AS of_whom,
    json_extract(q.value, '$.side_id') AS side_id,
    json_extract(q.value, '$.counts') AS counts,
    json_extract(q.value, '$.low') AS low,
    json_extract(q.value, '$.best') AS best,
    json_extract(q.value, '$.high') AS high,
    json_extract(q.value, '$.bound') AS bound,
    json_extract(q.value, '$.quote') AS quote,
    json_extract(q.value, '$.start') AS span_start,
    json_extract(q.value, '$.end') AS span_end,
    c.quote AS sentence
FROM claims c, json_each(c.body, '$.quantities') q;

CREATE VIEW quotes AS
WITH spans (claim_id, document_id, event_id, what, span) AS (
    SELECT claim_id, document_id, event_id, 'trigger', json_extract(body, '$.trigger') FROM claims
    UNION ALL
    SELECT claim_id, document_id, event_id, 'sentence', json_extract(body, '$.evidence[0]') FROM claims
    UNION ALL
    SELECT claim_id, document_id, event_id, 'evidence', e.value
    FROM claims, json_each(body, '$.evidence') e WHERE e.key > 0
    UNION ALL
    SELECT claim_id, document_id, event_id, json_extract(p.value, '$.role'), p.value
    FROM claims, json_each(body, '$.participants') p
    UNION ALL
    SELECT claim_id, document_id, event_id, 'figure', q.value FROM claims, json_each(body, '$.quantities') q
    UNION ALL
    SELECT claim_id, document_id, event_id, 'place', json_extract(body, '$.place') FROM claims
    UNION ALL
    SELECT claim_id, document_id, event_id, 'time', json_extract(body, '$.time') FROM claims
    UNION ALL
    SELECT claim_id, document_id, event_id, 'source', json_extract(body, '$.attribution.source') FROM claims
    UNION ALL
    SELECT claim_id, document_id, event_id, 'cue', json_extract(body, '$.attribution.cue') FROM claims
)
SELECT
    claim_id,
    document_id,
    event_id,
    what,
    json_extract(span, '$.quote') AS quote,
    json_extract(span, '$.start') AS span_start,
    json_extract(span, '$.end') AS span_end
FROM spans
WHERE span IS NOT NULL;

CREATE VIEW events_flat AS
SELECT
    e.event_id,
    json_extract(e.body, '$.label') AS label,
    e.event_type,
    (SELECT group_concat(m.value, '; ') FROM json_each(e.body, '$.modes') m) AS modes,
    e.status,
    e.earliest,
    e.latest,
    json_extract(e.body, '$.time.precision') AS time_precision,
    json_extract(e.body, '$.time_conflict') AS time_conflict,
    e.place_id,
    e.place_name AS place,
    e.admin1,
    e.country,
    e.lat,
    e.lon,
    e.radius_km,
    e.precision AS place_precision,
    (SELECT group_concat(json_extract(p.value, '$.name'), '; ') FROM json_each(e.body, '$.participants') p
     WHERE json_extract(p.value, '$.role') = 'actor') AS actors,
    (SELECT group_concat(json_extract(p.value, '$.name'), '; ') FROM json_each(e.body, '$.participants') p
     WHERE json_extract(p.value, '$.role') = 'target') AS targets,
    e.voices,
    e.documents,
    json_array_length(e.body, '$.claim_ids') AS claims,
    (SELECT group_concat(o.value, '; ') FROM json_each(e.body, '$.outlets') o) AS outlets,
    e.disputed,
    e.killed AS killed_most,
    e.part_of
FROM events e;

CREATE VIEW estimates_flat AS
SELECT
    estimate_id,
    event_id,
    policy,
    measure,
    of_whom,
    json_extract(body, '$.side_id') AS side_id,
    json_extract(body, '$.column') AS codebook_column,
    json_extract(body, '$.low') AS low,
    json_extract(body, '$.best') AS best,
    json_extract(body, '$.high') AS high,
    json_extract(body, '$.rule') AS rule,
    json_extract(body, '$.grade') AS grade,
    json_array_length(body, '$.voice_ids') AS voices,
    json_array_length(body, '$.claim_ids') AS claims
FROM estimates;

CREATE VIEW estimate_claims AS
SELECT e.estimate_id, e.event_id, c.value AS claim_id
FROM estimates e, json_each(e.body, '$.claim_ids') c;

CREATE VIEW relations_flat AS
SELECT
    relation_id,
    event_id,
    kind,
    json_extract(body, '$.measure') AS measure,
    claim_a,
    json_extract(body, '$.of_a') AS of_whom_a,
    json_extract(body, '$.figure_a.quote') AS figure_a,
    claim_b,
    json_extract(body, '$.of_b') AS of_whom_b,
    json_extract(body, '$.figure_b.quote') AS figure_b,
    json_extract(body, '$.reason') AS reason
FROM relations;

CREATE VIEW links AS
SELECT
    e.event_id,
    'linked' AS verdict,
    json_extract(l.value, '$.claim_a') AS claim_a,
    json_extract(l.value, '$.claim_b') AS claim_b,
    json_extract(l.value, '$.score') AS score,
    (SELECT group_concat(json_extract(r.value, '$.text'), '; ') FROM json_each(l.value, '$.reasons') r) AS reasons
FROM events e, json_each(e.body, '$.links') l
UNION ALL
SELECT
    e.event_id,
    'kept apart',
    json_extract(l.value, '$.claim_a'),
    json_extract(l.value, '$.claim_b'),
    NULL,
    (SELECT group_concat(json_extract(r.value, '$.text'), '; ') FROM json_each(l.value, '$.reasons') r)
FROM events e, json_each(e.body, '$.refused') l;

CREATE VIEW copies_flat AS
SELECT
    document_id,
    other_id AS other_document_id,
    json_extract(body, '$.kind') AS kind,
    json_extract(body, '$.first') AS first_document_id,
    json_extract(body, '$.start') AS span_start,
    json_extract(body, '$.end') AS span_end,
    json_extract(body, '$.other_start') AS other_span_start,
    json_extract(body, '$.other_end') AS other_span_end
FROM copies;

CREATE VIEW decisions_flat AS
SELECT
    sequence,
    decision_id,
    kind,
    json_extract(body, '$.by') AS decided_by,
    json_extract(body, '$.at') AS decided_at,
    json_extract(body, '$.a.document_id') AS document_id,
    json_extract(body, '$.a.quote') AS quote,
    json_extract(body, '$.b.document_id') AS other_document_id,
    json_extract(body, '$.b.quote') AS other_quote,
    json_extract(body, '$.fields[0].field') AS field,
    json_extract(body, '$.fields[0].value') AS value,
    json_extract(body, '$.fields[0].was') AS was,
    json_extract(body, '$.undoes') AS undoes,
    json_extract(body, '$.note') AS note
FROM decisions;
