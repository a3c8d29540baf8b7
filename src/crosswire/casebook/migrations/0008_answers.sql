-- What waits for a person, a figure a row (`start`: where it stands in the text), and what each reviewer has answered of it: a
-- claim (`start` is -1), a figure of a claim, or a pair of claims (`other` is not empty).  Derived; so is `keys`: what
-- the linker compares the claims of a document by, so that a changed claim is compared without all others.
DROP TABLE waiting;
CREATE TABLE waiting (
    disputed INTEGER NOT NULL,
    killed INTEGER NOT NULL,
    claim_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    PRIMARY KEY (disputed DESC, killed DESC, claim_id, start)
) WITHOUT ROWID;
CREATE INDEX waiting_event ON waiting (event_id);
CREATE INDEX waiting_claim ON waiting (claim_id, start);
INSERT OR IGNORE INTO waiting
SELECT 1, coalesce(killed, -1), told.claim_id, coalesce(told.start, json_extract(figure.value, '$.start')), told.event_id FROM (
    SELECT event_id, claim_a AS claim_id, json_extract(body, '$.figure_a.start') AS start FROM relations WHERE kind = 'contradiction'
    UNION
    SELECT event_id, claim_b, json_extract(body, '$.figure_b.start') FROM relations WHERE kind = 'contradiction'
) AS told JOIN events USING (event_id) JOIN claims USING (claim_id), json_each(claims.body, '$.quantities') AS figure;
INSERT OR IGNORE INTO waiting
SELECT 0, killed, claim_id, json_extract(figure.value, '$.start'), event_id
FROM events JOIN claims USING (event_id), json_each(claims.body, '$.quantities') AS figure
WHERE voices = 1 AND killed >= 10 AND NOT disputed AND figures > 0;
CREATE TABLE answered (
    reviewer TEXT NOT NULL,
    claim_id TEXT NOT NULL,
    other TEXT NOT NULL,
    start INTEGER NOT NULL,
    PRIMARY KEY (reviewer, claim_id, other, start)
) WITHOUT ROWID;
CREATE INDEX answered_claim ON answered (claim_id);
CREATE INDEX answered_other ON answered (other) WHERE other <> '';
CREATE TABLE keys (document_id TEXT PRIMARY KEY, keys BLOB NOT NULL) WITHOUT ROWID;
