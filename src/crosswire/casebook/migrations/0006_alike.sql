-- Claims that look alike, by the first claim of each telling, as the linker compared them: a decision about links can then be honoured
-- without comparing the rest anew.  Derived.
CREATE TABLE alike (
    claim_a TEXT NOT NULL,
    claim_b TEXT NOT NULL,
    linked INTEGER NOT NULL,
    PRIMARY KEY (claim_a, claim_b)
) WITHOUT ROWID;
CREATE INDEX alike_other ON alike (claim_b, claim_a, linked);
