-- Of each two outlets how many pairs of documents share a passage, in how many the first took it and gave it.  Derived
-- (`casebook/tally.sql`).
CREATE TABLE outlet_pairs (
    outlet TEXT NOT NULL,
    other TEXT NOT NULL,
    pairs INTEGER NOT NULL,
    took INTEGER NOT NULL,
    gave INTEGER NOT NULL,
    PRIMARY KEY (outlet, other)
) WITHOUT ROWID;
INSERT INTO outlet_pairs
SELECT outlet, other, count(*), sum(took), sum(gave) FROM (
    SELECT coalesce(documents.outlet, '') AS outlet, coalesce(others.outlet, '') AS other,
           max(json_extract(copies.body, '$.first') IS copies.other_id) AS took,
           max(json_extract(copies.body, '$.first') IS copies.document_id) AS gave
    FROM documents JOIN copies USING (document_id) JOIN documents AS others ON others.document_id = copies.other_id
    WHERE coalesce(documents.outlet, '') <> coalesce(others.outlet, '')
    GROUP BY copies.document_id, copies.other_id
) GROUP BY outlet, other;
