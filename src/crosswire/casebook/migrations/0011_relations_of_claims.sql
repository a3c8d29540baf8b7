-- Whoever writes or removes a claim looks for the relations that name it.
CREATE INDEX relations_claim_a ON relations (claim_a);
CREATE INDEX relations_claim_b ON relations (claim_b);
